/** Several models of one table: the one description that serves them all. */
import type { Either } from 'fp-ts/Either'
import * as E from 'fp-ts/Either'
import {
  type IndexProjection,
  type IndexSchema,
  type KeyAttribute,
  type KeySchema,
  keyAttributes,
  type TableSchema,
} from '../value/TableSchema'

const showKey = (key: KeySchema): string => {
  const show = ({ name, type }: KeyAttribute) => `${name} ${type}`
  return `(${key.partition.map(show).join(', ')}; ${key.sort.map(show).join(', ')})`
}

const mergeProjections = (x: IndexProjection, y: IndexProjection): IndexProjection => {
  if (x === 'all' || y === 'all') return 'all'
  if (x === 'keys') return y
  if (y === 'keys') return x
  return [...new Set([...x, ...y])]
}

const typeClashes = (x: TableSchema, y: TableSchema): ReadonlyArray<string> => {
  const all = (schema: TableSchema) => [schema.key, ...schema.indexes.map(({ key }) => key)].flatMap(keyAttributes)
  const types = new Map(all(x).map(({ name, type }) => [name, type]))
  return all(y)
    .filter(({ name, type }) => (types.get(name) ?? type) !== type)
    .map(({ name, type }) => `'${name}' is a key of type ${types.get(name)} and of type ${type}`)
}

/**
 * The table that serves both: the union of the indexes, and of the projections of an index that both have.
 *
 * `Left`: one sentence for each contradiction. Associative and commutative up to the order of indexes and projections.
 */
export const mergeSchemas = (x: TableSchema, y: TableSchema): Either<ReadonlyArray<string>, TableSchema> => {
  const mine = new Map(x.indexes.map((index) => [index.name, index]))
  const theirs = new Map(y.indexes.map((index) => [index.name, index]))
  const faults = [
    ...(x.name === y.name ? [] : [`the tables are '${x.name}' and '${y.name}'`]),
    ...(showKey(x.key) === showKey(y.key) ? [] : [`the keys are ${showKey(x.key)} and ${showKey(y.key)}`]),
    ...typeClashes(x, y),
    ...x.indexes.flatMap((index) => {
      const other = theirs.get(index.name)
      return other === undefined || (other.kind === index.kind && showKey(other.key) === showKey(index.key))
        ? []
        : [`index '${index.name}' is ${index.kind} ${showKey(index.key)} and ${other.kind} ${showKey(other.key)}`]
    }),
  ]
  const merged = (index: IndexSchema): IndexSchema => {
    const other = theirs.get(index.name)
    return other === undefined ? index : { ...index, projection: mergeProjections(index.projection, other.projection) }
  }
  return faults.length > 0
    ? E.left(faults)
    : E.right({ ...x, indexes: [...x.indexes.map(merged), ...y.indexes.filter(({ name }) => !mine.has(name))] })
}
