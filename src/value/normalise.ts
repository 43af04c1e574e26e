/**
 * The normal form of a value: one text per number, sets in order and without repetition, map entries in order of name.
 *
 * @example
 * ```ts
 * import { Value as V } from 'bloop-ts'
 * import * as assert from 'node:assert'
 *
 * assert.deepStrictEqual(V.normalise({ NS: ['10', '2.50'] }), { NS: ['2.5', '10'] })
 * ```
 */
import type { AttributeValue, Item } from './AttributeValue'
import { bytesKey } from './bytes'
import { canonical, numberKey } from './number/order'
import { assign } from './record'
import { compareText } from './text'

/** Containers nested deeper than this (DynamoDB stores 31) stay as they are. */
const deepest = 1000

const distinct = <A>(members: ReadonlyArray<A>, key: (a: A) => string): ReadonlyArray<A> => {
  const byKey = new Map<string, A>()
  for (const m of members) byKey.set(key(m), m)
  return [...byKey.keys()].sort().map((k) => byKey.get(k) as A)
}

const go = (value: AttributeValue, depth: number): AttributeValue => {
  if ('N' in value) return { N: canonical(value.N) }
  if ('SS' in value) return { SS: [...new Set(value.SS)].sort(compareText) }
  if ('NS' in value) return { NS: distinct(value.NS.map(canonical), numberKey) }
  if ('BS' in value) return { BS: distinct(value.BS, bytesKey) }
  if (depth >= deepest) return value
  if ('L' in value) return { L: value.L.map((v) => go(v, depth + 1)) }
  if ('M' in value) return { M: entries(value.M, depth + 1) }
  return value
}

const entries = (item: Item, depth: number): Item => {
  const out: { [name: string]: AttributeValue } = {}
  for (const name of Object.keys(item).sort(compareText)) assign(out, name, go(item[name] as AttributeValue, depth))
  return out
}

// -----------------------------------------------------------------------------
// combinators
// -----------------------------------------------------------------------------

/** The normal form of a value; idempotent, and equal to the value under DynamoDB's equality. */
export const normalise = (value: AttributeValue): AttributeValue => go(value, 0)

/** The normal form of an item. */
export const normaliseItem = (item: Item): Item => entries(item, 0)
