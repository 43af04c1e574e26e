import { describe, expect, it } from 'vitest'
import type { Ask } from '../../../src/program/stream/machine/model'
import type { Position } from '../../../src/program/stream/model'
import { day, fakeStream, table } from './fakeStream'
import { running, settings } from './machineRun'

type Machine = ReturnType<typeof running>

const follow = (machine: Machine, answers = 6) => {
  for (let i = 0; i < answers && machine.given().length === 0; i++) machine.answer(0)
  return machine
}

const begun = (store: ReturnType<typeof fakeStream>, position: Position, more = {}) => {
  const machine = running(store, settings(position, more))
  for (let i = 0; i < 9 && machine.state().phase !== 'following'; i++) machine.answer(0)
  return machine
}

const starts = (asked: ReadonlyArray<Ask>) =>
  asked.flatMap((ask) => (ask._tag === 'GetIterator' ? [`${ask.operation.shard} ${ask.operation.from._tag}`] : []))

const done = (machine: Machine) => {
  const fed = machine.fetch()
  if (fed?._tag !== 'Batch') throw new Error(`no batch: ${JSON.stringify(fed)}`)
  machine.tell({ _tag: 'Done', shard: fed.shard } as never)
  return fed.records.length
}

describe('the machine begins', () => {
  it('at the trim horizon with the oldest shards, and with children only after them', () => {
    const store = fakeStream()
    store.write(1)
    store.split(0, 0, false)
    store.write(2)
    const machine = begun(store, 'trimHorizon')
    expect(starts(machine.asked)).toEqual(['shardId-001-000000 TrimHorizon'])
    follow(machine)
    expect(done(machine)).toBe(1)
    expect(starts(machine.asked)).toEqual([
      'shardId-001-000000 TrimHorizon',
      'shardId-001-000001 TrimHorizon',
      'shardId-001-000002 TrimHorizon',
    ])
  })

  it('at latest with the newest shards, whose place is a minute before', () => {
    const store = fakeStream()
    store.split(0, 0, false)
    const machine = begun(store, 'latest')
    expect(starts(machine.asked)).toEqual(['shardId-001-000001 Latest', 'shardId-001-000002 Latest'])
    const since = `since ${new Date(store.now() - 60_000).toISOString()}`
    expect(machine.token().shards).toEqual({ 'shardId-001-000001': since, 'shardId-001-000002': since })
  })

  it('at a time with the first record that is not earlier', () => {
    const store = fakeStream()
    for (let i = 0; i < 6; i++) {
      store.write(i)
      store.advance(60_000)
    }
    const machine = follow(begun(store, new Date(store.now() - 150_000), { limit: 2 }))
    const fed = machine.fetch()
    expect(fed).toMatchObject({ _tag: 'Batch', records: store.all.slice(4).map(({ record }) => record) })
    expect(machine.token().shards['shardId-001-000000']).toMatch(
      new RegExp(`^after ${store.all[3]?.record.sequenceNumber} .*, since 20`),
    )
  })

  it('more than a day ago with one gap, and what is left', () => {
    const store = fakeStream()
    store.split(0, 0, false)
    store.write(1)
    const machine = begun(store, new Date(store.now() - day - 60_000))
    expect(machine.fetch()).toMatchObject({ _tag: 'Gap', reason: 'tooLongAgo' })
    expect(machine.asks()).toEqual([])
    expect(Object.values(machine.token().shards)[0]).toMatch(/^since/)
    machine.tell({ _tag: 'Seen' } as never)
    expect(starts(machine.asked)).toEqual(['shardId-001-000000 TrimHorizon'])
  })

  it('at a token: ancestors are done, descendants wait, others are read from their beginning', () => {
    const store = fakeStream()
    store.split(0, 0, false)
    store.split(0, 0, false)
    const token = { version: 1, table, stream: store.arn(), shards: { 'shardId-001-000001': 'start' } } as const
    expect(starts(begun(store, token).asked)).toEqual([
      'shardId-001-000001 TrimHorizon',
      'shardId-001-000002 TrimHorizon',
    ])
  })
})

