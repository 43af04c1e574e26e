/** Transactions: all of it at one moment, or nothing. */
import { type Either, isLeft, left, map, right } from 'fp-ts/Either'
import { byTable } from '../../program/consumption'
import type { CancellationReason, RequestRefused } from '../../program/errors'
import type { ConsumedCapacity, TransactGetItems, TransactWriteItems, WriteAction } from '../../program/Operation'
import type { Item } from '../../value/AttributeValue'
import type { Answer } from './answer'
import { readUnits, transactional, writeUnits } from './capacity'
import { refusedItemKey, refusedKey } from './keys'
import { placeOf } from './place'
import * as Placed from './placed'
import { invalid, noTable } from './refuse'
import { refusedProjection } from './scalars'
import type { Shape } from './shape'
import { projectedEntry } from './single'
import { type Entry, type State, type Table, tableOf } from './state'
import { known, remember } from './tokens'
import { type Change, commit, type Problem, plan, putBytes } from './write'

// -----------------------------------------------------------------------------
// model
// -----------------------------------------------------------------------------

/** The most bytes of all items of a transaction together. */
const maxTransactionBytes = 4 * 1_048_576

const none: CancellationReason = { code: 'None' }

const twice = invalid('Transaction request cannot include multiple operations on one item')

const tooBig = (bytes: number): RequestRefused =>
  invalid(`Transaction payload size cannot exceed 4MB. Payload Size: ${bytes}`)

// -----------------------------------------------------------------------------
// constructors
// -----------------------------------------------------------------------------

const reason = (problem: RequestRefused | Problem | undefined): CancellationReason =>
  problem === undefined
    ? none
    : problem._tag === 'RequestRefused'
      ? { code: 'ValidationError', message: problem.message }
      : problem._tag === 'ConditionFailed'
        ? {
            code: 'ConditionalCheckFailed',
            message: 'The conditional request failed',
            ...(problem.item === undefined ? {} : { item: problem.item }),
          }
        : none

// -----------------------------------------------------------------------------
// interpreters: reading
// -----------------------------------------------------------------------------

/** The items at the keys, in the order asked. */
export const transactGetItems = (state: State, operation: TransactGetItems): Answer<'TransactGetItems'> => {
  const { gets, returnConsumed } = operation
  const tables: Array<Table> = []
  for (const { table: name } of gets) {
    const table = tableOf(state, name)
    if (table === undefined) return [state, left(noTable(name))]
    tables.push(table)
  }
  const problems = gets.map(({ key, projection }, i) => {
    const { shape } = tables[i] as Table
    return refusedKey(shape, key) ?? refusedProjection(shape, projection)
  })
  for (const problem of problems) if (problem?._tag === 'EmptyKey') return [state, left(problem.refused)]
  if (problems.some((problem) => problem !== undefined)) {
    return [state, left({ _tag: 'TransactionCanceled', reasons: problems.map(reason) })]
  }
  const places = gets.map(({ key }, i) => placeOf((tables[i] as Table).shape, key))
  if (new Set(gets.map(({ table }, i) => `${table}\u0000${places[i]}`)).size < gets.length) return [state, left(twice)]
  const entries = places.map((place, i): Entry | undefined => Placed.get((tables[i] as Table).items, place))
  const bytes = entries.reduce((sum, entry) => sum + (entry?.size ?? 0), 0)
  if (bytes > maxTransactionBytes) return [state, left(tooBig(bytes))]
  const items = entries.map((entry, i) =>
    entry === undefined ? undefined : projectedEntry(entry, gets[i]?.projection),
  )
  if (returnConsumed !== true) return [state, right({ items })]
  const consumed = gets.map(({ table }, i) => ({
    table,
    units: transactional * readUnits(entries[i]?.size ?? 0, true),
  }))
  return [state, right({ items, consumed: byTable(consumed) })]
}

// -----------------------------------------------------------------------------
// interpreters: writing
// -----------------------------------------------------------------------------

// Where the item of an action stands, or is to stand, if its key is one.
const targetOf = (shape: Shape, action: WriteAction): string | undefined => {
  const key: Item = action._tag === 'Put' ? action.item : action.key
  const refused = action._tag === 'Put' ? refusedItemKey(shape, key) : refusedKey(shape, key)
  return refused === undefined ? placeOf(shape, key) : undefined
}

const repeats = (tables: ReadonlyArray<Table>, actions: ReadonlyArray<WriteAction>): boolean => {
  const seen = new Set<string>()
  return actions.some((action, i) => {
    const place = targetOf((tables[i] as Table).shape, action)
    if (place === undefined) return false
    const target = `${action.table}\u0000${place}`
    if (seen.has(target)) return true
    seen.add(target)
    return false
  })
}

// A transaction that was done before only reads its items, as they are now.
const readAgain = (state: State, actions: ReadonlyArray<WriteAction>): ReadonlyArray<ConsumedCapacity> =>
  byTable(
    actions.map((action) => {
      const table = tableOf(state, action.table)
      const place = table === undefined ? undefined : targetOf(table.shape, action)
      const entry = table === undefined || place === undefined ? undefined : Placed.get(table.items, place)
      return { table: action.table, units: transactional * readUnits(entry?.size ?? 0, true) }
    }),
  )

/** Writes the items where every action can be done; the reasons of a cancellation are in the order of the actions. */
export const transactWriteItems = (state: State, operation: TransactWriteItems): Answer<'TransactWriteItems'> => {
  const { actions, itemOnFailure, token, returnConsumed } = operation
  const sizes: Array<number> = []
  for (const action of actions) {
    const size = putBytes(action)
    if (typeof size !== 'number') return [state, left(size)]
    sizes.push(size)
  }
  const before = token === undefined ? undefined : known(state, token, operation)
  if (before !== undefined) {
    return [state, map(() => (returnConsumed === true ? { consumed: readAgain(state, actions) } : {}))(before)]
  }
  const tables: Array<Table> = []
  for (const action of actions) {
    const table = tableOf(state, action.table)
    if (table === undefined) return [state, left(noTable(action.table))]
    tables.push(table)
  }
  if (repeats(tables, actions)) return [state, left(twice)]
  const plans = actions.map(
    (action, i): Either<Problem, Change> => plan(tables[i] as Table, action, sizes[i] as number, itemOnFailure),
  )
  for (const planned of plans) {
    if (isLeft(planned) && planned.left._tag === 'EmptyKey') return [state, left(planned.left.refused)]
  }
  const changes = plans.flatMap((planned) => (isLeft(planned) ? [] : [planned.right]))
  if (changes.length < plans.length) {
    const reasons = plans.map((planned) => reason(isLeft(planned) ? planned.left : undefined))
    return [state, left({ _tag: 'TransactionCanceled', reasons })]
  }
  const bytes = changes.reduce((sum, { old, entry }) => sum + (entry === old ? 0 : (entry?.size ?? 0)), 0)
  if (bytes > maxTransactionBytes) return [state, left(tooBig(bytes))]
  const written = changes.reduce(commit, state)
  const consumed =
    returnConsumed === true
      ? byTable(
          changes.map((change, i) => ({
            table: change.table,
            units: transactional * writeUnits(tables[i] as Table, change),
          })),
        )
      : undefined
  return [
    token === undefined ? written : remember(written, token, operation),
    right(consumed === undefined ? {} : { consumed }),
  ]
}
