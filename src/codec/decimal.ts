/** decimal: exact decimal numbers, as big.js has them. */
import Big from 'big.js'
import { check, type Decimal, scan, toText } from '../value/number/decimal'
import { unstorable } from '../value/unstorable'
import { type Attribute, attribute, failed } from './Attribute'
import { isPlainObject } from './guards'
import { numberOf } from './stored'

const name = 'decimal of at most 38 significant digits'

const isDigit = (u: unknown): boolean => Number.isInteger(u) && (u as number) >= 0 && (u as number) <= 9

/**
 * Whether it is a `Big`, of whichever copy of big.js: by its structure (digits `c`, exponent `e`, sign `s`), as `instanceof`
 * would know those of one copy only.
 */
export const isBig = (u: unknown): u is Big => {
  if (typeof u !== 'object' || u === null || isPlainObject(u)) return false
  const { c, e, s } = u as Partial<Big>
  return Array.isArray(c) && c.length > 0 && c.every(isDigit) && Number.isInteger(e) && (s === 1 || s === -1)
}

/** A `Big` taken apart, if DynamoDB holds it; no method of it is called. */
export const decimalOf = (u: unknown): Decimal | undefined => {
  if (!isBig(u)) return undefined
  const digits = scan(u.c.join(''))
  if (digits === undefined || digits.sign === 0) return digits
  const decimal: Decimal = {
    sign: u.s < 0 ? -1 : 1,
    digits: digits.digits,
    exponent: u.e - (u.c.length - 1 - digits.exponent),
  }
  return check(decimal) === undefined ? decimal : undefined
}

/**
 * An exact decimal number, a `Big` of big.js, stored as N: up to 38 significant digits and magnitudes from 1E-130 to 9.99E+125.
 * What has more digits is `unstorable`, never rounded; -0 is saved as 0.
 *
 * @example
 * ```ts
 * import { Attribute as A } from 'bloop-ts'
 * import Big from 'big.js'
 * import * as assert from 'node:assert'
 *
 * assert.deepStrictEqual(A.decimal.encode(Big('0.1').plus('0.2')), { N: '0.3' })
 * ```
 */
export const decimal: Attribute<Big, 'N'> = attribute({
  name,
  types: ['N'],
  limits: [],
  is: (u): u is Big => decimalOf(u) !== undefined,
  write: (a) => {
    const d = decimalOf(a)
    return d === undefined ? unstorable(name, a) : { N: toText(d) }
  },
  read: (stored) => {
    const wire = numberOf(stored)
    if (wire === undefined) return failed
    const d = scan(wire)
    return d === undefined || check(d) !== undefined ? failed : new Big(toText(d))
  },
})
