/** The steps that make the table, and take it away again. */
import { Table as T } from 'bloop-ts'
import { pipe } from 'fp-ts/function'
import * as RTE from 'fp-ts/ReaderTaskEither'
import { Film } from './film'
import { expect, type Plan } from './step'
import { columns } from './text'
import { until } from './until'

const { name, key, indexes } = Film.schema

/** Whether the table is there. */
const isThere = pipe(
  T.describe(name),
  RTE.map(() => true),
  RTE.orElse((error) => (error._tag === 'TableNotFound' ? RTE.right(false) : RTE.left(error))),
)

/**
 * Deletes the table, and waits until it is gone; answers whether it is still there. That there was none is fine. A table of
 * that name which is not the tour's, with its key and its indexes, is left alone: `TableMismatch`.
 */
export const dropTable = pipe(
  T.validate(Film),
  RTE.flatMap(() => T.delete(name)),
  RTE.orElse((error) => (error._tag === 'TableNotFound' ? RTE.right(undefined) : RTE.left(error))),
  RTE.flatMap(() =>
    pipe(
      isThere,
      until((there) => !there, 300),
    ),
  ),
)

const showKey = ({ partition, sort }: typeof key): ReadonlyArray<string> =>
  [...partition, ...sort].map((attribute) => `${attribute.name} (${attribute.type})`)

/** A table of that name may be there from a tour that was interrupted. */
export const createTheTable: Plan = {
  title: 'Create the table that the model describes',
  program: pipe(
    dropTable,
    RTE.flatMap(() => T.bind(Film)),
    RTE.map((descriptions) => ({
      lines: columns([['key', ...showKey(key)], ...indexes.map((index) => [index.name, ...showKey(index.key)])]),
      unexpected: expect(descriptions.length === 1, `${descriptions.length} tables were described`),
    })),
  ),
}

export const deleteTheTable: Plan = {
  title: 'Delete the table',
  program: pipe(
    dropTable,
    RTE.map((there) => ({
      lines: [there ? 'it is still there' : 'it is gone'],
      unexpected: expect(!there, 'it should be gone'),
    })),
  ),
}
