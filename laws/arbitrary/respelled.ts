/** Other ways to write one value: equal to DynamoDB, different as data. */
import * as fc from 'fast-check'
import type { AttributeValue, Item } from '../../src/value/AttributeValue'
import { canonical } from '../../src/value/number/order'
import { assign } from '../../src/value/record'

const respellNumber = (text: string): string => {
  const plain = canonical(text)
  return plain.includes('.') ? `${plain}0` : plain.length > 60 ? text : `${plain}.0`
}

const respellItem = (item: Item): Item => {
  const out: { [name: string]: AttributeValue } = {}
  for (const name of Object.keys(item).reverse()) assign(out, name, respell(item[name] as AttributeValue))
  return out
}

/** The value with its numbers written otherwise, its sets and maps in another order. */
export const respell = (value: AttributeValue): AttributeValue => {
  if ('N' in value) return { N: respellNumber(value.N) }
  if ('SS' in value) return { SS: [...value.SS].reverse() }
  if ('NS' in value) return { NS: [...value.NS].reverse().map(respellNumber) }
  if ('BS' in value) return { BS: [...value.BS].reverse() }
  if ('L' in value) return { L: value.L.map(respell) }
  if ('M' in value) return { M: respellItem(value.M) }
  return value
}

/** A pair of values: often equal though written otherwise, often not. */
export const pairOf = (value: fc.Arbitrary<AttributeValue>): fc.Arbitrary<readonly [AttributeValue, AttributeValue]> =>
  fc.oneof(
    fc.tuple(value, value),
    value.map((v) => [v, respell(v)] as const),
  )
