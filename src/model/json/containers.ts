/** Containers: maps, lists, records, sets and tuples, of the parts of what is in them. */
import type { Json } from 'fp-ts/Json'
import type { AnyAttribute, Attributes } from '../../codec/Attribute'
import { isObject } from '../../codec/guards'
import { type Draft, define } from '../../codec/records'
import type { Untyped } from '../../codec/struct'
import { within, wrong } from '../../codec/walk'
import type { AttributeValue, Item } from '../../value/AttributeValue'
import { approximationsAt } from './approximation'
import { decodeFields, fieldsPart } from './fields'
import { lossesAt } from './loss'
import { encodeMembers, membersOf, setOf } from './members'
import type { Options } from './options'
import { decodeElements, decodePresent, type PartOf, put, type Shape } from './part'

/** A map of declared fields. */
export const mapShape = (fields: Attributes, { name }: Untyped, partOf: PartOf, options: Options): Shape => {
  const part = fieldsPart(fields, partOf, options)
  return {
    nulls: 'Null',
    losses: part.losses,
    schema: part.schema,
    approximations: part.approximations,
    encode: (stored) => ('M' in stored ? part.encode(stored.M) : null),
    decode: (json, r) => {
      const M = decodeFields(part, name, json, r)
      return M === undefined ? undefined : { M }
    },
  }
}

/** A list: something must be at every place. */
export const listShape = (element: AnyAttribute, { name }: Untyped, partOf: PartOf): Shape => {
  const part = partOf(element)
  return {
    nulls: 'Null',
    losses: lossesAt('*', part.losses),
    schema: { type: 'array', items: part.present },
    approximations: approximationsAt('*', part.approximations),
    encode: (stored) => ('L' in stored ? stored.L.map(part.encode) : null),
    decode: (json, r) => {
      if (Array.isArray(json)) return decodeElements(() => part, json, r)
      wrong(r, name, json)
      return undefined
    },
  }
}

/** A record: names are data, and none is empty. */
export const recordShape = (entry: AnyAttribute, { name }: Untyped, partOf: PartOf): Shape => {
  const part = partOf(entry)
  return {
    nulls: 'Null',
    losses: lossesAt('*', part.losses),
    schema: { type: 'object', propertyNames: { minLength: 1 }, additionalProperties: part.present },
    approximations: approximationsAt('*', part.approximations),
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

/** A set: an array, of which what is there twice counts once. */
export const setShape = (member: AnyAttribute, { name }: Untyped, partOf: PartOf): Shape => {
  const part = partOf(member)
  return {
    nulls: 'Null',
    losses: lossesAt('*', part.losses),
    schema: { type: 'array', items: part.present },
    approximations: approximationsAt('*', part.approximations),
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

/** A list of fixed length. */
export const tupleShape = (places: ReadonlyArray<AnyAttribute>, { name }: Untyped, partOf: PartOf): Shape => {
  const parts = places.map((place) => partOf(place))
  return {
    nulls: 'Null',
    losses: parts.flatMap((part, i) => lossesAt(i, part.losses)),
    schema: {
      type: 'array',
      ...(parts.length === 0 ? {} : { prefixItems: parts.map(({ present }) => present), items: false }),
      minItems: parts.length,
      maxItems: parts.length,
    },
    approximations: parts.flatMap((part, i) => approximationsAt(i, part.approximations)),
    encode: (stored) => ('L' in stored ? stored.L.map((element, i) => parts[i]?.encode(element) ?? null) : null),
    decode: (json, r) => {
      if (Array.isArray(json) && json.length === parts.length) return decodeElements((i) => parts[i], json, r)
      wrong(r, name, json)
      return undefined
    },
  }
}
