/** uuid: text of the form 8-4-4-4-12 hexadecimal digits. */
import { unstorable } from '../value/unstorable'
import { type Attribute, attribute, failed } from './Attribute'
import { textOf } from './stored'

const name = 'uuid'
const hex = '[0-9a-fA-F]'
const source = `^${hex}{8}-${hex}{4}-${hex}{4}-${hex}{4}-${hex}{12}$`
const pattern = new RegExp(source)

/**
 * A UUID of any version, stored as S as it is written: letters keep their case, because in a key `A` and `a` differ.
 *
 * @example
 * ```ts
 * import { Attribute as A } from 'bloop-ts'
 * import * as assert from 'node:assert'
 *
 * assert.ok(A.uuid.is('2f1f4f0e-6a4c-4f0a-9b53-0a1b2c3d4e5f'))
 * assert.ok(!A.uuid.is('2f1f4f0e'))
 * ```
 */
export const uuid: Attribute<string, 'S'> = attribute({
  name,
  types: ['S'],
  limits: [{ _tag: 'Keywords', keywords: { pattern: source, format: 'uuid' } }],
  is: (u): u is string => typeof u === 'string' && pattern.test(u),
  write: (a) => (typeof a === 'string' && pattern.test(a) ? { S: a } : unstorable(name, a)),
  read: (stored) => {
    const s = textOf(stored)
    return s !== undefined && pattern.test(s) ? s : failed
  },
})
