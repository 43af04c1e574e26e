/**
 * Operation: the closed map of what an interpreter is asked to do, each with its input, errors and output.
 *
 * An operation carries the algebras themselves (a `Condition`, an `Update`), never expression text: rendering is the
 * business of an interpreter that has a wire to render for.
 */
import type { Condition } from '../expression/condition/model'
import type { KeyCondition } from '../expression/KeyCondition'
import type { Projection } from '../expression/Projection'
import type { Update } from '../expression/update/model'
import type { Item } from '../value/AttributeValue'
import type { TableDescription, TableSchema } from '../value/TableSchema'
import type { CommonError, ReadError, TableInUse, TransactionCanceled, TransactWriteError, WriteError } from './errors'

// -----------------------------------------------------------------------------
// model: items
// -----------------------------------------------------------------------------

/** Reads one item by its key. */
export interface GetItem {
  readonly _tag: 'GetItem'
  readonly table: string
  readonly key: Item
  readonly projection?: Projection
  readonly consistent: boolean
}

/** A put: replaces the whole item. `condition` is on the item that is replaced. */
export interface Put {
  readonly _tag: 'Put'
  readonly table: string
  readonly item: Item
  readonly condition: Condition<never>
}
/** An update of the item at a key; it creates the item where there is none. */
export interface UpdateAt {
  readonly _tag: 'Update'
  readonly table: string
  readonly key: Item
  readonly update: Update<never>
  readonly condition: Condition<never>
}
/** A deletion; deleting what is not there succeeds. */
export interface Delete {
  readonly _tag: 'Delete'
  readonly table: string
  readonly key: Item
  readonly condition: Condition<never>
}
/** A condition on an item that is not written. Only transactions have it. */
export interface Check {
  readonly _tag: 'Check'
  readonly table: string
  readonly key: Item
  readonly condition: Condition<never>
}
/** One action of a transaction. */
export type WriteAction = Put | UpdateAt | Delete | Check

/** Which values of the item a write answers with. `updated…`: only the attributes that the update touches. */
export type Returning = 'none' | 'old' | 'new' | 'updatedOld' | 'updatedNew'

/** Puts one item. */
export interface PutItem {
  readonly _tag: 'PutItem'
  readonly put: Put
  readonly returning: 'none' | 'old'
  /** Whether `ConditionFailed` carries the item. */
  readonly itemOnFailure: boolean
}
/** Updates one item. */
export interface UpdateItem {
  readonly _tag: 'UpdateItem'
  readonly update: UpdateAt
  readonly returning: Returning
  readonly itemOnFailure: boolean
}
/** Deletes one item. */
export interface DeleteItem {
  readonly _tag: 'DeleteItem'
  readonly delete: Delete
  readonly returning: 'none' | 'old'
  readonly itemOnFailure: boolean
}
/** The values of the item that were asked for; absent where there was no item, or none was asked for. */
export interface Written {
  readonly attributes?: Item
}

// -----------------------------------------------------------------------------
// model: many items
// -----------------------------------------------------------------------------

/** Keys of one table, read alike. */
export interface KeysAndProjection {
  readonly table: string
  readonly keys: ReadonlyArray<Item>
  readonly projection?: Projection
  readonly consistent: boolean
}
/** Reads up to 100 items of any tables, in no order. A table stands once, and a key once. */
export interface BatchGetItem {
  readonly _tag: 'BatchGetItem'
  readonly tables: ReadonlyArray<KeysAndProjection>
}
/** The items that were found, and what was not processed. */
export interface BatchGot {
  readonly items: ReadonlyArray<{ readonly table: string; readonly item: Item }>
  readonly unprocessed: ReadonlyArray<KeysAndProjection>
}
/** A write that a batch can hold: it has no condition. */
export type BatchWrite =
  | { readonly _tag: 'Put'; readonly table: string; readonly item: Item }
  | { readonly _tag: 'Delete'; readonly table: string; readonly key: Item }
