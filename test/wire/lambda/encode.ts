/** Records as AWS Lambda is handed them: what `decodeEvent` reads, the other way round. */
import * as fc from 'fast-check'
import { item, keyValue } from '../../../laws/arbitrary/value'
import type { StreamRecord } from '../../../src/program/operation/stream'
import type { AttributeValue, Item } from '../../../src/value/AttributeValue'

// -----------------------------------------------------------------------------
// values
// -----------------------------------------------------------------------------

type Base64 = (bytes: Uint8Array) => string

const once: Base64 = (bytes) => Buffer.from(bytes).toString('base64')
/** Kinesis writes base64 of the text that base64 is. */
const twice: Base64 = (bytes) => Buffer.from(once(bytes), 'ascii').toString('base64')

const valueOf =
  (base64: Base64) =>
  (value: AttributeValue): unknown => {
    if ('B' in value) return { B: base64(value.B) }
    if ('BS' in value) return { BS: value.BS.map(base64) }
    if ('L' in value) return { L: value.L.map(valueOf(base64)) }
    if ('M' in value) return { M: imageOf(base64)(value.M) }
    return value
  }

const imageOf =
  (base64: Base64) =>
  (image: Item): unknown =>
    Object.fromEntries(Object.entries(image).map(([name, value]) => [name, valueOf(base64)(value)]))

const imagesOf = (base64: Base64, { keys, oldImage, newImage }: StreamRecord) => ({
  Keys: imageOf(base64)(keys),
  ...(oldImage && { OldImage: imageOf(base64)(oldImage) }),
  ...(newImage && { NewImage: imageOf(base64)(newImage) }),
})

const identity = { type: 'Service', principalId: 'dynamodb.amazonaws.com' }

// -----------------------------------------------------------------------------
// records
// -----------------------------------------------------------------------------

export const streamArn = 'arn:aws:dynamodb:eu-west-1:123456789012:table/notes/stream/2026-11-22T10:00:00.000'
export const shardId = 'shardId-000000000006'

/** As Lambda hands over a record of DynamoDB Streams. */
export const dynamodbRecord = (record: StreamRecord): unknown => ({
  eventID: 'c4ca4238a0b923820dcc509a6f75849b',
  eventName: record.event,
  eventVersion: '1.1',
  eventSource: 'aws:dynamodb',
  awsRegion: 'eu-west-1',
  dynamodb: {
    ...(record.at === undefined ? {} : { ApproximateCreationDateTime: record.at / 1000 }),
    ...imagesOf(once, record),
    SequenceNumber: record.sequenceNumber,
    SizeBytes: 26,
    StreamViewType: 'NEW_AND_OLD_IMAGES',
  },
  ...(record.byTimeToLive ? { userIdentity: identity } : {}),
  eventSourceARN: streamArn,
})

/** DynamoDB's document of a change in Kinesis, with the time in milliseconds or microseconds. */
export const kinesisData = (record: StreamRecord, precision: 'MILLISECOND' | 'MICROSECOND' | undefined): unknown => ({
  awsRegion: 'eu-west-1',
  eventID: '1020b6ed-fc46-4767-8819-55c440041264',
  eventName: record.event,
  userIdentity: record.byTimeToLive ? identity : null,
  recordFormat: 'application/json',
  tableName: 'notes',
  dynamodb: {
    ...(record.at === undefined
      ? {}
      : { ApproximateCreationDateTime: precision === 'MICROSECOND' ? Math.round(record.at * 1000) : record.at }),
    ...imagesOf(twice, record),
    SizeBytes: 26,
    ...(precision && { ApproximateCreationDateTimePrecision: precision }),
  },
  eventSource: 'aws:dynamodb',
})

/** As Lambda hands over a record of Kinesis. */
export const kinesisRecord = (data: unknown, sequenceNumber: string): unknown => ({
  kinesis: {
    kinesisSchemaVersion: '1.0',
    partitionKey: '1D5E2D4B1E9C5C0B',
    sequenceNumber,
    data: Buffer.from(JSON.stringify(data), 'utf8').toString('base64'),
    approximateArrivalTimestamp: 1_700_000_000.987,
  },
  eventSource: 'aws:kinesis',
  eventVersion: '1.0',
  eventID: `${shardId}:${sequenceNumber}`,
  eventName: 'aws:kinesis:record',
  invokeIdentityArn: 'arn:aws:iam::123456789012:role/lambda-role',
  awsRegion: 'eu-west-1',
  eventSourceARN: 'arn:aws:kinesis:eu-west-1:123456789012:stream/changes',
})

// -----------------------------------------------------------------------------
// arbitraries
// -----------------------------------------------------------------------------

const digits = (length: number) =>
  fc.array(fc.nat(9), { minLength: length, maxLength: length }).map((all) => `4${all.join('')}`)

const seconds = fc.integer({ min: 1_400_000_000, max: 2_000_000_000 })

/** A record; `time` is in milliseconds. */
const recordWith = (length: number, time: fc.Arbitrary<number>): fc.Arbitrary<StreamRecord> =>
  fc
    .record(
      {
        event: fc.constantFrom('INSERT', 'MODIFY', 'REMOVE'),
        sequenceNumber: digits(length),
        at: time,
        keys: fc.tuple(keyValue, keyValue).map(([id, at]): Item => ({ id, at })),
        oldImage: item,
        newImage: item,
        byTimeToLive: fc.boolean(),
      },
      { requiredKeys: ['event', 'sequenceNumber', 'keys', 'byTimeToLive'] },
    )
    .map((record) => ({ ...record, byTimeToLive: record.byTimeToLive && record.event === 'REMOVE' }) as StreamRecord)

/** A record of DynamoDB Streams: its time is in seconds. */
export const dynamodbRecords = recordWith(
  27,
  seconds.map((s) => s * 1000),
)
/** A record of Kinesis, in milliseconds. */
export const kinesisRecords = recordWith(
  55,
  fc.tuple(seconds, fc.nat(999)).map(([s, ms]) => s * 1000 + ms),
)
/** A record of Kinesis, in microseconds. */
export const exactRecords = recordWith(
  55,
  fc.tuple(seconds, fc.nat(999_999)).map(([s, us]) => (s * 1_000_000 + us) / 1000),
)
