/**
 * Constraints: what can be said of text, numbers and collections in JSON Schema's words, their meaning and their words in English.
 *
 * @example
 * ```ts
 * import { Attribute as A } from 'bloop-ts'
 * import * as assert from 'node:assert'
 *
 * const constraints: A.TextConstraints = { minLength: 1, maxLength: 64 }
 * assert.ok(!A.constrain(A.string, constraints).is(''))
 * ```
 */
import { compareNumbers } from '../value/number/order'
import type { Keywords } from './limit'

// -----------------------------------------------------------------------------
// model
// -----------------------------------------------------------------------------

/** Of text. Lengths are in characters (code points), as JSON Schema counts them, not in UTF-16 units or bytes. */
export interface TextConstraints {
  readonly minLength?: number
  readonly maxLength?: number
  /**
   * The source of a regular expression with the flag `u`. It matches anywhere, unless it has `^` and `$`. It is asked of what
   * strangers send, after the lengths: let it be one that takes no long time on any text.
   */
  readonly pattern?: string
  /** What the text is, for readers of the schema: `email`, `uri`. It is not checked. */
  readonly format?: string
}

/** Of numbers, decimals and bigints too: they are compared exactly with the shortest decimal of the bound. */
export interface NumberConstraints {
  readonly minimum?: number
  readonly maximum?: number
  readonly exclusiveMinimum?: number
  readonly exclusiveMaximum?: number
}

/** Of lists and sets: how many elements there are. */
export interface ItemsConstraints {
  readonly minItems?: number
  readonly maxItems?: number
}

/** The constraints of a codec, by its DynamoDB types. */
export type Constraints<T> = T extends 'S'
  ? TextConstraints
  : T extends 'N'
    ? NumberConstraints
    : T extends 'L' | 'SS' | 'NS' | 'BS'
      ? ItemsConstraints
      : never

/** The constraints of all types. */
export type AnyConstraints = TextConstraints & NumberConstraints & ItemsConstraints

// -----------------------------------------------------------------------------
// constructors
// -----------------------------------------------------------------------------

/** A regular expression; `undefined` where the source is none. */
export const regExpOf = (source: string): RegExp | undefined => {
  try {
    return new RegExp(source, 'u')
  } catch {
    return undefined
  }
}

/** The keywords of constraints. */
export const keywordsOf = (constraints: AnyConstraints): Keywords =>
  Object.fromEntries(Object.entries(constraints).filter(([, value]) => value !== undefined))

// -----------------------------------------------------------------------------
// destructors
// -----------------------------------------------------------------------------

/** How many code points a text has. */
const lengthOf = (text: string): number => {
  let length = text.length
  for (let i = 0; i < text.length - 1; i++) {
    const [high, low] = [text.charCodeAt(i), text.charCodeAt(i + 1)]
    if (high >= 0xd800 && high <= 0xdbff && low >= 0xdc00 && low <= 0xdfff) length--
  }
  return length
}

/** Whether a text is as constraints say. */
export const fitsText = ({ minLength = 0, maxLength = Number.POSITIVE_INFINITY, pattern }: TextConstraints) => {
  const regExp = pattern === undefined ? undefined : regExpOf(pattern)
  return (text: string): boolean => {
    // A code point has one or two units: most texts need not be counted.
    if (text.length < 2 * minLength || text.length > maxLength) {
      const length = lengthOf(text)
      if (length < minLength || length > maxLength) return false
    }
    return regExp === undefined || regExp.test(text)
  }
}

/** Whether a wire number is as constraints say; what is no number is for its codec to refuse. */
export const fitsNumber = ({ minimum, maximum, exclusiveMinimum, exclusiveMaximum }: NumberConstraints) => {
  const order = (wire: string, bound: number | undefined) =>
    bound === undefined ? undefined : compareNumbers(wire, String(bound))
  return (wire: string): boolean => {
    if (order(wire, minimum) === -1 || order(wire, maximum) === 1) return false
    const [low, high] = [order(wire, exclusiveMinimum), order(wire, exclusiveMaximum)]
    return !(low === -1 || low === 0 || high === 1 || high === 0)
  }
}

