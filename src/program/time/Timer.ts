/** Timer: how time passes, and chance: all that waiting asks of the world. */
import type { IO } from 'fp-ts/IO'
import { onAbort } from './onAbort'

// -----------------------------------------------------------------------------
// model
// -----------------------------------------------------------------------------

/**
 * Waiting and chance, to be replaced in tests.
 *
 * @example
 * ```ts
 * import type { Timer } from 'bloop-ts'
 * import * as assert from 'node:assert'
 *
 * const slept: Array<number> = []
 * const impatient: Timer = { random: () => 0.5, sleep: async (milliseconds) => void slept.push(milliseconds) }
 * await impatient.sleep(60_000)
 * assert.deepStrictEqual(slept, [60_000])
 * ```
 */
export interface Timer {
  /** From 0 up to, not including, 1. */
  readonly random: IO<number>
  /** Resolves after some milliseconds, or once the signal fires. */
  readonly sleep: (milliseconds: number, signal?: AbortSignal) => Promise<void>
}

// -----------------------------------------------------------------------------
// constructors
// -----------------------------------------------------------------------------

/** Longer delays overflow the timers of JavaScript and would fire at once. */
const longest = 2 ** 31 - 1

const sleep = (milliseconds: number, signal?: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal?.aborted) return resolve()
    const end = () => {
      clearTimeout(timer)
      forget()
      resolve()
    }
    const timer = setTimeout(end, Math.min(milliseconds, longest))
    const forget = onAbort(signal, end)
  })

/** `Math.random` and `setTimeout`: the one place where the library knows them. */
export const systemTimer: Timer = { random: Math.random, sleep }

// -----------------------------------------------------------------------------
// combinators
// -----------------------------------------------------------------------------

/** Waits; `false`, at once, when the signal fires. A `sleep` that throws or rejects is one that is over. */
export const pause =
  ({ sleep: wait }: Pick<Timer, 'sleep'>, signal: AbortSignal | undefined) =>
  (milliseconds: number): Promise<boolean> =>
    new Promise((resolve) => {
      if (signal?.aborted) return resolve(false)
      const end = () => {
        forget()
        resolve(signal?.aborted !== true)
      }
      const forget = onAbort(signal, end)
      try {
        wait(milliseconds, signal).then(end, end)
      } catch {
        end()
      }
    })
