/** Tables: created ready, and deleted with all that is in them. */
import { left, right } from 'fp-ts/Either'
import type { CreateTable, DeleteTable, DescribeTable } from '../../program/Operation'
import type { Answer } from './answer'
import { copySchema } from './copied'
import * as Placed from './placed'
import { invalid, noTable } from './refuse'
import { refusedSchema } from './schema'
import { settingsOf } from './settings'
import { shapeOf } from './shape'
import { describe, type State, type Table, tableOf } from './state'
import { switched, withoutTable } from './switched'

// -----------------------------------------------------------------------------
// constructors
// -----------------------------------------------------------------------------

const isProtected = invalid(
  'Resource cannot be deleted as it is currently protected against deletion. Disable deletion protection first.',
)

// -----------------------------------------------------------------------------
// interpreters
// -----------------------------------------------------------------------------

/** The state with another table. */
export const createTable = (state: State, operation: CreateTable): Answer<'CreateTable'> => {
  const given = operation.settings ?? {}
  const refused = refusedSchema(operation.schema)
  if (refused !== undefined) return [state, left(refused)]
  const schema = copySchema(operation.schema)
  if (tableOf(state, schema.name) !== undefined) return [state, left({ _tag: 'TableInUse', table: schema.name })]
  const table: Table = {
    shape: shapeOf(schema),
    settings: settingsOf(schema, given),
    items: Placed.empty,
    count: 0,
    indexes: schema.indexes.map(() => Placed.empty),
    stream: undefined,
    latestStream: undefined,
    expiries: undefined,
  }
  return switched(state, table)
}

/** A table as it is. */
export const describeTable = (state: State, operation: DescribeTable): Answer<'DescribeTable'> => {
  const table = tableOf(state, operation.table)
  return [state, table === undefined ? left(noTable(operation.table)) : right(describe(table))]
}

/** The state without a table. Its stream, if it has one, is switched off. */
export const deleteTable = (state: State, operation: DeleteTable): Answer<'DeleteTable'> => {
  const table = tableOf(state, operation.table)
  if (table === undefined) return [state, left(noTable(operation.table))]
  if (table.settings.deletionProtection) return [state, left(isProtected)]
  return [withoutTable(state, table), right({})]
}
