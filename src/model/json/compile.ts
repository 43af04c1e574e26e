/** Compiles an attribute to how its values are in JSON, by the descriptions of its codec. */
import type { Json } from 'fp-ts/Json'
import { type AnyAttribute, type Attributes, failed } from '../../codec/Attribute'
import { isObject } from '../../codec/guards'
import { type Draft, define, own } from '../../codec/records'
import type { Untyped } from '../../codec/struct'
import { within, wrong } from '../../codec/walk'
import { type AttributeValue, type Item, NULL } from '../../value/AttributeValue'
import type { Mismatch } from '../../value/Mismatch'
import { lookup } from '../../value/record'
import { isUnstorable } from '../../value/unstorable'
import { decodeFields, fieldsPart } from './fields'
import { leaf } from './leaf'
import { distinctLosses, lossesAt } from './loss'
import { encodeMembers, membersOf, setOf } from './members'
import type { Options } from './options'
import {
  decodeElements,
  decodePresent,
  type Part,
  put,
  type Reading,
  type Shape,
  unstorableJson,
  untyped,
} from './part'

// -----------------------------------------------------------------------------
// containers
// -----------------------------------------------------------------------------

const mapShape = (fields: Attributes, { name }: Untyped, options: Options): Shape => {
  const part = fieldsPart(fields, (attribute) => compile(attribute, options), options)
  return {
    nulls: 'Null',
    losses: part.losses,
    encode: (stored) => ('M' in stored ? part.encode(stored.M) : null),
    decode: (json, r) => {
      const M = decodeFields(part, name, json, r)
      return M === undefined ? undefined : { M }
    },
  }
}

const listShape = (element: AnyAttribute, { name }: Untyped, options: Options): Shape => {
  const part = compile(element, options)
  return {
    nulls: 'Null',
    losses: lossesAt('*', part.losses),
    encode: (stored) => ('L' in stored ? stored.L.map(part.encode) : null),
    decode: (json, r) => {
      if (Array.isArray(json)) return decodeElements(() => part, json, r)
      wrong(r, name, json)
      return undefined
    },
  }
}

const recordShape = (entry: AnyAttribute, { name }: Untyped, options: Options): Shape => {
  const part = compile(entry, options)
  return {
    nulls: 'Null',
    losses: lossesAt('*', part.losses),
    encode: (stored) => {
      const json: { [name: string]: Json } = {}
      if ('M' in stored)
        for (const key of Object.keys(stored.M)) put(json, key, part.encode(stored.M[key] as AttributeValue))
      return json
    },
    decode: (json, r) => {
      if (!isObject(json)) {
        wrong(r, name, json)
        return undefined
      }
      const entries: Draft = {}
      for (const key of Object.keys(json)) {
        const stored = within(r, key, () => decodePresent(part, json[key], r))
        if (stored !== undefined) define(entries, key, stored)
      }
      return { M: entries as Item }
    },
  }
}

// -----------------------------------------------------------------------------
// parts
// -----------------------------------------------------------------------------

const setShape = (member: AnyAttribute, { name }: Untyped, options: Options): Shape => {
  const part = compile(member, options)
  return {
    nulls: 'Null',
    losses: lossesAt('*', part.losses),
    encode: (stored) => encodeMembers(membersOf(stored), part.encode),
    decode: (json, r) => {
      if (!Array.isArray(json)) {
        wrong(r, name, json)
        return undefined
      }
      const before = r.found.length
      const members = decodeElements(() => part, json, r)
      return r.found.length > before || !('L' in members) ? undefined : setOf(members.L)
    },
  }
}

const tupleShape = (places: ReadonlyArray<AnyAttribute>, { name }: Untyped, options: Options): Shape => {
  const parts = places.map((place) => compile(place, options))
  return {
    nulls: 'Null',
    losses: parts.flatMap((part, i) => lossesAt(i, part.losses)),
    encode: (stored) => ('L' in stored ? stored.L.map((element, i) => parts[i]?.encode(element) ?? null) : null),
    decode: (json, r) => {
      if (Array.isArray(json) && json.length === parts.length) return decodeElements((i) => parts[i], json, r)
      wrong(r, name, json)
      return undefined
    },
  }
}

