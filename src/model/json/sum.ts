/** Sums: one of several maps. */
import type { Json } from 'fp-ts/Json'
import type { Attributes } from '../../codec/Attribute'
import { isObject } from '../../codec/guards'
import { type Draft, define, own } from '../../codec/records'
import type { Untyped } from '../../codec/struct'
import { within, wrong } from '../../codec/walk'
import type { Item } from '../../value/AttributeValue'
import { lookup } from '../../value/record'
import { distinctApproximations } from './approximation'
import { distinctLosses } from './loss'
import { type PartOf, put, type Shape } from './part'
import { tagged } from './schema'

/** One of several maps, by the tag beside its fields. */
export const sumShape = (tag: string, variants: Attributes, { name }: Untyped, partOf: PartOf): Shape => {
  const parts = new Map(Object.entries(variants).map(([key, variant]) => [key, partOf(variant)]))
  const tagOf = (u: unknown): string => (typeof u === 'string' ? u : '')
  const without = (json: Readonly<Draft>): Draft => {
    const rest: Draft = {}
    for (const key of Object.keys(json)) if (key !== tag) define(rest, key, json[key])
    return rest
  }
  return {
    nulls: 'Null',
    losses: distinctLosses([...parts.values()].flatMap((part) => part.losses)),
    schema: { oneOf: [...parts].map(([key, part]) => tagged(part.schema, tag, key)) },
    approximations: distinctApproximations([...parts.values()].flatMap((part) => part.approximations)),
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
