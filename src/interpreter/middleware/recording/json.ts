/**
 * Plain data as JSON and back, exactly, with what JSON has not: `undefined`, bytes, dates, sets, big integers and the
 * numbers that are none. These are objects with the one name `$`, and so are objects that have that name themselves.
 */
import { isBytes, isDate, isPlainObject, isSet } from '../../../codec/guards'
import { assign } from '../../../value/record'
import { showUnknown } from '../../../value/show'

// -----------------------------------------------------------------------------
// model
// -----------------------------------------------------------------------------

/** What `JSON.stringify` keeps as it is. */
export type Json = null | boolean | number | string | ReadonlyArray<Json> | { readonly [name: string]: Json }

interface Properties {
  readonly [name: string]: unknown
}

/** What is nested deeper is cut: DynamoDB stores 32 levels, and takes expressions of 300 operators. */
const deepest = 1_000

const mark = '$'

// -----------------------------------------------------------------------------
// interpreters: to JSON
// -----------------------------------------------------------------------------

const toBase64 = (bytes: Uint8Array): string => {
  let text = ''
  for (const byte of bytes) text += String.fromCharCode(byte)
  return btoa(text)
}

/** Whether properties that are undefined count, and the objects around the one at hand. */
interface Way {
  readonly keepsUndefined: boolean
  readonly around: ReadonlyArray<object>
}

const entries = (record: object, way: Way): ReadonlyArray<readonly [string, Json]> =>
  Object.entries(record)
    .filter(([, value]) => way.keepsUndefined || value !== undefined)
    .sort(([x], [y]) => (x < y ? -1 : x > y ? 1 : 0))
    .map(([name, value]) => [name, go(value, way)])

const other = (text: string): Json => ({ [mark]: ['Other', text] })

const ofObject = (u: object, { keepsUndefined, around }: Way): Json => {
  if (around.length > deepest || around.includes(u)) return other('…')
  const way = { keepsUndefined, around: [...around, u] }
  if (Array.isArray(u)) return u.map((one) => go(one, way))
  if (isBytes(u)) return { [mark]: ['Bytes', toBase64(u)] }
  if (isDate(u)) return { [mark]: ['Date', go(u.getTime(), way)] }
  if (isSet(u)) return { [mark]: ['Set', [...u].map((one) => go(one, way))] }
  if (!isPlainObject(u)) return other(showUnknown(u))
  const all = entries(u, way)
  if (Object.hasOwn(u, mark)) return { [mark]: ['Object', all] }
  const out: { [name: string]: Json } = {}
  for (const [name, value] of all) assign(out, name, value)
  return out
}

const go = (u: unknown, way: Way): Json => {
  switch (typeof u) {
    case 'string':
    case 'boolean':
      return u
    case 'number':
      return Number.isFinite(u) && !Object.is(u, -0) ? u : { [mark]: ['Number', Object.is(u, -0) ? '-0' : String(u)] }
    case 'undefined':
      return { [mark]: ['Undefined'] }
    case 'bigint':
      return { [mark]: ['BigInt', String(u)] }
    case 'object':
      return u === null ? null : ofObject(u, way)
    default:
      return other(showUnknown(u))
  }
}

/**
 * Data as JSON, its names in order. What is no data (a function, a symbol, an instance of a class, a cycle) is text, and
 * does not come back as it was.
 */
export const toJson = (u: unknown): Json => go(u, { keepsUndefined: true, around: [] })

/** Text that is the same for equal data; a property that is undefined is one that is absent. */
export const canonical = (u: unknown): string => JSON.stringify(go(u, { keepsUndefined: false, around: [] }))

// -----------------------------------------------------------------------------
// interpreters: from JSON
// -----------------------------------------------------------------------------

/** What no JSON made by `toJson` is. */
export const malformed: unique symbol = Symbol('bloop-ts/malformed')

const fromBase64 = (text: string): Uint8Array | typeof malformed => {
  try {
    return Uint8Array.from(atob(text), (c) => c.charCodeAt(0))
  } catch {
    return malformed
  }
}

const toBigInt = (text: string): bigint | typeof malformed => (/^-?\d+$/.test(text) ? BigInt(text) : malformed)

const ofList = (list: ReadonlyArray<unknown>): unknown => {
  const out = list.map(fromJson)
  return out.includes(malformed) ? malformed : out
}

const ofEntries = (list: ReadonlyArray<unknown>): unknown => {
  const out: { [name: string]: unknown } = {}
  for (const entry of list) {
    if (!Array.isArray(entry) || typeof entry[0] !== 'string') return malformed
    const value = fromJson(entry[1])
    if (value === malformed) return malformed
    assign(out, entry[0], value)
  }
  return out
}

const ofMarked = (marked: unknown): unknown => {
  if (!Array.isArray(marked)) return malformed
  const [kind, given]: ReadonlyArray<unknown> = marked
  if (kind === 'Undefined') return undefined
  if (Array.isArray(given)) {
    const list = kind === 'Set' ? ofList(given) : malformed
    return kind === 'Object' ? ofEntries(given) : Array.isArray(list) ? new Set(list) : malformed
  }
  if (kind === 'Date') {
    const time = fromJson(given)
    return typeof time === 'number' ? new Date(time) : malformed
  }
  if (typeof given !== 'string') return malformed
  switch (kind) {
    case 'Bytes':
      return fromBase64(given)
    case 'Number':
      return Number(given)
    case 'BigInt':
      return toBigInt(given)
    case 'Other':
      return given
    default:
      return malformed
  }
}

/** The data that a JSON value stands for; `malformed` where it stands for none. */
export const fromJson = (u: unknown): unknown => {
  if (typeof u !== 'object' || u === null) return u
  if (Array.isArray(u)) return ofList(u)
  const record = u as Properties
  return Object.hasOwn(record, mark) ? ofMarked(record[mark]) : ofEntries(Object.entries(record))
}
