/**
 * Arbitraries that follow from a codec or a model: what its laws are checked with, unless better ones are handed in.
 *
 * Candidates are made by the structure of the codec from small alphabets with edges, as they are stored; what the codec reads
 * of them are its values. Values that it holds and never reads are tried too.
 *
 * @example
 * ```ts
 * import { Attribute as A, Model as M } from 'bloop-ts'
 * import { arbitraries } from 'bloop-ts/laws'
 * import * as fc from 'fast-check'
 *
 * const User = M.model({
 *   name: 'User',
 *   table: 'users',
 *   attributes: { id: A.uuid, role: A.literal('admin', 'guest') },
 *   key: { partition: 'id' },
 * })
 * const { id, role } = arbitraries.ofAttributes(User)
 * fc.assert(fc.property(id, role, (id, role) => A.uuid.is(id) && ['admin', 'guest'].includes(role)))
 * ```
 */
import Big from 'big.js'
import * as fc from 'fast-check'
import * as O from 'fp-ts/Option'
import type { Attribute, Attributes, Inside, Presence } from '../../src/codec/Attribute'
import { type Field, fieldsOf, type Untyped } from '../../src/codec/struct'
import type { AnyModel } from '../../src/model/AnyModel'
import type { Indexes } from '../../src/model/indexes'
import type { Model } from '../../src/model/Model'
import type { Item, Tag } from '../../src/value/AttributeValue'
import { validateIndexKey } from '../../src/value/key'
import { assign } from '../../src/value/record'
import { keyAttributes, type TableSchema } from '../../src/value/TableSchema'
import { anyOf } from './anyOf'
import { fitting } from './fitting'
import { storedOf } from './modelStored'
import { givenAt, isArbitrary, onlyFor, storedWith } from './override'
import type { Given, Overrides } from './overrides'

// -----------------------------------------------------------------------------
// attributes
// -----------------------------------------------------------------------------

/** Values of the application that a codec may hold without ever reading them. */
const local: ReadonlyArray<unknown> = [
  ...[undefined, null, true, false, 0, -0, 1, -1, 0.1, 1e21, Number.MAX_SAFE_INTEGER, 0n, 10n ** 37n],
  ...['', 'a', 'É', '1', '2F1F4F0E-6A4C-4F0A-9B53-0A1B2C3D4E5F', '2020-02-29', '{ "a": 1 }'],
  ...[new Big('0.10'), new Big('-1e20'), new Date(0), new Date(1), new Date(-62167219200000), new Date(8.64e15)],
  ...[new Uint8Array(), Uint8Array.of(1, 255), [], ['a'], [1], {}, { a: 1 }, { a: 'a' }],
  ...[new Set(), new Set(['a']), new Set([1]), new Set(['a', 'b', 'c', 'd', 'e']), O.none, O.some('a'), O.some(1)],
]

/** Values of an attribute, of which a `TypeError` says `place` where none are found. */
export const ofUntyped = (attribute: Untyped, place: string, given?: Given): fc.Arbitrary<unknown> => {
  if (isArbitrary(given))
    return fitting(
      given,
      attribute.is,
      (example) =>
        `The arbitrary handed in for ${place} gives no value of it (${attribute.name}), but such as ${example}`,
    )
  if (given !== undefined) return storedWith(attribute, place, given).map((stored) => attribute.read(stored))
  const read = storedOf(attribute, place).map((stored) => attribute.read(stored))
  const others = attribute.inside._tag === 'Nothing' ? local.filter((u) => attribute.is(u)) : []
  return others.length === 0 ? read : fc.oneof({ weight: 7, arbitrary: read }, { weight: 1, arbitrary: anyOf(others) })
}

/** Values of an attribute. A `TypeError` says so where none is found, as of a narrow refinement: then write an arbitrary. */
export const ofAttribute = <A, V>(attribute: Attribute<A, Tag, Presence, string, Inside, V>): fc.Arbitrary<A> =>
  ofUntyped(attribute as unknown as Untyped, attribute.name) as fc.Arbitrary<A>

// -----------------------------------------------------------------------------
// models
// -----------------------------------------------------------------------------

