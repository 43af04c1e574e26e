/** What DynamoDB cannot store: each fault with its place and its words, and -1 from `measure`. */
import { describe, expect, it } from 'vitest'
import * as V from '../../src/value/Value'

const bytes = (...list: ReadonlyArray<number>): Uint8Array => Uint8Array.from(list)
const holed = <A>(...members: ReadonlyArray<A>): Array<A> => {
  const out: Array<A> = []
  for (const [i, m] of members.entries()) if (m !== undefined) out[i] = m
  return out
}
const many = (n: number): ReadonlyArray<string> => Array.from({ length: n }, (_, i) => `${i + 1}`)
const x = (n: number): string => 'x'.repeat(n)

type Fault = readonly [path: ReadonlyArray<string | number>, expected: string, actual: unknown]

const half = '\ud83d'
const noValue = 'attribute value'
const noType = 'attribute value with one of the ten types'
const big = 'at most 409600 bytes'

const faulty: ReadonlyArray<readonly [value: unknown, ...faults: ReadonlyArray<Fault>]> = [
  [null, [[], noValue, null]],
  [undefined, [[], noValue, undefined]],
  ['', [[], noValue, '']],
  [{}, [[], noType, {}]],
  [[], [[], noType, []]],
  [{ X: 'a' }, [[], noType, { X: 'a' }]],
  [{ S: 'a', N: '1' }, [[], noType, { S: 'a', N: '1' }]],
  [V.unstorable('finite number', Number.NaN), [[], 'finite number', Number.NaN]],
  [{ S: undefined }, [[], 'text', undefined]],
  [{ S: null }, [[], 'text', null]],
  [{ S: 1 }, [[], 'text', 1]],
  [{ S: half }, [[], 'well-formed text', half]],
  [{ N: 1 }, [[], 'decimal number as text', 1]],
  [{ N: '' }, [[], 'decimal number', '']],
  [{ N: '1E126' }, [[], 'number of magnitude up to 9.9999999999999999999999999999999999999E+125', '1E126']],
  [{ B: 'AQ==' }, [[], 'bytes', 'AQ==']],
  [{ BOOL: 'true' }, [[], 'boolean', 'true']],
  [{ NULL: false }, [[], 'NULL of true', false]],
  [{ SS: 'a' }, [[], 'set of text', 'a']],
  [{ SS: [] }, [[], 'set of text that is not empty', []]],
  [{ SS: ['a', 'b', 'a'] }, [[], 'set of text without repetition', ['a', 'b', 'a']]],
  [{ SS: [...many(8), '8'] }, [[], 'set of text without repetition', [...many(8), '8']]],
  [{ SS: [1, '', half, 1] }, [[0], 'text', 1], [[2], 'well-formed text', half], [[3], 'text', 1]],
  [{ SS: holed('a', undefined, 'a') }, [[1], 'text', undefined]],
  [{ NS: '1' }, [[], 'set of numbers', '1']],
  [{ NS: [] }, [[], 'set of numbers that is not empty', []]],
  [{ NS: [1] }, [[0], 'decimal number as text', 1]],
  [
    { NS: [1, 1, '1x'] },
    [[0], 'decimal number as text', 1],
    [[1], 'decimal number as text', 1],
    [[2], 'decimal number', '1x'],
  ],
  ...(['1.0', '01', '+1', '10e-1'].map((n) => [
    { NS: ['1', '2', n] },
    [[], 'set of numbers without repetition', ['1', '2', n]],
  ]) as ReadonlyArray<[unknown, Fault]>),
  [{ NS: ['-01', '-1'] }, [[], 'set of numbers without repetition', ['-01', '-1']]],
  [{ NS: ['0', '-0'] }, [[], 'set of numbers without repetition', ['0', '-0']]],
  [{ BS: bytes(1) }, [[], 'set of bytes', bytes(1)]],
  [{ BS: [] }, [[], 'set of bytes that is not empty', []]],
  [{ BS: [bytes(1), bytes(1)] }, [[], 'set of bytes without repetition', [bytes(1), bytes(1)]]],
  [{ BS: ['a'] }, [[0], 'bytes', 'a']],
  [{ BS: [bytes(1), 'a', bytes(1)] }, [[1], 'bytes', 'a']],
  [{ BS: holed(bytes(1), undefined, bytes(1)) }, [[1], 'bytes', undefined]],
  [{ L: { length: 0 } }, [[], 'list', { length: 0 }]],
  [{ L: [{ N: '1' }, null, { L: [{ SS: [] }] }] }, [[1], noValue, null], [[2, 0], 'set of text that is not empty', []]],
  ...([null, '', 5, [], [{ S: 'a' }]].map((M) => [{ M }, [[], 'map', M]]) as ReadonlyArray<[unknown, Fault]>),
  [{ M: { '': { S: 'a' } } }, [[''], 'name that is not empty', '']],
  [{ M: { [half]: { S: 'a' } } }, [[half], 'name of well-formed text', half]],
  [{ M: { a: { N: '1' }, b: { M: { c: 1 } } } }, [['b', 'c'], noValue, 1]],
  [{ S: x(409_601) }, [[], big, '409601 bytes']],
]

