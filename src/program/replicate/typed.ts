/** typed: filters and transformations of a model's values, as filters and transformations of items. */
import { failed } from '../../codec/Attribute'
import type { AnyModel } from '../../model/AnyModel'
import type { Item } from '../../value/AttributeValue'
import type { Filter, Transform } from './model'

// -----------------------------------------------------------------------------
// constructors
// -----------------------------------------------------------------------------

const read = <M extends AnyModel>(model: M, item: Item, table: string): M['_A'] | undefined => {
  if (table !== model.schema.name) return undefined
  const value = model.read(item)
  return value === failed ? undefined : value
}

/**
 * A transformation of a model's values as one of items. Attributes that the model does not declare are kept. Items of other
 * tables, and those that are none of the model's values, stay as they are: of models that share a table, give their sum.
 *
 * Law: `typed(Model)(identity)` changes nothing of what a model's `encode` has written.
 *
 * @example
 * ```ts
 * import { Attribute as A, Model as M, Replicate } from 'bloop-ts'
 * import * as assert from 'node:assert'
 *
 * const attributes = { id: A.string, email: A.optional(A.string) }
 * const User = M.model({ name: 'User', table: 'users', attributes, key: { partition: 'id' } })
 * const anonymous = Replicate.typed(User)(({ id }) => ({ id }))
 * const item = { id: { S: 'ann' }, email: { S: 'ann@example.com' }, visits: { N: '3' } }
 * assert.deepStrictEqual(anonymous(item, 'users'), { id: { S: 'ann' }, visits: { N: '3' } })
 * assert.strictEqual(anonymous(item, 'others'), item)
 * ```
 */
export const typed =
  <M extends AnyModel>(model: M) =>
  (f: (value: M['_A']) => M['_A']): Transform =>
  (item, table) => {
    const value = read(model, item, table)
    if (value === undefined) return item
    const declared = new Set(model.declared(value as never))
    const others = Object.entries(item).filter(([name]) => !declared.has(name))
    return Object.fromEntries([...others, ...Object.entries(model.encode(f(value) as never))])
  }

/**
 * A predicate on a model's values as a filter of items. Items of other tables, and those that are none of the model's values,
 * pass.
 *
 * @example
 * ```ts
 * import { Attribute as A, Model as M, Replicate } from 'bloop-ts'
 * import * as assert from 'node:assert'
 *
 * const attributes = { id: A.string, age: A.integer }
 * const User = M.model({ name: 'User', table: 'users', attributes, key: { partition: 'id' } })
 * const adults = Replicate.where(User)(({ age }) => age >= 18)
 * assert.strictEqual(adults({ id: { S: 'ann' }, age: { N: '17' } }, 'users'), false)
 * assert.strictEqual(adults({ id: { S: 'bob' } }, 'users'), true)
 * ```
 */
export const where =
  <M extends AnyModel>(model: M) =>
  (predicate: (value: M['_A']) => boolean): Filter =>
  (item, table) => {
    const value = read(model, item, table)
    return value === undefined || predicate(value)
  }
