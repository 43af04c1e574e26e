/** Source: where the writes of a bulk come from. It is read one at a time, and whatever it throws is an answer. */
import type { Either } from 'fp-ts/Either'
import * as E from 'fp-ts/Either'
import type { TaskEither } from 'fp-ts/TaskEither'
import type { InvalidRequest, SourceFailed, SourceThrew } from '../errors'
import { quietly, thrownText } from '../quietly'
import type { Request, Source, Write } from './model'
import { invalidBatch } from './plan'

// -----------------------------------------------------------------------------
// model
// -----------------------------------------------------------------------------

type BatchedWrite = Write<'batch', unknown, unknown>

/** A source that was begun. */
export interface Reader {
  readonly next: TaskEither<SourceThrew, IteratorResult<BatchedWrite, unknown>>
  /** Tells the source that nothing more is wanted; it is not waited for, and what it throws then is not heard. */
  readonly close: () => void
}

// -----------------------------------------------------------------------------
// constructors
// -----------------------------------------------------------------------------

const threw = (thrown: unknown): Either<SourceThrew, never> =>
  E.left({ _tag: 'SourceThrew', message: thrownText(thrown) })

// What gives its writes once, and was begun.
const begun = new WeakSet<object>()

const consumed: InvalidRequest = {
  _tag: 'InvalidRequest',
  reason: 'the source was consumed before: to run it again, hand in the function that makes it',
}

/** Begins a source. One that gives its writes once can be begun once. */
export const open = (source: Source): Either<InvalidRequest | SourceThrew, Reader> => {
  try {
    const writes = typeof source === 'function' ? source() : source
    const iterator = Symbol.asyncIterator in writes ? writes[Symbol.asyncIterator]() : writes[Symbol.iterator]()
    const itself: object = writes
    if (itself === iterator) {
      if (begun.has(itself)) return E.left(consumed)
      begun.add(itself)
    }
    return E.right({
      next: async () => {
        try {
          const step = await iterator.next()
          return E.right(step.done === true ? { done: true, value: undefined } : { done: false, value: step.value })
        } catch (thrown) {
          return threw(thrown)
        }
      },
      close: () => void quietly(() => iterator.return?.()),
    })
  } catch (thrown) {
    return threw(thrown)
  }
}

// -----------------------------------------------------------------------------
// destructors
// -----------------------------------------------------------------------------

const notWrite: InvalidRequest = { _tag: 'InvalidRequest', reason: 'what the source gave is no write' }

const checked = (requests: ReadonlyArray<Request>): Either<SourceFailed['cause'], ReadonlyArray<Request>> => {
  for (const request of requests) {
    const wrong = invalidBatch([request])
    if (wrong !== undefined) return E.left(wrong._tag === 'InvalidItem' ? { ...wrong, key: request.key } : wrong)
  }
  return E.right(requests)
}

/** The requests of what a source gave; or what is wrong with it, and with which item. */
export const requestsOf = (write: BatchedWrite): Either<SourceFailed['cause'], ReadonlyArray<Request>> =>
  quietly(() => {
    if (E.isRight(write.requests)) return checked(write.requests.right)
    return typeof write.requests.left._tag === 'string' ? write.requests : undefined
  }) ?? E.left(notWrite)
