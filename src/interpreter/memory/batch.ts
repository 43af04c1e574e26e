/** Batches: as many operations by themselves, in one request. */
import { isLeft, left, right } from 'fp-ts/Either'
import { byTable } from '../../program/consumption'
import type { RequestRefused, TableNotFound } from '../../program/errors'
import type {
  BatchGetItem,
  BatchWrite,
  BatchWriteItem,
  ConsumedCapacity,
  KeysAndProjection,
  WriteAction,
} from '../../program/Operation'
import type { Item } from '../../value/AttributeValue'
import type { Answer } from './answer'
import { readUnits, writeUnits } from './capacity'
import { refusedItemKey, refusedKey } from './keys'
import { placeOf } from './place'
import * as Placed from './placed'
import { invalid, noTable, wrongKey } from './refuse'
import { refusedProjection } from './scalars'
import { projectedEntry } from './single'
import { type State, type Table, tableOf } from './state'
import { type Change, commit, plan, putBytes } from './write'

// -----------------------------------------------------------------------------
// interpreters: reading
// -----------------------------------------------------------------------------

/** The most bytes of items that a batch answers. */
const maxBatchBytes = 16 * 1_048_576

const duplicates = invalid('Provided list of item keys contains duplicates')

// The places of the keys in their table, or what is wrong with them.
const placesOf = (
  state: State,
  { table: name, keys }: KeysAndProjection,
): readonly [Table, ReadonlyArray<string>] | RequestRefused | TableNotFound => {
  const table = tableOf(state, name)
  if (table === undefined) return noTable(name)
  const places: Array<string> = []
  for (const key of keys) {
    const refused = refusedKey(table.shape, key)
    if (refused !== undefined) return refused._tag === 'EmptyKey' ? refused.refused : refused
    places.push(placeOf(table.shape, key))
  }
  return new Set(places).size < places.length ? duplicates : [table, places]
}

/** The items at the keys. Once 16 MB are read, the keys that are left come back as unprocessed. */
export const batchGetItem = (state: State, { tables, returnConsumed }: BatchGetItem): Answer<'BatchGetItem'> => {
  const items: Array<{ readonly table: string; readonly item: Item }> = []
  const unprocessed: Array<KeysAndProjection> = []
  const consumed: Array<ConsumedCapacity> = []
  const found: Array<readonly [Table, ReadonlyArray<string>]> = []
  let refused: RequestRefused | undefined
  for (const asked of tables) {
    const places = placesOf(state, asked)
    if ('_tag' in places) return [state, left(places)]
    refused ??= refusedProjection(places[0].shape, asked.projection)
    found.push(places)
  }
  if (new Set(tables.map(({ table }) => table)).size < tables.length) return [state, left(duplicates)]
  if (refused !== undefined) return [state, left(refused)]
  let bytes = 0
  tables.forEach((asked, i) => {
    const [{ items: stored }, places] = found[i] as readonly [Table, ReadonlyArray<string>]
    const rest: Array<Item> = []
    asked.keys.forEach((key, j) => {
      const entry = Placed.get(stored, places[j] as string)
      const size = entry?.size ?? 0
      if (bytes + size > maxBatchBytes) {
        bytes = maxBatchBytes
        rest.push(key)
        return
      }
      if (returnConsumed === true) consumed.push({ table: asked.table, units: readUnits(size, asked.consistent) })
      if (entry === undefined) return
      bytes += size
      items.push({ table: asked.table, item: projectedEntry(entry, asked.projection) })
    })
    if (rest.length > 0) unprocessed.push({ ...asked, keys: rest })
  })
  return [state, right({ items, unprocessed, ...(returnConsumed === true ? { consumed: byTable(consumed) } : {}) })]
}

// -----------------------------------------------------------------------------
// interpreters: writing
// -----------------------------------------------------------------------------

const always = { _tag: 'Always' } as const

const actionOf = (write: BatchWrite): WriteAction => ({ ...write, condition: always })

/** Puts and deletes the items. A batch with a fault anywhere writes nothing; one without writes everything. */
export const batchWriteItem = (state: State, operation: BatchWriteItem): Answer<'BatchWriteItem'> => {
  const { writes, returnConsumed } = operation
  const changes: Array<Change> = []
  const consumed: Array<ConsumedCapacity> = []
  const seen = new Set<string>()
  const sizes: Array<number> = []
  for (const write of writes) {
    const bytes = putBytes(actionOf(write))
    if (typeof bytes !== 'number') return [state, left(bytes)]
    sizes.push(bytes)
  }
  for (const [i, write] of writes.entries()) {
    const table = tableOf(state, write.table)
    if (table === undefined) return [state, left(noTable(write.table))]
    // In a batch a bad table key in an item is told as in a key, an empty one apart.
    if (write._tag === 'Put' && refusedItemKey(table.shape, write.item)?._tag === 'RequestRefused') {
      return [state, left(wrongKey)]
    }
    const change = plan(table, actionOf(write), sizes[i] as number, false)
    if (isLeft(change)) {
      const problem = change.left
      return [
        state,
        left(problem._tag === 'EmptyKey' ? problem.refused : problem._tag === 'RequestRefused' ? problem : wrongKey),
      ]
    }
    seen.add(`${write.table}\u0000${change.right.place}`)
    changes.push(change.right)
    if (returnConsumed === true) consumed.push({ table: write.table, units: writeUnits(table, change.right) })
  }
  if (seen.size < writes.length) return [state, left(duplicates)]
  return [
    changes.reduce(commit, state),
    right({ unprocessed: [], ...(returnConsumed === true ? { consumed: byTable(consumed) } : {}) }),
  ]
}
