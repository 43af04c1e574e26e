import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { advance, at, type State, step } from '../../../src/memory'
import {
  day,
  describeStream,
  getRecords,
  hour,
  isOpen,
  item,
  iteratorOf,
  puts,
  recordsFrom,
  recordsOf,
  run,
  shardsOf,
  split,
  streamed,
  streamOf,
} from './streamSupport'
import { no, ok, S, withTables } from './support'

const some = (count: number, n = 0) => puts(...Array.from({ length: count }, (_, i) => item(`i${i}`, n)))
const trim = { _tag: 'TrimHorizon' } as const

/** All that can be seen of a stream. */
const seen = (state: State) => [ok(describeStream(state)), recordsOf(state), state.now]

describe('splits', () => {
  it('close the parents and share their items among the children', () => {
    const state = run(split(split(run(streamed(), ...some(50)))), ...some(50, 1))
    const shards = shardsOf(state)
    expect(shards.map(isOpen)).toEqual([false, false, false, true, true, true, true])
    expect(shards.map(({ parent }) => shards.findIndex(({ id }) => id === parent))).toEqual([-1, 0, 0, 1, 1, 2, 2])
    const counts = shards.map(({ id }) => recordsFrom(state, id).length)
    expect(counts.slice(0, 3)).toEqual([50, 0, 0])
    expect(counts.slice(3).every((count) => count > 0)).toBe(true)
    expect(counts.reduce((x, y) => x + y)).toBe(100)
  })

  it('leave all records of an item in one line of shards, in their order', () => {
    let state = streamed()
    for (let n = 0; n < 5; n++) state = split(run(state, ...some(20, n)))
    const shards = shardsOf(state)
    const parents = new Map(shards.map(({ id, parent }) => [id, parent]))
    for (let i = 0; i < 20; i++) {
      const where = shards.filter(({ id }) =>
        recordsFrom(state, id).some(
          ({ keys }) => 'S' in (keys.id ?? {}) && JSON.stringify(keys.id) === JSON.stringify(S(`i${i}`)),
        ),
      )
      expect(where).toHaveLength(5)
      where.forEach(({ id }, j) => {
        if (j > 0) expect(parents.get(id)).toBe(where[j - 1]?.id)
      })
    }
  })

  it('are named by their parents, and answered in pages', () => {
    const state = split(split(streamed()))
    const [root, left] = shardsOf(state)
    const childrenOf = (id = '') => ok(describeStream(state, streamOf(state), { childrenOf: id })).shards
    expect(childrenOf(root?.id).map(({ parent }) => parent)).toEqual([root?.id, root?.id])
    expect(childrenOf(left?.id)).toHaveLength(2)
    const first = ok(describeStream(state, streamOf(state), { limit: 3 }))
    expect(first.next).toBe(first.shards[2]?.id)
    const rest = ok(describeStream(state, streamOf(state), { limit: 100, start: first.next ?? '' }))
    expect([...first.shards, ...rest.shards]).toEqual(shardsOf(state))
    expect(rest).not.toHaveProperty('next')
    let many = streamed()
    for (let i = 0; i < 7; i++) many = split(many)
    expect(shardsOf(many)).toHaveLength(100)
  })

  it('have numbers within which all of their records are', () => {
    const state = advance(5 * hour)(run(split(run(split(streamed()), ...some(9))), ...some(9, 1)))
    for (const { id, starting = '', ending } of shardsOf(state)) {
      const numbers = recordsFrom(state, id).map(({ sequenceNumber }) => sequenceNumber)
      for (const number of numbers) expect(number >= starting && number <= (ending ?? number)).toBe(true)
      if (ending !== undefined) expect(ending >= starting).toBe(true)
      if (ending !== undefined && numbers.length > 0) expect(numbers[numbers.length - 1]).toBe(ending)
    }
  })

  it('do nothing to a table without a stream, or to none', () => {
    const state = withTables()
    expect(split(state)).toBe(state)
    const off = run(streamed('off'))
    expect(split(off)).toBe(off)
  })
})

