import * as E from 'fp-ts/Either'
import { pipe } from 'fp-ts/function'
import { describe, expect, it } from 'vitest'
import { equation, laws, property, suite } from '../../../laws/law'
import { sameValue } from '../../../laws/sameValue'
import { decodeEvent } from '../../../src/lambda'
import * as documents from './documents'
import {
  dynamodbRecord,
  dynamodbRecords,
  exactRecords,
  kinesisData,
  kinesisRecord,
  kinesisRecords,
  shardId,
  streamArn,
} from './encode'

const all = (event: unknown) => {
  const decoded = decodeEvent(event)
  if (E.isLeft(decoded)) throw new Error(JSON.stringify(decoded.left))
  return decoded.right
}
const read = (event: unknown) =>
  all(event).map((one) => {
    if (E.isLeft(one)) throw new Error(JSON.stringify(one.left.mismatches))
    return one.right
  })
const wrong = (record: unknown) => all({ Records: [record] }).flatMap((one) => (E.isLeft(one) ? [one.left] : []))[0]

const roundTrip = (name: string, arbitrary: typeof dynamodbRecords, encode: (record: never) => unknown) =>
  equation(
    name,
    arbitrary,
    (record) => ({
      left: read({ Records: [JSON.parse(JSON.stringify(encode(record as never)))] }).map((one) => one.record),
      right: [record],
    }),
    sameValue,
  )

suite(
  describe,
  it,
)(
  laws('records as Lambda hands them over', [
    roundTrip('DynamoDB Streams: decode ∘ encode = identity', dynamodbRecords, dynamodbRecord),
    ...([undefined, 'MILLISECOND'] as const).map((precision) =>
      roundTrip(
        `Kinesis, ${precision ?? 'without a precision'}: decode ∘ encode = identity`,
        kinesisRecords,
        (record: Parameters<typeof kinesisData>[0]) =>
          kinesisRecord(kinesisData(record, precision), record.sequenceNumber),
      ),
    ),
    roundTrip(
      'Kinesis, MICROSECOND: decode ∘ encode = identity',
      exactRecords,
      (record: Parameters<typeof kinesisData>[0]) =>
        kinesisRecord(kinesisData(record, 'MICROSECOND'), record.sequenceNumber),
    ),
    property('decoding leaves the event as it is', dynamodbRecords, (record) => {
      const event = { Records: [dynamodbRecord(record)] }
      const before = JSON.stringify(event)
      decodeEvent(event)
      return JSON.stringify(event) === before ? undefined : JSON.stringify(event)
    }),
  ]),
)

describe('an event of DynamoDB Streams', () => {
  it('is read: insert, modify, remove', () => {
    expect(read(documents.changes)).toEqual([
      {
        shard: documents.arn,
        eventId: '1',
        table: 'my-table',
        record: {
          event: 'INSERT',
          sequenceNumber: '111',
          at: 1_693_997_155_000,
          keys: { Id: { N: '101' } },
          newImage: { Message: { S: 'New item!' }, Id: { N: '101' } },
          byTimeToLive: false,
        },
      },
      {
        shard: documents.arn,
        eventId: '2',
        table: 'my-table',
        record: {
          event: 'MODIFY',
          sequenceNumber: '222',
          keys: { Id: { N: '101' } },
          oldImage: { Message: { S: 'New item!' }, Id: { N: '101' } },
          newImage: { Message: { S: 'This item has changed' }, Id: { N: '101' } },
          byTimeToLive: false,
        },
      },
      {
        shard: documents.arn,
        eventId: '3',
        table: 'my-table',
        record: {
          event: 'REMOVE',
          sequenceNumber: '333',
          keys: { Id: { N: '101' } },
          oldImage: { Message: { S: 'This item has changed' }, Id: { N: '101' } },
          byTimeToLive: false,
        },
      },
    ])
  })

  it('tells a deletion by time to live', () => {
    expect(read(documents.expired).map(({ record }) => record.byTimeToLive)).toEqual([true])
  })

  it('has all types, binary values as bytes, and attributes that are called like types', () => {
    expect(read(documents.allTypes).map(({ record }) => record.newImage)).toEqual([documents.allTypesItem])
  })

  it('names the shard in a tumbling window', () => {
    expect(read({ ...documents.changes, window: {}, shardId }).map(({ shard }) => shard)).toEqual([
      shardId,
      shardId,
      shardId,
    ])
  })

  it('may have nothing but keys', () => {
    const record = { event: 'MODIFY', sequenceNumber: '1', keys: { id: { S: 'a' } }, byTimeToLive: false } as const
    expect(read({ Records: [dynamodbRecord(record)] })).toEqual([
      { shard: streamArn, table: 'notes', eventId: 'c4ca4238a0b923820dcc509a6f75849b', record },
    ])
  })

  it('says all that is wrong with a record, and does not hide the others', () => {
    const [good] = documents.changes.Records
    const bad = {
      eventSource: 'aws:dynamodb',
      eventName: 'UPSERT',
      dynamodb: { Keys: { Id: { N: 'one' } }, NewImage: { b: { B: '*' } }, SequenceNumber: '7' },
    }
    const [first, second, third] = all({ Records: [bad, good, { eventSource: 'aws:sqs' }] })
    expect(second?._tag).toBe('Right')
    expect(pipe(first ?? E.right(undefined), E.swap, E.toUnion)).toMatchObject({
      _tag: 'InvalidRecord',
      index: 0,
      sequenceNumber: '7',
      record: bad,
    })
    const places = wrong(bad)?.mismatches.map(({ path }) => path.join('.'))
    expect(places?.sort()).toEqual(['dynamodb.Keys.Id', 'dynamodb.NewImage.b', 'eventName'])
    expect(pipe(third ?? E.right(undefined), E.swap, E.toUnion)).toEqual(
      expect.objectContaining({ _tag: 'InvalidRecord', index: 2 }),
    )
  })
})

