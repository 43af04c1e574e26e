/** What is under a tag of a stored value, for input that may be anything: `undefined` where it is not of that DynamoDB type. */
import type { Item, SetTag } from '../value/AttributeValue'
import { isBytes, isObject } from './guards'

interface Untrusted {
  readonly S?: unknown
  readonly N?: unknown
  readonly B?: unknown
  readonly BOOL?: unknown
  readonly NULL?: unknown
  readonly SS?: unknown
  readonly NS?: unknown
  readonly BS?: unknown
  readonly L?: unknown
  readonly M?: unknown
}

/** An attribute value has one tag: what has several is of no type. Inherited properties do not count. */
const isSingle = (value: object): boolean => {
  let count = 0
  for (const _ in value) if (++count > 1) return Object.keys(value).length === 1
  return true
}

const tagged = (stored: unknown): Untrusted | undefined =>
  typeof stored === 'object' && stored !== null && isSingle(stored) ? stored : undefined

/** The text of an S. What was stored is UTF-8, so that half of a surrogate pair is not looked for. */
export const textOf = (stored: unknown): string | undefined => {
  const s = tagged(stored)?.S
  return typeof s === 'string' ? s : undefined
}

/** The text of an N. */
export const numberOf = (stored: unknown): string | undefined => {
  const n = tagged(stored)?.N
  return typeof n === 'string' ? n : undefined
}

/** The bytes of a B. */
export const bytesOf = (stored: unknown): Uint8Array | undefined => {
  const b = tagged(stored)?.B
  return isBytes(b) ? b : undefined
}

/** The truth value of a BOOL. */
export const booleanOf = (stored: unknown): boolean | undefined => {
  const b = tagged(stored)?.BOOL
  return typeof b === 'boolean' ? b : undefined
}

/** Whether it is NULL. */
export const isNull = (stored: unknown): boolean => tagged(stored)?.NULL === true

/** The elements of an L: an array of anything. */
export const elementsOf = (stored: unknown): ReadonlyArray<unknown> | undefined => {
  const l = tagged(stored)?.L
  return Array.isArray(l) ? l : undefined
}

/** The entries of an M: an object of anything. */
export const entriesOf = (stored: unknown): Item | undefined => {
  const m = tagged(stored)?.M
  return isObject(m) ? (m as Item) : undefined
}

/** The elements of an SS, NS or BS: an array of anything. */
export const membersOf = (stored: unknown, tag: SetTag): ReadonlyArray<unknown> | undefined => {
  const members = tagged(stored)?.[tag]
  return Array.isArray(members) ? members : undefined
}
