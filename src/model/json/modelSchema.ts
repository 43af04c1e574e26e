/** The JSON Schema of a model. */
import type { AnyModel } from '../AnyModel'
import type { Approximation } from './approximation'
import { modelPart } from './modelPart'
import type { Options } from './options'
import type { Schema } from './schema'

/**
 * The JSON Schema of a model's JSON, draft 2020-12, and of OpenAPI 3.1 too: it accepts what `codec` with the same options
 * decodes, and nothing else where `approximations` has none. `format` is an annotation in it, as in the draft. Strings are
 * Unicode text: half a surrogate pair is not spoken of.
 *
 * Source: https://json-schema.org/draft/2020-12/json-schema-core
 *
 * @example
 * ```ts
 * import { Attribute as A, Json, Model as M } from 'bloop-ts'
 * import * as assert from 'node:assert'
 *
 * const User = M.model({
 *   name: 'User',
 *   table: 'users',
 *   attributes: {
 *     id: A.constrain(A.string, { minLength: 1, maxLength: 64 }),
 *     role: A.literal('admin', 'guest'),
 *     age: A.optional(A.constrain(A.integer, { minimum: 0, maximum: 150 })),
 *   },
 *   key: { partition: 'id' },
 * })
 * assert.deepStrictEqual(Json.schema(User), {
 *   $schema: 'https://json-schema.org/draft/2020-12/schema',
 *   title: 'User',
 *   type: 'object',
 *   properties: {
 *     id: { type: 'string', minLength: 1, maxLength: 64 },
 *     role: { type: 'string', enum: ['admin', 'guest'] },
 *     age: { type: ['integer', 'null'], minimum: 0, maximum: 150 },
 *   },
 *   required: ['id', 'role'],
 *   additionalProperties: false,
 * })
 * ```
 */
export const schema = (model: AnyModel, options: Options = {}): Schema => ({
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: model.name,
  ...modelPart(model, options).schema,
})

/**
 * Where the schema of a model's JSON accepts more than its codec, attribute by attribute.
 *
 * @example
 * ```ts
 * import { Attribute as A, Json, Model as M } from 'bloop-ts'
 * import * as assert from 'node:assert'
 *
 * const Even = A.refine(A.integer, (n) => n % 2 === 0, 'even integer')
 * const Order = M.model({
 *   name: 'Order',
 *   table: 'orders',
 *   attributes: { id: A.string, count: Even, price: A.decimal },
 *   key: { partition: 'id' },
 * })
 * assert.deepStrictEqual(Json.approximations(Order).map(Json.showApproximation), [
 *   'count: more than even integer',
 *   'price: more than decimal of at most 38 significant digits',
 * ])
 * ```
 */
export const approximations = (model: AnyModel, options: Options = {}): ReadonlyArray<Approximation> =>
  modelPart(model, options).approximations
