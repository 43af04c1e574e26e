/** The errors of operations: of a request that is none, and of the store. */
import type { InvalidExpression } from '../../expression/InvalidExpression'
import type { Item } from '../../value/AttributeValue'
import type { Mismatch } from '../../value/Mismatch'
import type { WriteAction } from '../operation/item'
import type { TransactGet } from '../operation/many'

// -----------------------------------------------------------------------------
// model: of the value, before anything is sent
// -----------------------------------------------------------------------------

/** A value or key that DynamoDB cannot store, or that its model does not hold. Nothing was sent. */
export interface InvalidItem {
  readonly _tag: 'InvalidItem'
  readonly table: string
  /** Which item, where several were to be written. */
  readonly key?: Item
  readonly mismatches: ReadonlyArray<Mismatch>
}

/** A request that cannot be made: too many actions, one item twice, a bad cursor. Nothing was sent. */
export interface InvalidRequest {
  readonly _tag: 'InvalidRequest'
  readonly reason: string
}

// -----------------------------------------------------------------------------
// model: of the store
// -----------------------------------------------------------------------------

/** The condition did not hold; the item as it is, where it was asked for. */
export interface ConditionFailed {
  readonly _tag: 'ConditionFailed'
  readonly table: string
  /** Which item, where several were written one after another; those before it are written. */
  readonly key?: Item
  readonly item?: Item
}

/** Why one action of a cancelled transaction failed; `None` where it would have succeeded. */
export interface CancellationReason {
  /** `None`, `ConditionalCheckFailed`, `TransactionConflict`, `ValidationError`, … as DynamoDB names it. */
  readonly code: string
  readonly message?: string
  /** The item whose condition failed, where its action asked for it. */
  readonly item?: Item
  /** The action whose reason it is; programs say it, interpreters need not. */
  readonly action?: WriteAction | TransactGet
}

/** The transaction did nothing. The reasons are in the order of its actions. */
export interface TransactionCanceled {
  readonly _tag: 'TransactionCanceled'
  readonly reasons: ReadonlyArray<CancellationReason>
}

/** Another transaction holds the item; to be tried again. */
export interface TransactionConflict {
  readonly _tag: 'TransactionConflict'
}

/** A token was used before with another request. */
export interface IdempotentMismatch {
  readonly _tag: 'IdempotentMismatch'
}

/**
 * A token was first used so long ago that the store has forgotten it: the transaction was not sent again, for it could be
 * applied twice.
 */
export interface TokenExpired {
  readonly _tag: 'TokenExpired'
  readonly token: string
  /** How long ago it was first used. */
  readonly milliseconds: number
}

/** A transaction with this token is still under way. */
export interface TransactionInProgress {
  readonly _tag: 'TransactionInProgress'
}

/** The items of one partition key with a local index are over 10 GB. */
export interface ItemCollectionTooLarge {
  readonly _tag: 'ItemCollectionTooLarge'
}

/** There is no such table (or it is not ready). */
export interface TableNotFound {
  readonly _tag: 'TableNotFound'
  readonly table: string
}

/** The table exists already, or is being changed. */
export interface TableInUse {
  readonly _tag: 'TableInUse'
  readonly table: string
}

/** There is no such stream or shard, or not any longer: what was in it is gone. */
export interface StreamNotFound {
  readonly _tag: 'StreamNotFound'
  readonly table: string
  readonly stream: string
  /** Which shard, where one was asked for. */
  readonly shard?: string
}

/** An iterator was used more than 15 minutes after it was made: another one goes on from the last record that was read. */
export interface IteratorExpired {
  readonly _tag: 'IteratorExpired'
  readonly stream: string
  readonly shard: string
}

/** The records that an iterator, or a sequence number, stands before are older than 24 hours, and gone. */
export interface RecordsTrimmed {
  readonly _tag: 'RecordsTrimmed'
  readonly stream: string
  readonly shard: string
}

/** Too many requests for the capacity or the account's limits; to be tried again later. */
export interface Throttled {
  readonly _tag: 'Throttled'
  readonly name: string
}

/** The store refused the request for what it asks: DynamoDB's own error name and message. */
export interface RequestRefused {
  readonly _tag: 'RequestRefused'
  readonly name: string
  readonly message: string
}

/** The store failed on its side (HTTP 5xx). Whether a write was applied is unknown. */
export interface ServiceFailed {
  readonly _tag: 'ServiceFailed'
  readonly name: string
  readonly message: string
}

/** No answer came over the network. Whether a write was applied is unknown. */
export interface NetworkFailed {
  readonly _tag: 'NetworkFailed'
  readonly message: string
}

/** No answer came in time. Whether a write was applied is unknown. */
export interface TimedOut {
  readonly _tag: 'TimedOut'
  readonly milliseconds: number
}

/** The caller's AbortSignal fired. Whether a write was applied is unknown. */
export interface Aborted {
  readonly _tag: 'Aborted'
}

/** The store's answer is not one that DynamoDB gives. */
export interface InvalidAnswer {
  readonly _tag: 'InvalidAnswer'
  readonly operation: string
  readonly mismatches: ReadonlyArray<Mismatch>
}

// -----------------------------------------------------------------------------
// unions
// -----------------------------------------------------------------------------

/** What any operation may fail with. */
export type CommonError =
  | TableNotFound
  | Throttled
  | RequestRefused
  | ServiceFailed
  | NetworkFailed
  | TimedOut
  | Aborted
  | InvalidAnswer

/** What an operation that reads may fail with. */
export type ReadError = CommonError | InvalidItem | InvalidExpression | InvalidRequest

/** What an operation that describes a table may fail with. */
export type TableReadError = CommonError | InvalidRequest

/** What an operation that changes a table may fail with. */
export type TableWriteError = TableReadError | TableInUse

/** What an operation that describes a stream may fail with. */
export type StreamReadError = CommonError | InvalidRequest | StreamNotFound

/** What an operation that reads a shard may fail with. */
export type ShardReadError = StreamReadError | IteratorExpired | RecordsTrimmed

/** What an operation that writes one item may fail with. */
export type WriteError = ReadError | ConditionFailed | TransactionConflict | ItemCollectionTooLarge

/** What a transaction that writes may fail with. */
export type TransactWriteError =
  | ReadError
  | TransactionCanceled
  | IdempotentMismatch
  | TransactionInProgress
  | TokenExpired
