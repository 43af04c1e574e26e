/** Duration: a length of time as a test says it. */

// -----------------------------------------------------------------------------
// model
// -----------------------------------------------------------------------------

/**
 * A length of time: milliseconds, or a sum of units.
 *
 * @example
 * ```ts
 * import { inMemory } from 'bloop-ts/memory'
 * import * as assert from 'node:assert'
 *
 * const store = inMemory()
 * store.advance({ hours: 1, minutes: 30 })
 * store.advance(5)
 * assert.strictEqual(store.now(), 5_400_005)
 * ```
 */
export type Duration =
  | number
  | {
      readonly days?: number
      readonly hours?: number
      readonly minutes?: number
      readonly seconds?: number
      readonly milliseconds?: number
    }

// -----------------------------------------------------------------------------
// destructors
// -----------------------------------------------------------------------------

/** The whole milliseconds of a duration; 0 where it is negative or no number, since time does not go back. */
export const millisecondsOf = (duration: Duration): number => {
  if (typeof duration === 'number') return duration > 0 ? Math.floor(duration) : 0
  const { days = 0, hours = 0, minutes = 0, seconds = 0, milliseconds = 0 } = duration
  return millisecondsOf((((days * 24 + hours) * 60 + minutes) * 60 + seconds) * 1_000 + milliseconds)
}
