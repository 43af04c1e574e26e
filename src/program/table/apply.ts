/** Carrying out plans: action by action, each waited for, and at the end looked at. */
import type { Either } from 'fp-ts/Either'
import * as E from 'fp-ts/Either'
import { differences } from '../../model/differences'
import type { PlanUnfinished, TableMismatch, TableNotReady, TableReadError } from '../errors'
import type { TableAction } from '../Operation'
import type { Program } from '../Program'
import type { Patience } from '../time/Patience'
import { watched } from '../time/Watch'
import { total } from '../total'
import { closing } from './actions'
import { isDone, partOf } from './outcome'
import { type Env, perform } from './perform'
import { present, settled, usable } from './ready'
import type { Plan, TablePlan } from './TablePlan'
import type { ValidatedTable } from './ValidatedTable'

// -----------------------------------------------------------------------------
// model
// -----------------------------------------------------------------------------

type Cause = PlanUnfinished['cause']

/** How carrying out a plan can fail. */
export type ApplyError = Cause | PlanUnfinished

/** How far a plan has come. */
interface Progress {
  readonly done: Array<TableAction>
  underway: TableAction | undefined
}

// -----------------------------------------------------------------------------
// one table
// -----------------------------------------------------------------------------

const mismatch = ({ spec }: TablePlan, found: TableMismatch['differences']): TableMismatch => ({
  _tag: 'TableMismatch',
  table: spec.schema.name,
  differences: found,
})

/** The parts of a table that a plan is about; a table that it creates has tags, which are seen some moments later. */
const partsOf = ({ actions }: TablePlan): ReadonlySet<string> =>
  new Set(actions.flatMap((action) => [partOf(action), ...(action._tag === 'CreateTable' ? ['TagResource'] : [])]))

/**
 * That a table is another than the one that was planned for: it would need what the plan has not. Of one that was just created
 * not everything need be seen at once.
 */
const strange = (plan: TablePlan, table: ValidatedTable, isNew: boolean): TableMismatch | undefined => {
  const { actions, unresolved } = closing(plan.spec, table, { replaceIndexes: true })
  const planned = partsOf(plan)
  return unresolved.length > 0 || !(isNew || actions.every((action) => planned.has(partOf(action))))
    ? mismatch(plan, differences(plan.spec, table))
    : undefined
}

/** What is to be done of a table's plan, one after the other; what a table has already is not done again. */
const actionByAction = async (
  env: Env,
  plan: TablePlan,
  progress: Progress,
): Promise<Either<Cause, { readonly isNew: boolean }>> => {
  const { spec, actions } = plan
  let isNew = false
  let table: Either<TableReadError | TableNotReady, ValidatedTable | undefined> = await present(
    env.interpreter,
    env.watch,
    spec,
  )
  for (const [i, action] of actions.entries()) {
    if (E.isLeft(table)) return table
    if (table.right === undefined && action._tag !== 'CreateTable')
      return E.left({ _tag: 'TableNotFound', table: spec.schema.name })
    const stranger = table.right && strange(plan, table.right, isNew)
    if (stranger !== undefined) return E.left(stranger)
    if (table.right === undefined || !isDone(table.right)(action, actions.slice(i + 1))) {
      progress.underway = action
      const answer = await perform(env, spec, action, actions.slice(i + 1))
      if (E.isLeft(answer)) {
        if (!answer.left.isUnknown) progress.underway = undefined
        return E.left(answer.left.cause)
      }
      const { isOwn } = answer.right
      isNew ||= isOwn && action._tag === 'CreateTable'
      const after = await settled(env.interpreter, env.watch, spec, isNew)
      if (E.isRight(after) || !isOwn) progress.underway = undefined
      if (E.isLeft(after)) return after
      // What somebody else has made need not be what was planned.
      const other = isOwn ? undefined : strange(plan, after.right, isNew)
      if (other !== undefined) return E.left(other)
      table = after
    }
    progress.done.push(action)
  }
  return E.isLeft(table) ? table : E.right({ isNew })
}

