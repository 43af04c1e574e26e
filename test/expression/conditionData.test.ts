/** Conditions as data: their text, what they read, their equality and hashes. */
import { describe, expect, it } from 'vitest'
import * as C from '../../src/expression/Condition'
import { hashLeaf } from '../../src/expression/condition/equality'
import type { Leaf } from '../../src/expression/condition/fold'
import * as P from '../../src/value/Path'
import { among, at, compare, is, n } from './leaves'

type Condition = C.Condition<never>

const conjunction = (...conditions: ReadonlyArray<Condition>): Condition => ({ _tag: 'And', conditions })
const disjunction = (...conditions: ReadonlyArray<Condition>): Condition => ({ _tag: 'Or', conditions })

const [a, b] = [at('a'), at('b')]
const size: C.Operand = { _tag: 'Size', path: a }
const x: Condition = { _tag: 'Exists', path: a }
const y: Condition = { _tag: 'Missing', path: b }
const z: Condition = compare(size, '>', n('3'))

/** Leaves of every form, their texts, how many operators each has, and the places that they read. */
const leaves: ReadonlyArray<readonly [Leaf, string, number, ReadonlyArray<string>]> = [
  [{ _tag: 'Always' }, 'always', 0, []],
  [{ _tag: 'Never' }, 'never', 0, []],
  ...(['=', '<>', '<', '<=', '>', '>='] as const).map((of) => [compare(a, of, b), `a ${of} b`, 1, ['a', 'b']] as const),
  [compare(b, '<', a), 'b < a', 1, ['b', 'a']],
  [compare(a, '<', size), 'a < size(a)', 2, ['a']],
  [compare(size, '=', n('1')), 'size(a) = 1', 2, ['a']],
  [compare(a, '=', is({ S: '1' })), "a = '1'", 1, ['a']],
  [compare(a, '=', is({ BOOL: true })), 'a = true', 1, ['a']],
  [compare(at('a', 0), '=', at('a', '0')), 'a[0] = a.`0`', 1, ['a[0]', 'a.`0`']],
  [compare(at('a', 'b'), '=', at('a.b')), 'a.b = `a.b`', 1, ['a.b', '`a.b`']],
  [{ _tag: 'Between', operand: a, low: n('1'), high: size }, 'a BETWEEN 1 AND size(a)', 2, ['a']],
  [{ _tag: 'Between', operand: a, low: at('c'), high: b }, 'a BETWEEN c AND b', 1, ['a', 'c', 'b']],
  [among(a), 'a IN ()', 1, ['a']],
  [among(a, b), 'a IN (b)', 1, ['a', 'b']],
  [among(a, b, n('1')), 'a IN (b, 1)', 1, ['a', 'b']],
  [{ _tag: 'Exists', path: a }, 'attribute_exists(a)', 1, ['a']],
  [{ _tag: 'Missing', path: a }, 'attribute_not_exists(a)', 1, ['a']],
  [{ _tag: 'HasType', path: a, type: 'S' }, "attribute_type(a, 'S')", 1, ['a']],
  [{ _tag: 'HasType', path: a, type: 'N' }, "attribute_type(a, 'N')", 1, ['a']],
  [{ _tag: 'BeginsWith', path: a, prefix: b }, 'begins_with(a, b)', 1, ['a', 'b']],
  [{ _tag: 'Contains', path: a, operand: size }, 'contains(a, size(a))', 2, ['a']],
]

/** Conditions with others inside; each as above. */
const nodes: ReadonlyArray<readonly [Condition, string, number, ReadonlyArray<string>]> = [
  [conjunction(), 'always', 0, []],
  [disjunction(), 'never', 0, []],
  [conjunction(x), 'attribute_exists(a)', 1, ['a']],
  [C.not(x), 'NOT attribute_exists(a)', 2, ['a']],
  [C.not(C.not(z)), 'NOT NOT size(a) > 3', 4, ['a']],
  [conjunction(x, y, z), 'attribute_exists(a) AND attribute_not_exists(b) AND size(a) > 3', 6, ['a', 'b']],
  [disjunction(y, x), 'attribute_not_exists(b) OR attribute_exists(a)', 3, ['b', 'a']],
  [
    disjunction(conjunction(x, y), C.not(y)),
    'attribute_exists(a) AND attribute_not_exists(b) OR NOT attribute_not_exists(b)',
    6,
    ['a', 'b'],
  ],
  [
    conjunction(disjunction(y, x), y),
    '(attribute_not_exists(b) OR attribute_exists(a)) AND attribute_not_exists(b)',
    5,
    ['b', 'a'],
  ],
  [
    conjunction(y, disjunction(x, y)),
    'attribute_not_exists(b) AND (attribute_exists(a) OR attribute_not_exists(b))',
    5,
    ['b', 'a'],
  ],
  [C.not(conjunction(x)), 'NOT attribute_exists(a)', 2, ['a']],
  [conjunction(disjunction(x)), 'attribute_exists(a)', 1, ['a']],
  [C.not(conjunction(x, y)), 'NOT (attribute_exists(a) AND attribute_not_exists(b))', 4, ['a', 'b']],
  [C.not(disjunction(x, y)), 'NOT (attribute_exists(a) OR attribute_not_exists(b))', 4, ['a', 'b']],
]
const all: ReadonlyArray<readonly [Condition, string, number, ReadonlyArray<string>]> = [...leaves, ...nodes]

