/** boolean: truth values. */
import { unstorable } from '../value/unstorable'
import { type Attribute, attribute, failed } from './Attribute'
import { booleanOf } from './stored'

const name = 'boolean'

/**
 * A truth value, stored as BOOL.
 *
 * @example
 * ```ts
 * import { Attribute as A } from 'bloop-ts'
 * import * as assert from 'node:assert'
 *
 * assert.deepStrictEqual(A.boolean.encode(true), { BOOL: true })
 * ```
 */
export const boolean: Attribute<boolean, 'BOOL'> = attribute({
  name,
  types: ['BOOL'],
  limits: [],
  is: (u): u is boolean => typeof u === 'boolean',
  write: (a) => (typeof a === 'boolean' ? { BOOL: a } : unstorable(name, a)),
  read: (stored) => booleanOf(stored) ?? failed,
})
