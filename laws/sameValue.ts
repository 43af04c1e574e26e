/** Whether two values of an application are the same, of whatever codec they are. */
import Big from 'big.js'
import { isBig } from '../src/codec/decimal'
import { isBytes, isDate, isPlainObject, isSet } from '../src/codec/guards'
import { equalsBytes } from '../src/value/bytes'

const within = (xs: Iterable<unknown>, ys: Iterable<unknown>): boolean => {
  const all = [...ys]
  return [...xs].every((x) => all.some((y) => sameValue(x, y)))
}

const isNumber = (u: unknown): u is Big | number => isBig(u) || (typeof u === 'number' && Number.isFinite(u))

/**
 * Numbers (a `Big` too), dates and bytes by value, sets without order, arrays and plain objects deep, absent properties like undefined ones;
 * instances of other classes are taken for the same, as nothing is known of them.
 */
export const sameValue = (x: unknown, y: unknown): boolean => {
  if (x === y || (Number.isNaN(x) && Number.isNaN(y))) return true
  if (isBig(x) || isBig(y)) return isNumber(x) && isNumber(y) && new Big(x).eq(y)
  if (typeof x !== 'object' || typeof y !== 'object' || x === null || y === null) return false
  if (isDate(x) || isDate(y)) return isDate(x) && isDate(y) && x.getTime() === y.getTime()
  if (isBytes(x) || isBytes(y)) return isBytes(x) && isBytes(y) && equalsBytes(x, y)
  if (isSet(x) || isSet(y)) return isSet(x) && isSet(y) && within(x, y) && within(y, x)
  if (Array.isArray(x) || Array.isArray(y))
    return Array.isArray(x) && Array.isArray(y) && x.length === y.length && x.every((v, i) => sameValue(v, y[i]))
  if (!isPlainObject(x) || !isPlainObject(y)) return isPlainObject(x) === isPlainObject(y)
  const names = [...Object.keys(x), ...Object.keys(y)]
  const own = (object: object, name: string): unknown =>
    Object.hasOwn(object, name) ? (object as { readonly [name: string]: unknown })[name] : undefined
  return names.every((name) => sameValue(own(x, name), own(y, name)))
}
