/** Options that are none: the middleware then refuses every operation, as the AWS interpreter does. */
import type { Middleware } from '../../program/Interpreter'
import { failed } from './answer'

// -----------------------------------------------------------------------------
// model
// -----------------------------------------------------------------------------

/** What is wrong with an option, if anything. */
export type Flaw = string | undefined

// -----------------------------------------------------------------------------
// constructors
// -----------------------------------------------------------------------------

const shown = (value: unknown): string => (typeof value === 'number' ? String(value) : `a ${typeof value}`)

const unless =
  (expected: string, holds: (value: number) => boolean) =>
  (name: string, value: unknown): Flaw =>
    typeof value === 'number' && holds(value) ? undefined : `${name} is ${shown(value)}, and not ${expected}`

/** A number of milliseconds that timers can wait, or no limit of them. */
export const isDelay = unless(
  'a number from 0 to 2147483647, or Infinity',
  (n) => (n >= 0 && n <= 2_147_483_647) || n === Number.POSITIVE_INFINITY,
)
/** From 0 to 1. */
export const isChance = unless('a number from 0 to 1', (n) => n >= 0 && n <= 1)
/** Finite and above 0. */
export const isPositive = unless('a finite number above 0', (n) => n > 0 && n < Number.POSITIVE_INFINITY)
/** Finite, from 1. */
export const isFromOne = unless('a finite number from 1', (n) => n >= 1 && n < Number.POSITIVE_INFINITY)
/** How many at most, from 1; `Infinity` for no limit. */
export const isMost = unless('a whole number from 1, or Infinity', (n) => isWhole(n) && n >= 1)
/** How many, from 0; `Infinity` for no limit. */
export const isCount = unless('a whole number from 0, or Infinity', (n) => isWhole(n) && n >= 0)
/** How many, from 0. */
export const isFiniteCount = unless('a whole number from 0', (n) => Number.isSafeInteger(n) && n >= 0)
/** What chance begins with. */
export const isSeed = unless('a whole number', Number.isSafeInteger)

/** Options by name, or none. */
export const isRecord = (name: string, value: unknown): Flaw =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? undefined
    : `${name} is ${value === null ? 'null' : shown(value)}, and no record`

const isWhole = (n: number): boolean => Number.isInteger(n) || n === Number.POSITIVE_INFINITY

// -----------------------------------------------------------------------------
// combinators
// -----------------------------------------------------------------------------

/** The middleware; or, where an option is none, one that refuses every operation and says which. */
export const configured = (flaws: ReadonlyArray<Flaw>, middleware: Middleware): Middleware => {
  const found = flaws.filter((flaw) => flaw !== undefined)
  if (found.length === 0) return middleware
  const refused = { _tag: 'RequestRefused', name: 'InvalidConfiguration', message: found.join('; ') } as const
  return () => () => () => Promise.resolve(failed(refused))
}
