/** bigint: whole numbers of up to 38 significant digits. */
import { check, scan, toText } from '../value/number/decimal'
import { unstorable } from '../value/unstorable'
import { type Attribute, attribute, type Failed, failed } from './Attribute'
import { canonicalOf } from './numberText'
import { numberOf } from './stored'

const name = 'integer of at most 38 significant digits'

/** Larger ones are out of range, whatever their digits. */
const tooLarge = 10n ** 126n

const textOfBigint = (u: unknown): string | Failed =>
  typeof u === 'bigint' && u < tooLarge && u > -tooLarge ? canonicalOf(String(u)) : failed

const parse = (wire: string): bigint | Failed => {
  const decimal = scan(wire)
  return decimal === undefined || check(decimal) !== undefined || decimal.exponent < decimal.digits.length - 1
    ? failed
    : BigInt(toText(decimal))
}

/**
 * A `bigint`, stored as N: up to 38 significant digits, and any number of zeros behind them up to 126 digits in all. Others
 * are `unstorable`.
 *
 * @example
 * ```ts
 * import { Attribute as A } from 'bloop-ts'
 * import * as assert from 'node:assert'
 *
 * assert.deepStrictEqual(A.bigint.encode(2n ** 64n), { N: '18446744073709551616' })
 * assert.ok(!A.bigint.is(10n ** 38n + 1n))
 * ```
 */
export const bigint: Attribute<bigint, 'N'> = attribute({
  name,
  types: ['N'],
  limits: [],
  form: 'Bigint',
  is: (u): u is bigint => textOfBigint(u) !== failed,
  write: (a) => {
    const wire = textOfBigint(a)
    return wire === failed ? unstorable(name, a) : { N: wire }
  },
  read: (stored) => {
    const wire = numberOf(stored)
    return wire === undefined ? failed : parse(wire)
  },
})
