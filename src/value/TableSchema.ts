/** TableSchema: the keys and indexes of a table, in stored names. Models describe one; a store keeps one. */
import type { KeyTag } from './AttributeValue'

// -----------------------------------------------------------------------------
// model
// -----------------------------------------------------------------------------

/** A key attribute: its stored name and its type. */
export interface KeyAttribute {
  readonly name: string
  readonly type: KeyTag
}

/**
 * The attributes of a key. A table's has one partition attribute and at most one sort attribute; a global index's up to
 * four of each.
 *
 * Source: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/GSI.DesignPattern.MultiAttributeKeys.html
 */
export interface KeySchema {
  readonly partition: readonly [KeyAttribute, ...KeyAttribute[]]
  readonly sort: ReadonlyArray<KeyAttribute>
}

/** What an index holds beside the keys of the table and its own: everything, nothing, or the named attributes. */
export type IndexProjection = 'all' | 'keys' | ReadonlyArray<string>

/** An index: its name, kind, key and projection. A local index shares the table's partition key. */
export interface IndexSchema {
  readonly name: string
  readonly kind: 'global' | 'local'
  readonly key: KeySchema
  readonly projection: IndexProjection
}

/** A table: its name, key and indexes. */
export interface TableSchema {
  readonly name: string
  readonly key: KeySchema
  readonly indexes: ReadonlyArray<IndexSchema>
}

// -----------------------------------------------------------------------------
// destructors
// -----------------------------------------------------------------------------

/**
 * All attributes of a key, partition first.
 *
 * @example
 * ```ts
 * import { Attribute as A, Model as M } from 'bloop-ts'
 * import * as assert from 'node:assert'
 *
 * const Visit = M.model({
 *   name: 'Visit',
 *   table: 'visits',
 *   attributes: { id: A.string, at: A.rename('t', A.timestamp) },
 *   key: { partition: 'id', sort: 'at' },
 * })
 * assert.deepStrictEqual(Visit.schema.key, { partition: [{ name: 'id', type: 'S' }], sort: [{ name: 't', type: 'N' }] })
 * ```
 */
export const keyAttributes = (key: KeySchema): ReadonlyArray<KeyAttribute> => [...key.partition, ...key.sort]

/** The stored names of a key, partition first. */
export const keyNames = (key: KeySchema): ReadonlyArray<string> => keyAttributes(key).map(({ name }) => name)

/** The global indexes of a table. */
export const globalIndexes = ({ indexes }: TableSchema): ReadonlyArray<IndexSchema> =>
  indexes.filter(({ kind }) => kind === 'global')
