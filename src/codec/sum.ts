/** sum: one of several maps, told apart by a tag. */
import type { AttributeValue, Item } from '../value/AttributeValue'
import { quote } from '../value/show'
import { unstorable } from '../value/unstorable'
import { type AnyAttribute, type Attribute, type Attributes, attribute, failed } from './Attribute'
import { isObject } from './guards'
import { literal } from './literal'
import type { FieldsWithin } from './map'
import { type Draft, define, own } from './records'
import { entriesOf, textOf } from './stored'
import { fieldsOf, type Untyped } from './struct'

// -----------------------------------------------------------------------------
// model
// -----------------------------------------------------------------------------

/** A map, refined or branded or not. */
export interface MapAttribute extends AnyAttribute {
  readonly _T: 'M'
  readonly _P: 'required'
  readonly _I: { readonly _tag: 'Fields'; readonly fields: Attributes }
}

/** The maps of a sum, by the values of the tag. */
export interface Variants {
  readonly [name: string]: MapAttribute
}

/** The union of the variants, each with its tag. */
export type TypeOfSum<K extends string, Vs extends Variants> = {
  readonly [Name in keyof Vs]: Tagged<{ readonly [_ in K]: Name }, Vs[Name]['_A']>
}[keyof Vs]

type Tagged<Tag, A> = { readonly [K in keyof (Tag & A)]: (Tag & A)[K] }

// -----------------------------------------------------------------------------
// constructors
// -----------------------------------------------------------------------------

/**
 * One of several maps, told apart by a tag, which is stored beside the fields of the map. Encoding goes by the tag, so that no
 * field is lost; paths lead to the tag.
 *
 * @example
 * ```ts
 * import { Attribute as A } from 'bloop-ts'
 * import * as assert from 'node:assert'
 *
 * const Shape = A.sum('kind', { circle: A.map({ radius: A.float }), square: A.map({ side: A.float }) })
 * assert.deepStrictEqual(Shape.encode({ kind: 'circle', radius: 2 }), { M: { kind: { S: 'circle' }, radius: { N: '2' } } })
 * ```
 */
export const sum = <K extends string, Vs extends Variants>(
  tag: K,
  variants: Vs,
): Attribute<
  TypeOfSum<K, Vs>,
  'M',
  'required',
  never,
  FieldsWithin<{ readonly [_ in K]: Attribute<keyof Vs & string, 'S'> }>
> => {
  type A = TypeOfSum<K, Vs>
  type Inside = FieldsWithin<{ readonly [_ in K]: Attribute<keyof Vs & string, 'S'> }>
  const names = Object.keys(variants) as ReadonlyArray<keyof Vs & string>
  const byName = new Map(names.map((name) => [name as string, variants[name] as unknown as Untyped]))
  const expected = `map with ${tag} of ${names.map(quote).join(' | ')}`
  const tagCodec = literal(...(names as readonly [keyof Vs & string, ...(keyof Vs & string)[]]))

  const nameOf = (u: Readonly<Draft>): string => {
    const name = own(u, tag)
    return typeof name === 'string' ? name : ''
  }
  const storedNameOf = (entries: Item): string => textOf(own(entries, tag)) ?? ''
  const tagged = (name: unknown, fields: Readonly<Draft>): Draft => {
    const draft: Draft = {}
    define(draft, tag, name)
    for (const key of Object.keys(fields)) if (key !== tag) define(draft, key, fields[key])
    return draft
  }
  return attribute<A, 'M', Inside>({
    name: expected,
    types: ['M'],
    limits: [],
    inside: { _tag: 'Fields', fields: { [tag]: tagCodec } },
    parts: { _tag: 'Variants', tag, variants },
    problems: names.flatMap((name) => {
      const variant = variants[name] as MapAttribute
      const fields = variant.inside._tag === 'Fields' ? fieldsOf(variant.inside.fields) : []
      return [
        ...fields
          .filter((field) => field.stored === tag || field.name === tag)
          .map((field) => `the field '${field.name}' of ${quote(name)} has the name of the tag`),
        ...variant.problems.map((problem) => `in ${quote(name)}, ${problem}`),
      ]
    }),
    is: (u): u is A => isObject(u) && byName.get(nameOf(u))?.is(u) === true,
    write: (a: unknown) => {
      const variant = isObject(a) ? byName.get(nameOf(a)) : undefined
      if (variant === undefined || !isObject(a)) return unstorable(expected, a)
      const stored = variant.write(a)
      const entries = entriesOf(stored)
      return entries === undefined
        ? (stored ?? unstorable(expected, a))
        : { M: tagged({ S: nameOf(a) }, entries) as Item }
    },
    read: (stored) => {
      const entries = entriesOf(stored)
      if (entries === undefined) return failed
      const name = storedNameOf(entries)
      const value = byName.get(name)?.read(stored) ?? failed
      return value === failed ? failed : (tagged(name, value as Draft) as A)
    },
    explain: (actual, path) => {
      const entries = entriesOf(actual)
      if (entries === undefined) return [{ path, expected, actual }]
      const variant = byName.get(storedNameOf(entries))
      return variant === undefined
        ? [{ path: [...path, tag], expected: tagCodec.name, actual: own(entries, tag) }]
        : variant.explain(actual as AttributeValue, path)
    },
    check: (u, path) => {
      if (!isObject(u)) return [{ path, expected, actual: u }]
      const variant = byName.get(nameOf(u))
      return variant === undefined
        ? [{ path: [...path, tag], expected: tagCodec.name, actual: own(u, tag) }]
        : variant.check(u, path)
    },
  })
}
