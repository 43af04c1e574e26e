/** The codec of a model's values and JSON. */
import type { Json, JsonRecord } from 'fp-ts/Json'
import * as t from 'io-ts'
import { failed } from '../../codec/Attribute'
import { toValidationErrors } from '../../codec/validation'
import type { AnyModel } from '../AnyModel'
import type { Loss } from './loss'
import { type Described, modelPart, reading } from './modelPart'
import type { Options } from './options'

/**
 * A codec between a model's values and plain JSON, which `JSON.stringify` takes as it is: attributes by the application's
 * names; numbers as they are, decimals (`Big`) and bigints as their exact text; bytes as base64; dates as ISO 8601 text in UTC;
 * sets as sorted arrays; JSON as itself; what was lifted, and enumerations, as they are stored; what is absent is left out.
 *
 * Encoding is total: a value that is none of the model's (NaN, an invalid date) leaves `{ "UNSTORABLE": "what was expected" }`
 * at its place. Decoding is total, gives all errors with their paths, never applies a default, and believes no number that may
 * have been rounded on the way: a decimal is read in the form that it is written in.
 *
 * Law (`jsonLaws`): `decode(JSON.parse(JSON.stringify(encode(a)))) = right(a)` wherever `losses` has none.
 *
 * @example
 * ```ts
 * import { Attribute as A, Json, Model as M } from 'bloop-ts'
 * import * as E from 'fp-ts/Either'
 * import * as assert from 'node:assert'
 *
 * const User = M.model({
 *   name: 'User',
 *   table: 'users',
 *   attributes: { id: A.string, born: A.rename('b', A.dateTime), email: A.optional(A.string), roles: A.set(A.string) },
 *   key: { partition: 'id' },
 * })
 * const ann = { id: 'ann', born: new Date(0), roles: new Set(['b', 'a']) }
 * const UserJson = Json.codec(User, { explicitNull: true })
 * const json = { id: 'ann', born: '1970-01-01T00:00:00.000Z', email: null, roles: ['a', 'b'] }
 * assert.deepStrictEqual(UserJson.encode(ann), json)
 * assert.deepStrictEqual(UserJson.decode(json), E.right(ann))
 * ```
 */
export const codec = <M extends Described>(
  model: M,
  options: Options = {},
): t.Type<M['_A'], { readonly [name: string]: Json }, unknown> => {
  const part = modelPart(model, options)
  const read = (json: unknown): unknown => {
    const r = reading(false)
    const decoded = part.decode(json, r)
    return decoded === undefined || r.found.length > 0 ? failed : decoded.model.read(decoded.item)
  }
  const explain = (json: unknown) => {
    const r = reading(true)
    const decoded = part.decode(json, r)
    return r.found.length > 0 || decoded === undefined ? r.found : decoded.model.explain(decoded.item, [])
  }
  return new t.Type<M['_A'], JsonRecord, unknown>(
    `JSON of ${model.name}`,
    (u): u is M['_A'] => model.is(u),
    (json, context) => {
      const a = read(json)
      return a === failed ? t.failures([...toValidationErrors(explain(json), json, context)]) : t.success(a)
    },
    part.encode,
  )
}

/**
 * What the JSON of a model loses with these options, attribute by attribute: where it is none, the codec gives back every
 * value as it was.
 *
 * @example
 * ```ts
 * import { Attribute as A, Json, Model as M } from 'bloop-ts'
 * import * as assert from 'node:assert'
 *
 * const Order = M.model({
 *   name: 'Order',
 *   table: 'orders',
 *   attributes: { id: A.string, lines: A.list(A.map({ price: A.decimal })) },
 *   key: { partition: 'id' },
 * })
 * assert.deepStrictEqual(Json.losses(Order), [])
 * assert.deepStrictEqual(Json.losses(Order, { useFloat: true }).map(Json.showLoss), [
 *   'lines.*.price: decimals are rounded to JS numbers',
 * ])
 * ```
 */
export const losses = (model: AnyModel, options: Options = {}): ReadonlyArray<Loss> => modelPart(model, options).losses
