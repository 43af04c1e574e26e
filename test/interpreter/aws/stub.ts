/** Transports for tests, and operations to send through them. */
import type { Either } from 'fp-ts/Either'
import * as E from 'fp-ts/Either'
import {
  type AwsOptions,
  aws,
  type ServiceError,
  type Transport,
  type WireInputs,
  type WireOperation,
} from '../../../src/aws'
import type { Condition } from '../../../src/expression/condition/model'
import type { Operation, OperationName, Operations } from '../../../src/program/Operation'

export interface Sent {
  readonly operation: WireOperation
  readonly input: WireInputs[WireOperation]
}

type Answer = Either<ServiceError, unknown>

/** A transport that answers from a list, its last answer for ever, or with a function; and what was sent. */
export const stub = (
  answers: ReadonlyArray<Answer> | ((sent: Sent, index: number) => Answer),
): { readonly transport: Transport; readonly sent: ReadonlyArray<Sent> } => {
  const sent: Array<Sent> = []
  const transport: Transport = (operation, input) => async () => {
    const index = sent.length
    sent.push({ operation, input })
    const answer =
      typeof answers === 'function'
        ? answers({ operation, input }, index)
        : answers[Math.min(index, answers.length - 1)]
    return answer ?? E.right({})
  }
  return { transport, sent }
}

export const service = (name: string, rest: object = {}): ServiceError => ({
  _tag: 'Service',
  name,
  message: `${name} happened`,
  status: 400,
  ...rest,
})

/** An interpreter that never waits. */
export const quick = (transport: Transport, options: AwsOptions = {}) =>
  aws({
    transport,
    token: () => 'token',
    ...options,
    retry: { sleep: () => Promise.resolve(), random: () => 1, ...options.retry },
  })

/** What an operation answers when a store answers so, and what was sent. */
export const ask = async <Op extends Operation>(
  operation: Op,
  answers: Parameters<typeof stub>[0],
  options: AwsOptions = {},
) => {
  const { transport, sent } = stub(answers)
  return { answer: await quick(transport, options)(operation)(), sent }
}

// -----------------------------------------------------------------------------
// operations
// -----------------------------------------------------------------------------

export const always: Condition<never> = { _tag: 'Always' }

export const at = (name: string) => ({ _tag: 'Path', attribute: name, segments: [name] }) as const

export const equals = (name: string, text: string): Condition<never> => ({
  _tag: 'Compare',
  comparator: '=',
  left: at(name),
  right: { _tag: 'Value', value: { S: text } },
})

export const id = (text: string) => ({ id: { S: text } })

export const projection = (...[first, ...others]: readonly [string, ...string[]]) =>
  ({ _tag: 'Projection', paths: [at(first), ...others.map(at)] }) as const

const put = { _tag: 'Put', table: 'users', item: { ...id('ann'), age: { N: '7' } }, condition: always } as const
const update = {
  _tag: 'Update',
  table: 'users',
  key: id('ann'),
  update: {
    _tag: 'Update',
    actions: [{ _tag: 'Set', path: at('age'), value: { _tag: 'Value', value: { N: '8' } } }],
  },
  condition: always,
} as const
const remove = { _tag: 'Delete', table: 'users', key: id('ann'), condition: always } as const

export const streamArn = 'arn:aws:dynamodb:eu-west-1:123456789012:table/users/stream/2026-11-22T10:00:00.000'
export const shardId = 'shardId-00000001763805600000-0a1b2c3d'

/** Digits of a sequence number. */
export const sequence = (n: number) => String(n).padStart(21, '0')

/** One operation of each kind, as simple as it can be. */
export const operations: { readonly [K in OperationName]: Operations[K]['input'] & { readonly _tag: K } } = {
  GetItem: { _tag: 'GetItem', table: 'users', key: id('ann'), consistent: false },
  PutItem: { _tag: 'PutItem', put, returning: 'none', itemOnFailure: false },
  UpdateItem: { _tag: 'UpdateItem', update, returning: 'none', itemOnFailure: false },
  DeleteItem: { _tag: 'DeleteItem', delete: remove, returning: 'none', itemOnFailure: false },
  BatchGetItem: { _tag: 'BatchGetItem', tables: [{ table: 'users', keys: [id('ann'), id('bob')], consistent: false }] },
  BatchWriteItem: {
    _tag: 'BatchWriteItem',
    writes: [
      { _tag: 'Put', table: 'users', item: { ...id('ann'), age: { N: '7' } } },
      { _tag: 'Delete', table: 'teams', key: id('red') },
    ],
  },
  TransactGetItems: {
    _tag: 'TransactGetItems',
    gets: [
      { table: 'users', key: id('ann') },
      { table: 'teams', key: id('red') },
    ],
  },
  TransactWriteItems: {
    _tag: 'TransactWriteItems',
    actions: [put, { ...update, key: id('bob') }],
    itemOnFailure: false,
  },
  Query: {
    _tag: 'Query',
    table: 'users',
    key: { _tag: 'KeyCondition', equals: [{ name: 'id', value: { S: 'ann' } }] },
    filter: always,
    consistent: false,
    select: 'items',
    direction: 'forward',
  },
  Scan: { _tag: 'Scan', table: 'users', filter: always, consistent: false, select: 'items' },
  CreateTable: {
    _tag: 'CreateTable',
    schema: { name: 'users', key: { partition: [{ name: 'id', type: 'S' }], sort: [] }, indexes: [] },
  },
  DescribeTable: { _tag: 'DescribeTable', table: 'users' },
  UpdateTable: { _tag: 'UpdateTable', table: 'users', change: { _tag: 'Billing', billing: { read: 5, write: 6 } } },
  DeleteTable: { _tag: 'DeleteTable', table: 'users' },
  DescribeTimeToLive: { _tag: 'DescribeTimeToLive', table: 'users' },
  UpdateTimeToLive: { _tag: 'UpdateTimeToLive', table: 'users', attribute: 'expires', enabled: true },
  DescribeContinuousBackups: { _tag: 'DescribeContinuousBackups', table: 'users' },
  UpdateContinuousBackups: { _tag: 'UpdateContinuousBackups', table: 'users', enabled: true },
  ListTagsOfResource: { _tag: 'ListTagsOfResource', table: 'users' },
  TagResource: { _tag: 'TagResource', table: 'users', tags: { team: 'red', stage: '' } },
  UntagResource: { _tag: 'UntagResource', table: 'users', names: ['team'] },
  DescribeStream: { _tag: 'DescribeStream', table: 'users', stream: streamArn },
  GetShardIterator: {
    _tag: 'GetShardIterator',
    table: 'users',
    stream: streamArn,
    shard: shardId,
    from: { _tag: 'TrimHorizon' },
  },
  GetRecords: { _tag: 'GetRecords', table: 'users', stream: streamArn, shard: shardId, iterator: 'AAAA' },
}

