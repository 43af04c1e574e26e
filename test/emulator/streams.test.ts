import * as E from 'fp-ts/Either'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { streamOperationLaws } from '../../laws/interpreter/streams'
import { suite } from '../../laws/law'
import { aws } from '../../src/aws'
import { local } from '../../src/local'
import type { ErrorOf, Operation, Operations, StreamRecord } from '../../src/program/Operation'
import type { Item } from '../../src/value/AttributeValue'
import type { TableSchema } from '../../src/value/TableSchema'
import { always, id } from '../interpreter/aws/stub'

// What streams do on DynamoDB Local, where AWS documents the same; and what they do otherwise there (docs/differences.md). Where
// the emulator no longer differs, the test of the difference fails.

const endpoint = inject('endpoint')
const run = Date.now().toString(36)
const tableName = `streams-${run}-{table}` as const
const emulator = local({ endpoint, tableName })
const credentials = { accessKeyId: 'a', secretAccessKey: 'b' }
const bare = aws({ endpoint, tableName, region: 'us-east-1', credentials })
const table = 'things'
const schema: TableSchema = { name: table, key: { partition: [{ name: 'id', type: 'S' }], sort: [] }, indexes: [] }

suite(describe, it)(streamOperationLaws(emulator), { numRuns: 25 })

// -----------------------------------------------------------------------------
// the table
// -----------------------------------------------------------------------------

const right = async <K extends keyof Operations>(operation: Operation<K>): Promise<Operations[K]['output']> => {
  const answer = await emulator(operation)()
  if (E.isLeft(answer)) throw new Error(JSON.stringify(answer.left))
  return answer.right as Operations[K]['output']
}

const left = async <K extends keyof Operations>(operation: Operation<K>): Promise<ErrorOf<K>> => {
  const answer = await emulator(operation)()
  return E.isLeft(answer) ? (answer.left as ErrorOf<K>) : expect.fail('no failure')
}

const put = (item: Item) =>
  right<'PutItem'>({
    _tag: 'PutItem',
    put: { _tag: 'Put', table, item, condition: always },
    returning: 'none',
    itemOnFailure: false,
  })

const turn = (stream: 'off' | 'newAndOld') =>
  right<'UpdateTable'>({ _tag: 'UpdateTable', table, change: { _tag: 'Stream', stream } })

const latest = async (): Promise<string> =>
  (await right<'DescribeTable'>({ _tag: 'DescribeTable', table })).latestStream ?? expect.fail('no stream')

const described = (stream: string) => right<'DescribeStream'>({ _tag: 'DescribeStream', table, stream })

/** A stream, and the one shard that it has here. */
const place = async () => {
  const stream = await latest()
  const [first] = (await described(stream)).shards
  return { table, stream, shard: first?.id ?? expect.fail('no shard') }
}

type Place = Awaited<ReturnType<typeof place>>
type From = Operation<'GetShardIterator'>['from']

const iterator = async (at: Place, from: From) =>
  (await right<'GetShardIterator'>({ _tag: 'GetShardIterator', ...at, from })).iterator

const read = (at: Place, iterator: string) => right<'GetRecords'>({ _tag: 'GetRecords', ...at, iterator })

const readFrom = async (at: Place, from: From): Promise<ReadonlyArray<StreamRecord>> =>
  (await read(at, await iterator(at, from))).records

const horizon = { _tag: 'TrimHorizon' } as const
const idsOf = (records: ReadonlyArray<StreamRecord>) => records.map(({ keys }) => keys.id)

/** An iterator of DynamoDB Local, with another sequence number, or of another age. */
const forged = (iterator: string, sequenceNumber: string | undefined, age: number): string => {
  const [arn = '', version = '', encoded = ''] = iterator.split('|')
  const [shard = '', number = '', time = ''] = Buffer.from(encoded, 'base64').toString().split('|')
  const parts = [shard, sequenceNumber ?? number, String(Number(time) - age).padStart(time.length, '0')]
  return [arn, version, Buffer.from(parts.join('|')).toString('base64')].join('|')
}

