import * as E from 'fp-ts/Either'
import { describe, expect, it } from 'vitest'
import { showOperation } from '../../../laws/interpreter/show'
import {
  capacity,
  compose,
  explain,
  explainAnswer,
  explainOperation,
  type Fault,
  faulty,
  observing,
  parseLog,
  rateLimited,
  recorder,
  replay,
  retrying,
  type SpanAttributes,
  showLog,
  type Tracer,
  timeout,
  tracing,
} from '../../../src/middleware'
import type { ErrorOf, Operation, OperationName, StreamRecord } from '../../../src/program/Operation'
import { isRepeatable } from '../../../src/program/repeatable'
import { tablesOf } from '../../../src/program/tablesOf'
import * as Policy from '../../../src/program/time/Policy'
import { isOutputOf, total } from '../../../src/program/total'
import { validateOperation } from '../../../src/program/validate'
import { answering, spied } from './doubles'

const of = { table: 'users', stream: 'arn:aws:dynamodb:x:1:table/users/stream/1' } as const
const shard = 'shardId-00000001763805600000-0a1b2c3d'
const sequenceNumber = '7'.padStart(21, '0')

const describing = { _tag: 'DescribeStream', ...of } as const
const iterating = { _tag: 'GetShardIterator', ...of, shard, from: { _tag: 'After', sequenceNumber } } as const
const reading = { _tag: 'GetRecords', ...of, shard, iterator: 'AAAA', limit: 10 } as const
const asked: ReadonlyArray<Operation<'DescribeStream' | 'GetShardIterator' | 'GetRecords'>> = [
  describing,
  iterating,
  reading,
]

const record: StreamRecord = {
  event: 'MODIFY',
  sequenceNumber,
  at: 1_763_805_600_000,
  keys: { id: { B: new Uint8Array([1, 2]) } },
  oldImage: { id: { B: new Uint8Array([1, 2]) }, set: { BS: [new Uint8Array(), new Uint8Array([255])] } },
  newImage: { id: { B: new Uint8Array([1, 2]) }, list: { L: [{ B: new Uint8Array([3]) }] } },
  byTimeToLive: false,
}
const outputs = {
  DescribeStream: { status: 'ENABLED', view: 'newAndOld', shards: [{ id: shard, starting: sequenceNumber }] },
  GetShardIterator: { iterator: 'AAAA' },
  GetRecords: { records: [record], next: 'AAAB' },
} as const

const store = answering(({ _tag }) => E.right(outputs[_tag as 'GetRecords']))

const errors: ReadonlyArray<readonly [OperationName, ErrorOf<'GetRecords'>]> = [
  ['DescribeStream', { _tag: 'StreamNotFound', ...of }],
  ['GetShardIterator', { _tag: 'StreamNotFound', ...of, shard }],
  ['GetShardIterator', { _tag: 'RecordsTrimmed', stream: of.stream, shard }],
  ['GetRecords', { _tag: 'IteratorExpired', stream: of.stream, shard }],
  ['GetRecords', { _tag: 'RecordsTrimmed', stream: of.stream, shard }],
]

describe('operations on streams', () => {
  it('are of one table, may be repeated, and can be sent', () => {
    for (const operation of asked) {
      expect(tablesOf(operation)).toEqual(['users'])
      expect(isRepeatable(operation)).toBe(true)
      expect(validateOperation(operation)).toBe(undefined)
    }
  })

  it('have answers of their shape, and of no other', async () => {
    for (const operation of asked) expect(await total(store)(operation)()).toEqual(E.right(outputs[operation._tag]))
    const none: ReadonlyArray<readonly [OperationName, unknown]> = [
      ['DescribeStream', { ...outputs.DescribeStream, status: 'NEW' }],
      ['DescribeStream', { ...outputs.DescribeStream, view: 'off' }],
      ['DescribeStream', { ...outputs.DescribeStream, shards: [{}] }],
      ['GetShardIterator', {}],
      ['GetRecords', { records: [null] }],
      ['GetRecords', { records: [{ ...record, event: 'OTHER' }] }],
      ['GetRecords', { records: [{ ...record, keys: undefined }] }],
      ['GetRecords', { records: [{ ...record, at: 'now' }] }],
      ['GetRecords', { records: [{ ...record, byTimeToLive: undefined }] }],
      ['GetRecords', { records: [{ ...record, newImage: null }] }],
      ['GetRecords', { records: [{ ...record, sequenceNumber: 7 }] }],
      ['GetRecords', { records: [], next: 5 }],
    ]
    for (const [name, output] of none) expect([output, isOutputOf(name, output)]).toEqual([output, false])
  })
})

