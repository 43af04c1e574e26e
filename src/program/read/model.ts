/** Read: reads of items by their keys, as data. */
import type { Either } from 'fp-ts/Either'
import type { Item } from '../../value/AttributeValue'
import type { Combined } from '../combined'

// -----------------------------------------------------------------------------
// model
// -----------------------------------------------------------------------------

/** One item that is asked for. */
export interface Get {
  readonly table: string
  readonly key: Item
  readonly consistent: boolean
}

/**
 * Reads that give an `A` or fail with an `E`.
 *
 * Laws: a lawful applicative; `run`, `batch` and `transact` give the same answers where nobody writes in between.
 */
export interface Read<out E, out A> {
  readonly _tag: 'Read'
  /** What is asked, in order. */
  readonly gets: ReadonlyArray<Get>
  /** The result, from the answers in the order asked. */
  readonly build: (answers: ReadonlyArray<Item | undefined>) => Either<E, A>
  /** How it was put together, where it was. */
  readonly combined?: Combined<Get>
}

/** How items are read. */
export interface ReadOptions {
  /** Whether all writes that were answered before are seen; twice the capacity. False when left out. */
  readonly consistent?: boolean
}