beforeAll(() => right<'CreateTable'>({ _tag: 'CreateTable', schema, settings: { stream: 'newAndOld' } }))
afterAll(() => emulator({ _tag: 'DeleteTable', table })())

// -----------------------------------------------------------------------------
// as on AWS
// -----------------------------------------------------------------------------

describe('streams of DynamoDB Local', () => {
  it('go on from each place of a shard', async () => {
    const at = await place()
    const newest = await iterator(at, { _tag: 'Latest' })
    for (const name of ['a', 'b', 'c']) await put(id(name))
    const all = await readFrom(at, horizon)
    expect(idsOf(all).slice(-3)).toEqual([{ S: 'a' }, { S: 'b' }, { S: 'c' }])
    expect((await read(at, newest)).records).toEqual(all.slice(-3))
    const [, second] = all
    const sequenceNumber = second?.sequenceNumber ?? expect.fail('none')
    expect(await readFrom(at, { _tag: 'At', sequenceNumber })).toEqual(all.slice(1))
    expect(await readFrom(at, { _tag: 'After', sequenceNumber })).toEqual(all.slice(2))
  })

  it('give the same iterator the same records, and an iterator at the head none, but another one', async () => {
    const at = await place()
    const from = await iterator(at, horizon)
    const first = await read(at, from)
    expect((await read(at, from)).records).toEqual(first.records)
    const head = await read(at, first.next ?? expect.fail('no next'))
    expect(head.records).toEqual([])
    await put(id('later'))
    expect(idsOf((await read(at, head.next ?? expect.fail('no next'))).records)).toEqual([{ S: 'later' }])
  })

  it('say what is gone', async () => {
    const at = await place()
    const from = await iterator(at, horizon)
    const reading = { _tag: 'GetRecords', ...at } as const
    const { table: _, ...ofShard } = at
    expect(await left({ ...reading, iterator: forged(from, undefined, 16 * 60_000) })).toEqual({
      _tag: 'IteratorExpired',
      ...ofShard,
    })
    // Of a shard as old as this one nothing can be trimmed, which the patched emulator knows.
    expect(await bare({ ...reading, iterator: forged(from, '0'.repeat(21), 0) })()).toEqual(
      E.left({ _tag: 'RecordsTrimmed', ...ofShard }),
    )
    const shard = 'shardId-00000001500000000000-deadbeef'
    expect(await left({ _tag: 'GetShardIterator', ...at, shard, from: horizon })).toEqual({
      _tag: 'StreamNotFound',
      ...at,
      shard,
    })
    const stream = at.stream.replace(/\d{4}-\d\d-\d\d/, '2020-01-01')
    expect(await left({ _tag: 'DescribeStream', table, stream })).toEqual({ _tag: 'StreamNotFound', table, stream })
  })

  it('refuse an iterator that is none', async () => {
    expect(await left({ _tag: 'GetRecords', ...(await place()), iterator: 'none' })).toMatchObject({
      _tag: 'RequestRefused',
      name: 'ValidationException',
    })
  })

  it('are read to their end once they are switched off, beside the next one', async () => {
    const at = await place()
    const before = await readFrom(at, horizon)
    const open = await iterator(at, { _tag: 'Latest' })
    await turn('off')
    expect(await latest()).toBe(at.stream)
    const { status, shards } = await described(at.stream)
    expect(status).toBe('DISABLED')
    expect(shards.map(({ ending }) => ending)).toEqual([before.at(-1)?.sequenceNumber])
    await put(id('unseen'))
    expect(await read(at, open)).toEqual({ records: [] })
    await turn('newAndOld')
    const other = await place()
    expect(other.stream).not.toBe(at.stream)
    await put(id('seen'))
    expect(idsOf(await readFrom(other, horizon))).toEqual([{ S: 'seen' }])
    expect(await read(at, await iterator(at, horizon))).toEqual({ records: before })
  })

  it('outlive their table', async () => {
    const at = await place()
    const before = await readFrom(at, horizon)
    await right<'DeleteTable'>({ _tag: 'DeleteTable', table })
    expect((await described(at.stream)).status).toBe('DISABLED')
    expect(await read(at, await iterator(at, horizon))).toEqual({ records: before })
    await right<'CreateTable'>({ _tag: 'CreateTable', schema, settings: { stream: 'newAndOld' } })
    expect(await latest()).not.toBe(at.stream)
  })
})

