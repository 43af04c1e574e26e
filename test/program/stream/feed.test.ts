import * as E from 'fp-ts/Either'
import { describe, expect, it } from 'vitest'
import type { Interpreter } from '../../../src/program/Interpreter'
import type { StreamEvent } from '../../../src/program/stream/Event'
import type { Feed } from '../../../src/program/stream/Feed'
import { feed } from '../../../src/program/stream/feeding'
import type { Position } from '../../../src/program/stream/model'
import type { StreamOptions } from '../../../src/program/stream/StreamOptions'
import { fakeInterpreter, fakeStream, table, timeOf } from './fakeStream'

const opened = async (interpreter: Interpreter, position: Position, options: StreamOptions): Promise<Feed> => {
  const found = await feed({ table, position }, options)(interpreter)()
  if (E.isLeft(found)) throw new Error(JSON.stringify(found.left))
  return found.right
}

const drained = async (from: Feed) => {
  const records: Array<string> = []
  for (;;) {
    const fed = await from.next()
    if (E.isLeft(fed)) throw new Error(JSON.stringify(fed.left))
    if (fed.right === undefined) return records
    if (fed.right._tag === 'Gap') continue
    records.push(...fed.right.records.map(({ sequenceNumber }) => sequenceNumber))
    from.done(fed.right.shard)
  }
}

