/** prepare: the tables are looked at, or made, before anything is replicated. */
import type { Either } from 'fp-ts/Either'
import * as E from 'fp-ts/Either'
import type { AnyModel } from '../../model/AnyModel'
import type { NamedSpec } from '../../model/contradictions'
import { differences } from '../../model/differences'
import { lookup } from '../../value/record'
import type { TableSchema } from '../../value/TableSchema'
import type { TableDescription } from '../../value/TableSpec'
import type { NoStream, TableMismatch, TableNotReady } from '../errors'
import type { Interpreter } from '../Interpreter'
import { bind } from '../table/bind'
import { notReady } from '../table/ready'
import type { Models } from '../table/TablePlan'
import { paceOf } from '../time/Pace'
import { systemTimer } from '../time/Timer'
import { total } from '../total'
import { listOf } from './checked'
import { type Context, defaultRetry, patiently } from './context'
import type { PrepareError } from './errors'
import type { ReplicateOptions } from './model'

// -----------------------------------------------------------------------------
// tables
// -----------------------------------------------------------------------------

type Asked = Pick<Context<never>, 'pace' | 'tell'>

/** A table as it is, with the key that is needed. */
const seen =
  (asked: Asked) =>
  async (
    interpreter: Interpreter,
    schema: TableSchema,
  ): Promise<Either<PrepareError | TableMismatch | TableNotReady, TableDescription>> => {
    const table = await patiently(asked)(interpreter({ _tag: 'DescribeTable', table: schema.name }))
    if (E.isLeft(table)) return table
    const needed = { schema: { ...schema, indexes: [] }, settings: {} }
    const found = differences(needed, table.right)
    if (found.length > 0) return E.left({ _tag: 'TableMismatch', table: schema.name, differences: found })
    const unready = notReady(needed, table.right)
    return unready === undefined ? table : E.left(unready)
  }

/** That a table of the source is there, and at the target too. */
export const sidesSeen =
  (asked: Asked) => async (from: Interpreter, to: Interpreter, schema: TableSchema, target: string) => {
    const table = await seen(asked)(from, schema)
    if (E.isLeft(table)) return table
    const other = await seen(asked)(to, { ...schema, name: target })
    return E.isLeft(other) ? other : table
  }

/** That a stream has the items as they are after each change. */
const withStream = (table: string, { settings: { stream = 'off' } }: TableDescription): Either<NoStream, void> =>
  stream === 'new' || stream === 'newAndOld'
    ? E.right(undefined)
    : E.left({ _tag: 'NoStream', table, view: stream, needed: 'new' })

// -----------------------------------------------------------------------------
// interpreters
// -----------------------------------------------------------------------------

/** The tables among some that an interpreter does not have, and those that are not there yet. */
const unmade = async (
  asked: Asked,
  interpreter: Interpreter,
  tables: ReadonlySet<string>,
): Promise<Either<PrepareError, { readonly missing: ReadonlySet<string>; readonly coming: ReadonlySet<string> }>> => {
  const missing = new Set<string>()
  const coming = new Set<string>()
  for (const table of tables) {
    const found = await patiently(asked)(interpreter({ _tag: 'DescribeTable', table }))
    if (E.isRight(found)) {
      if (found.right.status === 'CREATING') coming.add(table)
    } else if (found.left._tag === 'TableNotFound') missing.add(table)
    else return found
  }
  return E.right({ missing, coming })
}

/**
 * Makes the tables that are missing at the target, where that is asked for; gives the names of those. A table that is there
 * may have other settings and indexes than its model: only its key matters.
 */
export const bound = async <P>(
  models: Models,
  {
    to,
    tables = {},
    bind: isBound = false,
    writes,
    retry = defaultRetry,
    signal,
    timer = systemTimer,
  }: ReplicateOptions<P>,
): Promise<Either<PrepareError, ReadonlySet<string>>> => {
  if (!isBound) return E.right(new Set())
  const renamed = listOf(models).map(
    (model): AnyModel => ({
      ...model,
      schema: { ...model.schema, name: lookup(tables, model.schema.name) ?? model.schema.name },
    }),
  )
  const asked: Asked = { pace: () => paceOf(retry, timer, signal), tell: () => undefined }
  const looked = await unmade(asked, total(to), new Set(renamed.map(({ schema }) => schema.name)))
  if (E.isLeft(looked)) return looked
  const { missing, coming } = looked.right
  const own = renamed.filter(({ schema: { name } }) => missing.has(name) || coming.has(name))
  const all = writes?._tag === 'Guarded' ? [...own, writes.ledger] : own
  const made = await bind(all, { timer, ...(signal === undefined ? {} : { signal }) })(to)()
  return E.isLeft(made) ? made : E.right(missing)
}

/** Looks at a table on both sides, and at the ledger: whether they are there, with the keys and the stream that are needed. */
export const prepared = async <P>(context: Context<P>, { schema }: NamedSpec): Promise<Either<PrepareError, void>> => {
  const { from, to, rules, options } = context
  const table = await sidesSeen(context)(from, to, schema, rules.target)
  if (E.isLeft(table)) return table
  if (options.writes?._tag === 'Guarded') {
    const ledger = await seen(context)(to, options.writes.ledger.schema)
    if (E.isLeft(ledger)) return ledger
  }
  return withStream(rules.table, table.right)
}
