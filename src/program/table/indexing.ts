/** Indexes that are missing, or otherwise than needed: which of them can be made, and how. */

import { keyTypes } from '../../model/contradictions'
import type { DescribedTable, TableDifference } from '../../model/difference'
import { indexDifferences } from '../../model/differences'
import { mergeProjections } from '../../model/merge'
import { difference } from '../../model/showSpec'
import { type IndexProjection, type IndexSchema, keyAttributes } from '../../value/TableSchema'
import type { TableSpec } from '../../value/TableSpec'
import type { TableChange } from '../Operation'
import { isCapacity, throughputOf } from './billing'
import type { PlanOptions } from './TablePlan'

// -----------------------------------------------------------------------------
// model
// -----------------------------------------------------------------------------

/** What makes indexes as they are needed, and which differences stay. */
export interface IndexClosing {
  readonly changes: ReadonlyArray<TableChange>
  readonly unresolved: ReadonlyArray<TableDifference>
}

// -----------------------------------------------------------------------------
// destructors
// -----------------------------------------------------------------------------

const named = ({ schema }: DescribedTable, { name }: IndexSchema): IndexSchema | undefined =>
  schema.indexes.find((index) => index.name === name)

/** A global index that is missing can be made; one that is there, only where it may be deleted first. */
const isOpen =
  (actual: DescribedTable, { replaceIndexes = false }: PlanOptions) =>
  (index: IndexSchema): boolean => {
    const found = named(actual, index)
    return index.kind === 'global' && (found === undefined || (replaceIndexes && found.kind === 'global'))
  }

/** Where an index needs another type of a key attribute than the table has, or the indexes of it that stay. */
const typeDifferences =
  (actual: DescribedTable, made: ReadonlyArray<IndexSchema>) =>
  (index: IndexSchema): ReadonlyArray<TableDifference> => {
    const stay = actual.schema.indexes.filter(({ name }) => made.every((one) => one.name !== name))
    const types = keyTypes({ ...actual.schema, indexes: stay })
    return keyAttributes(index.key).flatMap(({ name, type }) =>
      difference(`attributes.${name}`, type, types.get(name) ?? type),
    )
  }

/** An index that is made anew goes on to project what it did: others may need it. */
const wider = (needed: IndexSchema, found: IndexSchema | undefined): IndexProjection =>
  found === undefined ? needed.projection : mergeProjections(found.projection, needed.projection)

/** Those that can be made: one that cannot stays as it is, and may be in the way of others. */
const makeable = (actual: DescribedTable, open: ReadonlyArray<IndexSchema>): ReadonlyArray<IndexSchema> => {
  const left = open.filter((index) => typeDifferences(actual, open)(index).length === 0)
  return left.length === open.length ? open : makeable(actual, left)
}

// -----------------------------------------------------------------------------
// interpreters
// -----------------------------------------------------------------------------

/** Deletions come before creations, so that an index does not find its key attributes in use with another type. */
export const indexClosing = (spec: TableSpec, actual: DescribedTable, options: PlanOptions): IndexClosing => {
  const wrong = spec.schema.indexes.filter((index) => indexDifferences(actual.schema.indexes)(index).length > 0)
  const made = makeable(actual, wrong.filter(isOpen(actual, options)))
  const billing = spec.settings.billing ?? actual.settings.billing
  const creation = (index: IndexSchema): TableChange => ({
    _tag: 'CreateIndex',
    index: { ...index, projection: wider(index, named(actual, index)) },
    ...(isCapacity(billing) ? { throughput: throughputOf(spec.settings, billing, index.name) } : {}),
  })
  return {
    changes: [
      ...made
        .filter((index) => named(actual, index) !== undefined)
        .map(({ name }): TableChange => ({ _tag: 'DeleteIndex', index: name })),
      ...made.map(creation),
    ],
    unresolved: wrong
      .filter((index) => !made.includes(index))
      .flatMap((index) => [
        ...indexDifferences(actual.schema.indexes)(index),
        ...(isOpen(actual, options)(index) ? typeDifferences(actual, made)(index) : []),
      ]),
  }
}
