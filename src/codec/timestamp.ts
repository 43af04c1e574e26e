/** timestamp: instants as seconds, as DynamoDB's time to live wants them. */
import { unstorable } from '../value/unstorable'
import { type Attribute, attribute, failed } from './Attribute'
import { isDate } from './guards'
import { toInteger } from './numberText'
import { numberOf } from './stored'

const name = 'timestamp of whole seconds'

/** The greatest `Date`, in seconds: https://tc39.es/ecma262/#sec-timeclip */
const last = 8.64e12

const isStorable = (u: unknown): u is Date => isDate(u) && u.getTime() % 1000 === 0

/**
 * A `Date` of whole seconds, stored as N: seconds since 1970, which is what time to live needs. Fractions of a second are
 * refused, not rounded.
 *
 * @example
 * ```ts
 * import { Attribute as A } from 'bloop-ts'
 * import * as assert from 'node:assert'
 *
 * assert.deepStrictEqual(A.timestamp.encode(new Date(60_000)), { N: '60' })
 * assert.ok(!A.timestamp.is(new Date(60_001)))
 * ```
 */
export const timestamp: Attribute<Date, 'N'> = attribute({
  name,
  types: ['N'],
  limits: [],
  form: 'Instant',
  is: isStorable,
  write: (a) => (isStorable(a) ? { N: String(a.getTime() / 1000) } : unstorable(name, a)),
  read: (stored) => {
    const n = numberOf(stored)
    const seconds = n === undefined ? failed : toInteger(n)
    return seconds === failed || seconds < -last || seconds > last ? failed : new Date(seconds * 1000)
  },
})
