/** The errors of operations and programs: a closed union of plain data, each with what is needed to act on it. */
import type { InvalidExpression } from '../expression/InvalidExpression'
import type { Contradiction } from '../model/contradictions'
import type { TableDifference } from '../model/difference'
import type { Item } from '../value/AttributeValue'
import type { Mismatch } from '../value/Mismatch'
import type { StreamView } from '../value/TableSettings'
import type { PendingIndex, TableStatus } from '../value/TableSpec'
import type { WriteAction } from './operation/item'
import type { BatchWrite, TransactGet } from './operation/many'
import type { StreamRecord } from './operation/stream'
import type { TableAction } from './operation/table'
import type { Gap } from './stream/Gap'

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
// model: of programs
// -----------------------------------------------------------------------------

/** What was stored is not one of the model's values; all places. */
export interface DecodeFailed {
  readonly _tag: 'DecodeFailed'
  readonly model: string
  readonly item: Item
  readonly mismatches: ReadonlyArray<Mismatch>
}

/** Items that were to be loaded do not exist. */
export interface MissingItems {
  readonly _tag: 'MissingItems'
  readonly keys: ReadonlyArray<{ readonly table: string; readonly key: Item }>
}

/** More than one item where one was asked for. */
export interface MoreThanOne {
  readonly _tag: 'MoreThanOne'
}

/** No item where one was asked for. */
export interface NotFound {
  readonly _tag: 'NotFound'
}

/**
 * Keys of a batch that were not read, and the items that were found at the others. Without a `cause` the store left them
 * unprocessed after all retries; with one a call failed.
 */
export interface UnprocessedKeys {
  readonly _tag: 'UnprocessedKeys'
  readonly cause?: ReadError
  readonly keys: ReadonlyArray<{ readonly table: string; readonly key: Item }>
  readonly items: ReadonlyArray<{ readonly table: string; readonly item: Item }>
}

/**
 * Writes of a batch that are not known to be applied, and how many are. Without a `cause` the store left them unprocessed
 * after all retries; with one a call failed, and those under way may have been applied all the same.
 */
export interface UnprocessedWrites {
  readonly _tag: 'UnprocessedWrites'
  readonly cause?: ReadError
  readonly writes: ReadonlyArray<BatchWrite>
  /** How many writes are known to be applied. */
  readonly written: number
  /** Of a bulk: what was wrong with its source, besides. */
  readonly source?: SourceFailed
}

/** What gave the writes of a bulk threw this, as text. */
export interface SourceThrew {
  readonly _tag: 'SourceThrew'
  readonly message: string
}

/** What gave the writes of a bulk threw, or gave a write that is none; and how many were written before: all it gave. */
export interface SourceFailed {
  readonly _tag: 'SourceFailed'
  readonly cause: SourceThrew | InvalidItem | InvalidExpression | InvalidRequest
  readonly written: number
}

/** A table is not as its models need it: all differences. */
export interface TableMismatch {
  readonly _tag: 'TableMismatch'
  readonly table: string
  readonly differences: ReadonlyArray<TableDifference>
}

/** Models ask for contradictory things of the table that they share: all contradictions, each with the models of it. */
export interface ModelsContradict {
  readonly _tag: 'ModelsContradict'
  readonly table: string
  readonly contradictions: ReadonlyArray<Contradiction>
}

/** A table, or an index that is needed, cannot be used as it is: it is being made, deleted, archived, or its key is lost. */
export interface TableNotReady {
  readonly _tag: 'TableNotReady'
  readonly table: string
  readonly status: TableStatus
  readonly pending: ReadonlyArray<PendingIndex>
}

/**
 * A plan was not carried out to its end: what was done, in order, what may be done or is not finished yet, and what was not. An
 * action that was refused is the first that is left.
 */
export interface PlanUnfinished {
  readonly _tag: 'PlanUnfinished'
  readonly cause: TableWriteError | TableNotReady | TableMismatch
  readonly done: ReadonlyArray<TableAction>
  readonly underway?: TableAction
  readonly left: ReadonlyArray<TableAction>
}

// -----------------------------------------------------------------------------
// model: of streams
// -----------------------------------------------------------------------------

/** The table has no stream, or none whose records hold what is needed of them. */
export interface NoStream {
  readonly _tag: 'NoStream'
  readonly table: string
  /** What its records hold. */
  readonly view: StreamView
  /** What they would have to hold; any stream would do where it is left out. */
  readonly needed?: StreamView
}

/** A token that is not of this table's streams, or is none. */
export interface InvalidToken {
  readonly _tag: 'InvalidToken'
  readonly mismatches: ReadonlyArray<Mismatch>
}

/** Records of a stream are lost, and nobody said what is to be done then. */
export interface RecordsLost {
  readonly _tag: 'RecordsLost'
  readonly gap: Gap
}

/** Another one goes on from the same checkpoint: this one has to stop. */
export interface CheckpointLost {
  readonly _tag: 'CheckpointLost'
}

/** A checkpoint could not be read or written. */
export interface CheckpointFailed {
  readonly _tag: 'CheckpointFailed'
  readonly message: string
  readonly cause?: WriteError | DecodeFailed
}

/** A record that was refused at every attempt, alone too, and nobody said what is to be done with such. */
export interface PoisonRecord<E = unknown> {
  readonly _tag: 'PoisonRecord'
  readonly shard: string
  readonly record: StreamRecord
  readonly cause: E | HandlerThrew
}

/** A handler threw or rejected instead of answering; what it threw, as text. */
export interface HandlerThrew {
  readonly _tag: 'HandlerThrew'
  readonly message: string
}

// -----------------------------------------------------------------------------
// unions
// -----------------------------------------------------------------------------

/** What reading a stream may fail with. Expired iterators and trimmed records are none: the first are renewed, the others gaps. */
export type StreamError = StreamReadError | NoStream | InvalidToken

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
