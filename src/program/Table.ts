/** Table: the tables that models live in: described, created, validated, deleted. */
import type { Either } from 'fp-ts/Either'
import * as E from 'fp-ts/Either'
import { pipe } from 'fp-ts/function'
import * as RTE from 'fp-ts/ReaderTaskEither'
import type { AnyModel } from '../model/AnyModel'
import { differences } from '../model/differences'
import { mergeSchemas } from '../model/merge'
import type { TableDescription, TableSchema } from '../value/TableSchema'
import type { CommonError, InvalidRequest, TableInUse, TableMismatch, TableNotFound, TimedOut } from './errors'
import { type Program, perform } from './Program'

export { differences } from '../model/differences'

// -----------------------------------------------------------------------------
// model
// -----------------------------------------------------------------------------

/** How a program waits for a table to be ready. */
export interface WaitOptions {
  /** How often the table is looked at, at most. 60 when left out. */
  readonly attempts?: number
  /** Milliseconds to wait after look `n`, counted from 0. Doubles from 50 up to 5,000 when left out. */
  readonly delay?: (attempt: number) => number
  /** How time passes: `setTimeout` when left out. */
  readonly sleep?: (milliseconds: number) => Promise<void>
}

/** One model, or several; those of one table are merged into one description. */
export type Models = AnyModel | ReadonlyArray<AnyModel>

const listOf = (models: Models): ReadonlyArray<AnyModel> =>
  Array.isArray(models) ? (models as ReadonlyArray<AnyModel>) : [models as AnyModel]

// -----------------------------------------------------------------------------
// descriptions
// -----------------------------------------------------------------------------

/**
 * The tables that models need, one for each table name: the union of what its models declare. A contradiction names both
 * models.
 *
 * @example
 * ```ts
 * import { Attribute as A, Model as M, Table as T } from 'bloop-ts'
 * import * as E from 'fp-ts/Either'
 * import * as assert from 'node:assert'
 *
 * const User = M.model({ name: 'User', table: 'users', attributes: { id: A.string }, key: { partition: 'id' } })
 * assert.deepStrictEqual(T.schemas(User), E.right([
 *   { name: 'users', key: { partition: [{ name: 'id', type: 'S' }], sort: [] }, indexes: [] },
 * ]))
 * ```
 */
export const schemas = (models: Models): Either<InvalidRequest, ReadonlyArray<TableSchema>> => {
  const byTable = new Map<string, { readonly names: string; readonly schema: TableSchema }>()
  for (const { name, schema } of listOf(models)) {
    const before = byTable.get(schema.name)
    const merged = before === undefined ? E.right(schema) : mergeSchemas(before.schema, schema)
    if (E.isLeft(merged))
      return E.left({ _tag: 'InvalidRequest', reason: `${before?.names} and ${name}: ${merged.left.join('; ')}` })
    byTable.set(schema.name, { names: before === undefined ? name : `${before.names}, ${name}`, schema: merged.right })
  }
  return E.right([...byTable.values()].map(({ schema }) => schema))
}

// -----------------------------------------------------------------------------
// programs
// -----------------------------------------------------------------------------

/** A table as its store describes it. */
export const describe = (table: string): Program<CommonError, TableDescription> =>
  perform({ _tag: 'DescribeTable', table })

const sleepFor = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds))

/** The table once its status is ACTIVE: looked at again and again, within bounds. */
export const waitUntilActive =
  (options: WaitOptions = {}) =>
  (table: string): Program<CommonError | TimedOut, TableDescription> =>
  (interpreter) =>
  async () => {
    const { attempts = 60, delay = (n) => Math.min(5_000, 50 * 2 ** n), sleep = sleepFor } = options
    let waited = 0
    for (let attempt = 0; attempt < attempts; attempt++) {
      const description = await describe(table)(interpreter)()
      if (E.isLeft(description) || description.right.status === 'ACTIVE') return description
      waited += delay(attempt)
      await sleep(delay(attempt))
    }
    return E.left({ _tag: 'TimedOut', milliseconds: waited })
  }

type TableError = CommonError | InvalidRequest | TableMismatch

const mismatchOf =
  (schema: TableSchema) =>
  (description: TableDescription): Either<TableMismatch, TableDescription> => {
    const found = differences(schema, description)
    return found.length === 0
      ? E.right(description)
      : E.left({ _tag: 'TableMismatch', table: schema.name, differences: found })
  }

const forEach = <E, A>(
  models: Models,
  program: (schema: TableSchema) => Program<E, A>,
): Program<E | InvalidRequest, ReadonlyArray<A>> =>
  pipe(
    RTE.fromEither(schemas(models)),
    RTE.flatMap((all): Program<E | InvalidRequest, ReadonlyArray<A>> => RTE.traverseSeqArray(program)(all)),
  )

/** Whether the tables are as the models need them; creates nothing. `TableMismatch` has all differences. */
export const validate = (models: Models): Program<TableError, ReadonlyArray<TableDescription>> =>
  forEach(
    models,
    (schema): Program<TableError, TableDescription> =>
      pipe(describe(schema.name), RTE.chainEitherKW(mismatchOf(schema))),
  )

/**
 * Creates the tables that are missing, waits until they are ready, and validates them all.
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
export const bind = (models: Models, options: WaitOptions = {}): Program<TableError, ReadonlyArray<TableDescription>> =>
  forEach(
    models,
    (schema): Program<TableError, TableDescription> =>
      pipe(
        describe(schema.name),
        RTE.orElse(
          (error): Program<CommonError, unknown> => (error._tag === 'TableNotFound' ? create(schema) : RTE.left(error)),
        ),
        RTE.flatMap(() => waitUntilActive(options)(schema.name)),
        RTE.chainEitherKW(mismatchOf(schema)),
      ),
  )

/** Creates a table; that another one has just created it is no failure. */
const create = (schema: TableSchema): Program<CommonError, unknown> =>
  pipe(
    perform({ _tag: 'CreateTable', schema }),
    RTE.orElse(
      (error): Program<CommonError | TableNotFound, unknown> =>
        error._tag === 'TableInUse' ? RTE.right(undefined) : RTE.left(error),
    ),
  )

/** Deletes a table and all that is in it. */
const delete_ = (table: string): Program<CommonError | TableInUse, void> =>
  pipe(
    perform({ _tag: 'DeleteTable', table }),
    RTE.map(() => undefined),
  )

export { delete_ as delete }
