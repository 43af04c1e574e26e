/** What DynamoDB asks of keys: of the key in a request, of the key in an item, and of the keys of indexes in an item. */
import type { RequestRefused } from '../../program/errors'
import type { AttributeValue, Item } from '../../value/AttributeValue'
import { maxPartitionKeyBytes, maxSortKeyBytes } from '../../value/key'
import { lookup } from '../../value/record'
import { size } from '../../value/size'
import type { KeyAttribute } from '../../value/TableSchema'
import { tagOf } from '../../value/tag'
import { invalid, invalidValues, wrongKey } from './refuse'
import type { IndexShape, Ordered, Shape } from './shape'

// -----------------------------------------------------------------------------
// model
// -----------------------------------------------------------------------------

/** An empty key value: a transaction with one is refused as a whole, whereas other bad keys are reasons of cancellation. */
export interface EmptyKey {
  readonly _tag: 'EmptyKey'
  readonly refused: RequestRefused
}

const emptyNoun = (value: AttributeValue): 'string' | 'binary' | undefined =>
  'S' in value ? (value.S === '' ? 'string' : undefined) : 'B' in value && value.B.length === 0 ? 'binary' : undefined

const cannotBeEmpty = (noun: string): string =>
  `The AttributeValue for a key attribute cannot contain an empty ${noun} value.`

const notValid = (what: string): EmptyKey => ({
  _tag: 'EmptyKey',
  refused: invalid(`One or more parameter values are not valid. ${what}`),
})

// -----------------------------------------------------------------------------
// interpreters
// -----------------------------------------------------------------------------

/** What is wrong with a value as one of a key, of the right type otherwise. */
export const emptyKey = (name: string, value: AttributeValue): EmptyKey | undefined => {
  const noun = emptyNoun(value)
  return noun === undefined ? undefined : notValid(`${cannotBeEmpty(noun)} Key: ${name}`)
}

const tooLong = (attributes: ReadonlyArray<KeyAttribute>, item: Item, most: number): boolean => {
  for (const { name } of attributes) {
    const value = lookup(item, name)
    if (value !== undefined && size(value) > most) return true
  }
  return false
}

/** Partition key values are at most 2,048 bytes, and sort key values 1,024. */
export const overlong = ({ partition, sort }: Ordered, item: Item): RequestRefused | undefined =>
  tooLong(partition, item, maxPartitionKeyBytes)
    ? invalidValues(`Size of hashkey has exceeded the maximum size limit of${maxPartitionKeyBytes} bytes`)
    : tooLong(sort, item, maxSortKeyBytes)
      ? invalidValues(`Aggregated size of all range keys has exceeded the size limit of ${maxSortKeyBytes} bytes`)
      : undefined

/** What is wrong with the key of a request: it has exactly the key attributes, each of its type. */
export const refusedKey = (shape: Ordered, key: Item): RequestRefused | EmptyKey | undefined => {
  let count = 0
  for (const _ in key) count++
  if (count !== shape.attributes.length) return wrongKey
  for (const { name, type } of shape.attributes) {
    const value = lookup(key, name)
    if (value === undefined || tagOf(value) !== type) return wrongKey
  }
  for (const { name } of shape.attributes) {
    const empty = emptyKey(name, lookup(key, name) as AttributeValue)
    if (empty !== undefined) return empty
  }
  return overlong(shape, key)
}

/** What is wrong with the key within an item that is put. */
export const refusedItemKey = (shape: Ordered, item: Item): RequestRefused | EmptyKey | undefined => {
  for (const { name, type } of shape.attributes) {
    const value = lookup(item, name)
    if (value === undefined) return invalidValues(`Missing the key ${name} in the item`)
    if (tagOf(value) !== type) {
      return invalidValues(`Type mismatch for key ${name} expected: ${type} actual: ${tagOf(value)}`)
    }
    const empty = emptyKey(name, value)
    if (empty !== undefined) return empty
  }
  return overlong(shape, item)
}

// What is wrong with the key of one index within an item.
const refusedIndexKey = (
  { names }: Shape,
  index: IndexShape,
  item: Item,
  before: Item | undefined,
): RequestRefused | EmptyKey | undefined => {
  const { schema } = index
  for (const { name, type } of index.attributes) {
    if (names.has(name)) continue
    const value = lookup(item, name)
    if (value === undefined || (before !== undefined && !index.gaps && lookup(before, name) === value)) continue
    if (tagOf(value) !== type) {
      return invalidValues(
        `Type mismatch for Index Key ${name} Expected: ${type} Actual: ${tagOf(value)} IndexName: ${schema.name}`,
      )
    }
    const noun = emptyNoun(value)
    if (noun !== undefined) {
      return notValid(
        before === undefined
          ? `A value specified for a secondary index key is not supported. ${cannotBeEmpty(noun)} IndexName: ${schema.name}, IndexKey: ${name}`
          : `The update expression attempted to update a secondary index key to a value that is not supported. ${cannotBeEmpty(noun)}`,
      )
    }
  }
  return tooLong(index.partition, item, maxPartitionKeyBytes) || tooLong(index.sort, item, maxSortKeyBytes)
    ? invalidValues(
        before === undefined
          ? `Size of an index key has exceeded the maximum size limit: IndexName: ${schema.name}`
          : 'The update expression attempted to update the secondary index key beyond allowed size limits',
      )
    : undefined
}

/**
 * What is wrong with the keys of indexes within an item: they may be absent, but are of their type and not empty. `before`
 * is the item that was updated; what is still the same was found right then, but for an index that has gaps.
 */
export const refusedIndexKeys = (shape: Shape, item: Item, before?: Item): RequestRefused | EmptyKey | undefined => {
  for (const index of shape.indexes) {
    const refused = refusedIndexKey(shape, index, item, before)
    if (refused !== undefined) return refused
  }
  return undefined
}

/** Whether an item can be in a table that has an index: it is in the index too where it has all of the key. */
export const fits = (shape: Shape, index: IndexShape, item: Item): boolean =>
  refusedIndexKey(shape, index, item, undefined) === undefined
