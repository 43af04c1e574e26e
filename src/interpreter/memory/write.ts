/** The four actions of a write, each first planned, which changes nothing, and then committed. */
import type { Either } from 'fp-ts/Either'
import { left, right } from 'fp-ts/Either'
import { evaluate } from '../../expression/condition/evaluate'
import type { Condition } from '../../expression/condition/model'
import { apply } from '../../expression/update/apply'
import { showFailure } from '../../expression/update/failure'
import type { Update } from '../../expression/update/model'
import type { ConditionFailed, InvalidItem, RequestRefused } from '../../program/errors'
import type { WriteAction } from '../../program/Operation'
import { itemBytes } from '../../program/validate'
import type { Item } from '../../value/AttributeValue'
import { equalsItems } from '../../value/equality'
import { maxItemBytes } from '../../value/measure'
import { sizeOfItem } from '../../value/size'
import { dueWith, rescheduled } from './expiry'
import { placesOf, reindexed } from './indexes'
import { type EmptyKey, refusedIndexKeys, refusedItemKey, refusedKey } from './keys'
import { placeOf } from './place'
import * as Placed from './placed'
import { invalid, invalidValues } from './refuse'
import { refusedCondition, refusedUpdate } from './scalars'
import type { Shape } from './shape'
import { type Entry, type State, type Table, tableOf, withTable } from './state'
import { copyBytes, own } from './stored'
import { recorded } from './stream'

// -----------------------------------------------------------------------------
// model
// -----------------------------------------------------------------------------

/** Why an action cannot be done. */
export type Problem = RequestRefused | EmptyKey | ConditionFailed

/** What an action does to one place of a table: `old` and `entry` are the same where it does nothing. */
export interface Change {
  readonly table: string
  readonly place: string
  readonly old: Entry | undefined
  readonly entry: Entry | undefined
}

// -----------------------------------------------------------------------------
// constructors
// -----------------------------------------------------------------------------

const nothing: Item = {}

/** An item as it is answered. */
export const answered = ({ item, bytes }: Entry): Item => (bytes ? copyBytes(item) : item)

// What is wrong with a condition is told whether or not it holds.
const unless = (
  shape: Shape,
  condition: Condition<never>,
  old: Entry | undefined,
  itemOnFailure: boolean,
): RequestRefused | ConditionFailed | undefined => {
  if (condition._tag === 'Always') return undefined
  const refused = refusedCondition(shape, condition)
  if (refused !== undefined) return refused
  if (evaluate(condition)(old === undefined ? nothing : old.item)) return undefined
  const table = shape.schema.name
  return old === undefined || !itemOnFailure
    ? { _tag: 'ConditionFailed', table }
    : { _tag: 'ConditionFailed', table, item: answered(old) }
}

const entryOf = ({ shape }: Table, item: Item, size: number, place: string, old: Entry | undefined): Entry => {
  const kept = own(item)
  return { item: kept, size, place, places: placesOf(shape, kept, place, old), bytes: kept !== item }
}

// -----------------------------------------------------------------------------
// interpreters: planning
// -----------------------------------------------------------------------------

const planPut = (
  table: Table,
  item: Item,
  size: number,
  condition: Condition<never>,
  itemOnFailure: boolean,
): Either<Problem, Change> => {
  const { shape } = table
  const refused = refusedItemKey(shape, item) ?? refusedIndexKeys(shape, item)
  if (refused !== undefined) return left(refused)
  const place = placeOf(shape, item)
  const old = Placed.get(table.items, place)
  const failed = unless(shape, condition, old, itemOnFailure)
  if (failed !== undefined) return left(failed)
  return right({ table: shape.schema.name, place, old, entry: entryOf(table, item, size, place, old) })
}

// An update of nothing creates the item; one that only takes away does not.
const creates = ({ actions }: Update<never>): boolean =>
  actions.length === 0 || actions.some(({ _tag }) => _tag === 'Set' || _tag === 'Add')

const updated = (table: Table, key: Item, update: Update<never>, old: Entry | undefined): Either<Problem, Item> => {
  for (const { path } of update.actions) {
    const name = path.segments[0]
    if (table.shape.names.has(name)) {
      return left(invalidValues(`Cannot update attribute ${name}. This attribute is part of the key`))
    }
  }
  const into = refusedUpdate(table.shape, update)
  if (into !== undefined) return left(into)
  const before = old === undefined ? key : old.item
  const after = apply(update)(before)
  if (after._tag === 'Left') return left(invalid(showFailure(after.left)))
  const refused = refusedIndexKeys(table.shape, after.right, before)
  return refused === undefined ? after : left(refused)
}

