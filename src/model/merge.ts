/** Several models of one table: the one table that serves them all, or what they contradict each other in. */
import type { Either } from 'fp-ts/Either'
import * as E from 'fp-ts/Either'
import type { KeyTag } from '../value/AttributeValue'
import type { IndexProjection, IndexSchema, TableSchema } from '../value/TableSchema'
import { keyAttributes } from '../value/TableSchema'
import type { TableSpec } from '../value/TableSpec'
import { type Clash, mergeSettings, settingContradictions } from './mergeSettings'
import { showKey } from './showSpec'

// -----------------------------------------------------------------------------
// model
// -----------------------------------------------------------------------------

/** Something about a table that two of its models ask for differently, so that no table can serve both. */
export interface Contradiction {
  /** For example `indexes.byEmail.key`. */
  readonly path: string
  /** The names of the two models. */
  readonly models: readonly [string, string]
  /** What each asks for. */
  readonly values: readonly [string, string]
}

/** A table that is asked for by someone: a model has a name. */
export interface NamedSpec extends TableSpec {
  readonly name: string
}

// -----------------------------------------------------------------------------
// contradictions
// -----------------------------------------------------------------------------

const unequal = (path: string, first: string, second: string): ReadonlyArray<Clash> =>
  first === second ? [] : [[path, first, second]]

/** The types of all key attributes of a table and its indexes, by name. */
export const keyTypes = ({ key, indexes }: TableSchema): ReadonlyMap<string, KeyTag> =>
  new Map(
    [key, ...indexes.map((index) => index.key)].flatMap((schema) =>
      keyAttributes(schema).map(({ name, type }) => [name, type] as const),
    ),
  )

const typeClashes = (x: TableSchema, y: TableSchema): ReadonlyArray<Clash> => {
  const types = keyTypes(x)
  return [...keyTypes(y)].flatMap(([name, type]) => unequal(`attributes.${name}`, types.get(name) ?? type, type))
}

const indexClashes =
  (others: ReadonlyArray<IndexSchema>) =>
  (index: IndexSchema): ReadonlyArray<Clash> => {
    const other = others.find(({ name }) => name === index.name)
    return other === undefined
      ? []
      : [
          ...unequal(`indexes.${index.name}.kind`, index.kind, other.kind),
          ...unequal(`indexes.${index.name}.key`, showKey(index.key), showKey(other.key)),
        ]
  }

/** All that two tables are asked to be differently, and cannot be both. */
export const contradictions = (x: NamedSpec, y: NamedSpec): ReadonlyArray<Contradiction> =>
  [
    ...unequal('table', x.schema.name, y.schema.name),
    ...unequal('key', showKey(x.schema.key), showKey(y.schema.key)),
    ...typeClashes(x.schema, y.schema),
    ...x.schema.indexes.flatMap(indexClashes(y.schema.indexes)),
    ...settingContradictions(x.settings, y.settings),
  ].map(([path, first, second]) => ({ path, models: [x.name, y.name], values: [first, second] }))

/** A contradiction as text: `Employee and Manager: key: 'partition id S' and 'partition name S'`. */
export const showContradiction = ({ path, models, values }: Contradiction): string =>
  `${models.join(' and ')}: ${path}: '${values.join("' and '")}'`

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
