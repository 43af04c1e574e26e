/** The steps that make the table, and take it away again. */
import { Table as T } from 'bloop-ts'
import { pipe } from 'fp-ts/function'
import * as RTE from 'fp-ts/ReaderTaskEither'
import { drop, dropping } from './drop'
import { Film } from './film'
import { expect, type Plan } from './step'
import { columns } from './text'

const { schema } = Film

/** The index byGenre is replaced on the way, and may be missing. */
export const dropTable = drop({ ...schema, indexes: schema.indexes.filter(({ name }) => name !== 'byGenre') })

const showKey = ({ partition, sort }: T.TableSchema['key']): ReadonlyArray<string> =>
  [...partition, ...sort].map((attribute) => `${attribute.name} (${attribute.type})`)

const showSettings = ({ timeToLive, stream, tags = {} }: T.TableSettings): ReadonlyArray<ReadonlyArray<string>> => [
  ['time to live', ...(typeof timeToLive === 'object' ? [timeToLive.attribute] : [])],
  ['stream', `${stream}`],
  ['tags', ...Object.entries(tags).map(([name, value]) => `${name} = ${value}`)],
]

/** A table of that name may be there from a tour that was interrupted. */
export const createTheTable: Plan = {
  title: 'Bind the model: create the table that it describes, with its indexes and settings',
  program: pipe(
    dropTable,
    RTE.flatMap(() => T.bind(Film)),
    RTE.map((tables) => ({
      lines: columns([
        ['key', ...showKey(schema.key)],
        ...schema.indexes.map((index) => [index.name, ...showKey(index.key)]),
        ...tables.flatMap(({ settings }) => showSettings(settings)),
      ]),
      unexpected: [
        ...expect(tables.length === 1, `${tables.length} tables were bound`),
        ...tables.flatMap(({ unverified }) => unverified.map(({ path }) => `not verified: ${path}`)),
      ],
    })),
  ),
}

export const deleteTheTable: Plan = dropping(dropTable)