/** The values of a field that keys may have: not empty, not too long. Of one that is in no key, all of them. */
const fittingKeys = (
  schema: TableSchema,
  { stored, attribute }: Field,
  values: fc.Arbitrary<unknown>,
  place: string,
): fc.Arbitrary<unknown> => {
  const keys = [schema.key, ...schema.indexes.map(({ key }) => key)].flatMap(keyAttributes)
  const parts = keys.filter(({ name }) => name === stored).map((part) => ({ ...part, role: 'sort' as const }))
  if (parts.length === 0) return values
  const check = validateIndexKey(parts)
  const fits = (a: unknown): boolean => {
    const value = attribute.write(a)
    return value === undefined || check({ [stored]: value } as Item).length === 0
  }
  return fitting(
    values,
    fits,
    (example) =>
      `No value of ${place} was found that a key may have (${attribute.name}, but such as ${example}): hand in an arbitrary of its values`,
  )
}

/** Arbitraries of the attributes of what has a schema, by name. */
export const ofFields = (
  { name, attributes, schema }: Pick<AnyModel, 'name' | 'attributes' | 'schema'>,
  given?: Given,
): ReadonlyArray<readonly [string, fc.Arbitrary<unknown>]> =>
  fieldsOf(attributes).map((field) => {
    const place = `${name}.${field.name}`
    const values = ofUntyped(field.attribute, place, givenAt(given, field.name))
    return [field.name, fittingKeys(schema, field, values, place)]
  })

/**
 * Arbitraries of the values of each attribute of a model, by name; of key attributes, values that keys may have. `overrides`
 * take the place of what follows from the codec.
 */
export const ofAttributes = <Attrs extends Attributes, P extends string, S extends string, I extends Indexes>(
  model: Model<Attrs, P, S, I>,
  overrides: Overrides<Attrs> = {},
): { readonly [K in keyof Attrs]: fc.Arbitrary<Attrs[K]['_A']> } =>
  Object.fromEntries(ofFields(model, overrides)) as { readonly [K in keyof Attrs]: fc.Arbitrary<Attrs[K]['_A']> }

/** Records of the values of arbitraries, without those that are `undefined`. */
export const recordOf = (
  entries: ReadonlyArray<readonly [string, fc.Arbitrary<unknown>]>,
): fc.Arbitrary<{ readonly [name: string]: unknown }> =>
  fc.tuple(...entries.map(([, values]) => values)).map((values) => {
    const out: { [name: string]: unknown } = {}
    entries.forEach(([name], i) => {
      if (values[i] !== undefined) assign(out, name, values[i])
    })
    return out
  })

const ofVariants = (model: AnyModel, given?: Given): fc.Arbitrary<unknown> =>
  model.variants === undefined
    ? recordOf(ofFields(model, given))
    : fc.oneof(...model.variants.map((variant) => ofVariants(variant, given)))

/** Values of a model; of a sum, of any of its models. */
export const ofAnyModel = (model: AnyModel, given?: Given): fc.Arbitrary<unknown> => {
  onlyFor(given, Object.keys(model.attributes), model.name)
  return ofVariants(model, given)
}

/** Values of a model. See `ofAttribute`; `overrides` are arbitraries of some of the attributes. */
export const ofModel = <Attrs extends Attributes, P extends string, S extends string, I extends Indexes>(
  model: Model<Attrs, P, S, I>,
  overrides: Overrides<Attrs> = {},
): fc.Arbitrary<Model<Attrs, P, S, I>['_A']> =>
  recordOf(ofFields(model, overrides)) as fc.Arbitrary<Model<Attrs, P, S, I>['_A']>

/** Pairs of values: equal ones, such that differ in few attributes, and any. */
export const nearly = <A>(values: fc.Arbitrary<A>): fc.Arbitrary<readonly [A, A]> =>
  fc.tuple(values, values, fc.constantFrom('equal', 'nearly', 'nearly', 'any'), fc.nat(999)).map(([x, y, kind, n]) => {
    const names = [...new Set([...Object.keys(x as object), ...Object.keys(y as object)])]
    const taken = kind === 'any' ? names : kind === 'nearly' ? [names[n % names.length]] : []
    const out: { [name: string]: unknown } = {}
    for (const name of names) {
      const from = (taken.includes(name) ? y : x) as { readonly [name: string]: unknown }
      if (Object.hasOwn(from, name)) assign(out, name, from[name])
    }
    return [x, out as A]
  })