describe('the machine goes on', () => {
  it('from the last record where an iterator expired, without a gap', () => {
    const store = fakeStream()
    store.write(1)
    const machine = follow(begun(store, 'trimHorizon'))
    done(machine)
    const [ask] = machine.asks()
    store.advance(16 * 60_000)
    machine.answer(0)
    expect(ask?._tag).toBe('GetRecords')
    expect(starts(machine.asked)).toEqual(['shardId-001-000000 TrimHorizon', 'shardId-001-000000 After'])
    expect(machine.events().map(({ _tag }) => _tag)).toContain('IteratorRenewed')
    expect(machine.given()).toEqual([])
  })

  it('from the beginning where latest expired before there was anything, past what is older than its minute', () => {
    const store = fakeStream()
    store.write(1)
    store.advance(3_600_000)
    const machine = begun(store, 'latest')
    machine.answer(0)
    store.advance(16 * 60_000)
    store.write(2)
    follow(machine)
    expect(machine.fetch()).toMatchObject({ records: [store.all[1]?.record] })
  })

  it('at most so often a shard, and ever more seldom where nothing comes', () => {
    const store = fakeStream()
    const machine = begun(store, 'trimHorizon')
    for (let i = 0; i < 9; i++) machine.answer(0)
    const at = machine.asked.flatMap((ask) => (ask._tag === 'GetRecords' ? [ask.at] : []))
    expect(at.slice(1).map((time, i) => time - (at[i] ?? 0))).toEqual([200, 400, 800, 1600, 3200, 5000, 5000, 5000])
  })

  it('looks for the children of a shard that ended until they are described', () => {
    const store = fakeStream()
    const machine = begun(store, 'trimHorizon')
    store.split(0, 1_500, false)
    for (let i = 0; i < 20; i++) machine.answer(0)
    expect(starts(machine.asked).slice(1)).toEqual(['shardId-001-000001 TrimHorizon', 'shardId-001-000002 TrimHorizon'])
    const asked = machine.asked.flatMap((ask) => (ask._tag === 'Describe' ? [ask.operation.childrenOf] : []))
    expect(asked.slice(0, 3)).toEqual([undefined, 'shardId-001-000000', 'shardId-001-000000'])
  })

  it('ends with a stream that is switched off, once all is read', () => {
    const store = fakeStream()
    store.write(1)
    store.off()
    const machine = follow(begun(store, 'trimHorizon'))
    expect(machine.end()).toBeUndefined()
    done(machine)
    for (let i = 0; i < 9; i++) machine.answer(0)
    expect(machine.end()).toEqual({ _tag: 'End' })
    expect(machine.token().shards['shardId-001-000000']).toMatch(/^ended/)
  })

  it('with the stream that replaces it, after a gap; the token changes once that is seen', () => {
    const store = fakeStream()
    const machine = begun(store, 'trimHorizon')
    const before = store.arn()
    store.replace()
    store.write(1)
    follow(machine, 20)
    expect(machine.fetch()).toEqual({ _tag: 'Gap', reason: 'streamReplaced', stream: before, from: 'ended' })
    expect(machine.token().stream).toBe(before)
    machine.tell({ _tag: 'Seen' } as never)
    follow(machine, 20)
    expect(machine.token().stream).toBe(store.arn())
    expect(done(machine)).toBe(1)
  })

  it('past what was trimmed, after a gap, whose token gives it again until it is seen', () => {
    const store = fakeStream()
    store.write(1)
    const first = follow(begun(store, 'trimHorizon', { limit: 1 }))
    done(first)
    const token = first.token()
    store.write(2)
    store.advance(day + 2_000)
    store.write(3)
    const machine = follow(begun(store, token))
    const from = token.shards['shardId-001-000000']
    expect(machine.fetch()).toEqual({
      _tag: 'Gap',
      reason: 'trimmed',
      stream: store.arn(),
      shard: 'shardId-001-000000',
      from,
    })
    expect(machine.token()).toEqual(token)
    machine.tell({ _tag: 'Seen', shard: 'shardId-001-000000' } as never)
    expect(machine.token().shards['shardId-001-000000']).toMatch(/^start/)
    follow(machine)
    expect(machine.fetch()).toMatchObject({ records: [store.all[2]?.record] })
  })

  it('with a shard that its store denies for a moment', () => {
    const store = fakeStream()
    store.write(1)
    const machine = begun(store, 'trimHorizon')
    machine.answer(0, { _tag: 'StreamNotFound', table, stream: store.arn(), shard: 'shardId-001-000000' })
    follow(machine)
    expect(done(machine)).toBe(1)
  })

  it('ends with an error where the policy ends, or where it is not for the moment', () => {
    const store = fakeStream()
    const once = ({ repetition }: { readonly repetition: number }) => (repetition < 1 ? 0 : undefined)
    const machine = begun(store, 'trimHorizon', { retry: once })
    const throttled = { _tag: 'Throttled', name: 'SlowDown' } as const
    machine.answer(0, throttled)
    expect(machine.end()).toBeUndefined()
    machine.answer(0, throttled)
    expect(machine.end()).toEqual({ _tag: 'End', error: throttled })
    const other = begun(store, 'trimHorizon')
    const refused = { _tag: 'RequestRefused', name: 'AccessDenied', message: '' } as const
    other.answer(0, refused)
    expect(other.end()).toEqual({ _tag: 'End', error: refused })
  })

  it('has one question open of each shard at most, however many there are', () => {
    const store = fakeStream()
    for (let i = 0; i < 200; i++) store.split(i, 0, false)
    for (let i = 0; i < 300; i++) store.write(i)
    const machine = begun(store, 'trimHorizon')
    for (let i = 0; i < 3_000; i++) {
      machine.answer(i)
      if (machine.given().length > 0) done(machine)
      const shards = machine.asks().flatMap((ask) => ('shard' in ask.operation ? [ask.operation.shard] : []))
      expect(new Set(shards).size).toBe(shards.length)
    }
  })
})
