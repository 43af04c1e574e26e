/** Watch: patience with a deadline and a signal. What is done under a watch always ends. */
import type { Either } from 'fp-ts/Either'
import * as E from 'fp-ts/Either'
import { pipe } from 'fp-ts/function'
import type { TaskEither } from 'fp-ts/TaskEither'
import type { Aborted, TimedOut } from '../errors'
import { type Pace, paceOf } from './Pace'
import type { Patience } from './Patience'
import * as Policy from './Policy'
import { pause, systemTimer, type Timer } from './Timer'

// -----------------------------------------------------------------------------
// model
// -----------------------------------------------------------------------------

/** Patience that is running out. */
export interface Watch {
  /** The way of something that is repeated, at the pace of the polling. */
  readonly pace: () => Pace
  /** The task, or what ended it. Where it is ended it may go on, unseen. */
  readonly within: <E, A>(task: TaskEither<E, A>) => Promise<Either<E | TimedOut | Aborted, A>>
  /** What has ended it; `TimedOut` also where the polling allows no more. */
  readonly ended: () => TimedOut | Aborted
}

// -----------------------------------------------------------------------------
// constructors
// -----------------------------------------------------------------------------

const defaultDeadline = 600_000
/** Half of each wait is certain, so that nobody looks again at once. */
const half =
  (policy: Policy.Policy): Policy.Policy =>
  (attempt) =>
    policy({ ...attempt, random: 0.5 + attempt.random / 2 })

const defaultPolling: Policy.Policy = pipe(Policy.exponential(100), Policy.capped(5_000), Policy.jittered, half)

/** Does something under a watch. */
export const watched =
  ({ deadline = defaultDeadline, polling = defaultPolling, signal, timer = systemTimer }: Patience) =>
  async <A>(body: (watch: Watch) => Promise<A>): Promise<A> => {
    const over = new AbortController()
    const done = new AbortController()
    const abort = () => over.abort()
    if (signal?.aborted || !(deadline > 0)) abort()
    signal?.addEventListener('abort', abort)
    if (Number.isFinite(deadline)) pause(timer, done.signal)(deadline).then((elapsed) => elapsed && abort())
    let waited = 0
    const counting: Timer = {
      ...timer,
      sleep: (milliseconds, until) => {
        waited += milliseconds
        return timer.sleep(milliseconds, until)
      },
    }
    const ended = (): TimedOut | Aborted =>
      signal?.aborted
        ? { _tag: 'Aborted' }
        : { _tag: 'TimedOut', milliseconds: over.signal.aborted ? deadline : waited }
    const watch: Watch = {
      ended,
      pace: () => paceOf(polling, counting, over.signal),
      within: (task) =>
        new Promise((resolve) => {
          const end = () => resolve(E.left(ended()))
          if (over.signal.aborted) return end()
          over.signal.addEventListener('abort', end)
          task()
            .then(resolve, end)
            .finally(() => over.signal.removeEventListener('abort', end))
        }),
    }
    try {
      return await body(watch)
    } finally {
      done.abort()
      signal?.removeEventListener('abort', abort)
    }
  }
