/** The interpreter that asks DynamoDB itself. */
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import * as E from 'fp-ts/Either'
import type { TaskEither } from 'fp-ts/TaskEither'
import * as TE from 'fp-ts/TaskEither'
import type { RequestRefused } from '../../program/errors'
import type { Interpreter } from '../../program/Interpreter'
import type { ErrorOf, OperationName, Operations, OutputOf } from '../../program/Operation'
import { validateOperation } from '../../program/validate'
import { batchGetItem, batchWriteItem } from './batch'
import { describeContinuousBackups, describeTimeToLive, updateContinuousBackups, updateTimeToLive } from './control'
import type { Env } from './env'
import { limited } from './limits'
import { defaultRetry, pause, type Retry, type RetryOptions, sending } from './retry'
import { type ClientOptions, ownTransport } from './sdk/own'
import type { StreamsClient } from './sdk/streams'
import { sdkTransport } from './sdk/transport'
import { deleteItem, getItem, putItem, query, scan, updateItem } from './single'
import { describeStream, getRecords, getShardIterator } from './streams'
import type { Transport } from './Transport'
import { naming, type TableNameTemplate } from './tableNames'
import { createTable, deleteTable, describeTable, updateTable } from './tables'
import { listTagsOfResource, tagResource, untagResource } from './tags'
import { transactGetItems, transactWriteItems } from './transact'

// -----------------------------------------------------------------------------
// model
// -----------------------------------------------------------------------------

/** Where DynamoDB is, who asks, and how patiently. Everything may be left out. */
export interface AwsOptions extends ClientOptions {
  /** A client of yours, instead of one that is made from region, credentials and endpoint. It keeps its own retries. */
  readonly client?: DynamoDBClient
  /**
   * A client of `@aws-sdk/client-dynamodb-streams` of yours; it keeps its own retries. Where left out, one is made with the
   * settings of the other client when the first stream is read.
   */
  readonly streamsClient?: StreamsClient
  /** Another way to the store than the AWS SDK. */
  readonly transport?: Transport
  /** What the store calls a table: `'prod-{table}'`, or a function. Answers and errors have the program's names. */
  readonly tableName?: TableNameTemplate
  /** Ends requests and waits: everything that is asked afterwards, or under way, is `Aborted`. */
  readonly signal?: AbortSignal
  /** Milliseconds for each request that is sent, 10,000 when left out; `Infinity` for no limit; negative or NaN refuses everything. */
  readonly timeout?: number
  /** When requests are sent again; `{ attempts: 1 }` for never. */
  readonly retry?: RetryOptions
  /** A fresh idempotency token for a transaction without one, 1 to 36 characters; `crypto.randomUUID` when left out. */
  readonly token?: () => string
  /** The clock, in milliseconds, by which a token gets too old to be sent again; `Date.now` when left out. */
  readonly now?: () => number
}

type Handlers = {
  readonly [K in OperationName]: (operation: Operations[K]['input']) => TaskEither<ErrorOf<K>, OutputOf<K>>
}

const defaultTimeout = 10_000

// -----------------------------------------------------------------------------
// constructors
// -----------------------------------------------------------------------------

/** A transport that sends nothing and refuses everything: a configuration that is none is an error of operations too. */
export const refusal =
  (name: string, message: string): Transport =>
  () =>
    TE.left({ _tag: 'Service', name, message })

/** The way to the store. */
const transportOf = ({ transport, client, streamsClient, ...options }: AwsOptions): Transport => {
  if (transport !== undefined) return transport
  if (client !== undefined) return sdkTransport(client, { streamsClient })
  const own = ownTransport(options, streamsClient)
  return E.isRight(own) ? own.right : refusal('InvalidConfiguration', own.left)
}

/** A function that was handed in, and throws, is a refusal, which every operation can answer, and not a rejection. */
const safely = <T extends TaskEither<unknown, unknown>>(task: T): T =>
  (() => task().catch((error: unknown) => E.left(unexpected(error)))) as T

const unexpected = (error: unknown): RequestRefused => ({
  _tag: 'RequestRefused',
  name: 'UnexpectedError',
  message: String(error),
})

const handlersOf = (env: Env): Handlers => ({
  GetItem: getItem(env),
  PutItem: putItem(env),
  UpdateItem: updateItem(env),
  DeleteItem: deleteItem(env),
  BatchGetItem: batchGetItem(env),
  BatchWriteItem: batchWriteItem(env),
  TransactGetItems: transactGetItems(env),
  TransactWriteItems: transactWriteItems(env),
  Query: query(env),
  Scan: scan(env),
  CreateTable: createTable(env),
  DescribeTable: describeTable(env),
  UpdateTable: updateTable(env),
  DeleteTable: deleteTable(env),
  DescribeTimeToLive: describeTimeToLive(env),
  UpdateTimeToLive: updateTimeToLive(env),
  DescribeContinuousBackups: describeContinuousBackups(env),
  UpdateContinuousBackups: updateContinuousBackups(env),
  ListTagsOfResource: listTagsOfResource(env),
  TagResource: tagResource(env),
  UntagResource: untagResource(env),
  DescribeStream: describeStream(env),
  GetShardIterator: getShardIterator(env),
  GetRecords: getRecords(env),
})

/**
 * Runs operations on DynamoDB: renders, sends, validates the answer.
 *
 * - What cannot be sent is refused before it is sent; what comes back is validated, and is `InvalidAnswer` where it is not
 *   what DynamoDB answers. Nothing throws or rejects.
 * - Repeated, with capped exponential backoff and full jitter: what was refused for the moment (throttling, conflicts of
 *   transactions, no connection); and after an unknown outcome (HTTP 5xx, a lost connection, a timeout) what may be done
 *   twice: reads, batches, transactions, tags, continuous backups, and writes without condition that are idempotent and do
 *   not answer old values. Tables are made, changed and deleted once.
 * - A table's name must be legal, and where a template makes it, that of one table only: another table that is to have it is
 *   an `InvalidRequest` for as long as the interpreter lives.
 * - Streams are a service of their own: the package `@aws-sdk/client-dynamodb-streams`, which is to be installed beside the
 *   other, is loaded with the first operation on one, and without it they are `RequestRefused`.
 * - What a batch leaves unprocessed is sent again, and is `unprocessed` in the output when that is of no use.
 *
 * @example
 * ```ts no-run
 * import { Attribute as A, Model as M, Read } from 'bloop-ts'
 * import { aws } from 'bloop-ts/aws'
 *
 * const User = M.model({ name: 'User', table: 'users', attributes: { id: A.string }, key: { partition: 'id' } })
 * const result = await Read.run(Read.find(User)({ id: 'ann' }))(aws({ region: 'eu-west-1', tableName: 'prod-{table}' }))()
 * ```
 */
export const aws = (options: AwsOptions = {}): Interpreter => {
  const { signal, timeout = defaultTimeout, tableName } = options
  const retry: Retry = { ...defaultRetry, ...options.retry }
  const handlers = handlersOf({
    send: sending(limited({ signal, timeout })(transportOf(options)), retry, signal),
    pause: pause(retry, signal),
    attempts: retry.attempts,
    storedName: naming(tableName),
    token: options.token ?? (() => crypto.randomUUID()),
    now: options.now ?? Date.now,
  })
  return (operation) => {
    const refused = validateOperation(operation)
    // What it finds in an operation is among the operation's own errors.
    return refused === undefined ? safely(handlers[operation._tag](operation as never)) : TE.left(refused as never)
  }
}
