/**
 * What can be seen to be wrong with an operation before anything is sent. All interpreters ask here, so that they agree;
 * what only a store can know (its tables, their keys, the items in them) it says itself.
 */
import type { InvalidExpression } from '../expression/InvalidExpression'
import type { Item } from '../value/AttributeValue'
import { measure } from '../value/measure'
import { keyText } from '../value/order'
import { validate } from '../value/validate'
import { wireBytes, wireBytesAtMost } from '../value/wireBytes'
import type { InvalidItem, InvalidRequest } from './errors'
import {
  maxBatchBytes,
  maxBatchKeys,
  maxBatchWrites,
  maxLimit,
  maxSegments,
  maxTokenLength,
  maxTransactionActions,
} from './limits'
import type { BatchWrite, Operation, Query, Returning, Scan, WriteAction } from './Operation'
import { quietly } from './quietly'
import { wrongSince } from './token'
import { checkCondition, checkKeyCondition, checkProjection, checkUpdate } from './validateExpression'
import { validateStream } from './validateStream'
import { validateTable } from './validateTable'

// -----------------------------------------------------------------------------
// model
// -----------------------------------------------------------------------------

/** What can be wrong with an operation. */
export type InvalidOperation = InvalidItem | InvalidExpression | InvalidRequest

// -----------------------------------------------------------------------------
// constructors
// -----------------------------------------------------------------------------

const invalidRequest = (reason: string): InvalidRequest => ({ _tag: 'InvalidRequest', reason })

const invalidItem = (table: string, item: Item): InvalidItem => ({
  _tag: 'InvalidItem',
  table,
  mismatches: validate(item),
})

// -----------------------------------------------------------------------------
// combinators
// -----------------------------------------------------------------------------

const firstOf = <A, E>(list: ReadonlyArray<A>, check: (a: A) => E | undefined): E | undefined => {
  for (const a of list) {
    const wrong = check(a)
    if (wrong !== undefined) return wrong
  }
  return undefined
}

const count = (noun: string, actual: number, most: number): InvalidRequest | undefined =>
  actual >= 1 && actual <= most
    ? undefined
    : invalidRequest(`a request has from 1 to ${most} ${noun}, this one has ${actual}`)

const whole = (noun: string, actual: number, least: number, most: number): InvalidRequest | undefined =>
  Number.isInteger(actual) && actual >= least && actual <= most
    ? undefined
    : invalidRequest(`${noun} is a whole number from ${least} to ${most}, not ${String(actual)}`)

const oneOf = (noun: string, actual: unknown, values: ReadonlyArray<unknown>): InvalidRequest | undefined =>
  values.includes(actual) ? undefined : invalidRequest(`${noun} is one of ${values.join(', ')}, not ${String(actual)}`)

const ofTag = (actual: string, ...tags: ReadonlyArray<string>): InvalidRequest | undefined =>
  tags.includes(actual) ? undefined : invalidRequest(`${tags.join(' or ')} is asked for, not ${String(actual)}`)

const returningOne: ReadonlyArray<Returning> = ['none', 'old']
const returningAny: ReadonlyArray<Returning> = ['none', 'old', 'new', 'updatedOld', 'updatedNew']

const repeats = <A>(as: ReadonlyArray<A>, text: (a: A) => string): boolean => new Set(as.map(text)).size < as.length

// The same for keys that DynamoDB holds for one: `1` and `1.0`.
const textOfKey = (key: Item): string =>
  Object.entries(key)
    .map(([name, value]) => `${JSON.stringify(name)}\u0000${keyText(value)}`)
    .sort()
    .join('\u0000')

// -----------------------------------------------------------------------------
// interpreters: parts
// -----------------------------------------------------------------------------

/** The bytes of an item, or why DynamoDB cannot store it. */
export const itemBytes = (table: string, item: Item): number | InvalidItem => {
  const bytes = measure(item)
  return bytes < 0 ? invalidItem(table, item) : bytes
}

const checkItem = (table: string, item: Item): InvalidItem | undefined =>
  measure(item) < 0 ? invalidItem(table, item) : undefined

const checkAction = (action: WriteAction): InvalidOperation | undefined => {
  switch (action._tag) {
    case 'Put':
      return checkCondition(action.condition, 'ConditionExpression')
    case 'Update':
      return (
        checkItem(action.table, action.key) ??
        checkUpdate(action.update) ??
        checkCondition(action.condition, 'ConditionExpression')
      )
    case 'Delete':
    case 'Check':
      return checkItem(action.table, action.key) ?? checkCondition(action.condition, 'ConditionExpression')
  }
}

const checkPage = (page: Query | Scan): InvalidOperation | undefined =>
  oneOf('select', page.select, ['items', 'count']) ??
  (page.limit === undefined ? undefined : whole('limit', page.limit, 1, maxLimit)) ??
  (page.start === undefined ? undefined : checkItem(page.table, page.start)) ??
  checkCondition(page.filter, 'FilterExpression') ??
  checkProjection(page.projection)

const checkSegment = (segment: Scan['segment']): InvalidRequest | undefined =>
  segment === undefined
    ? undefined
    : (whole('the number of segments', segment.total, 1, maxSegments) ??
      whole('the index of a segment', segment.index, 0, segment.total - 1))

const checkToken = (token: string | undefined): InvalidRequest | undefined =>
  token === undefined || (typeof token === 'string' && token.length >= 1 && token.length <= maxTokenLength)
    ? undefined
    : invalidRequest(`a token has from 1 to ${maxTokenLength} characters`)

