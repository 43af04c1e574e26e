import { describe, expect, it } from 'vitest'
import type { Ask } from '../../../src/program/stream/machine/model'
import { allShards } from '../../../src/program/stream/machine/shards'
import { isSettled } from '../../../src/program/stream/machine/step'
import type { Position } from '../../../src/program/stream/model'
import { day, fakeStream, table } from './fakeStream'
import { running, settings } from './machineRun'

type Store = ReturnType<typeof fakeStream>

const begun = (store: Store, position: Position, more = {}) => {
  const machine = running(store, settings(position, more))
  for (let i = 0; i < 99 && machine.state().phase !== 'following'; i++) machine.answer(0)
  return machine
}

type Machine = ReturnType<typeof begun>

/** Answers what is due first, for a while; what is given is done with at once. */
const live = (machine: Machine, store: Store, milliseconds: number) => {
  const end = store.now() + milliseconds
  for (;;) {
    for (let fed = machine.fetch(); fed !== undefined; fed = machine.fetch())
      if (fed._tag === 'Batch') machine.tell({ _tag: 'Done', shard: fed.shard } as never)
    const round = machine.state().round
    const asks = machine.asks().map((ask, nth) => ({ ask, nth }))
    const counting = asks.filter(({ ask }) => ask._tag !== 'Describe' || ask.round === round)
    const next = counting.reduce<(typeof counting)[number] | undefined>(
      (x, y) => (x === undefined || y.ask.at < x.ask.at ? y : x),
      undefined,
    )
    if (next === undefined || next.ask.at > end) return
    machine.answer(next.nth)
  }
}

const times = (machine: Machine, tag: Ask['_tag']) =>
  machine.asked.filter(({ _tag }) => _tag === tag).map(({ at }) => at)

const starts = (machine: Machine) =>
  machine.asked.flatMap((ask) => (ask._tag === 'GetIterator' ? [ask.operation.shard] : []))

const least = (list: ReadonlyArray<number>) => Math.min(...list.slice(1).map((at, i) => at - (list[i] ?? 0)))

const throttled = { _tag: 'Throttled', name: 'SlowDown' } as const

describe('the machine looks', () => {
  it('again after it found a child, and finds one that is described later within a minute', () => {
    for (const later of [1_000, 15_000, 35_000]) {
      const store = fakeStream()
      store.write(0)
      const machine = begun(store, 'trimHorizon')
      live(machine, store, 1_000)
      store.split(0, 0, false, later)
      live(machine, store, 60_000)
      expect([...machine.state().shards.slots.keys()]).toContain('shardId-001-000002')
      expect(machine.state().shards.counts.open).toBe(2)
    }
  })

  it('again where it began below a parent one of whose children was not described yet', () => {
    const store = fakeStream()
    store.split(0, 0, false, 10_000)
    const machine = begun(store, 'latest')
    live(machine, store, 60_000)
    expect(machine.state().shards.counts.open).toBe(2)
  })

  it('no more once nothing happens', () => {
    const store = fakeStream()
    store.split(0, 0, false)
    const machine = begun(store, 'trimHorizon')
    live(machine, store, 120_000)
    const looks = times(machine, 'Describe').length
    live(machine, store, 3_600_000)
    expect(times(machine, 'Describe').length).toBe(looks)
  })

  it('as seldom as a shard is read, pages too, however many shards end', () => {
    const store = fakeStream()
    for (let i = 0; i < 40; i++) store.split(i, 0, false)
    const machine = begun(store, 'trimHorizon')
    for (let i = 0; i < 30; i++) {
      store.split(i, i % 3 === 0 ? 700 : 0, i % 2 === 0)
      live(machine, store, 500)
    }
    // One that is asked for sooner takes the place of one that was to come later.
    const sent = times(machine, 'Describe').filter((at, i, list) => list.slice(i + 1).every((later) => later > at))
    expect(sent.length).toBeGreaterThan(20)
    expect(least(sent)).toBeGreaterThanOrEqual(200)
  })

  it('once for all shards that end meanwhile', () => {
    const store = fakeStream()
    store.split(0, 0, false)
    const machine = begun(store, 'latest')
    for (let i = 0; i < 2; i++) machine.answer(machine.asks().findIndex(({ _tag }) => _tag === 'GetIterator'))
    store.split(0, 0, true)
    store.split(0, 0, true)
    const { round } = machine.state()
    for (let i = 0; i < 2; i++) machine.answer(machine.asks().findIndex(({ _tag }) => _tag === 'GetRecords'))
    expect(machine.state().shards.counts.ended).toBe(2)
    expect(machine.state().round).toBe(round + 1)
  })

  it('and reads no shard whose ancestors are not known before what is gone was told of', () => {
    const store = fakeStream()
    store.write(0)
    const machine = begun(store, 'trimHorizon')
    live(machine, store, 1_000)
    store.split(0, 0, true)
    live(machine, store, 1_000)
    const [reading] = [...machine.state().shards.slots.keys()].slice(-1)
    const orphan = { id: 'shardId-001-000009', parent: 'shardId-001-000008' }
    const describe = () => {
      const nth = machine.asks().findIndex((ask) => ask._tag === 'Describe' && ask.round === machine.state().round)
      const ask = machine.asks()[nth]
      machine.tell({ _tag: 'Described', ask, page: { status: 'ENABLED', view: 'new', shards: [orphan] } } as never)
    }
    store.advance(2 * day)
    describe()
    expect(starts(machine)).not.toContain(orphan.id)
    expect(machine.asks().some(({ _tag, at }) => _tag === 'Describe' && at <= store.now() + 5_000)).toBe(true)
    const ask = machine.asks().find((one) => one._tag === 'GetRecords' && one.operation.shard === reading)
    machine.tell({ _tag: 'Failed', ask, error: { _tag: 'StreamNotFound', table, stream: '', shard: reading } } as never)
    describe()
    expect(machine.fetch()).toMatchObject({ _tag: 'Gap', reason: 'shardGone', shard: reading })
    expect(starts(machine)).toContain(orphan.id)
  })

  it('and reads no shard again that a description left out once', () => {
    const store = fakeStream()
    store.write(0)
    const machine = begun(store, 'trimHorizon')
    live(machine, store, 1_000)
    store.split(0, 0, false)
    live(machine, store, 1_000)
    const child = 'shardId-001-000001'
    const nth = machine.asks().findIndex((ask) => ask._tag === 'Describe' && ask.round === machine.state().round)
    const ask = machine.asks()[nth]
    machine.tell({
      _tag: 'Described',
      ask,
      page: { status: 'ENABLED', view: 'new', shards: [{ id: child, parent: 'shardId-001-000000' }] },
    } as never)
    live(machine, store, 60_000)
    expect(starts(machine)).toEqual(['shardId-001-000000', child, 'shardId-001-000002'])
  })

  it('and forgets shards that are read and not described any more, over weeks', () => {
    const store = fakeStream()
    const machine = begun(store, 'trimHorizon', { polling: () => 600_000 })
    for (let i = 0; i < 100; i++) {
      store.write(i)
      live(machine, store, 2 * 3_600_000)
      store.split(0, 0, true)
      live(machine, store, 2 * 3_600_000)
    }
    expect(allShards(machine.state().shards).length).toBeLessThan(12)
    expect(machine.events().filter(({ _tag }) => _tag === 'Gap')).toEqual([])
  })
})

