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

const go = (value: AttributeValue, depth: number): string => {
  if ('S' in value) return quote(value.S)
  if ('N' in value) return value.N
  if ('B' in value) return bytes(value.B)
  if ('BOOL' in value) return String(value.BOOL)
  if ('NULL' in value) return 'null'
  if ('SS' in value) return `set(${value.SS.map(quote).join(', ')})`
  if ('NS' in value) return `set(${value.NS.join(', ')})`
  if ('BS' in value) return `set(${value.BS.map(bytes).join(', ')})`
  if ('L' in value) return depth > deepest ? '…' : `[${value.L.map((v) => go(v, depth + 1)).join(', ')}]`
  if ('M' in value) return depth > deepest ? '…' : entries(value.M, depth + 1)
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
