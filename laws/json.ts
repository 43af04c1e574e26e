/**
 * The laws of a model in JSON.
 *
 * @example
 * ```ts
 * import { Attribute as A, Model as M } from 'bloop-ts'
 * import { jsonLaws } from 'bloop-ts/laws'
 * import * as assert from 'node:assert'
 *
 * const User = M.model({
 *   name: 'User',
 *   table: 'users',
 *   attributes: { id: A.uuid, born: A.optional(A.dateTime), roles: A.set(A.string) },
 *   key: { partition: 'id' },
 * })
 * for (const law of jsonLaws(User, { explicitNull: true }).laws)
 *   assert.strictEqual((await law.check({ numRuns: 20 })).failed, false)
 * ```
 */
import * as fc from 'fast-check'
import * as E from 'fp-ts/Either'
import type { Json as JsonValue } from 'fp-ts/Json'
import type * as t from 'io-ts'
import type { Attributes } from '../src/codec/Attribute'
import { isPlainObject } from '../src/codec/guards'
import type { Indexes } from '../src/model/indexes'
import * as Json from '../src/model/Json'
import type { Model } from '../src/model/Model'
import { assign, lookup } from '../src/value/record'
import { ofModel } from './arbitrary/model'
import { anyJson, damagedOf, halvedOf, type JsonObject, nearlyOf, sent } from './json/inputs'
import { equation, type Law, type Laws, laws, property } from './law'
import { sameValue } from './sameValue'

// -----------------------------------------------------------------------------
// model
// -----------------------------------------------------------------------------

type Codec = ReturnType<typeof Json.codec<Json.Described>>

/** Whether an error is where something is lost, around it or within it: what was rounded can be something that the model refuses. */
const isOfLoss =
  (lost: ReadonlyArray<Json.Loss>) =>
  ({ context }: t.ValidationError): boolean => {
    const names = context.slice(1).map(({ key }) => key)
    return lost.some(({ path }) =>
      path.every((segment, i) => i >= names.length || segment === '*' || String(segment) === names[i]),
    )
  }

const isJson = (u: unknown): boolean => {
  if (u === null || typeof u === 'string' || typeof u === 'boolean') return true
  if (typeof u === 'number') return Number.isFinite(u)
  return Array.isArray(u) ? u.every(isJson) : isPlainObject(u) && Object.values(u).every(isJson)
}

// -----------------------------------------------------------------------------
// laws
// -----------------------------------------------------------------------------

/** What is so whatever the options lose. */
const ofAny = (
  codec: Codec,
  names: ReadonlyArray<string>,
  lost: ReadonlyArray<Json.Loss>,
  values: fc.Arbitrary<unknown>,
  { explicitNull, ignoreUnknown }: Json.Options,
): ReadonlyArray<Law> => {
  const written = values.map((a): JsonValue => codec.encode(a))
  const input: fc.Arbitrary<unknown> = fc.oneof(damagedOf(written), nearlyOf(written), written, anyJson, fc.anything())
  return [
    property('encode gives plain JSON, and is total', fc.oneof(values, fc.anything()), (a) => {
      const json = codec.encode(a)
      return isJson(json) && sameValue(sent(json), json) ? undefined : fc.stringify(json)
    }),
    property('decode is total, and gives values, or errors', fc.oneof(input, halvedOf(written)), (u) => {
      const decoded = codec.decode(u)
      if (E.isRight(decoded)) return codec.is(decoded.right) ? undefined : `not a value: ${fc.stringify(decoded.right)}`
      return decoded.left.length > 0 ? undefined : 'no errors'
    }),
    property(
      'errors name their place',
      fc.tuple(written, anyJson, fc.constantFrom(...names)),
      ([json, other, name]) => {
        // What was rounded can be something that the model refuses.
        if (E.isLeft(codec.decode(json))) return undefined
        const changed: { [name: string]: JsonValue } = {}
        for (const each of Object.keys(json as JsonObject))
          assign(changed, each, (json as JsonObject)[each] as JsonValue)
        assign(changed, name, other)
        const decoded = codec.decode(changed)
        const elsewhere = E.isRight(decoded) ? [] : decoded.left.filter(({ context }) => context[1]?.key !== name)
        return elsewhere.length === 0
          ? undefined
          : fc.stringify(elsewhere.map(({ context }) => context.map(({ key }) => key)))
      },
    ),
    property('what is decoded is encoded to what is decoded to the same JSON', input, (u) => {
      const decoded = codec.decode(u)
      if (E.isLeft(decoded)) return undefined
      const json = codec.encode(decoded.right)
      const again = codec.decode(sent(json))
      const isSame = E.isRight(again)
        ? sameValue(codec.encode(again.right), json)
        : again.left.length > 0 && again.left.every(isOfLoss(lost))
      if (isSame) return undefined
      const then = E.isRight(again) ? codec.encode(again.right) : Json.invalid(again.left)
      return `${fc.stringify(json)}, then ${fc.stringify(then)}`
    }),
    property('what is not declared is refused, or ignored', values, (a) => {
      const json = codec.encode(a)
      const given = codec.decode({ ...json, 'an attribute of nobody': 1 })
      const ok = codec.decode(json)
      const expected = ignoreUnknown === true ? E.isRight(ok) : false
      return E.isRight(given) === expected ? undefined : fc.stringify(given)
    }),
    ...(explicitNull === true
      ? [
          property('explicit nulls: every attribute is there', values, (a) => {
            const json = codec.encode(a)
            const missing = names.filter((name) => lookup(json, name) === undefined)
            return missing.length === 0 ? undefined : missing.join(', ')
          }),
        ]
      : []),
  ]
}

/**
 * The laws of a model in JSON, with the given options, over an arbitrary of its values; by default, over the one that follows
 * from the model. That values come back as they were is one of them where the options lose nothing (`Json.losses`).
 */
export const jsonLaws = <Attrs extends Attributes, P extends string, S extends string, I extends Indexes>(
  model: Model<Attrs, P, S, I>,
  options: Json.Options = {},
  values: fc.Arbitrary<Model<Attrs, P, S, I>['_A']> = ofModel(model),
): Laws => {
  const codec = Json.codec<Json.Described>(model, options)
  const lost = Json.losses(model, options)
  const roundTrip = equation<unknown, E.Either<unknown, unknown>>(
    'decode ∘ JSON.parse ∘ JSON.stringify ∘ encode = right',
    values,
    (a) => ({ left: codec.decode(sent(codec.encode(a))), right: E.right(a) }),
    (x, y) => E.isRight(x) && E.isRight(y) && sameValue(x.right, y.right),
  )
  return laws(`JSON of ${model.name} with ${JSON.stringify(options)}`, [
    ...(lost.length === 0 ? [roundTrip] : []),
    ...ofAny(codec, Object.keys(model.attributes), lost, values, options),
  ])
}
