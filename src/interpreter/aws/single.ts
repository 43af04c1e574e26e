/** Operations on one item, and pages: each is one request. */
import type { Query, Scan } from '../../program/Operation'
import { consumingOf } from './decode/consumed'
import { done, got, updated, written, writtenAt } from './decode/item'
import { emptyPage, page } from './decode/page'
import * as encode from './encode/item'
import { query as encodeQuery, scan as encodeScan, rejectsAll } from './encode/page'
import { single } from './env'
import { common, write } from './failures'

const pageOf = (operation: Query | Scan, stored: string) =>
  consumingOf(
    operation,
    operation.table,
    stored,
  )(rejectsAll(operation) ? emptyPage : page(operation.select, operation._tag === 'Query' ? operation.key.equals : []))

// -----------------------------------------------------------------------------
// operations
// -----------------------------------------------------------------------------

/** GetItem. */
export const getItem = single({
  operation: 'GetItem',
  table: ({ table }) => table,
  encode: encode.getItem,
  failure: common,
  decode: (operation, stored) => consumingOf(operation, operation.table, stored)(got(operation)),
})

/** PutItem. */
export const putItem = single({
  operation: 'PutItem',
  table: ({ put }) => put.table,
  encode: encode.putItem,
  failure: write,
  decode: (operation, stored) =>
    consumingOf(operation, operation.put.table, stored)(operation.returning === 'none' ? done : written),
})

/** UpdateItem. */
export const updateItem = single({
  operation: 'UpdateItem',
  table: ({ update }) => update.table,
  encode: encode.updateItem,
  failure: write,
  decode: (operation, stored) => consumingOf(operation, operation.update.table, stored)(updated(operation)),
})

/** DeleteItem. */
export const deleteItem = single({
  operation: 'DeleteItem',
  table: (operation) => operation.delete.table,
  encode: encode.deleteItem,
  failure: write,
  decode: (operation, stored) =>
    consumingOf(
      operation,
      operation.delete.table,
      stored,
    )(operation.returning === 'none' ? done : writtenAt(operation.delete.key, false)),
})

/** Query. */
export const query = single({
  operation: 'Query',
  table: ({ table }) => table,
  encode: encodeQuery,
  failure: common,
  decode: pageOf,
})

/** Scan. */
export const scan = single({
  operation: 'Scan',
  table: ({ table }) => table,
  encode: encodeScan,
  failure: common,
  decode: pageOf,
})
