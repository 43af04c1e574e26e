/** Fields: a record of attributes in JSON, by the names that the application uses. */
import type { Json, JsonRecord } from 'fp-ts/Json'
import { type Attributes, failed } from '../../codec/Attribute'
import { isObject } from '../../codec/guards'
import { type Draft, define, own } from '../../codec/records'
import { fieldsOf } from '../../codec/struct'
import { within, wrong } from '../../codec/walk'
import type { Item } from '../../value/AttributeValue'
import { lookup } from '../../value/record'
import { type Approximation, approximationsAt } from './approximation'
import { type Loss, lossesAt } from './loss'
import type { Options } from './options'
import { type Part, put, type Reading } from './part'
import { nullable, objectOf, type Property, type Schema } from './schema'

// -----------------------------------------------------------------------------
// model
// -----------------------------------------------------------------------------

/** A record of attributes in JSON. */
export interface FieldsPart {
  readonly losses: ReadonlyArray<Loss>
  readonly approximations: ReadonlyArray<Approximation>
  readonly properties: ReadonlyArray<Property>
  /** The object of the properties. */
  readonly schema: Schema
  readonly encode: (item: Item) => JsonRecord
  /** What was wrong is noted; the answer then means nothing. */
  readonly decode: (json: Readonly<Draft>, r: Reading) => Item
}

// -----------------------------------------------------------------------------
// constructors
// -----------------------------------------------------------------------------

/** The JSON of a record of attributes, of the parts that its attributes are. */
export const fieldsPart = (
  attributes: Attributes,
  partOf: (attribute: Attributes[string]) => Part,
  { explicitNull, ignoreUnknown }: Options,
): FieldsPart => {
  const fields = fieldsOf(attributes).map(({ name, stored, attribute }) => ({
    name,
    stored,
    part: partOf(attribute),
    absent: attribute.definition.absent,
    mayBeAbsent: attribute.read(undefined) !== failed,
  }))
  /** Whether `null` is read as absent. */
  const isAbsence = ({ absent, part, mayBeAbsent }: (typeof fields)[number]) =>
    absent === 'Nothing' && !part.hasNull && mayBeAbsent
  const properties = fields.map((field) => ({
    name: field.name,
    schema: isAbsence(field) ? nullable(field.part.schema) : field.part.schema,
    isRequired: !field.mayBeAbsent,
  }))
  const isKnown = new Set(fields.map(({ name }) => name))
  return {
    losses: fields.flatMap(({ name, part, absent }) =>
      lossesAt(name, [
        ...part.losses,
        ...(explicitNull === true && absent === 'Nothing' && part.hasNull
          ? [{ _tag: 'NullIsAbsent', path: [] } as const]
          : []),
      ]),
    ),
    approximations: fields.flatMap(({ name, part }) => approximationsAt(name, part.approximations)),
    properties,
    schema: objectOf(properties, ignoreUnknown === true),
    encode: (item) => {
      const json: { [name: string]: Json } = {}
      for (const { name, stored, part, absent } of fields) {
        const value = lookup(item, stored)
        if (value !== undefined) put(json, name, part.encode(value))
        else if (absent === 'EmptySet') put(json, name, [])
        else if (explicitNull === true) put(json, name, null)
      }
      return json
    },
    decode: (json, r) => {
      const item: Draft = {}
      for (const field of fields) {
        const { name, stored, part, absent, mayBeAbsent } = field
        const value = own(json, name)
        if (value === undefined && mayBeAbsent) continue
        if (value === null && isAbsence(field)) continue
        within(r, name, () => {
          if (value === undefined) return wrong(r, part.attribute.name, value)
          const before = r.found.length
          const made = part.decode(value, r)
          if (made !== undefined) define(item, stored, made)
          else if (r.found.length === before && absent !== 'EmptySet')
            wrong(r, `${part.attribute.name} that is not empty`, value)
        })
      }
      if (ignoreUnknown !== true)
        for (const name of Object.keys(json))
          if (!isKnown.has(name)) within(r, name, () => wrong(r, 'no such attribute', json[name]))
      return item as Item
    },
  }
}

/** The fields of a JSON object; anything else is noted. */
export const decodeFields = (fields: FieldsPart, expected: string, json: unknown, r: Reading): Item | undefined => {
  if (isObject(json)) return fields.decode(json, r)
  wrong(r, expected, json)
  return undefined
}
