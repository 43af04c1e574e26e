/** The encryption and the class of tables, in CreateTable, UpdateTable and DescribeTable, kept beside the emulator. */
import { pipe } from 'fp-ts/function'
import * as TE from 'fp-ts/TaskEither'
import type { Middleware } from '../../program/Interpreter'
import type { TableChange } from '../../program/Operation'
import type { TableSettings } from '../../value/TableSettings'
import type { TableDescription } from '../../value/TableSpec'
import { ofValid, onDeleted, patch, tableOf } from './parts'

/** The settings that are kept. */
type Kept = Pick<TableSettings, 'encryption' | 'tableClass'>

/** Those of a new table. */
const keptOf = ({ encryption = 'owned', tableClass = 'standard' }: TableSettings): Kept => ({ encryption, tableClass })

const changeOf = (change: TableChange): Kept | undefined =>
  change._tag === 'Encryption'
    ? { encryption: change.encryption }
    : change._tag === 'TableClass'
      ? { tableClass: change.tableClass }
      : undefined

/**
 * Encryption and table class are as they were asked for through this interpreter. Those of a table that was made elsewhere
 * are not known, and left out of its description, so that programs say that they are `Unverified`; until they are changed here.
 *
 * DynamoDB Local 3.3.1 ignores them in CreateTable, refuses them in UpdateTable ("Nothing to update"), and describes neither.
 *
 * @example
 * ```ts
 * import { Attribute as A, Model as M, Table as T } from 'bloop-ts'
 * import { Patches } from 'bloop-ts/local'
 * import { inMemory } from 'bloop-ts/memory'
 * import * as assert from 'node:assert'
 *
 * const User = M.model({
 *   name: 'User',
 *   table: 'users',
 *   attributes: { id: A.string },
 *   key: { partition: 'id' },
 *   encryption: 'kms',
 * })
 * assert.strictEqual((await T.bind(User)(Patches.settings()(inMemory()))())._tag, 'Right')
 * ```
 */
export const settings = (): Middleware => {
  const all = new Map<string, Kept>()
  const keep = (table: string, kept: Kept) => () => {
    all.set(table, kept)
  }
  const described =
    (table: string) =>
    (description: TableDescription): TableDescription => {
      const { encryption, tableClass, ...settings } = description.settings
      return { ...description, settings: { ...settings, ...all.get(table) } }
    }
  return patch({
    CreateTable: ofValid<'CreateTable'>((operation, next) =>
      pipe(
        next(operation),
        TE.tapIO(() => keep(operation.schema.name, keptOf(operation.settings ?? {}))),
        TE.map(described(operation.schema.name)),
      ),
    ),
    DescribeTable: ({ table }, next) => pipe(tableOf(next, table), TE.map(described(table))),
    UpdateTable: ofValid<'UpdateTable'>((operation, next) => {
      const { table, change } = operation
      const kept = changeOf(change)
      return pipe(
        kept === undefined ? next(operation) : tableOf(next, table),
        TE.tapIO(() => keep(table, { ...all.get(table), ...kept })),
        TE.map(described(table)),
      )
    }),
    DeleteTable: onDeleted((table) => () => all.delete(table)),
  })
}