describe('explain', () => {
  it.each<readonly [Operation, string]>([
    [describing, `DescribeStream ${of.stream}`],
    [
      { ...describing, childrenOf: shard, limit: 5, start: 'x' },
      `DescribeStream ${of.stream}, children of ${shard}, limit 5, after x`,
    ],
    [iterating, `GetShardIterator ${of.stream}, ${shard}, after ${sequenceNumber}`],
    [
      { ...iterating, from: { _tag: 'At', sequenceNumber } },
      `GetShardIterator ${of.stream}, ${shard}, from ${sequenceNumber}`,
    ],
    [
      { ...iterating, from: { _tag: 'TrimHorizon' } },
      `GetShardIterator ${of.stream}, ${shard}, from the oldest record`,
    ],
    [{ ...iterating, from: { _tag: 'Latest' } }, `GetShardIterator ${of.stream}, ${shard}, after the newest record`],
    [reading, `GetRecords ${of.stream}, ${shard}, limit 10`],
    [{ ...reading, shard: 'a\nb' }, `GetRecords ${of.stream}, a\\nb, limit 10`],
  ])('%j', (operation, text) => {
    expect(explainOperation(operation)).toBe(text)
  })

  it('says how much was answered, and no values', async () => {
    expect(explainAnswer('DescribeStream', E.right(outputs.DescribeStream))).toBe('ENABLED, 1 shard')
    expect(explainAnswer('DescribeStream', E.right({ ...outputs.DescribeStream, shards: [], next: 'x' }))).toBe(
      'ENABLED, 0 shards, more follow',
    )
    expect(explainAnswer('GetShardIterator', E.right(outputs.GetShardIterator))).toBe('done')
    expect(explainAnswer('GetRecords', E.right(outputs.GetRecords))).toBe('1 record')
    expect(explainAnswer('GetRecords', E.right({ records: [] }))).toBe('0 records, the end of the shard')
    for (const [name, error] of errors) expect(explainAnswer(name, E.left(error))).toBe(error._tag)
    const printed: Array<string> = []
    await explain((text) => printed.push(text), { answers: true })(store)(reading)()
    expect(printed).toEqual([`1. GetRecords ${of.stream}, ${shard}, limit 10`, '1. → 1 record'])
  })

  it('and so do laws', () => {
    expect(asked.map(showOperation)).toEqual([
      `DescribeStream ${of.stream}`,
      `GetShardIterator ${of.stream} ${shard} After ${sequenceNumber}`,
      `GetRecords ${of.stream} ${shard} AAAA LIMIT 10`,
    ])
  })
})

describe('recording', () => {
  it('keeps records with their bytes, and replays them', async () => {
    const { middleware, read } = recorder()
    for (const operation of asked) await middleware(store)(operation)()
    const log = parseLog(showLog(read()))
    expect(log).toEqual(E.right(read()))
    if (E.isLeft(log)) return
    const replayed = replay(log.right)
    for (const operation of asked) expect(await replayed(operation)()).toEqual(E.right(outputs[operation._tag]))
  })

  it.each(errors)('keeps failures: %s', async (name, error) => {
    const { middleware, read } = recorder()
    const operation = asked.find(({ _tag }) => _tag === name) ?? expect.fail('none')
    expect(await middleware(answering(() => E.left(error)))(operation)()).toEqual(E.left(error))
    expect(parseLog(showLog(read()))).toEqual(E.right(read()))
    const { shard: _, ...half } = { shard: 0, ...error, stream: 5 }
    const other = read().map((entry) => ({ ...entry, answer: E.left(half) }))
    expect(parseLog(showLog(other as never))).toMatchObject(E.left({ _tag: 'InvalidLog' }))
  })
})

