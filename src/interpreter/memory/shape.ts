/** Shape: a table's schema, with what every operation asks of it worked out once. */
import { type IndexSchema, type KeyAttribute, keyAttributes, keyNames, type TableSchema } from '../../value/TableSchema'

// -----------------------------------------------------------------------------
// model
// -----------------------------------------------------------------------------

/** What can be read in order: the table itself, or one of its indexes. */
export interface Ordered {
  /** The attributes whose values make up the place in the order: the key of the table or index. */
  readonly partition: ReadonlyArray<KeyAttribute>
  readonly sort: ReadonlyArray<KeyAttribute>
  /** All of them. */
  readonly attributes: ReadonlyArray<KeyAttribute>
  /** What a start key is made of: the attributes of this key, and of the table's where this is an index. */
  readonly start: ReadonlyArray<KeyAttribute>
  /** The attributes that a read of an index answers; `undefined` where it answers all. */
  readonly projected: ReadonlySet<string> | undefined
}

/** An index, as it is read. */
export interface IndexShape extends Ordered {
  readonly schema: IndexSchema
  /** Whether it was made of a table with items that do not fit in: of an item there, no key can be taken for right. */
  readonly gaps: boolean
}

/** A table, as it is read; its indexes in the order of the schema. */
export interface Shape extends Ordered {
  readonly schema: TableSchema
  readonly names: ReadonlySet<string>
  /** All key attributes, first those of the table, by what a refusal calls them: no path leads into one. */
  readonly scalars: ReadonlyMap<string, 'Key' | 'IndexKey'>
  readonly indexes: ReadonlyArray<IndexShape>
}

// -----------------------------------------------------------------------------
// constructors
// -----------------------------------------------------------------------------

const distinct = (attributes: ReadonlyArray<KeyAttribute>): ReadonlyArray<KeyAttribute> => [
  ...new Map(attributes.map((attribute) => [attribute.name, attribute])).values(),
]

/** The shape of an index of a table. */
export const indexShape =
  (table: TableSchema) =>
  (schema: IndexSchema): IndexShape => {
    const attributes = keyAttributes(schema.key)
    const start = distinct([...attributes, ...keyAttributes(table.key)])
    const { projection } = schema
    const listed = typeof projection === 'string' ? [] : projection
    const projected = projection === 'all' ? undefined : new Set([...start.map(({ name }) => name), ...listed])
    return { schema, gaps: false, partition: schema.key.partition, sort: schema.key.sort, attributes, start, projected }
  }

const scalarsOf = ({ key, indexes }: TableSchema): Shape['scalars'] => {
  const names = keyNames(key)
  const indexed = indexes.flatMap((index) => keyNames(index.key)).filter((name) => !names.includes(name))
  return new Map([
    ...names.map((name) => [name, 'Key'] as const),
    ...indexed.map((name) => [name, 'IndexKey'] as const),
  ])
}

/** The shape of a valid schema. */
export const shapeOf = (schema: TableSchema): Shape => {
  const attributes = keyAttributes(schema.key)
  return {
    schema,
    partition: schema.key.partition,
    sort: schema.key.sort,
    attributes,
    start: attributes,
    projected: undefined,
    names: new Set(keyNames(schema.key)),
    scalars: scalarsOf(schema),
    indexes: schema.indexes.map(indexShape(schema)),
  }
}

// -----------------------------------------------------------------------------
// combinators
// -----------------------------------------------------------------------------

/** The shape with other indexes, in the order of the schema that has them. */
export const withIndexes =
  (schema: TableSchema, indexes: ReadonlyArray<IndexShape>) =>
  (shape: Shape): Shape => ({ ...shape, schema, scalars: scalarsOf(schema), indexes })
