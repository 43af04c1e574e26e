/** Readiness: whether a table answers, will answer soon, or never will as it is. */
import type { Either } from 'fp-ts/Either'
import * as E from 'fp-ts/Either'
import type { TableSpec, TableStatus } from '../../value/TableSpec'
import type { TableNotReady, TableReadError } from '../errors'
import type { Interpreter } from '../Interpreter'
import type { Watch } from '../time/Watch'
import { look } from './look'
import type { ValidatedTable } from './model'

// -----------------------------------------------------------------------------
// destructors
// -----------------------------------------------------------------------------

/** A table in one of these states gets into no better one by waiting. */
const lost: ReadonlySet<TableStatus> = new Set([
  'DELETING',
  'INACCESSIBLE_ENCRYPTION_CREDENTIALS',
  'REPLICATION_NOT_AUTHORIZED',
  'ARCHIVING',
  'ARCHIVED',
])

/** Whether it does not help to wait for a table. */
export const isLost = ({ status }: ValidatedTable): boolean => lost.has(status)

/** Why a table cannot be used yet; of its indexes those count that are needed. */
export const notReady = (
  { schema: { name: table, indexes } }: TableSpec,
  { status, pending }: ValidatedTable,
): TableNotReady | undefined => {
  const needed = pending.filter((index) => indexes.some(({ name }) => name === index.name))
  return (status === 'ACTIVE' || status === 'UPDATING') && needed.length === 0
    ? undefined
    : { _tag: 'TableNotReady', table, status, pending: needed }
}

// -----------------------------------------------------------------------------
// interpreters
// -----------------------------------------------------------------------------

/** Whether a table is done with what was asked of it, its indexes too: one change at a time is allowed. */
const isQuiet = ({ status, pending }: ValidatedTable): boolean => status === 'ACTIVE' && pending.length === 0

/**
 * The table once it is done with all changes: looked at again and again. `created`: that it is not found is a matter of
 * time, since DynamoDB answers so for a while after it was created.
 */
export const settled = async (
  interpreter: Interpreter,
  watch: Watch,
  spec: TableSpec,
  created = false,
): Promise<Either<TableReadError | TableNotReady, ValidatedTable>> => {
  for (let repetition = 0; ; repetition++) {
    const table = await watch.within(() => look(interpreter, spec))
    const again = E.isLeft(table)
      ? (created && table.left._tag === 'TableNotFound') || table.left._tag === 'Throttled'
      : !isQuiet(table.right) && !isLost(table.right)
    if (E.isRight(table) && isLost(table.right)) return E.left(unusable(spec, table.right))
    if (!again) return table
    if (await watch.pause(repetition)) continue
    const ended = watch.ended()
    return ended._tag === 'TimedOut' && E.isRight(table) ? E.left(unusable(spec, table.right)) : E.left(ended)
  }
}

const unusable = ({ schema }: TableSpec, { status, pending }: ValidatedTable): TableNotReady => ({
  _tag: 'TableNotReady',
  table: schema.name,
  status,
  pending,
})
