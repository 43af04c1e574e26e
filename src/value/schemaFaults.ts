/** What is wrong with the indexes of a table taken together, as far as it is seen without a store. */
import type { IndexSchema, TableSchema } from './TableSchema'

// -----------------------------------------------------------------------------
// limits
// -----------------------------------------------------------------------------

/** The most global indexes of a table. */
const maxGlobal = 20

/** The most local indexes of a table. */
const maxLocal = 5

/** The most attributes that all indexes of a table name in their projections; one that two indexes name counts twice. */
const maxProjected = 100

/** The most attributes that one index names in its projection. */
const maxProjectedByOne = 20

// -----------------------------------------------------------------------------
// interpreters
// -----------------------------------------------------------------------------

const over = (what: string, most: number, actual: number): ReadonlyArray<string> =>
  actual > most ? [`there are ${actual} ${what}, and a table has at most ${most}`] : []

const projectedBy = ({ projection }: IndexSchema): number => (typeof projection === 'string' ? 0 : projection.length)

/**
 * One sentence for each way in which the indexes of a table are too many, project too much, or share a name.
 *
 * Source: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html,
 * https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_Projection.html
 */
export const schemaFaults = ({ indexes }: TableSchema): ReadonlyArray<string> => {
  const names = indexes.map(({ name }) => name)
  const repeated = new Set(names.filter((name, i) => names.indexOf(name) !== i))
  const locals = indexes.filter(({ kind }) => kind === 'local').length
  const projected = indexes.reduce((sum, index) => sum + projectedBy(index), 0)
  return [
    ...over('global indexes', maxGlobal, indexes.length - locals),
    ...over('local indexes', maxLocal, locals),
    ...over('attributes named by projections', maxProjected, projected),
    ...indexes.flatMap((index) =>
      projectedBy(index) <= maxProjectedByOne
        ? []
        : [
            `index '${index.name}' projects ${projectedBy(index)} named attributes, and can project at most ${maxProjectedByOne}`,
          ],
    ),
    ...[...repeated].map((name) => `two indexes are named '${name}'`),
  ]
}
