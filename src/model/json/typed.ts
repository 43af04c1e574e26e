/** Documents of any shape as DynamoDB's own JSON: each value with its type, bytes as base64. */
import type { Json } from 'fp-ts/Json'
import { isObject, isWellFormed } from '../../codec/guards'
import { type Draft, define } from '../../codec/records'
import { isOver, visit, within, wrong } from '../../codec/walk'
import type { AttributeValue, Item } from '../../value/AttributeValue'
import { maxContainers, maxItemBytes } from '../../value/measure'
import { approximation } from './approximation'
import { base64Schema, fromBase64, toBase64 } from './base64'
import { levels, unicode } from './document'
import { encodeMembers, membersOf } from './members'
import { put, type Reading, type Shape, unstorableJson } from './part'
import type { Schema } from './schema'

/** One type and what is under it. What is within lists and maps is not said: a schema of it would have to name itself. */
const typedSchema: Schema = {
  type: 'object',
  minProperties: 1,
  maxProperties: 1,
  additionalProperties: false,
  properties: {
    S: { type: 'string' },
    N: { type: 'string' },
    B: base64Schema,
    BOOL: { type: 'boolean' },
    NULL: { const: true },
    SS: { type: 'array', items: { type: 'string' }, minItems: 1 },
    NS: { type: 'array', items: { type: 'string' }, minItems: 1 },
    BS: { type: 'array', items: base64Schema, minItems: 1 },
    L: { type: 'array', items: { type: 'object' } },
    M: { type: 'object', additionalProperties: { type: 'object' } },
  },
}

/** `{ "N": "1" }` of a stored value; sets are sorted. */
const encodeTyped = (stored: AttributeValue): Json => {
  if ('S' in stored) return { S: stored.S }
  if ('N' in stored) return { N: stored.N }
  if ('BOOL' in stored) return { BOOL: stored.BOOL }
  if ('NULL' in stored) return { NULL: true }
  if ('B' in stored) return { B: toBase64(stored.B) }
  if ('L' in stored) return { L: stored.L.map(encodeTyped) }
  if ('M' in stored) {
    const json: { [name: string]: Json } = {}
    for (const name of Object.keys(stored.M)) put(json, name, encodeTyped(stored.M[name] as AttributeValue))
    return { M: json }
  }
  const bare = (member: AttributeValue): Json =>
    'S' in member ? member.S : 'N' in member ? member.N : 'B' in member ? toBase64(member.B) : null
  if ('SS' in stored) return { SS: encodeMembers(membersOf(stored), bare) }
  if ('NS' in stored) return { NS: encodeMembers(membersOf(stored), bare) }
  return 'BS' in stored ? { BS: encodeMembers(membersOf(stored), bare) } : unstorableJson(stored)
}

const bytesOf = (u: unknown): unknown => (typeof u === 'string' ? (fromBase64(u) ?? u) : undefined)

const text = (u: unknown, r: Reading): unknown => {
  if (typeof u === 'string' && !isWellFormed(u)) wrong(r, unicode, u)
  return u
}

const inside = (tag: string, u: unknown, room: number, r: Reading): unknown => {
  if (tag === 'S') return text(u, r)
  if (tag === 'SS') return Array.isArray(u) ? u.map((member) => text(member, r)) : u
  if (tag === 'B') return bytesOf(u)
  if (tag === 'BS') return Array.isArray(u) ? u.map(bytesOf) : u
  if (tag === 'L' && Array.isArray(u)) {
    const elements: Array<unknown> = []
    for (let i = 0; i < u.length && !isOver(r); i++) elements.push(within(r, i, () => decodeTyped(u[i], room - 1, r)))
    return elements
  }
  if (tag !== 'M' || !isObject(u)) return u
  const entries: Draft = {}
  for (const name of Object.keys(u)) {
    if (isOver(r)) break
    if (!isWellFormed(name)) within(r, name, () => wrong(r, unicode, name))
    const entry = within(r, name, () => decodeTyped(u[name], room - 1, r))
    define(entries, name, entry)
  }
  return entries as Item
}

/** The stored value of DynamoDB's JSON, its bytes decoded; whether it is one is for the codec to say. */
const decodeTyped = (json: unknown, room: number, r: Reading): AttributeValue | undefined => {
  const [tag, ...others] = isObject(json) ? Object.keys(json) : []
  if (!isObject(json) || tag === undefined || others.length > 0) {
    wrong(r, 'value with its DynamoDB type', json)
    return undefined
  }
  if (!visit(r, tag === 'L' || tag === 'M' ? room - 1 : room)) {
    wrong(r, levels, json)
    return undefined
  }
  const stored: Draft = {}
  define(stored, tag, inside(tag, json[tag], room, r))
  return stored as unknown as AttributeValue
}

/** What is of any shape, in JSON that says its types. */
export const typedLeaf: Shape = {
  nulls: 'Nothing',
  losses: [],
  schema: typedSchema,
  approximations: approximation(levels),
  encode: encodeTyped,
  decode: (json, r) => {
    r.nodes = maxItemBytes
    return decodeTyped(json, maxContainers, r)
  },
}
