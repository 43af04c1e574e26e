/** Documents of any shape as plain JSON, which does not tell all of DynamoDB's types apart. */
import type { Json } from 'fp-ts/Json'
import { isWellFormed } from '../../codec/guards'
import { type Draft, define } from '../../codec/records'
import { isOver, visit, within, wrong } from '../../codec/walk'
import type { AttributeValue, Item } from '../../value/AttributeValue'
import { toBase64 } from './base64'
import { encodeMembers, membersOf } from './members'
import { encodeAnyNumber, ofNumber } from './number'
import type { Options } from './options'
import { put, type Reading, unstorableJson } from './part'

/** What is expected of its size: DynamoDB's limits. */
export const levels = 'document of at most 32 levels and 400 KB'

/** What is expected of its texts and names: half of a surrogate pair has no UTF-8 form. */
export const unicode = 'Unicode text'

// -----------------------------------------------------------------------------
// encoding
// -----------------------------------------------------------------------------

/** The JSON of a stored value, by its type alone. */
export const encodeDocument = (stored: AttributeValue, options: Options): Json => {
  const inner = (value: AttributeValue) => encodeDocument(value, options)
  if ('S' in stored) return stored.S
  if ('N' in stored) return encodeAnyNumber(stored.N, options)
  if ('B' in stored) return toBase64(stored.B)
  if ('BOOL' in stored) return stored.BOOL
  if ('NULL' in stored) return null
  if ('L' in stored) return stored.L.map(inner)
  if ('M' in stored) {
    const json: { [name: string]: Json } = {}
    for (const name of Object.keys(stored.M)) put(json, name, inner(stored.M[name] as AttributeValue))
    return json
  }
  return 'SS' in stored || 'NS' in stored || 'BS' in stored
    ? encodeMembers(membersOf(stored), inner)
    : unstorableJson(stored)
}

// -----------------------------------------------------------------------------
// decoding
// -----------------------------------------------------------------------------

const entriesOf = (json: object, room: number, r: Reading): AttributeValue => {
  const entries: Draft = {}
  for (const name of Object.keys(json)) {
    if (isOver(r)) break
    if (!isWellFormed(name)) within(r, name, () => wrong(r, unicode, name))
    const value = (json as Readonly<Draft>)[name]
    define(
      entries,
      name,
      within(r, name, () => decodeDocument(value, room, r)),
    )
  }
  return { M: entries as Item }
}

const elementsOf = (json: ReadonlyArray<unknown>, room: number, r: Reading): AttributeValue => {
  const elements: Array<AttributeValue> = []
  for (let i = 0; i < json.length && !isOver(r); i++) {
    const element = within(r, i, () => decodeDocument(json[i], room, r))
    if (element !== undefined) elements.push(element)
  }
  return { L: elements }
}

/** The value that JSON is by its own types: text, numbers, truth values, null, lists and maps. */
export const decodeDocument = (json: unknown, room: number, r: Reading): AttributeValue | undefined => {
  const isContainer = typeof json === 'object' && json !== null
  if (!visit(r, isContainer ? room - 1 : room)) {
    wrong(r, levels, json)
    return undefined
  }
  if (json === null) return { NULL: true }
  if (typeof json === 'string') {
    if (isWellFormed(json)) return { S: json }
    wrong(r, unicode, json)
    return undefined
  }
  if (typeof json === 'boolean') return { BOOL: json }
  if (isContainer) return Array.isArray(json) ? elementsOf(json, room - 1, r) : entriesOf(json, room - 1, r)
  const number = ofNumber(json)
  if (number === undefined) wrong(r, typeof json === 'number' ? 'number that DynamoDB holds' : 'JSON', json)
  return number
}