// Counted only where an estimate, which is cheap, does not do. What is no item is told by whoever measures it.
const checkBytes = (writes: ReadonlyArray<BatchWrite>): InvalidRequest | undefined => {
  const sum = (bytesOf: (item: Item) => number): number =>
    writes.reduce((bytes, write) => bytes + bytesOf(write._tag === 'Put' ? write.item : write.key), 0)
  const bytes = quietly(() => (sum(wireBytesAtMost) > maxBatchBytes ? sum(wireBytes) : 0)) ?? 0
  return bytes > maxBatchBytes
    ? invalidRequest(`a batch of writes has at most ${maxBatchBytes} bytes as JSON, this one has ${bytes}`)
    : undefined
}

// -----------------------------------------------------------------------------
// interpreters
// -----------------------------------------------------------------------------

const malformed = invalidRequest('the request is not one of the operations, or one of its fields is not of its type')

// What has the wrong shape altogether, whatever its type says, fails somewhere on the way: here it becomes an answer.
const total =
  (check: (operation: Operation) => InvalidOperation | undefined) =>
  (operation: Operation): InvalidOperation | undefined => {
    try {
      return check(operation)
    } catch {
      return malformed
    }
  }

const checkRequest = (operation: Operation): InvalidOperation | undefined => {
  switch (operation._tag) {
    case 'GetItem':
      return checkItem(operation.table, operation.key) ?? checkProjection(operation.projection)
    case 'PutItem':
      return (
        ofTag(operation.put._tag, 'Put') ??
        oneOf('returning', operation.returning, returningOne) ??
        checkAction(operation.put)
      )
    case 'UpdateItem':
      return (
        ofTag(operation.update._tag, 'Update') ??
        oneOf('returning', operation.returning, returningAny) ??
        checkAction(operation.update)
      )
    case 'DeleteItem':
      return (
        ofTag(operation.delete._tag, 'Delete') ??
        oneOf('returning', operation.returning, returningOne) ??
        checkAction(operation.delete)
      )
    case 'BatchGetItem':
      return (
        count(
          'keys',
          operation.tables.reduce((n, { keys }) => n + keys.length, 0),
          maxBatchKeys,
        ) ??
        firstOf(
          operation.tables,
          ({ table, keys, projection }) =>
            firstOf(keys, (key) => checkItem(table, key)) ??
            checkProjection(projection) ??
            (keys.length === 0 ? invalidRequest(`no key of the table ${table}`) : undefined) ??
            (repeats(keys, textOfKey) ? invalidRequest(`a key of the table ${table} stands twice`) : undefined),
        ) ??
        (repeats(operation.tables, ({ table }) => table) ? invalidRequest('a table stands twice') : undefined)
      )
    case 'BatchWriteItem':
      return (
        count('writes', operation.writes.length, maxBatchWrites) ??
        firstOf(
          operation.writes,
          (write) =>
            ofTag(write._tag, 'Put', 'Delete') ??
            (write._tag === 'Delete' ? checkItem(write.table, write.key) : undefined),
        ) ??
        checkBytes(operation.writes)
      )
    case 'TransactGetItems':
      return (
        count('reads', operation.gets.length, maxTransactionActions) ??
        firstOf(operation.gets, ({ table, key, projection }) => checkItem(table, key) ?? checkProjection(projection))
      )
    case 'TransactWriteItems':
      return (
        count('actions', operation.actions.length, maxTransactionActions) ??
        checkToken(operation.token) ??
        (operation.tokenSince === undefined ? undefined : wrongSince(operation.tokenSince)) ??
        firstOf(operation.actions, checkAction)
      )
    case 'Query':
      return (
        oneOf('direction', operation.direction, ['forward', 'backward']) ??
        checkPage(operation) ??
        checkKeyCondition(operation.key)
      )
    case 'Scan':
      return checkPage(operation) ?? checkSegment(operation.segment)
    case 'CreateTable':
    case 'UpdateTable':
    case 'UpdateTimeToLive':
    case 'UpdateContinuousBackups':
    case 'TagResource':
    case 'UntagResource':
      return validateTable(operation)
    case 'DescribeStream':
    case 'GetShardIterator':
    case 'GetRecords':
      return validateStream(operation)
    case 'DescribeTable':
    case 'DeleteTable':
    case 'DescribeTimeToLive':
    case 'DescribeContinuousBackups':
    case 'ListTagsOfResource':
      return undefined
    default:
      return malformed
  }
}

const checkPut = (action: WriteAction | { readonly _tag: 'Put'; readonly table: string; readonly item: Item }) =>
  action._tag === 'Put' ? checkItem(action.table, action.item) : undefined

const checkOperation = (operation: Operation): InvalidOperation | undefined => {
  const wrong = checkRequest(operation)
  if (wrong !== undefined) return wrong
  switch (operation._tag) {
    case 'PutItem':
      return checkPut(operation.put)
    case 'BatchWriteItem':
      return firstOf(operation.writes, (write) => (write._tag === 'Put' ? checkPut(write) : undefined))
    case 'TransactWriteItems':
      return firstOf(operation.actions, checkPut)
    default:
      return undefined
  }
}

/** What is wrong with an operation, but for the items that it puts; a store measures those as it writes them. Total. */
export const validateRequest = total(checkRequest)

/**
 * What is wrong with an operation, as far as can be seen before it is sent; `undefined` where nothing is. Total: anything
 * that is no operation is an `InvalidRequest`.
 */
export const validateOperation = total(checkOperation)
