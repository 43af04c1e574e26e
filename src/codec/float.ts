/** float: JS numbers. */
import { unstorable } from '../value/unstorable'
import { type Attribute, attribute, failed } from './Attribute'
import { fromNumber, toNumber } from './numberText'
import { numberOf } from './stored'

const name = 'float'

/**
 * A JS number, stored as N: saved as its shortest exact decimal. NaN, infinities and magnitudes outside 1E-130 … 9.99E+125
 * are `unstorable`, and -0 is saved as 0. A stored decimal that no JS number writes (0.10000000000000000001) is refused, not
 * rounded.
 *
 * @example
 * ```ts
 * import { Attribute as A } from 'bloop-ts'
 * import * as assert from 'node:assert'
 *
 * assert.deepStrictEqual(A.float.encode(0.1), { N: '0.1' })
 * assert.ok(!A.float.is(1e-200))
 * ```
 */
export const float: Attribute<number, 'N'> = attribute({
  name,
  types: ['N'],
  limits: [],
  form: 'Float',
  is: (u): u is number => typeof u === 'number' && fromNumber(u) !== failed,
  write: (a) => {
    const n = typeof a === 'number' ? fromNumber(a) : failed
    return n === failed ? unstorable(name, a) : { N: n }
  },
  read: (stored) => {
    const n = numberOf(stored)
    return n === undefined ? failed : toNumber(n)
  },
})
