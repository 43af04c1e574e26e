/** Global indexes that are made of the items that a table has, and that are taken away. */
import type { RequestRefused, Throttled } from '../../program/errors'
import type { IndexSchema, TableSchema } from '../../value/TableSchema'
import { copySchema } from './copied'
import { fits } from './keys'
import { placeIn } from './place'
import * as Placed from './placed'
import { invalid, overLimit } from './refuse'
import { maxGlobal, refusedSchema } from './schema'
import { indexShape, withIndexes } from './shape'
import type { Entry, Reference, Table } from './state'

// -----------------------------------------------------------------------------
// interpreters: what is refused
// -----------------------------------------------------------------------------

const exists = invalid('Attempting to create an index which already exists')

const extended = (schema: TableSchema, index: IndexSchema): TableSchema => ({
  ...schema,
  indexes: [...schema.indexes, index],
})

/** What is wrong with another global index of a table. */
export const refusedNewIndex = (
  { shape: { schema } }: Table,
  index: IndexSchema,
): RequestRefused | Throttled | undefined =>
  schema.indexes.some(({ name }) => name === index.name)
    ? exists
    : schema.indexes.filter(({ kind }) => kind === 'global').length >= maxGlobal
      ? overLimit
      : refusedSchema(extended(schema, index))

// -----------------------------------------------------------------------------
// combinators
// -----------------------------------------------------------------------------

/**
 * The table with another index, of all its items that fit in. An item whose value of a key attribute is of another type,
 * empty or too long does not: it stays out, and writes that leave it so are refused from now on.
 *
 * Source: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/GSI.OnlineOps.ViolationDetection.html
 */
export const withIndex = (table: Table, index: IndexSchema): Table => {
  const { shape } = table
  const schema = copySchema(extended(shape.schema, index))
  const added = indexShape(schema)(index)
  let items: Placed.Placed<Entry> = Placed.empty
  let references: Placed.Placed<Reference> = Placed.empty
  let gaps = false
  for (const entry of Placed.values(table.items)) {
    const fit = fits(shape, added, entry.item)
    const place = fit ? placeIn(added, entry.item, entry.place) : undefined
    if (!fit) gaps = true
    if (place !== undefined) references = Placed.set(references, { place, item: entry.place })
    items = Placed.set(items, { ...entry, places: [...entry.places, place] })
  }
  return {
    ...table,
    shape: withIndexes(schema, [...shape.indexes, { ...added, gaps }])(shape),
    items,
    indexes: [...table.indexes, references],
  }
}

/** The table without the index at a number. */
export const withoutIndex = (table: Table, at: number): Table => {
  const { shape } = table
  const keep = <A>(list: ReadonlyArray<A>): ReadonlyArray<A> => list.filter((_, i) => i !== at)
  let items: Placed.Placed<Entry> = Placed.empty
  for (const entry of Placed.values(table.items)) {
    items = Placed.set(items, { ...entry, places: keep(entry.places) })
  }
  return {
    ...table,
    shape: withIndexes({ ...shape.schema, indexes: keep(shape.schema.indexes) }, keep(shape.indexes))(shape),
    items,
    indexes: keep(table.indexes),
  }
}