const sumShape = (tag: string, variants: Attributes, { name }: Untyped, options: Options): Shape => {
  const parts = new Map(Object.entries(variants).map(([key, variant]) => [key, compile(variant, options)]))
  const tagOf = (u: unknown): string => (typeof u === 'string' ? u : '')
  const without = (json: Readonly<Draft>): Draft => {
    const rest: Draft = {}
    for (const key of Object.keys(json)) if (key !== tag) define(rest, key, json[key])
    return rest
  }
  return {
    nulls: 'Null',
    losses: distinctLosses([...parts.values()].flatMap((part) => part.losses)),
    encode: (stored) => {
      const entries = 'M' in stored ? stored.M : {}
      const value = lookup(entries, tag)
      const key = value !== undefined && 'S' in value ? value.S : ''
      const json: { [name: string]: Json } = {}
      put(json, tag, key)
      const fields = parts.get(key)?.encode(stored)
      if (isObject(fields)) for (const field of Object.keys(fields)) put(json, field, fields[field] as Json)
      return json
    },
    decode: (json, r) => {
      if (!isObject(json)) {
        wrong(r, name, json)
        return undefined
      }
      const key = tagOf(own(json, tag))
      const part = parts.get(key)
      if (part === undefined) {
        within(r, tag, () => wrong(r, [...parts.keys()].map((each) => `'${each}'`).join(' | '), own(json, tag)))
        return undefined
      }
      const stored = part.decode(without(json), r)
      if (stored === undefined || !('M' in stored)) return stored
      const entries: Draft = {}
      define(entries, tag, { S: key })
      for (const field of Object.keys(stored.M)) define(entries, field, stored.M[field])
      return { M: entries as Item }
    },
  }
}

const shapeOf = (attribute: Untyped, options: Options): Shape => {
  const { parts, inside } = attribute.definition
  switch (parts._tag) {
    case 'Members':
      return setShape(parts.member, attribute, options)
    case 'Places':
      return tupleShape(parts.places, attribute, options)
    case 'Variants':
      return sumShape(parts.tag, parts.variants, attribute, options)
    case 'Lifted':
      return compile(parts.over, options)
    case 'Samples':
      return leaf(attribute, options)
    case 'Opaque':
  }
  switch (inside._tag) {
    case 'Fields':
      return mapShape(inside.fields, attribute, options)
    case 'Elements':
      return listShape(inside.element, attribute, options)
    case 'Entries':
      return recordShape(inside.entry, attribute, options)
    case 'Nothing':
      return leaf(attribute, options)
  }
}

// -----------------------------------------------------------------------------
// attributes
// -----------------------------------------------------------------------------

/** What was found at the place itself is the JSON, and not what would be stored of it. */
const inJson =
  (json: unknown, depth: number) =>
  (mismatch: Mismatch): Mismatch =>
    mismatch.path.length === depth ? { ...mismatch, actual: json } : mismatch

/**
 * An attribute in JSON: what it is made of, `null`, and, in a careful reading, its own word on what all within it found right.
 */
export const compile = (codec: AnyAttribute, options: Options): Part => {
  const attribute = untyped(codec)
  const shape = shapeOf(attribute, options)
  const { nulls } = shape
  const reads = (stored: AttributeValue): boolean => attribute.read(stored) !== failed
  const readsNull = nulls !== 'Nothing' && reads(NULL)
  const mayBeNothing = attribute.definition.absent === 'EmptySet'
  return {
    attribute,
    nulls,
    losses: shape.losses,
    hasNull: readsNull || (nulls === 'Text' && reads({ S: 'null' })),
    encode: (stored) => {
      if (isUnstorable(stored)) return unstorableJson(stored)
      return nulls !== 'Nothing' && 'NULL' in stored ? null : shape.encode(stored)
    },
    decode: (json, r: Reading) => {
      const before = r.found.length
      const stored = json === null && readsNull ? NULL : shape.decode(json, r)
      if (r.isCareful && r.found.length === before && (stored !== undefined || mayBeNothing))
        r.found.push(...attribute.explain(stored, [...r.path]).map(inJson(json, r.path.length)))
      return stored
    },
  }
}
