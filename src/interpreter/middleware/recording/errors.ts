/** Whether a value is an error that an operation can fail with: its tag is one of the operation's, and its fields are there. */
import type { ErrorOf, OperationName } from '../../../program/Operation'
import { isRecord } from '../../../value/record'

// -----------------------------------------------------------------------------
// model
// -----------------------------------------------------------------------------

type Tag = ErrorOf<OperationName>['_tag']

type Holds = (u: unknown) => boolean

// -----------------------------------------------------------------------------
// parts
// -----------------------------------------------------------------------------

const isText: Holds = (u) => typeof u === 'string'
const isNumber: Holds = (u) => typeof u === 'number'

const optional =
  (holds: Holds): Holds =>
  (u) =>
    u === undefined || holds(u)
const listOf =
  (holds: Holds): Holds =>
  (u) =>
    Array.isArray(u) && u.every(holds)
const fields =
  (shapes: { readonly [name: string]: Holds }): Holds =>
  (u) =>
    isRecord(u) && Object.entries(shapes).every(([name, holds]) => holds(u[name]))

const mismatches = listOf(fields({ path: Array.isArray, expected: isText }))
const reasons = listOf(fields({ code: isText, message: optional(isText), item: optional(isRecord) }))
const nothing = fields({})

const shapes: { readonly [T in Tag]: Holds } = {
  Aborted: nothing,
  ConditionFailed: fields({ table: isText, key: optional(isRecord), item: optional(isRecord) }),
  IdempotentMismatch: nothing,
  InvalidAnswer: fields({ operation: isText, mismatches }),
  InvalidExpression: fields({ place: isText, reason: isText, path: optional(Array.isArray) }),
  InvalidItem: fields({ table: isText, key: optional(isRecord), mismatches }),
  InvalidRequest: fields({ reason: isText }),
  ItemCollectionTooLarge: nothing,
  IteratorExpired: fields({ stream: isText, shard: isText }),
  NetworkFailed: fields({ message: isText }),
  RecordsTrimmed: fields({ stream: isText, shard: isText }),
  RequestRefused: fields({ name: isText, message: isText }),
  ServiceFailed: fields({ name: isText, message: isText }),
  StreamNotFound: fields({ table: isText, stream: isText, shard: optional(isText) }),
  TableInUse: fields({ table: isText }),
  TableNotFound: fields({ table: isText }),
  Throttled: fields({ name: isText }),
  TimedOut: fields({ milliseconds: isNumber }),
  TokenExpired: fields({ token: isText, milliseconds: isNumber }),
  TransactionCanceled: fields({ reasons }),
  TransactionConflict: nothing,
  TransactionInProgress: nothing,
}

const common: ReadonlyArray<Tag> = [
  'TableNotFound',
  'Throttled',
  'RequestRefused',
  'ServiceFailed',
  'NetworkFailed',
  'TimedOut',
  'Aborted',
  'InvalidAnswer',
  'InvalidRequest',
]
const ofItems: ReadonlyArray<Tag> = [...common, 'InvalidItem', 'InvalidExpression']
const ofWrites: ReadonlyArray<Tag> = [...ofItems, 'ConditionFailed', 'TransactionConflict', 'ItemCollectionTooLarge']
const ofTransactions: ReadonlyArray<Tag> = [
  ...ofItems,
  'TransactionCanceled',
  'IdempotentMismatch',
  'TransactionInProgress',
  'TokenExpired',
]
const ofTables: ReadonlyArray<Tag> = [...common, 'TableInUse']
const ofStreams: ReadonlyArray<Tag> = [...common, 'StreamNotFound']
const ofShards: ReadonlyArray<Tag> = [...ofStreams, 'IteratorExpired', 'RecordsTrimmed']

const tags: { readonly [K in OperationName]: ReadonlyArray<Tag> } = {
  GetItem: ofItems,
  PutItem: ofWrites,
  UpdateItem: ofWrites,
  DeleteItem: ofWrites,
  BatchGetItem: ofItems,
  BatchWriteItem: ofItems,
  TransactGetItems: [...ofItems, 'TransactionCanceled'],
  TransactWriteItems: ofTransactions,
  Query: ofItems,
  Scan: ofItems,
  CreateTable: ofTables,
  DescribeTable: common,
  UpdateTable: ofTables,
  DeleteTable: ofTables,
  DescribeTimeToLive: common,
  UpdateTimeToLive: ofTables,
  DescribeContinuousBackups: common,
  UpdateContinuousBackups: ofTables,
  ListTagsOfResource: common,
  TagResource: ofTables,
  UntagResource: ofTables,
  DescribeStream: ofStreams,
  GetShardIterator: ofShards,
  GetRecords: ofShards,
}

// -----------------------------------------------------------------------------
// interpreters
// -----------------------------------------------------------------------------

/** Whether a value is an error that the operation can fail with. */
export const isErrorOf = (operation: OperationName, u: unknown): boolean => {
  const tag = isRecord(u) ? tags[operation].find((one) => one === u._tag) : undefined
  return tag !== undefined && shapes[tag](u)
}
