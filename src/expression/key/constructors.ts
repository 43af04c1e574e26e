/**
 * Ranges of a sort key, and the key condition that they stand in.
 *
 * @example
 * ```ts
 * import { KeyCondition as K } from 'bloop-ts'
 * import * as assert from 'node:assert'
 *
 * const key = K.keyCondition([{ name: 'p', value: { S: 'x' } }], { name: 's', range: K.beginsWith('2024-') })
 * assert.strictEqual(K.show(key), "p = 'x' AND begins_with(s, '2024-')")
 * assert.deepStrictEqual(K.mapRange((n: number) => ({ N: String(n) }))(K.gt(5)), K.gt({ N: '5' }))
 * ```
 */
import type { AttributeValue } from '../../value/AttributeValue'
import { unstorable } from '../../value/unstorable'
import type { BeginsWithRange, BetweenRange, CompareRange, KeyCondition, KeyEquals, Range } from './model'

const comparison =
  (comparator: CompareRange<never>['comparator']) =>
  <A>(value: A): CompareRange<A> => ({ _tag: 'Compare', comparator, value })

// -----------------------------------------------------------------------------
// constructors
// -----------------------------------------------------------------------------

/** `sort = value` */
export const eq = comparison('=')
/** `sort < value` */
export const lt = comparison('<')
/** `sort <= value` */
export const lte = comparison('<=')
/** `sort > value` */
export const gt = comparison('>')
/** `sort >= value` */
export const gte = comparison('>=')

/** `sort BETWEEN low AND high`, bounds included; `low` must not be after `high`. */
export const between = <A>(low: A, high: A): BetweenRange<A> => ({ _tag: 'Between', low, high })

/** `begins_with (sort, prefix)`, of text or bytes. */
export const beginsWith = (prefix: string | Uint8Array): BeginsWithRange => ({
  _tag: 'BeginsWith',
  prefix:
    typeof prefix === 'string'
      ? { S: prefix }
      : ArrayBuffer.isView(prefix)
        ? { B: prefix }
        : unstorable('text or bytes', prefix),
})

/** A key condition: the attributes that equal values, and a range of the next one. */
export const keyCondition = (
  equals: readonly [KeyEquals, ...KeyEquals[]],
  range?: { readonly name: string; readonly range: Range<AttributeValue> },
): KeyCondition => (range === undefined ? { _tag: 'KeyCondition', equals } : { _tag: 'KeyCondition', equals, range })

// -----------------------------------------------------------------------------
// combinators
// -----------------------------------------------------------------------------

/** A range of application values as one of stored values. */
export const mapRange =
  <A, B>(f: (a: A) => B) =>
  (range: Range<A>): Range<B> =>
    range._tag === 'Compare'
      ? { _tag: 'Compare', comparator: range.comparator, value: f(range.value) }
      : range._tag === 'Between'
        ? { _tag: 'Between', low: f(range.low), high: f(range.high) }
        : range
