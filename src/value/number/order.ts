/**
 * The order, equality and size of wire numbers, by value: `1.0` and `1` are one number. Short plain integers go fast.
 *
 * @example
 * ```ts
 * import { WireNumber as N } from 'bloop-ts'
 * import * as assert from 'node:assert'
 *
 * assert.strictEqual(N.compare('9007199254740993', '9007199254740992'), 1)
 * assert.strictEqual(N.bytes('120'), 3)
 * assert.strictEqual(N.key('-2') < N.key('-1.5'), true)
 * ```
 */
import type { Ordering } from 'fp-ts/Ordering'
import { ordering } from '../ordering'
import { check, type Decimal, type NumberFailure, scan, toText } from './decimal'

// -----------------------------------------------------------------------------
// constructors
// -----------------------------------------------------------------------------

/**
 * The value of a plain integer of up to 15 digits (`-12`, `007`), which a JavaScript number holds exactly; else NaN, which
 * sends the text the long way.
 */
export const small = (text: string): number => {
  if (typeof text !== 'string') return Number.NaN
  const length = text.length
  let i = 0
  const negative = text.charCodeAt(0) === 45
  if (negative) i = 1
  if (length === i || length > i + 15) return Number.NaN
  let n = 0
  for (; i < length; i++) {
    const c = text.charCodeAt(i)
    if (c < 48 || c > 57) return Number.NaN
    n = n * 10 + (c - 48)
  }
  return negative ? 0 - n : n
}

// -----------------------------------------------------------------------------
// combinators
// -----------------------------------------------------------------------------

const magnitude = (x: Decimal, y: Decimal): Ordering => ordering(x.exponent, y.exponent) || ordering(x.digits, y.digits)

/** The order of two numbers. */
export const compareDecimals = (x: Decimal, y: Decimal): Ordering =>
  ordering(x.sign, y.sign) || (x.sign === -1 ? magnitude(y, x) : magnitude(x, y))

/** The order of two wire numbers by value; `undefined` where one is no number. */
export const compareNumbers = (x: string, y: string): Ordering | undefined => {
  const a = small(x)
  const b = small(y)
  if (!Number.isNaN(a) && !Number.isNaN(b)) return ordering(a, b)
  const dx = scan(x)
  const dy = scan(y)
  return dx === undefined || dy === undefined ? undefined : compareDecimals(dx, dy)
}

/** Whether two wire numbers are one number; texts that are no numbers are equal as texts. */
export const equalsNumbers = (x: string, y: string): boolean => x === y || compareNumbers(x, y) === 0

// -----------------------------------------------------------------------------
// interpreters
// -----------------------------------------------------------------------------

/** The canonical text of a wire number; a text that is no number stays as it is. */
export const canonical = (text: string): string => {
  const n = small(text)
  if (!Number.isNaN(n)) return String(n)
  const d = scan(text)
  return d === undefined ? text : toText(d)
}

/** Which limit a text breaks, if any; fast for short plain integers. */
export const failureOf = (text: string): NumberFailure | undefined => {
  const n = small(text)
  if (!Number.isNaN(n)) return undefined
  const d = scan(text)
  return d === undefined ? 'NotANumber' : check(d)
}

/**
 * The bytes that a number takes: 1, and 1 for each pair of digits counted from the decimal point outwards (`12` is one
 * pair, `120` two), and 1 for a minus sign; zero takes 1. AWS says "approximately"; these are DynamoDB Local's figures.
 *
 * Gives -1 for what DynamoDB does not store. `100`: 2 bytes; `-12`: 3; 38 digits: 20.
 */
export const numberBytes = (text: string): number => {
  const n = small(text)
  if (!Number.isNaN(n)) {
    let bytes = n < 0 ? 2 : 1
    let m = Math.abs(n)
    while (m > 0 && m % 100 === 0) m /= 100
    for (; m > 0; m = Math.floor(m / 100)) bytes++
    return bytes
  }
  const d = scan(text)
  if (d === undefined || check(d) !== undefined) return -1
  if (d.sign === 0) return 1
  const length = d.digits.length
  const pairs = d.exponent % 2 === 0 ? 1 + (length >> 1) : (length + 1) >> 1
  return (d.sign === -1 ? 2 : 1) + pairs
}

/**
 * Text whose order under `<` is the order of the numbers and which is equal for equal numbers: sign, exponent, digits;
 * complemented for negative numbers. So it is for numbers that DynamoDB stores; texts that are no numbers come last.
 */
export const numberKey = (text: string): string => {
  const d = scan(text)
  if (d === undefined) return `9${text}`
  if (d.sign < 0) {
    let key = `0${499 - d.exponent}`
    for (const digit of d.digits) key += 9 - Number(digit)
    return `${key}~`
  }
  return d.sign === 0 ? '1' : `2${d.exponent + 500}${d.digits}`
}
