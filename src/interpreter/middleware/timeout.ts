/** Timeout: an answer in time, or `TimedOut`. */
import type { Middleware } from '../../program/Interpreter'
import { pause, systemTimer, type Timer } from '../../program/time/Timer'
import { total } from '../../program/total'
import { failed } from './answer'
import { configured, isDelay } from './options'

// -----------------------------------------------------------------------------
// combinators
// -----------------------------------------------------------------------------

/**
 * An operation that has no answer after so many milliseconds is `TimedOut`. It may go on all the same, and what it answers
 * then is dropped: whether a write was applied is unknown. The timer ends with the operation. `Infinity` is no timeout;
 * what is negative, NaN, or more than timers can wait (2,147,483,647 ms, 24.8 days) refuses everything.
 *
 * Inside `retrying` each attempt has its time; outside, all of them together.
 *
 * Law: around an interpreter that answers in time it is `identity`.
 *
 * @example
 * ```ts
 * import { type Interpreter, Program } from 'bloop-ts'
 * import { timeout } from 'bloop-ts/middleware'
 * import * as E from 'fp-ts/Either'
 * import * as assert from 'node:assert'
 *
 * const silent: Interpreter = () => () => new Promise(() => undefined)
 * const answer = await Program.perform({ _tag: 'DescribeTable', table: 'users' })(timeout(5)(silent))()
 * assert.deepStrictEqual(answer, E.left({ _tag: 'TimedOut', milliseconds: 5 }))
 * ```
 */
export const timeout = (milliseconds: number, timer: Pick<Timer, 'sleep'> = systemTimer): Middleware =>
  configured([isDelay('the timeout', milliseconds)], (interpreter) => {
    const ask = total(interpreter)
    if (milliseconds === Number.POSITIVE_INFINITY) return ask
    return (operation) => () =>
      new Promise((resolve) => {
        const answered = new AbortController()
        ask(operation)().then((answer) => {
          resolve(answer)
          answered.abort()
        })
        pause(
          timer,
          answered.signal,
        )(milliseconds).then((late) => {
          if (late) resolve(failed({ _tag: 'TimedOut', milliseconds }))
        })
      })
  })
