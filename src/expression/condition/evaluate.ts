/**
 * What a condition means: its verdict on an item, exactly DynamoDB's.
 *
 * @example
 * ```ts
 * import { Condition as C, Path as P } from 'bloop-ts'
 * import * as assert from 'node:assert'
 *
 * const adult = C.evaluate(C.gte(P.path('age'), { N: '18' }))
 * assert.deepStrictEqual([adult({ age: { N: '18.0' } }), adult({ age: { S: '18' } }), adult({})], [true, false, false])
 * ```
 */
import type { AttributeValue, Item } from '../../value/AttributeValue'
import { includesBytes, startsWithBytes } from '../../value/bytes'
import { equals } from '../../value/equality'
import { equalsNumbers } from '../../value/number/order'
import { compare } from '../../value/order'
import { getAt } from '../../value/Path'
import { tagOfUnknown } from '../../value/tag'
import { total } from '../total'
import { type AnyCondition, fold, type Leaf } from './fold'
import type { Comparator, Condition, Operand } from './model'

// -----------------------------------------------------------------------------
// operands
// -----------------------------------------------------------------------------

/**
 * The size of a value: UTF-16 units of text, bytes, members of a set, elements of a list, entries of a map; `undefined` for
 * numbers, booleans and NULL, which have none. (AWS says "the length of the string"; the units are DynamoDB Local's.)
 */
export const sizeOf = (value: AttributeValue): number | undefined => {
  switch (tagOfUnknown(value)) {
    case 'S':
      return (value as { S: string }).S.length
    case 'B':
      return (value as { B: Uint8Array }).B.length
    case 'SS':
      return (value as { SS: ReadonlyArray<string> }).SS.length
    case 'NS':
      return (value as { NS: ReadonlyArray<string> }).NS.length
    case 'BS':
      return (value as { BS: ReadonlyArray<Uint8Array> }).BS.length
    case 'L':
      return (value as { L: ReadonlyArray<AttributeValue> }).L.length
    case 'M':
      return Object.keys((value as { M: Item }).M).length
    default:
      return undefined
  }
}

/** What an operand is on an item; `undefined` where nothing stands there. */
export const resolve = (operand: Operand, item: Item): AttributeValue | undefined => {
  if (operand._tag === 'Value') return operand.value
  if (operand._tag === 'Path') return getAt(item, operand.segments)
  const value = getAt(item, operand.path.segments)
  const size = value === undefined ? undefined : sizeOf(value)
  return size === undefined ? undefined : { N: String(size) }
}

/** The verdict of a comparator on two sides, either of which may be missing. */
export const decide = (
  comparator: Comparator,
  x: AttributeValue | undefined,
  y: AttributeValue | undefined,
): boolean => {
  if (x === undefined || y === undefined) return comparator === '<>'
  if (comparator === '=') return equals(x, y)
  if (comparator === '<>') return !equals(x, y)
  const order: number = compare(x, y) ?? Number.NaN // where there is no order, nothing is before, after or at
  switch (comparator) {
    case '<':
      return order < 0
    case '<=':
      return order <= 0
    case '>':
      return order > 0
    case '>=':
      return order >= 0
  }
}

/** Whether a value begins with another, either of which may be missing: text with text, bytes with bytes. */
export const startsWith = (x: AttributeValue | undefined, prefix: AttributeValue | undefined): boolean => {
  if (x === undefined || prefix === undefined) return false
  if ('S' in x) return 'S' in prefix && x.S.startsWith(prefix.S)
  return 'B' in x && 'B' in prefix && startsWithBytes(x.B, prefix.B)
}

/** Whether a value contains another, either of which may be missing. */
export const includes = (x: AttributeValue | undefined, part: AttributeValue | undefined): boolean => {
  if (x === undefined || part === undefined) return false
  switch (tagOfUnknown(x)) {
    case 'S':
      return 'S' in part && (x as { S: string }).S.includes(part.S)
    case 'B':
      return 'B' in part && includesBytes((x as { B: Uint8Array }).B, part.B)
    case 'SS':
      return 'S' in part && (x as { SS: ReadonlyArray<string> }).SS.includes(part.S)
    case 'NS':
      return 'N' in part && (x as { NS: ReadonlyArray<string> }).NS.some((n) => equalsNumbers(n, part.N))
    case 'BS':
      return (x as { BS: ReadonlyArray<Uint8Array> }).BS.some((b) => equals({ B: b }, part))
    case 'L':
      return (x as { L: ReadonlyArray<AttributeValue> }).L.some((v) => equals(v, part))
    default:
      return false
  }
}

// -----------------------------------------------------------------------------
// interpreters
// -----------------------------------------------------------------------------

const leaf = (c: Leaf, item: Item): boolean => {
  switch (c._tag) {
    case 'Always':
      return true
    case 'Compare':
      return decide(c.comparator, resolve(c.left, item), resolve(c.right, item))
    case 'Between': {
      const x = resolve(c.operand, item)
      return decide('>=', x, resolve(c.low, item)) && decide('<=', x, resolve(c.high, item))
    }
    case 'In': {
      const x = resolve(c.operand, item)
      if (x === undefined) return false
      for (const candidate of c.candidates) if (decide('=', x, resolve(candidate, item))) return true
      return false
    }
    case 'Exists':
      return getAt(item, c.path.segments) !== undefined
    case 'Missing':
      return getAt(item, c.path.segments) === undefined
    case 'HasType': {
      const x = getAt(item, c.path.segments)
      return x !== undefined && tagOfUnknown(x) === c.type
    }
    case 'BeginsWith':
      return startsWith(getAt(item, c.path.segments), resolve(c.prefix, item))
    case 'Contains':
      return includes(getAt(item, c.path.segments), resolve(c.operand, item))
    default: // Never, and what is no condition
      return false
  }
}

const go = (c: AnyCondition, item: Item): boolean => {
  switch (c._tag) {
    case 'And':
      for (const inner of c.conditions) if (!go(inner, item)) return false
      return true
    case 'Or':
      for (const inner of c.conditions) if (go(inner, item)) return true
      return false
    case 'Not':
      return !go(c.condition, item)
    default:
      return leaf(c, item)
  }
}

// For an item or a condition that is none, whatever its type says: what cannot be compared is unequal and has no order.
const carefulLeaf = (c: Leaf, item: Item): boolean =>
  total(
    () => leaf(c, item),
    () => c._tag === 'Missing' || (c._tag === 'Compare' && c.comparator === '<>'),
  )

// And for a condition that is nested deeper than the stack is.
const careful = (condition: AnyCondition, item: Item): boolean =>
  total(
    () =>
      fold<boolean>((c, results) => {
        switch (c._tag) {
          case 'And':
            return results.every((r) => r)
          case 'Or':
            return results.some((r) => r)
          case 'Not':
            return results[0] !== true
          default:
            return carefulLeaf(c, item)
        }
      })(condition),
    () => false,
  )

/** Whether a condition holds for an item; of no item, ask with `{}`. Stack-safe. What is no value is equal to none. */
export const evaluate =
  <S>(condition: Condition<S>) =>
  (item: Item): boolean => {
    try {
      return go(condition, item)
    } catch {
      return careful(condition, item)
    }
  }
