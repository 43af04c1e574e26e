/** Write: writes of items, as data. */
import type { Either } from 'fp-ts/Either'
import type { Item } from '../../value/AttributeValue'
import type { Combined } from '../combined'
import type { InvalidItem, InvalidRequest } from '../errors'
import type { Returning, WriteAction } from '../Operation'

// -----------------------------------------------------------------------------
// model
// -----------------------------------------------------------------------------

/** The ways to run a write: a conditional write is not for a batch, and one that answers with values only for `run`. */
export type Way = 'run' | 'batch' | 'transact'

/** Why a write cannot be asked for. */
export type Invalid = InvalidItem | InvalidRequest

/** One write that is asked for, with what it answers. */
export interface Request {
  readonly action: WriteAction
  /** The key of the item that is written or checked. */
  readonly key: Item
  readonly returning: Returning
  readonly itemOnFailure: boolean
}

/**
 * Writes that can be run in the ways `W`, and give an `A` or fail with an `E`.
 *
 * Laws: a lawful applicative; what can be batched gives the same state in every way.
 */
export interface Write<in W extends Way, out E, out A> {
  readonly _tag: 'Write'
  /** What is asked, in order; `Left` where a value or request cannot be made. Nothing is sent then. */
  readonly requests: Either<Invalid, ReadonlyArray<Request>>
  /** The result, from the attributes that were answered, in the order asked. */
  readonly build: (answers: ReadonlyArray<Item | undefined>) => Either<E, A>
  /** How it was put together, where it was. */
  readonly combined?: Combined<Either<Invalid, Request>>
  /** Phantom. */
  readonly _W?: (way: W) => void
}

/** What gives writes for batches: all at once, or in its time. */
export type Writes = Iterable<Write<'batch', unknown, unknown>> | AsyncIterable<Write<'batch', unknown, unknown>>

/**
 * Where the writes of a bulk come from: a list, a generator, or anything that gives them in its time. A generator gives them
 * once: so that a program can be run again, it is handed in as the function that makes it.
 */
export type Source = Writes | (() => Writes)
