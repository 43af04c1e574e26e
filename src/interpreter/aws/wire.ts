/** The inputs of DynamoDB's own API, as its JSON protocol and the AWS SDK have them: what goes through a `Transport`. */
import type { Item, KeyTag } from '../../value/AttributeValue'

// -----------------------------------------------------------------------------
// model: expressions
// -----------------------------------------------------------------------------

/** The expressions of a request, with the placeholders that they share. */
export interface WireExpressions {
  readonly ConditionExpression?: string
  readonly FilterExpression?: string
  readonly KeyConditionExpression?: string
  readonly ProjectionExpression?: string
  readonly UpdateExpression?: string
  readonly ExpressionAttributeNames?: { readonly [placeholder: string]: string }
  readonly ExpressionAttributeValues?: Item
}

// -----------------------------------------------------------------------------
// model: items
// -----------------------------------------------------------------------------

/** An item's place. */
export interface WireKey {
  readonly TableName: string
  readonly Key: Item
}
/** A read of one item. */
export interface WireGet extends WireKey, WireExpressions {
  readonly ConsistentRead?: boolean
}
/** What a write that is refused by its condition answers. */
interface WireOnFailure {
  readonly ReturnValuesOnConditionCheckFailure?: 'ALL_OLD'
}
/** A put. */
export interface WirePut extends WireExpressions, WireOnFailure {
  readonly TableName: string
  readonly Item: Item
  readonly ReturnValues?: 'ALL_OLD'
}
/** An update. */
export interface WireUpdate extends WireKey, WireExpressions, WireOnFailure {
  readonly ReturnValues?: 'ALL_OLD' | 'ALL_NEW' | 'UPDATED_OLD' | 'UPDATED_NEW'
}
/** A deletion. */
export interface WireDelete extends WireKey, WireExpressions, WireOnFailure {
  readonly ReturnValues?: 'ALL_OLD'
}
/** A condition on an item that is not written. */
export interface WireCheck extends WireKey, WireExpressions, WireOnFailure {}

// -----------------------------------------------------------------------------
// model: many items
// -----------------------------------------------------------------------------

/** Keys of one table. */
export interface WireKeys extends WireExpressions {
  readonly Keys: ReadonlyArray<Item>
  readonly ConsistentRead?: boolean
}
/** A write in a batch. */
export type WireBatchWrite =
  | { readonly PutRequest: { readonly Item: Item } }
  | { readonly DeleteRequest: { readonly Key: Item } }
/** An action of a transaction. */
export type WireAction =
  | { readonly Put: WirePut }
  | { readonly Update: WireUpdate }
  | { readonly Delete: WireDelete }
  | { readonly ConditionCheck: WireCheck }

// -----------------------------------------------------------------------------
// model: pages
// -----------------------------------------------------------------------------

/** What queries and scans have in common. */
export interface WirePage extends WireExpressions {
  readonly TableName: string
  readonly IndexName?: string
  readonly ConsistentRead?: boolean
  readonly Limit?: number
  readonly ExclusiveStartKey?: Item
  readonly Select?: 'COUNT'
}
/** A page of a query. */
export interface WireQuery extends WirePage {
  readonly ScanIndexForward?: boolean
}
/** A page of a scan. */
export interface WireScan extends WirePage {
  readonly Segment?: number
  readonly TotalSegments?: number
}

// -----------------------------------------------------------------------------
// model: tables
// -----------------------------------------------------------------------------

/** An attribute of a key; a global index may have up to four of each kind. */
export interface WireKeyElement {
  readonly AttributeName: string
  readonly KeyType: 'HASH' | 'RANGE'
}
/** An index to be made. */
export interface WireIndex {
  readonly IndexName: string
  readonly KeySchema: ReadonlyArray<WireKeyElement>
  readonly Projection: {
    readonly ProjectionType: 'ALL' | 'KEYS_ONLY' | 'INCLUDE'
    readonly NonKeyAttributes?: ReadonlyArray<string>
  }
}
/** A table to be made. */
export interface WireCreateTable {
  readonly TableName: string
  readonly BillingMode: 'PAY_PER_REQUEST'
  readonly AttributeDefinitions: ReadonlyArray<{ readonly AttributeName: string; readonly AttributeType: KeyTag }>
  readonly KeySchema: ReadonlyArray<WireKeyElement>
  readonly GlobalSecondaryIndexes?: ReadonlyArray<WireIndex>
  readonly LocalSecondaryIndexes?: ReadonlyArray<WireIndex>
}
/** A table's name, and nothing else. */
export interface WireTable {
  readonly TableName: string
}

// -----------------------------------------------------------------------------
// the map
// -----------------------------------------------------------------------------

/**
 * The input of every operation that goes through a `Transport`.
 *
 * Source: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_Operations_Amazon_DynamoDB.html
 */
export interface WireInputs {
  readonly GetItem: WireGet
  readonly PutItem: WirePut
  readonly UpdateItem: WireUpdate
  readonly DeleteItem: WireDelete
  readonly BatchGetItem: { readonly RequestItems: { readonly [table: string]: WireKeys } }
  readonly BatchWriteItem: { readonly RequestItems: { readonly [table: string]: ReadonlyArray<WireBatchWrite> } }
  readonly TransactGetItems: { readonly TransactItems: ReadonlyArray<{ readonly Get: WireGet }> }
  readonly TransactWriteItems: {
    readonly TransactItems: ReadonlyArray<WireAction>
    readonly ClientRequestToken?: string
  }
  readonly Query: WireQuery
  readonly Scan: WireScan
  readonly CreateTable: WireCreateTable
  readonly DescribeTable: WireTable
  readonly DeleteTable: WireTable
  readonly DescribeTimeToLive: WireTable
  readonly UpdateTimeToLive: WireTable & {
    readonly TimeToLiveSpecification: { readonly Enabled: boolean; readonly AttributeName: string }
  }
  readonly DescribeContinuousBackups: WireTable
  readonly UpdateContinuousBackups: WireTable & {
    readonly PointInTimeRecoverySpecification: { readonly PointInTimeRecoveryEnabled: boolean }
  }
}

/** The name of an operation that goes through a `Transport`. */
export type WireOperation = keyof WireInputs