describe('a condition', () => {
  it('as text', () => {
    expect(all.map(([c]) => C.show(c))).toEqual(all.map(([, text]) => text))
    expect([null, {}, conjunction(null as never)].map((c) => C.Show.show(c as never))).toEqual(
      Array.from({ length: 3 }, () => '<no condition>'),
    )
  })
  it('has operators', () => {
    expect(all.map(([c, text]) => [text, C.operators(c)])).toEqual(all.map(([, text, count]) => [text, count]))
  })
  it('reads each of its places once, from left to right', () => {
    const read = (c: Condition) => C.paths(c).map(({ segments }) => P.show(segments))
    expect(all.map(([c, text]) => [text, read(c)])).toEqual(all.map(([, text, , places]) => [text, places]))
    expect(C.paths(null as never)).toEqual([])
    const alike: ReadonlyArray<readonly [string, ...ReadonlyArray<string | number>]> = [
      ['a', 1],
      ['a', '1'],
      ['["a",1]'],
      ['.a'],
      ['a'],
    ]
    const each = alike.map(
      (segments): Condition => ({ _tag: 'Exists', path: { _tag: 'Path', attribute: '', segments } }),
    )
    expect(C.paths(conjunction(...each, ...each)).map(({ segments }) => segments)).toEqual(alike)
    expect(['a', 'b', 'c'].map((name) => C.readsAttribute(name)(conjunction(x, y)))).toEqual([true, true, false])
  })
})

describe('equality of conditions', () => {
  it('tells all apart that are not the same data', () => {
    const more = [compare(a, '=', is({ BOOL: false })), among(a, n('1'), b), conjunction(y, x), conjunction(x, x, y)]
    const different = [...all.map(([c]) => c), ...more, disjunction(x), disjunction(x, y), conjunction(x, y)]
    const same = different.flatMap((c, i) =>
      different.filter((d, j) => C.Eq.equals(c, d) !== (i === j)).map((d) => [c, d]),
    )
    expect(same).toEqual([])
    expect(different.filter((c) => !C.equals(c, structuredClone(c)))).toEqual([])
  })
  it('sees through how AND and OR are nested', () => {
    const flat = conjunction(x, y, z, C.not(x))
    for (const nested of [
      conjunction(conjunction(x, y), conjunction(z, C.not(x))),
      conjunction(x, conjunction(conjunction(y), z), conjunction(), C.not(x)),
    ]) {
      expect(C.equals(flat, nested)).toBe(true)
      expect(C.equals(C.not(nested), C.not(flat))).toBe(true)
    }
    expect(C.equals(disjunction(x, disjunction(y, z)), disjunction(x, y, z))).toBe(true)
    expect(C.equals(conjunction(x, disjunction(y, z)), conjunction(x, y, z))).toBe(false)
  })
  it('leaves that are equal have equal hashes, others have others', () => {
    const text = (S: string) => compare(a, '=', is({ S }))
    const spelled = [compare(a, '=', n('10')), compare(a, '=', n('1e1')), compare(a, '=', n('010.0'))]
    expect(new Set(spelled.map(hashLeaf)).size).toBe(1)
    const many = Array.from({ length: 500 }, (_, i) => [
      compare(a, '=', n(String(i))),
      text(`id-${i}`),
      compare(at('a', i), '=', b),
    ])
    const different = [...leaves.map(([c]) => c), ...many.flat(), text(''), text('\u0000')]
    expect(new Set(different.map(hashLeaf)).size).toBe(different.length)
  })
  it('leaves of what is no value have a hash', () => {
    const bare: unknown = Object.create(null)
    for (const value of [null, 1, {}, bare, { S: bare }, { N: bare }, { BOOL: bare }, { B: bare }]) {
      expect(Number.isInteger(hashLeaf(compare(a, '=', is(value as never))))).toBe(true)
    }
  })
})