/** Whether there are as many elements as constraints say. */
export const fitsItems =
  ({ minItems = 0, maxItems = Number.POSITIVE_INFINITY }: ItemsConstraints) =>
  (count: number): boolean =>
    count >= minItems && count <= maxItems

const range = (min: number | undefined, max: number | undefined, noun: string): ReadonlyArray<string> => {
  const said = (text: string, last: number) => [`of ${text} ${noun}${last === 1 ? '' : 's'}`]
  if (min !== undefined && min === max) return said(String(min), min)
  if (max !== undefined) return min === undefined ? said(`at most ${max}`, max) : said(`${min} to ${max}`, max)
  return min === undefined ? [] : said(`at least ${min}`, min)
}

/** Constraints in English, to follow a noun: `of 1 to 64 characters`. */
export const wordsOf = (constraints: AnyConstraints): string => {
  const { minLength, maxLength, pattern, minimum, maximum, exclusiveMinimum, exclusiveMaximum } = constraints
  const bounds = [
    ...(minimum === undefined ? [] : [`at least ${minimum}`]),
    ...(exclusiveMinimum === undefined ? [] : [`more than ${exclusiveMinimum}`]),
    ...(maximum === undefined ? [] : [`at most ${maximum}`]),
    ...(exclusiveMaximum === undefined ? [] : [`less than ${exclusiveMaximum}`]),
  ]
  const isRange = minimum !== undefined && maximum !== undefined && bounds.length === 2
  return [
    ...range(minLength, maxLength, 'character'),
    ...(isRange
      ? [minimum === maximum ? `of exactly ${minimum}` : `of ${minimum} to ${maximum}`]
      : bounds.length === 0
        ? []
        : [`of ${bounds.join(' and ')}`]),
    ...range(constraints.minItems, constraints.maxItems, 'element'),
    ...(pattern === undefined ? [] : [`that matches ${pattern}`]),
  ].join(' ')
}

const isCount = (n: number): boolean => Number.isSafeInteger(n) && n >= 0

/** What is wrong with constraints themselves, as sentences. */
export const constraintFaults = (constraints: AnyConstraints): ReadonlyArray<string> => {
  const { minLength, maxLength, minItems, maxItems, pattern } = constraints
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum } = constraints
  const fault = (isFault: boolean, sentence: string) => (isFault ? [sentence] : [])
  const counts = { minLength, maxLength, minItems, maxItems }
  const bounds = { minimum, maximum, exclusiveMinimum, exclusiveMaximum }
  const low = Math.max(minimum ?? Number.NEGATIVE_INFINITY, exclusiveMinimum ?? Number.NEGATIVE_INFINITY)
  const high = Math.min(maximum ?? Number.POSITIVE_INFINITY, exclusiveMaximum ?? Number.POSITIVE_INFINITY)
  const isOpen = low === exclusiveMinimum || high === exclusiveMaximum
  return [
    ...Object.entries(counts).flatMap(([keyword, n]) =>
      fault(n !== undefined && !isCount(n), `${keyword} ${n} is no whole number of at least 0`),
    ),
    ...Object.entries(bounds).flatMap(([keyword, n]) =>
      fault(n !== undefined && !Number.isFinite(n), `${keyword} ${n} is no finite number`),
    ),
    ...fault(
      minLength !== undefined && maxLength !== undefined && minLength > maxLength,
      'minLength is more than maxLength',
    ),
    ...fault(minItems !== undefined && maxItems !== undefined && minItems > maxItems, 'minItems is more than maxItems'),
    ...fault(low > high || (low === high && isOpen), 'there are no numbers between the bounds'),
    ...fault(
      pattern !== undefined && regExpOf(pattern) === undefined,
      `the pattern ${pattern} is no regular expression`,
    ),
  ]
}
