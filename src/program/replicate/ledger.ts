/** ledger: a table beside the target's that says, of each item that was written lately, up to which record it is. */
import { integer, optional, string } from '../../codec'
import { lt, missing, or } from '../../expression/condition/constructors'
import type { Condition } from '../../expression/condition/model'
import { model } from '../../model'
import type { AttributeValue, Item } from '../../value/AttributeValue'
import { canonical } from '../../value/number/order'
import { padded } from '../../value/sequenceNumber'
import type { Put } from '../Operation'

// -----------------------------------------------------------------------------
// model
// -----------------------------------------------------------------------------

/** A ledger of a name. */
export type Ledger = ReturnType<typeof ledger>

/** One row of a ledger: what was written last of one item. Rows of deleted items are kept like others. */
export interface Entry {
  /** The table at the target, and the item's partition key. */
  readonly item: string
  /** The item's sort key, `-` where its table has none. */
  readonly sort: string
  /** When the copy began from which on the stream is followed, and the record's sequence number; all zeros of a copied item. */
  readonly sequence: string
  /** When the row may be forgotten, in seconds of the epoch. */
  readonly expires?: number
}

// -----------------------------------------------------------------------------
// constructors
// -----------------------------------------------------------------------------

/**
 * The model of a ledger's table, for `guarded`, to be bound at the target. Each replication has its own: what two sources write
 * has no common order. Its rows have a time to live, so that it is as large as what was written in the last two days.
 *
 * Like `Model.model` it fails where the table's name is none.
 *
 * @example
 * ```ts
 * import { Replicate, Table as T } from 'bloop-ts'
 * import { inMemory } from 'bloop-ts/memory'
 * import * as assert from 'node:assert'
 *
 * const Ledger = Replicate.ledger('users-ledger')
 * assert.strictEqual((await T.bind(Ledger)(inMemory())())._tag, 'Right')
 * ```
 */
export const ledger = (table: string) =>
  model({
    name: 'Ledger',
    table,
    attributes: { item: string, sort: string, sequence: string, expires: optional(integer) },
    key: { partition: 'item', sort: 'sort' },
    timeToLive: 'expires',
  })

const textOf = (value: AttributeValue | undefined): string => {
  if (value === undefined) return '-'
  if ('S' in value) return value.S
  if ('N' in value) return canonical(value.N)
  return 'B' in value ? btoa(Array.from(value.B, (byte) => String.fromCharCode(byte)).join('')) : '-'
}

/**
 * Where the record of a sequence number stands among all that is written of an item: after all of earlier copies and the
 * records that followed them, and after the copy that it follows itself. A copy's items have no number.
 */
export const orderOf = (generation: string, sequenceNumber = '0'): string => `${generation} ${padded(sequenceNumber)}`

/**
 * The row of an item, to be put where it has none yet, or an earlier one. No table has a space in its name, so that different
 * items have different rows. Keys are text here, so that very long ones have no row: table and partition key may have 2,047
 * bytes, and bytes count for a third more.
 */
export const entryPut = (
  { schema, at, encode }: Ledger,
  target: string,
  key: ReadonlyArray<AttributeValue>,
  order: string,
  expires: number,
): Put => {
  const item: Item = encode({ item: `${target} ${textOf(key[0])}`, sort: textOf(key[1]), sequence: order, expires })
  const isLater: Condition<never> = or(lt(at.sequence, order))(missing(at.sequence))
  return { _tag: 'Put', table: schema.name, item, condition: isLater }
}