describe('time', () => {
  it('goes on with each shard by one every four hours', () => {
    const state = streamed()
    expect(shardsOf(advance(4 * hour - 1)(state))).toHaveLength(1)
    const rolled = shardsOf(advance(4 * hour)(state))
    expect(rolled.map(isOpen)).toEqual([false, true])
    expect(rolled[1]?.parent).toBe(rolled[0]?.id)
    expect(shardsOf(advance(9 * hour)(split(state))).map(isOpen)).toEqual([...Array(5).fill(false), true, true])
  })

  it('trims records of more than a day, and shards that are closed for as long', () => {
    const state = run(advance(hour)(run(streamed(), ...some(1))), ...some(1, 1))
    const [root] = shardsOf(state)
    const count = (s: State) => recordsFrom(s, root?.id ?? '').length
    expect([day - hour, day, day + 1, day + hour, day + hour + 1].map((ms) => count(at(ms)(state)))).toEqual([
      2, 2, 1, 1, 0,
    ])
    expect(shardsOf(at(day + 4 * hour)(state))[0]?.id).toBe(root?.id)
    const gone = at(day + 4 * hour + 1)(state)
    expect(shardsOf(gone)).toHaveLength(7)
    expect(no(iteratorOf(gone, root?.id ?? '', trim))).toMatchObject({ _tag: 'StreamNotFound', shard: root?.id })
  })

  it('tells of what an iterator, or a number, stands before and is trimmed', () => {
    const state = run(advance(hour)(run(streamed(), ...some(3))), ...some(3, 1))
    const [root] = shardsOf(state)
    const id = root?.id ?? ''
    const numbers = recordsOf(state).map(({ sequenceNumber }) => sequenceNumber)
    const trimmed = { _tag: 'RecordsTrimmed', stream: streamOf(state), shard: id }
    const late = at(day + 10)(state)
    const asked = (i: number, _tag: 'At' | 'After') => iteratorOf(late, id, { _tag, sequenceNumber: numbers[i] ?? '' })
    for (const i of [0, 1]) expect([no(asked(i, 'At')), no(asked(i, 'After'))]).toEqual([trimmed, trimmed])
    // What comes after the last that is trimmed is all there.
    expect(no(asked(2, 'At'))).toEqual(trimmed)
    expect(ok(getRecords(late, ok(asked(2, 'After')).iterator)).records).toHaveLength(3)
    for (const i of [3, 4, 5]) expect([asked(i, 'At')._tag, asked(i, 'After')._tag]).toEqual(['Right', 'Right'])
    // An iterator that was made in time, and is used too late.
    const { iterator } = ok(iteratorOf(at(day)(state), id, trim))
    expect(no(getRecords(at(day + 1)(state), iterator))).toEqual(trimmed)
    const { iterator: fresh } = ok(iteratorOf(at(day + 1)(state), id, trim))
    expect(ok(getRecords(at(day + 2)(state), fresh)).records).toHaveLength(3)
  })

  it('is the same in one step or in many', () => {
    const steps = fc.array(fc.oneof(fc.nat(20 * hour), fc.constantFrom(4 * hour, 4 * hour - 1, day, 40 * day)), {
      maxLength: 8,
    })
    fc.assert(
      fc.property(steps, fc.boolean(), (list, splits) => {
        const state = run(splits ? split(run(streamed(), ...some(5))) : streamed(), ...some(5, 1))
        const once = advance(list.reduce((x, y) => x + y, 0))(state)
        const many = list.reduce((s, ms) => advance(ms)(s), state)
        expect(seen(many)).toEqual(seen(once))
      }),
      { numRuns: 200 },
    )
  })

  it('goes as far as one likes at once, and never back', () => {
    const state = run(streamed(), ...some(3))
    for (const far of [1.7e12, 8.64e15, 1e300, Number.POSITIVE_INFINITY]) {
      const late = at(far)(state)
      expect(recordsOf(late)).toEqual([])
      expect([7, 8]).toContain(shardsOf(late).length)
      expect(recordsOf(run(late, ...some(1, 9)))).toHaveLength(1)
      expect(run(late, { _tag: 'DeleteTable', table: 'simple' }).tables.size).toBe(0)
      expect(at(0)(late)).toBe(late)
    }
    expect(at(Number.NaN)(state)).toBe(state)
    expect(at(0.9)(state)).toBe(state)
    expect(advance(-5)(state)).toBe(state)
  })

  it('lets go of what is too old, however much is written', () => {
    let state = streamed('new')
    let most = 0
    for (let i = 0; i < 20_000; i++) {
      state = step(at(i * 60_000)(state), puts(item(`i${i % 10}`, i))[0] as ReturnType<typeof puts>[number])[0]
      if (i % 1_000 === 0) most = Math.max(most, heldRecords(state))
    }
    // A day and a shard's life of records, one a minute.
    expect(most).toBeGreaterThan(24 * 60)
    expect(most).toBeLessThanOrEqual(28 * 60 + 64)
  })
})

/** How many records a state keeps alive. */
const heldRecords = (state: State): number => {
  const seenObjects = new Set<object>()
  const stack: Array<unknown> = [state]
  let count = 0
  while (stack.length > 0) {
    const u = stack.pop()
    if (typeof u !== 'object' || u === null || seenObjects.has(u)) continue
    seenObjects.add(u)
    if ('event' in u && 'byTimeToLive' in u) count++
    stack.push(...Object.values(u))
  }
  return count
}
