/** Deadline: when a function has to have answered, so that Lambda does not end it. */
import type { Either } from 'fp-ts/Either'
import * as E from 'fp-ts/Either'
import type { HandlerThrew } from '../../program/errors'
import type { Interpreter } from '../../program/Interpreter'
import { quietly } from '../../program/quietly'
import { attempted } from '../../program/stream/consume/attempted'
import { onAbort } from '../../program/time/onAbort'
import { pause, type Timer } from '../../program/time/Timer'
import { fieldsOf } from './fields'
import type { OutOfTime } from './model'

// -----------------------------------------------------------------------------
// model
// -----------------------------------------------------------------------------

/** When it has to be over. */
export interface Deadline {
  /** The milliseconds up to it; `Infinity` where Lambda does not say. Where none are left the signal fires. */
  readonly left: () => number
  /** Fires there. */
  readonly signal: AbortSignal
  /** It is of no interest any more. */
  readonly end: () => void
}

// -----------------------------------------------------------------------------
// constructors
// -----------------------------------------------------------------------------

/** The milliseconds that a context of Lambda says are left; what says nothing, or no number, sets no limit. */
const remaining = (context: unknown): number => {
  const answer: unknown = quietly(() => {
    const { getRemainingTimeInMillis: ask } = fieldsOf(context)
    return typeof ask === 'function' ? ask.call(context) : undefined
  })
  return typeof answer === 'number' && !Number.isNaN(answer) ? answer : Number.POSITIVE_INFINITY
}

/** A tenth of the time, so that there is some however short it is; a second is enough to answer. */
const reserveOf = (time: number): number => Math.min(1_000, Math.max(0, time / 10))

/**
 * The deadline of an invocation, `reserve` milliseconds before its end.
 *
 * Source: https://docs.aws.amazon.com/lambda/latest/dg/nodejs-context.html
 */
export const deadlineOf = (context: unknown, timer: Timer, reserve?: number): Deadline => {
  const over = new AbortController()
  const done = new AbortController()
  const time = remaining(context)
  // With a reserve that is no time nothing would ever be done.
  const kept = reserve !== undefined && Number.isFinite(reserve) && reserve >= 0 ? reserve : reserveOf(time)
  if (Number.isFinite(time))
    pause(timer, done.signal)(Math.max(0, time - kept)).then((elapsed) => elapsed && over.abort())
  return {
    left: () => {
      const left = remaining(context) - kept
      if (!(left > 0)) over.abort()
      return left
    },
    signal: over.signal,
    end: () => done.abort(),
  }
}

// -----------------------------------------------------------------------------
// combinators
// -----------------------------------------------------------------------------

const outOfTime: OutOfTime = { _tag: 'OutOfTime' }
const late: Either<OutOfTime, never> = E.left(outOfTime)

/** Whether something is what `inTime` answers at the deadline. */
export const isOutOfTime = (u: unknown): u is OutOfTime => u === outOfTime

/** The answer, or `OutOfTime` at the deadline, whatever is under way then; it never rejects. */
export const inTime =
  (deadline: Deadline) =>
  <E, A>(ask: () => Promise<Either<E, A>>): Promise<Either<E | HandlerThrew | OutOfTime, A>> =>
    new Promise((resolve) => {
      if (!(deadline.left() > 0) || deadline.signal.aborted) return resolve(late)
      const forget = onAbort(deadline.signal, () => resolve(late))
      attempted(ask).then((answer) => {
        forget()
        resolve(answer)
      })
    })

/**
 * The interpreter up to the deadline; after it every operation is `Aborted`, and not begun. Lambda keeps a function as it is
 * when it has answered, and lets it go on at its next event: what was left then must not write what is out of date.
 *
 * Source: https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html
 */
export const before =
  ({ signal }: Deadline) =>
  (interpreter: Interpreter): Interpreter =>
  (operation) =>
  () =>
    // Every operation may be aborted.
    signal.aborted ? Promise.resolve(E.left({ _tag: 'Aborted' } as never)) : interpreter(operation)()
