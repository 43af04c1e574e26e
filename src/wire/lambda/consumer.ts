/** consumer: a stream that AWS Lambda reads, and hands over. */
import * as E from 'fp-ts/Either'
import type { Interpreter } from '../../program/Interpreter'
import type { Program } from '../../program/Program'
import { quietly } from '../../program/quietly'
import type { Stream } from '../../program/stream/model'
import { systemTimer } from '../../program/time/Timer'
import { nothing } from './answer'
import { deadlineOf } from './deadline'
import { deliver } from './deliver'
import { decodeEvent } from './event'
import type { BatchResponse, InvalidRecord, LambdaHandler, Received } from './model'
import type { LambdaEvent, LambdaOptions } from './options'

// -----------------------------------------------------------------------------
// parts
// -----------------------------------------------------------------------------

const news = (all: ReadonlyArray<E.Either<InvalidRecord, Received>>, now: () => number): LambdaEvent<never> => {
  const received = all.flatMap((one) => (E.isRight(one) ? [one.right] : []))
  const at = received[received.length - 1]?.record.at
  const records = { _tag: 'Records', shard: received[0]?.shard ?? '', records: all.length } as const
  return at === undefined ? records : { ...records, lag: now() - at }
}

// -----------------------------------------------------------------------------
// interpreters
// -----------------------------------------------------------------------------

/**
 * A handler of AWS Lambda that hands the records of a stream to a program, in their order, and answers which are to come again:
 * with a function whose event source mapping has `ReportBatchItemFailures`. Where the stream begins is the mapping's business,
 * not the stream's position.
 *
 * - At least once: a record comes again where Lambda, or the function, ended before it was known to be done.
 * - What fails is handed over in halves, down to the one record that fails alone. That one is tried again, goes to `poison`,
 *   or is given back to Lambda, with all after it: none of those is handed over without it. A record that cannot be read is
 *   poison too.
 * - Shortly before Lambda's time is over the rest is given back. What is under way then can begin no more operations.
 * - What is no event of a stream is given back as a whole, for Lambda to try again or discard as the mapping says: to answer
 *   that all is well would lose records.
 * - DynamoDB Streams has each change once, and those of an item in order. Kinesis may have them more than once, and in another
 *   order: there a handler must compare times (`at`), and not take an item back.
 * - It never rejects.
 * - It answers no state, and so cannot be used with tumbling windows.
 *
 * Laws: a program that fails on one record, wherever that stands, makes the answer name exactly that one, and all before it
 * were handed over in order.
 *
 * Source: https://docs.aws.amazon.com/lambda/latest/dg/services-ddb-batchfailurereporting.html
 *
 * @example
 * ```ts
 * import { Attribute as A, Model as M, Stream, Write } from 'bloop-ts'
 * import { consumer } from 'bloop-ts/lambda'
 * import { inMemory } from 'bloop-ts/memory'
 * import { pipe } from 'fp-ts/function'
 * import * as RTE from 'fp-ts/ReaderTaskEither'
 * import * as assert from 'node:assert'
 *
 * const User = M.model({ name: 'User', table: 'users', attributes: { id: A.string }, key: { partition: 'id' } })
 * const seen: Array<string> = []
 * const handler = pipe(
 *   Stream.of(User, 'trimHorizon'),
 *   consumer((changes) => {
 *     for (const change of changes) seen.push(change._tag === 'Raw' ? 'raw' : `${change._tag} ${change.key.id}`)
 *     return RTE.right(undefined)
 *   }),
 * )(inMemory())
 *
 * const dynamodb = { Keys: { id: { S: 'ann' } }, NewImage: { id: { S: 'ann' } }, SequenceNumber: '4421584500000000017450439091' }
 * const answer = await handler({ Records: [{ eventSource: 'aws:dynamodb', eventName: 'INSERT', dynamodb }] })
 * assert.deepStrictEqual(answer, { batchItemFailures: [] })
 * assert.deepStrictEqual(seen, ['Inserted ann'])
 * assert.deepStrictEqual(await handler('nothing'), { batchItemFailures: [{ itemIdentifier: '' }] })
 * ```
 */
export const consumer =
  <R, E, P = never>(handle: (records: ReadonlyArray<R>) => Program<E, unknown>, options: LambdaOptions<E, P> = {}) =>
  (stream: Pick<Stream<R>, 'decode'>) =>
  (interpreter: Interpreter): LambdaHandler =>
  async (event, context): Promise<BatchResponse> => {
    const { timer = systemTimer, now = Date.now, reserve, onEvent } = options
    const tell = (happened: () => LambdaEvent<E, P>) => quietly(() => onEvent?.(happened()))
    const decoded = decodeEvent(event)
    if (E.isLeft(decoded)) {
      tell(() => decoded.left)
      return nothing
    }
    tell(() => news(decoded.right, now))
    const deadline = deadlineOf(context, timer, reserve)
    try {
      return await deliver({ ...options, stream, handle, interpreter }, deadline)(decoded.right)
    } catch {
      // Nothing is known of what came to be: all of it comes again.
      return nothing
    } finally {
      deadline.end()
    }
  }
