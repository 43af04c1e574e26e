/** What the laws of a view are asked of: its fields, and values of its model with the JSON that they are. */
import * as fc from 'fast-check'
import type * as E from 'fp-ts/Either'
import type { Json } from 'fp-ts/Json'
import type { Untyped } from '../../src/codec/struct'
import * as View from '../../src/model/View'
import { assign, lookup } from '../../src/value/record'
import { ofUntyped } from '../arbitrary/model'
import { type JsonObject, sent } from '../json/inputs'

// -----------------------------------------------------------------------------
// model
// -----------------------------------------------------------------------------

/** A record of anything. */
export type Values = { readonly [name: string]: unknown }

/** A field of a view, links included. */
export interface Named {
  readonly name: string
  /** Its name in what is decoded; nothing of what is computed. */
  readonly from: string | undefined
  readonly role: 'Attribute' | 'Computed' | 'Accepted'
  /** It may be left out of the JSON, and is then not decoded. */
  readonly isOmittable: boolean
}

/** A value of the model, JSON that a client may send of it, and what is to be decoded of that. */
export interface Sample {
  readonly value: Values
  readonly json: JsonObject
  readonly decoded: Values
}

/** A view, seen from where the types of its values do not matter. */
export interface Subject {
  readonly view: View.AnyView
  readonly fields: ReadonlyArray<Named>
  readonly isExact: boolean
  readonly encode: (value: Values) => JsonObject
  readonly decode: (json: unknown) => E.Either<ReadonlyArray<View.Invalid>, Values>
  readonly set: (decoded: Values) => (value: Values) => Values
  readonly samples: fc.Arbitrary<Sample>
}

// -----------------------------------------------------------------------------
// constructors
// -----------------------------------------------------------------------------

/** The record without some of its names, or with these alone. */
export const without = <V>(record: { readonly [name: string]: V }, ...names: ReadonlyArray<string>) =>
  Object.fromEntries(Object.entries(record).filter(([name]) => !names.includes(name)))

/** What is accepted, as a view of its own that shows it. */
const acceptedOnly = (view: View.AnyView): View.AnyView => ({
  ...view,
  links: {},
  fields: Object.fromEntries(
    Object.entries(view.fields).flatMap(([name, field]) =>
      field._tag === 'Accepted' ? [[name, { ...field, _tag: 'Attribute' }]] : [],
    ),
  ),
})

/** A view and values of its model, to be asked for laws. */
export const subjectOf = (
  view: View.AnyView,
  values: fc.Arbitrary<unknown>,
  given: { readonly [name: string]: fc.Arbitrary<unknown> },
): Subject => {
  const { mode } = view
  const fields: ReadonlyArray<Named> = [
    ...Object.entries(view.fields).map(([name, field]) => ({
      name,
      from: field._tag === 'Computed' ? undefined : field.from,
      role: field._tag,
      isOmittable: mode === 'patch' || (mode === 'creation' && field.attribute.presence === 'default'),
    })),
    ...(Object.keys(view.links).length > 0
      ? [{ name: '_links', from: undefined, role: 'Computed', isOmittable: false } as const]
      : []),
  ]
  const secrets = acceptedOnly(view)
  const encode = View.encode(view) as Subject['encode']
  const encodeSecrets = View.encode(secrets) as Subject['encode']
  const accepted = fc.record(
    Object.fromEntries(
      Object.values(secrets.fields).flatMap((field) =>
        field._tag === 'Attribute'
          ? [
              [
                field.from,
                ofUntyped(field.attribute as Untyped, `${view.name}.${field.from}`, lookup(given, field.from)),
              ],
            ]
          : [],
      ),
    ),
  )
  const samples = fc.tuple(values as fc.Arbitrary<Values>, accepted).map(([value, given]): Sample => {
    const json: JsonObject = { ...encode(value), ...encodeSecrets(given) }
    const decoded: { [name: string]: unknown } = {}
    for (const { name, from, role, isOmittable } of fields) {
      if (from === undefined || (isOmittable && lookup(json, name) === undefined)) continue
      const one = lookup(role === 'Accepted' ? given : value, from)
      if (one !== undefined) assign(decoded, from, one)
    }
    return { value, json: sent(json) as JsonObject, decoded }
  })
  return {
    view,
    fields,
    isExact: [...View.losses(view), ...View.losses(secrets)].length === 0,
    encode,
    decode: View.decode(view) as Subject['decode'],
    set: View.set(view) as unknown as Subject['set'],
    samples,
  }
}

/** JSON with a property in place of what it had. */
export const replaced = (json: JsonObject, name: string, value: Json): JsonObject => {
  const out: { [name: string]: Json } = {}
  for (const each of Object.keys(json)) assign(out, each, json[each] as Json)
  assign(out, name, value)
  return out
}