/** The table as it is in the end. What was done may not be seen at once: then it is looked at again. */
const finished = async (
  { interpreter, watch }: Env,
  plan: TablePlan,
  isNew: boolean,
): Promise<Either<Cause, ValidatedTable>> => {
  const left = (table: ValidatedTable) => differences(plan.spec, table)
  const isLate = (table: ValidatedTable): boolean => left(table).length > 0 && strange(plan, table, false) === undefined
  let seen: ValidatedTable | undefined
  const table = await usable(interpreter, watch, plan.spec, isNew, (one) => {
    seen = one
    return !isLate(one)
  })
  const last = E.isRight(table) ? table.right : table.left._tag === 'TimedOut' ? seen : undefined
  return last !== undefined && left(last).length > 0 ? E.left(mismatch(plan, left(last))) : table
}

// -----------------------------------------------------------------------------
// plans
// -----------------------------------------------------------------------------

const whole = async (env: Env, plan: Plan): Promise<Either<ApplyError, ReadonlyArray<ValidatedTable>>> => {
  const all = plan.flatMap(({ actions }) => actions)
  const tables: Array<ValidatedTable> = []
  const progress: Progress = { done: [], underway: undefined }
  const unfinished = (cause: Cause): Either<ApplyError, never> => {
    const { done, underway } = progress
    const begun = done.length + (underway === undefined ? 0 : 1)
    return E.left(
      all.length === 0
        ? cause
        : {
            _tag: 'PlanUnfinished',
            cause,
            done,
            ...(underway === undefined ? {} : { underway }),
            left: all.slice(begun),
          },
    )
  }
  for (const one of plan) {
    const made = await actionByAction(env, one, progress)
    if (E.isLeft(made)) return unfinished(made.left)
    const table = await finished(env, one, made.right.isNew)
    if (E.isLeft(table)) return unfinished(table.left)
    tables.push(table.right)
  }
  return E.right(tables)
}

/** A plan, carried out under a watch; nothing of one that leaves differences. */
export const carriedOut = async (plan: Plan, env: Env): Promise<Either<ApplyError, ReadonlyArray<ValidatedTable>>> => {
  const stuck = plan.find(({ unresolved }) => unresolved.length > 0)
  return stuck === undefined ? whole(env, plan) : E.left(mismatch(stuck, stuck.unresolved))
}

/**
 * Carries out a plan: each action is waited for, and each table validated at the end. Nothing is done where a plan has
 * differences that no action closes, nor to a table that is another than the plan was made for. What a table has already is not
 * done again, whoever did it: so a plan can be carried out twice. What passes (throttling, a table that is being changed, an
 * answer that was lost, a look that failed) is tried again until the deadline.
 *
 * Errors: `TableMismatch` for what the plan cannot close; `PlanUnfinished`, once there was something to do, with what was done,
 * what was under way, and what was not begun.
 *
 * Laws (`tableLaws`): apply, apply = apply; once it is carried out, nothing is left to plan.
 *
 * @example
 * ```ts
 * import { Attribute as A, Model as M, Table as T } from 'bloop-ts'
 * import { inMemory } from 'bloop-ts/memory'
 * import { pipe } from 'fp-ts/function'
 * import * as RTE from 'fp-ts/ReaderTaskEither'
 * import * as assert from 'node:assert'
 *
 * const User = M.model({ name: 'User', table: 'users', attributes: { id: A.string }, key: { partition: 'id' }, stream: 'new' })
 * const program = pipe(T.plan(User), RTE.flatMap((plan) => T.apply(plan, { deadline: 60_000 })), RTE.flatMap(() => T.plan(User)))
 * const again = await program(inMemory())()
 * assert.ok(again._tag === 'Right' && again.right.every(({ actions }) => actions.length === 0))
 * ```
 */
export const apply =
  (plan: Plan, patience: Patience = {}): Program<ApplyError, ReadonlyArray<ValidatedTable>> =>
  (interpreter) =>
  () =>
    watched(patience)((watch) => carriedOut(plan, { interpreter: total(interpreter), watch }))
