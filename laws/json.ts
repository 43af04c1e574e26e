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
import type { Attributes } from '../src/codec/Attribute'
import { isPlainObject } from '../src/codec/guards'
import type { Indexes } from '../src/model/indexes'
import * as Json from '../src/model/Json'
import type { Model } from '../src/model/Model'
import { assign, lookup } from '../src/value/record'
import { ofModel } from './arbitrary/model'
import { equation, type Law, type Laws, laws, property } from './law'
import { sameValue } from './sameValue'

// -----------------------------------------------------------------------------
// model
// -----------------------------------------------------------------------------

type Codec = ReturnType<typeof Json.codec<Json.Described>>
type JsonObject = { readonly [name: string]: JsonValue }

const isJson = (u: unknown): boolean => {
  if (u === null || typeof u === 'string' || typeof u === 'boolean') return true
  if (typeof u === 'number') return Number.isFinite(u)
  return Array.isArray(u) ? u.every(isJson) : isPlainObject(u) && Object.values(u).every(isJson)
}

const sent = (json: unknown): unknown => JSON.parse(JSON.stringify(json))

/** JSON with something in it replaced by other JSON, at any depth. */
const damaged = (json: JsonValue, other: JsonValue, where: ReadonlyArray<number>): JsonValue => {
  const [n = 0, ...rest] = where
  const names = typeof json === 'object' && json !== null ? Object.keys(json) : []
  const name = names[n % Math.max(1, names.length)]
  if (where.length === 0 || name === undefined) return other
  if (Array.isArray(json)) return json.map((one, i) => (String(i) === name ? damaged(one, other, rest) : one))
  const out: { [name: string]: JsonValue } = {}
  for (const each of names) {
    const value = (json as JsonObject)[each] as JsonValue
    assign(out, each, each === name ? damaged(value, other, rest) : value)
  }
  return out
}

const anyJson: fc.Arbitrary<JsonValue> = fc.oneof(
  fc.constantFrom<JsonValue>('', '1', 1, 1e300, 2 ** 53, null, [], {}, [null], 'AQ==', '2020-02-30T00:00:00Z', 'NaN'),
  fc.jsonValue({ maxDepth: 3 }).map((json) => json as JsonValue),
  fc.jsonValue().map((json) => JSON.parse(`{"__proto__":${JSON.stringify(json)}}`)),
)

// -----------------------------------------------------------------------------
// laws
// -----------------------------------------------------------------------------

/** What is so whatever the options lose. */
const ofAny = (
  codec: Codec,
  names: ReadonlyArray<string>,
  values: fc.Arbitrary<unknown>,
  { explicitNull, ignoreUnknown }: Json.Options,
): ReadonlyArray<Law> => {
  const written = values.map((a): JsonValue => codec.encode(a))
  const wrong = fc
    .tuple(written, anyJson, fc.array(fc.nat(99), { maxLength: 4 }))
    .map(([json, other, where]) => damaged(json, other, where))
  const input: fc.Arbitrary<unknown> = fc.oneof(wrong, written, anyJson, fc.anything())
  return [
    property('encode gives plain JSON, and is total', fc.oneof(values, fc.anything()), (a) => {
      const json = codec.encode(a)
      return isJson(json) && sameValue(sent(json), json) ? undefined : fc.stringify(json)
    }),
    property('decode is total, and gives values, or errors', input, (u) => {
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
      return E.isLeft(again) || sameValue(codec.encode(again.right), json)
        ? undefined
        : `${fc.stringify(json)}, then ${fc.stringify(codec.encode(again.right))}`
    }),
    property('what is not declared is refused, or ignored', values, (a) => {
      const json = codec.encode(a)
      const given = codec.decode({ ...json, 'an attribute of nobody': 1 })
      const ok = codec.decode(json)
      const expected = ignoreUnknown === true ? E.isRight(ok) : false
      return E.isRight(given) === expected ? undefined : fc.stringify(given)
    }),
    property('explicit nulls: every attribute is there', values, (a) => {
      const json = codec.encode(a)
      const missing = names.filter((name) => lookup(json, name) === undefined)
      return explicitNull !== true || missing.length === 0 ? undefined : missing.join(', ')
    }),
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
    ...ofAny(codec, Object.keys(model.attributes), values, options),
  ])
}