describe('what streams do not consume', () => {
  it('is not asked for', async () => {
    const { interpreter, sent } = spied(store)
    const told: Array<unknown> = []
    for (const operation of asked) await capacity((consumed) => told.push(consumed))(interpreter)(operation)()
    expect(sent).toEqual(asked)
    expect(told).toEqual([])
  })

  it("takes no tokens of their tables' rates, but a place among those under way", async () => {
    let time = 0
    let under = 0
    let most = 0
    const sleep = async (milliseconds: number) => {
      time += milliseconds
    }
    const slow = rateLimited({ perSecond: 1, burst: 1, concurrency: 2, now: () => time, timer: { sleep } })(
      (operation) => async () => {
        most = Math.max(most, ++under)
        await new Promise((resolve) => setTimeout(resolve, 1))
        under--
        return store(operation)()
      },
    )
    await Promise.all([...asked, ...asked].map((operation) => slow(operation)()))
    expect(time).toBe(0)
    expect(most).toBe(2)
  })
})

describe('other middleware', () => {
  it('observing: what is read of a stream is not what is loaded', async () => {
    const seen: Array<unknown> = []
    for (const operation of asked) {
      expect(await observing([], (event) => seen.push(event))(store)(operation)()).toEqual(
        E.right(outputs[operation._tag]),
      )
    }
    expect(seen).toEqual([])
  })

  it('tracing: says which stream and shard, and how many records', async () => {
    const spans: Array<{ readonly name: string; attributes: SpanAttributes }> = []
    const tracer: Tracer = {
      startActiveSpan: (name, { attributes }, run) => {
        const told = { name, attributes }
        spans.push(told)
        return run({
          setAttributes: (more) => {
            told.attributes = { ...told.attributes, ...more }
          },
          setStatus: () => undefined,
          end: () => undefined,
        })
      },
    }
    for (const operation of asked) await tracing(tracer, { consumed: true })(store)(operation)()
    const common = {
      'db.system.name': 'aws.dynamodb',
      'db.collection.name': 'users',
      'aws.dynamodb.table_names': ['users'],
      'bloop.stream': of.stream,
    }
    expect(spans).toEqual([
      { name: 'DescribeStream users', attributes: { ...common, 'db.operation.name': 'DescribeStream' } },
      {
        name: 'GetShardIterator users',
        attributes: { ...common, 'db.operation.name': 'GetShardIterator', 'bloop.shard': shard },
      },
      {
        name: 'GetRecords users',
        attributes: {
          ...common,
          'db.operation.name': 'GetRecords',
          'bloop.shard': shard,
          'aws.dynamodb.limit': 10,
          'bloop.records': 1,
        },
      },
    ])
  })

  it('retrying: after what passes and what is unknown, and not where an iterator or records are gone', async () => {
    const faults: Array<Fault['_tag']> = []
    const bad = faulty({
      seed: 1,
      chances: { Throttled: 0.3, Lost: 0.3, Conflicted: 1, Partial: 1, ShortPage: 1 },
      mostInARow: 3,
      onFault: (fault) => void faults.push(fault._tag),
    })
    const timer = { sleep: () => Promise.resolve(), random: () => 0 }
    const patient = compose(timeout(1000), retrying(Policy.limit(3), { timer }), bad)(store)
    for (const operation of [...asked, ...asked, ...asked])
      expect(await patient(operation)()).toEqual(E.right(outputs[operation._tag]))
    expect(new Set(faults)).toEqual(new Set(['Throttled', 'Lost']))
    for (const [, error] of errors) {
      const { interpreter, sent } = spied(answering(() => E.left(error)))
      expect(await retrying(Policy.limit(3), { timer })(interpreter)(reading)()).toEqual(E.left(error))
      expect(sent.length).toBe(1)
    }
  })
})
