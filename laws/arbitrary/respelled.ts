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

const more: AttributeValue = { NULL: true }

const without = <A>(members: ReadonlyArray<A>, other: A): ReadonlyArray<A> =>
  members.length > 1 ? members.slice(1) : [...members, other]

const changed = (value: AttributeValue | undefined): AttributeValue | undefined => {
  const other = value === undefined ? undefined : altered(value)
  return other === value ? undefined : other
}

const alteredList = (list: ReadonlyArray<AttributeValue>): ReadonlyArray<AttributeValue> => {
  const last = changed(list.length % 2 === 0 ? undefined : list[list.length - 1])
  return last === undefined ? [...list, more] : [...list.slice(0, -1), last]
}

const alteredItem = (item: Item): Item => {
  const names = Object.keys(item)
  const name = names[names.length - 1]
  const last = changed(name === undefined || names.length % 2 === 0 ? undefined : item[name])
  return Object.fromEntries([...Object.entries(item), last === undefined ? ['another name', more] : [name, last]])
}

/** Another value that is nearly the same: with something more or less at its end, or within what is there. */
export const altered = (value: AttributeValue): AttributeValue => {
  if ('S' in value) return { S: `${value.S}a` }
  if ('N' in value) return { N: canonical(value.N).replace(/^-?0$|.$/, (end) => (end === '1' ? '2' : '1')) }
  if ('B' in value) return { B: Uint8Array.of(...value.B, 0) }
  if ('BOOL' in value) return { BOOL: !value.BOOL }
  if ('SS' in value) return { SS: without(value.SS, 'another') }
  if ('NS' in value) return { NS: without(value.NS, '987654321') }
  if ('BS' in value) return { BS: without(value.BS, Uint8Array.of(7, 7)) }
  if ('L' in value) return { L: alteredList(value.L) }
  if ('M' in value) return { M: alteredItem(value.M) }
  return value
}

/** A pair of values: often equal though written otherwise, often nearly equal, often not. */
export const pairOf = (value: fc.Arbitrary<AttributeValue>): fc.Arbitrary<readonly [AttributeValue, AttributeValue]> =>
  fc.oneof(
    fc.tuple(value, value),
    value.map((v) => [v, respell(v)] as const),
    value.map((v) => [v, altered(v)] as const),
    value.map((v) => [altered(v), v] as const),
  )
