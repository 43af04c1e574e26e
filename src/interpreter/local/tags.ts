/** ListTagsOfResource, TagResource, UntagResource and the tags of CreateTable, kept beside the emulator. */
import { pipe } from 'fp-ts/function'
import * as TE from 'fp-ts/TaskEither'
import type { Middleware } from '../../program/Interpreter'
import type { CreateTable } from '../../program/Operation'
import type { Tags } from '../../value/TableSettings'
import { patched } from '../middleware/patched'
import { ofValid, tableOf } from './parts'

const withoutTags = (operation: CreateTable): CreateTable => {
  const { tags, ...settings } = operation.settings ?? {}
  return tags === undefined ? operation : { ...operation, settings }
}

const without = (tags: Tags, names: ReadonlyArray<string>): Tags =>
  Object.fromEntries(Object.entries(tags).filter(([name]) => !names.includes(name)))

/**
 * Tags of the tables that are made through this interpreter; a table that another process made has those only that were given
 * to it here.
 *
 * DynamoDB Local 3.3.1 answers "Tagging is not currently supported in DynamoDB Local.", and ignores those of CreateTable.
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
 *   tags: { team: 'red' },
 * })
 * assert.strictEqual((await T.bind(User)(Patches.tags()(inMemory()))())._tag, 'Right')
 * ```
 */
export const tags = (): Middleware => {
  const all = new Map<string, Tags>()
  const of = (table: string): Tags => all.get(table) ?? {}
  const keep = (table: string, kept: Tags) => () => {
    all.set(table, kept)
  }
  return patched({
    CreateTable: ofValid<'CreateTable'>((operation, next) =>
      pipe(
        next(withoutTags(operation)),
        TE.tapIO(() => keep(operation.schema.name, operation.settings?.tags ?? {})),
      ),
    ),
    DeleteTable: (operation, next) =>
      pipe(
        next(operation),
        TE.tapIO(() => keep(operation.table, {})),
      ),
    ListTagsOfResource: ({ table }, next) =>
      pipe(
        tableOf(next, table),
        TE.map(() => ({ tags: of(table) })),
      ),
    TagResource: ofValid<'TagResource'>(({ table, tags }, next) =>
      pipe(
        tableOf(next, table),
        TE.flatMapIO(() => keep(table, { ...of(table), ...tags })),
        TE.map(() => ({})),
      ),
    ),
    UntagResource: ofValid<'UntagResource'>(({ table, names }, next) =>
      pipe(
        tableOf(next, table),
        TE.flatMapIO(() => keep(table, without(of(table), names))),
        TE.map(() => ({})),
      ),
    ),
  })
}
