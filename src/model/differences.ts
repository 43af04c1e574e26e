/** Differences between the table that models need and the one there is. What the models do not declare is not compared. */
import type { IndexProjection, IndexSchema, KeySchema, TableDescription, TableSchema } from '../value/TableSchema'

/** One way in which a table is not as its models need it. */
export interface TableDifference {
  /** For example `indexes.byEmail.projection`. */
  readonly path: string
  readonly expected: string
  readonly actual: string
}

const showKey = ({ partition, sort }: KeySchema): string => {
  const show = (attributes: KeySchema['sort']) => attributes.map(({ name, type }) => `${name} ${type}`).join(', ')
  return sort.length === 0 ? `partition ${show(partition)}` : `partition ${show(partition)}, sort ${show(sort)}`
}

const showProjection = (projection: IndexProjection): string =>
  typeof projection === 'string' ? projection : [...projection].sort().join(', ')

const covers = (actual: IndexProjection, needed: IndexProjection): boolean =>
  actual === 'all' ||
  needed === 'keys' ||
  (needed !== 'all' && actual !== 'keys' && needed.every((name) => actual.includes(name)))

const ofIndex =
  (actual: ReadonlyArray<IndexSchema>) =>
  (needed: IndexSchema): ReadonlyArray<TableDifference> => {
    const path = `indexes.${needed.name}`
    const found = actual.find(({ name }) => name === needed.name)
    if (found === undefined) return [{ path, expected: `a ${needed.kind} index`, actual: 'none' }]
    const difference = (part: string, x: string, y: string) =>
      x === y ? [] : [{ path: `${path}.${part}`, expected: x, actual: y }]
    return [
      ...difference('kind', needed.kind, found.kind),
      ...difference('key', showKey(needed.key), showKey(found.key)),
      ...(covers(found.projection, needed.projection)
        ? []
        : difference('projection', showProjection(needed.projection), showProjection(found.projection))),
    ]
  }

/**
 * All ways in which a table is not as it is needed. A table may have more indexes, and an index may project more.
 *
 * Law: a table that was created from a schema has no differences from it.
 *
 * @example
 * ```ts
 * import { Attribute as A, Model as M, Table as T } from 'bloop-ts'
 * import * as assert from 'node:assert'
 *
 * const User = M.model({ name: 'User', table: 'users', attributes: { id: A.string }, key: { partition: 'id' } })
 * const actual = { ...User.schema, key: { partition: [{ name: 'id', type: 'N' }], sort: [] } } as const
 * assert.deepStrictEqual(T.differences(User.schema, { schema: actual, status: 'ACTIVE', itemCount: 0 }), [
 *   { path: 'key', expected: 'partition id S', actual: 'partition id N' },
 * ])
 * ```
 */
export const differences = (needed: TableSchema, { schema }: TableDescription): ReadonlyArray<TableDifference> => [
  ...(showKey(needed.key) === showKey(schema.key)
    ? []
    : [{ path: 'key', expected: showKey(needed.key), actual: showKey(schema.key) }]),
  ...needed.indexes.flatMap(ofIndex(schema.indexes)),
]