describe('an event of Kinesis', () => {
  const number = '49590338271490256608559692538361571095921575989136588898'
  const record = { event: 'INSERT', sequenceNumber: number, keys: { id: { S: 'a' } }, byTimeToLive: false } as const

  it('is read, with the number that Kinesis gave, the shard, and the id that copies have in common', () => {
    expect(read({ Records: [kinesisRecord(documents.kinesisChange, number)] })).toEqual([
      {
        shard: shardId,
        eventId: 'ad89cfbe-524e-4f20-bb70-275bf178961a',
        table: 'binaries',
        record: {
          event: 'MODIFY',
          sequenceNumber: number,
          at: 1_654_699_573_622,
          keys: { id: { S: '1' } },
          oldImage: { id: { S: '1' }, data: { B: Uint8Array.of(19, 2, 8, 123) } },
          newImage: {
            id: { S: '1' },
            data: { B: Uint8Array.of(18, 2, 8, 123) },
            set: { BS: [Uint8Array.of(18, 2, 8, 123)] },
          },
          byTimeToLive: false,
        },
      },
    ])
  })

  it('keeps the order of two changes in one millisecond', () => {
    const times = [1_720_740_233_012_995, 1_720_740_233_012_996].map((time) => {
      const data = kinesisData(record, 'MICROSECOND') as { readonly dynamodb: object }
      const document = { ...data, dynamodb: { ...data.dynamodb, ApproximateCreationDateTime: time } }
      const precise = {
        ...document,
        dynamodb: { ...document.dynamodb, ApproximateCreationDateTimePrecision: 'MICROSECOND' },
      }
      return read({ Records: [kinesisRecord(precise, number)] })[0]?.record.at ?? Number.NaN
    })
    expect(times.map(Math.floor)).toEqual([1_720_740_233_012, 1_720_740_233_012])
    expect(times[0]).toBeLessThan(times[1] as number)
  })

  it.each([
    ['no base64', { data: '*' }, 'kinesis.data'],
    ['no JSON', { data: Buffer.from('{').toString('base64') }, 'kinesis.data'],
    ['no object', { data: Buffer.from('[]').toString('base64') }, 'kinesis.data'],
    ['no UTF-8', { data: Buffer.from([0x7b, 0xff, 0x7d]).toString('base64') }, 'kinesis.data'],
    ['nothing', {}, 'kinesis.data'],
  ])('says where its data is %s', (_, kinesis, place) => {
    const found = wrong({ eventSource: 'aws:kinesis', kinesis: { sequenceNumber: number, ...kinesis } })
    expect(found?.sequenceNumber).toBe(number)
    expect(found?.mismatches.map(({ path }) => path.join('.'))).toEqual([place])
  })

  it('says all that is wrong with its document', () => {
    const document = {
      eventName: 'INSERT',
      dynamodb: {
        ApproximateCreationDateTime: 'now',
        // Once only: these are no bytes of a document that Kinesis has.
        Keys: { id: { B: 'EgIIew==' } },
        NewImage: { set: { NS: [1] } },
      },
    }
    const places = wrong(kinesisRecord(document, number))?.mismatches.map(({ path }) => path.join('.'))
    expect(places?.sort()).toEqual([
      'kinesis.data.dynamodb.ApproximateCreationDateTime',
      'kinesis.data.dynamodb.Keys.id',
      'kinesis.data.dynamodb.NewImage.set.0',
    ])
  })

  it('says that a precision is unknown', () => {
    const document = {
      eventName: 'INSERT',
      dynamodb: { ApproximateCreationDateTime: 1, ApproximateCreationDateTimePrecision: 'DAY', Keys: {} },
    }
    expect(wrong(kinesisRecord(document, number))?.mismatches.map(({ path }) => path.at(-1))).toEqual([
      'ApproximateCreationDateTimePrecision',
    ])
  })
})

describe('what is no event', () => {
  const throwing = {
    get Records() {
      throw new Error('no')
    },
  }
  it('is told', () => {
    for (const event of [undefined, null, 1, 'text', [], {}, { Records: {} }, { records: [] }, throwing])
      expect(decodeEvent(event)).toMatchObject({ _tag: 'Left', left: { _tag: 'InvalidEvent' } })
  })

  it('may be so of one record', () => {
    const revoked = Proxy.revocable({}, {})
    revoked.revoke()
    const hostile = {
      get eventSource() {
        throw new Error('no')
      },
    }
    const found = all({ Records: [null, 1, [], hostile, revoked.proxy, { eventSource: 'aws:dynamodb' }] })
    expect(found.map(({ _tag }) => _tag)).toEqual(Array.from({ length: 6 }, () => 'Left'))
  })
})
