/** What replication may fail with, beside what its reads and writes may. */
import type { Item } from '../../value/AttributeValue'
import type {
  Aborted,
  CheckpointFailed,
  CheckpointLost,
  HandlerThrew,
  InvalidItem,
  InvalidRequest,
  InvalidToken,
  ItemCollectionTooLarge,
  ModelsContradict,
  NoStream,
  ReadError,
  RequestRefused,
  StreamError,
  TableMismatch,
  TableNotReady,
  TransactionConflict,
  TransactWriteError,
  UnprocessedKeys,
  UnprocessedWrites,
} from '../errors'
import type { BindError } from '../table/bind'

// -----------------------------------------------------------------------------
// model
// -----------------------------------------------------------------------------

/** A transformation made an item of another key: it could not be found again, to be changed or deleted. */
export interface KeyChanged {
  readonly _tag: 'KeyChanged'
  /** What it made. */
  readonly item: Item
}

/** Why an item cannot be written at the target, however often it is tried. `HandlerThrew`: a filter or transformation threw. */
export type PoisonCause =
  | KeyChanged
  | HandlerThrew
  | InvalidItem
  | InvalidRequest
  | RequestRefused
  | ItemCollectionTooLarge

/** An item that cannot be written at the target, and nobody said what is to be done with such: there it stays as it was. */
export interface PoisonItem {
  readonly _tag: 'PoisonItem'
  /** The table at the source. */
  readonly table: string
  readonly key: Item
  /** As it was to be written; absent where it was to be deleted, or could not be transformed. */
  readonly item?: Item
  /** Of which record, where it was not copied. */
  readonly sequenceNumber?: string
  readonly cause: PoisonCause
}

// -----------------------------------------------------------------------------
// unions
// -----------------------------------------------------------------------------

/** What writing at the target may fail with, when it is not repeated any more. */
export type TargetError =
  | ReadError
  | TransactWriteError
  | TransactionConflict
  | UnprocessedWrites
  | ItemCollectionTooLarge
  | PoisonItem

/** What looking at the tables may fail with. */
export type PrepareError = BindError | ModelsContradict | TableMismatch | TableNotReady | NoStream | ReadError

/** What replication may fail with; `P` is what the taker of poison may. */
export type ReplicateError<P = never> =
  | PrepareError
  | StreamError
  | TargetError
  | UnprocessedKeys
  | CheckpointFailed
  | CheckpointLost
  | InvalidToken
  | Aborted
  | HandlerThrew
  | P

/** What comparing two sides may fail with; `HandlerThrew`: a filter or transformation threw. */
export type VerifyError = PrepareError | UnprocessedKeys | HandlerThrew
