/** Numbers as text: what is read, what is written, where the limits are, and what it measures. */
import * as E from 'fp-ts/Either'
import { describe, expect, it } from 'vitest'
import { small } from '../../src/value/number/order'
import { size } from '../../src/value/size'
import * as N from '../../src/value/WireNumber'

/** Every text of one part of each list, in order. */
const texts = (...parts: ReadonlyArray<ReadonlyArray<string>>): ReadonlyArray<string> =>
  parts.reduce((made, part) => made.flatMap((text) => part.map((more) => text + more)), [''])

const characters = ['', '0', '1', '9', '.', '-', '+', 'e', 'E', '/', ':']
const short = texts(characters, characters, characters, characters)
const signs = ['', '-', '+']
const spelled = texts(
  signs,
  ['', '0', '00', '7', '70', '007', '1200'],
  ['', '.', '.0', '.05', '.50', '.0012'],
  ['', 'e0', 'E5', 'e+5', 'E-5', 'e-012'],
)

const spellings = [...new Set([...short, ...spelled])]

const same = (x: N.Decimal | undefined, y: N.Decimal | undefined): boolean =>
  x?.sign === y?.sign && x?.digits === y?.digits && x?.exponent === y?.exponent

/** What is read, by a regular expression. */
const read = (text: string): N.Decimal | undefined => {
  const [, sign, whole = '', fraction = '', exponent = '0'] =
    /^([+-]?)(\d*)(?:\.(\d*))?(?:e([+-]?\d+))?$/i.exec(text) ?? []
  const all = whole + fraction
  if (all === '') return undefined
  const [, zeros = '', digits = ''] = /^(0*)(.*?)0*$/.exec(all) ?? []
  return digits === ''
    ? { sign: 0, digits, exponent: 0 }
    : { sign: sign === '-' ? -1 : 1, digits, exponent: Number(exponent) + whole.length - 1 - zeros.length }
}

describe('the text of a number', () => {
  it('is read as digits with a sign, a point and an exponent, and in no other way', () => {
    expect(spellings.filter((text) => !same(N.scan(text), read(text)))).toEqual([])
    for (const text of ['1 ', ' 1', '１', 'NaN', '0x1']) expect(N.scan(text)).toBeUndefined()
  })

  it('is no number where it is no text', () => {
    for (const u of [1, null, undefined, {}, ['1']]) {
      expect(N.scan(u as never)).toBeUndefined()
      expect(small(u as never)).toBeNaN()
      expect(N.failureOf(u as never)).toBe('NotANumber')
    }
  })

  it('is a small one where it has up to 15 digits and perhaps a minus', () => {
    const value = (text: string) => (/^-?\d+$/.test(text) ? Number(text) + 0 : Number.NaN)
    expect(spellings.filter((text) => !Object.is(small(text), value(text)))).toEqual([])
    for (const sign of ['', '-']) {
      expect(small(`${sign}${'9'.repeat(15)}`)).toBe(Number(`${sign}${'9'.repeat(15)}`))
      expect(small(`${sign}${'1'.repeat(16)}`)).toBeNaN()
    }
  })

  it('is canonical without an exponent, and without zeros that say nothing', () => {
    const canonical = [
      ['-12.50E3', '-12500'],
      ['-0.0', '0'],
      ['-00', '0'],
      ['007', '7'],
      ['1e1', '10'],
      ['1E-1', '0.1'],
      ['.50', '0.5'],
      ['-123e-5', '-0.00123'],
      ['1.20', '1.2'],
      ['1200e-3', '1.2'],
      ['1E125', `1${'0'.repeat(125)}`],
      ['1E-130', `0.${'0'.repeat(129)}1`],
      ['none', 'none'],
    ] as const
    for (const [text, expected] of canonical) expect(N.canonical(text)).toBe(expected)
    expect(N.toText({ sign: 0, digits: '', exponent: 7 })).toBe('0')
  })

  it('has an exponent where it is out of range, however far', () => {
    expect(N.canonical('-120E125')).toBe('-12E126')
    expect(N.canonical('0.12E-130')).toBe('12E-132')
    for (const sign of ['', '-']) {
      const far = `12.5e${sign}${'9'.repeat(400)}`
      const text = N.canonical(far)
      expect(text.length).toBeLessThan(20)
      expect(N.canonical(text)).toBe(text)
      expect(N.equals(far, text)).toBe(true)
      expect(N.equals(`125e${sign}1000`, `12.5e${sign}1000`)).toBe(false)
      expect(N.failureOf(far)).toBe(sign === '' ? 'Overflow' : 'Underflow')
    }
  })
})

describe('the limits of a number', () => {
  it('are 38 digits, and magnitudes from 1E-130 to 9.99…E+125', () => {
    for (const sign of signs) {
      const nines = (n: number) => `${sign}${'9'.repeat(n)}`
      const limits = [
        ['x', 'NotANumber'],
        ['', 'NotANumber'],
        [nines(38), undefined],
        [nines(39), 'Precision'],
        [`${nines(38)}000.000`, undefined],
        [`${nines(38)}E89`, 'Overflow'],
        [`${nines(38)}E88`, undefined],
        [`${sign}1E126`, 'Overflow'],
        [`${sign}1E-130`, undefined],
        [`${sign}9.9E-131`, 'Underflow'],
        [`${sign}0E-131`, undefined],
        [`${nines(39)}E200`, 'Precision'],
      ] as const
      for (const [text, failure] of limits) {
        expect([text, N.failureOf(text)]).toEqual([text, failure])
        expect(N.parse(text)).toEqual(failure === undefined ? E.right(N.canonical(text)) : E.left(failure))
        expect(N.bytes(text) === -1).toBe(failure !== undefined)
      }
    }
  })

  it('are told', () => {
    expect(N.expectedOf('NotANumber')).toBe('decimal number')
    expect(N.expectedOf('Precision')).toBe('number of at most 38 significant digits')
    expect(N.expectedOf('Overflow')).toBe('number of magnitude up to 9.9999999999999999999999999999999999999E+125')
    expect(N.expectedOf('Underflow')).toBe('number of magnitude from 1E-130, or zero')
  })
})

/** The pairs of digits on both sides of the point, without those of zeros at the ends. */
const counted = (text: string): number => {
  const [whole = '', fraction = ''] = N.canonical(text).replace('-', '').split('.')
  const pairs = `${whole.length % 2 === 0 ? '' : '0'}${whole}${fraction}${fraction.length % 2 === 0 ? '' : '0'}`
  const bytes = pairs.replace(/^(00)+/, '').replace(/(00)+$/, '').length / 2 + 1
  return bytes + (N.canonical(text).startsWith('-') ? 1 : 0)
}

describe('the size of a number', () => {
  it('is 1 byte, 1 for each pair of digits, and 1 for a minus', () => {
    const digits = ['0', '1', '12', '123', '102', '1001', '99999', '12345678901234567', '9'.repeat(37), '9'.repeat(38)]
    const exponents = [-80, -3, -2, -1, 0, 1, 2, 3, 13, 14, 80].map((exponent) => `E${exponent}`)
    const all = texts(['', '-'], digits, ['', '0', '00', '000', '.0', '.5', ...exponents])
    const stored = all.filter((text) => N.failureOf(text) === undefined)
    expect(stored.length).toBeGreaterThan(300)
    expect(stored.filter((text) => N.bytes(text) !== counted(text))).toEqual([])
  })

  it('is nothing where it is none', () => {
    expect(size({ N: 'x' })).toBe(0)
    expect(size({ NS: ['x', '1', '1E126'] })).toBe(2)
  })
})
