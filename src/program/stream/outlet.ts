/** outlet: what a feed gave and nobody fetched yet, and those who wait for more. */
import type { Either } from 'fp-ts/Either'
import * as E from 'fp-ts/Either'
import type { StreamError } from '../errors'
import type { Fed } from './Feed'
import { queue } from './queue'

// -----------------------------------------------------------------------------
// model
// -----------------------------------------------------------------------------

/** What who asks for the next is given; nothing at the end. */
export type Given = Either<StreamError, Fed | undefined>

/** Who waits for what comes next, and maybe for nothing to come. */
interface Reader {
  readonly resolve: (answer: Given) => void
  readonly settled?: () => void
}

/** What is known of what may still come. */
interface Source {
  readonly isOver: () => boolean
  readonly isSettled: () => boolean
  /** Told of what is fetched, just before it is handed over. */
  readonly fetched: (fed: Fed) => void
}

/** The way out of a feed: what was given first is fetched first, and a failure after all of it, once. */
export interface Outlet {
  readonly give: (fed: Fed) => void
  readonly fail: (error: StreamError) => void
  readonly wait: (reader: Reader) => void
  /** Serves those who wait, as far as there is something for them. */
  readonly deliver: () => void
  readonly isEmpty: () => boolean
  /** The failure, where it is next; it is told no other time. */
  readonly failure: () => StreamError | undefined
  /** What was not fetched is forgotten. */
  readonly clear: () => void
}

// -----------------------------------------------------------------------------
// constructors
// -----------------------------------------------------------------------------

const nothing: Given = E.right(undefined)

/** One that nothing was given to yet. */
export const outlet = ({ isOver, isSettled, fetched }: Source): Outlet => {
  // At most one batch a shard, and gaps.
  const given = queue<Fed>()
  const readers = queue<Reader>()
  let first: Reader | undefined
  let failed: StreamError | undefined

  const failure = () => {
    if (!given.isEmpty() || failed === undefined) return undefined
    const error = failed
    failed = undefined
    return error
  }
  /** Whether a reader was served. */
  const isServed = ({ resolve, settled }: Reader): boolean => {
    const fed = given.shift()
    const error = fed === undefined ? failure() : undefined
    if (fed !== undefined) {
      fetched(fed)
      resolve(E.right(fed))
    } else if (error !== undefined) resolve(E.left(error))
    else if (isOver()) resolve(nothing)
    else if (settled !== undefined && isSettled()) settled()
    else return false
    return true
  }
  const deliver = () => {
    for (first ??= readers.shift(); first !== undefined && isServed(first); ) first = readers.shift()
  }
  return {
    give: given.push,
    fail: (error) => {
      failed = error
    },
    wait: (reader) => {
      readers.push(reader)
      deliver()
    },
    deliver,
    isEmpty: given.isEmpty,
    failure,
    clear: () => {
      given.clear()
      failed = undefined
    },
  }
}
