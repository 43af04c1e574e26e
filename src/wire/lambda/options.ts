/** LambdaOptions: how the records of an event are handed over. */
import type { IO } from 'fp-ts/IO'
import type { HandlerThrew, PoisonRecord } from '../../program/errors'
import type { Program } from '../../program/Program'
import type { StreamEvent } from '../../program/stream/Event'
import type * as Policy from '../../program/time/Policy'
import type { Timer } from '../../program/time/Timer'
import type { InvalidEvent, InvalidRecord, OutOfTime } from './model'

// -----------------------------------------------------------------------------
// model
// -----------------------------------------------------------------------------

/** What took poison failed. */
export interface PoisonRefused<P> {
  readonly _tag: 'PoisonRefused'
  readonly error: P | HandlerThrew
}

/** Why records are given back to Lambda. */
export type GivenBackFor<E, P> = PoisonRecord<E> | InvalidRecord | PoisonRefused<P> | OutOfTime

/** What happens while an event is handled, for metrics and logs. */
export type LambdaEvent<E, P = never> =
  | Extract<StreamEvent, { readonly _tag: 'Records' | 'Handled' | 'Bisected' | 'Poisoned' }>
  /** The event is none; all of it is given back. */
  | InvalidEvent
  /** So many records are given back, from the one with that sequence number on; it is empty where that is all of them. */
  | {
      readonly _tag: 'GivenBack'
      readonly sequenceNumber: string
      readonly records: number
      readonly cause: GivenBackFor<E, P>
    }

/** How the records of an event are handed over. Everything may be left out. */
export interface LambdaOptions<E, P = never> {
  /** How many records are handed over at once, at most and at least 1: as many as Lambda does. */
  readonly batch?: number
  /**
   * After which waits a record that failed alone is handed over again: from 100 ms, doubling, 5 times, and no longer than half
   * of the time that is left. Several that failed are handed over in halves at once, since Lambda's time is short.
   */
  readonly retry?: Policy.Policy
  /**
   * Takes a record that was refused at every attempt, or cannot be read; the ones after it follow. Where left out, it is given
   * back to Lambda, with those after it.
   */
  readonly poison?: (poison: PoisonRecord<E> | InvalidRecord) => Program<P, unknown>
  /** The table, as AWS names it, where the Kinesis stream has several: records of others are passed over. */
  readonly table?: string
  /**
   * How many milliseconds before the end of Lambda's time the rest is given back: a tenth of the time, at most 1,000. It
   * should be longer than an operation takes.
   */
  readonly reserve?: number
  /** How time passes, and chance: `systemTimer`. */
  readonly timer?: Timer
  /** The clock, in milliseconds of the epoch: `Date.now`. */
  readonly now?: IO<number>
  /** Told what happens; what it throws, or rejects with, is not heard. */
  readonly onEvent?: (event: LambdaEvent<E, P>) => unknown
}
