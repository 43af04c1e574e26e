/**
 * Rounds: a batch is asked again for what the store left unprocessed, until nothing is left or nothing moves any more. The
 * one engine of programs, of middleware and of the interpreter for AWS; they differ in when they ask again.
 */
import { type Either, isLeft, left, right } from 'fp-ts/Either'
import { showUnknown } from '../value/show'
import type { BatchOptions } from './BatchOptions'
import type { Aborted, InvalidRequest } from './errors'
import { type Pace, paceOf, type Turn } from './time/Pace'
import * as Policy from './time/Policy'
import { systemTimer } from './time/Timer'

// -----------------------------------------------------------------------------
// model
// -----------------------------------------------------------------------------

/** Waits for the next round; `moved`: there is less to do than ever before. */
export type Next = (moved: boolean) => Promise<Turn>

/** How a batch is asked, round after round. */
export interface Rounds<P, E, O> {
  /** One round: what of the batch is still to be done, and what is answered. */
  readonly ask: (pending: P) => Promise<Either<E, O>>
  /** What is unprocessed after a round: a part of what it was asked. */
  readonly rest: (output: O) => P
  readonly size: (pending: P) => number
  /** Whether the same is asked again after a failure. */
  readonly mayRepeat: (failure: E) => boolean
  readonly next: Next
}

/** What became of a batch: all answers, what is not known to be done, and the failure that ended it where one did. */
export interface Outcome<P, E, O> {
  readonly outputs: ReadonlyArray<O>
  readonly left: P
  readonly failure?: E | Aborted
}

// -----------------------------------------------------------------------------
// constructors
// -----------------------------------------------------------------------------

/** After a round that moved at once, and the policy begins anew; after one that did not as the policy says. */
export const atOnce =
  (pace: Pace): Next =>
  async (moved) => {
    if (!moved) return pace.next()
    pace.restart()
    return 'again'
  }

/** After every round as the policy says, which begins anew after one that moved. */
export const counted =
  (pace: Pace): Next =>
  async (moved) => {
    if (moved) pace.restart()
    return pace.next()
  }

/** The same, where to ask for the rest after a round that moved is no repetition yet. */
export const anew =
  (pace: Pace): Next =>
  async (moved) => {
    const turn = await counted(pace)(moved)
    if (moved) pace.restart()
    return turn
  }

// -----------------------------------------------------------------------------
// options
// -----------------------------------------------------------------------------

/** How many calls of one program are under way at once, where nothing else is said. */
export const defaultConcurrency = 4

/** How many calls are under way at once; or why there is no such number. */
export const concurrencyOf = ({ concurrency = defaultConcurrency }: BatchOptions): Either<InvalidRequest, number> =>
  Number.isSafeInteger(concurrency) && concurrency >= 1
    ? right(concurrency)
    : left({
        _tag: 'InvalidRequest',
        reason: `the concurrency of a batch is a whole number from 1, not ${showUnknown(concurrency)}`,
      })

/** When a call is asked again. */
export const nextRound = ({ retry = Policy.never, signal, timer = systemTimer }: BatchOptions): Next =>
  atOnce(paceOf(retry, timer, signal))

// -----------------------------------------------------------------------------
// interpreters
// -----------------------------------------------------------------------------

/** Round after round, until nothing is left, a failure is not repeated, or `next` ends it. */
export const inRounds = async <P, E, O>(
  { ask, rest, size, mayRepeat, next }: Rounds<P, E, O>,
  all: P,
): Promise<Outcome<P, E, O>> => {
  const outputs: Array<O> = []
  let pending = all
  // Only less than ever before is progress: what goes up and down would never end.
  let least = Number.POSITIVE_INFINITY
  for (;;) {
    const answer = await ask(pending)
    let moved = false
    if (isLeft(answer)) {
      if (!mayRepeat(answer.left)) return { outputs, left: pending, failure: answer.left }
    } else {
      outputs.push(answer.right)
      pending = rest(answer.right)
      const count = size(pending)
      if (count === 0) return { outputs, left: pending }
      // What was asked is measured only once it was answered: it may be no batch at all.
      least = Math.min(least, size(all))
      moved = count < least
      least = Math.min(least, count)
    }
    const turn = await next(moved)
    if (turn === 'aborted') return { outputs, left: pending, failure: { _tag: 'Aborted' } }
    if (turn === 'over')
      return isLeft(answer) ? { outputs, left: pending, failure: answer.left } : { outputs, left: pending }
  }
}
