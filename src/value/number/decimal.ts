/**
 * A wire number taken apart: sign, significant digits and exponent, exact at any length. No float on the way.
 *
 * DynamoDB numbers have up to 38 significant digits and magnitudes from 1E-130 to 9.99…E+125, or are zero.
 *
 * Source: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/HowItWorks.NamingRulesDataTypes.html
 *
 * @example
 * ```ts
 * import { WireNumber as N } from 'bloop-ts'
 * import * as assert from 'node:assert'
 *
 * assert.deepStrictEqual(N.scan('-0.0120'), { sign: -1, digits: '12', exponent: -2 })
 * assert.strictEqual(N.scan('1_000'), undefined)
 * ```
 */
import * as E from 'fp-ts/Either'

// -----------------------------------------------------------------------------
// model
// -----------------------------------------------------------------------------

/** A number: `sign × d.ddd × 10^exponent`, with no zero at either end of the digits; zero has no digits. */
export interface Decimal {
  readonly sign: -1 | 0 | 1
  readonly digits: string
  readonly exponent: number
}

/** Why a text is no number of DynamoDB's: nothing is ever rounded. */
export type NumberFailure = 'NotANumber' | 'Precision' | 'Overflow' | 'Underflow'

/** The most significant digits that DynamoDB keeps. */
export const maxDigits = 38
/** The exponent of the largest magnitude, 9.99…E+125. */
export const maxExponent = 125
/** The exponent of the smallest magnitude, 1E-130. */
export const minExponent = -130

/** Zero. */
export const zero: Decimal = { sign: 0, digits: '', exponent: 0 }

// -----------------------------------------------------------------------------
// constructors
// -----------------------------------------------------------------------------

const CODE_0 = 48
const CODE_9 = 57
/** What is farther out is taken to be as far: out of range it is, whatever the digits are. */
const farthest = 1e9

/**
 * Reads decimal text: digits with an optional sign, point and exponent. Limits are not checked: see `check`.
 *
 * Gives `undefined` for anything else (spaces, `NaN`, `0x10`, digits of other scripts).
 */
export const scan = (text: string): Decimal | undefined => {
  if (typeof text !== 'string') return undefined
  const length = text.length
  const first = text.charCodeAt(0)
  const negative = first === 45
  let i = negative || first === 43 ? 1 : 0
  let count = 0 // digits seen
  let point = -1 // digits before the point
  let start = -1 // place of the first digit that is not zero
  let lead = 0 // digits before it
  let end = 0 // place after the last digit that is not zero
  let pointAt = -1
  for (; i < length; i++) {
    const c = text.charCodeAt(i)
    if (c >= CODE_0 && c <= CODE_9) {
      if (c !== CODE_0) {
        if (start < 0) {
          start = i
          lead = count
        }
        end = i + 1
      }
      count++
    } else if (c === 46 && point < 0) {
      point = count
      pointAt = i
    } else break
  }
  if (count === 0) return undefined
  let exponent = 0
  if (i < length) {
    const e = text.charCodeAt(i++)
    if (e !== 69 && e !== 101) return undefined
    let negativeExponent = false
    const s = text.charCodeAt(i)
    if (s === 45 || s === 43) {
      negativeExponent = s === 45
      i++
    }
    if (i >= length) return undefined
    for (; i < length; i++) {
      const c = text.charCodeAt(i)
      if (c < CODE_0 || c > CODE_9) return undefined
      exponent = exponent * 10 + (c - CODE_0)
    }
    if (negativeExponent) exponent = -exponent
  }
  if (start < 0) return zero
  exponent += (point < 0 ? count : point) - lead - 1
  return {
    sign: negative ? -1 : 1,
    digits:
      pointAt > start && pointAt < end
        ? text.slice(start, pointAt) + text.slice(pointAt + 1, end)
        : text.slice(start, end),
    exponent: Math.max(-farthest, Math.min(farthest, exponent)),
  }
}

/** Which of DynamoDB's limits a number breaks, if any. */
export const check = (d: Decimal): NumberFailure | undefined =>
  d.digits.length > maxDigits
    ? 'Precision'
    : d.exponent > maxExponent
      ? 'Overflow'
      : d.exponent < minExponent
        ? 'Underflow'
        : undefined

// -----------------------------------------------------------------------------
// interpreters
// -----------------------------------------------------------------------------

/**
 * The canonical text: no exponent, no leading zero but one before a point, no trailing zero after it, no `-0`. Magnitudes that
 * DynamoDB does not store have an exponent, as they would have any number of zeros.
 */
export const toText = (d: Decimal): string => {
  if (d.sign === 0) return '0'
  const { digits, exponent } = d
  const sign = d.sign === -1 ? '-' : ''
  if (exponent > maxExponent || exponent < minExponent) return `${sign}${digits}E${exponent - digits.length + 1}`
  if (exponent < 0) return `${sign}0.${'0'.repeat(-exponent - 1)}${digits}`
  const whole = exponent + 1
  return digits.length <= whole
    ? `${sign}${digits}${'0'.repeat(whole - digits.length)}`
    : `${sign}${digits.slice(0, whole)}.${digits.slice(whole)}`
}

/** The canonical text of a number, or why DynamoDB does not store it. */
export const parse = (text: string): E.Either<NumberFailure, string> => {
  const d = scan(text)
  if (d === undefined) return E.left('NotANumber')
  const failure = check(d)
  return failure === undefined ? E.right(toText(d)) : E.left(failure)
}

/** What a failure found missing, as the `expected` of a `Mismatch`. */
export const expectedOf = (failure: NumberFailure): string => {
  switch (failure) {
    case 'NotANumber':
      return 'decimal number'
    case 'Precision':
      return 'number of at most 38 significant digits'
    case 'Overflow':
      return 'number of magnitude up to 9.9999999999999999999999999999999999999E+125'
    case 'Underflow':
      return 'number of magnitude from 1E-130, or zero'
  }
}
