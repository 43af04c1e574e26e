/** Operations on one item. */
import { isLeft, left, right } from 'fp-ts/Either'
import type { Projection } from '../../expression/Projection'
import { project } from '../../expression/projection/apply'
import type { WriteError } from '../../program/errors'
import type {
  DeleteItem,
  GetItem,
  Got,
  PutItem,
  Returning,
  UpdateItem,
  WriteAction,
  Written,
} from '../../program/Operation'
import type { Item } from '../../value/AttributeValue'
import type { Answer } from './answer'
import { readUnits, writeUnits } from './capacity'
import { refusedKey } from './keys'
import { placeOf } from './place'
import * as Placed from './placed'
import { noTable } from './refuse'
import { refusedProjection } from './scalars'
import { type Entry, type State, tableOf } from './state'
import { answered, type Change, commit, type Problem, plan, putBytes } from './write'

// -----------------------------------------------------------------------------
// interpreters: reading
// -----------------------------------------------------------------------------

/** An entry as a read answers it. */
export const projectedEntry = (entry: Entry, projection: Projection | undefined): Item => {
  const item = answered(entry)
  return projection === undefined ? item : project(projection)(item)
}

/** The item at a key, if there is one. */
export const getItem = (state: State, operation: GetItem): Answer<'GetItem'> => {
  const { table: name, key, projection, consistent, returnConsumed } = operation
  const table = tableOf(state, name)
  if (table === undefined) return [state, left(noTable(name))]
  const refused = refusedKey(table.shape, key) ?? refusedProjection(table.shape, projection)
  if (refused !== undefined) return [state, left(refused._tag === 'EmptyKey' ? refused.refused : refused)]
  const entry = Placed.get(table.items, placeOf(table.shape, key))
  const got: Got = entry === undefined ? {} : { item: projectedEntry(entry, projection) }
  return [
    state,
    right(
      returnConsumed === true
        ? { ...got, consumed: [{ table: name, units: readUnits(entry?.size ?? 0, consistent) }] }
        : got,
    ),
  ]
}

// -----------------------------------------------------------------------------
// interpreters: writing
// -----------------------------------------------------------------------------

const written = (item: Item | undefined): Written => (item === undefined ? {} : { attributes: item })

const touched = (action: WriteAction, entry: Entry | undefined): Written => {
  if (action._tag !== 'Update' || entry === undefined) return {}
  const [first, ...others] = action.update.actions.map(({ path }) => path)
  if (first === undefined) return {}
  const item = projectedEntry(entry, { _tag: 'Projection', paths: [first, ...others] })
  return Object.keys(item).length === 0 ? {} : { attributes: item }
}

const values = (action: WriteAction, { old, entry }: Change, returning: Returning): Written => {
  switch (returning) {
    case 'none':
      return {}
    case 'old':
      return written(old === undefined ? undefined : answered(old))
    case 'new':
      return written(entry === undefined ? undefined : answered(entry))
    case 'updatedOld':
      return touched(action, old)
    case 'updatedNew':
      return touched(action, entry)
  }
}

/** A problem as one operation by itself answers it. */
export const alone = (problem: Problem): WriteError => (problem._tag === 'EmptyKey' ? problem.refused : problem)

const write = (
  state: State,
  action: WriteAction,
  { returning, itemOnFailure, returnConsumed }: PutItem | UpdateItem | DeleteItem,
): Answer<'PutItem' | 'UpdateItem' | 'DeleteItem'> => {
  const bytes = putBytes(action)
  if (typeof bytes !== 'number') return [state, left(bytes)]
  const table = tableOf(state, action.table)
  if (table === undefined) return [state, left(noTable(action.table))]
  const change = plan(table, action, bytes, itemOnFailure)
  if (isLeft(change)) return [state, left(alone(change.left))]
  const answer = values(action, change.right, returning)
  return [
    commit(state, change.right),
    right(
      returnConsumed === true
        ? { ...answer, consumed: [{ table: action.table, units: writeUnits(table, change.right) }] }
        : answer,
    ),
  ]
}

/** Puts an item. */
export const putItem = (state: State, operation: PutItem): Answer<'PutItem'> => write(state, operation.put, operation)

/** Updates an item. */
export const updateItem = (state: State, operation: UpdateItem): Answer<'UpdateItem'> =>
  write(state, operation.update, operation)

/** Deletes an item. */
export const deleteItem = (state: State, operation: DeleteItem): Answer<'DeleteItem'> =>
  write(state, operation.delete, operation)
