/** Contradictions: what models of one table ask for differently, so that no table can serve them all. */
import type { KeyTag } from '../value/AttributeValue'
import { type IndexSchema, keyAttributes, type TableSchema } from '../value/TableSchema'
import type { TableSpec } from '../value/TableSpec'
import type { AnyModel } from './AnyModel'
import { type Clash, settingContradictions } from './mergeSettings'
import { storedName } from './paths'
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
// keys and indexes
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

// -----------------------------------------------------------------------------
// interpreters
// -----------------------------------------------------------------------------

/**
 * All that two tables are asked to be differently, and cannot be both.
 *
 * @example
 * ```ts
 * import { Attribute as A, Model as M, Table as T } from 'bloop-ts'
 * import * as E from 'fp-ts/Either'
 * import * as assert from 'node:assert'
 *
 * const shared = { table: 'users', attributes: { id: A.string }, key: { partition: 'id' } } as const
 * const Red = M.model({ name: 'Red', ...shared, tags: { team: 'red' } })
 * const Blue = M.model({ name: 'Blue', ...shared, tags: { team: 'blue' } })
 * const found: ReadonlyArray<T.Contradiction> = [{ path: 'tags.team', models: ['Red', 'Blue'], values: ['red', 'blue'] }]
 * assert.deepStrictEqual(T.merge(Red, Blue), E.left(found))
 * ```
 */
export const contradictions = (x: NamedSpec, y: NamedSpec): ReadonlyArray<Contradiction> =>
  [
    ...unequal('table', x.schema.name, y.schema.name),
    ...unequal('key', showKey(x.schema.key), showKey(y.schema.key)),
    ...typeClashes(x.schema, y.schema),
    ...x.schema.indexes.flatMap(indexClashes(y.schema.indexes)),
    ...settingContradictions(x.settings, y.settings),
  ].map(([path, first, second]) => ({ path, models: [x.name, y.name], values: [first, second] }))

/** What one model keeps under the name of another's key must be able to be one: the store refuses all other items. */
const noKeys = (x: AnyModel, y: AnyModel): ReadonlyArray<Contradiction> => {
  const own = keyTypes(y.schema)
  const kept = new Map(
    Object.entries(y.attributes).map(([name, attribute]) => [storedName(name, attribute), attribute]),
  )
  return [...keyTypes(x.schema)].flatMap(([name, type]) => {
    const types = own.has(name) ? undefined : kept.get(name)?.types
    return types === undefined || types.includes(type)
      ? []
      : [{ path: `attributes.${name}`, models: [x.name, y.name] as const, values: [type, types.join(' or ')] as const }]
  })
}

/** The models themselves: of a sum, those that it is made of. */
const variantsOf = (model: AnyModel): ReadonlyArray<AnyModel> => model.variants ?? [model]

const pairs = <A>(all: ReadonlyArray<A>): ReadonlyArray<readonly [A, A]> =>
  all.flatMap((x, i) => all.slice(i + 1).map((y) => [x, y] as const))

/** All contradictions of models of one table, of every two of them. */
export const modelContradictions = (models: ReadonlyArray<AnyModel>): ReadonlyArray<Contradiction> =>
  pairs(models.flatMap(variantsOf)).flatMap(([x, y]) => [...contradictions(x, y), ...noKeys(x, y), ...noKeys(y, x)])

/** A contradiction as text: `Employee and Manager: key: 'partition id S' and 'partition name S'`. */
export const showContradiction = ({ path, models, values }: Contradiction): string =>
  `${models.join(' and ')}: ${path}: '${values.join("' and '")}'`
