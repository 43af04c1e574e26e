/**
 * Totals: capacity units by table and operation. Sums of them are sums of what was consumed.
 *
 * @example
 * ```ts
 * import { Totals } from 'bloop-ts/middleware'
 * import * as assert from 'node:assert'
 *
 * const read = Totals.of('Query', [{ table: 'users', units: 1.5 }])
 * const both = Totals.Monoid.concat(read, Totals.of('PutItem', [{ table: 'users', units: 2 }]))
 * assert.deepStrictEqual(both, { users: { Query: 1.5, PutItem: 2 } })
 * assert.strictEqual(Totals.units(both), 3.5)
 * ```
 */
import type { Monoid as MonoidOf } from 'fp-ts/Monoid'
import type { ConsumedCapacity, OperationName } from '../../program/Operation'
import { assign, lookup } from '../../value/record'

// -----------------------------------------------------------------------------
// model
// -----------------------------------------------------------------------------

/** Units by the name of the operation. */
export type ByOperation = { readonly [K in OperationName]?: number }

/** Units by table, and then by the name of the operation: read units of what reads, write units of what writes. */
export interface Totals {
  readonly [table: string]: ByOperation
}

// -----------------------------------------------------------------------------
// constructors
// -----------------------------------------------------------------------------

/** What one operation consumed. */
export const of = (operation: OperationName, consumed: ReadonlyArray<ConsumedCapacity>): Totals => {
  const totals: { [table: string]: ByOperation } = {}
  for (const { table, units } of consumed)
    assign(totals, table, { [operation]: (lookup(totals, table)?.[operation] ?? 0) + units })
  return totals
}

// -----------------------------------------------------------------------------
// destructors
// -----------------------------------------------------------------------------

/** All units together. */
export const units = (totals: Totals): number => {
  let sum = 0
  for (const byOperation of Object.values(totals)) for (const n of Object.values(byOperation)) sum += n
  return sum
}

// -----------------------------------------------------------------------------
// instances
// -----------------------------------------------------------------------------

const add = (x: ByOperation, y: ByOperation): ByOperation => {
  const sum: { [K in OperationName]?: number } = { ...x }
  for (const name of Object.keys(y) as ReadonlyArray<OperationName>) sum[name] = (sum[name] ?? 0) + (y[name] ?? 0)
  return sum
}

const concat = (x: Totals, y: Totals): Totals => {
  const sum: { [table: string]: ByOperation } = {}
  for (const table of Object.keys(x)) assign(sum, table, lookup(x, table) ?? {})
  for (const table of Object.keys(y)) assign(sum, table, add(lookup(sum, table) ?? {}, lookup(y, table) ?? {}))
  return sum
}

/** Totals added up; commutative. */
export const Monoid: MonoidOf<Totals> = { concat, empty: {} }
