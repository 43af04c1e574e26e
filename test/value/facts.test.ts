/** Facts of DynamoDB on values, one by one. Sizes and depths were measured on DynamoDB Local 3.3.1. */
import * as E from 'fp-ts/Either'
import { describe, expect, it } from 'vitest'
import * as P from '../../src/value/Path'
import * as V from '../../src/value/Value'
import * as N from '../../src/value/WireNumber'

const nested = (depth: number, leaf: V.AttributeValue): V.AttributeValue =>
  depth === 0 ? leaf : { L: [nested(depth - 1, leaf)] }

const deep = (depth: number): V.AttributeValue => {
  let value: V.AttributeValue = { N: '1' }
  for (let i = 0; i < depth; i++) value = i % 2 === 0 ? { L: [value] } : { M: { a: value } }
  return value
}

describe('sizes', () => {
  const numbers: ReadonlyArray<readonly [string, number]> = [
    ['0', 1],
    ['1', 2],
    ['-1', 3],
    ['12', 2],
    ['123', 3],
    ['1234', 3],
    ['-12', 3],
    ['-123', 4],
    ['10', 2],
    ['100', 2],
    ['120', 3],
    ['1000', 2],
    ['0.1', 2],
    ['0.01', 2],
    ['0.12', 2],
    ['0.123', 3],
    ['1.23', 3],
    ['12.3', 3],
    ['12345678901234567890123456789012345678', 20],
    ['-12345678901234567890123456789012345678', 21],
    ['1234567890123456789012345678901234567', 20],
    ['1E125', 2],
  ]
  for (const [text, bytes] of numbers) {
    it(`${text} takes ${bytes} bytes`, () => expect(V.size({ N: text })).toBe(bytes))
  }
  const values: ReadonlyArray<readonly [V.AttributeValue, number]> = [
    [{ BOOL: true }, 1],
    [{ NULL: true }, 1],
    [{ L: [] }, 3],
    [{ L: [{ S: 'x' }] }, 5],
    [{ L: [{ S: 'x' }, { S: 'y' }] }, 7],
    [{ M: {} }, 3],
    [{ M: { k: { S: 'x' } } }, 6],
    [{ M: { k: { S: 'x' }, l: { S: '' } } }, 8],
    [{ SS: ['ab', 'c'] }, 3],
    [{ NS: ['1', '12', '123'] }, 7],
    [{ BS: [Uint8Array.of(1), Uint8Array.of(2, 3)] }, 3],
    [{ S: 'é😀' }, 6],
    [{ L: [{ L: [{ L: [] }] }] }, 11],
  ]
  for (const [value, bytes] of values) {
    it(`${V.show(value)} takes ${bytes} bytes`, () => {
      expect(V.size(value)).toBe(bytes)
      expect(V.measureValue(value)).toBe(bytes)
    })
  }
})

describe('limits', () => {
  it('an item of 409,600 bytes is stored, one of a byte more is not', () => {
    expect(V.measure({ a: { S: 'x'.repeat(409_599) } })).toBe(409_600)
    expect(V.validate({ a: { S: 'x'.repeat(409_600) } })).toEqual([
      { path: [], expected: 'at most 409600 bytes', actual: '409601 bytes' },
    ])
  })
  it('31 containers within an item are stored, 32 are not', () => {
    expect(V.validate({ a: nested(31, { N: '1' }) })).toEqual([])
    const [found] = V.validate({ a: nested(32, { N: '1' }) })
    expect(found?.expected).toBe('at most 32 levels')
    expect(found?.path).toHaveLength(32)
  })
  it('nothing overflows on a value 50,000 deep', () => {
    const value = deep(50_000)
    expect(V.equals(value, deep(50_000))).toBe(true)
    expect(V.validateValue(value)).toHaveLength(1)
    expect(V.size(value)).toBeGreaterThan(200_000)
    expect(V.equals(V.normalise(value), value)).toBe(true)
    expect(V.show(value)).toContain('…')
  })
  it('every place that is wrong is named', () => {
    const item = { a: { N: 'NaN' }, b: { L: [{ SS: [] }, { S: 'fine' }] }, c: { M: { d: { S: '\ud83d' } } } }
    expect(V.validate(item).map(({ path }) => P.show(path))).toEqual(['a', 'b[0]', 'c.d'])
  })
  it('names are from 1 to 65,535 bytes', () => {
    expect(V.validate({ '': { S: 'a' } })).toHaveLength(1)
    expect(V.validate({ ['é'.repeat(32_768)]: { S: 'a' } })).toHaveLength(1)
    expect(V.validate({ ['x'.repeat(65_535)]: { S: 'a' } })).toHaveLength(0)
  })
  it('keys are not empty, of their type, and of at most 2,048 and 1,024 bytes', () => {
    const check = V.validateKey([
      { name: 'p', type: 'S' },
      { name: 's', type: 'B' },
    ])
    const ok = { p: { S: 'x'.repeat(2048) }, s: { B: new Uint8Array(1024) } }
    expect(check(ok)).toEqual([])
    expect(check({ ...ok, p: { S: 'x'.repeat(2049) } }).map((m) => m.expected)).toEqual([
      'partition key of at most 2048 bytes',
    ])
    expect(check({ ...ok, s: { B: new Uint8Array(1025) } }).map((m) => m.expected)).toEqual([
      'sort key of at most 1024 bytes',
    ])
    expect(check({ p: { S: '' }, s: { B: new Uint8Array() } })).toHaveLength(2)
    expect(check({ p: { N: '1' } })).toHaveLength(2)
    expect(V.validateIndexKey([{ name: 'p', type: 'S' }])({})).toEqual([])
  })
})

