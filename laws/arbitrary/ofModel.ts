/** Values and keys of a model, or of an attribute. */
import type * as fc from 'fast-check'
import type { AnyAttribute, Attributes } from '../../src/codec/Attribute'
import type { Untyped } from '../../src/codec/struct'
import type { AnyModel } from '../../src/model/AnyModel'
import { keyNames } from '../../src/value/TableSchema'
import { ofAnyModel, ofFields, ofUntyped, recordOf } from './model'
import type { Given, Overrides } from './overrides'

// -----------------------------------------------------------------------------
// model
// -----------------------------------------------------------------------------

/** What may be handed in for a model's attributes, or for the fields of an attribute that is a map. */
export type OverridesOf<X> = X extends { readonly attributes: infer Attrs extends Attributes }
  ? Overrides<Attrs>
  : X extends { readonly _I: { readonly _tag: 'Fields'; readonly fields: infer F extends Attributes } }
    ? Overrides<F>
    : Record<never, never>

// -----------------------------------------------------------------------------
// constructors
// -----------------------------------------------------------------------------

/**
 * Values of a model (of a sum, of any of its models) or of an attribute: storable ones, with the edges of DynamoDB's types,
 * that shrink to small ones. Those of key attributes are such as keys may have.
 *
 * `overrides` are arbitraries of your own for some attributes, within maps too: for refinements and brands, of which nothing
 * else says how to make a value. What an override gives that is no value is left out. Where no value of an attribute is
 * found, a `TypeError` names it at once; where few of what is tried are values, these few are all that is ever given, over and
 * over, which tests little: hand in an arbitrary for a refinement that is hard to meet.
 *
 * @example
 * ```ts
 * import { Attribute as A, Model as M } from 'bloop-ts'
 * import { arbitrary } from 'bloop-ts/laws'
 * import * as fc from 'fast-check'
 * import * as assert from 'node:assert'
 *
 * const code = A.refine(A.string, (s) => s.startsWith('user-'), 'code')
 * const User = M.model({
 *   name: 'User',
 *   table: 'users',
 *   attributes: { id: A.uuid, age: A.optional(A.integer), home: A.optional(A.map({ code, street: A.string })) },
 *   key: { partition: 'id' },
 * })
 * assert.throws(() => arbitrary(User), /No value of User.home.code was found/)
 *
 * const codes = fc.nat().map((n) => `user-${n}`)
 * const users = arbitrary(User, { age: fc.nat(120), home: { code: codes } })
 * fc.assert(fc.property(users, (user) => User.is(user) && user.age !== undefined && user.age <= 120))
 * fc.assert(fc.property(arbitrary(A.set(A.dateTime)), (dates) => [...dates].every((date) => date instanceof Date)))
 * ```
 */
export const arbitrary = <X extends AnyModel | AnyAttribute>(
  of: X,
  overrides?: OverridesOf<X>,
): fc.Arbitrary<X['_A']> => {
  const given = overrides as Given | undefined
  return 'schema' in of ? ofAnyModel(of, given) : ofUntyped(of as unknown as Untyped, of.name, given)
}

/**
 * Keys of a model. `overrides` are arbitraries of your own for some of the attributes.
 *
 * @example
 * ```ts
 * import { Attribute as A, Model as M } from 'bloop-ts'
 * import { arbitraryKey } from 'bloop-ts/laws'
 * import * as fc from 'fast-check'
 *
 * const Post = M.model({
 *   name: 'Post',
 *   table: 'posts',
 *   attributes: { author: A.string, at: A.dateTime, text: A.string },
 *   key: { partition: 'author', sort: 'at' },
 * })
 * const keys = arbitraryKey(Post, { author: fc.constantFrom('ann', 'bob') })
 * fc.assert(fc.property(keys, ({ author, at }) => author !== '' && at instanceof Date))
 * ```
 */
export const arbitraryKey = <X extends AnyModel>(model: X, overrides?: OverridesOf<X>): fc.Arbitrary<X['_Key']> => {
  const stored = new Set(keyNames(model.schema.key))
  const attributes = Object.fromEntries(
    Object.entries(model.attributes).filter(([name, { storedName }]) => stored.has(storedName ?? name)),
  )
  return recordOf(ofFields({ ...model, attributes }, overrides as Given | undefined))
}
