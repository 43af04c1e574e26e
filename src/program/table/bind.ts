/** Binding: the tables of models are made, or found to be as they are needed. */
import type { Either } from 'fp-ts/Either'
import * as E from 'fp-ts/Either'
import type { NamedSpec } from '../../model/contradictions'
import type { TableDifference } from '../../model/difference'
import { differences } from '../../model/differences'
import { inOrder } from '../each'
import type { TableMismatch, TableNotFound, TableNotReady } from '../errors'
import type { Program } from '../Program'
import type { Patience } from '../time/Patience'
import { watched } from '../time/Watch'
import { total } from '../total'
import { type ApplyError, carriedOut } from './apply'
import { type LookError, planFor, type Seen, seeAll } from './plan'
import { notReady } from './ready'
import type { Models, TablePlan } from './TablePlan'
import type { ValidatedTable } from './ValidatedTable'

// -----------------------------------------------------------------------------
// model
// -----------------------------------------------------------------------------

/** How a table can turn out not to be the one that is needed. */
export type ValidateError = LookError | TableMismatch

/** How binding can fail. */
export type BindError = LookError | ApplyError

// -----------------------------------------------------------------------------
// validate
// -----------------------------------------------------------------------------

const validated = ({ spec, table }: Seen): Either<TableNotFound | TableMismatch | TableNotReady, ValidatedTable> => {
  if (table === undefined) return E.left({ _tag: 'TableNotFound', table: spec.schema.name })
  const found = differences(spec, table)
  if (found.length > 0) return E.left({ _tag: 'TableMismatch', table: spec.schema.name, differences: found })
  const unready = notReady(spec, table)
  return unready === undefined ? E.right(table) : E.left(unready)
}

/**
 * Whether the tables are as the models need them; it only looks, once. `TableMismatch` has all differences of the first table
 * that is not; what the store refuses to say of a table is among its `unverified`.
 */
export const validate =
  (models: Models, patience: Patience = {}): Program<ValidateError, ReadonlyArray<ValidatedTable>> =>
  (interpreter) =>
  () =>
    watched(patience)(async (watch) => {
      const seen = await watch.within(seeAll(models)(interpreter))
      return E.isLeft(seen) ? seen : inOrder((one: Seen) => async () => validated(one))(seen.right)()
    })

// -----------------------------------------------------------------------------
// bind
// -----------------------------------------------------------------------------

/** `CreateTable` cannot switch these on: a table whose making was interrupted lacks them, and gets them when it is bound again. */
const isLate = ({ settings }: NamedSpec, table: ValidatedTable, { path }: TableDifference): boolean =>
  (path === 'timeToLive' && table.settings.timeToLive === 'off') || (path === 'backups' && settings.backups === true)

const bindPlan = (seen: Seen): Either<TableMismatch, TablePlan> => {
  const { spec, table } = seen
  const found = table === undefined ? [] : differences(spec, table)
  return table === undefined || found.every((difference) => isLate(spec, table, difference))
    ? E.right(planFor({})(seen))
    : E.left({ _tag: 'TableMismatch', table: spec.schema.name, differences: found })
}

/**
 * Creates the tables that are missing, completes those whose making was interrupted (time to live and continuous backups that
 * are off), waits until they are ready, and validates them all. Nothing else of a table that is there is changed: for that
 * there are `plan` and `apply`. Nothing is created where one of the tables is another than is needed.
 *
 * Laws: bind twice = bind once; bind, then validate = bind.
 *
 * @example
 * ```ts
 * import { Attribute as A, Model as M, Table as T } from 'bloop-ts'
 * import { inMemory } from 'bloop-ts/memory'
 * import * as assert from 'node:assert'
 *
 * const User = M.model({ name: 'User', table: 'users', attributes: { id: A.string }, key: { partition: 'id' } })
 * const store = inMemory()
 * assert.strictEqual((await T.bind(User)(store)())._tag, 'Right')
 * assert.strictEqual((await T.validate(User)(store)())._tag, 'Right')
 * ```
 */
export const bind =
  (models: Models, patience: Patience = {}): Program<BindError, ReadonlyArray<ValidatedTable>> =>
  (interpreter) =>
  () =>
    watched(patience)(async (watch) => {
      const seen = await watch.within(seeAll(models)(interpreter))
      if (E.isLeft(seen)) return seen
      const plan = await inOrder((one: Seen) => async () => bindPlan(one))(seen.right)()
      return E.isLeft(plan) ? plan : carriedOut(plan.right, { interpreter: total(interpreter), watch })
    })
