/** Events of Lambda: records of a stream, read as far as they can be. */
import type { Either } from 'fp-ts/Either'
import * as E from 'fp-ts/Either'
import type { Fields } from '../../interpreter/aws/decode/guards'
import { quietly } from '../../program/quietly'
import type { Mismatch } from '../../value/Mismatch'
import { ofDynamoDB } from './dynamodb'
import { fieldsOf, optional, textOf } from './fields'
import { ofKinesis } from './kinesis'
import type { InvalidEvent, InvalidRecord, Received } from './model'

// -----------------------------------------------------------------------------
// readers
// -----------------------------------------------------------------------------

const mismatch = (name: string | undefined, expected: string, actual: unknown): ReadonlyArray<Mismatch> => [
  { path: name === undefined ? [] : [name], expected, actual },
]

const read = (u: unknown, shard: string | undefined): Either<ReadonlyArray<Mismatch>, Received> => {
  const record: Fields = fieldsOf(u)
  switch (record.eventSource) {
    case 'aws:dynamodb':
      return ofDynamoDB(record, shard)
    case 'aws:kinesis':
      return ofKinesis(record)
    default:
      return E.left(mismatch('eventSource', 'aws:dynamodb or aws:kinesis', record.eventSource))
  }
}

/** What Lambda knows a record by: of either source its sequence number. */
const identifierOf = (u: unknown): string | undefined => {
  const { dynamodb, kinesis } = fieldsOf(u)
  return textOf(fieldsOf(kinesis).sequenceNumber) ?? textOf(fieldsOf(dynamodb).SequenceNumber)
}

const recordAt = (u: unknown, index: number, shard: string | undefined): Either<InvalidRecord, Received> => {
  const answer = quietly(() => read(u, shard)) ?? E.left(mismatch(undefined, 'record that can be read', u))
  return E.mapLeft(
    (mismatches: ReadonlyArray<Mismatch>): InvalidRecord => ({
      _tag: 'InvalidRecord',
      index,
      ...optional(
        'sequenceNumber',
        quietly(() => identifierOf(u)),
      ),
      mismatches,
      record: u,
    }),
  )(answer)
}

// -----------------------------------------------------------------------------
// interpreters
// -----------------------------------------------------------------------------

/**
 * Reads an event of DynamoDB Streams, or of Kinesis Data Streams for DynamoDB: each record by itself, so that one that cannot
 * be read does not hide the others. It never throws, and leaves the event as it is.
 *
 * @example
 * ```ts
 * import { decodeEvent } from 'bloop-ts/lambda'
 * import * as E from 'fp-ts/Either'
 * import * as assert from 'node:assert'
 *
 * const dynamodb = { Keys: { id: { B: 'AQI=' } }, SequenceNumber: '4421584500000000017450439091', StreamViewType: 'KEYS_ONLY' }
 * const event = { Records: [{ eventSource: 'aws:dynamodb', eventName: 'INSERT', dynamodb }, { eventSource: 'aws:sqs' }] }
 * const [first, second] = E.getOrElseW(() => [])(decodeEvent(event))
 * assert.deepStrictEqual(first, E.right({
 *   shard: '',
 *   record: {
 *     event: 'INSERT',
 *     sequenceNumber: '4421584500000000017450439091',
 *     keys: { id: { B: Uint8Array.of(1, 2) } },
 *     byTimeToLive: false,
 *   },
 * }))
 * assert.strictEqual(second?._tag, 'Left')
 * assert.strictEqual(decodeEvent({ hello: 'world' })._tag, 'Left')
 * ```
 */
export const decodeEvent = (event: unknown): Either<InvalidEvent, ReadonlyArray<Either<InvalidRecord, Received>>> => {
  const parts = quietly(() => {
    const { Records, shardId } = fieldsOf(event)
    return { records: Array.isArray(Records) ? Array.from<unknown>(Records) : Records, shard: textOf(shardId) }
  })
  const { records, shard } = parts ?? {}
  return Array.isArray(records)
    ? E.right(records.map((record, index) => recordAt(record, index, shard)))
    : E.left({ _tag: 'InvalidEvent', mismatches: mismatch('Records', 'list of records', records) })
}
