/** One action, until it is done, or fails for good. */
import type { Either } from 'fp-ts/Either'
import * as E from 'fp-ts/Either'
import type { TableSpec } from '../../value/TableSpec'
import type { TableWriteError } from '../errors'
import type { Interpreter } from '../Interpreter'
import type { TableAction } from '../Operation'
import { isOutcomeUnknown } from '../repeatable'
import type { Watch } from '../time/Watch'
import { isDone } from './outcome'
import { passes, present } from './ready'

// -----------------------------------------------------------------------------
// model
// -----------------------------------------------------------------------------

/** What plans are carried out with. */
export interface Env {
  readonly interpreter: Interpreter
  readonly watch: Watch
}

/** Why an action failed; `isUnknown`: whether it was done is not known. */
export interface Failure {
  readonly cause: TableWriteError
  readonly isUnknown: boolean
}

// -----------------------------------------------------------------------------
// interpreters
// -----------------------------------------------------------------------------

const mayBeDone = (error: TableWriteError): boolean =>
  isOutcomeUnknown(error) || error._tag === 'Aborted' || error._tag === 'InvalidAnswer'

/** Whether a table has what an action brings: another one may have done it, or its answer was lost. */
const isThere = async (
  { interpreter, watch }: Env,
  spec: TableSpec,
  action: TableAction,
  later: ReadonlyArray<TableAction>,
): Promise<boolean> => {
  const table = await present(interpreter, watch, spec)
  return E.isRight(table) && table.right !== undefined && isDone(table.right)(action, later)
}

/**
 * Asks for an action, with those that are to follow, as often as it fails in a way that passes; one that is there all the
 * same is done. `isOwn`: it was done by this request, or may have been.
 */
export const perform = async (
  env: Env,
  spec: TableSpec,
  action: TableAction,
  later: ReadonlyArray<TableAction>,
): Promise<Either<Failure, { readonly isOwn: boolean }>> => {
  const pace = env.watch.pace()
  let isUnknown = false
  const fail = (cause: TableWriteError): Either<Failure, never> => E.left({ cause, isUnknown })
  for (;;) {
    const answer = await env.watch.within<TableWriteError, unknown>(env.interpreter(action))
    if (E.isRight(answer)) return E.right({ isOwn: true })
    isUnknown ||= mayBeDone(answer.left)
    if (await isThere(env, spec, action, later)) return E.right({ isOwn: isUnknown })
    if (!passes(answer.left)) return fail(answer.left)
    if ((await pace.next()) !== 'again') return fail(env.watch.ended())
  }
}
