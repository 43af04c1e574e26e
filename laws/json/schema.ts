/**
 * The laws of a model's JSON Schema, with a validator as the witness.
 *
 * @example
 * ```ts
 * import { Ajv2020 } from 'ajv/dist/2020'
 * import { Attribute as A, Model as M } from 'bloop-ts'
 * import { jsonSchemaLaws } from 'bloop-ts/laws'
 * import * as assert from 'node:assert'
 *
 * const User = M.model({
 *   name: 'User',
 *   table: 'users',
 *   attributes: { id: A.uuid, name: A.constrain(A.string, { minLength: 1 }), roles: A.set(A.string) },
 *   key: { partition: 'id' },
 * })
 * const ajv = new Ajv2020({ strict: true, ownProperties: true, validateFormats: false })
 * for (const law of jsonSchemaLaws(User, { validate: (schema) => ajv.compile(schema) }).laws)
 *   assert.strictEqual((await law.check({ numRuns: 20 })).failed, false)
 * ```
 */
import * as fc from 'fast-check'
import * as E from 'fp-ts/Either'
import type { Json as JsonValue } from 'fp-ts/Json'
import type * as t from 'io-ts'
import type { Attributes } from '../../src/codec/Attribute'
import type { Indexes } from '../../src/model/indexes'
import * as Json from '../../src/model/Json'
import type { Model } from '../../src/model/Model'
import { ofModel } from '../arbitrary/model'
import { type Laws, laws, property } from '../law'
import { anyJson, damagedOf, nearlyOf, sent } from './inputs'

// -----------------------------------------------------------------------------
// model
// -----------------------------------------------------------------------------

/** What the laws of a schema are checked with. */
export interface JsonSchemaLawsOptions<A> {
  /**
   * A validator of JSON Schema, draft 2020-12, which also knows the draft's own schema by its `$id`. It must not assert formats.
   * JSON of objects that inherit, as JavaScript's do, is its own properties.
   */
  readonly validate: (schema: Json.Schema) => (json: unknown) => boolean
  readonly options?: Json.Options
  /** The values. By default, those that follow from the model. */
  readonly values?: fc.Arbitrary<A>
}

/** What is asked of a schema and of its codec. */
interface Subject {
  readonly name: string
  readonly schema: Json.Schema
  readonly approximations: ReadonlyArray<Json.Approximation>
  readonly decode: (json: unknown) => E.Either<t.Errors, unknown>
  /** JSON of values that `decode` need take. */
  readonly written: fc.Arbitrary<JsonValue>
}

// -----------------------------------------------------------------------------
// laws
// -----------------------------------------------------------------------------

/** A predicate that is made when it is asked, and once: making it may throw, and takes long. */
const lazily = (make: () => (json: unknown) => boolean): ((json: unknown) => boolean) => {
  let made: ((json: unknown) => boolean) | undefined
  return (json) => {
    made = made ?? make()
    return made(json)
  }
}

/** Whether an error is where, or within what, an approximation tells of. */
const isTold = (error: t.ValidationError, approximations: ReadonlyArray<Json.Approximation>): boolean => {
  const names = error.context.slice(1).map(({ key }) => key)
  return approximations.some(({ path }) =>
    path.every((segment, i) => (segment === '*' ? i < names.length : String(segment) === names[i])),
  )
}

/** The laws of a schema: of a model's, or of what else decodes JSON. */
export const schemaLaws = (
  { name, schema, approximations, decode, written }: Subject,
  validate: JsonSchemaLawsOptions<unknown>['validate'],
): Laws => {
  const accepts = lazily(() => validate(schema))
  const isSchema = lazily(() => validate({ $ref: 'https://json-schema.org/draft/2020-12/schema' }))
  const input = fc.oneof(damagedOf(written), nearlyOf(written), nearlyOf(nearlyOf(written)), written, anyJson)
  return laws(`JSON Schema of ${name}`, [
    property('is one', fc.constant(schema), (given) => (isSchema(given) ? undefined : fc.stringify(given))),
    property('accepts what is encoded', written, (json) => (accepts(sent(json)) ? undefined : fc.stringify(json))),
    property('accepts what is decoded', input, (given) => {
      const json = sent(given)
      return E.isLeft(decode(json)) || accepts(json) ? undefined : fc.stringify(json)
    }),
    property('accepts nothing else, but where approximations tell of it', input, (given) => {
      const json = sent(given)
      const decoded = decode(json)
      if (E.isRight(decoded) || !accepts(json)) return undefined
      const untold = decoded.left.filter((error) => !isTold(error, approximations))
      return untold.length === 0 ? undefined : `${fc.stringify(json)}: ${fc.stringify(Json.invalid(untold))}`
    }),
  ])
}

/**
 * The laws of a model's JSON Schema, over an arbitrary of its values: it is a schema, it accepts what the codec writes and what it
 * reads, and it accepts nothing else, except where `Json.approximations` tells of it.
 */
export const jsonSchemaLaws: {
  <Attrs extends Attributes, P extends string, S extends string, I extends Indexes>(
    model: Model<Attrs, P, S, I>,
    given: JsonSchemaLawsOptions<Model<Attrs, P, S, I>['_A']>,
  ): Laws
  <M extends Json.Described>(
    model: M,
    given: JsonSchemaLawsOptions<M['_A']> & { readonly values: fc.Arbitrary<M['_A']> },
  ): Laws
} = (model: Json.Described, { validate, options = {}, values }: JsonSchemaLawsOptions<unknown>): Laws => {
  const { encode, decode } = Json.codec<Json.Described>(model, options)
  const isExact = Json.losses(model, options).length === 0
  const all = values ?? ofModel(model as Model<Attributes, string, string, Indexes>)
  return schemaLaws(
    {
      name: `${model.name} with ${JSON.stringify(options)}`,
      schema: Json.schema(model, options),
      approximations: Json.approximations(model, options),
      decode,
      // What was rounded can be something that the model refuses.
      written: all.map((a): JsonValue => encode(a)).filter((json) => isExact || E.isRight(decode(sent(json)))),
    },
    validate,
  )
}
