/**
 * Operations on streams: what DynamoDB records of each change of an item, for 24 hours, in shards. A stream is named by its
 * ARN, which is the store's own; its table is named as programs name it.
 *
 * Source: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Streams.html
 */
import type { Item } from '../../value/AttributeValue'
import type { StreamView } from '../../value/TableSettings'

// -----------------------------------------------------------------------------
// model: shards
// -----------------------------------------------------------------------------

/** Whose stream it is. */
interface OfStream {
  readonly table: string
  /** The stream's ARN. */
  readonly stream: string
}

/**
 * Describes a stream, at most 100 shards a call; with `childrenOf` only the shards that a shard was split into, where the
 * store can tell them apart: others may be answered too.
 */
export interface DescribeStream extends OfStream {
  readonly _tag: 'DescribeStream'
  readonly childrenOf?: string
  /** How many shards to answer, 1 to 100. */
  readonly limit?: number
  /** The shard after which to go on: `next` of the answer before. */
  readonly start?: string
}

/** Where a stream is in its life. One that is `DISABLED` can be read for 24 hours more. */
export type StreamStatus = 'ENABLING' | 'ENABLED' | 'DISABLING' | 'DISABLED'

/** A part of a stream. All records of one item are in one shard, and later in one of its children. */
export interface Shard {
  readonly id: string
  /** The shard that it goes on from; it may be trimmed away already. */
  readonly parent?: string
  /** The sequence number of its first record, or before it. */
  readonly starting?: string
  /** That of its last record, once it is closed. */
  readonly ending?: string
}

/** A stream as its store describes it, in no order. */
export interface StreamDescription {
  readonly status: StreamStatus
  readonly view: Exclude<StreamView, 'off'>
  readonly shards: ReadonlyArray<Shard>
  /** Where to go on; absent where there are no more shards. */
  readonly next?: string
}

// -----------------------------------------------------------------------------
// model: records
// -----------------------------------------------------------------------------

/** Where in a shard to read from: its oldest record, after its newest, at a record or after it. */
export type IteratorStart =
  | { readonly _tag: 'TrimHorizon' }
  | { readonly _tag: 'Latest' }
  | { readonly _tag: 'At'; readonly sequenceNumber: string }
  | { readonly _tag: 'After'; readonly sequenceNumber: string }

/** Asks for an iterator of a shard, which can be used for 15 minutes. */
export interface GetShardIterator extends OfStream {
  readonly _tag: 'GetShardIterator'
  readonly shard: string
  readonly from: IteratorStart
}
/** An iterator of a shard, as the store writes it. */
export interface ShardIterator {
  readonly iterator: string
}

/** Reads the records at an iterator: at most 1,000, or 1 MB. Stream and shard are said for errors and metrics; they are not sent. */
export interface GetRecords extends OfStream {
  readonly _tag: 'GetRecords'
  readonly shard: string
  readonly iterator: string
  /** How many records to answer, 1 to 1,000. */
  readonly limit?: number
}

/** What happened to an item. */
export type EventName = 'INSERT' | 'MODIFY' | 'REMOVE'

/** One change of one item. The images are there as far as the stream's view has them. */
export interface StreamRecord {
  readonly event: EventName
  /** Digits, 21 to 40 of them; of one item's records they grow (compared as numbers). */
  readonly sequenceNumber: string
  /**
   * When it was written, in milliseconds of the epoch, about: it is rounded down to the second (by DynamoDB Local to the
   * minute), is that of the store's clock, and need not grow from record to record.
   */
  readonly at?: number
  readonly keys: Item
  readonly oldImage?: Item
  readonly newImage?: Item
  /** Whether DynamoDB itself deleted the item, since its time to live was over. */
  readonly byTimeToLive: boolean
}

/** Records in the order of the shard. None may be answered while more are to come. */
export interface StreamRecords {
  readonly records: ReadonlyArray<StreamRecord>
  /** The iterator to go on with; absent where the shard is closed and read to its end. */
  readonly next?: string
}
