/** ConsumeOptions: how a stream is consumed. */
import type { Checkpoint } from '../checkpoint/Checkpoint'
import type { PoisonRecord } from '../errors'
import type { Program } from '../Program'
import type * as Policy from '../time/Policy'
import type { Gap } from './Gap'
import type { StreamOptions } from './StreamOptions'

/** How a stream is consumed. Everything may be left out. */
export interface ConsumeOptions<E, P = never> extends Omit<StreamOptions, 'retry'> {
  /**
   * Where it is kept how far it came: nowhere. Where there is a place in it, reading goes on there, and not at the stream's
   * own position.
   */
  readonly checkpoint?: Checkpoint
  /**
   * The least milliseconds between two saves: 1,000. It is saved at the beginning, and at the end in any case. A save that fails
   * is made up for by the next one; only where the last one fails it is what ends it.
   */
  readonly checkpointEvery?: number
  /** How many batches are handled at once, each of another shard: 8. */
  readonly concurrency?: number
  /** How many records are handed over at once, at most: 100. */
  readonly batch?: number
  /**
   * After which waits a batch that failed is handed over again: from 100 ms, doubling, 5 times. After that it is halved, and the
   * halves at once again, down to one record, which is poison once it was refused as often as the batch.
   */
  readonly retry?: Policy.Policy
  /** After which waits a read of the stream is repeated that failed for the moment: from 100 ms, doubling, up to 10 s, for ever. */
  readonly reading?: Policy.Policy
  /** Takes a record that was refused at every attempt; the ones after it follow. Where left out, such a record ends it. */
  readonly poison?: (poison: PoisonRecord<E>) => Program<P, unknown>
  /** Takes a gap; the records after it follow. Where left out, a gap ends it. */
  readonly gap?: (gap: Gap) => Program<P, unknown>
}

/** What was consumed. */
export interface Consumed {
  /** Records that were handled, poison included. */
  readonly records: number
  readonly batches: number
  readonly poisoned: number
  readonly gaps: number
}
