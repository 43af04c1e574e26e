/** null: the value that DynamoDB calls NULL. An absent attribute is something else: see `optional`. */
import { NULL } from '../value/AttributeValue'
import { unstorable } from '../value/unstorable'
import { type Attribute, attribute, failed } from './Attribute'
import { isNull } from './stored'

const name = 'null'

const nullCodec: Attribute<null, 'NULL'> = attribute({
  name,
  types: ['NULL'],
  limits: [],
  is: (u): u is null => u === null,
  write: (a) => (a === null ? NULL : unstorable(name, a)),
  read: (stored) => (isNull(stored) ? null : failed),
})

export {
  /**
   * `null`, stored as NULL.
   *
   * @example
   * ```ts
   * import { Attribute as A } from 'bloop-ts'
   * import * as assert from 'node:assert'
   *
   * assert.deepStrictEqual(A.null.encode(null), { NULL: true })
   * ```
   */
  nullCodec as null,
}
