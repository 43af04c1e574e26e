/** What is stored as JSON and back, and its schema, by its DynamoDB type. */
import type { Json } from 'fp-ts/Json'
import { isWellFormed } from '../../codec/guards'
import type { Untyped } from '../../codec/struct'
import type { AttributeValue, Tag } from '../../value/AttributeValue'
import { maxContainers } from '../../value/measure'
import { base64Schema, fromBase64, toBase64 } from './base64'
import { decodeDocument, encodeDocument } from './document'
import { encodeMembers, membersOf, setOf } from './members'
import { decodeNumber, encodeNumber, numberSchema } from './number'
import type { Options } from './options'
import type { Reading } from './part'
import { anyOf, type Schema } from './schema'

/** The order in which types are tried: what JSON says by itself comes first. */
export const tried: ReadonlyArray<Tag> = ['NULL', 'BOOL', 'S', 'N', 'B', 'L', 'M', 'SS', 'NS', 'BS']

/** Whether DynamoDB types that a codec holds look alike in JSON, so that what comes back need not be what was. */
export const looksAlike = (types: ReadonlyArray<Tag>, isPlain: boolean): boolean => {
  const has = (...tags: ReadonlyArray<Tag>) => tags.filter((tag) => types.includes(tag)).length
  return (
    has('L', 'M') > 0 || has('S', 'B') > 1 || has('SS', 'NS', 'BS') > 1 || (isPlain && has('N') + has('S', 'B') > 1)
  )
}

/** Whether text and numbers stand beside each other. */
export const isMixed = ({ types, definition }: Untyped): boolean =>
  types.includes('N') && types.includes('S') && definition.form === 'Plain'

// -----------------------------------------------------------------------------
// encoding
// -----------------------------------------------------------------------------

/** The JSON of what an attribute stores. */
export const encodeAs = (attribute: Untyped, options: Options) => {
  const { form } = attribute.definition
  const mixed = isMixed(attribute)
  return (stored: AttributeValue): Json => {
    if ('N' in stored && !mixed) return encodeNumber(stored.N, form, options)
    if ('NS' in stored && !mixed)
      return encodeMembers(membersOf(stored), (n) => ('N' in n ? encodeNumber(n.N, form, options) : null))
    return 'B' in stored ? toBase64(stored.B) : encodeDocument(stored, options)
  }
}

// -----------------------------------------------------------------------------
// decoding
// -----------------------------------------------------------------------------

/** Text has a UTF-8 form: JSON.parse gives half of a surrogate pair where it is escaped. */
const textOf = (u: unknown): AttributeValue | undefined =>
  typeof u === 'string' && isWellFormed(u) ? { S: u } : undefined

/** What JSON can be of a type; `undefined` where it can be nothing. */
export const decodeAs = (attribute: Untyped, tag: Tag, options: Options, json: unknown, r: Reading) => {
  const { form } = attribute.definition
  const mixed = isMixed(attribute)
  const number = (u: unknown): AttributeValue | undefined =>
    mixed ? (decodeNumber(u, 'Float', options) ?? decodeNumber(u, 'Bigint', options)) : decodeNumber(u, form, options)
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
      return textOf(json)
    case 'N':
      return number(json)
    case 'B':
      return bytes(json)
    case 'BOOL':
      return typeof json === 'boolean' ? { BOOL: json } : undefined
    case 'NULL':
      return json === null ? ({ NULL: true } as const) : undefined
    case 'SS':
      return members(textOf)
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

// -----------------------------------------------------------------------------
// schemas
// -----------------------------------------------------------------------------

/** The JSON that `decodeAs` takes for a type. */
export const schemaAs = (attribute: Untyped, tag: Tag, options: Options): Schema => {
  const { form } = attribute.definition
  const number = isMixed(attribute) ? numberSchema('Float', options) : numberSchema(form, options)
  const members = (items: Schema): Schema => ({ type: 'array', items, minItems: 1 })
  switch (tag) {
    case 'S':
      return { type: 'string' }
    case 'N':
      return number
    case 'B':
      return base64Schema
    case 'BOOL':
      return { type: 'boolean' }
    case 'NULL':
      return { type: 'null' }
    case 'SS':
      return members({ type: 'string' })
    case 'NS':
      return members(isMixed(attribute) ? anyOf([number, { type: 'string' }]) : number)
    case 'BS':
      return members(base64Schema)
    case 'L':
      return { type: 'array' }
    case 'M':
      return { type: 'object' }
  }
}
