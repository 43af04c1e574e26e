/** Time that passes only by sleeping, and as fast as nothing else is to be done. */
import type { IO } from 'fp-ts/IO'
import type { Timer } from '../../src/program/time/Timer'

// -----------------------------------------------------------------------------
// model
// -----------------------------------------------------------------------------

/** A clock and a timer that go together. */
export interface Time {
  readonly now: IO<number>
  readonly timer: Timer
  /** Lets time pass until a task is done; rejects where it never would be. */
  readonly until: <A>(task: Promise<A>) => Promise<A>
}

// -----------------------------------------------------------------------------
// constructors
// -----------------------------------------------------------------------------

/** A timer that does not wait. */
export const instant: Timer = { random: () => 0.5, sleep: () => Promise.resolve() }

/** More steps than anything takes that does not wait. */
const steps = 200

/** Time from 0. Sleepers wake in the order of their times, and of falling asleep. */
export const virtual = (): Time => {
  let now = 0
  let sleeping: ReadonlyArray<{ readonly due: number; readonly wake: () => void }> = []
  const until = async <A>(task: Promise<A>): Promise<A> => {
    let done = false
    task.then(
      () => {
        done = true
      },
      () => {
        done = true
      },
    )
    for (;;) {
      for (let i = 0; i < steps; i++) await undefined
      if (done) return task
      const [first] = [...sleeping].sort((x, y) => x.due - y.due)
      if (first === undefined) throw new Error('nobody sleeps, and nothing is done')
      now = Math.max(now, first.due)
      sleeping = sleeping.filter((one) => one !== first)
      first.wake()
    }
  }
  const sleep: Timer['sleep'] = (milliseconds, signal) =>
    new Promise((resolve) => {
      const one = { due: now + milliseconds, wake: resolve }
      sleeping = [...sleeping, one]
      signal?.addEventListener('abort', () => {
        sleeping = sleeping.filter((other) => other !== one)
        resolve()
      })
    })
  return { now: () => now, timer: { random: () => 0.5, sleep }, until }
}
