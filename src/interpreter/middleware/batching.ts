/**
 * batching: reads of single items that are asked in one tick become batches, with the answers of the reads by themselves.
 *
 * @example
 * ```ts
 * import { Attribute as A, Model as M, Read, Table as T, type Middleware } from 'bloop-ts'
 * import { inMemory } from 'bloop-ts/memory'
 * import { batching } from 'bloop-ts/middleware'
 * import * as RTE from 'fp-ts/ReaderTaskEither'
 * import * as assert from 'node:assert'
 *
 * const User = M.model({ name: 'User', table: 'users', attributes: { id: A.string }, key: { partition: 'id' } })
 * const store = inMemory()
 * await T.bind(User)(store)()
 *
 * const sent: Array<string> = []
 * const counting: Middleware = (interpreter) => (operation) => () => {
 *   sent.push(operation._tag)
 *   return interpreter(operation)()
 * }
 * const find = (id: string) => Read.run(Read.find(User)({ id }))
 * await RTE.sequenceArray([find('ann'), find('bob'), find('ann')])(batching()(counting(store)))()
 * assert.deepStrictEqual(sent, ['BatchGetItem'])
 * ```
 */
import type * as E from 'fp-ts/Either'
import type { ReadError } from '../../program/errors'
import type { Interpreter, Middleware } from '../../program/Interpreter'
import type { GetItem, Got, Operation, OperationName } from '../../program/Operation'
import * as P from '../../program/time/Policy'
import { systemTimer, type Timer } from '../../program/time/Timer'
import { isOperation, total } from '../../program/total'
import { validateRequest } from '../../program/validate'
import { isOrdered, tagOf } from '../../value/tag'
import type { AnswerTo } from './answer'
import { answerCall, type Waiting } from './batching/answer'
import type { Store } from './batching/fetch'
import { plan } from './batching/plan'
import { pool } from './batching/pool'
import { configured, isMost } from './options'
import { quietly } from './watched'

// -----------------------------------------------------------------------------
// model
// -----------------------------------------------------------------------------

/** How reads are batched. Everything may be left out. */
export interface BatchingOptions {
  /** Calls the function it is given, once: what waits then is sent. `microtasks(32)`, where left out. */
  readonly schedule?: (flush: () => void) => void
  /** How many requests are under way at once, from 1: 8. */
  readonly width?: number
  /** When keys that the store leaves unprocessed are asked again: six times, with doubling, jittered waits from 50 ms. */
  readonly policy?: P.Policy
  readonly timer?: Timer
}

// -----------------------------------------------------------------------------
// constructors
// -----------------------------------------------------------------------------

/**
 * A schedule: after all that is in the queue of promises has run, as many times. A step of a program (`RTE.flatMap`) costs
 * about three times; so programs that run side by side meet though they do not begin with a read.
 */
export const microtasks =
  (times: number) =>
  (flush: () => void): void => {
    const next = (left: number): void => (left <= 0 ? flush() : queueMicrotask(() => next(left - 1)))
    next(times)
  }

const defaultPolicy: P.Policy = P.concat(P.limit(6))(P.jittered(P.capped(1_000)(P.exponential(50))))

/** What commutes with a read, and need not wait for those before it. */
const isRead: { readonly [K in OperationName]?: true } = {
  GetItem: true,
  BatchGetItem: true,
  TransactGetItems: true,
  Query: true,
  Scan: true,
  DescribeTable: true,
  DescribeTimeToLive: true,
  DescribeContinuousBackups: true,
  ListTagsOfResource: true,
}

const reachesIntoKey = ({ key, projection }: GetItem): boolean =>
  projection?.paths.some(({ segments }) => segments.length > 1 && Object.hasOwn(key, segments[0])) === true

// A read that asks what it consumes is not: a batch says it of a table, and not of an item. What is no key goes by itself,
// and so is refused by itself; and so does what projects into a key, which a store may refuse.
const isBatchable = (operation: Operation): operation is GetItem =>
  operation._tag === 'GetItem' &&
  operation.returnConsumed !== true &&
  typeof operation.table === 'string' &&
  typeof operation.consistent === 'boolean' &&
  validateRequest(operation) === undefined &&
  Object.keys(operation.key).length > 0 &&
  Object.values(operation.key).every((value) => isOrdered(tagOf(value))) &&
  !reachesIntoKey(operation)

const batched = (
  interpreter: Interpreter,
  { schedule = microtasks(32), width = 8, policy = defaultPolicy, timer = systemTimer }: BatchingOptions,
): Interpreter => {
  const ask = total(interpreter)
  const run = pool(width)
  const store: Store = { get: (operation) => run(ask(operation)), batch: (operation) => run(ask(operation)) }
  let waiting: Array<Waiting> = []
  const flush = (reads: ReadonlyArray<Waiting>): void => {
    if (reads !== waiting) return
    waiting = []
    for (const call of plan(reads)) answerCall(store, { policy, timer }, call)
  }
  const wait = (operation: GetItem) =>
    new Promise<E.Either<ReadError, Got>>((resolve) => {
      const reads = waiting
      reads.push({ operation, resolve })
      if (reads.length > 1) return
      const scheduled = quietly(() => {
        schedule(() => flush(reads))
        return true
      })
      if (scheduled === undefined) flush(reads)
    })
  return (operation) => () => {
    // What is no operation, whatever its type says, is refused within.
    if (!isOperation(operation)) return ask(operation)()
    // The answer to a GetItem is one to the operation that it is.
    if (isBatchable(operation)) return wait(operation) as Promise<AnswerTo<typeof operation>>
    if (isRead[operation._tag] !== true) flush(waiting)
    return ask(operation)()
  }
}

/**
 * `GetItem`s that wait for the same flush are sent as `BatchGetItem`: each key once, up to 100 keys a call, and one alone as
 * the `GetItem` that it is. Everything else passes as it is.
 *
 * What coalesces: reads between which no write is asked, from the first until `schedule` flushes; an operation that writes
 * flushes, so that the reads before it are sent before it as far as `width` allows. What is under way is never joined: a
 * read is sent after it is asked, and sees what was answered before. A read that asks what it consumes is not batched.
 *
 * Reads of one table with different projections fetch whole items, and are projected here; with one projection that is
 * fetched, and the key with it. Projections into documents are sent as they are, each in a call of its own: a store refuses
 * some. Of reads of one key in a call one is sent, which is consistent where one of them is.
 *
 * Errors: those of the reads by themselves. A batch that is refused is asked again read by read, so that the fault of one is
 * not that of all; any other failure is that of all its reads. Keys that stay unprocessed are `Throttled`, by the name
 * `UnprocessedKeys`. A `width` that is none refuses everything.
 *
 * Laws (`batchingLaws`): the answers, and what is stored in the end, are as without it.
 *
 * Source: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchGetItem.html
 */
export const batching = (options: BatchingOptions = {}): Middleware =>
  configured([options.width === undefined ? undefined : isMost('the width', options.width)], (interpreter) =>
    batched(interpreter, options),
  )
