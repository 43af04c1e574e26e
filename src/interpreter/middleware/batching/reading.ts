/** Reading: the reads that are not answered yet, and which of them a write could change. */
import { keyIdentity } from '../../../program/identity'
import type { GetItem, Operation } from '../../../program/Operation'
import { tablesOf } from '../../../program/tablesOf'
import type { Item } from '../../../value/AttributeValue'
import { lookup } from '../../../value/record'

// -----------------------------------------------------------------------------
// model
// -----------------------------------------------------------------------------

/** What is being read. */
export interface Reading {
  /** A read was asked, and is over with this promise, which never rejects. */
  readonly add: (read: GetItem, answer: Promise<unknown>) => void
  /** The answers that must be there before an operation that writes may begin; `undefined` where there are none. */
  readonly before: (write: Operation) => Promise<unknown> | undefined
}

/** Reads whose keys have the same attributes: so the key of an item that is put is known. */
interface Shape {
  readonly names: ReadonlyArray<string>
  readonly byKey: Map<string, Set<Promise<unknown>>>
}

// -----------------------------------------------------------------------------
// parts
// -----------------------------------------------------------------------------

interface Place {
  readonly table: string
  /** An item, or its key; absent where the whole table is changed. */
  readonly item?: Item
}

/** What an operation writes. */
const placesOf = (operation: Operation): ReadonlyArray<Place> => {
  switch (operation._tag) {
    case 'PutItem':
      return [operation.put]
    case 'UpdateItem':
      return [{ table: operation.update.table, item: operation.update.key }]
    case 'DeleteItem':
      return [{ table: operation.delete.table, item: operation.delete.key }]
    case 'BatchWriteItem':
      return operation.writes.map((one) => ({ table: one.table, item: one._tag === 'Put' ? one.item : one.key }))
    case 'TransactWriteItems':
      return operation.actions.map((one) => ({ table: one.table, item: one._tag === 'Put' ? one.item : one.key }))
    default:
      return tablesOf(operation).map((table) => ({ table }))
  }
}

const keyOf = (names: ReadonlyArray<string>, item: Item): Item | undefined => {
  const key: { [name: string]: Item[string] } = {}
  for (const name of names) {
    const value = lookup(item, name)
    if (value === undefined) return undefined
    key[name] = value
  }
  return key
}

// -----------------------------------------------------------------------------
// constructors
// -----------------------------------------------------------------------------

/** Nothing is being read. */
export const reading = (): Reading => {
  const tables = new Map<string, Map<string, Shape>>()

  const add: Reading['add'] = ({ table, key }, answer) => {
    const names = Object.keys(key).sort()
    const id = JSON.stringify(names)
    const identity = keyIdentity(table, key)
    const shapes = tables.get(table) ?? new Map<string, Shape>()
    const shape = shapes.get(id) ?? { names, byKey: new Map<string, Set<Promise<unknown>>>() }
    const answers = shape.byKey.get(identity) ?? new Set()
    tables.set(table, shapes)
    shapes.set(id, shape)
    shape.byKey.set(identity, answers)
    answers.add(answer)
    answer.then(() => {
      answers.delete(answer)
      if (answers.size === 0) shape.byKey.delete(identity)
      if (shape.byKey.size === 0) shapes.delete(id)
      if (shapes.size === 0) tables.delete(table)
    })
  }

  const answersOf = ({ table, item }: Place): ReadonlyArray<Promise<unknown>> =>
    [...(tables.get(table)?.values() ?? [])].flatMap(({ names, byKey }) => {
      if (item === undefined) return [...byKey.values()].flatMap((answers) => [...answers])
      const key = keyOf(names, item)
      return key === undefined ? [] : [...(byKey.get(keyIdentity(table, key)) ?? [])]
    })

  return {
    add,
    before: (write) => {
      if (tables.size === 0) return undefined
      const answers = placesOf(write).flatMap(answersOf)
      return answers.length === 0 ? undefined : Promise.all(answers)
    },
  }
}
