/** string: text. */
import { unstorable } from '../value/unstorable'
import { type Attribute, attribute, failed } from './Attribute'
import { isWellFormed } from './guards'
import { textOf } from './stored'

const name = 'string'

/**
 * Text, stored as S. Half of a surrogate pair has no UTF-8 form, so text with one is `unstorable`.
 *
 * @example
 * ```ts
 * import { Attribute as A } from 'bloop-ts'
 * import * as assert from 'node:assert'
 *
 * assert.deepStrictEqual(A.string.encode('a'), { S: 'a' })
 * ```
 */
export const string: Attribute<string, 'S'> = attribute({
  name,
  types: ['S'],
  limits: [],
  is: (u): u is string => typeof u === 'string' && isWellFormed(u),
  write: (a) => (typeof a === 'string' && isWellFormed(a) ? { S: a } : unstorable(name, a)),
  read: (stored) => textOf(stored) ?? failed,
})
