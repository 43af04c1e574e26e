/** Conditions that a model gives by itself: bloop's patterns. */

import { all } from '../../expression/condition/constructors'
import type { Condition } from '../../expression/condition/model'
import type { AnyModel } from '../../model/AnyModel'

/**
 * Holds where there is no item with the key: every item has its partition key.
 *
 * @example
 * ```ts
 * import { Attribute as A, Condition as C, Model as M, Write } from 'bloop-ts'
 * import * as assert from 'node:assert'
 *
 * const User = M.model({ name: 'User', table: 'users', attributes: { id: A.string }, key: { partition: 'id' } })
 * assert.strictEqual(C.Show.show(Write.ifNotExists(User)), 'attribute_not_exists(id)')
 * ```
 */
export const ifNotExists = <M extends AnyModel>(model: M): Condition<M['_Row']> => {
  const name = model.schema.key.partition[0].name
  return { _tag: 'Missing', path: { _tag: 'Path', attribute: name, segments: [name] } }
}

/**
 * Holds where the item is still as the value says: each declared attribute equal, or missing.
 *
 * It cannot see attributes that the model does not declare, nor that a value changed and changed back.
 *
 * Law: `snapshot(x)` holds on `y` exactly if `x` and `y` are equal in the declared attributes.
 */
export const snapshot =
  <M extends AnyModel>(model: M) =>
  (value: M['_A']): Condition<M['_Row']> => {
    const item = model.encode(value as never)
    return all(
      model.declared(value as never).map((name): Condition<M['_Row']> => {
        const path = { _tag: 'Path', attribute: name, segments: [name] } as const
        const expected = Object.hasOwn(item, name) ? item[name] : undefined
        return expected === undefined
          ? { _tag: 'Missing', path }
          : { _tag: 'Compare', comparator: '=', left: path, right: { _tag: 'Value', value: expected } }
      }),
    ) as Condition<M['_Row']>
  }
