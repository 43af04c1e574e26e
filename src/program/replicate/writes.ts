/** Writes: how the target is written. */
import type { Ledger } from './ledger'

// -----------------------------------------------------------------------------
// model
// -----------------------------------------------------------------------------

/** Items are put and deleted in batches, as the last record of each says. */
export interface LastRecordWins {
  readonly _tag: 'LastRecordWins'
}

/** Items are written in transactions with rows of a ledger, each after a later state of its own never again. */
export interface Guarded {
  readonly _tag: 'Guarded'
  readonly ledger: Ledger
  /** How long a row of the ledger is kept at least, in milliseconds. */
  readonly keep: number
}

/** How the target is written. */
export type Writes = LastRecordWins | Guarded

// -----------------------------------------------------------------------------
// constructors
// -----------------------------------------------------------------------------

/**
 * Plain batches: one write unit for each KB of an item and of what was there before it, as any put or deletion. Of one process
 * writes of an item are in order; after a restart, records since the last save are written again, so that an item may be as it
 * was before for a moment, until the rest has followed. A write that comes late stays, of a dead process, or one that was not
 * answered and repeated, after a later one of the same item: where that must not be, take `guarded`.
 */
export const lastRecordWins: LastRecordWins = { _tag: 'LastRecordWins' }

/** Records are kept for a day, and can be read no longer: nobody has one that is two days old. */
const twoDays = 172_800_000

/**
 * Guarded writes: no replay, no restart and no late write of a dead process ever takes an item back, not even after it was
 * deleted. An item is written in a transaction with its row in the ledger, on condition that what the row says is earlier; items
 * of the target stay equal to those of the source. A write of an item of n KB costs 2 n + 2 write units, where a plain one
 * costs n; one that is left out for a later one is paid for too.
 *
 * What was copied has no place among the records: until the stream has caught up with the end of a copy, an item may be as
 * it was at some time since a minute before the copy began.
 *
 * The ledger has keys as text: an item is poison whose table and partition key have more than 2,047 bytes together, or whose
 * sort key has more than 1,024, where bytes count for a third more.
 *
 * `keep` is how long rows are kept at least, in milliseconds, two days where left out: a write that comes later than that is
 * not noticed.
 *
 * @example
 * ```ts
 * import { Attribute as A, Model as M, Replicate } from 'bloop-ts'
 * import { inMemory } from 'bloop-ts/memory'
 * import * as E from 'fp-ts/Either'
 * import * as assert from 'node:assert'
 *
 * const User = M.model({ name: 'User', table: 'users', attributes: { id: A.string }, key: { partition: 'id' } })
 * const writes = Replicate.guarded({ ledger: Replicate.ledger('users-ledger') })
 * const [from, to] = [inMemory(), inMemory()]
 * const done = await Replicate.run(User, { from, to, writes, bind: true })()
 * assert.deepStrictEqual(done, E.left({ _tag: 'TableNotFound', table: 'users' }))
 * ```
 *
 * Source: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/transaction-apis.html#transaction-capacity-handling
 */
export const guarded = ({ ledger, keep = twoDays }: { readonly ledger: Ledger; readonly keep?: number }): Guarded => ({
  _tag: 'Guarded',
  ledger,
  keep,
})
