/** integer: whole numbers that a JS number holds exactly. */
import { unstorable } from '../value/unstorable'
import { type Attribute, attribute, failed } from './Attribute'
import { toInteger } from './numberText'
import { numberOf } from './stored'

const name = 'integer'
const greatest = Number.MAX_SAFE_INTEGER

/**
 * A safe integer, stored as N: from -(2^53 - 1) to 2^53 - 1. Stored `1.0` reads as 1. What is no safe integer is refused,
 * never rounded: 9007199254740993, 1.00000000000000000001. -0 is saved as 0.
 *
 * @example
 * ```ts
 * import { Attribute as A } from 'bloop-ts'
 * import * as E from 'fp-ts/Either'
 * import * as assert from 'node:assert'
 *
 * assert.deepStrictEqual(A.integer.decode({ N: '1.0' }), E.right(1))
 * assert.ok(E.isLeft(A.integer.decode({ N: '9007199254740993' })))
 * ```
 */
export const integer: Attribute<number, 'N'> = attribute({
  name,
  types: ['N'],
  form: 'Float',
  limits: [{ _tag: 'Keywords', keywords: { type: 'integer', minimum: -greatest, maximum: greatest } }],
  is: (u): u is number => Number.isSafeInteger(u),
  write: (a) => (Number.isSafeInteger(a) ? { N: String(a) } : unstorable(name, a)),
  read: (stored) => {
    const n = numberOf(stored)
    return n === undefined ? failed : toInteger(n)
  },
})