/** Puts and deletes up to 25 items, each on its own, in no order. */
export interface BatchWriteItem {
  readonly _tag: 'BatchWriteItem'
  readonly writes: ReadonlyArray<BatchWrite>
}
/** What was not processed. */
export interface BatchWritten {
  readonly unprocessed: ReadonlyArray<BatchWrite>
}
/** One read of a transaction. */
export interface TransactGet {
  readonly table: string
  readonly key: Item
  readonly projection?: Projection
}
/** Reads up to 100 items at one moment. */
export interface TransactGetItems {
  readonly _tag: 'TransactGetItems'
  readonly gets: ReadonlyArray<TransactGet>
}
/** Writes up to 100 items, all or nothing. */
export interface TransactWriteItems {
  readonly _tag: 'TransactWriteItems'
  readonly actions: ReadonlyArray<WriteAction>
  /** Whether the reasons of a cancellation carry the items whose conditions failed. */
  readonly itemOnFailure: boolean
  /** The idempotency token, 1 to 36 characters: the same transaction within 10 minutes is applied once. */
  readonly token?: string
}

// -----------------------------------------------------------------------------
// model: pages
// -----------------------------------------------------------------------------

/** What queries and scans have in common. */
interface PageRequest {
  readonly table: string
  /** The name of an index; absent for the table itself. */
  readonly index?: string
  /** On what was evaluated; what it rejects still counts towards `limit`. */
  readonly filter: Condition<never>
  readonly projection?: Projection
  readonly consistent: boolean
  /** The number of items to evaluate at most. */
  readonly limit?: number
  /** The key after which to go on: `next` of the page before. */
  readonly start?: Item
  readonly select: 'items' | 'count'
}
/** Reads a page of the items of one partition, in the order of the sort key. */
export interface Query extends PageRequest {
  readonly _tag: 'Query'
  readonly key: KeyCondition
  readonly direction: 'forward' | 'backward'
}
/** Reads a page of all items, or of one segment of them. */
export interface Scan extends PageRequest {
  readonly _tag: 'Scan'
  readonly segment?: { readonly index: number; readonly total: number }
}
/** A page: it may be empty and not the last. */
export interface Page {
  readonly items: ReadonlyArray<Item>
  /** How many items matched. */
  readonly count: number
  /** How many items were evaluated. */
  readonly scanned: number
  /** Where to go on; absent on the last page. */
  readonly next?: Item
}

// -----------------------------------------------------------------------------
// model: tables
// -----------------------------------------------------------------------------

/** Creates a table, billed on demand. */
export interface CreateTable {
  readonly _tag: 'CreateTable'
  readonly schema: TableSchema
}
/** Describes a table. */
export interface DescribeTable {
  readonly _tag: 'DescribeTable'
  readonly table: string
}
/** Deletes a table and all that is in it. */
export interface DeleteTable {
  readonly _tag: 'DeleteTable'
  readonly table: string
}

// -----------------------------------------------------------------------------
// the map
// -----------------------------------------------------------------------------

/** Every operation: what it takes, how it can fail, what it gives. */
export interface Operations {
  readonly GetItem: { input: GetItem; error: ReadError; output: { readonly item?: Item } }
  readonly PutItem: { input: PutItem; error: WriteError; output: Written }
  readonly UpdateItem: { input: UpdateItem; error: WriteError; output: Written }
  readonly DeleteItem: { input: DeleteItem; error: WriteError; output: Written }
  readonly BatchGetItem: { input: BatchGetItem; error: ReadError; output: BatchGot }
  readonly BatchWriteItem: { input: BatchWriteItem; error: ReadError; output: BatchWritten }
  readonly TransactGetItems: {
    input: TransactGetItems
    error: ReadError | TransactionCanceled
    output: { readonly items: ReadonlyArray<Item | undefined> }
  }
  readonly TransactWriteItems: { input: TransactWriteItems; error: TransactWriteError; output: Record<never, never> }
  readonly Query: { input: Query; error: ReadError; output: Page }
  readonly Scan: { input: Scan; error: ReadError; output: Page }
  readonly CreateTable: { input: CreateTable; error: CommonError | TableInUse; output: TableDescription }
  readonly DescribeTable: { input: DescribeTable; error: CommonError; output: TableDescription }
  readonly DeleteTable: { input: DeleteTable; error: CommonError | TableInUse; output: Record<never, never> }
}

/** The name of an operation. */
export type OperationName = keyof Operations
/** An operation of a name, or any. */
export type Operation<K extends OperationName = OperationName> = Operations[K]['input']
/** How operations of a name can fail. */
export type ErrorOf<K extends OperationName> = Operations[K]['error']
/** What operations of a name give. */
export type OutputOf<K extends OperationName> = Operations[K]['output']
