/** Operations on tables. */
import * as E from 'fp-ts/Either'
import type { TaskEither } from 'fp-ts/TaskEither'
import type { CommonError } from '../../program/errors'
import type { CreateTable, DeleteTable, DescribeTable } from '../../program/Operation'
import type { TableDescription } from '../../value/TableSchema'
import { created, deleted, described } from './decode/table'
import { createTable as encodeCreateTable } from './encode/table'
import { type Env, single } from './env'
import { common, table } from './failures'

// -----------------------------------------------------------------------------
// operations
// -----------------------------------------------------------------------------

/** CreateTable. After an unknown outcome it is not repeated: it would find its own table in use. */
export const createTable = single({
  operation: 'CreateTable',
  table: ({ schema }: CreateTable) => schema.name,
  encode: (stored, { schema }) => E.right(encodeCreateTable(stored, schema)),
  repeatable: () => false,
  failure: table,
  decode: ({ schema }, stored) => created(schema.name, stored),
})

const describe = single({
  operation: 'DescribeTable',
  table: (operation: DescribeTable) => operation.table,
  encode: (stored) => E.right({ TableName: stored }),
  repeatable: () => true,
  failure: common,
  decode: (operation, stored) => described(operation.table, stored),
})

/** DescribeTable. A table that is being deleted and is described no more is not found. */
export const describeTable =
  (env: Env) =>
  (operation: DescribeTable): TaskEither<CommonError, TableDescription> =>
  async () => {
    const answer = await describe(env)(operation)()
    if (E.isLeft(answer)) return answer
    return answer.right === undefined
      ? E.left({ _tag: 'TableNotFound', table: operation.table })
      : E.right(answer.right)
  }

/** DeleteTable. After an unknown outcome it is not repeated: it would not find its table. */
export const deleteTable = single({
  operation: 'DeleteTable',
  table: (operation: DeleteTable) => operation.table,
  encode: (stored) => E.right({ TableName: stored }),
  repeatable: () => false,
  failure: table,
  decode: (_, stored) => deleted(stored),
})
