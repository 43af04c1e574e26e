/** Merging: the one table that serves several models. */
import type { Either } from 'fp-ts/Either'
import * as E from 'fp-ts/Either'
import type { IndexProjection, IndexSchema, TableSchema } from '../value/TableSchema'
import { type Contradiction, contradictions, type NamedSpec } from './contradictions'
import { mergeSettings } from './mergeSettings'

// -----------------------------------------------------------------------------
// combinators
// -----------------------------------------------------------------------------

/** What an index projects that serves both. */
export const mergeProjections = (x: IndexProjection, y: IndexProjection): IndexProjection => {
  if (x === 'all' || y === 'all') return 'all'
  if (x === 'keys') return y
  if (y === 'keys') return x
  return [...new Set([...x, ...y])]
}

const mergeSchemas = (x: TableSchema, y: TableSchema): TableSchema => {
  const others = new Map(y.indexes.map((index) => [index.name, index]))
  const own = new Set(x.indexes.map(({ name }) => name))
  const merged = (index: IndexSchema): IndexSchema => {
    const other = others.get(index.name)
    return other === undefined ? index : { ...index, projection: mergeProjections(index.projection, other.projection) }
  }
  return { ...x, indexes: [...x.indexes.map(merged), ...y.indexes.filter(({ name }) => !own.has(name))] }
}

/**
 * The table that serves both: all indexes of both, the union of what an index of both projects, the wider stream, and the
 * settings and tags of both. Its name is both names.
 *
 * Laws: associative and commutative up to names and the order of indexes and projections; idempotent; where it is `Left` for
 * a part, it is for the whole; both are served by what it gives (`differences`).
 *
 * @example
 * ```ts
 * import { Attribute as A, Model as M, Table as T } from 'bloop-ts'
 * import * as E from 'fp-ts/Either'
 * import * as assert from 'node:assert'
 *
 * const attributes = { id: A.string, team: A.string, pay: A.integer }
 * const indexes = (projection: 'keys' | readonly ['pay']) => ({ byTeam: M.globalIndex({ partition: 'team', projection }) })
 * const key = { partition: 'id' } as const
 * const Employee = M.model({ name: 'Employee', table: 'staff', attributes, key, indexes: indexes('keys') })
 * const Manager = M.model({ name: 'Manager', table: 'staff', attributes, key, indexes: indexes(['pay']), backups: true })
 * const both = T.merge(Employee, Manager)
 * assert.deepStrictEqual(E.isRight(both) && both.right.schema.indexes[0]?.projection, ['pay'])
 * assert.deepStrictEqual(E.isRight(both) && both.right.settings, { backups: true })
 * ```
 */
export const merge = (x: NamedSpec, y: NamedSpec): Either<ReadonlyArray<Contradiction>, NamedSpec> => {
  const found = contradictions(x, y)
  return found.length > 0
    ? E.left(found)
    : E.right({
        name: x.name === y.name ? x.name : `${x.name}, ${y.name}`,
        schema: mergeSchemas(x.schema, y.schema),
        settings: mergeSettings(x.settings, y.settings),
      })
}
