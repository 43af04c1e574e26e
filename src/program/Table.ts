/** Table: the tables that models live in: planned, created, validated, changed, deleted. */
import { pipe } from 'fp-ts/function'
import * as RTE from 'fp-ts/ReaderTaskEither'
import type { TableDescription } from '../value/TableSpec'
import type { TableReadError, TableWriteError } from './errors'
import { type Program, perform } from './Program'

export type { Contradiction, NamedSpec } from '../model/contradictions'
export type { DescribedTable, TableDifference } from '../model/difference'
export { differences } from '../model/differences'
export { merge } from '../model/merge'
export type { TableSchema } from '../value/TableSchema'
export type { TableSettings } from '../value/TableSettings'
export type { TableDescription, TableSpec } from '../value/TableSpec'
export type { TableAction, TableChange } from './operation/table'
export { apply } from './table/apply'
export { type BindError, bind, type ValidateError, validate } from './table/bind'
export { plan, specs } from './table/plan'
export { showPlan } from './table/show'
export type { Models, Plan, PlanOptions, TablePlan } from './table/TablePlan'
export type { Unverified, ValidatedTable } from './table/ValidatedTable'
export type { Patience } from './time/Patience'

// -----------------------------------------------------------------------------
// programs
// -----------------------------------------------------------------------------

/**
 * A table as its store describes it.
 *
 * @example
 * ```ts
 * import { Attribute as A, Model as M, Table as T } from 'bloop-ts'
 * import { inMemory } from 'bloop-ts/memory'
 * import { pipe } from 'fp-ts/function'
 * import * as RTE from 'fp-ts/ReaderTaskEither'
 * import * as assert from 'node:assert'
 *
 * const User = M.model({ name: 'User', table: 'users', attributes: { id: A.string }, key: { partition: 'id' } })
 * const described = await pipe(T.bind(User), RTE.flatMap(() => T.describe('users')))(inMemory())()
 * assert.ok(described._tag === 'Right')
 * assert.deepStrictEqual(described.right.schema, User.schema)
 * assert.strictEqual(described.right.settings.billing, 'onDemand')
 * ```
 */
export const describe = (table: string): Program<TableReadError, TableDescription> =>
  perform({ _tag: 'DescribeTable', table })

/** Deletes a table and all that is in it. */
const delete_ = (table: string): Program<TableWriteError, void> =>
  pipe(
    perform({ _tag: 'DeleteTable', table }),
    RTE.map(() => undefined),
  )

export { delete_ as delete }
