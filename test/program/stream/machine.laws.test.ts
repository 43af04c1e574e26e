import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { StreamRecord } from '../../../src/program/Operation'
import type { Batch } from '../../../src/program/stream/Feed'
import type { Gap } from '../../../src/program/stream/Gap'
import type { Position } from '../../../src/program/stream/model'
import { day, type FakeStream, fakeStream, itemOf } from './fakeStream'
import { running, settings } from './machineRun'

type Act =
  | { readonly act: 'write'; readonly item: number; readonly times: number }
  | { readonly act: 'split'; readonly nth: number; readonly delay: number; readonly one: boolean }
  | { readonly act: 'advance'; readonly milliseconds: number }
  | { readonly act: 'answer'; readonly nth: number; readonly times: number }
  | { readonly act: 'fail'; readonly nth: number }
  | { readonly act: 'fetch' }
  | { readonly act: 'done'; readonly nth: number; readonly part: number }
  | { readonly act: 'crash'; readonly after: number }
  | { readonly act: 'replace' }

const act = (lossy: boolean): fc.Arbitrary<Act> =>
  fc.oneof(
    { weight: 6, arbitrary: fc.record({ act: fc.constant('write' as const), item: fc.nat(20), times: fc.nat(4) }) },
    {
      weight: 2,
      arbitrary: fc.record({
        act: fc.constant('split' as const),
        nth: fc.nat(9),
        delay: fc.constantFrom(0, 0, 900, 30_000),
        one: fc.boolean(),
      }),
    },
    {
      weight: 2,
      arbitrary: fc.record({
        act: fc.constant('advance' as const),
        milliseconds: lossy
          ? fc.constantFrom(1_000, 60_000, 20 * 60_000, day / 6, day / 2, day + 1)
          : fc.constantFrom(1_000, 60_000, 20 * 60_000),
      }),
    },
    { weight: 12, arbitrary: fc.record({ act: fc.constant('answer' as const), nth: fc.nat(9), times: fc.nat(5) }) },
    { weight: 1, arbitrary: fc.record({ act: fc.constant('fail' as const), nth: fc.nat(9) }) },
    { weight: 6, arbitrary: fc.record({ act: fc.constant('fetch' as const) }) },
    { weight: 6, arbitrary: fc.record({ act: fc.constant('done' as const), nth: fc.nat(9), part: fc.nat(5) }) },
    {
      weight: 1,
      arbitrary: fc.record({
        act: fc.constant('crash' as const),
        after: lossy ? fc.constantFrom(0, 60_000, day / 3, day + 1, 2 * day) : fc.constantFrom(0, 60_000),
      }),
    },
    ...(lossy ? [{ weight: 1, arbitrary: fc.record({ act: fc.constant('replace' as const) }) }] : []),
  )

