/** Rounds: a batch is asked again for what the store left unprocessed, until nothing is left or nothing moves any more. */
import type { Either } from 'fp-ts/Either'
import * as E from 'fp-ts/Either'
import type { BatchOptions } from './BatchOptions'
import type { Aborted, InvalidRequest } from './errors'
import * as Policy from './time/Policy'
import { pause, systemTimer } from './time/Timer'

// -----------------------------------------------------------------------------
// model
// -----------------------------------------------------------------------------

/** What became of a call: what is not known to be done, and the failure where there was one. */
export interface Outcome<P, E> {
  readonly left: ReadonlyArray<P>
  readonly failure?: E | Aborted
}

// -----------------------------------------------------------------------------
// destructors
// -----------------------------------------------------------------------------

/** How many calls are under way at once; or why there is no such number. */
export const concurrencyOf = ({ concurrency = 4 }: BatchOptions): Either<InvalidRequest, number> =>
  Number.isSafeInteger(concurrency) && concurrency >= 1
    ? E.right(concurrency)
    : E.left({
        _tag: 'InvalidRequest',
        reason: `the concurrency of a batch is a whole number from 1, not ${String(concurrency)}`,
      })

// -----------------------------------------------------------------------------
// interpreters
// -----------------------------------------------------------------------------

/** Round after round; `ask` answers what is unprocessed of what it was asked. */
export const rounds =
  ({ retry = Policy.never, signal, timer = systemTimer }: BatchOptions) =>
  async <P, E>(
    parts: ReadonlyArray<P>,
    ask: (pending: ReadonlyArray<P>) => Promise<Either<E, ReadonlyArray<P>>>,
  ): Promise<Outcome<P, E>> => {
    let left = parts
    for (let repetition = 0, waited = 0; left.length > 0; ) {
      if (signal?.aborted) return { left, failure: { _tag: 'Aborted' } }
      const answer = await ask(left)
      if (E.isLeft(answer)) return { left, failure: answer.left }
      const moved = answer.right.length < left.length
      left = answer.right
      if (left.length === 0) break
      if (moved) {
        repetition = 0
        continue
      }
      const wait = retry({ repetition: repetition++, waited, random: timer.random() })
      if (wait === undefined) break
      waited += wait
      if (!(await pause(timer, signal)(wait))) return { left, failure: { _tag: 'Aborted' } }
    }
    return { left }
  }
