/** Operations on tables. */
import * as E from 'fp-ts/Either'
import type { TaskEither } from 'fp-ts/TaskEither'
import type { TableReadError } from '../../program/errors'
import type { CreateTable, DeleteTable, DescribeTable, UpdateTable } from '../../program/Operation'
import type { TableDescription } from '../../value/TableSpec'
import { created, deleted, described } from './decode/table'
import * as encode from './encode/table'
import { type Env, single } from './env'
import { common, table } from './failures'

// -----------------------------------------------------------------------------
// operations
// -----------------------------------------------------------------------------

/** CreateTable. After an unknown outcome it is not repeated: it would find its own table in use. */
export const createTable = single({
  operation: 'CreateTable',
  table: ({ schema }: CreateTable) => schema.name,
  encode: (stored, operation) => E.right(encode.createTable(stored, operation)),
  failure: table,
  decode: ({ schema }, stored) => created(schema.name, stored),
})

const describe = single({
  operation: 'DescribeTable',
  table: (operation: DescribeTable) => operation.table,
  encode: (stored) => E.right({ TableName: stored }),
  failure: common,
  decode: (operation, stored) => described(operation.table, stored),
})

/** DescribeTable. A table that is being deleted and is described no more is not found. */
export const describeTable =
  (env: Env) =>
  (operation: DescribeTable): TaskEither<TableReadError, TableDescription> =>
  async () => {
    const answer = await describe(env)(operation)()
    if (E.isLeft(answer)) return answer
    return answer.right === undefined
      ? E.left({ _tag: 'TableNotFound', table: operation.table })
      : E.right(answer.right)
  }

/**
 * UpdateTable. After an unknown outcome it is not repeated: the second time the table would be in use for the first, or would
 * be refused for being as it is to be.
 *
 * Source: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_UpdateTable.html
 */
export const updateTable = single({
  operation: 'UpdateTable',
  table: (operation: UpdateTable) => operation.table,
  encode: (stored, operation) => E.right(encode.updateTable(stored, operation)),
  failure: table,
  decode: (operation, stored) => created(operation.table, stored),
})

/** DeleteTable. After an unknown outcome it is not repeated: it would not find its table. */
export const deleteTable = single({
  operation: 'DeleteTable',
  table: (operation: DeleteTable) => operation.table,
  encode: (stored) => E.right({ TableName: stored }),
  failure: table,
  decode: (_, stored) => deleted(stored),
})
