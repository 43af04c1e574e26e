/** Planning: what would have to be done, without doing it. */
import type { Either } from 'fp-ts/Either'
import * as E from 'fp-ts/Either'
import type { AnyModel } from '../../model/AnyModel'
import type { NamedSpec } from '../../model/contradictions'
import { specsOf } from '../../model/sharing'
import { schemaFaults } from '../../value/schemaFaults'
import { settingFaults } from '../../value/settingFaults'
import { inOrder } from '../each'
import type { InvalidRequest, ModelsContradict, TableNotReady, TableReadError } from '../errors'
import type { Interpreter } from '../Interpreter'
import type { Program } from '../Program'
import { watched } from '../time/Watch'
import { total } from '../total'
import { closing, creation } from './actions'
import { look } from './look'
import { isLost, notUsable } from './ready'
import type { Models, Plan, PlanOptions, TablePlan } from './TablePlan'
import type { ValidatedTable } from './ValidatedTable'

// -----------------------------------------------------------------------------
// specs
// -----------------------------------------------------------------------------

const listOf = (models: Models): ReadonlyArray<AnyModel> =>
  Array.isArray(models) ? (models as ReadonlyArray<AnyModel>) : [models as AnyModel]

/**
 * The tables that models need, one for each table name: the union of what its models declare. Contradictions, of the first
 * table that has some, name both models; models that need more than a table can have together are an `InvalidRequest`.
 *
 * @example
 * ```ts
 * import { Attribute as A, Model as M, Table as T } from 'bloop-ts'
 * import * as E from 'fp-ts/Either'
 * import * as assert from 'node:assert'
 *
 * const User = M.model({ name: 'User', table: 'users', attributes: { id: A.string }, key: { partition: 'id' } })
 * const Team = M.model({ name: 'Team', table: 'users', attributes: { id: A.string, no: A.integer }, key: { partition: 'no' } })
 * assert.deepStrictEqual(T.specs(User), E.right([{ name: 'User', schema: User.schema, settings: {} }]))
 * assert.deepStrictEqual(T.specs([User, Team]), E.left({
 *   _tag: 'ModelsContradict',
 *   table: 'users',
 *   contradictions: [{ path: 'key', models: ['User', 'Team'], values: ['partition id S', 'partition no N'] }],
 * }))
 * ```
 */
export const specs = (models: Models): Either<ModelsContradict | InvalidRequest, ReadonlyArray<NamedSpec>> => {
  const found = specsOf(listOf(models))
  if (E.isLeft(found)) return E.left({ _tag: 'ModelsContradict', ...found.left })
  const faults = found.right.flatMap(({ name, schema, settings }) =>
    [...schemaFaults(schema), ...settingFaults(settings)].map((fault) => `${name}: ${fault}`),
  )
  return faults.length === 0 ? found : E.left({ _tag: 'InvalidRequest', reason: faults.join('; ') })
}

// -----------------------------------------------------------------------------
// programs
// -----------------------------------------------------------------------------

/** A table that is needed, and how it is; `undefined` where it is not there. */
export interface Seen {
  readonly spec: NamedSpec
  readonly table: ValidatedTable | undefined
}

const see =
  (interpreter: Interpreter) =>
  (spec: NamedSpec) =>
  async (): Promise<Either<TableReadError | TableNotReady, Seen>> => {
    const table = await look(interpreter, spec)
    if (E.isLeft(table)) return table.left._tag === 'TableNotFound' ? E.right({ spec, table: undefined }) : table
    return isLost(table.right) ? E.left(notUsable(spec, table.right)) : E.right({ spec, table: table.right })
  }

/** How looking at the tables of models can fail. */
export type LookError = TableReadError | ModelsContradict | TableNotReady

/** How the tables of models are. */
export const seeAll =
  (models: Models): Program<LookError, ReadonlyArray<Seen>> =>
  (interpreter) =>
  async () => {
    const needed = specs(models)
    return E.isLeft(needed) ? needed : inOrder(see(total(interpreter)))(needed.right)()
  }

/** What would make one table as it is needed. */
export const planFor =
  (options: PlanOptions) =>
  ({ spec, table }: Seen): TablePlan =>
    table === undefined
      ? { spec, actions: creation(spec), unresolved: [], unverified: [] }
      : { spec, ...closing(spec, table, options), unverified: table.unverified }

/**
 * What would make the tables of models as they need them, as data; it only looks. `showPlan` prints it, `apply` carries it
 * out.
 *
 * @example
 * ```ts
 * import { Attribute as A, Model as M, Table as T } from 'bloop-ts'
 * import { inMemory } from 'bloop-ts/memory'
 * import * as assert from 'node:assert'
 *
 * const attributes = { id: A.string, expires: A.timestamp }
 * const User = M.model({ name: 'User', table: 'users', attributes, key: { partition: 'id' }, timeToLive: 'expires' })
 * const plan = await T.plan(User)(inMemory())()
 * assert.ok(plan._tag === 'Right')
 * assert.deepStrictEqual(T.showPlan(plan.right).split('\n'), [
 *   'users (User)',
 *   '  create the table: partition id S',
 *   "  switch on the time to live 'expires'",
 * ])
 * ```
 */
export const plan =
  (models: Models, options: PlanOptions = {}): Program<LookError, Plan> =>
  (interpreter) =>
  () =>
    watched(options)(async (watch) => {
      const seen = await watch.within(seeAll(models)(interpreter))
      return E.map((all: ReadonlyArray<Seen>): Plan => all.map(planFor(options)))(seen)
    })
