/** Guards for values of unknown origin. They also know values of another realm, where `instanceof` does not. */
import { isRecord } from '../value/record'

const prototypeOf = Object.getPrototypeOf as (u: object) => object | null
const classOf = (u: unknown): string => Object.prototype.toString.call(u)

/** An object that is no array: what can be an item, a map or a record. */
export const isObject = isRecord

/** An object that was made by `{}` or without a prototype: no class instance. */
export const isPlainObject = (u: unknown): u is Readonly<Record<string, unknown>> => {
  if (!isObject(u)) return false
  const prototype = prototypeOf(u)
  return prototype === null || prototypeOf(prototype) === null
}

/** Bytes. Node's `Buffer` is a `Uint8Array` too. */
export const isBytes = (u: unknown): u is Uint8Array =>
  u instanceof Uint8Array || (ArrayBuffer.isView(u) && classOf(u) === '[object Uint8Array]')

/** A set of anything. */
export const isSet = (u: unknown): u is ReadonlySet<unknown> => u instanceof Set || classOf(u) === '[object Set]'

/** A date, valid or not. */
export const isDate = (u: unknown): u is Date => u instanceof Date || classOf(u) === '[object Date]'

const isWellFormedByUnits = (s: string): boolean => {
  for (let i = 0; i < s.length; i++) {
    const c = s.charCodeAt(i)
    if (c < 0xd800 || c > 0xdfff) continue
    if (c > 0xdbff) return false
    const low = s.charCodeAt(++i)
    if (!(low >= 0xdc00 && low <= 0xdfff)) return false
  }
  return true
}

/** What ES2024 has, and Node from 20 on: it knows of most texts without looking at them. */
const native = (String.prototype as { readonly isWellFormed?: (this: string) => boolean }).isWellFormed

/** Whether text has a UTF-8 form: no half of a surrogate pair stands alone. */
export const isWellFormed: (s: string) => boolean = native === undefined ? isWellFormedByUnits : (s) => native.call(s)
