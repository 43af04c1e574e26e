/** A view's values as JSON, JSON as what it says of a value, and a value with that. */
import * as E from 'fp-ts/Either'
import type { JsonRecord } from 'fp-ts/Json'
import { failed } from '../../codec/Attribute'
import { type Draft, define, own } from '../../codec/records'
import { toValidationErrors } from '../../codec/validation'
import { type Invalid, invalid } from '../json/invalid'
import { compileView } from './compile'
import type { DecodedOf, Fields, Mode, View } from './model'

// -----------------------------------------------------------------------------
// destructors
// -----------------------------------------------------------------------------

/**
 * A value as the view shows it. Total where what is computed is: see `Json.codec`. A view for creation or a patch shows
 * attributes only.
 */
export const encode = <A, F extends Fields, M extends Mode>(view: View<A, F, M>): ((a: A) => JsonRecord) =>
  compileView(view).encode

/**
 * What JSON says of a value, by the application's names, or all that is wrong with it, each at its place as a JSON pointer.
 * Total. What is computed, and links, must be there in a `whole` view and are not taken: whoever sends back what they were
 * shown, with changes, need not know what is whose. Defaults are for the model's `make`.
 *
 * @example
 * ```ts
 * import { Attribute as A, Model as M, View } from 'bloop-ts'
 * import * as E from 'fp-ts/Either'
 * import { pipe } from 'fp-ts/function'
 * import * as assert from 'node:assert'
 *
 * const User = M.model({
 *   name: 'User',
 *   table: 'users',
 *   attributes: { id: A.string, email: A.string, bio: A.optional(A.string) },
 *   key: { partition: 'id' },
 * })
 * const UserPatch = pipe(View.make(User), View.omit('id'), View.rename({ email: 'e-mail' }), View.patch)
 * assert.deepStrictEqual(View.decode(UserPatch)({ bio: null }), E.right({ bio: undefined }))
 * assert.deepStrictEqual(View.decode(UserPatch)({ 'e-mail': 1, id: 'ann' }), E.left([
 *   { pointer: '/e-mail', detail: 'expected string' },
 *   { pointer: '/id', detail: 'expected no such attribute' },
 * ]))
 * ```
 */
export const decode = <A, F extends Fields, M extends Mode>(
  view: View<A, F, M>,
): ((json: unknown) => E.Either<ReadonlyArray<Invalid>, DecodedOf<F, M>>) => {
  const { decode, explain } = compileView(view)
  return (json) => {
    const decoded = decode(json)
    return decoded === failed
      ? E.left(invalid([...toValidationErrors(explain(json), json, [])]))
      : E.right(decoded as DecodedOf<F, M>)
  }
}

/**
 * A value with what was decoded in place of what it had: a lens. What may be left out of the JSON, and was, stays as it is;
 * what else is absent, or `undefined`, is taken away. What was accepted is no attribute, and not set.
 *
 * @example
 * ```ts
 * import { Attribute as A, Model as M, View } from 'bloop-ts'
 * import { pipe } from 'fp-ts/function'
 * import * as assert from 'node:assert'
 *
 * const User = M.model({
 *   name: 'User',
 *   table: 'users',
 *   attributes: { id: A.string, name: A.string, bio: A.optional(A.string) },
 *   key: { partition: 'id' },
 * })
 * const ann = { id: 'ann', name: 'Ann', bio: '…' }
 * const Replacement = pipe(View.make(User), View.omit('id'))
 * assert.deepStrictEqual(View.set(Replacement)({ name: 'Anna' })(ann), { id: 'ann', name: 'Anna' })
 * assert.deepStrictEqual(View.set(View.patch(Replacement))({ name: 'Anna' })(ann), { id: 'ann', name: 'Anna', bio: '…' })
 * ```
 */
export const set = <A, F extends Fields, M extends Mode>(
  view: View<A, F, M>,
): ((decoded: DecodedOf<F, M>) => (before: A) => A) => {
  const steps = compileView(view).steps.flatMap(({ field, isOmittable }) =>
    field._tag === 'Attribute' ? [{ from: field.from, isOmittable }] : [],
  )
  return (decoded) => {
    const given = decoded as Readonly<Draft>
    const changes = new Map<string, unknown>()
    for (const { from, isOmittable } of steps)
      if (!isOmittable || Object.hasOwn(given, from)) changes.set(from, own(given, from))
    return (before) => {
      const after: Draft = {}
      const put = (name: string, value: unknown) => value !== undefined && define(after, name, value)
      const values = before as Readonly<Draft>
      for (const name of Object.keys(values)) put(name, changes.has(name) ? changes.get(name) : values[name])
      for (const [name, value] of changes) if (!Object.hasOwn(values, name)) put(name, value)
      return after as A
    }
  }
}