export const names = Object.keys(operations) as ReadonlyArray<OperationName>

/** The operations on streams, which name no table to the store. */
export const streamNames = ['DescribeStream', 'GetShardIterator', 'GetRecords'] as const

/** The others. */
export const tableNames = names.filter((name) => !(streamNames as ReadonlyArray<OperationName>).includes(name))

const description = {
  TableName: 'users',
  TableStatus: 'ACTIVE',
  ItemCount: 3,
  AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
  KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
}

/** What is set for a table that says nothing of it; billing is not known. */
export const plain = {
  stream: 'off',
  encryption: 'owned',
  deletionProtection: false,
  tableClass: 'standard',
} as const

export const arn = 'arn:aws:dynamodb:eu-west-1:123456789012:table/users'

const backupsAre = (status: string) => ({
  ContinuousBackupsDescription: {
    ContinuousBackupsStatus: 'ENABLED',
    PointInTimeRecoveryDescription: { PointInTimeRecoveryStatus: status },
  },
})

/** An answer that DynamoDB might give to each of them; tags are asked for by the ARN, which is there too. */
export const answers: { readonly [K in OperationName]: unknown } = {
  GetItem: { Item: id('ann') },
  PutItem: {},
  UpdateItem: {},
  DeleteItem: {},
  BatchGetItem: { Responses: { users: [id('ann')] }, UnprocessedKeys: {} },
  BatchWriteItem: { UnprocessedItems: {} },
  TransactGetItems: { Responses: [{ Item: id('ann') }, {}] },
  TransactWriteItems: {},
  Query: { Items: [id('ann')], Count: 1, ScannedCount: 1 },
  Scan: { Items: [id('ann')], Count: 1, ScannedCount: 2, LastEvaluatedKey: id('ann') },
  CreateTable: { TableDescription: { ...description, TableStatus: 'CREATING', ItemCount: 0 } },
  DescribeTable: { Table: description },
  UpdateTable: { TableDescription: { ...description, TableStatus: 'UPDATING' } },
  DescribeTimeToLive: { TimeToLiveDescription: { TimeToLiveStatus: 'ENABLED', AttributeName: 'expires' } },
  UpdateTimeToLive: { TimeToLiveSpecification: { Enabled: true, AttributeName: 'expires' } },
  DescribeContinuousBackups: backupsAre('DISABLED'),
  UpdateContinuousBackups: backupsAre('ENABLED'),
  ListTagsOfResource: { Table: { TableArn: arn }, Tags: [{ Key: 'team', Value: 'red' }] },
  TagResource: { Table: { TableArn: arn } },
  UntagResource: { Table: { TableArn: arn } },
  DeleteTable: { TableDescription: { TableName: 'users', TableStatus: 'DELETING' } },
  DescribeStream: {
    StreamDescription: {
      StreamArn: streamArn,
      StreamStatus: 'ENABLED',
      StreamViewType: 'NEW_AND_OLD_IMAGES',
      TableName: 'users',
      Shards: [{ ShardId: shardId, SequenceNumberRange: { StartingSequenceNumber: sequence(1) } }],
    },
  },
  GetShardIterator: { ShardIterator: 'AAAA' },
  GetRecords: {
    Records: [
      {
        eventID: '1',
        eventName: 'INSERT',
        eventVersion: '1.1',
        eventSource: 'aws:dynamodb',
        awsRegion: 'eu-west-1',
        dynamodb: {
          ApproximateCreationDateTime: 1_763_805_600,
          Keys: id('ann'),
          NewImage: id('ann'),
          SequenceNumber: sequence(1),
          SizeBytes: 10,
          StreamViewType: 'NEW_AND_OLD_IMAGES',
        },
      },
    ],
    NextShardIterator: 'AAAB',
  },
}
