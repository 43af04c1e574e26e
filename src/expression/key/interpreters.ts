/**
 * What a key condition means, its text, and its equality.
 *
 * @example
 * ```ts
 * import { KeyCondition as K } from 'bloop-ts'
 * import * as assert from 'node:assert'
 *
 * assert.strictEqual(K.inRange(K.between({ N: '1' }, { N: '9' }))({ N: '9.0' }), true)
 * const key = K.keyCondition([{ name: 'p', value: { N: '1' } }])
 * assert.strictEqual(K.evaluate(key)({ p: { N: '1.0' } }), true)
 * assert.strictEqual(K.evaluate(key)({}), false)
 * ```
 */
import type * as EQ from 'fp-ts/Eq'
import type * as S from 'fp-ts/Show'
import type { AttributeValue, Item } from '../../value/AttributeValue'
import { equals as equalsValues } from '../../value/equality'
import { isWellFormed } from '../../value/measure'
import { compare } from '../../value/order'
import { flaw } from '../../value/Path'
import { lookup } from '../../value/record'
import { showName, show as showValue } from '../../value/show'
import { isOrdered, tagOfUnknown } from '../../value/tag'
import { decide, startsWith } from '../condition/evaluate'
import { valueFlaw as unstorableFlaw } from '../operand'
import { total } from '../total'
import type { KeyCondition, KeyEquals, Range } from './model'

// -----------------------------------------------------------------------------
// interpreters
// -----------------------------------------------------------------------------

const isIn = (range: Range<AttributeValue>, value: AttributeValue | undefined): boolean =>
  range._tag === 'Compare'
    ? decide(range.comparator, value, range.value)
    : range._tag === 'Between'
      ? decide('>=', value, range.low) && decide('<=', value, range.high)
      : startsWith(value, range.prefix)

/** Whether a sort key value is in a range. */
export const inRange =
  (range: Range<AttributeValue>) =>
  (value: AttributeValue): boolean =>
    isIn(range, value)

/** Whether an item's key is one that a query asks for. */
export const evaluate =
  (condition: KeyCondition) =>
  (item: Item): boolean => {
    for (const { name, value } of condition.equals) if (!decide('=', lookup(item, name), value)) return false
    return condition.range === undefined || isIn(condition.range.range, lookup(item, condition.range.name))
  }

/** A key condition is as simple as it can be: itself. */
export const simplify = (condition: KeyCondition): KeyCondition => condition

const showRange = (name: string, range: Range<AttributeValue>): string =>
  range._tag === 'Compare'
    ? `${name} ${range.comparator} ${showValue(range.value)}`
    : range._tag === 'Between'
      ? `${name} BETWEEN ${showValue(range.low)} AND ${showValue(range.high)}`
      : `begins_with(${name}, ${showValue(range.prefix)})`

const text = ({ equals, range }: KeyCondition): string =>
  [
    ...equals.map(({ name, value }) => `${showName(name)} = ${showValue(value)}`),
    ...(range === undefined ? [] : [showRange(showName(range.name), range.range)]),
  ].join(' AND ')

/** A key condition as text: `name = 'x' AND number BETWEEN 1 AND 9`. */
export const show = (condition: KeyCondition): string =>
  total(
    () => text(condition),
    () => '<no key condition>',
  )

const operatorOf = (range: Range<AttributeValue>): string => (range._tag === 'Compare' ? range.comparator : range._tag)

const valuesOf = (range: Range<AttributeValue>): ReadonlyArray<AttributeValue> =>
  range._tag === 'Compare' ? [range.value] : range._tag === 'Between' ? [range.low, range.high] : [range.prefix]

const sameRange = (x: Range<AttributeValue>, y: Range<AttributeValue>): boolean => {
  if (operatorOf(x) !== operatorOf(y)) return false
  const others = valuesOf(y)
  return valuesOf(x).every((value, i) => equalsValues(value, others[i] as AttributeValue))
}

const sameEquality = (x: KeyEquals, y: KeyEquals): boolean => x.name === y.name && equalsValues(x.value, y.value)

/** Whether two key conditions are the same, values compared as DynamoDB does. */
export const equals = (x: KeyCondition, y: KeyCondition): boolean =>
  x.equals.length === y.equals.length &&
  x.equals.every((e, i) => sameEquality(e, y.equals[i] as KeyEquals)) &&
  (x.range === undefined
    ? y.range === undefined
    : y.range !== undefined && x.range.name === y.range.name && sameRange(x.range.range, y.range.range))

const valueFlaw = (value: AttributeValue): string | undefined => {
  if (!isWellFormed(value)) return unstorableFlaw(value)
  if (!isOrdered(tagOfUnknown(value))) return 'the value of a key is text, a number or bytes'
  if (('S' in value && value.S === '') || ('B' in value && value.B.length === 0))
    return 'the value of a key is not empty'
  return undefined
}

const comparators: ReadonlyArray<unknown> = ['=', '<', '<=', '>', '>=']

const rangeFlaw = (range: Range<AttributeValue>): string | undefined => {
  if (range._tag === 'Compare') {
    return comparators.includes(range.comparator)
      ? valueFlaw(range.value)
      : 'a sort key is compared by one of five comparators'
  }
  if (range._tag === 'BeginsWith') {
    return valueFlaw(range.prefix) ?? ('N' in range.prefix ? 'begins_with takes text or bytes' : undefined)
  }
  const wrong = valueFlaw(range.low) ?? valueFlaw(range.high)
  if (wrong !== undefined) return wrong
  const order = compare(range.low, range.high)
  return order === undefined
    ? 'the bounds of BETWEEN are of one type'
    : order > 0
      ? 'the lower bound of BETWEEN is not after the upper'
      : undefined
}

/** What DynamoDB refuses of a key condition whatever the table is, as one sentence; `undefined` when nothing. */
export const flawOf = ({ equals: equalities, range }: KeyCondition): readonly [string, string] | undefined => {
  const seen = new Set<string>()
  const named = (name: string): string | undefined => {
    if (seen.has(name)) return 'a key condition has one condition for each attribute'
    seen.add(name)
    return flaw([name])
  }
  for (const { name, value } of equalities) {
    const wrong = named(name) ?? valueFlaw(value)
    if (wrong !== undefined) return [name, wrong]
  }
  if (range === undefined) return undefined
  const wrong = named(range.name) ?? rangeFlaw(range.range)
  return wrong === undefined ? undefined : [range.name, wrong]
}

// -----------------------------------------------------------------------------
// instances
// -----------------------------------------------------------------------------

/** Equality of key conditions as data. */
export const Eq_: EQ.Eq<KeyCondition> = { equals }

/** Key conditions as readable text. */
export const Show_: S.Show<KeyCondition> = { show }