const asMismatches = (at: ReadonlyArray<string | number>, faults: ReadonlyArray<Fault>): ReadonlyArray<V.Mismatch> =>
  faults.map(([path, expected, actual]) => ({ path: [...at, ...path], expected, actual }))

describe('what cannot be stored', () => {
  for (const [value, ...faults] of faulty) {
    it(`${V.show(value as V.AttributeValue).slice(0, 60)}: ${faults.map(([, expected]) => expected).join(', ')}`, () => {
      const v = value as V.AttributeValue
      expect(V.measureValue(v)).toBe(-1)
      expect(V.validateValue(v)).toEqual(asMismatches([], faults))
      if (faults[0]?.[1] === big) return
      expect(V.isWellFormed(v)).toBe(false)
      expect(V.measure({ a: v })).toBe(-1)
      expect(V.validate({ a: v })).toEqual(asMismatches(['a'], faults))
      expect(V.validateValue({ L: [{ M: { a: v } }] })).toEqual(asMismatches([0, 'a'], faults))
    })
  }

  it('a function is no value, whatever it has', () => {
    const value = Object.assign(() => 0, { S: 'a' }) as unknown as V.AttributeValue
    expect(V.measureValue(value)).toBe(-1)
    expect(V.validateValue(value)).toEqual([{ path: [], expected: noValue, actual: value }])
  })

  it('what is no map of values is no item', () => {
    for (const item of [null, undefined, '', 'text', 5, []]) {
      expect(V.measure(item as unknown as V.Item)).toBe(-1)
      expect(V.validate(item as unknown as V.Item)).toEqual([{ path: [], expected: 'item', actual: item }])
    }
  })

  it('names are of 1 to 65,535 bytes', () => {
    expect(V.measure({ [x(65_535)]: { S: '' } })).toBe(65_535)
    expect(V.validate({ [x(65_536)]: { S: '' }, '': { N: '' } })).toEqual([
      { path: [x(65_536)], expected: 'name of at most 65535 bytes', actual: '65536 bytes' },
      { path: [''], expected: 'name that is not empty', actual: '' },
      { path: [''], expected: 'decimal number', actual: '' },
    ])
    // Measured as a name that is right, where the value of another is wrong.
    expect(V.validate({ [x(65_535)]: { S: '' }, a: { N: '' } }).map(({ path }) => path)).toEqual([['a']])
  })

  it('lists and maps go 31 deep', () => {
    const nested = (depth: number, outer: 'L' | 'M'): V.AttributeValue => {
      let value: V.AttributeValue = { S: '' }
      for (let i = depth; i > 0; i--) value = (i % 2 === 1) === (outer === 'L') ? { L: [value] } : { M: { a: value } }
      return value
    }
    for (const outer of ['L', 'M'] as const) {
      expect(V.measureValue(nested(31, outer))).toBe(31 * 4 + (outer === 'L' ? 15 : 16))
      expect(V.measureValue(nested(32, outer))).toBe(-1)
      expect(V.validateValue(nested(32, outer)).map(({ path, ...m }) => ({ ...m, depth: path.length }))).toEqual([
        { depth: 31, expected: 'at most 32 levels', actual: outer === 'L' ? 'a deeper map' : 'a deeper list' },
      ])
    }
  })

  it('faults that are found beside fine values are the only ones', () => {
    const fine: V.Item = {
      s: { S: '' },
      n: { N: '1' },
      b: { B: bytes() },
      t: { BOOL: false },
      z: { NULL: true },
      ss: { SS: ['', 'a'] },
      ns: { NS: ['1', '2'] },
      bs: { BS: [bytes(), bytes(1)] },
      l: { L: [{ L: [] }] },
      m: { M: { m: { M: {} } } },
    }
    expect(V.validate({ ...fine, x: { N: '' } })).toEqual([{ path: ['x'], expected: 'decimal number', actual: '' }])
  })
})

describe('what can be stored', () => {
  it('is measured: at most 409,600 bytes, also of nothing', () => {
    expect(V.measureValue({ S: x(409_600) })).toBe(409_600)
    expect(V.isWellFormed({ S: x(409_601) })).toBe(true)
    expect(V.measure({})).toBe(0)
    expect(V.validate({})).toEqual([])
    expect(V.validateValue({ S: '' })).toEqual([])
    expect(V.measureValue({ SS: many(9) })).toBe(9)
  })

  it('is what an object has itself', () => {
    const inherited: V.Item = Object.create({ inherited: { N: 'none' } })
    const item = Object.assign(inherited, { a: { S: 'x' } })
    expect([V.measure(item), V.measureValue({ M: item })]).toEqual([2, 6])
    expect([V.sizeOfItem(item), V.size({ M: item })]).toEqual([2, 6])
  })
})
