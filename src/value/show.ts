/**
 * Values as readable text, for messages and logs: `'abc'`, `12`, `{ a: 1 }`, `<3 bytes>`. Not for reading back.
 *
 * @example
 * ```ts
 * import { Value as V } from 'bloop-ts'
 * import * as assert from 'node:assert'
 *
 * assert.strictEqual(V.show({ L: [{ S: "it's" }, { BOOL: true }, { B: Uint8Array.of(1, 2, 3) }] }), "['it\\'s', true, <3 bytes>]")
 * ```
 */
import type { AttributeValue, Item } from './AttributeValue'

/** Containers nested deeper than this are shown as `…`. */
const deepest = 40

// -----------------------------------------------------------------------------
// interpreters
// -----------------------------------------------------------------------------

/** Text in single quotes, with what would confuse it escaped. */
export const quote = (text: string): string => {
  const inner = JSON.stringify(text).slice(1, -1).replace(/\\"/g, '"').replace(/'/g, "\\'")
  return `'${inner}'`
}

/** A name as it stands in a path or map: bare where it is an identifier, else in backquotes. */
export const showName = (name: string): string =>
  /^[A-Za-z_][A-Za-z0-9_]*$/.test(name) ? name : `\`${JSON.stringify(name).slice(1, -1).replace(/`/g, '\\`')}\``

const bytes = (b: Uint8Array): string => `<${b.length} ${b.length === 1 ? 'byte' : 'bytes'}>`

/** Anything as text, calling no method of it: what is no primitive by its kind. */
export const showUnknown = (u: unknown): string => {
  if (typeof u === 'function') return '<a function>'
  if (typeof u !== 'object' || u === null) return String(u)
  if (Array.isArray(u)) return '<an array>'
  if (u instanceof Uint8Array) return bytes(u)
  if (u instanceof Set) return u.size === 0 ? '<an empty set>' : '<a set>'
  return u instanceof Date ? '<a date>' : '<an object>'
}

const textOr = (u: unknown, show: (text: string) => string): string =>
  typeof u === 'string' ? show(u) : showUnknown(u)
const bytesOr = (u: unknown): string => (u instanceof Uint8Array ? bytes(u) : showUnknown(u))
const itself = (text: string): string => text
const quoted = (u: unknown): string => textOr(u, quote)
const number = (u: unknown): string => textOr(u, itself)
const members = (set: unknown, show: (member: unknown) => string): string =>
  Array.isArray(set) ? `set(${set.map(show).join(', ')})` : showUnknown(set)

// Total: what is no value, whatever its type says, is shown by its kind.
const go = (value: AttributeValue, depth: number): string => {
  if (typeof value !== 'object' || value === null) return showUnknown(value)
  if ('S' in value) return quoted(value.S)
  if ('N' in value) return number(value.N)
  if ('B' in value) return bytesOr(value.B)
  if ('BOOL' in value) return showUnknown(value.BOOL)
  if ('NULL' in value) return 'null'
  if ('SS' in value) return members(value.SS, quoted)
  if ('NS' in value) return members(value.NS, number)
  if ('BS' in value) return members(value.BS, bytesOr)
  if ('L' in value) {
    if (!Array.isArray(value.L)) return showUnknown(value.L)
    return depth > deepest ? '…' : `[${value.L.map((v: AttributeValue) => go(v, depth + 1)).join(', ')}]`
  }
  if ('M' in value) {
    if (typeof value.M !== 'object' || value.M === null) return showUnknown(value.M)
    return depth > deepest ? '…' : entries(value.M, depth + 1)
  }
  return '<no value>'
}

const entries = (item: Item, depth: number): string => {
  const names = Object.keys(item)
  return names.length === 0
    ? '{}'
    : `{ ${names.map((name) => `${showName(name)}: ${go(item[name] as AttributeValue, depth)}`).join(', ')} }`
}

/** A value as text. */
export const show = (value: AttributeValue): string => go(value, 0)

/** An item as text. */
export const showItem = (item: Item): string => entries(item, 0)
