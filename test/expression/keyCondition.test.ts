/** Key conditions: what they mean, what they say, and what is refused of them. */
import * as E from 'fp-ts/Either'
import { describe, expect, it } from 'vitest'
import * as K from '../../src/expression/KeyCondition'
import { render } from '../../src/expression/render'
import type { AttributeValue } from '../../src/value/AttributeValue'
import { unstorable } from '../../src/value/unstorable'

const n = (N: string): AttributeValue => ({ N })
const bytes = (...b: ReadonlyArray<number>): AttributeValue => ({ B: Uint8Array.from(b) })
const one: K.KeyEquals = { name: 'p', value: { S: 'x' } }
const key = (range: K.Range<AttributeValue>): K.KeyCondition => K.keyCondition([one], { name: 's', range })

const ranges: ReadonlyArray<readonly [K.Range<AttributeValue>, string, ReadonlyArray<string>]> = [
  [K.eq(n('2')), 's = 2', ['2', '2.0']],
  [K.lt(n('2')), 's < 2', ['1']],
  [K.lte(n('2')), 's <= 2', ['1', '2', '2.0']],
  [K.gt(n('2')), 's > 2', ['3', '10']],
  [K.gte(n('2')), 's >= 2', ['2', '2.0', '3', '10']],
  [K.between(n('2'), n('3')), 's BETWEEN 2 AND 3', ['2', '2.0', '3']],
  [K.between(n('2'), n('2.0')), 's BETWEEN 2 AND 2.0', ['2', '2.0']],
  [K.beginsWith('1'), "begins_with(s, '1')", []],
]
const numbers = ['1', '2', '2.0', '3', '10']

describe('key conditions', () => {
  it('are data', () => {
    expect(K.keyCondition([one])).toStrictEqual({ _tag: 'KeyCondition', equals: [one] })
    const range = { name: 's', range: { _tag: 'Compare', comparator: '<', value: n('1') } } as const
    expect(key(K.lt(n('1')))).toStrictEqual({ _tag: 'KeyCondition', equals: [one], range })
    expect(K.beginsWith('a')).toStrictEqual({ _tag: 'BeginsWith', prefix: { S: 'a' } })
    expect(K.beginsWith(Uint8Array.of(1))).toStrictEqual({ _tag: 'BeginsWith', prefix: bytes(1) })
    expect(K.beginsWith(1 as never)).toStrictEqual({ _tag: 'BeginsWith', prefix: unstorable('text or bytes', 1) })
    expect(K.simplify(key(K.lt(n('1'))))).toStrictEqual(key(K.lt(n('1'))))
  })
  it('of application values are made ones of stored values', () => {
    const stored = K.mapRange((x: number) => n(String(x)))
    for (const range of [K.eq, K.lt, K.lte, K.gt, K.gte]) expect(stored(range(5))).toStrictEqual(range(n('5')))
    expect(stored(K.between(1, 2))).toStrictEqual(K.between(n('1'), n('2')))
    expect(stored(K.beginsWith('a'))).toStrictEqual(K.beginsWith('a'))
  })
  it('hold for the keys that they ask for', () => {
    for (const [range, text, inside] of ranges) {
      const c = key(range)
      expect(K.show(c)).toBe(`p = 'x' AND ${text}`)
      expect(numbers.filter((s) => K.inRange(range)(n(s)))).toEqual(inside)
      expect(numbers.filter((s) => K.evaluate(c)({ p: { S: 'x' }, s: n(s) }))).toEqual(inside)
      expect(numbers.filter((s) => K.evaluate(c)({ p: { S: 'y' }, s: n(s) }))).toEqual([])
      expect([{ p: { S: 'x' } }, { s: n('2') }, {}].map(K.evaluate(c))).toEqual([false, false, false])
    }
    expect(['a', 'ab', 'ba', 'b'].filter((S) => K.inRange(K.beginsWith('a'))({ S }))).toEqual(['a', 'ab'])
    const two = K.keyCondition([one, { name: 'q', value: n('1') }])
    expect(K.evaluate(two)({ p: { S: 'x' }, q: n('1.0') })).toBe(true)
    expect(K.evaluate(two)({ p: { S: 'x' }, q: n('2') })).toBe(false)
    expect(K.show(two)).toBe("p = 'x' AND q = 1")
    expect(K.show(null as never)).toBe('<no key condition>')
  })
  it('are equal as data, values as DynamoDB compares them', () => {
    const range = (name: string, r: K.Range<AttributeValue>): K.KeyCondition =>
      K.keyCondition([one], { name, range: r })
    const all: ReadonlyArray<K.KeyCondition> = [
      K.keyCondition([one]),
      K.keyCondition([{ name: 'q', value: one.value }]),
      K.keyCondition([{ name: 'p', value: { S: 'y' } }]),
      K.keyCondition([one, { name: 'q', value: n('1') }]),
      K.keyCondition([one, { name: 'r', value: n('1') }]),
      ...[K.eq, K.lt, K.lte, K.gt, K.gte].flatMap((compare) => [key(compare(n('2'))), key(compare(n('3')))]),
      range('t', K.eq(n('2'))),
      ...[
        ['1', '2'],
        ['1', '3'],
        ['0', '2'],
      ].map(([low = '', high = '']) => key(K.between(n(low), n(high)))),
      key(K.beginsWith('a')),
      key(K.beginsWith('b')),
      key(K.between({ S: 'a' }, { S: 'b' })),
    ]
    for (const [i, x] of all.entries()) {
      expect(all.map((y) => K.equals(x, y))).toEqual(all.map((_, j) => i === j))
      expect(K.Eq.equals(x, structuredClone(x))).toBe(true)
    }
    expect(K.equals(key(K.eq(n('2'))), key(K.eq(n('2.0'))))).toBe(true)
  })
})

