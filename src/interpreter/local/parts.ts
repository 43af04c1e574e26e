/** What patches have in common. */
import { pipe } from 'fp-ts/function'
import type { IO } from 'fp-ts/IO'
import * as TE from 'fp-ts/TaskEither'
import type { RequestRefused, TableReadError } from '../../program/errors'
import type { Interpreter, Middleware } from '../../program/Interpreter'
import type { OperationName } from '../../program/Operation'
import { total } from '../../program/total'
import { validateOperation } from '../../program/validate'
import type { TableDescription } from '../../value/TableSpec'
import { type Override, type Overrides, patched } from '../middleware/patched'

/**
 * `patched`, over an interpreter that may not keep its word, as one that a user patched: what it answers to a patch is looked
 * at, and nothing throws or rejects. What no override is for passes as it is.
 */
export const patch =
  (overrides: Overrides): Middleware =>
  (next) => {
    const own = total(patched(overrides)(total(next)))
    return (operation) => (Object.hasOwn(overrides, operation._tag) ? own(operation) : next(operation))
  }

/** An override of operations that are valid; what is none is for the interpreter to refuse. */
export const ofValid =
  <K extends OperationName>(override: Override<K>): Override<K> =>
  (operation, next) =>
    validateOperation(operation) === undefined ? override(operation, next) : next(operation)

/** The table; its settings cannot be asked for where there is none. */
export const tableOf = (next: Interpreter, table: string): TE.TaskEither<TableReadError, TableDescription> =>
  next({ _tag: 'DescribeTable', table })

/** What is to be forgotten of a table, once it is deleted. */
export const onDeleted =
  (forget: (table: string) => IO<unknown>): Override<'DeleteTable'> =>
  (operation, next) =>
    pipe(
      next(operation),
      TE.tapIO(() => forget(operation.table)),
    )

/** What DynamoDB says of a request that is wrong. */
export const invalid = (message: string): RequestRefused => ({
  _tag: 'RequestRefused',
  name: 'ValidationException',
  message,
})
