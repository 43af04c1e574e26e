/**
 * Operation: the closed map of what an interpreter is asked to do, each with its input, errors and output.
 *
 * An operation carries the algebras themselves (a `Condition`, an `Update`), never expression text: rendering is the
 * business of an interpreter that has a wire to render for.
 */
import type { TableDescription } from '../value/TableSpec'
import type {
  ReadError,
  ShardReadError,
  StreamReadError,
  TableReadError,
  TableWriteError,
  TransactionCanceled,
  TransactWriteError,
  WriteError,
} from './errors'
import type { Consumption } from './operation/capacity'
import type { DeleteItem, GetItem, Got, PutItem, UpdateItem, Written } from './operation/item'
import type {
  BatchGetItem,
  BatchGot,
  BatchWriteItem,
  BatchWritten,
  TransactGetItems,
  TransactGot,
  TransactWriteItems,
} from './operation/many'
import type { Page, Query, Scan } from './operation/page'
import type {
  DescribeStream,
  GetRecords,
  GetShardIterator,
  ShardIterator,
  StreamDescription,
  StreamRecords,
} from './operation/stream'
import type {
  ContinuousBackups,
  CreateTable,
  DeleteTable,
  DescribeContinuousBackups,
  DescribeTable,
  DescribeTimeToLive,
  ListTagsOfResource,
  TagList,
  TagResource,
  TimeToLiveDescription,
  UntagResource,
  UpdateContinuousBackups,
  UpdateTable,
  UpdateTimeToLive,
} from './operation/table'

export type * from './operation/capacity'
export type * from './operation/item'
export type * from './operation/many'
export type * from './operation/page'
export type * from './operation/stream'
export type * from './operation/table'

// -----------------------------------------------------------------------------
// the map
// -----------------------------------------------------------------------------

type Nothing = Record<never, never>

/** Every operation: what it takes, how it can fail, what it gives. */
export interface Operations {
  readonly GetItem: { input: GetItem; error: ReadError; output: Got }
  readonly PutItem: { input: PutItem; error: WriteError; output: Written }
  readonly UpdateItem: { input: UpdateItem; error: WriteError; output: Written }
  readonly DeleteItem: { input: DeleteItem; error: WriteError; output: Written }
  readonly BatchGetItem: { input: BatchGetItem; error: ReadError; output: BatchGot }
  readonly BatchWriteItem: { input: BatchWriteItem; error: ReadError; output: BatchWritten }
  readonly TransactGetItems: { input: TransactGetItems; error: ReadError | TransactionCanceled; output: TransactGot }
  readonly TransactWriteItems: { input: TransactWriteItems; error: TransactWriteError; output: Consumption }
  readonly Query: { input: Query; error: ReadError; output: Page }
  readonly Scan: { input: Scan; error: ReadError; output: Page }
  readonly CreateTable: { input: CreateTable; error: TableWriteError; output: TableDescription }
  readonly DescribeTable: { input: DescribeTable; error: TableReadError; output: TableDescription }
  readonly UpdateTable: { input: UpdateTable; error: TableWriteError; output: TableDescription }
  readonly DeleteTable: { input: DeleteTable; error: TableWriteError; output: Nothing }
  readonly DescribeTimeToLive: { input: DescribeTimeToLive; error: TableReadError; output: TimeToLiveDescription }
  readonly UpdateTimeToLive: { input: UpdateTimeToLive; error: TableWriteError; output: Nothing }
  readonly DescribeContinuousBackups: {
    input: DescribeContinuousBackups
    error: TableReadError
    output: ContinuousBackups
  }
  readonly UpdateContinuousBackups: {
    input: UpdateContinuousBackups
    error: TableWriteError
    output: ContinuousBackups
  }
  readonly ListTagsOfResource: { input: ListTagsOfResource; error: TableReadError; output: TagList }
  readonly TagResource: { input: TagResource; error: TableWriteError; output: Nothing }
  readonly UntagResource: { input: UntagResource; error: TableWriteError; output: Nothing }
  readonly DescribeStream: { input: DescribeStream; error: StreamReadError; output: StreamDescription }
  readonly GetShardIterator: { input: GetShardIterator; error: ShardReadError; output: ShardIterator }
  readonly GetRecords: { input: GetRecords; error: ShardReadError; output: StreamRecords }
}

/** The name of an operation. */
export type OperationName = keyof Operations
/** An operation of a name, or any. */
export type Operation<K extends OperationName = OperationName> = Operations[K]['input']
/** How operations of a name can fail. */
export type ErrorOf<K extends OperationName> = Operations[K]['error']
/** What operations of a name give. */
export type OutputOf<K extends OperationName> = Operations[K]['output']
