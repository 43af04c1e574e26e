/** What every leaf says of every pair of values, against tables and a plain order; and of items and conditions that are none. */
import { describe, expect, it } from 'vitest'
import * as C from '../../src/expression/Condition'
import { decide, includes, resolve, startsWith } from '../../src/expression/condition/evaluate'
import type { AttributeValue, Item } from '../../src/value/AttributeValue'
import { tagOf, tags } from '../../src/value/tag'

const item: Item = {
  empty: { S: '' },
  ab: { S: 'ab' },
  b: { S: 'b' },
  undefined: { S: 'undefined' },
  one: { N: '1' },
  oneAgain: { N: '1.0' },
  two: { N: '2' },
  noBytes: { B: new Uint8Array() },
  bytes12: { B: Uint8Array.of(1, 2) },
  byte2: { B: Uint8Array.of(2) },
  yes: { BOOL: true },
  null: { NULL: true },
  texts: { SS: ['ab', 'c', 'd'] },
  numbers: { NS: ['1.0', '3', '4', '5'] },
  byteSet: { BS: [Uint8Array.of(2), Uint8Array.of(3)] },
  list: { L: [{ N: '1' }, { S: 'b' }, { L: [] }] },
  map: { M: { ab: { S: 'b' } } },
}
const missing = 'missing'
const names = [...Object.keys(item), missing]
const pairs = names.flatMap((x) => names.map((y) => [x, y] as const))

const at = (name: string): C.PathOperand => ({ _tag: 'Path', attribute: name, segments: [name] })
const holds = (c: C.Condition<never>): boolean => C.evaluate(c)(item)
const compare = (left: C.Operand, comparator: C.Comparator, right: C.Operand): C.Condition<never> => ({
  _tag: 'Compare',
  comparator,
  left,
  right,
})

// The order, from the first to the last; what is equal stands together.
const chains: ReadonlyArray<ReadonlyArray<ReadonlyArray<string>>> = [
  [['empty'], ['ab'], ['b'], ['undefined']],
  [['one', 'oneAgain'], ['two']],
  [['noBytes'], ['bytes12'], ['byte2']],
]
const difference = (x: string, y: string): number => {
  const chain = chains.find((c) => c.flat().includes(x))
  const place = (name: string): number => chain?.findIndex((equal) => equal.includes(name)) ?? -1
  return place(y) < 0 ? Number.NaN : place(x) - place(y)
}
const isEqual = (x: string, y: string): boolean => (x === y && x !== missing) || difference(x, y) === 0
const expected: { readonly [C in C.Comparator]: (x: string, y: string) => boolean } = {
  '=': isEqual,
  '<>': (x, y) => !isEqual(x, y),
  '<': (x, y) => difference(x, y) < 0,
  '<=': (x, y) => difference(x, y) <= 0,
  '>': (x, y) => difference(x, y) > 0,
  '>=': (x, y) => difference(x, y) >= 0,
}
const comparators = Object.keys(expected) as ReadonlyArray<C.Comparator>

const prefixes: { readonly [name: string]: ReadonlyArray<string> } = {
  empty: ['empty'],
  ab: ['empty', 'ab'],
  b: ['empty', 'b'],
  undefined: ['empty', 'undefined'],
  noBytes: ['noBytes'],
  bytes12: ['noBytes', 'bytes12'],
  byte2: ['noBytes', 'byte2'],
}
const parts: { readonly [name: string]: ReadonlyArray<string> } = {
  ...prefixes,
  ab: ['empty', 'ab', 'b'],
  bytes12: ['noBytes', 'bytes12', 'byte2'],
  texts: ['ab'],
  numbers: ['one', 'oneAgain'],
  byteSet: ['byte2'],
  list: ['b', 'one', 'oneAgain'],
}
const sizes: { readonly [name: string]: number } = {
  ...{ empty: 0, ab: 2, b: 1, undefined: 9, noBytes: 0, bytes12: 2, byte2: 1 },
  ...{ texts: 3, numbers: 4, byteSet: 2, list: 3, map: 1 },
}

