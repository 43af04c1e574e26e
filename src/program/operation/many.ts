/** Operations on many items: batches and transactions. */
import type { Projection } from '../../expression/Projection'
import type { Item } from '../../value/AttributeValue'
import type { Consumption, Metered } from './capacity'
import type { WriteAction } from './item'

/** Keys of one table, read alike. */
export interface KeysAndProjection {
  readonly table: string
  readonly keys: ReadonlyArray<Item>
  readonly projection?: Projection
  readonly consistent: boolean
}
/** Reads up to 100 items of any tables, in no order. A table stands once, and a key once. */
export interface BatchGetItem extends Metered {
  readonly _tag: 'BatchGetItem'
  readonly tables: ReadonlyArray<KeysAndProjection>
}
/** The items that were found, and what was not processed. */
export interface BatchGot extends Consumption {
  readonly items: ReadonlyArray<{ readonly table: string; readonly item: Item }>
  readonly unprocessed: ReadonlyArray<KeysAndProjection>
}
/** A write that a batch can hold: it has no condition. */
export type BatchWrite =
  | { readonly _tag: 'Put'; readonly table: string; readonly item: Item }
  | { readonly _tag: 'Delete'; readonly table: string; readonly key: Item }
/** Puts and deletes up to 25 items, each on its own, in no order. */
export interface BatchWriteItem extends Metered {
  readonly _tag: 'BatchWriteItem'
  readonly writes: ReadonlyArray<BatchWrite>
}
/** What was not processed. */
export interface BatchWritten extends Consumption {
  readonly unprocessed: ReadonlyArray<BatchWrite>
}
/** One read of a transaction. */
export interface TransactGet {
  readonly table: string
  readonly key: Item
  readonly projection?: Projection
}
/** Reads up to 100 items at one moment. */
export interface TransactGetItems extends Metered {
  readonly _tag: 'TransactGetItems'
  readonly gets: ReadonlyArray<TransactGet>
}
/** The items in the order asked; absent where there is none. */
export interface TransactGot extends Consumption {
  readonly items: ReadonlyArray<Item | undefined>
}
/** Writes up to 100 items, all or nothing. */
export interface TransactWriteItems extends Metered {
  readonly _tag: 'TransactWriteItems'
  readonly actions: ReadonlyArray<WriteAction>
  /** Whether the reasons of a cancellation carry the items whose conditions failed. */
  readonly itemOnFailure: boolean
  /** The idempotency token, 1 to 36 characters: the same transaction within 10 minutes is applied once. */
  readonly token?: string
  /**
   * When the token was first used, in milliseconds of the epoch: whoever sends the transaction checks before each time that the
   * store still knows its token, and it is `TokenExpired` otherwise. It is not sent. Without it whoever sends counts from its
   * own first time; without a token it says nothing.
   */
  readonly tokenSince?: number
}