/** Does it all, with the reader crashing in between, and then reads to the end. */
const history = (store: FakeStream, position: Position, acts: ReadonlyArray<Act>) => {
  const settled: Array<{ readonly shard: string; readonly record: StreamRecord }> = []
  const gaps: Array<Gap> = []
  const more = { emptyAnswers: 12, limit: 3 }
  const begun = (from: Position) => {
    const made = running(store, settings(from, more))
    for (let i = 0; i < 9 && made.state().phase !== 'following'; i++) made.answer(0)
    return made
  }
  let reader = begun(position)
  let out: ReadonlyArray<Batch> = []
  let unseen: Gap | undefined
  const fetch = () => {
    // Who asks for the next has seen the gap before it.
    if (unseen !== undefined) {
      gaps.push(unseen)
      reader.tell({ _tag: 'Seen', ...(unseen.shard === undefined ? {} : { shard: unseen.shard }) } as never)
      unseen = undefined
    }
    const fed = reader.fetch()
    if (fed?._tag === 'Batch') out = [...out, fed]
    else unseen = fed
    return fed
  }
  const done = (batch: Batch, part: number) => {
    out = out.filter((other) => other !== batch)
    const some = part === 0 || part >= batch.records.length ? batch.records : batch.records.slice(0, part)
    const rest = batch.records.slice(some.length)
    if (rest.length > 0) out = [...out, { ...batch, records: rest }]
    const last = some.at(-1)
    for (const record of some) settled.push({ shard: batch.shard, record })
    reader.tell({
      _tag: 'Done',
      shard: batch.shard,
      ...(part === 0 || last === undefined ? {} : { sequenceNumber: last.sequenceNumber }),
    } as never)
  }
  const crash = (pause = 0) => {
    const token = reader.token()
    store.advance(pause)
    out = []
    unseen = undefined
    reader = begun(token)
  }
  const drain = () => {
    for (let turns = 0; reader.end() === undefined || reader.given().length + out.length > 0; turns++) {
      if (turns > 20_000) throw new Error(`it does not end: ${JSON.stringify([reader.asks(), reader.token()])}`)
      while (fetch() !== undefined) {}
      for (const batch of out) done(batch, 0)
      reader.answer(turns)
    }
    if (unseen !== undefined) fetch()
  }
  for (const a of acts) {
    switch (a.act) {
      case 'write':
        for (let i = 0; i <= a.times; i++) store.write(a.item)
        break
      case 'split':
        store.split(a.nth, a.delay, a.one)
        break
      case 'advance':
        store.advance(a.milliseconds)
        break
      case 'answer':
        for (let i = 0; i <= a.times; i++) reader.answer(a.nth + i)
        break
      case 'fail':
        reader.answer(a.nth, { _tag: 'Throttled', name: 'SlowDown' })
        break
      case 'fetch':
        fetch()
        break
      case 'done': {
        const batch = out[a.nth % Math.max(1, out.length)]
        if (batch !== undefined) done(batch, a.part)
        break
      }
      case 'crash':
        crash(a.after)
        break
      case 'replace':
        store.replace()
        break
    }
    if (reader.end()?.error !== undefined) throw new Error(JSON.stringify(reader.end()))
    if (reader.end() !== undefined) {
      drain()
      crash()
    }
  }
  // Until the end of the last one.
  drain()
  crash()
  drain()
  return { settled, gaps, end: reader.end() }
}

const inOrder = (settled: ReadonlyArray<{ readonly record: StreamRecord }>) => {
  const last = new Map<string, string>()
  for (const { record } of settled) {
    const item = itemOf(record)
    if ((last.get(item) ?? '') >= record.sequenceNumber) return false
    last.set(item, record.sequenceNumber)
  }
  return true
}

const ancestors = (store: FakeStream, shard: string): ReadonlyArray<string> => {
  const parent = store.parentOf.get(shard)
  return parent === undefined ? [shard] : [shard, ...ancestors(store, parent)]
}

const numRuns = Number(process.env.RUNS ?? 300)

describe('the machine', () => {
  it('gives everything once and in order, across splits, expired iterators, failures and crashes', () => {
    fc.assert(
      fc.property(fc.array(act(false), { maxLength: 80 }), (acts) => {
        const store = fakeStream()
        const { settled, gaps, end } = history(store, 'trimHorizon', acts)
        expect(end).toEqual({ _tag: 'End' })
        expect(gaps).toEqual([])
        expect(inOrder(settled)).toBe(true)
        expect(settled.map(({ record }) => record.sequenceNumber).sort()).toEqual(
          store.all.map(({ record }) => record.sequenceNumber).sort(),
        )
      }),
      { numRuns },
    )
  })

  it('loses nothing without a gap that covers it, across trims and streams that are replaced', () => {
    fc.assert(
      fc.property(fc.array(act(true), { maxLength: 80 }), (acts) => {
        const store = fakeStream()
        const { settled, gaps, end } = history(store, 'trimHorizon', acts)
        expect(end).toEqual({ _tag: 'End' })
        expect(inOrder(settled)).toBe(true)
        const had = new Set(settled.map(({ record }) => record.sequenceNumber))
        expect(had.size).toBe(settled.length)
        const lost = store.all.filter(({ record }) => !had.has(record.sequenceNumber))
        const silent = lost.filter(
          ({ shard }) => !gaps.some((gap) => gap.shard === undefined || ancestors(store, shard).includes(gap.shard)),
        )
        expect(silent).toEqual([])
      }),
      { numRuns },
    )
  })
})
