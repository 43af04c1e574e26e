import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as Placed from '../../../src/interpreter/memory/placed'

interface Value {
  readonly place: string
  readonly value: number
}
type Command = { readonly _tag: 'set'; readonly value: Value } | { readonly _tag: 'remove'; readonly place: string }

// Hashes that share much: equal ones, ones that differ in the last bits only, and far ones.
const hash = fc.constantFrom(
  '\u0000\u0000\u0000\u0000',
  '\u0000\u0000\u0000\u0001',
  '\u0000\u0000\u0000\u0004',
  '\u0000\u0000\u0001\u0000',
  '\u0080\u0000\u0000\u0000',
  '\u0080\u0000\u0000\u0008',
  '\u00ff\u00ff\u00ff\u00ff',
  '\u00ff\u00ff\u00ff\u00fb',
)
const anyHash = fc
  .tuple(...([0, 1, 2, 3].map(() => fc.integer({ min: 0, max: 255 })) as [fc.Arbitrary<number>, fc.Arbitrary<number>]))
  .map((codes) => String.fromCharCode(...codes))
const place = fc
  .tuple(
    fc.oneof({ weight: 5, arbitrary: hash }, { weight: 1, arbitrary: anyHash }),
    fc.oneof(
      fc.constantFrom('', 'a\u0000', 'b\u0000', 'b\u0000c\u0000', '\u0100'),
      fc.integer({ min: 0, max: 999 }).map((n) => `b\u0000${n}\u0000`),
    ),
  )
  .map(([h, rest]) => h + rest)
const command: fc.Arbitrary<Command> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({ place, value: fc.nat() }).map((value) => ({ _tag: 'set' as const, value })),
  },
  { weight: 2, arbitrary: place.map((p) => ({ _tag: 'remove' as const, place: p })) },
)
const commands = fc.array(command, { maxLength: 400, size: 'max' })

const step = (map: Placed.Placed<Value>, c: Command): Placed.Placed<Value> =>
  c._tag === 'set' ? Placed.set(map, c.value) : Placed.remove(map, c.place)

const run = (list: ReadonlyArray<Command>) => {
  const model = new Map<string, Value>()
  for (const c of list) {
    if (c._tag === 'set') model.set(c.value.place, c.value)
    else model.delete(c.place)
  }
  return { map: list.reduce(step, Placed.empty as Placed.Placed<Value>), model }
}

const sorted = (model: ReadonlyMap<string, Value>) =>
  [...model.values()].sort((x, y) => (x.place < y.place ? -1 : x.place > y.place ? 1 : 0))

describe('Placed', () => {
  it('holds what a Map holds, in order, after any changes', () => {
    fc.assert(
      fc.property(commands, (list) => {
        const { map, model } = run(list)
        expect(Placed.values(map)).toEqual(sorted(model))
        for (const [p, v] of model) expect(Placed.get(map, p)).toBe(v)
      }),
      { numRuns: 1000 },
    )
  })

  it('finds nothing where nothing is', () => {
    fc.assert(
      fc.property(commands, place, (list, p) => {
        const { map, model } = run(list)
        expect(Placed.get(map, p)).toBe(model.get(p))
      }),
      { numRuns: 1000 },
    )
  })

  it('visits exactly what is within bounds, in both directions, and stops when told', () => {
    const bound = fc.oneof(place, fc.constantFrom('', '\u0100', '\uffff'))
    fc.assert(
      fc.property(commands, bound, bound, fc.nat(20), (list, low, high, most) => {
        const { map, model } = run(list)
        const within = sorted(model).filter((v) => v.place >= low && v.place < high)
        for (const [go, expected] of [
          [Placed.ascend, within],
          [Placed.descend, [...within].reverse()],
        ] as const) {
          const seen: Array<Value> = []
          go(map, low, high, (v) => seen.push(v) <= most)
          expect(seen).toEqual(expected.slice(0, most + 1))
        }
      }),
      { numRuns: 1000 },
    )
  })

  it('never changes a map that was there before, and is itself where nothing changes', () => {
    fc.assert(
      fc.property(commands, commands, place, (first, second, p) => {
        const { map, model } = run(first)
        const before = JSON.stringify(map)
        second.reduce(step, map)
        expect(JSON.stringify(map)).toBe(before)
        const value = model.get(p)
        expect(value === undefined ? Placed.remove(map, p) : Placed.set(map, value)).toBe(map)
      }),
      { numRuns: 500 },
    )
  })

  it('has the same shape, and is equal, where it holds the same, however it came about', () => {
    const same = (x: Value, y: Value) => x.value === y.value
    fc.assert(
      fc.property(commands, commands, (list, others) => {
        const { map, model } = run(list)
        const again = [...model.values()]
          .reverse()
          .reduce((m, v) => Placed.set(m, v), Placed.empty as Placed.Placed<Value>)
        expect(Placed.equals(map, again, same)).toBe(true)
        const other = run(others)
        const isSame = JSON.stringify(sorted(model)) === JSON.stringify(sorted(other.model))
        expect(Placed.equals(map, other.map, same)).toBe(isSame)
      }),
      { numRuns: 1000 },
    )
  })
})
