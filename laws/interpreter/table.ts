/** The table that the laws of interpreters are about: both key types, a sparse global index, a local one, one of many keys. */
import type { Item } from '../../src/value/AttributeValue'
import { type IndexSchema, type KeyAttribute, keyAttributes, type TableSchema } from '../../src/value/TableSchema'

const p: KeyAttribute = { name: 'p', type: 'S' }
const n: KeyAttribute = { name: 'n', type: 'N' }
const g: KeyAttribute = { name: 'g', type: 'S' }
const h: KeyAttribute = { name: 'h', type: 'N' }
const l: KeyAttribute = { name: 'l', type: 'S' }

// -----------------------------------------------------------------------------
// model
// -----------------------------------------------------------------------------

/** Items are in it where they have `g` and `h`; it projects a plain name and a hostile one. */
const byGroup: IndexSchema = {
  name: 'byGroup',
  kind: 'global',
  key: { partition: [g], sort: [h] },
  projection: ['a', '#n0'],
}

/** Items are in it where they have `l`. */
const byLevel: IndexSchema = { name: 'byLevel', kind: 'local', key: { partition: [p], sort: [l] }, projection: ['a'] }

/** Two attributes on each side, one of them of the table's key. */
const byPair: IndexSchema = {
  name: 'byPair',
  kind: 'global',
  key: { partition: [g, l], sort: [h, n] },
  projection: 'all',
}

/** The schema, under a name; `multiAttribute`: with the index whose key has several attributes on each side. */
export const schemaOf = (name: string, multiAttribute: boolean): TableSchema => ({
  name,
  key: { partition: [p], sort: [n] },
  indexes: multiAttribute ? [byGroup, byLevel, byPair] : [byGroup, byLevel],
})

// -----------------------------------------------------------------------------
// destructors
// -----------------------------------------------------------------------------

/** The attributes of an item that make its key, and of an index the key of the table as well. */
export const pick =
  (attributes: ReadonlyArray<KeyAttribute>) =>
  (item: Item): Item =>
    Object.fromEntries(attributes.flatMap(({ name }) => (item[name] === undefined ? [] : [[name, item[name]]])))

/** The key of an item of the table. */
export const keyOf: (item: Item) => Item = pick([p, n])

/** The index of a name, if the schema has it. */
export const indexOf = (schema: TableSchema, name: string | undefined): IndexSchema | undefined =>
  schema.indexes.find((index) => index.name === name)

/** The sort attributes of the table, or of one of its indexes. */
export const sortOf = (schema: TableSchema, name: string | undefined): ReadonlyArray<KeyAttribute> =>
  (indexOf(schema, name) ?? schema).key.sort

/** Whether an item is in an index: it has all of its key attributes. */
export const isIn =
  (index: IndexSchema) =>
  (item: Item): boolean =>
    keyAttributes(index.key).every(({ name }) => item[name] !== undefined)
