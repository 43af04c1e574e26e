/** Deleting a table that may be there from a run that was interrupted. */
import { type Errors, type Program, Table as T } from 'bloop-ts'
import { pipe } from 'fp-ts/function'
import * as RTE from 'fp-ts/ReaderTaskEither'
import { expect, type Plan } from './step'
import { until } from './until'

type Failed = Errors.TableReadError | Errors.TableInUse | Errors.TableMismatch

/** Whether the table is there. */
const isThere = (table: string) =>
  pipe(
    T.describe(table),
    RTE.map(() => true),
    RTE.orElse((error) => (error._tag === 'TableNotFound' ? RTE.right(false) : RTE.left(error))),
  )

/**
 * Deletes a table, and waits until it is gone; answers whether it is still there. That there was none is fine. A table of that
 * name with another key, or without the indexes, is somebody else's and left alone: `TableMismatch`.
 */
export const drop = (schema: T.TableSchema): Program.Program<Failed, boolean> =>
  pipe(
    T.describe(schema.name),
    RTE.flatMap((found): Program.Program<Failed, void> => {
      const differences = T.differences({ schema, settings: {} }, found)
      return differences.length === 0
        ? T.delete(schema.name)
        : RTE.left({ _tag: 'TableMismatch', table: schema.name, differences })
    }),
    RTE.orElse((error) => (error._tag === 'TableNotFound' ? RTE.right(undefined) : RTE.left(error))),
    RTE.flatMap(() =>
      pipe(
        isThere(schema.name),
        until((there) => !there, 300),
      ),
    ),
  )

/** The last step: the table is deleted. */
export const dropping = (dropTable: Program.Program<Failed, boolean>): Plan => ({
  title: 'Delete the table',
  program: pipe(
    dropTable,
    RTE.map((there) => ({
      lines: [there ? 'it is still there' : 'it is gone'],
      unexpected: expect(!there, 'it should be gone'),
    })),
  ),
})