describe('a feed', () => {
  it('gives all records of a stream that is split meanwhile, and tells what happens', async () => {
    const store = fakeStream()
    for (let i = 0; i < 50; i++) {
      store.write(i)
      if (i % 10 === 9) store.split(i, 0, i === 9)
    }
    const events: Array<StreamEvent['_tag']> = []
    const from = await opened(fakeInterpreter(store), 'trimHorizon', {
      ...timeOf(store),
      limit: 4,
      until: { emptyAnswers: 2 },
      onEvent: ({ _tag }) => events.push(_tag),
    })
    const records = await drained(from)
    expect(records.sort()).toEqual(store.all.map(({ record }) => record.sequenceNumber).sort())
    expect(new Set(events)).toEqual(new Set(['ShardOpened', 'Records', 'ShardEnded', 'Empty']))
  })

  it('misses nothing that is written after it is open, from latest on', async () => {
    const store = fakeStream()
    store.write(1)
    const from = await opened(fakeInterpreter(store), 'latest', { ...timeOf(store), until: { emptyAnswers: 2 } })
    store.write(2)
    expect(await drained(from)).toEqual([store.all[1]?.record.sequenceNumber])
  })

  it('goes on from a token', async () => {
    const store = fakeStream()
    for (let i = 0; i < 9; i++) store.write(i)
    const options: StreamOptions = { ...timeOf(store), limit: 5, until: { emptyAnswers: 2 } }
    const from = await opened(fakeInterpreter(store), 'trimHorizon', options)
    const fed = await from.next()
    if (E.isLeft(fed) || fed.right?._tag !== 'Batch') throw new Error('no batch')
    from.done(fed.right.shard, fed.right.records[2]?.sequenceNumber)
    const token = from.token()
    from.close()
    expect(await from.next()).toEqual(E.right(undefined))
    const rest = await opened(fakeInterpreter(store), JSON.parse(JSON.stringify(token)), options)
    expect(await drained(rest)).toEqual(store.all.slice(3).map(({ record }) => record.sequenceNumber))
  })

  it('answers typed errors where it cannot begin', async () => {
    const store = fakeStream()
    const begin = (position: Position, options: StreamOptions = {}) =>
      feed({ table, position }, { ...timeOf(store), ...options })(fakeInterpreter(store))()
    expect(await begin(new Date(Number.NaN))).toMatchObject({ left: { _tag: 'InvalidRequest' } })
    expect(await begin('latest', { readsPerSecond: 0 })).toMatchObject({ left: { _tag: 'InvalidRequest' } })
    expect(await begin('latest', { limit: 1001 })).toMatchObject({ left: { _tag: 'InvalidRequest' } })
    expect(await begin('latest', { until: { emptyAnswers: 0 } })).toMatchObject({ left: { _tag: 'InvalidRequest' } })
    const token = { version: 1, table: 'others', stream: store.arn(), shards: {} } as const
    expect(await begin(token)).toMatchObject({ left: { _tag: 'InvalidToken' } })
    expect(await begin({ ...token, table, shards: { a: 'x' } })).toMatchObject({ left: { _tag: 'InvalidToken' } })
    expect(
      await feed(
        { table, position: 'latest' },
        timeOf(store),
      )(() => async () => E.left({ _tag: 'TableNotFound', table }) as never)(),
    ).toEqual(E.left({ _tag: 'TableNotFound', table }))
  })

  it('repeats what failed for the moment, ends with what did not, and never rejects', async () => {
    const store = fakeStream()
    store.write(1)
    let n = 0
    const shaky: Interpreter = (operation) => async () => {
      if (++n % 2 === 1) return E.left({ _tag: 'Throttled', name: 'SlowDown' }) as never
      return fakeInterpreter(store)(operation)()
    }
    const events: Array<StreamEvent['_tag']> = []
    const options: StreamOptions = {
      ...timeOf(store),
      until: { emptyAnswers: 2 },
      onEvent: ({ _tag }) => {
        events.push(_tag)
        throw new Error('unheard')
      },
    }
    expect(await drained(await opened(shaky, 'trimHorizon', options))).toHaveLength(1)
    expect(events).toContain('Retried')
    const refused: Interpreter = (operation) => async () =>
      operation._tag === 'GetRecords'
        ? (E.left({ _tag: 'RequestRefused', name: 'AccessDenied', message: '' }) as never)
        : fakeInterpreter(store)(operation)()
    const from = await opened(refused, 'trimHorizon', options)
    expect(await from.next()).toMatchObject({ left: { _tag: 'RequestRefused' } })
    expect(await from.next()).toEqual(E.right(undefined))
  })

  it('ends at a signal, at once, whether someone waits or not', async () => {
    const store = fakeStream()
    const signal = new AbortController()
    const from = await opened(fakeInterpreter(store), 'latest', {
      ...timeOf(store),
      timer: { random: () => 0.5, sleep: () => new Promise(() => undefined) },
      signal: signal.signal,
    })
    const next = from.next()
    signal.abort()
    expect(await next).toEqual(E.right(undefined))
    expect(await from.next()).toEqual(E.right(undefined))
    const never = await opened(fakeInterpreter(store), 'latest', { ...timeOf(store), signal: signal.signal })
    expect(await never.next()).toEqual(E.right(undefined))
  })

  it('takes what is done, and gaps that are seen, after it was closed too', async () => {
    const store = fakeStream()
    for (let i = 0; i < 9; i++) store.write(i)
    const options: StreamOptions = { ...timeOf(store), limit: 5, until: { emptyAnswers: 2 } }
    const from = await opened(fakeInterpreter(store), 'trimHorizon', options)
    const fed = await from.next()
    from.close()
    if (E.isLeft(fed) || fed.right?._tag !== 'Batch') throw new Error('no batch')
    from.done(fed.right.shard)
    const rest = await opened(fakeInterpreter(store), from.token(), options)
    expect(await drained(rest)).toEqual(store.all.slice(5).map(({ record }) => record.sequenceNumber))
    store.replace()
    const next = await opened(fakeInterpreter(store), from.token(), options)
    for (;;) {
      const gap = await next.next()
      if (E.isLeft(gap) || gap.right === undefined) throw new Error('no gap')
      if (gap.right._tag === 'Gap') break
      next.done(gap.right.shard)
    }
    next.close()
    expect(next.token().stream).not.toBe(store.arn())
    expect(await next.next()).toEqual(E.right(undefined))
    expect(next.token()).toMatchObject({ stream: store.arn(), shards: {} })
  })

  it('renews iterators that expire while a batch is out', async () => {
    const store = fakeStream()
    for (let i = 0; i < 9; i++) store.write(i)
    const from = await opened(fakeInterpreter(store), 'trimHorizon', {
      ...timeOf(store),
      limit: 5,
      until: { emptyAnswers: 2 },
    })
    const fed = await from.next()
    store.advance(16 * 60_000)
    if (E.isLeft(fed) || fed.right?._tag !== 'Batch') throw new Error('no batch')
    from.done(fed.right.shard)
    expect(await drained(from)).toEqual(store.all.slice(5).map(({ record }) => record.sequenceNumber))
  })

  it('gives 300,000 records, a thousand at a time', async () => {
    const stored = fakeStream()
    stored.write(1)
    const record = stored.all[0]?.record as never
    const thousand = Array.from({ length: 1000 }, () => record)
    let left = 300
    const busy: Interpreter = (operation) => async () =>
      operation._tag === 'GetRecords'
        ? (E.right({ records: left-- > 0 ? thousand : [], ...(left < -1 ? {} : { next: 'x' }) }) as never)
        : fakeInterpreter(stored)(operation)()
    const from = await opened(busy, 'trimHorizon', {
      readsPerSecond: Number.POSITIVE_INFINITY,
      until: { emptyAnswers: 1 },
    })
    let seen = 0
    for (;;) {
      const fed = await from.next()
      if (E.isLeft(fed) || fed.right === undefined) break
      if (fed.right._tag === 'Gap') continue
      seen += fed.right.records.length
      from.done(fed.right.shard)
    }
    expect(seen).toBe(300_000)
  })
})
