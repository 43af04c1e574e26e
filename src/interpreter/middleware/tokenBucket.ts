/**
 * Token bucket: a rate with bursts, as a pure function of the time. Time is in milliseconds of any epoch.
 *
 * @example
 * ```ts
 * import { TokenBucket } from 'bloop-ts/middleware'
 * import * as assert from 'node:assert'
 *
 * const rate = { perSecond: 10, burst: 1 }
 * const [now, next] = TokenBucket.take(rate, 0)(TokenBucket.full(rate, 0))
 * const [later] = TokenBucket.take(rate, 40)(next)
 * assert.deepStrictEqual([now, later], [0, 60]) // milliseconds to wait
 * ```
 */

// -----------------------------------------------------------------------------
// model
// -----------------------------------------------------------------------------

/** How many operations in a second, and how many at once after a rest. */
export interface Rate {
  /** Finite, above 0. */
  readonly perSecond: number
  /** Finite, from 1; what is left out is `perSecond`, or 1 where that is more. */
  readonly burst?: number
}

/** The tokens that there were at a time; fewer than none are owed to those who wait. */
export interface Bucket {
  readonly tokens: number
  readonly at: number
}

// -----------------------------------------------------------------------------
// constructors
// -----------------------------------------------------------------------------

/** The tokens that a bucket holds at most. */
export const burstOf = ({ perSecond, burst = Math.max(1, perSecond) }: Rate): number => burst

/** A bucket that is full. */
export const full = (rate: Rate, now: number): Bucket => ({
  tokens: burstOf(rate),
  at: Number.isFinite(now) ? now : 0,
})

// -----------------------------------------------------------------------------
// interpreters
// -----------------------------------------------------------------------------

/**
 * Takes a token: for how many milliseconds to wait until it is there, and the bucket without it. A clock that goes back, or
 * says no number, stands still.
 *
 * Law: of those who wait so long, no more than `burst + perSecond · t` begin within any `t` seconds.
 */
export const take =
  (rate: Rate, now: number) =>
  ({ tokens, at }: Bucket): readonly [number, Bucket] => {
    const later = Number.isFinite(now) && now > at ? now : at
    const left = Math.min(burstOf(rate), tokens + ((later - at) * rate.perSecond) / 1000) - 1
    return [left >= 0 ? 0 : (-left * 1000) / rate.perSecond, { tokens: left, at: later }]
  }
