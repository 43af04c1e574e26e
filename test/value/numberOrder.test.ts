/** The order of numbers, the texts that carry it, and sums at their limits. */
import * as E from 'fp-ts/Either'
import { describe, expect, it } from 'vitest'
import * as N from '../../src/value/WireNumber'

/** From the least to the greatest; each in several spellings. */
const ascending = [
  ['-1E125', '-10E124'],
  ['-12345678901234567890'],
  ['-999999999999999.5'],
  ['-999999999999999', '-999999999999999.0'],
  ['-12', '-012'],
  ['-11', '-1.1E1'],
  ['-2'],
  ['-1', '-1.0'],
  ['-0.51'],
  ['-0.5', '-.50'],
  ['-1E-130'],
  ['0', '-0', '0.0', '0E9'],
  ['1E-130', '0.1E-129'],
  ['0.5', '+.5'],
  ['0.51'],
  ['1', '1.0', '+1'],
  ['2'],
  ['11'],
  ['12', '1.2E1'],
  ['999999999999999', '0999999999999999'],
  ['999999999999999.5'],
  ['9007199254740992'],
  ['9007199254740993'],
  ['1E125'],
]
const none = ['', ' 1', '1e', 'abc', 'abd']

const sign = (n: number) => (n < 0 ? -1 : n > 0 ? 1 : 0)
const byKey = (x: string, y: string) => (N.key(x) < N.key(y) ? -1 : N.key(x) > N.key(y) ? 1 : 0)

describe('numbers', () => {
  it('are ordered by value, in every spelling, by their keys too', () => {
    for (const [i, xs] of ascending.entries())
      for (const [j, ys] of ascending.entries())
        for (const x of xs)
          for (const y of ys) {
            const orders = [N.compare(x, y), N.Ord.compare(x, y), byKey(x, y)]
            const verdicts = [N.equals(x, y), N.Eq.equals(x, y), N.Ord.equals(x, y)]
            if (orders.some((order) => order !== sign(i - j)) || verdicts.includes(i !== j))
              expect([x, y, ...orders, ...verdicts]).toEqual([])
          }
  })

  it('come before texts that are none, which are in the order of their text', () => {
    const all = [...ascending.flatMap(([x = '']) => [x]), ...none]
    expect([...all].reverse().sort(N.Ord.compare)).toEqual(all)
    expect([...all].reverse().sort(byKey)).toEqual(all)
    for (const [i, x] of all.entries())
      expect(all.map((y) => N.Ord.compare(x, y))).toEqual(all.map((_, j) => sign(i - j)))
    for (const x of none) {
      for (const y of all) expect([N.compare(x, y), N.compare(y, x)]).toEqual([undefined, undefined])
      for (const y of all) expect([N.equals(x, y), N.Ord.compare(x, y) === 0]).toEqual([x === y, x === y])
    }
  })
})

describe('sums', () => {
  it('are as exact where an operand is 0', () => {
    for (const [x = ''] of ascending) {
      expect(N.add(x, '0.0')).toEqual(E.right(N.canonical(x)))
      expect(N.add('0.0', x)).toEqual(E.right(N.canonical(x)))
      expect(N.subtract(x, '0.0')).toEqual(E.right(N.canonical(x)))
      expect(N.subtract('0.0', x)).toEqual(E.right(N.canonical(x.startsWith('-') ? x.slice(1) : `-${x}`)))
    }
    expect(N.subtract('0.0', '1.5')).toEqual(E.right('-1.5'))
    expect(N.subtract('0.0', '-1.5')).toEqual(E.right('1.5'))
    expect(N.subtract('3', '3')).toEqual(E.right('0'))
    expect(N.subtract('-0', '0')).toEqual(E.right('0'))
    expect(N.subtract('1.5', '1.5')).toEqual(E.right('0'))
  })

  it('are exact where one operand is small and the other is not', () => {
    expect(N.add('999999999999999', '1000000000000000')).toEqual(E.right('1999999999999999'))
    expect(N.subtract('-1', '0.5')).toEqual(E.right('-1.5'))
    expect(N.subtract('0.5', '-1')).toEqual(E.right('1.5'))
  })

  it('are refused where an operand is, though the sum were none too many', () => {
    const nines = '9'.repeat(39)
    const refused = [
      ['1E126', '-9E125', 'Overflow'],
      ['1.1E-131', '1E-130', 'Underflow'],
      [nines, `-${'9'.repeat(38)}0`, 'Precision'],
      ['x', '1', 'NotANumber'],
      ['x', '1.5', 'NotANumber'],
      ['x', nines, 'NotANumber'],
      ['1e9999999999', '1', 'Overflow'],
    ] as const
    for (const [x, y, failure] of refused) {
      expect(N.add(x, y)).toEqual(E.left(failure))
      expect(N.add(y, x)).toEqual(E.left(failure))
      expect(N.subtract(y, x)).toEqual(E.left(failure))
    }
  })
})
