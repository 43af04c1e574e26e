/** Change: a record of a stream, as the model of its item sees it. */
import type { DecodeFailed } from '../errors'
import type { StreamRecord } from '../operation/stream'

// -----------------------------------------------------------------------------
// model
// -----------------------------------------------------------------------------

/** Where a record comes from. */
export interface Origin {
  readonly shard: string
  /** Digits; of one item's records they grow, compared as numbers. */
  readonly sequenceNumber: string
  /**
   * When it was written, in milliseconds of the epoch, about: rounded down to the second (by DynamoDB Local to the minute), by
   * the store's clock. It need not grow from record to record, not even within a shard, and says nothing of the order of
   * different items.
   */
  readonly at?: number
}

/** An item was created. */
export interface Inserted<A, K> extends Origin {
  readonly _tag: 'Inserted'
  /** The name of the model that it is of. */
  readonly model: string
  readonly key: K
  /** The item; absent where the stream's view does not have it. */
  readonly new?: A
}

/** An item was changed. */
export interface Modified<A, K> extends Origin {
  readonly _tag: 'Modified'
  readonly model: string
  readonly key: K
  /** The item as it was before, and is since; each absent where the stream's view does not have it. */
  readonly old?: A
  readonly new?: A
}

/** An item was deleted. */
export interface Removed<A, K> extends Origin {
  readonly _tag: 'Removed'
  readonly model: string
  readonly key: K
  /** The item as it was; absent where the stream's view does not have it. */
  readonly old?: A
  /** Whether DynamoDB itself deleted it, since its time to live was over. */
  readonly byTimeToLive: boolean
}

/**
 * A record that is of none of the models, or of one whose values it does not hold: as it came, so that nothing is lost.
 * `failure` says what is wrong where a model fits otherwise.
 */
export interface Raw extends Origin {
  readonly _tag: 'Raw'
  readonly record: StreamRecord
  readonly failure?: DecodeFailed
}

/** What happened to an item of a model. */
export type Change<A, K> = Inserted<A, K> | Modified<A, K> | Removed<A, K>
