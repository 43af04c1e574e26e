/** The replacer: JSON of values by their JavaScript types, where no model is at hand. */
import type Big from 'big.js'
import { decimalOf, isBig } from '../../codec/decimal'
import { isBytes, isDate, isObject, isPlainObject, isSet } from '../../codec/guards'
import { compareBytes } from '../../value/bytes'
import { toText } from '../../value/number/decimal'
import { compareNumbers } from '../../value/number/order'
import { compareText } from '../../value/text'
import { toBase64 } from './base64'
import { rounded } from './number'
import type { Options } from './options'

/** The exact text of a `Big`, as it is stored; in exponents where DynamoDB has no such number. */
const exact = (u: Big): string => {
  const d = decimalOf(u)
  return d === undefined ? `${u.s < 0 ? '-' : ''}${u.c[0]}.${u.c.slice(1).join('')}0e${u.e}` : toText(d)
}

/** A number of any kind, or an instant, to be compared. */
const numberOf = (u: unknown): string | undefined => {
  if (isBig(u)) return exact(u)
  return typeof u === 'number' || typeof u === 'bigint' ? String(u) : isDate(u) ? String(u.getTime()) : undefined
}

/** As the members of DynamoDB's sets are ordered; what is of several types stays as it is. */
const compareMembers = (x: unknown, y: unknown): number => {
  if (typeof x === 'string' && typeof y === 'string') return compareText(x, y)
  if (isBytes(x) && isBytes(y)) return compareBytes(x, y)
  const [m, n] = [numberOf(x), numberOf(y)]
  return m === undefined || n === undefined ? 0 : (compareNumbers(m, n) ?? 0)
}

const optionOf = (u: unknown): { readonly value: unknown } | undefined => {
  if (!isPlainObject(u)) return undefined
  const names = Object.keys(u)
  if (names.length === 1 && u._tag === 'None') return { value: undefined }
  return names.length === 2 && u._tag === 'Some' && Object.hasOwn(u, 'value') ? { value: u.value } : undefined
}

/** A value as what `JSON.stringify` knows. */
const plain = (u: unknown, options: Options): unknown => {
  if (u === undefined) return options.explicitNull === true ? null : undefined
  if (typeof u === 'bigint') return String(u)
  if (typeof u !== 'object' || u === null) return u
  if (isBig(u)) return options.useFloat === true ? rounded(exact(u)) : exact(u)
  if (isBytes(u)) return toBase64(u)
  if (isDate(u)) return Number.isNaN(u.getTime()) ? null : u.toISOString()
  if (isSet(u)) return [...u].sort(compareMembers)
  const option = optionOf(u)
  return option === undefined ? u : plain(option.value, options)
}

/**
 * The second argument of `JSON.stringify`, for values of any models, alone or in lists and objects: decimals, bigints, bytes,
 * sets, dates and fp-ts's options as `codec` writes them. It goes by the JavaScript types and knows no model: an enumeration is
 * its value, `explicitNull` sees only properties that are there, and an invalid date or NaN is `null`, as `JSON.stringify` has it.
 *
 * @example
 * ```ts
 * import { Json } from 'bloop-ts'
 * import Big from 'big.js'
 * import * as assert from 'node:assert'
 *
 * const order = { id: 7n, price: Big('0.10'), tags: new Set(['b', 'a']), key: Uint8Array.of(1) }
 * assert.strictEqual(JSON.stringify([order], Json.replacer()), '[{"id":"7","price":"0.1","tags":["a","b"],"key":"AQ=="}]')
 * assert.strictEqual(JSON.stringify(order.price, Json.replacer({ useFloat: true })), '0.1')
 * ```
 */
export const replacer = (
  options: Pick<Options, 'useFloat' | 'explicitNull'> = {},
): ((this: unknown, key: string, value: unknown) => unknown) =>
  // What has a `toJSON` of its own (`Big`, `Buffer`) is handed in as that: the holder has the value itself.
  function (key, value) {
    const held = isObject(this) || Array.isArray(this) ? (this as { readonly [name: string]: unknown })[key] : value
    return isBig(held) || isBytes(held) ? plain(held, options) : plain(value, options)
  }
