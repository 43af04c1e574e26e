/**
 * step: the semantics of DynamoDB. An operation on a state gives a state and an answer; nothing else happens.
 *
 * Laws: where the answer is `Left`, or the operation only reads, the state is the very state before; it answers for
 * anything that it is given, and never throws.
 *
 * @example
 * ```ts
 * import { empty, step } from 'bloop-ts/memory'
 * import * as assert from 'node:assert'
 *
 * const [state, answer] = step(empty, { _tag: 'DescribeTable', table: 'users' })
 * assert.strictEqual(state, empty)
 * assert.deepStrictEqual(answer, { _tag: 'Left', left: { _tag: 'TableNotFound', table: 'users' } })
 * ```
 */
import { left } from 'fp-ts/Either'
import type { Operation, OperationName } from '../../program/Operation'
import { validateRequest } from '../../program/validate'
import type { Answer } from './answer'
import {
  describeContinuousBackups,
  describeTimeToLive,
  listTagsOfResource,
  tagResource,
  untagResource,
  updateContinuousBackups,
  updateTimeToLive,
} from './apart'
import { batchGetItem, batchWriteItem } from './batch'
import { updateTable } from './change'
import { query, scan } from './query'
import { malformed, noTable } from './refuse'
import { deleteItem, getItem, putItem, updateItem } from './single'
import { type State, tableOf } from './state'
import { describeStream, getRecords, getShardIterator } from './streams'
import { createTable, deleteTable, describeTable } from './tables'
import { transactGetItems, transactWriteItems } from './transact'

// -----------------------------------------------------------------------------
// model
// -----------------------------------------------------------------------------

type Handlers = { readonly [K in OperationName]: (state: State, operation: Operation<K>) => Answer<K> }

const handlers: Handlers = {
  GetItem: getItem,
  PutItem: putItem,
  UpdateItem: updateItem,
  DeleteItem: deleteItem,
  BatchGetItem: batchGetItem,
  BatchWriteItem: batchWriteItem,
  TransactGetItems: transactGetItems,
  TransactWriteItems: transactWriteItems,
  Query: (state, operation) => {
    const table = tableOf(state, operation.table)
    return [state, table === undefined ? left(noTable(operation.table)) : query(table, operation)]
  },
  Scan: (state, operation) => {
    const table = tableOf(state, operation.table)
    return [state, table === undefined ? left(noTable(operation.table)) : scan(table, operation)]
  },
  CreateTable: createTable,
  DescribeTable: describeTable,
  UpdateTable: updateTable,
  DeleteTable: deleteTable,
  DescribeTimeToLive: describeTimeToLive,
  UpdateTimeToLive: updateTimeToLive,
  DescribeContinuousBackups: describeContinuousBackups,
  UpdateContinuousBackups: updateContinuousBackups,
  ListTagsOfResource: listTagsOfResource,
  TagResource: tagResource,
  UntagResource: untagResource,
  DescribeStream: describeStream,
  GetShardIterator: getShardIterator,
  GetRecords: getRecords,
}

// -----------------------------------------------------------------------------
// interpreters
// -----------------------------------------------------------------------------

/** The state after an operation, and its answer. */
export const step = <Op extends Operation>(state: State, operation: Op): Answer<Op['_tag']> => {
  // What is not of its type, and was not found to be, fails somewhere on the way: here it becomes an answer.
  try {
    const wrong = validateRequest(operation)
    if (wrong !== undefined) return [state, left(wrong)] as unknown as Answer<Op['_tag']>
    // TypeScript does not see that the handler found by an operation's name takes that operation.
    const handle = handlers[operation._tag] as unknown as (state: State, operation: Op) => Answer<Op['_tag']>
    return handle(state, operation)
  } catch {
    return [state, left(malformed)]
  }
}
