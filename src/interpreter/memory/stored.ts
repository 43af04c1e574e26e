/**
 * What is kept is as DynamoDB keeps it, numbers in one text each, and is the store's own: bytes can be changed in place by
 * whoever has them, so they are copied on the way in and on the way out. All other data is `readonly` and is shared.
 */
import type { AttributeValue, Item } from '../../value/AttributeValue'
import { canonical } from '../../value/number/order'
import { assign } from '../../value/record'
import { tagOf } from '../../value/tag'

// -----------------------------------------------------------------------------
// combinators
// -----------------------------------------------------------------------------

type Change = (value: AttributeValue) => AttributeValue

// The list itself where nothing in it changes.
const mapList = <A>(list: ReadonlyArray<A>, f: (a: A) => A): ReadonlyArray<A> => {
  let out: Array<A> | undefined
  for (let i = 0; i < list.length; i++) {
    const before = list[i] as A
    const after = f(before)
    if (after !== before) {
      if (out === undefined) out = list.slice()
      out[i] = after
    }
  }
  return out ?? list
}

// The item itself where nothing in it changes.
const mapItem = (item: Item, f: Change): Item => {
  let out: { [name: string]: AttributeValue } | undefined
  for (const name in item) {
    const before = item[name] as AttributeValue
    const after = f(before)
    if (after !== before) {
      if (out === undefined) out = { ...item }
      assign(out, name, after)
    }
  }
  return out ?? item
}

const inside = (value: AttributeValue, f: Change): AttributeValue => {
  if ('L' in value) {
    const L = mapList(value.L, f)
    return L === value.L ? value : { L }
  }
  if ('M' in value) {
    const M = mapItem(value.M, f)
    return M === value.M ? value : { M }
  }
  return value
}

const ownValue: Change = (value) => {
  switch (tagOf(value)) {
    case 'N': {
      const { N } = value as { N: string }
      const text = canonical(N)
      return text === N ? value : { N: text }
    }
    case 'NS': {
      const { NS } = value as { NS: ReadonlyArray<string> }
      const texts = mapList(NS, canonical)
      return texts === NS ? value : { NS: texts }
    }
    case 'B':
    case 'BS':
      return copyValue(value)
    case 'L':
    case 'M':
      return inside(value, ownValue)
    default:
      return value
  }
}

const copyValue: Change = (value) =>
  'B' in value
    ? { B: value.B.slice() }
    : 'BS' in value
      ? { BS: value.BS.map((bytes) => bytes.slice()) }
      : inside(value, copyValue)

/**
 * An item as it is kept: with bytes of its own, and each number as DynamoDB answers it (`1.0` is kept as `1`). The item
 * itself where that is so already; an item with bytes is never the one that was given.
 */
export const own = (item: Item): Item => mapItem(item, ownValue)

/** An item with bytes of its own. */
export const copyBytes = (item: Item): Item => mapItem(item, copyValue)