describe('what a condition says of two values', () => {
  it('a comparison, either side of which may be missing', () => {
    for (const comparator of comparators) {
      const is = (x: string, y: string): boolean => decide(comparator, item[x], item[y])
      const found = pairs.filter(([x, y]) => holds(compare(at(x), comparator, at(y))))
      expect(found).toEqual(pairs.filter(([x, y]) => expected[comparator](x, y)))
      expect(found).toEqual(pairs.filter(([x, y]) => is(x, y)))
    }
  })
  it('BETWEEN and IN', () => {
    for (const [x, y] of pairs) {
      for (const z of names) {
        const between = holds({ _tag: 'Between', operand: at(x), low: at(y), high: at(z) })
        expect([x, y, z, between]).toEqual([x, y, z, difference(x, y) >= 0 && difference(x, z) <= 0])
        const among = holds({ _tag: 'In', operand: at(x), candidates: [at(y), at(z)] })
        expect([x, y, z, among]).toEqual([x, y, z, isEqual(x, y) || isEqual(x, z)])
      }
      expect(holds({ _tag: 'In', operand: at(x), candidates: [] })).toBe(false)
    }
  })
  it('begins_with and contains', () => {
    const isIn = (table: typeof parts) => pairs.filter(([x, y]) => table[x]?.includes(y) === true)
    const begins = pairs.filter(([x, y]) => holds({ _tag: 'BeginsWith', path: at(x), prefix: at(y) }))
    expect(begins).toEqual(isIn(prefixes))
    expect(begins).toEqual(pairs.filter(([x, y]) => startsWith(item[x], item[y])))
    const contains = pairs.filter(([x, y]) => holds({ _tag: 'Contains', path: at(x), operand: at(y) }))
    expect(contains).toEqual(isIn(parts))
    expect(contains).toEqual(pairs.filter(([x, y]) => includes(item[x], item[y])))
  })
  it('size, attribute_type, attribute_exists and attribute_not_exists', () => {
    for (const name of names) {
      const size = sizes[name]
      const N = size === undefined ? undefined : String(size)
      expect([name, resolve({ _tag: 'Size', path: at(name) }, item)]).toEqual([
        name,
        N === undefined ? undefined : { N },
      ])
      const value = item[name]
      expect(tags.filter((type) => holds({ _tag: 'HasType', path: at(name), type }))).toEqual(
        value === undefined ? [] : [tagOf(value)],
      )
      expect(holds({ _tag: 'Exists', path: at(name) })).toBe(name !== missing)
      expect(holds({ _tag: 'Missing', path: at(name) })).toBe(name === missing)
    }
  })
})

const x = at('x')
const exists: C.Condition<never> = { _tag: 'Exists', path: x }
const absent: C.Condition<never> = { _tag: 'Missing', path: x }

describe('what is none', () => {
  const none = [null, undefined, 1, 'x'] as unknown as ReadonlyArray<Item>
  it('an item that is none has no attributes', () => {
    for (const i of none) {
      for (const comparator of comparators) {
        const one: C.Operand = { _tag: 'Value', value: { N: '1' } }
        expect([comparator, C.evaluate(compare(x, comparator, one))(i)]).toEqual([comparator, comparator === '<>'])
      }
      const verdict = (c: C.Condition<never>): boolean => C.evaluate(c)(i)
      const [yes, no] = [absent, exists]
      expect([yes, no, C.not(yes), C.not(no)].map(verdict)).toEqual([true, false, false, true])
      expect([C.all([yes, yes]), C.all([yes, no]), C.all([no, yes]), C.all([no, no])].map(verdict)).toEqual([
        ...[true, false, false, false],
      ])
      expect([C.any([yes, yes]), C.any([yes, no]), C.any([no, yes]), C.any([no, no])].map(verdict)).toEqual([
        ...[true, true, true, false],
      ])
    }
  })
  it('a value that is none is equal to none', () => {
    const value = (v: unknown): C.Operand => ({ _tag: 'Value', value: v as AttributeValue })
    for (const v of [null, 1, 'x']) {
      expect(holds(compare(at('one'), '=', value(v)))).toBe(false)
      expect(holds(compare(at('one'), '<>', value(v)))).toBe(true)
      expect(holds({ _tag: 'BeginsWith', path: at('ab'), prefix: value(v) })).toBe(false)
      expect(holds({ _tag: 'Contains', path: at('texts'), operand: value(v) })).toBe(false)
    }
  })
  it('a condition that is none holds for no item', () => {
    const rubbish: ReadonlyArray<unknown> = [null, 1, {}, { _tag: 'X' }, { _tag: 'HasType', path: x }, { _tag: 'And' }]
    for (const c of rubbish) expect(holds(c as C.Condition<never>)).toBe(false)
    expect(holds({ _tag: 'Not', condition: { _tag: 'Never' } })).toBe(true)
  })
  it('any depth is no depth too many', () => {
    for (const [innermost, verdict] of [
      [exists, false],
      [absent, true],
    ] as const) {
      let c: C.Condition<never> = innermost
      for (let i = 0; i < 5000; i++) c = C.not(C.any([exists, C.not(C.all([absent, c]))]))
      expect(holds(c)).toBe(verdict)
    }
  })
})
