/**
 * bisect: a batch is handed over, again after the waits of a policy, and then in halves, down to the one record that is refused
 * alone, which is tried again like the batch. Records are never handed over out of order, and none after one that is not dealt with.
 */
import type { Either } from 'fp-ts/Either'
import * as E from 'fp-ts/Either'
import type { HandlerThrew } from '../../errors'
import { quietly } from '../../quietly'
import { type Pace, paceOf } from '../../time/Pace'
import type { Policy } from '../../time/Policy'
import type { Timer } from '../../time/Timer'
import { attempted } from './attempted'

// -----------------------------------------------------------------------------
// model
// -----------------------------------------------------------------------------

/** How a batch is handed over. */
export interface BisectOptions<R, E, P = never> {
  /** Takes records, one or more; what it throws or rejects with is `HandlerThrew`. */
  readonly run: (records: ReadonlyArray<R>) => Promise<Either<E, unknown>>
  /**
   * After which waits the whole batch is handed over again, before it is halved, and a record that is refused alone. What is
   * between is halved at once: it was refused as often as the batch, and waits at each half would add up.
   */
  readonly retry: Policy
  readonly timer: Timer
  /** What is under way is finished, and nothing more begun. */
  readonly signal?: AbortSignal
  /** Takes a record that was refused alone at every attempt; the ones after it follow. Left out, it ends there. */
  readonly poison?: (record: R, cause: E | HandlerThrew) => Promise<Either<P, unknown>>
  /** Told of each step; what it throws is not heard. */
  readonly told?: (step: Step<R>) => unknown
}

/** What happened on the way. */
export type Step<R> =
  /** The next `records` were handled, at the last of so many attempts. */
  | { readonly _tag: 'Handled'; readonly records: number; readonly attempts: number }
  /** So many records were refused at every attempt, and are handed over in halves. */
  | { readonly _tag: 'Bisected'; readonly records: number }
  /** The next record was refused alone, and taken by `poison`. */
  | { readonly _tag: 'Poisoned'; readonly record: R }

/** How far a batch came: the first `handled` records are dealt with, poison that was taken included, and no others. */
export interface Bisected<R, E, P = never> {
  readonly handled: number
  /** What ended it before the last record, where something did. */
  readonly ended?:
    | { readonly _tag: 'Stopped' }
    /** The record after those was refused alone at every attempt, and nobody takes such. */
    | { readonly _tag: 'Poison'; readonly record: R; readonly cause: E | HandlerThrew }
    /** `poison` refused the record after those. */
    | { readonly _tag: 'Refused'; readonly record: R; readonly error: P | HandlerThrew }
}

// -----------------------------------------------------------------------------
// interpreters
// -----------------------------------------------------------------------------

/**
 * Hands over a batch. It never rejects; it takes a number of attempts that grows with the logarithm of the batch for each
 * record that is poison.
 */
export const bisect =
  <R, E, P = never>({ run, retry, timer, signal, poison, told }: BisectOptions<R, E, P>) =>
  async (records: ReadonlyArray<R>): Promise<Bisected<R, E, P>> => {
    const tell = (step: Step<R>): void => {
      if (told !== undefined) quietly(() => told(step))
    }
    // Where the parts end that are still to be handed over, the next one last: no recursion.
    const ends = [records.length]
    let handled = 0
    let attempts = 0
    let pace: Pace | undefined
    while (handled < records.length) {
      if (signal?.aborted) return { handled, ended: { _tag: 'Stopped' } }
      const end = ends[ends.length - 1] as number
      const count = end - handled
      const part = count === records.length ? records : records.slice(handled, end)
      const answer = await attempted(() => run(part))
      attempts++
      if (E.isRight(answer)) {
        handled = end
        tell({ _tag: 'Handled', records: count, attempts })
      } else {
        const isHalf = count > 1 && count < records.length
        if (!isHalf) pace ??= paceOf(retry, timer, signal)
        const turn = pace === undefined ? 'over' : await pace.next()
        if (turn === 'again') continue
        if (turn === 'aborted') return { handled, ended: { _tag: 'Stopped' } }
        if (count > 1) {
          tell({ _tag: 'Bisected', records: count })
          ends.push(handled + Math.ceil(count / 2))
        } else {
          const record = records[handled] as R
          if (poison === undefined) return { handled, ended: { _tag: 'Poison', record, cause: answer.left } }
          const taken = await attempted(() => poison(record, answer.left))
          if (E.isLeft(taken)) return { handled, ended: { _tag: 'Refused', record, error: taken.left } }
          handled = end
          tell({ _tag: 'Poisoned', record })
        }
      }
      // What follows is another part, with attempts of its own.
      if (handled === end) ends.pop()
      attempts = 0
      pace = undefined
    }
    return { handled }
  }