describe('numbers', () => {
  it('38 digits are kept, 39 refused', () => {
    const digits = '12345678901234567890123456789012345678'
    expect(N.parse(digits)).toEqual(E.right(digits))
    expect(N.parse(`${digits}9`)).toEqual(E.left('Precision'))
    expect(N.parse(`${digits}00`)).toEqual(E.right(`${digits}00`))
    expect(N.parse(`0.000${digits}`)).toEqual(E.right(`0.000${digits}`))
  })
  it('magnitudes from 1E-130 to 9.99…E+125', () => {
    expect(N.parse('1E126')).toEqual(E.left('Overflow'))
    expect(N.parse('1E-131')).toEqual(E.left('Underflow'))
    expect(E.isRight(N.parse('1.1E-130'))).toBe(true)
    expect(N.parse('0E500')).toEqual(E.right('0'))
    expect(N.parse('1e999999999999999999999')).toEqual(E.left('Overflow'))
  })
  it('sums as DynamoDB has them', () => {
    const nines = '9'.repeat(38)
    expect(N.add(nines, '1')).toEqual(E.right(`1${'0'.repeat(38)}`))
    expect(N.add(nines, '0.1')).toEqual(E.left('Precision'))
    expect(N.add(nines, '2')).toEqual(E.left('Precision'))
    expect(N.add('1', '1E-37')).toEqual(E.right('1.0000000000000000000000000000000000001'))
    expect(N.add('1', '1E-38')).toEqual(E.left('Precision'))
    expect(N.add('9E125', '9E125')).toEqual(E.left('Overflow'))
    expect(N.subtract('1.1E-130', '1E-130')).toEqual(E.left('Underflow'))
    expect(N.add('9007199254740993', '1')).toEqual(E.right('9007199254740994'))
    expect(N.add('999999999999999', '999999999999999')).toEqual(E.right('1999999999999998'))
  })
})

describe('hostile names', () => {
  const item: V.Item = JSON.parse('{ "__proto__": { "S": "x" }, "a": { "M": { "constructor": { "N": "1" } } } }')
  it('are found where they are, and nowhere else', () => {
    expect(P.get(['__proto__'])(item)).toEqual({ S: 'x' })
    expect(P.get(['a', 'constructor'])(item)).toEqual({ N: '1' })
    expect(P.get(['__proto__'])({})).toBeUndefined()
    expect(P.get(['constructor'])({})).toBeUndefined()
    expect(P.get(['a', 'toString'])(item)).toBeUndefined()
  })
  it('survive the normal form and are told apart', () => {
    expect(V.equalsItems(V.normaliseItem(item), item)).toBe(true)
    expect(V.equalsItems({}, item)).toBe(false)
    expect(V.sizeOfItem({ constructor: { S: 'x' } })).toBe(12)
  })
  it('are shown so that they are told apart', () => {
    expect(P.show(['a.b', 'c', 0])).toBe('`a.b`.c[0]')
    expect(P.show(['a', '0'])).toBe('a.`0`')
  })
})

describe('key texts', () => {
  it('the text of a text begins with that of its beginning', () => {
    expect(V.keyText({ S: 'ab\u0000😀c' }).startsWith(V.keyText({ S: 'ab\u0000😀' }))).toBe(true)
    expect(V.keyText({ B: Uint8Array.of(0, 255) }).startsWith(V.keyText({ B: Uint8Array.of(0) }))).toBe(true)
  })
  it('parts are kept apart', () => {
    const [x, y] = [V.keyTextOf([{ S: 'a' }, { S: 'b' }]), V.keyTextOf([{ S: 'a\u0000Sb' }])]
    expect(x).not.toBe(y)
  })
})
