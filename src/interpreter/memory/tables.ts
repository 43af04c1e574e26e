/** Tables: created ready, and deleted with all that is in them. */
import { left, right } from 'fp-ts/Either'
import type { CreateTable, DeleteTable, DescribeTable } from '../../program/Operation'
import type { KeySchema, TableSchema } from '../../value/TableSchema'
import type { Answer } from './answer'
import * as Placed from './placed'
import { noTable } from './refuse'
import { refusedSchema } from './schema'
import { shapeOf } from './shape'
import * as Sorted from './sorted'
import { describe, type State, tableOf, withTable } from './state'

// -----------------------------------------------------------------------------
// constructors
// -----------------------------------------------------------------------------

// The store's own copy: who has the schema cannot change the table.
const ownKey = ({ partition: [first, ...others], sort }: KeySchema): KeySchema => ({
  partition: [{ ...first }, ...others.map((attribute) => ({ ...attribute }))],
  sort: sort.map((attribute) => ({ ...attribute })),
})

const own = ({ name, key, indexes }: TableSchema): TableSchema => ({
  name,
  key: ownKey(key),
  indexes: indexes.map((index) => ({
    ...index,
    key: ownKey(index.key),
    projection: typeof index.projection === 'string' ? index.projection : [...index.projection],
  })),
})

// -----------------------------------------------------------------------------
// interpreters
// -----------------------------------------------------------------------------

/** The state with another table. */
export const createTable = (state: State, { schema }: CreateTable): Answer<'CreateTable'> => {
  const refused = refusedSchema(schema)
  if (refused !== undefined) return [state, left(refused)]
  if (tableOf(state, schema.name) !== undefined) return [state, left({ _tag: 'TableInUse', table: schema.name })]
  const shape = shapeOf(own(schema))
  const table = { shape, items: Placed.empty, count: 0, indexes: schema.indexes.map(() => Placed.empty) }
  return [withTable(state, table), right(describe(table))]
}

/** A table as it is. */
export const describeTable = (state: State, operation: DescribeTable): Answer<'DescribeTable'> => {
  const table = tableOf(state, operation.table)
  return [state, table === undefined ? left(noTable(operation.table)) : right(describe(table))]
}

/** The state without a table. */
export const deleteTable = (state: State, operation: DeleteTable): Answer<'DeleteTable'> => {
  const tables = Sorted.remove(state.tables, operation.table)
  return tables === state.tables
    ? [state, left(noTable(operation.table))]
    : [{ tables, now: state.now, tokens: state.tokens }, right({})]
}
