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
import { quietly } from '../../program/quietly'
import { tablesOf } from '../../program/tablesOf'
import { abortable } from '../../program/time/abortable'
import * as P from '../../program/time/Policy'
import { systemTimer, type Timer } from '../../program/time/Timer'
import { isOperation, total } from '../../program/total'
import { validateRequest } from '../../program/validate'
import { isOrdered, tagOf } from '../../value/tag'
import { type AnswerTo, aborted, failed } from './answer'
import { answerCall, type Waiting } from './batching/answer'
import type { Store } from './batching/fetch'
import { lines } from './batching/lines'
import { plan } from './batching/plan'
import { pool } from './batching/pool'
import { reading } from './batching/reading'
import { configured, isMost } from './options'

// -----------------------------------------------------------------------------
// model
// -----------------------------------------------------------------------------

/** How reads are batched. Everything may be left out. */
export interface BatchingOptions {
  /** Calls the function it is given, once: what waits then is sent. `microtasks(32)`, where left out. */
  readonly schedule?: (flush: () => void) => void
  /** How many requests for reads are under way at once, from 1: 8. */
  readonly concurrency?: number
  /** When keys that the store leaves unprocessed are asked again: six times, with doubling, jittered waits from 50 ms. */
  readonly retry?: P.Policy
  readonly timer?: Timer
  /** Ends what waits, and what is under way, as `Aborted`. */
  readonly signal?: AbortSignal
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

const defaultRetry: P.Policy = P.concat(P.limit(6))(P.jittered(P.capped(1_000)(P.exponential(50))))

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

// What is no key goes by itself, and so is refused by itself; and so does what projects into a key, which is refused.
const isBatchable = (operation: Operation): operation is GetItem =>
  operation._tag === 'GetItem' &&
  typeof operation.table === 'string' &&
  typeof operation.consistent === 'boolean' &&
  validateRequest(operation) === undefined &&
  Object.keys(operation.key).length > 0 &&
  Object.values(operation.key).every((value) => isOrdered(tagOf(value))) &&
  !reachesIntoKey(operation)

// What names no table stands in no line.
const tablesIn = (operation: Operation): ReadonlyArray<string> =>
  (quietly(() => tablesOf(operation)) ?? []).filter((table) => typeof table === 'string')

const batched = (
  interpreter: Interpreter,
  { schedule = microtasks(32), concurrency = 8, retry = defaultRetry, timer = systemTimer, signal }: BatchingOptions,
): Interpreter => {
  const within = total(interpreter)
  // Nothing is sent after the signal; what is under way keeps its place until it ends.
  const ask =
    <Op extends Operation>(operation: Op) =>
    async (): Promise<AnswerTo<Op>> =>
      signal?.aborted ? failed(aborted) : within(operation)()
  const run = pool(concurrency)
  const store: Store = { get: (operation) => run(ask(operation)), batch: (operation) => run(ask(operation)) }
  const again = { policy: retry, timer: { ...timer, sleep: (wait: number) => timer.sleep(wait, signal) } }
  const arrive = lines()
  const { add, before } = reading()
  let waiting: Array<Waiting> = []
  const flush = (reads: ReadonlyArray<Waiting>): void => {
    if (reads !== waiting) return
    waiting = []
    for (const call of plan(reads)) answerCall(store, again, call)
  }
  const wait = (operation: GetItem, resolve: Waiting['resolve']): void => {
    const reads = waiting
    reads.push({ operation, resolve })
    if (reads.length > 1) return
    const scheduled = quietly(() => {
      schedule(() => flush(reads))
      return true
    })
    if (scheduled === undefined) flush(reads)
  }
  const read = (operation: GetItem): Promise<E.Either<ReadError, Got>> =>
    new Promise((resolve) => {
      const begin = (): void =>
        add(operation, new Promise<void>((end) => wait(operation, (answer) => end(resolve(answer)))))
      arrive({ tables: [operation.table], until: () => undefined, begin })
    })
  const pass = <Op extends Operation>(operation: Op): Promise<AnswerTo<Op>> =>
    new Promise((resolve) => {
      // Reads that the write could change are answered before it: also what of them has to be asked again.
      const until = (): Promise<unknown> | undefined => {
        if (isRead[operation._tag] === true) return undefined
        flush(waiting)
        return quietly(() => before(operation))
      }
      arrive({ tables: tablesIn(operation), until, begin: () => ask(operation)().then(resolve) })
    })
  const answer = <Op extends Operation>(operation: Op): Promise<AnswerTo<Op>> => {
    // What is no operation, whatever its type says, is refused within.
    if (!isOperation(operation)) return ask(operation)()
    // The answer to a GetItem is one to the operation that it is.
    return isBatchable(operation) ? (read(operation) as Promise<AnswerTo<Op>>) : pass(operation)
  }
  return <Op extends Operation>(operation: Op) =>
    () =>
      abortable(signal)(() => answer(operation)) as Promise<AnswerTo<Op>>
}

/**
 * `GetItem`s that wait for the same flush are sent as `BatchGetItem`: each key once, up to 100 keys a call, and one alone as
 * the `GetItem` that it is. Everything else passes as it is.
 *
 * What coalesces: reads between which no write is asked, from the first until `schedule` flushes; an operation that writes
 * flushes. A read sees what was written by those asked before it, and nothing of those asked after it: a write that could
 * change what is being read begins once that is answered, and what is asked of its tables after it stands in line behind it.
 * All other writes begin at once. What is under way is never joined: a read is sent after it is asked, and sees what was
 * answered before. So a read that never ends would hold writes of its key for ever: put a `timeout` inside.
 *
 * Reads of one table with different projections fetch whole items, and are projected here; with one projection that is
 * fetched, and the key with it. Projections into documents are sent as they are, each in a call of its own: a store refuses
 * some. Of reads of one key in a call one is sent, which is consistent where one of them is.
 *
 * Errors: those of the reads by themselves. A batch that is refused is asked again read by read, so that the fault of one is
 * not that of all; any other failure is that of all its reads. Keys that stay unprocessed are `Throttled`, by the name
 * `UnprocessedKeys`. A `concurrency` that is none refuses
 * everything.
 *
 * Consumption: a batch says it of a table. Of the reads of a call that ask, one of each table is told all units of
 * that table, and the others 0: so the sum is what was consumed. One that does not ask is told nothing.
 *
 * Laws (`batchingLaws`): the answers, and what is stored in the end, are as without it.
 *
 * Source: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchGetItem.html
 */
export const batching = (options: BatchingOptions = {}): Middleware =>
  configured(
    [options.concurrency === undefined ? undefined : isMost('concurrency', options.concurrency)],
    (interpreter) => batched(interpreter, options),
  )