const refused = (k: K.KeyCondition): unknown => {
  const rendered = render({ key: k })
  return E.isRight(rendered) ? rendered.right.KeyConditionExpression : rendered.left
}
const because = (reason: string, path: string) => ({
  _tag: 'InvalidExpression',
  place: 'KeyConditionExpression',
  path: [path],
  reason,
})

describe('what is refused of a key condition', () => {
  it('values that no key has', () => {
    const table: ReadonlyArray<readonly [AttributeValue, string]> = [
      [{ S: '' }, 'the value of a key is not empty'],
      [bytes(), 'the value of a key is not empty'],
      [{ BOOL: true }, 'the value of a key is text, a number or bytes'],
      [{ SS: ['x'] }, 'the value of a key is text, a number or bytes'],
      [n('x'), 'a value is no decimal number: x'],
      [unstorable('date', 'x'), 'a value is no date: x'],
    ]
    for (const [value, reason] of table) {
      expect(refused(K.keyCondition([{ name: 'p', value }]))).toEqual(because(reason, 'p'))
      expect(refused(K.keyCondition([one, { name: 'q', value }]))).toEqual(because(reason, 'q'))
      for (const range of [K.eq(value), K.gte(value), K.between(value, n('1')), K.between(n('1'), value)]) {
        expect(refused(key(range))).toEqual(because(reason, 's'))
      }
      expect(refused(key({ _tag: 'BeginsWith', prefix: value }))).toEqual(because(reason, 's'))
    }
  })
  it('ranges that hold for nothing, and other conditions than a query takes', () => {
    expect(refused(key(K.between(n('2'), n('1'))))).toEqual(
      because('the lower bound of BETWEEN is not after the upper', 's'),
    )
    expect(refused(key(K.between(n('2'), { S: '3' })))).toEqual(because('the bounds of BETWEEN are of one type', 's'))
    expect(refused(key({ _tag: 'BeginsWith', prefix: n('1') }))).toEqual(
      because('begins_with takes text or bytes', 's'),
    )
    const five = because('a sort key is compared by one of five comparators', 's')
    for (const comparator of ['<>', '', '= :v0 OR']) {
      expect(refused(key({ _tag: 'Compare', comparator: comparator as never, value: n('1') }))).toEqual(five)
    }
  })
  it('names that are none, or stand there twice', () => {
    const twice = 'a key condition has one condition for each attribute'
    expect(refused(K.keyCondition([one, one]))).toEqual(because(twice, 'p'))
    expect(refused(K.keyCondition([one], { name: 'p', range: K.lt(n('1')) }))).toEqual(because(twice, 'p'))
    const empty = 'the name of an attribute is not empty'
    expect(refused(K.keyCondition([{ name: '', value: n('1') }]))).toEqual(because(empty, ''))
    expect(refused(K.keyCondition([one], { name: '', range: K.lt(n('1')) }))).toEqual(because(empty, ''))
  })
  it('and nothing else', () => {
    expect(refused(key(K.between(n('1'), n('1.0'))))).toBe('#n0 = :v0 AND #n1 BETWEEN :v1 AND :v1')
    expect(refused(key(K.between(n('1'), n('2'))))).toBe('#n0 = :v0 AND #n1 BETWEEN :v1 AND :v2')
    expect(refused(key(K.beginsWith(Uint8Array.of(1))))).toBe('#n0 = :v0 AND begins_with(#n1, :v1)')
    expect(refused(K.keyCondition([one, { name: 'q', value: bytes(1) }]))).toBe('#n0 = :v0 AND #n1 = :v1')
    for (const [range, comparator] of [
      [K.eq, '='],
      [K.lt, '<'],
      [K.lte, '<='],
      [K.gt, '>'],
      [K.gte, '>='],
    ] as const) {
      expect(refused(key(range(n('1'))))).toBe(`#n0 = :v0 AND #n1 ${comparator} :v1`)
    }
  })
})