describe('the machine reads', () => {
  it('a shard no sooner because it failed', () => {
    const store = fakeStream()
    const machine = begun(store, 'trimHorizon', { retry: () => 0 })
    machine.answer(0)
    for (let i = 0; i < 5; i++) machine.answer(0, throttled)
    expect(least(times(machine, 'GetRecords'))).toBe(200)
  })

  it('with waits that grow where iterators expire as soon as they are made', () => {
    const store = fakeStream()
    const machine = begun(store, 'trimHorizon')
    const expired = { _tag: 'IteratorExpired', stream: store.arn(), shard: 'shardId-001-000000' } as const
    for (let i = 0; i < 12; i++) {
      const [ask] = machine.asks()
      machine.answer(0, ask?._tag === 'GetRecords' ? expired : undefined)
    }
    const at = times(machine, 'GetRecords')
    expect((at.at(-1) ?? 0) - (at.at(-2) ?? 0)).toBeGreaterThanOrEqual(800)
  })

  it('on, where the clock is set back', () => {
    const store = fakeStream()
    const machine = begun(store, 'trimHorizon')
    for (let i = 0; i < 4; i++) machine.answer(0)
    store.advance(-600_000)
    const [ask] = machine.asks()
    if (ask?._tag !== 'GetRecords') throw new Error('nothing is read')
    machine.tell({ _tag: 'Records', shard: ask.operation.shard, records: [], next: '0 0' } as never)
    expect((machine.asked.at(-1)?.at ?? 0) - store.now()).toBeLessThan(10_000)
  })

  it('one shard while another one fails, which nobody waits for', () => {
    const store = fakeStream()
    store.split(0, 0, false)
    const machine = begun(store, 'latest')
    for (let i = 0; i < 20; i++) {
      const nth = machine.asks().findIndex((ask) => ask._tag !== 'Describe')
      const ask = machine.asks()[nth]
      const isSecond = ask !== undefined && 'shard' in ask.operation && ask.operation.shard === 'shardId-001-000002'
      machine.answer(nth, isSecond && ask._tag === 'GetRecords' ? throttled : undefined)
    }
    expect(isSettled(machine.state())).toBe(true)
  })

  it('a shard that its store denies once, though it is tried only once', () => {
    const store = fakeStream()
    const once = ({ repetition }: { readonly repetition: number }) => (repetition < 1 ? 0 : undefined)
    const machine = begun(store, 'trimHorizon', { retry: once })
    machine.answer(0, { _tag: 'StreamNotFound', table, stream: store.arn(), shard: 'shardId-001-000000' })
    machine.answer(0)
    expect(machine.end()).toBeUndefined()
  })
})