// -----------------------------------------------------------------------------
// not as on AWS
// -----------------------------------------------------------------------------

describe('streams of DynamoDB Local, otherwise than on AWS', () => {
  it('have times to the minute, and are of a region of their own', async () => {
    const at = await place()
    await put(id('timed'))
    const [record] = await readFrom(at, horizon)
    expect((record?.at ?? 1) % 60_000).toBe(0)
    expect(at.stream).toMatch(/^arn:aws:dynamodb:ddblocal:000000000000:/)
  })

  it('take what stands before the first record for trimmed, once another table was written to', async () => {
    const store = async (interpreter: typeof bare, name: string) => {
      await interpreter({ _tag: 'CreateTable', schema: { ...schema, name }, settings: { stream: 'new' } })()
      const found = await interpreter({ _tag: 'DescribeTable', table: name })()
      const stream = (E.isRight(found) ? found.right.latestStream : undefined) ?? expect.fail('no stream')
      const streamed = await interpreter({ _tag: 'DescribeStream', table: name, stream })()
      const shard = (E.isRight(streamed) ? streamed.right.shards[0]?.id : undefined) ?? expect.fail('no shard')
      const at = { table: name, stream, shard }
      const made = await interpreter({ _tag: 'GetShardIterator', ...at, from: { _tag: 'Latest' } })()
      const iterator = E.isRight(made) ? made.right.iterator : expect.fail('no iterator')
      await put(id(name))
      const one: Operation = {
        _tag: 'PutItem',
        put: { _tag: 'Put', table: name, item: id('first'), condition: always },
        returning: 'none',
        itemOnFailure: false,
      }
      await interpreter(one)()
      const answer = await interpreter({ _tag: 'GetRecords', ...at, iterator })()
      await interpreter({ _tag: 'DeleteTable', table: name })()
      return answer
    }
    expect(await store(bare, 'trimmed')).toMatchObject(E.left({ _tag: 'RecordsTrimmed' }))
    expect(await store(emulator, 'untrimmed')).toMatchObject(E.right({ records: [{ keys: id('first') }] }))
  })

  it('write an empty map in an image without its type', async () => {
    const at = await place()
    await put({ ...id('mapped'), m: { M: {} }, l: { L: [{ M: {} }, { L: [] }] } })
    const iterated = await iterator(at, horizon)
    expect(await bare({ _tag: 'GetRecords', ...at, iterator: iterated })()).toMatchObject(
      E.left({ _tag: 'InvalidAnswer' }),
    )
    expect((await readFrom(at, horizon)).at(-1)?.newImage).toEqual({
      ...id('mapped'),
      m: { M: {} },
      l: { L: [{ M: {} }, { L: [] }] },
    })
  })

  it('take any text for an ARN that is not there, and a start that is none for the beginning', async () => {
    expect(await bare({ _tag: 'DescribeStream', table, stream: 'x' })()).toEqual(
      E.left({ _tag: 'StreamNotFound', table, stream: 'x' }),
    )
    const { stream, shard } = await place()
    const start = 'shardId-00000001500000000000-deadbeef'
    expect(await bare({ _tag: 'DescribeStream', table, stream, start })()).toMatchObject(
      E.right({ shards: [{ id: shard }] }),
    )
  })

  it('refuse a sequence number before their first, and take one after their last', async () => {
    const at = await place()
    expect(
      await left({ _tag: 'GetShardIterator', ...at, from: { _tag: 'After', sequenceNumber: '0'.repeat(21) } }),
    ).toMatchObject({ _tag: 'RequestRefused', name: 'ValidationException' })
    expect(await readFrom(at, { _tag: 'After', sequenceNumber: '9'.repeat(18).padStart(21, '0') })).toEqual([])
  })
})
