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

/** Whether the answer is to say what was consumed. */
export interface WireMetered {
  readonly ReturnConsumedCapacity?: 'TOTAL'
}
/** An item's place. */
export interface WireKey {
  readonly TableName: string
  readonly Key: Item
}
/** A read of one item. */
export interface WireGet extends WireKey, WireExpressions, WireMetered {
  readonly ConsistentRead?: boolean
}
/** What a write that is refused by its condition answers. */
interface WireOnFailure {
  readonly ReturnValuesOnConditionCheckFailure?: 'ALL_OLD'
}
/** A put. */
export interface WirePut extends WireExpressions, WireOnFailure, WireMetered {
  readonly TableName: string
  readonly Item: Item
  readonly ReturnValues?: 'ALL_OLD'
}
/** An update. */
export interface WireUpdate extends WireKey, WireExpressions, WireOnFailure, WireMetered {
  readonly ReturnValues?: 'ALL_OLD' | 'ALL_NEW' | 'UPDATED_OLD' | 'UPDATED_NEW'
}
/** A deletion. */
export interface WireDelete extends WireKey, WireExpressions, WireOnFailure, WireMetered {
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
export interface WirePage extends WireExpressions, WireMetered {
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
/** An attribute of a key, with its type. */
export interface WireDefinition {
  readonly AttributeName: string
  readonly AttributeType: KeyTag
}
/** Capacity units a second. */
export interface WireThroughput {
  readonly ReadCapacityUnits: number
  readonly WriteCapacityUnits: number
}
/** An index to be made. */
export interface WireIndex {
  readonly IndexName: string
  readonly KeySchema: ReadonlyArray<WireKeyElement>
  readonly Projection: {
    readonly ProjectionType: 'ALL' | 'KEYS_ONLY' | 'INCLUDE'
    readonly NonKeyAttributes?: ReadonlyArray<string>
  }
  readonly ProvisionedThroughput?: WireThroughput
}
/** A label of a table. */
export interface WireTag {
  readonly Key: string
  readonly Value: string
}
/** What a table is set to. */
export interface WireSettings {
  readonly BillingMode?: 'PAY_PER_REQUEST' | 'PROVISIONED'
  readonly ProvisionedThroughput?: WireThroughput
  readonly StreamSpecification?: {
    readonly StreamEnabled: boolean
    readonly StreamViewType?: 'KEYS_ONLY' | 'NEW_IMAGE' | 'OLD_IMAGE' | 'NEW_AND_OLD_IMAGES'
  }
  readonly SSESpecification?: {
    readonly Enabled: boolean
    readonly SSEType?: 'KMS'
    readonly KMSMasterKeyId?: string
  }
  readonly DeletionProtectionEnabled?: boolean
  readonly TableClass?: 'STANDARD' | 'STANDARD_INFREQUENT_ACCESS'
}
/** A table to be made. */
export interface WireCreateTable extends WireTable, WireSettings {
  readonly AttributeDefinitions: ReadonlyArray<WireDefinition>
  readonly KeySchema: ReadonlyArray<WireKeyElement>
  readonly GlobalSecondaryIndexes?: ReadonlyArray<WireIndex>
  readonly LocalSecondaryIndexes?: ReadonlyArray<WireIndex>
  readonly Tags?: ReadonlyArray<WireTag>
}
/** A change of an index. */
export type WireIndexUpdate =
  | { readonly Create: WireIndex }
  | { readonly Update: { readonly IndexName: string; readonly ProvisionedThroughput: WireThroughput } }
  | { readonly Delete: { readonly IndexName: string } }
/** A change of a table. */
export interface WireUpdateTable extends WireTable, WireSettings {
  readonly AttributeDefinitions?: ReadonlyArray<WireDefinition>
  readonly GlobalSecondaryIndexUpdates?: ReadonlyArray<WireIndexUpdate>
}
/** A table's name, and nothing else. */
export interface WireTable {
  readonly TableName: string
}
/** A table by its ARN, which tags are asked for by. */
export interface WireResource {
  readonly ResourceArn: string
}

// -----------------------------------------------------------------------------
// model: streams
// -----------------------------------------------------------------------------

/**
 * The inputs of DynamoDB Streams, which is a service of its own at AWS, with the same protocol.
 *
 * Source: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_Operations_Amazon_DynamoDB_Streams.html
 */
export interface WireStreamInputs {
  readonly DescribeStream: {
    readonly StreamArn: string
    readonly Limit?: number
    readonly ExclusiveStartShardId?: string
    readonly ShardFilter?: { readonly Type: 'CHILD_SHARDS'; readonly ShardId: string }
  }
  readonly GetShardIterator: {
    readonly StreamArn: string
    readonly ShardId: string
    readonly ShardIteratorType: 'TRIM_HORIZON' | 'LATEST' | 'AT_SEQUENCE_NUMBER' | 'AFTER_SEQUENCE_NUMBER'
    readonly SequenceNumber?: string
  }
  readonly GetRecords: { readonly ShardIterator: string; readonly Limit?: number }
}

/** The name of an operation of DynamoDB Streams. */
export type StreamOperation = keyof WireStreamInputs

// -----------------------------------------------------------------------------
// the map
// -----------------------------------------------------------------------------

/**
 * The input of every operation that goes through a `Transport`.
 *
 * Source: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_Operations_Amazon_DynamoDB.html
 */
export interface WireInputs extends WireStreamInputs {
  readonly GetItem: WireGet
  readonly PutItem: WirePut
  readonly UpdateItem: WireUpdate
  readonly DeleteItem: WireDelete
  readonly BatchGetItem: WireMetered & { readonly RequestItems: { readonly [table: string]: WireKeys } }
  readonly BatchWriteItem: WireMetered & {
    readonly RequestItems: { readonly [table: string]: ReadonlyArray<WireBatchWrite> }
  }
  readonly TransactGetItems: WireMetered & { readonly TransactItems: ReadonlyArray<{ readonly Get: WireGet }> }
  readonly TransactWriteItems: WireMetered & {
    readonly TransactItems: ReadonlyArray<WireAction>
    readonly ClientRequestToken?: string
  }
  readonly Query: WireQuery
  readonly Scan: WireScan
  readonly CreateTable: WireCreateTable
  readonly DescribeTable: WireTable
  readonly UpdateTable: WireUpdateTable
  readonly DeleteTable: WireTable
  readonly DescribeTimeToLive: WireTable
  readonly UpdateTimeToLive: WireTable & {
    readonly TimeToLiveSpecification: { readonly Enabled: boolean; readonly AttributeName: string }
  }
  readonly DescribeContinuousBackups: WireTable
  readonly UpdateContinuousBackups: WireTable & {
    readonly PointInTimeRecoverySpecification: { readonly PointInTimeRecoveryEnabled: boolean }
  }
  readonly ListTagsOfResource: WireResource & { readonly NextToken?: string }
  readonly TagResource: WireResource & { readonly Tags: ReadonlyArray<WireTag> }
  readonly UntagResource: WireResource & { readonly TagKeys: ReadonlyArray<string> }
}

/** The name of an operation that goes through a `Transport`. */
export type WireOperation = keyof WireInputs

/** The name of an operation of DynamoDB itself. */
export type TableOperation = Exclude<WireOperation, StreamOperation>
