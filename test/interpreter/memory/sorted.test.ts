import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as Sorted from '../../../src/interpreter/memory/sorted'

type Command =
  | { readonly _tag: 'set'; readonly key: string; readonly value: number }
  | { readonly _tag: 'remove'; readonly key: string }

const key = fc.oneof(
  fc.integer({ min: 0, max: 400 }).map((n) => String(n).padStart(3, '0')),
  fc.string({ minLength: 1, maxLength: 3 }),
)
const command: fc.Arbitrary<Command> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ _tag: fc.constant('set' as const), key, value: fc.nat() }) },
  { weight: 2, arbitrary: fc.record({ _tag: fc.constant('remove' as const), key }) },
)
const commands = fc.array(command, { maxLength: 600, size: 'max' })

const run = (list: ReadonlyArray<Command>) => {
  let map: Sorted.Sorted<number> = Sorted.empty
  const model = new Map<string, number>()
  for (const c of list) {
    if (c._tag === 'set') {
      map = Sorted.set(map, c.key, c.value)
      model.set(c.key, c.value)
    } else {
      map = Sorted.remove(map, c.key)
      model.delete(c.key)
    }
  }
  return { map, model }
}

const byKey = ([x]: readonly [string, unknown], [y]: readonly [string, unknown]) => (x < y ? -1 : x > y ? 1 : 0)
const sorted = (model: ReadonlyMap<string, number>) => [...model].sort(byKey)

describe('Sorted', () => {
  it('holds what a Map holds, in order, after any changes', () => {
    fc.assert(
      fc.property(commands, (list) => {
        const { map, model } = run(list)
        expect(Sorted.toEntries(map)).toEqual(sorted(model))
        expect(map.size).toBe(model.size)
        for (const [k, v] of model) expect(Sorted.get(map, k)).toBe(v)
      }),
      { numRuns: 300 },
    )
  })

  it('visits exactly what is within bounds, in both directions, and stops when told', () => {
    fc.assert(
      fc.property(commands, key, key, fc.nat(20), (list, low, high, most) => {
        const { map, model } = run(list)
        const within = sorted(model).filter(([k]) => k >= low && k < high)
        for (const [go, expected] of [
          [Sorted.ascend, within],
          [Sorted.descend, [...within].reverse()],
        ] as const) {
          const seen: Array<readonly [string, number]> = []
          go(map, low, high, (v, k) => seen.push([k, v]) <= most)
          expect(seen).toEqual(expected.slice(0, most + 1))
        }
      }),
      { numRuns: 500 },
    )
  })

  it('never changes a map that was there before', () => {
    fc.assert(
      fc.property(commands, commands, (first, second) => {
        const { map } = run(first)
        const before = JSON.stringify(map)
        let later = map
        for (const c of second) {
          later = c._tag === 'set' ? Sorted.set(later, c.key, c.value) : Sorted.remove(later, c.key)
        }
        expect(JSON.stringify(map)).toBe(before)
      }),
      { numRuns: 200 },
    )
  })

  it('is itself where nothing changes', () => {
    fc.assert(
      fc.property(commands, key, (list, k) => {
        const { map, model } = run(list)
        const value = model.get(k)
        if (value === undefined) expect(Sorted.remove(map, k)).toBe(map)
        else expect(Sorted.set(map, k, value)).toBe(map)
      }),
    )
  })

  it('is equal to what holds the same, however it came about', () => {
    const same = (x: number, y: number) => x === y
    fc.assert(
      fc.property(commands, commands, (list, others) => {
        const { map, model } = run(list)
        let again: Sorted.Sorted<number> = Sorted.empty
        for (const [k, v] of [...model].reverse()) again = Sorted.set(again, k, v)
        expect(Sorted.equals(map, again, same)).toBe(true)
        const other = run(others)
        const isSame = JSON.stringify(sorted(model)) === JSON.stringify(sorted(other.model))
        expect(Sorted.equals(map, other.map, same)).toBe(isSame)
      }),
      { numRuns: 300 },
    )
  })

  it('keeps its nodes filled as it grows and shrinks', () => {
    let map: Sorted.Sorted<number> = Sorted.empty
    const name = (i: number) => String((i * 7919) % 100_003).padStart(6, '0')
    for (let i = 0; i < 20_000; i++) map = Sorted.set(map, name(i), i)
    const depth = (node: Sorted.Sorted<number>): number =>
      node.children === undefined ? 1 : 1 + depth(node.children[0] as Sorted.Sorted<number>)
    expect(depth(map)).toBeLessThanOrEqual(4)
    for (let i = 0; i < 19_990; i++) map = Sorted.remove(map, name(i))
    expect(map.size).toBe(10)
    expect(depth(map)).toBe(1)
  })
})