const planUpdate = (
  table: Table,
  key: Item,
  update: Update<never>,
  condition: Condition<never>,
  itemOnFailure: boolean,
): Either<Problem, Change> => {
  const { shape } = table
  const refused = refusedKey(shape, key)
  if (refused !== undefined) return left(refused)
  const place = placeOf(shape, key)
  const old = Placed.get(table.items, place)
  const failed = unless(shape, condition, old, itemOnFailure)
  if (failed !== undefined) return left(failed)
  const item = updated(table, key, update, old)
  if (item._tag === 'Left') return item
  const size = itemBytes(shape.schema.name, item.right)
  if (typeof size !== 'number') {
    return left(
      invalid(
        sizeOfItem(item.right) > maxItemBytes
          ? 'Item size to update has exceeded the maximum allowed size'
          : 'Nesting Levels have exceeded supported limits',
      ),
    )
  }
  const entry = old === undefined && !creates(update) ? undefined : entryOf(table, item.right, size, place, old)
  return right({ table: shape.schema.name, place, old, entry })
}

const planAt = (
  table: Table,
  key: Item,
  condition: Condition<never>,
  itemOnFailure: boolean,
  deletes: boolean,
): Either<Problem, Change> => {
  const { shape } = table
  const refused = refusedKey(shape, key)
  if (refused !== undefined) return left(refused)
  const place = placeOf(shape, key)
  const old = Placed.get(table.items, place)
  const failed = unless(shape, condition, old, itemOnFailure)
  if (failed !== undefined) return left(failed)
  return right({ table: shape.schema.name, place, old, entry: deletes ? undefined : old })
}

/** The bytes of the item that an action puts, 0 for other actions; or why it cannot be stored, anywhere. */
export const putBytes = (action: WriteAction): number | InvalidItem =>
  action._tag === 'Put' ? itemBytes(action.table, action.item) : 0

/** What an action would do to a table as it is. `bytes` are those of the item that it puts. */
export const plan = (
  table: Table,
  action: WriteAction,
  bytes: number,
  itemOnFailure: boolean,
): Either<Problem, Change> => {
  switch (action._tag) {
    case 'Put':
      return planPut(table, action.item, bytes, action.condition, itemOnFailure)
    case 'Update':
      return planUpdate(table, action.key, action.update, action.condition, itemOnFailure)
    case 'Delete':
      return planAt(table, action.key, action.condition, itemOnFailure, true)
    case 'Check':
      return planAt(table, action.key, action.condition, itemOnFailure, false)
  }
}

// -----------------------------------------------------------------------------
// interpreters: committing
// -----------------------------------------------------------------------------

/**
 * The state after an entry of a table took the place of another, or of none. Where there is a stream, it has a record of it
 * unless nothing changed in the item.
 *
 * Source: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Streams.html
 */
export const replaced = (
  state: State,
  table: Table,
  place: string,
  old: Entry | undefined,
  entry: Entry | undefined,
  byTimeToLive: boolean,
): State => {
  const { shape, settings, items, count, indexes, stream, latestStream, expiries } = table
  const records =
    stream !== undefined && (old === undefined || entry === undefined || !equalsItems(old.item, entry.item))
  const sequence = records ? state.sequence + 1 : state.sequence
  const after: Table = {
    shape,
    settings,
    items: entry === undefined ? Placed.remove(items, place) : Placed.set(items, entry),
    count: count + (entry === undefined ? 0 : 1) - (old === undefined ? 0 : 1),
    indexes: reindexed(indexes, old, entry),
    stream: records ? recorded(stream, sequence, state.now, place, old, entry, byTimeToLive) : stream,
    latestStream,
    expiries: expiries === undefined ? undefined : rescheduled(settings, expiries, state.now, old, entry),
  }
  return withTable(state, after, sequence, expiries === undefined ? state.due : dueWith(state, settings, entry))
}

/** The state after a change that was planned on it. */
export const commit = (state: State, { table: name, place, old, entry }: Change): State =>
  entry === old ? state : replaced(state, tableOf(state, name) as Table, place, old, entry, false)
