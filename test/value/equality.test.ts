/** The equality of values, and their normal form, at the edges. */
import * as assert from 'node:assert'
import { describe, expect, it } from 'vitest'
import * as V from '../../src/value/Value'

const untyped = (u: unknown): V.AttributeValue => u as V.AttributeValue
const many = (n: number): ReadonlyArray<string> => Array.from({ length: n }, (_, i) => `${i + 1}`)
const bytes = (...list: ReadonlyArray<number>): Uint8Array => Uint8Array.from(list)

// No two of one list are equal.
const different: ReadonlyArray<() => V.AttributeValue> = [
  () => ({ S: '' }),
  () => ({ S: '1' }),
  () => ({ N: '1' }),
  () => ({ N: '-1' }),
  () => ({ B: bytes() }),
  () => ({ B: bytes(49) }),
  () => ({ BOOL: true }),
  () => ({ BOOL: false }),
  () => ({ NULL: true }),
  () => ({ SS: ['1'] }),
  () => ({ SS: ['1', '2'] }),
  () => ({ SS: ['1', '3'] }),
  () => ({ SS: many(9) }),
  () => ({ SS: [...many(8), '10'] }),
  () => ({ NS: ['1'] }),
  () => ({ NS: ['1', '2'] }),
  () => ({ BS: [bytes(49)] }),
  () => ({ BS: [bytes(49), bytes(50)] }),
  () => ({ L: [] }),
  () => ({ L: [{ S: '1' }, { S: '2' }] }),
  () => ({ L: [{ S: '2' }, { S: '1' }] }),
  () => ({ L: [{ S: '1' }, { S: '2' }, { S: '3' }] }),
  () => ({ M: {} }),
  () => ({ M: { a: { S: '1' } } }),
  () => ({ M: { a: { S: '2' } } }),
  () => ({ M: { b: { S: '1' } } }),
  () => ({ M: { a: { S: '1' }, b: { S: '1' } } }),
  () => ({ M: { a: { S: '1' }, toString: { S: '1' } } }),
]

// Content of another type than its tag says: of two only what is one object, or one primitive, is equal.
const malformed: ReadonlyArray<() => V.AttributeValue> = [
  { S: 1 },
  { N: 1 },
  { N: null },
  { B: null },
  { B: '1' },
  { SS: null },
  { SS: 'a' },
  { BS: [null] },
  { BS: ['1'] },
  { L: null },
  { L: 5 },
  { L: {} },
  { L: { length: 0 } },
  { L: [null] },
  { L: ['1'] },
  { M: null },
  { M: 5 },
  { M: [] },
  { M: { a: null } },
  null,
].map((content) => () => untyped(structuredClone(content)))

describe('equality', () => {
  const all = [...different, ...malformed]
  const around: ReadonlyArray<(value: V.AttributeValue) => V.AttributeValue> = [
    (value) => value,
    (value) => ({ L: [{ NULL: true }, value] }),
    (value) => ({ M: { b: { M: { a: value } }, a: { NULL: true } } }),
  ]

  it('holds between values that are written alike, and between no others', () => {
    for (const wrap of around) {
      for (const [i, x] of all.entries()) {
        for (const [j, y] of all.entries()) {
          const [a, b] = [wrap(x()), wrap(y())]
          if (V.equals(a, b) !== (i === j)) assert.fail(`${V.show(a)} and ${V.show(b)}`)
        }
      }
    }
  })

  it('of items is that of maps', () => {
    expect(V.equalsItems({ a: { L: [{ N: '1' }] } }, { a: { L: [{ N: '1.0' }] } })).toBe(true)
    expect(V.equalsItems({ a: { L: [{ N: '1' }] } }, { a: { L: [{ N: '2' }] } })).toBe(false)
  })

  it('takes sets without order and repetition, numbers by value', () => {
    expect(V.equals({ SS: [...many(9)].reverse() }, { SS: [...many(9), '1'] })).toBe(true)
    expect(V.equals({ NS: many(9) }, { NS: many(9).map((n) => `${n}.0`) })).toBe(true)
    expect(V.equals({ BS: [bytes(1), bytes(2)] }, { BS: [bytes(2), bytes(1)] })).toBe(true)
  })

  it('holds between what is no value and itself alone', () => {
    const marker = V.unstorable('text', 1)
    for (const u of [marker, untyped(null), untyped(undefined), untyped('a')]) {
      expect(V.equals(u, u)).toBe(true)
      expect(V.equals({ L: [u] }, { L: [u] })).toBe(true)
    }
    expect(V.equals(marker, V.unstorable('text', 1))).toBe(false)
    expect(V.equals(marker, { NULL: true })).toBe(false)
  })

  it('does not look at what both share', () => {
    const unread = new Proxy([], { get: () => assert.fail('read'), ownKeys: () => assert.fail('read') })
    const map = unread as unknown as V.Item
    expect(V.equals({ L: [{ L: unread }] }, { L: [{ L: unread }] })).toBe(true)
    expect(V.equals({ M: map }, { M: map })).toBe(true)
    expect(V.equalsItems(map, map)).toBe(true)
    const value = new Proxy<V.AttributeValue>({ NULL: true }, { get: () => assert.fail('read') })
    expect(V.equals(value, value)).toBe(true)
  })
})

describe('the normal form', () => {
  it('has sets in order and without repetition, map entries in order of name', () => {
    expect(V.normalise({ SS: ['😀', '\uffee', 'a', 'b', 'a'] })).toEqual({ SS: ['a', 'b', '\uffee', '😀'] })
    expect(V.normalise({ NS: ['2', '10', '-1', '2.0', '0', '-2'] })).toEqual({ NS: ['-2', '-1', '0', '2', '10'] })
    expect(V.normalise({ BS: [bytes(2), bytes(1, 0), bytes(1), bytes(2)] })).toEqual({
      BS: [bytes(1), bytes(1, 0), bytes(2)],
    })
    expect(Object.keys(V.normaliseItem({ b: { N: '1' }, a: { N: '2' } }))).toEqual(['a', 'b'])
  })

  it('is that of up to 1,000 containers, one in the other', () => {
    const nested = (depth: number, leaf: V.AttributeValue): V.AttributeValue => {
      let value = leaf
      for (let i = 0; i < depth; i++) value = i % 2 === 0 ? { L: [value] } : { M: { a: value } }
      return value
    }
    for (const [depth, n] of [
      [1000, '1'],
      [1001, '1.0'],
    ] as const) {
      expect(JSON.stringify(V.normalise(nested(depth, { N: '1.0' })))).toBe(JSON.stringify(nested(depth, { N: n })))
    }
  })
})
