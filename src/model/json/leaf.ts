/** Leaves: what has no parts, by its form and its DynamoDB types. */
import type { Json } from 'fp-ts/Json'
import { failed } from '../../codec/Attribute'
import { json as jsonCodec } from '../../codec/json'
import type { Untyped } from '../../codec/struct'
import { wrong } from '../../codec/walk'
import type { AttributeValue, Tag } from '../../value/AttributeValue'
import { maxContainers, maxItemBytes } from '../../value/measure'
import { isUnstorable } from '../../value/unstorable'
import { fromBase64, toBase64 } from './base64'
import { decodeDocument, encodeDocument } from './document'
import { decodeInstant, encodeInstant } from './instant'
import type { Loss } from './loss'
import { encodeMembers, membersOf, setOf } from './members'
import { decodeNumber, encodeNumber } from './number'
import type { Options } from './options'
import type { Reading, Shape } from './part'
import { decodeTyped, encodeTyped } from './typed'

// -----------------------------------------------------------------------------
// one form
// -----------------------------------------------------------------------------

const text = jsonCodec()

const parse = (s: string): Json => {
  try {
    return JSON.parse(s) as Json
  } catch {
    return s
  }
}

/** Text of JSON is the JSON that it is of. */
const jsonLeaf: Shape = {
  nulls: 'Text',
  losses: [],
  encode: (stored) => ('S' in stored ? parse(stored.S) : null),
  decode: (json, r) => {
    const stored = text.write(json as Json)
    if (stored !== undefined && !isUnstorable(stored)) return stored
    r.found.push(...text.check(json, [...r.path]))
    return undefined
  },
}

const instantLeaf = ({ name, types }: Untyped): Shape => ({
  nulls: 'Null',
  losses: [],
  encode: encodeInstant,
  decode: (json, r) => {
    const stored = typeof json === 'string' ? decodeInstant(json, types.includes('S')) : undefined
    if (stored === undefined) wrong(r, `${name} as ISO 8601 text in UTC`, json)
    return stored
  },
})

const typedLeaf: Shape = {
  nulls: 'Nothing',
  losses: [],
  encode: encodeTyped,
  decode: (json, r) => {
    r.nodes = maxItemBytes
    return decodeTyped(json, maxContainers, r)
  },
}

// -----------------------------------------------------------------------------
// by type
// -----------------------------------------------------------------------------

const encodeAs = (attribute: Untyped, options: Options) => {
  const { form } = attribute.definition
  const isMixed = attribute.types.includes('N') && attribute.types.includes('S') && form === 'Plain'
  return (stored: AttributeValue): Json => {
    if ('N' in stored && !isMixed) return encodeNumber(stored.N, form, options)
    if ('NS' in stored && !isMixed)
      return encodeMembers(membersOf(stored), (n) => ('N' in n ? encodeNumber(n.N, form, options) : null))
    return 'B' in stored ? toBase64(stored.B) : encodeDocument(stored, options)
  }
}

/** What JSON can be of a type; `undefined` where it can be nothing. */
const decodeAs = (attribute: Untyped, tag: Tag, options: Options, json: unknown, r: Reading) => {
  const { form } = attribute.definition
  const isMixed = attribute.types.includes('N') && attribute.types.includes('S') && form === 'Plain'
  const number = (u: unknown): AttributeValue | undefined =>
    isMixed ? (decodeNumber(u, 'Float', options) ?? decodeNumber(u, 'Bigint', options)) : decodeNumber(u, form, options)
  const bytes = (u: unknown): AttributeValue | undefined => {
    const B = typeof u === 'string' ? fromBase64(u) : undefined
    return B === undefined ? undefined : { B }
  }
  const members = (one: (u: unknown) => AttributeValue | undefined): AttributeValue | undefined => {
    const all = Array.isArray(json) ? json.map(one) : []
    const found = all.filter((member) => member !== undefined)
    return found.length === all.length ? setOf(found) : undefined
  }
  switch (tag) {
    case 'S':
      return typeof json === 'string' ? { S: json } : undefined
    case 'N':
      return number(json)
    case 'B':
      return bytes(json)
    case 'BOOL':
      return typeof json === 'boolean' ? { BOOL: json } : undefined
    case 'NULL':
      return json === null ? ({ NULL: true } as const) : undefined
    case 'SS':
      return members((u) => (typeof u === 'string' ? { S: u } : undefined))
    case 'NS':
      return members(number)
    case 'BS':
      return members(bytes)
    case 'L':
      return Array.isArray(json) ? decodeDocument(json, maxContainers, r) : undefined
    case 'M':
      return typeof json === 'object' && json !== null && !Array.isArray(json)
        ? decodeDocument(json, maxContainers, r)
        : undefined
  }
}

/** The order in which types are tried: what JSON says by itself comes first. */
const tried: ReadonlyArray<Tag> = ['NULL', 'BOOL', 'S', 'N', 'B', 'L', 'M', 'SS', 'NS', 'BS']

/** Whether DynamoDB types that a codec holds look alike in JSON, so that what comes back need not be what was. */
const looksAlike = (types: ReadonlyArray<Tag>, isPlain: boolean): boolean => {
  const has = (...tags: ReadonlyArray<Tag>) => tags.filter((tag) => types.includes(tag)).length
  return (
    has('L', 'M') > 0 || has('S', 'B') > 1 || has('SS', 'NS', 'BS') > 1 || (isPlain && has('N') + has('S', 'B') > 1)
  )
}

const lossesOf = ({ types, definition }: Untyped, { useFloat }: Options): ReadonlyArray<Loss> => {
  const isPlain = definition.form === 'Plain'
  if (looksAlike(types, isPlain)) return [{ _tag: 'Untyped', path: [] }]
  return isPlain && useFloat === true && types.some((tag) => tag === 'N' || tag === 'NS')
    ? [{ _tag: 'Rounded', path: [] }]
    : []
}

/** The leaf of an attribute that has no parts. */
export const leaf = (attribute: Untyped, options: Options): Shape => {
  const { definition, types } = attribute
  if (definition.form === 'Json') return jsonLeaf
  if (definition.form === 'Instant') return instantLeaf(attribute)
  if (options.typed === true && looksAlike(types, definition.form === 'Plain')) return typedLeaf
  const order = tried.filter((tag) => types.includes(tag))
  return {
    nulls: 'Null',
    losses: lossesOf(attribute, options),
    encode: encodeAs(attribute, options),
    decode: (json, r) => {
      r.nodes = maxItemBytes
      const before = r.found.length
      const found: Array<AttributeValue> = []
      for (const tag of order) {
        const stored = decodeAs(attribute, tag, options, json, r)
        if (r.found.length > before) return undefined
        if (stored !== undefined) found.push(stored)
      }
      const one = found.length > 1 ? found.find((stored) => attribute.read(stored) !== failed) : undefined
      const stored = one ?? found[0]
      if (stored === undefined) wrong(r, expectedOf(attribute, options), json)
      return stored
    },
  }
}

/** What JSON is expected of an attribute: numbers and bytes say in which form. */
const expectedOf = ({ name, types, definition }: Untyped, { useFloat }: Options): string => {
  if (types.includes('S') || types.length !== 1) return name
  if (types.includes('B')) return `${name} as base64`
  const isText = definition.form === 'Bigint' || (definition.form === 'Plain' && useFloat !== true)
  return types.includes('N') && isText ? `${name} as text` : name
}
