/** toPredicate: a condition on stored items as a predicate on the application's values. */
import type { Predicate } from 'fp-ts/Predicate'
import type { Item } from '../../value/AttributeValue'
import { evaluate } from './evaluate'
import type { Condition } from './model'

/** What encodes values to items of a row; every model does. */
export interface Encoder {
  readonly _A: unknown
  readonly _Row: unknown
  readonly encode: (a: never) => Item
}

/**
 * A condition as a predicate on values of a model: the verdict that the store would give on the encoded value.
 *
 * @example
 * ```ts
 * import { Attribute as A, Condition as C, Model as M } from 'bloop-ts'
 * import * as assert from 'node:assert'
 *
 * const User = M.model({ name: 'User', table: 'users', attributes: { id: A.string, age: A.integer }, key: { partition: 'id' } })
 * const adult = C.toPredicate(User)(C.gte(User.at.age, 18))
 * assert.deepStrictEqual([17, 18].map((age) => adult({ id: 'ann', age })), [false, true])
 * ```
 */
export const toPredicate =
  <M extends Encoder>(model: M) =>
  (condition: Condition<M['_Row']>): Predicate<M['_A']> => {
    const verdict = evaluate(condition)
    return (a) => verdict(model.encode(a as never))
  }
