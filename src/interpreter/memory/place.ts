/**
 * Place: where an item stands, as text whose order under `<` is DynamoDB's order. It is the hash of the partition key (as
 * in DynamoDB, a Scan goes through the partitions in the order of their hashes, and a segment is a range of them), then
 * the partition key, then the sort key; in an index, then the place in the table, so that ties keep one order.
 */
import type { AttributeValue, Item } from '../../value/AttributeValue'
import { keyText } from '../../value/order'
import { lookup } from '../../value/record'
import type { KeyAttribute } from '../../value/TableSchema'
import type { IndexShape, Ordered } from './shape'

// -----------------------------------------------------------------------------
// model
// -----------------------------------------------------------------------------

/** The places from `low` to below `high`. */
export interface Bounds {
  readonly low: string
  readonly high: string
}

// No key's text has U+0000 in it, so that with this end no key's text begins with another's.
const end = '\u0000'
const pastEnd = '\u0001'
const pastAll = '\u0100'

// -----------------------------------------------------------------------------
// constructors
// -----------------------------------------------------------------------------

/** The text of one key value, with its end. */
export const part = (value: AttributeValue): string => keyText(value) + end

const hashChars = (hash: number): string =>
  String.fromCharCode(hash >>> 24, (hash >>> 16) & 255, (hash >>> 8) & 255, hash & 255)

// FNV-1a, then the finalizer of MurmurHash3, so that near texts are far apart.
const hashed = (text: string): string => {
  let hash = 0x811c9dc5
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return hashChars((hash ^ (hash >>> 16)) >>> 0)
}

/** The text of a partition, from the values of its key. */
export const partitionText = (values: ReadonlyArray<AttributeValue>): string => {
  let text = ''
  for (const value of values) text += part(value)
  return hashed(text) + text
}

const textOf = (attributes: ReadonlyArray<KeyAttribute>, item: Item): string | undefined => {
  let text = ''
  for (const { name } of attributes) {
    const value = lookup(item, name)
    if (value === undefined) return undefined
    text += part(value)
  }
  return text
}

/** The place of an item, or of a key, in its table; it has all key attributes. */
export const placeOf = ({ partition, sort }: Ordered, item: Item): string => {
  const first = textOf(partition, item) as string
  return hashed(first) + first + (sort.length === 0 ? '' : textOf(sort, item))
}

/** The place of an item in an index; `undefined` where it lacks a key attribute: the index is sparse. */
export const placeIn = ({ partition, sort }: IndexShape, item: Item, place: string): string | undefined => {
  const first = textOf(partition, item)
  if (first === undefined) return undefined
  const second = textOf(sort, item)
  return second === undefined ? undefined : hashed(first) + first + second + place
}

// -----------------------------------------------------------------------------
// destructors
// -----------------------------------------------------------------------------

/** The hash that a place begins with: a whole number from 0 to below 2^32. */
export const hashOf = (place: string): number =>
  ((place.charCodeAt(0) << 24) | (place.charCodeAt(1) << 16) | (place.charCodeAt(2) << 8) | place.charCodeAt(3)) >>> 0

// -----------------------------------------------------------------------------
// combinators
// -----------------------------------------------------------------------------

/** All places. */
export const everywhere: Bounds = { low: '', high: pastAll }

/** The places that begin with whole parts. */
export const within = (parts: string): Bounds => ({ low: parts, high: parts.slice(0, -1) + pastEnd })

/** The least text above all that begin with a text. */
export const pastPrefix = (prefix: string): string => {
  let length = prefix.length
  while (length > 0 && prefix.charCodeAt(length - 1) === 0xffff) length--
  return prefix.slice(0, length - 1) + String.fromCharCode(prefix.charCodeAt(length - 1) + 1)
}

/** The least text above a text. */
export const next = (text: string): string => text + end

/** The places of one of `total` segments: equal ranges of the hash. */
export const segmentBounds = (index: number, total: number): Bounds => {
  const from = (i: number): string => hashChars(Math.ceil((i * 2 ** 32) / total) >>> 0)
  return { low: index === 0 ? '' : from(index), high: index + 1 === total ? pastAll : from(index + 1) }
}
