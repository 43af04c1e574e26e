/** Sums of models that live in one table: an item is one of them, told apart by the value of one attribute. */
import * as E from 'fp-ts/Either'
import * as t from 'io-ts'
import { type AnyAttribute, type Attribute, type Attributes, type Failed, failed } from '../codec/Attribute'
import { toValidationErrors } from '../codec/validation'
import type { AttributeValue, Item, Tag } from '../value/AttributeValue'
import type { Mismatch } from '../value/Mismatch'
import type { Segment } from '../value/Path'
import { type KeySchema, keyNames, type TableSchema } from '../value/TableSchema'
import type { TableSettings } from '../value/TableSettings'
import { unstorable } from '../value/unstorable'
import type { AnyModel } from './AnyModel'
import { showContradiction } from './contradictions'
import { type Paths, paths, storedName } from './paths'
import type { AnySource, Source } from './Source'
import { specOf } from './sharing'

// -----------------------------------------------------------------------------
// model
// -----------------------------------------------------------------------------

/** A model that can be in a sum: it is a source itself. */
interface Variant extends AnyModel {
  readonly _Item: unknown
  readonly _Filter: unknown
  readonly _Where: unknown
  readonly keySchema: KeySchema
  readonly index: { readonly [name: string]: unknown }
}

/** All of a union at once. */
type Intersection<U> = (U extends unknown ? (u: U) => void : never) extends (i: infer I) => void ? I : never

/** The indexes that all variants have, with the tag, answering items of any of them. */
type CommonIndexes<V extends Variant, Name extends string> = {
  readonly [K in keyof V['index'] as Tells<V['index'][K], Name> extends true
    ? K
    : never]: V['index'][K] extends AnySource
    ? Source<
        V['index'][K]['_Item'],
        Intersection<V['index'][K]['_Row']>,
        Intersection<V['index'][K]['_Filter']>,
        V['index'][K]['_Where']
      >
    : never
}

/** Whether the items of an index have an attribute. */
type Tells<X, Name extends string> = X extends { readonly _Item: { readonly [N in Name]: unknown } } ? true : false

/**
 * A sum of models on one table. Encoding goes by the tag; decoding by the tag that is stored.
 *
 * Laws: those of a codec; it decodes what its variants encode.
 */
export interface OneOf<V extends Variant, Name extends string = never> extends t.Type<V['_A'], Item, unknown> {
  readonly _Row: Intersection<V['_Row']>
  readonly _NonKeyRow: Intersection<V['_NonKeyRow']>
  readonly _Key: V['_Key']
  readonly _Item: V['_A']
  readonly _Filter: Intersection<V['_Filter']>
  readonly _Where: V['_Where']
  readonly schema: TableSchema
  readonly attributes: Attributes
  readonly settings: TableSettings
  readonly variants: ReadonlyArray<AnyModel>
  readonly tag: Name
  readonly declared: (a: V['_A']) => ReadonlyArray<string>
  readonly read: (item: Item) => V['_A'] | Failed
  readonly explain: (item: unknown, path: ReadonlyArray<Segment>) => ReadonlyArray<Mismatch>
  readonly encodeKey: (key: V['_Key']) => Item
  readonly model: this
  readonly indexName: undefined
  readonly keySchema: KeySchema
  /** The paths of all variants' attributes. */
  readonly at: Intersection<V extends { readonly attributes: infer A extends Attributes } ? Paths<A> : never>
  readonly index: CommonIndexes<V, Name>
}

// -----------------------------------------------------------------------------
// constructors
// -----------------------------------------------------------------------------

/** Why an attribute does not tell models apart: it is stored under several names, or with one value in two of them. */
const tagFaults = (tag: string, variants: ReadonlyArray<Variant>): ReadonlyArray<string> => {
  const tags = variants.map(({ name, attributes }) => ({ name, attribute: attributes[tag] as AnyAttribute }))
  const stored = new Set(tags.map(({ attribute }) => storedName(tag, attribute)))
  const shared = tags.flatMap((x, i) =>
    tags
      .slice(i + 1)
      .flatMap((y) =>
        samplesOf(x.attribute).some((sample) => (y.attribute as Attribute<unknown, Tag>).read(sample) !== failed)
          ? [`${x.name} and ${y.name}: '${tag}' can be the same`]
          : [],
      ),
  )
  return [...(stored.size > 1 ? [`'${tag}' is stored as '${[...stored].join("' and '")}'`] : []), ...shared]
}

const samplesOf = (attribute: AnyAttribute): ReadonlyArray<AttributeValue> => {
  const { parts } = (attribute as Attribute<unknown, Tag>).definition
  return parts._tag === 'Samples' ? parts.samples : []
}

/** The key as the variant that calls its attributes so encodes it: variants may have names of their own for it. */
const encodeKeyOf = (variants: ReadonlyArray<Variant>): AnyModel['encodeKey'] => {
  const keys = variants.map(({ attributes, schema, encodeKey }) => {
    const stored = new Set(keyNames(schema.key))
    const names = Object.keys(attributes).filter((name) =>
      stored.has(storedName(name, attributes[name] as AnyAttribute)),
    )
    return { names, encodeKey }
  })
  return (key: unknown) => {
    const isNamed = (name: string) => typeof key === 'object' && key !== null && Object.hasOwn(key, name)
    const { encodeKey } = keys.find(({ names }) => names.every(isNamed)) ?? (keys[0] as (typeof keys)[number])
    return encodeKey(key as never)
  }
}

