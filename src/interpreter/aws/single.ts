/** Operations on one item, and pages: each is one request. */
import { isIdempotent } from '../../expression/update/reads'
import type { Query, Returning, Scan } from '../../program/Operation'
import { done, got, updated, written, writtenAt } from './decode/item'
import { emptyPage, page } from './decode/page'
import * as encode from './encode/item'
import { query as encodeQuery, scan as encodeScan, rejectsAll } from './encode/page'
import { single } from './env'
import { common, write } from './failures'
import type { WireExpressions } from './wire'

const always = (): true => true

/**
 * A write that a condition guards is not done twice: the second time its condition may fail for what the first time did.
 * Neither is one that answers with old values.
 */
const unguarded = (returning: Returning, { ConditionExpression }: WireExpressions): boolean =>
  ConditionExpression === undefined && returning !== 'old' && returning !== 'updatedOld'

const pageOf = (operation: Query | Scan) =>
  rejectsAll(operation) ? emptyPage : page(operation.select, operation._tag === 'Query' ? operation.key.equals : [])

// -----------------------------------------------------------------------------
// operations
// -----------------------------------------------------------------------------

/** GetItem. */
export const getItem = single({
  operation: 'GetItem',
  table: ({ table }) => table,
  encode: encode.getItem,
  repeatable: always,
  failure: common,
  decode: got,
})

/** PutItem. */
export const putItem = single({
  operation: 'PutItem',
  table: ({ put }) => put.table,
  encode: encode.putItem,
  repeatable: ({ returning }, wire) => unguarded(returning, wire),
  failure: write,
  decode: ({ returning }) => (returning === 'none' ? done : written),
})

/** UpdateItem. */
export const updateItem = single({
  operation: 'UpdateItem',
  table: ({ update }) => update.table,
  encode: encode.updateItem,
  repeatable: ({ returning, update }, wire) => unguarded(returning, wire) && isIdempotent(update.update),
  failure: write,
  decode: updated,
})

/** DeleteItem. */
export const deleteItem = single({
  operation: 'DeleteItem',
  table: (operation) => operation.delete.table,
  encode: encode.deleteItem,
  repeatable: ({ returning }, wire) => unguarded(returning, wire),
  failure: write,
  decode: (operation) => (operation.returning === 'none' ? done : writtenAt(operation.delete.key, false)),
})

/** Query. */
export const query = single({
  operation: 'Query',
  table: ({ table }) => table,
  encode: encodeQuery,
  repeatable: always,
  failure: common,
  decode: pageOf,
})

/** Scan. */
export const scan = single({
  operation: 'Scan',
  table: ({ table }) => table,
  encode: encodeScan,
  repeatable: always,
  failure: common,
  decode: pageOf,
})
