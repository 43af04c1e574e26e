/** What a failed request means to the operation that sent it. */
import type {
  CancellationReason,
  CommonError,
  ConditionFailed,
  InvalidAnswer,
  ItemCollectionTooLarge,
  ShardReadError,
  StreamReadError,
  TableInUse,
  TransactionCanceled,
  TransactionConflict,
  TransactWriteError,
} from '../../program/errors'
import type { DescribeStream, GetRecords, GetShardIterator } from '../../program/Operation'
import type { Item } from '../../value/AttributeValue'
import type { Mismatch } from '../../value/Mismatch'
import { fields, item, list, optionalText, text } from './decode/guards'
import { isInUse, isMissing, isThrottle } from './names'
import type { ServiceError, ServiceFailure } from './Transport'
import type { WireOperation } from './wire'

// -----------------------------------------------------------------------------
// model
// -----------------------------------------------------------------------------

/** Which operation failed, and on which tables: by the program's name and the store's. */
export interface Asked {
  readonly operation: WireOperation
  readonly tables: ReadonlyArray<string>
  readonly stored: (table: string) => string
}

// -----------------------------------------------------------------------------
// constructors
// -----------------------------------------------------------------------------

/** An answer that is not one of the operation's. */
export const invalidAnswer = (operation: WireOperation, mismatches: ReadonlyArray<Mismatch>): InvalidAnswer => ({
  _tag: 'InvalidAnswer',
  operation,
  mismatches,
})

/**
 * Which table is missing. DynamoDB says so only in some messages; where several were asked for and it does not, all of
 * them are named.
 */
const missingTable = ({ tables, stored }: Asked, message: string): string => {
  const named = tables.filter((table) => new RegExp(`(^|[^\\w.-])${escape(stored(table))}($|[^\\w.-])`).test(message))
  return (named.length > 0 ? named : tables).join(', ')
}

const escape = (literal: string): string => literal.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

// -----------------------------------------------------------------------------
// interpreters
// -----------------------------------------------------------------------------

const service = (asked: Asked, error: ServiceFailure): CommonError => {
  const { name, message, status } = error
  if (isThrottle(error)) return { _tag: 'Throttled', name }
  if (isMissing(error)) return { _tag: 'TableNotFound', table: missingTable(asked, message) }
  return { _tag: (status ?? 0) >= 500 ? 'ServiceFailed' : 'RequestRefused', name, message }
}

/** What any operation makes of a failure. */
export const common =
  (asked: Asked) =>
  (error: ServiceError): CommonError => {
    switch (error._tag) {
      case 'Service':
        return service(asked, error)
      case 'Network':
        return { _tag: 'NetworkFailed', message: error.message }
      case 'Unreadable':
        return invalidAnswer(asked.operation, [{ path: [], expected: `JSON (${error.message})`, actual: error.text }])
      default:
        return error
    }
  }

/** What a write of one item makes of a failure. */
export const write =
  (asked: Asked) =>
  (error: ServiceError): CommonError | ConditionFailed | TransactionConflict | ItemCollectionTooLarge => {
    if (error._tag !== 'Service') return common(asked)(error)
    switch (error.name) {
      case 'ConditionalCheckFailedException':
        return conditionFailed(asked, error.item)
      case 'TransactionConflictException':
        return { _tag: 'TransactionConflict' }
      case 'ItemCollectionSizeLimitExceededException':
        return { _tag: 'ItemCollectionTooLarge' }
      default:
        return common(asked)(error)
    }
  }

const conditionFailed = ({ operation, tables }: Asked, found: unknown): ConditionFailed | InvalidAnswer => {
  const table = tables.join(', ')
  if (found === undefined) return { _tag: 'ConditionFailed', table }
  const mismatches: Array<Mismatch> = []
  const current = item(found, ['Item'], mismatches)
  return mismatches.length > 0
    ? invalidAnswer(operation, mismatches)
    : { _tag: 'ConditionFailed', table, item: current }
}

/** What a transaction of `count` actions makes of a failure. */
export const transaction =
  (asked: Asked, count: number) =>
  (error: ServiceError): CommonError | TransactionCanceled =>
    error._tag === 'Service' && error.name === 'TransactionCanceledException'
      ? canceled(asked, count, error.reasons)
      : common(asked)(error)

/** What a transaction of `count` writes makes of a failure. */
export const transactWrite =
  (asked: Asked, count: number) =>
  (error: ServiceError): TransactWriteError =>
    error._tag === 'Service' && error.name === 'IdempotentParameterMismatchException'
      ? { _tag: 'IdempotentMismatch' }
      : error._tag === 'Service' && error.name === 'TransactionInProgressException'
        ? { _tag: 'TransactionInProgress' }
        : transaction(asked, count)(error)

const canceled = (asked: Asked, count: number, found: unknown): TransactionCanceled | InvalidAnswer => {
  const mismatches: Array<Mismatch> = []
  const reasons = list(found, ['CancellationReasons'], mismatches).map((r, i) => reason(r, i, mismatches))
  if (mismatches.length === 0 && reasons.length !== count)
    mismatches.push({ path: ['CancellationReasons'], expected: `${count} reasons`, actual: reasons.length })
  return mismatches.length > 0 ? invalidAnswer(asked.operation, mismatches) : { _tag: 'TransactionCanceled', reasons }
}

const reason = (found: unknown, index: number, mismatches: Array<Mismatch>): CancellationReason => {
  const path = ['CancellationReasons', index]
  const { Code, Message, Item } = fields(found, path, mismatches)
  const code = text(Code, [...path, 'Code'], mismatches)
  const message = optionalText(Message, [...path, 'Message'], mismatches)
  const current: Item | undefined =
    Item === undefined || Item === null ? undefined : item(Item, [...path, 'Item'], mismatches)
  return {
    code,
    ...(message === undefined ? {} : { message }),
    ...(current === undefined ? {} : { item: current }),
  }
}

/** What describing a stream makes of a failure. */
export const stream =
  (asked: Asked, input: DescribeStream) =>
  (error: ServiceError): StreamReadError =>
    error._tag === 'Service' && isMissing(error)
      ? { _tag: 'StreamNotFound', table: input.table, stream: input.stream }
      : common(asked)(error)

/** What reading a shard makes of a failure. */
export const shard =
  (asked: Asked, { table, stream, shard }: GetShardIterator | GetRecords) =>
  (error: ServiceError): ShardReadError => {
    if (error._tag !== 'Service') return common(asked)(error)
    if (isMissing(error)) return { _tag: 'StreamNotFound', table, stream, shard }
    switch (error.name) {
      case 'ExpiredIteratorException':
        return { _tag: 'IteratorExpired', stream, shard }
      case 'TrimmedDataAccessException':
        return { _tag: 'RecordsTrimmed', stream, shard }
      default:
        return common(asked)(error)
    }
  }

/** What creating or deleting a table makes of a failure. */
export const table =
  (asked: Asked) =>
  (error: ServiceError): CommonError | TableInUse =>
    error._tag === 'Service' && isInUse(error)
      ? { _tag: 'TableInUse', table: asked.tables.join(', ') }
      : common(asked)(error)
