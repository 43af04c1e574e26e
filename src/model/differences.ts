/** Differences between the table that models need and the one there is. What the models do not declare is not compared. */
import type { IndexProjection, IndexSchema } from '../value/TableSchema'
import type { TableSpec } from '../value/TableSpec'
import type { DescribedTable, TableDifference } from './difference'
import { settingDifferences } from './settingDifferences'
import { difference, showKey, showProjection } from './showSpec'

// -----------------------------------------------------------------------------
// interpreters
// -----------------------------------------------------------------------------

const covers = (actual: IndexProjection, needed: IndexProjection): boolean =>
  actual === 'all' ||
  needed === 'keys' ||
  (needed !== 'all' && actual !== 'keys' && needed.every((name) => actual.includes(name)))

/** How an index that is needed differs from the one of its name. */
export const indexDifferences =
  (actual: ReadonlyArray<IndexSchema>) =>
  (needed: IndexSchema): ReadonlyArray<TableDifference> => {
    const path = `indexes.${needed.name}`
    const found = actual.find(({ name }) => name === needed.name)
    return found === undefined
      ? [{ path, expected: `a ${needed.kind} index`, actual: 'none' }]
      : [
          ...difference(`${path}.kind`, needed.kind, found.kind),
          ...difference(`${path}.key`, showKey(needed.key), showKey(found.key)),
          ...(covers(found.projection, needed.projection)
            ? []
            : [
                {
                  path: `${path}.projection`,
                  expected: showProjection(needed.projection),
                  actual: showProjection(found.projection),
                },
              ]),
        ]
  }

/**
 * All ways in which a table is not as it is needed. A table may have more indexes, an index may project more, and the
 * records of a stream may hold more; what is not known of the table is left to `unverified`.
 *
 * Laws (`tableLaws`): a table that was created from a spec has no differences from it; what `merge` gives has none from
 * either of its two.
 *
 * @example
 * ```ts
 * import { Attribute as A, Model as M, Table as T } from 'bloop-ts'
 * import * as assert from 'node:assert'
 *
 * const attributes = { id: A.string, expires: A.timestamp }
 * const User = M.model({ name: 'User', table: 'users', attributes, key: { partition: 'id' }, timeToLive: 'expires' })
 * const schema = { ...User.schema, key: { partition: [{ name: 'id', type: 'N' }], sort: [] } } as const
 * assert.deepStrictEqual(T.differences(User, { schema, settings: { timeToLive: 'off' } }), [
 *   { path: 'key', expected: 'partition id S', actual: 'partition id N' },
 *   { path: 'timeToLive', expected: 'attribute expires', actual: 'off' },
 * ])
 * ```
 */
export const differences = (needed: TableSpec, actual: DescribedTable): ReadonlyArray<TableDifference> => [
  ...difference('key', showKey(needed.schema.key), showKey(actual.schema.key)),
  ...needed.schema.indexes.flatMap(indexDifferences(actual.schema.indexes)),
  ...settingDifferences(needed.settings, actual),
]
