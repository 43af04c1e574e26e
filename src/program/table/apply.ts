/** Carrying out plans: action by action, each waited for, and at the end looked at. */
import type { Either } from 'fp-ts/Either'
import * as E from 'fp-ts/Either'
import { differences } from '../../model/differences'
import type { TableSpec } from '../../value/TableSpec'
import type { PlanUnfinished, TableMismatch, TableNotReady, TableWriteError } from '../errors'
import type { Interpreter } from '../Interpreter'
import type { TableAction } from '../Operation'
import type { Program } from '../Program'
import type { Patience } from '../time/Patience'
import { type Watch, watched } from '../time/Watch'
import { total } from '../total'
import { closing } from './actions'
import { look } from './look'
import type { Plan, TablePlan, ValidatedTable } from './model'
import { settled } from './ready'

// -----------------------------------------------------------------------------
// model
// -----------------------------------------------------------------------------

type Cause = PlanUnfinished['cause']

/** What plans are carried out with. */
export interface Env {
  readonly interpreter: Interpreter
  readonly watch: Watch
}

// -----------------------------------------------------------------------------
// one action
// -----------------------------------------------------------------------------

/** Failures that pass, or of which it is unknown what was done. */
const passes = (error: TableWriteError): boolean => {
  switch (error._tag) {
    case 'Throttled':
    case 'TableInUse':
    case 'ServiceFailed':
    case 'NetworkFailed':
    case 'TimedOut':
      return true
    case 'RequestRefused':
      // They cannot be changed until DynamoDB has set them up, some moments after the table.
      return error.name === 'ContinuousBackupsUnavailableException'
    default:
      return false
  }
}

const same = (x: TableAction, y: TableAction): boolean => JSON.stringify(x) === JSON.stringify(y)

/** The setting that an action is about, where a store may refuse to say how it is. */
const settingOf = ({ _tag }: TableAction): string | undefined => {
  switch (_tag) {
    case 'UpdateTimeToLive':
      return 'timeToLive'
    case 'UpdateContinuousBackups':
      return 'backups'
    case 'TagResource':
      return 'tags'
    default:
      return undefined
  }
}

const isUnknown = ({ unverified }: ValidatedTable, action: TableAction): boolean => {
  const setting = settingOf(action)
  return setting !== undefined && unverified.some(({ path }) => path.startsWith(setting))
}

/** Whether the table still lacks what an action brings, or nobody can say: another one may have done it, or its answer was lost. */
const isNeeded = async ({ interpreter, watch }: Env, spec: TableSpec, action: TableAction): Promise<boolean> => {
  const table = await watch.within(() => look(interpreter, spec))
  if (E.isLeft(table)) return table.left._tag !== 'TableNotFound' || action._tag === 'CreateTable'
  const { actions } = closing(spec, table.right, { replaceIndexes: true })
  return isUnknown(table.right, action) || actions.some((one) => same(one, action))
}

const perform = async (env: Env, spec: TableSpec, action: TableAction): Promise<Either<Cause, void>> => {
  for (let repetition = 0; ; repetition++) {
    const answer = await env.watch.within<TableWriteError, unknown>(env.interpreter(action))
    if (E.isRight(answer) || !(await isNeeded(env, spec, action))) break
    if (!passes(answer.left)) return answer
    if (!(await env.watch.pause(repetition))) return E.left(env.watch.ended())
  }
  const table = await settled(env.interpreter, env.watch, spec, true)
  return E.isLeft(table) ? table : E.right(undefined)
}

// -----------------------------------------------------------------------------
// plans
// -----------------------------------------------------------------------------

const finished = async ({ interpreter, watch }: Env, spec: TableSpec): Promise<Either<Cause, ValidatedTable>> => {
  const table = await settled(interpreter, watch, spec)
  if (E.isLeft(table)) return table
  const left = differences(spec, table.right)
  return left.length === 0 ? table : E.left({ _tag: 'TableMismatch', table: spec.schema.name, differences: left })
}

const whole = async (env: Env, plan: Plan): Promise<Either<Cause | PlanUnfinished, ReadonlyArray<ValidatedTable>>> => {
  const all = plan.flatMap(({ actions }) => actions)
  const tables: Array<ValidatedTable> = []
  let done = 0
  const unfinished = (cause: Cause): Either<Cause | PlanUnfinished, never> =>
    E.left(
      all.length === 0 ? cause : { _tag: 'PlanUnfinished', cause, done: all.slice(0, done), left: all.slice(done) },
    )
  for (const { spec, actions } of plan) {
    for (const action of actions) {
      const answer = await perform(env, spec, action)
      if (E.isLeft(answer)) return unfinished(answer.left)
      done++
    }
    const table = await finished(env, spec)
    if (E.isLeft(table)) return unfinished(table.left)
    tables.push(table.right)
  }
  return E.right(tables)
}

/** A plan, carried out under a watch; nothing of one that leaves differences. */
export const carriedOut = async (
  plan: Plan,
  env: Env,
): Promise<Either<Cause | PlanUnfinished, ReadonlyArray<ValidatedTable>>> => {
  const stuck = plan.find(({ unresolved }) => unresolved.length > 0)
  return stuck === undefined ? whole(env, plan) : E.left(impossible(stuck))
}

const impossible = ({ spec, unresolved }: TablePlan): TableMismatch => ({
  _tag: 'TableMismatch',
  table: spec.schema.name,
  differences: unresolved,
})

/**
 * Carries out a plan: each action is waited for, and each table validated at the end. Nothing is done where a plan has
 * differences that no action closes. What passes (throttling, a table that is being changed, an answer that was lost) is tried again
 * until the deadline; an action that another one did meanwhile is done.
 *
 * Errors: `TableMismatch` for what the plan cannot close; `PlanUnfinished` with what was done and what was not, once there was
 * something to do.
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
  (
    plan: Plan,
    patience: Patience = {},
  ): Program<Cause | TableNotReady | PlanUnfinished, ReadonlyArray<ValidatedTable>> =>
  (interpreter) =>
  () =>
    watched(patience)((watch) => carriedOut(plan, { interpreter: total(interpreter), watch }))
