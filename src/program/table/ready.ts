/** Readiness: whether a table answers, will answer soon, or never will as it is. */
import type { Either } from 'fp-ts/Either'
import * as E from 'fp-ts/Either'
import type { TableDescription, TableSpec, TableStatus } from '../../value/TableSpec'
import type { TableNotReady, TableReadError, TableWriteError } from '../errors'
import type { Interpreter } from '../Interpreter'
import type { Watch } from '../time/Watch'
import { completed, look } from './look'
import type { ValidatedTable } from './ValidatedTable'

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
export const isLost = ({ status }: TableDescription): boolean => lost.has(status)

/** That a table cannot be used as it is. */
export const notUsable = ({ schema }: TableSpec, { status, pending }: TableDescription): TableNotReady => ({
  _tag: 'TableNotReady',
  table: schema.name,
  status,
  pending,
})

/** Why a table cannot be used yet; of its indexes those count that are needed. */
export const notReady = (spec: TableSpec, table: TableDescription): TableNotReady | undefined => {
  const pending = table.pending.filter((index) => spec.schema.indexes.some(({ name }) => name === index.name))
  return (table.status === 'ACTIVE' || table.status === 'UPDATING') && pending.length === 0
    ? undefined
    : notUsable(spec, { ...table, pending })
}

/** Whether a table is done with what was asked of it, its indexes too: one change at a time is allowed. */
const isQuiet = ({ status, pending }: TableDescription): boolean => status === 'ACTIVE' && pending.length === 0

/** Failures that pass, or of which it is unknown what was done: what failed so is tried again. */
export const passes = (error: TableWriteError): boolean => {
  switch (error._tag) {
    case 'Throttled':
    case 'TableInUse':
    case 'ServiceFailed':
    case 'NetworkFailed':
    case 'TimedOut':
      return true
    case 'RequestRefused':
      // Backups cannot be changed until DynamoDB has set them up, some moments after the table; a time to live, once an hour.
      return (
        error.name === 'ContinuousBackupsUnavailableException' ||
        /modified multiple times within a fixed interval/i.test(error.message)
      )
    default:
      return false
  }
}

// -----------------------------------------------------------------------------
// interpreters
// -----------------------------------------------------------------------------

type ReadyError = TableReadError | TableNotReady

/** Looks once more at what is waited for; `undefined`: it is not there yet. */
type Waiting<A> = (
  ask: <B>(answer: Either<TableReadError, B>) => Either<TableReadError, B> | undefined,
) => Promise<Either<ReadyError, A> | undefined>

/** Looks again and again, at the pace of a watch; `last` says what was seen when time is over. */
const until = async <A>(
  watch: Watch,
  isNew: boolean,
  waiting: Waiting<A>,
  last: () => TableNotReady | undefined = () => undefined,
): Promise<Either<ReadyError, A>> => {
  const pace = watch.pace()
  for (;;) {
    const found = await waiting((answer) => {
      const again = E.isLeft(answer) && (passes(answer.left) || (isNew && answer.left._tag === 'TableNotFound'))
      return again ? undefined : answer
    })
    if (found !== undefined) return found
    if ((await pace.next()) === 'again') continue
    const ended = watch.ended()
    return E.left(ended._tag === 'TimedOut' ? (last() ?? ended) : ended)
  }
}

/** The table as it is; `undefined` where it is not there. */
export const present = (
  interpreter: Interpreter,
  watch: Watch,
  spec: TableSpec,
): Promise<Either<ReadyError, ValidatedTable | undefined>> =>
  until(watch, false, async (ask) => {
    const table = ask(await watch.within(() => look(interpreter, spec)))
    return table !== undefined && E.isLeft(table) && table.left._tag === 'TableNotFound' ? E.right(undefined) : table
  })

/**
 * The table once it is done with all changes. `isNew`: that it is not found is a matter of time, since DynamoDB answers so
 * for a while after it was created. It is described until then, and looked at once.
 */
export const settled = (
  interpreter: Interpreter,
  watch: Watch,
  spec: TableSpec,
  isNew: boolean,
): Promise<Either<TableReadError | TableNotReady, ValidatedTable>> => {
  let seen: TableNotReady | undefined
  const describe = interpreter({ _tag: 'DescribeTable', table: spec.schema.name })
  const complete = completed(interpreter, spec)
  return until(
    watch,
    isNew,
    async (ask) => {
      const table = ask(await watch.within(describe))
      if (table === undefined || E.isLeft(table)) return table
      if (isLost(table.right)) return E.left(notUsable(spec, table.right))
      seen = notUsable(spec, table.right)
      return isQuiet(table.right) ? ask(await watch.within(() => complete(table.right))) : undefined
    },
    () => seen,
  )
}

/** The table once it can be used, and `isEnough` of it is seen. */
export const usable = (
  interpreter: Interpreter,
  watch: Watch,
  spec: TableSpec,
  isNew: boolean,
  isEnough: (table: ValidatedTable) => boolean,
): Promise<Either<TableReadError | TableNotReady, ValidatedTable>> => {
  let seen: ValidatedTable | undefined
  return until(
    watch,
    isNew,
    async (ask) => {
      const table = ask(await watch.within(() => look(interpreter, spec)))
      if (table === undefined || E.isLeft(table)) return table
      if (isLost(table.right)) return E.left(notUsable(spec, table.right))
      seen = table.right
      return notReady(spec, table.right) === undefined && isEnough(table.right) ? table : undefined
    },
    () => (seen === undefined ? undefined : notReady(spec, seen)),
  )
}
