import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { advance, at, empty, inMemory, items, type State, step } from '../../../src/memory'
import type { AttributeValue } from '../../../src/value/AttributeValue'
import { hour, item, puts, recordsOf, removes, run, split, streamed, streamOf } from './streamSupport'
import { always, N, ok, putItem, query, S, scan, schema, simple, withTables } from './support'

const on = { _tag: 'UpdateTimeToLive', table: 'simple', attribute: 'ends', enabled: true } as const
const off = { ...on, enabled: false } as const
const ends = (id: string, value: AttributeValue) => item(id, 0, { ends: value })
const names = (state: State) =>
  items(state, 'simple')
    .map(({ id }) => (id !== undefined && 'S' in id ? id.S : ''))
    .sort()

const fiveYears = 5 * 365 * 86_400

describe('time to live', () => {
  it('deletes an item in the first second after its time', () => {
    const state = run(withTables(simple), on, ...puts(ends('a', N(60)), ends('b', N(61)), item('c', 1)))
    expect(names(at(60_999)(state))).toEqual(['a', 'b', 'c'])
    expect(names(at(61_000)(state))).toEqual(['b', 'c'])
    expect(names(at(1e12)(state))).toEqual(['c'])
    expect(ok(step(at(1e12)(state), { _tag: 'DescribeTable', table: 'simple' })[1]).itemCount).toBe(1)
  })

  it('is of numbers alone', () => {
    const values = [
      S('60'),
      { BOOL: true },
      { L: [N(60)] },
      { NS: ['60'] },
      { NULL: true } as const,
      { M: { ends: N(60) } },
    ]
    const state = run(withTables(simple), on, ...puts(...values.map((value, i) => ends(`i${i}`, value))))
    expect(items(at(1e12)(state), 'simple')).toHaveLength(values.length)
    const numbers = ['60', '60.5', '6E1', '-1', '1E125', '1E16', '-1E125']
    const some = run(withTables(simple), on, ...puts(...numbers.map((n, i) => ends(`i${i}`, N(n)))))
    expect(names(at(61_000)(some))).toEqual(['i4', 'i5', 'i6'])
    expect(names(at(8.64e15)(some))).toEqual(['i4', 'i5', 'i6'])
  })

  it('leaves what was over more than five years ago', () => {
    const now = 1.7e9
    const written = (n: number) => run(at(now * 1_000)(run(withTables(simple), on)), ...puts(ends('a', N(n))))
    expect(names(advance(1)(written(now - fiveYears)))).toEqual([])
    expect(names(advance(hour)(written(now - fiveYears - 10)))).toEqual(['a'])
    // What was over when it was written is gone the next moment, and not before.
    expect([names(written(now - 100)), names(advance(1)(written(now - 100)))]).toEqual([['a'], []])
    // However long nobody looked: it was over when its time came.
    expect(names(advance(1e12)(written(now + 100)))).toEqual([])
  })

  it('is none the earlier for a clock with parts of a millisecond', () => {
    const written = run(at(70_000.5)(run(withTables(simple), on)), ...puts(ends('a', N(60)), ends('b', N(6_000))))
    expect(written.now).toBe(70_000)
    expect(names(at(80_000.5)(written))).toEqual(['b'])
  })

  it('is over in all tables at the same moment', () => {
    const tables = ['one', 'two', 'three']
    const made = tables.flatMap((name) => [
      { _tag: 'CreateTable', schema: { ...simple, name }, settings: { stream: 'keys' } } as const,
      { ...on, table: name },
    ])
    const put = (name: string) => [
      putItem(ends('now', N(100)), always, name),
      putItem(ends('later', N(20_000)), always, name),
    ]
    const state = run(at(1e6)(run(empty, ...made)), ...tables.flatMap(put))
    const counts = (s: State) => tables.map((name) => items(s, name).length)
    expect(counts(advance(1)(state))).toEqual([1, 1, 1])
    const late = at(20_001_000)(state)
    expect(counts(late)).toEqual([0, 0, 0])
    const times = tables.map((name) => recordsOf(late, streamOf(late, name)).map(({ at: time }) => time))
    expect(times).toEqual(tables.map(() => [1e6, 1e6, 1e6, 20_001_000]))
  })

  it('goes by what the item says now', () => {
    const state = run(
      withTables(simple),
      on,
      ...puts(ends('a', N(60)), ends('b', N(60)), ends('c', N(60)), ends('d', N(60))),
    )
    const changed = run(state, ...puts(ends('a', N(120)), item('b', 1)), removes('c'), ...puts(ends('e', N(30))))
    expect(names(at(61_000)(changed))).toEqual(['a', 'b'])
    expect(names(at(121_000)(changed))).toEqual(['b'])
  })

  it('begins when it is switched on, and ends when it is switched off', () => {
    const state = run(withTables(simple), ...puts(ends('a', N(60)), ends('b', N(90))))
    expect(names(at(1e6)(state))).toEqual(['a', 'b'])
    expect(names(advance(1)(run(at(70_000)(state), on)))).toEqual(['b'])
    const stopped = run(at(70_000)(run(state, on)), off)
    expect(names(at(1e6)(stopped))).toEqual(['b'])
    expect(names(advance(1)(run(at(1e6)(stopped), on)))).toEqual([])
  })

  it('is recorded as a removal by itself, at its moment', () => {
    const state = run(streamed(), on, ...puts(ends('a', N(60)), ends('b', N(5 * 3600)), item('c', 1)))
    const late = at(9 * hour)(split(state))
    const removals = recordsOf(late).filter(({ event }) => event === 'REMOVE')
    expect(removals).toMatchObject([
      { byTimeToLive: true, at: 61_000, keys: { id: S('a') }, oldImage: ends('a', N(60)) },
      { byTimeToLive: true, at: 5 * hour + 1_000, keys: { id: S('b') } },
    ])
    expect(removals[0]).not.toHaveProperty('newImage')
    expect(recordsOf(run(late, removes('c'))).at(-1)?.byTimeToLive).toBe(false)
  })

  it('takes items out of indexes, and conditions see them until then', () => {
    const started = run(withTables(schema), { ...on, table: 'things' })
    const one = { pk: S('p'), sk: S('s'), g: S('g'), l: N(1), ends: N(60) }
    const state = run(started, putItem(one))
    const missing = { _tag: 'Missing', path: { _tag: 'Path', attribute: 'pk', segments: ['pk'] } } as const
    const again = (s: State) => step(s, putItem(one, missing))[1]._tag
    expect([again(at(60_500)(state)), again(at(61_000)(state))]).toEqual(['Left', 'Right'])
    const byG = query({ _tag: 'KeyCondition', equals: [{ name: 'g', value: S('g') }] }, { index: 'byG' })
    const found = (s: State) => ok(step(s, byG)[1]).items.length + ok(step(s, scan({ index: 'byL' }))[1]).items.length
    expect([found(at(60_500)(state)), found(at(61_000)(state))]).toEqual([2, 0])
  })

  it('is the same in one step or in many, and each expires at its time', () => {
    const writes = fc.array(fc.tuple(fc.nat(5), fc.integer({ min: -10, max: 400 }), fc.nat(60_000)), { maxLength: 15 })
    const steps = fc.array(fc.nat(100_000), { maxLength: 8 })
    fc.assert(
      fc.property(writes, steps, (list, times) => {
        const start = run(streamed(), on)
        const state = list.reduce((s, [id, n, ms]) => advance(ms)(run(s, ...puts(ends(`i${id}`, N(n))))), start)
        const total = times.reduce((x, y) => x + y, 0)
        const many = times.reduce((s, ms) => advance(ms)(s), state)
        const once = advance(total)(state)
        expect(recordsOf(many)).toEqual(recordsOf(once))
        expect(items(many, 'simple')).toEqual(items(once, 'simple'))
        // None is there whose time is over, but for what was written just now.
        if (total > 0) {
          for (const { ends: value } of items(once, 'simple')) {
            expect(value !== undefined && 'N' in value && (Number(value.N) + 1) * 1_000 > once.now).toBe(true)
          }
        }
      }),
      { numRuns: 200 },
    )
  })

  it('goes by the clock of an interpreter', async () => {
    let now = 0
    const store = inMemory({ state: run(withTables(simple), on), now: () => now })
    await store(putItem(ends('a', N(60)), always, 'simple'))()
    const count = async () => ok(await store({ ...scan(), table: 'simple' })()).items.length
    expect(await count()).toBe(1)
    now = 61_000
    expect(await count()).toBe(0)
  })

  it('costs a store without it nothing, and no state is made anew', () => {
    const state = run(withTables(simple), ...puts(ends('a', N(60))))
    expect(state.due).toBe(Number.POSITIVE_INFINITY)
    expect(at(1e12)(state).tables).toBe(state.tables)
    expect(at(empty.now)(empty)).toBe(empty)
  })
})
