/**
 * Policy: after which wait something is tried again, and how often. A pure function of how far it has come, so that policies
 * compose, and are tested without waiting.
 *
 * @example
 * ```ts
 * import { Policy } from 'bloop-ts'
 * import { pipe } from 'fp-ts/function'
 * import * as assert from 'node:assert'
 *
 * const policy = pipe(Policy.exponential(50), Policy.capped(1_000), Policy.concat(Policy.limit(6)))
 * assert.deepStrictEqual(Policy.waits(policy), [50, 100, 200, 400, 800, 1_000])
 * ```
 */

// -----------------------------------------------------------------------------
// model
// -----------------------------------------------------------------------------

/** How far the trying has come. */
export interface Attempt {
  /** How often it was repeated before: 0 before the first repetition. */
  readonly repetition: number
  /** The milliseconds that were waited before. */
  readonly waited: number
  /** From 0 up to, not including, 1: where a policy leaves something to chance, what decides. */
  readonly random: number
}

/**
 * The wait in milliseconds before a repetition; `undefined`: it is not repeated.
 *
 * Laws: `concat` is associative, commutative and idempotent, with `immediately` as its unit; `limit(m)` and `limit(n)`
 * are `limit(min(m, n))`; `capped` and `jittered` never wait longer than without.
 */
export type Policy = (attempt: Attempt) => number | undefined

// -----------------------------------------------------------------------------
// constructors
// -----------------------------------------------------------------------------

/** Without waiting, for ever. */
export const immediately: Policy = () => 0

/** Always the same wait, for ever. */
export const constant =
  (milliseconds: number): Policy =>
  () =>
    milliseconds

/** A wait that doubles with each repetition, for ever. */
export const exponential =
  (base: number): Policy =>
  ({ repetition }) =>
    base * 2 ** repetition

/** Without waiting, as many repetitions at most. */
export const limit =
  (repetitions: number): Policy =>
  ({ repetition }) =>
    repetition < repetitions ? 0 : undefined

/** Not at all. */
export const never: Policy = () => undefined

// -----------------------------------------------------------------------------
// combinators
// -----------------------------------------------------------------------------

const map =
  (f: (wait: number, attempt: Attempt) => number | undefined) =>
  (policy: Policy): Policy =>
  (attempt) => {
    const wait = policy(attempt)
    return wait === undefined ? undefined : f(wait, attempt)
  }

/** No wait longer than this. */
export const capped = (milliseconds: number): ((policy: Policy) => Policy) =>
  map((wait) => Math.min(wait, milliseconds))

/**
 * Full jitter: a random part of the wait, so that those who failed together do not try again together.
 *
 * Source: https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/
 */
export const jittered: (policy: Policy) => Policy = map((wait, { random }) => random * wait)

/** Until this many milliseconds have been waited in all; the last wait is cut to what is left of them. */
export const within = (milliseconds: number): ((policy: Policy) => Policy) =>
  map((wait, { waited }) => (waited < milliseconds ? Math.min(wait, milliseconds - waited) : undefined))

/** The longer wait of both; it ends where one of them ends. */
export const concat =
  (second: Policy) =>
  (first: Policy): Policy =>
  (attempt) => {
    const x = first(attempt)
    const y = second(attempt)
    return x === undefined || y === undefined ? undefined : Math.max(x, y)
  }

// -----------------------------------------------------------------------------
// destructors
// -----------------------------------------------------------------------------

/** The waits of a policy, the longest that chance allows, as a list; of one that goes on for ever the first hundred. */
export const waits = (policy: Policy): ReadonlyArray<number> => {
  const all: Array<number> = []
  let waited = 0
  while (all.length < 100) {
    const wait = policy({ repetition: all.length, waited, random: 1 })
    if (wait === undefined) break
    all.push(wait)
    waited += wait
  }
  return all
}

// -----------------------------------------------------------------------------
// instances
// -----------------------------------------------------------------------------

/** The monoid of `concat`. */
export const Monoid = { concat: (x: Policy, y: Policy): Policy => concat(y)(x), empty: immediately }
