/** ListTagsOfResource, TagResource, UntagResource and the tags of CreateTable, kept beside the emulator. */
import { pipe } from 'fp-ts/function'
import * as TE from 'fp-ts/TaskEither'
import type { RequestRefused } from '../../program/errors'
import type { Middleware } from '../../program/Interpreter'
import type { CreateTable } from '../../program/Operation'
import { maxTags } from '../../value/settingFaults'
import type { Tags } from '../../value/TableSettings'
import { invalid, ofValid, onDeleted, patch, tableOf } from './parts'

const withoutTags = (operation: CreateTable): CreateTable => {
  const { tags, ...settings } = operation.settings ?? {}
  return tags === undefined ? operation : { ...operation, settings }
}

const without = (tags: Tags, names: ReadonlyArray<string>): Tags =>
  Object.fromEntries(Object.entries(tags).filter(([name]) => !names.includes(name)))

const tooMany = invalid('Number of Tags exceed the current limit for the provided ResourceArn')

const notKnown: RequestRefused = {
  _tag: 'RequestRefused',
  name: 'UnknownOperationException',
  message: 'The tags of a table are known to the interpreter only that made the table, or tagged it.',
}

/**
 * Tags of the tables that are made through this interpreter. Those of a table that was made elsewhere are not known, and
 * ListTagsOfResource is refused, so that programs say that they are `Unverified`; until it is tagged here.
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
  const keep = (table: string, kept: Tags) => () => {
    all.set(table, { ...kept })
  }
  return patch({
    CreateTable: ofValid<'CreateTable'>((operation, next) =>
      pipe(
        next(withoutTags(operation)),
        TE.tapIO(() => keep(operation.schema.name, operation.settings?.tags ?? {})),
      ),
    ),
    DeleteTable: onDeleted((table) => () => all.delete(table)),
    ListTagsOfResource: ({ table }, next) =>
      pipe(
        tableOf(next, table),
        TE.flatMapNullable(
          () => all.get(table),
          () => notKnown,
        ),
        TE.map((tags) => ({ tags: { ...tags } })),
      ),
    TagResource: ofValid<'TagResource'>(({ table, tags }, next) =>
      pipe(
        tableOf(next, table),
        TE.map(() => ({ ...all.get(table), ...tags })),
        TE.filterOrElseW(
          (after) => Object.keys(after).length <= maxTags,
          () => tooMany,
        ),
        TE.tapIO((after) => keep(table, after)),
        TE.map(() => ({})),
      ),
    ),
    UntagResource: ofValid<'UntagResource'>(({ table, names }, next) =>
      pipe(
        tableOf(next, table),
        TE.map(() => all.get(table)),
        TE.tapIO((tags) => (tags === undefined ? () => undefined : keep(table, without(tags, names)))),
        TE.map(() => ({})),
      ),
    ),
  })
}