/** What is needed of a variant, or of a variant's index. */
interface Part {
  readonly name: string
  readonly attributes: Attributes
  readonly is: (u: unknown) => boolean
  readonly declared: (a: never) => ReadonlyArray<string>
  readonly encode: (a: never) => Item
  readonly read: (item: Item) => unknown | Failed
  readonly explain: (item: unknown, path: ReadonlyArray<Segment>) => ReadonlyArray<Mismatch>
}

/** The codec that goes by the tag. */
const choose = (name: string, tag: string, parts: ReadonlyArray<Part>) => {
  const tagOf = (part: Part) => part.attributes[tag] as Attribute<unknown, Tag>
  const stored = storedName(tag, tagOf(parts[0] as Part))
  const ofItem = (item: unknown): Part | undefined => {
    if (typeof item !== 'object' || item === null || !Object.hasOwn(item, stored)) return undefined
    const value = (item as Item)[stored]
    return parts.find((part) => tagOf(part).read(value) !== failed)
  }
  const ofValue = (a: unknown): Part | undefined =>
    typeof a === 'object' && a !== null
      ? parts.find((part) => tagOf(part).is((a as Record<string, unknown>)[tag]))
      : undefined
  const expected = parts.map((part) => part.name).join(' or ')
  const read = (item: Item): unknown | Failed => ofItem(item)?.read(item) ?? failed
  const explain = (item: unknown, path: ReadonlyArray<Segment>): ReadonlyArray<Mismatch> => {
    const actual = typeof item === 'object' && item !== null ? (item as Item)[stored] : item
    return (
      ofItem(item)?.explain(item, path) ?? [{ path: [...path, stored], expected: `the tag of ${expected}`, actual }]
    )
  }
  return Object.assign(
    new t.Type<unknown, Item, unknown>(
      name,
      (u): u is unknown => ofValue(u)?.is(u) === true,
      (u, context) => {
        const a = read(u as Item)
        return a === failed ? t.failures([...toValidationErrors(explain(u, []), u, context)]) : t.success(a)
      },
      (a) =>
        ofValue(a)?.encode(a as never) ?? {
          [stored]: unstorable(`the tag of ${expected}`, (a as Record<string, unknown> | undefined)?.[tag]),
        },
    ),
    {
      attributes: Object.fromEntries(parts.flatMap((part) => Object.entries(part.attributes))) as Attributes,
      declared: (a: unknown) => ofValue(a)?.declared(a as never) ?? [],
      read,
      explain,
    },
  )
}

/**
 * The sum of models of one table, told apart by the attribute `tag`, which each of them stores as a different literal.
 *
 * Models that cannot share a table are a fault of the program itself: it fails here, with one sentence that names both.
 *
 * @example
 * ```ts
 * import { Attribute as A, Model as M } from 'bloop-ts'
 * import * as assert from 'node:assert'
 *
 * const base = { id: A.string, name: A.string }
 * const key = { partition: 'id' } as const
 * const Employee = M.model({ name: 'Employee', table: 'staff', attributes: { ...base, type: A.literal('employee') }, key })
 * const Manager = M.model({ name: 'Manager', table: 'staff', attributes: { ...base, type: A.literal('manager'), reports: A.integer }, key })
 * const Staff = M.oneOf('type', [Employee, Manager])
 *
 * assert.deepStrictEqual(Staff.encode({ id: '1', name: 'ann', type: 'employee' }), {
 *   id: { S: '1' },
 *   name: { S: 'ann' },
 *   type: { S: 'employee' },
 * })
 * ```
 */
export const oneOf = <K extends string, const Vs extends readonly [Variant, Variant, ...Variant[]]>(
  tag: K,
  variants: Vs & ReadonlyArray<{ readonly attributes: { readonly [Name in K]: AnyAttribute } }>,
): OneOf<Vs[number], K> => {
  const all: ReadonlyArray<Variant> = variants
  const [first, ...rest] = all as readonly [Variant, ...Variant[]]
  const name = all.map((variant) => variant.name).join(' | ')
  const merged = specOf([first, ...rest])
  const faults = E.isLeft(merged) ? merged.left.map(showContradiction) : tagFaults(tag, all)
  if (E.isLeft(merged) || faults.length > 0) throw new TypeError(faults.join('; '))
  const { schema, settings } = merged.right
  const part = (variant: AnyModel): Part => variant as unknown as Part
  // An index that does not project the tag cannot tell the models apart.
  const common = Object.keys(first.index).filter((index) =>
    all.every(
      (variant) =>
        Object.hasOwn(variant.index, index) && Object.hasOwn((variant.index[index] as AnySource).model.attributes, tag),
    ),
  )
  const shared = { schema, settings, variants: all, tag, encodeKey: encodeKeyOf(all) }
  const sum = Object.assign(choose(name, tag, all.map(part)), shared, {
    indexName: undefined,
    keySchema: first.keySchema,
    at: Object.defineProperties(
      {},
      Object.fromEntries(
        all.flatMap((variant) => Object.entries(Object.getOwnPropertyDescriptors(paths(variant.attributes)))),
      ),
    ),
    index: Object.fromEntries(
      common.map((index) => {
        const sources = all.map((variant) => variant.index[index] as AnySource)
        return [
          index,
          {
            ...sources[0],
            model: Object.assign(
              choose(
                name,
                tag,
                sources.map(({ model }) => part(model)),
              ),
              shared,
            ),
          },
        ]
      }),
    ),
  })
  return Object.assign(sum, { model: sum }) as unknown as OneOf<Vs[number], K>
}
