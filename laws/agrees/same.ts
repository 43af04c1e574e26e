/** The equality that answers and states are compared by, where the application gives none. */
import type { Either } from 'fp-ts/Either'
import { isBig } from '../../src/codec/decimal'
import { isBytes, isDate, isPlainObject, isSet } from '../../src/codec/guards'
import { sameValue } from '../sameValue'

interface Fields {
  readonly [name: string]: unknown
}

const within = (xs: Iterable<unknown>, ys: ReadonlyArray<unknown>): boolean =>
  [...xs].every((x) => ys.some((y) => same(x, y)))

const sameElements = (xs: Iterable<unknown>, ys: Iterable<unknown>): boolean =>
  within(xs, [...ys]) && within(ys, [...xs])

const isObject = (u: unknown): u is Fields => typeof u === 'object' && u !== null

const isLeaf = (u: unknown): boolean => !isObject(u) || isBig(u) || isDate(u) || isBytes(u)

const sameFields = (x: Fields, y: Fields): boolean =>
  Object.keys(x).every((name) => same(x[name], y[name])) &&
  Object.keys(y).every((name) => name in x || y[name] === undefined)

const sameText = (x: unknown, y: unknown): boolean =>
  !(x instanceof Error && y instanceof Error) || x.message === y.message

/** Whether two values are the same: data, sets, maps, dates, bytes and numbers by value; instances of classes by their fields. */
export const same = (x: unknown, y: unknown): boolean => {
  if (x === y) return true
  if (isLeaf(x) || isLeaf(y) || !isObject(x) || !isObject(y)) return sameValue(x, y)
  if (isSet(x) || isSet(y)) return isSet(x) && isSet(y) && sameElements(x, y)
  if (x instanceof Map || y instanceof Map) return x instanceof Map && y instanceof Map && sameElements(x, y)
  if (!isPlainObject(x) && Object.getPrototypeOf(x) !== Object.getPrototypeOf(y)) return false
  return isPlainObject(x) === isPlainObject(y) && sameFields(x, y) && sameText(x, y)
}

const isError = (u: unknown): u is Fields => isPlainObject(u) && typeof (u as Fields)._tag === 'string'

/** Whether an answer is as the model says: of an error with a tag only as much as the model says of it. */
export const sameAnswer = (expected: Either<unknown, unknown>, actual: Either<unknown, unknown>): boolean => {
  if (expected._tag === 'Right') return actual._tag === 'Right' && same(expected.right, actual.right)
  if (actual._tag === 'Right') return false
  const [said, error] = [expected.left, actual.left]
  if (!isError(said) || !isError(error)) return same(said, error)
  return Object.keys(said).every((name) => same(said[name], error[name]))
}
