/** prepare: the tables are looked at, or made, before anything is replicated. */
import type { Either } from 'fp-ts/Either'
import * as E from 'fp-ts/Either'
import type { AnyModel } from '../../model/AnyModel'
import type { NamedSpec } from '../../model/contradictions'
import { differences } from '../../model/differences'
import { specsOf } from '../../model/sharing'
import { lookup } from '../../value/record'
import type { TableSchema } from '../../value/TableSchema'
import type { TableDescription } from '../../value/TableSpec'
import type { InvalidRequest, ModelsContradict, NoStream, TableMismatch, TableNotReady } from '../errors'
import type { Interpreter } from '../Interpreter'
import { maxSegments } from '../limits'
import { bind } from '../table/bind'
import { notReady } from '../table/ready'
import type { Models } from '../table/TablePlan'
import { type Context, patiently } from './context'
import type { PrepareError } from './errors'
import type { ReplicateOptions, Sides } from './model'
import { type Rules, rulesOf } from './rules'

// -----------------------------------------------------------------------------
// options
// -----------------------------------------------------------------------------

const wrongCount = (name: string, value: number | undefined, most: number): InvalidRequest | undefined =>
  value === undefined || (Number.isSafeInteger(value) && value >= 1 && value <= most)
    ? undefined
    : { _tag: 'InvalidRequest', reason: `${name} is a whole number from 1 to ${most}, not ${String(value)}` }

/** What is wrong with options that are numbers. */
export const invalidOptions = ({
  segments,
  concurrency,
  batch,
}: Pick<ReplicateOptions<unknown>, 'segments' | 'concurrency' | 'batch'>): InvalidRequest | undefined =>
  wrongCount('segments', segments, maxSegments) ??
  wrongCount('concurrency', concurrency, Number.MAX_SAFE_INTEGER) ??
  wrongCount('batch', batch, Number.MAX_SAFE_INTEGER)

// -----------------------------------------------------------------------------
// tables
// -----------------------------------------------------------------------------

const listOf = (models: Models): ReadonlyArray<AnyModel> =>
  Array.isArray(models) ? (models as ReadonlyArray<AnyModel>) : [models as AnyModel]

/** The tables of models, each once, and what holds for it. */
export const rulesFor = (
  models: Models,
  sides: Sides,
): Either<ModelsContradict, ReadonlyArray<{ readonly spec: NamedSpec; readonly rules: Rules }>> => {
  const specs = specsOf(listOf(models))
  return E.isLeft(specs)
    ? E.left({ _tag: 'ModelsContradict', ...specs.left })
    : E.right(specs.right.map((spec) => ({ spec, rules: rulesOf(sides, spec.schema.name, spec.schema.key) })))
}

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

/** Makes what is missing at the target, where that is asked for: nothing is changed that is there. */
export const bound = async <P>(
  models: Models,
  { to, tables = {}, bind: isBound = false, writes, signal, timer }: ReplicateOptions<P>,
): Promise<Either<PrepareError, unknown>> => {
  if (!isBound) return E.right(undefined)
  const renamed = listOf(models).map(
    (model): AnyModel => ({
      ...model,
      schema: { ...model.schema, name: lookup(tables, model.schema.name) ?? model.schema.name },
    }),
  )
  const all = writes?._tag === 'Guarded' ? [...renamed, writes.ledger] : renamed
  return bind(all, { ...(signal === undefined ? {} : { signal }), ...(timer === undefined ? {} : { timer }) })(to)()
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
