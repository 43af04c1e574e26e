import * as E from 'fp-ts/Either'
import { describe, expect, it } from 'vitest'
import type { CreateTable, Operation, TableChange } from '../../../src/program/Operation'
import type { IndexSchema } from '../../../src/value/TableSchema'
import { answers, arn, ask, operations, plain } from './stub'

/** What is sent for an operation. */
const input = async (operation: Operation) => {
  const { sent } = await ask(operation, [E.right({})], { retry: { attempts: 1 } })
  return sent.length === 1 && sent[0]?.operation === operation._tag ? sent[0].input : expect.fail('not sent once')
}

const byName: IndexSchema = {
  name: 'byName',
  kind: 'global',
  key: { partition: [{ name: 'name', type: 'S' }], sort: [{ name: 'id', type: 'S' }] },
  projection: 'keys',
}
const byAge: IndexSchema = { ...byName, name: 'byAge', key: { partition: [{ name: 'age', type: 'N' }], sort: [] } }
const byRank: IndexSchema = {
  name: 'byRank',
  kind: 'local',
  key: { partition: [{ name: 'id', type: 'S' }], sort: [{ name: 'rank', type: 'N' }] },
  projection: 'all',
}
const units = (read: number, write: number) => ({ ReadCapacityUnits: read, WriteCapacityUnits: write })

// -----------------------------------------------------------------------------
// requests
// -----------------------------------------------------------------------------

describe('CreateTable', () => {
  const { schema } = operations.CreateTable
  const create = (settings: NonNullable<CreateTable['settings']>, indexes: ReadonlyArray<IndexSchema> = []) =>
    input({ _tag: 'CreateTable', schema: { ...schema, indexes }, settings })
  const bare = {
    TableName: 'users',
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
    KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
  }

  it('is billed on demand where nothing is said, and sends nothing else', async () => {
    expect(await input(operations.CreateTable)).toEqual(bare)
    expect(await create({})).toEqual(bare)
    expect(await create({ billing: 'onDemand', stream: 'off', tags: {} })).toEqual(bare)
  })

  it('an index without capacity of its own has that of the table', async () => {
    const sent = await create({ billing: { read: 5, write: 6 }, indexThroughput: { byAge: { read: 1, write: 2 } } }, [
      byName,
      byAge,
      byRank,
    ])
    expect(sent).toMatchObject({
      BillingMode: 'PROVISIONED',
      ProvisionedThroughput: units(5, 6),
      GlobalSecondaryIndexes: [
        { IndexName: 'byName', ProvisionedThroughput: units(5, 6) },
        { IndexName: 'byAge', ProvisionedThroughput: units(1, 2) },
      ],
    })
    expect(JSON.stringify(await create({}, [byName, byRank]))).not.toContain('ProvisionedThroughput')
    expect(JSON.stringify(sent)).toMatch(/"LocalSecondaryIndexes":\[(?!.*ProvisionedThroughput)/)
  })

  it.each([
    [{ stream: 'keys' }, { StreamSpecification: { StreamEnabled: true, StreamViewType: 'KEYS_ONLY' } }],
    [{ stream: 'new' }, { StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_IMAGE' } }],
    [{ stream: 'old' }, { StreamSpecification: { StreamEnabled: true, StreamViewType: 'OLD_IMAGE' } }],
    [{ stream: 'newAndOld' }, { StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_AND_OLD_IMAGES' } }],
    [{ encryption: 'owned' }, { SSESpecification: { Enabled: false } }],
    [{ encryption: 'kms' }, { SSESpecification: { Enabled: true } }],
    [
      { encryption: { key: 'alias/k' } },
      { SSESpecification: { Enabled: true, SSEType: 'KMS', KMSMasterKeyId: 'alias/k' } },
    ],
    [{ deletionProtection: true }, { DeletionProtectionEnabled: true }],
    [{ deletionProtection: false }, { DeletionProtectionEnabled: false }],
    [{ tableClass: 'standard' }, { TableClass: 'STANDARD' }],
    [{ tableClass: 'infrequentAccess' }, { TableClass: 'STANDARD_INFREQUENT_ACCESS' }],
    [
      { tags: { a: 'b', c: '' } },
      {
        Tags: [
          { Key: 'a', Value: 'b' },
          { Key: 'c', Value: '' },
        ],
      },
    ],
  ] as const)('%j', async (settings, wire) => {
    expect(await create(settings)).toEqual({ ...bare, ...wire })
  })
})

describe('UpdateTable: each change alone', () => {
  it.each<readonly [TableChange, object]>([
    [{ _tag: 'Billing', billing: 'onDemand' }, { BillingMode: 'PAY_PER_REQUEST' }],
    [
      { _tag: 'Billing', billing: { read: 5, write: 6 } },
      { BillingMode: 'PROVISIONED', ProvisionedThroughput: units(5, 6) },
    ],
    [
      { _tag: 'Billing', indexThroughput: { byAge: { read: 1, write: 2 }, byName: { read: 3, write: 4 } } },
      {
        GlobalSecondaryIndexUpdates: [
          { Update: { IndexName: 'byAge', ProvisionedThroughput: units(1, 2) } },
          { Update: { IndexName: 'byName', ProvisionedThroughput: units(3, 4) } },
        ],
      },
    ],
    [
      { _tag: 'Billing', billing: { read: 5, write: 6 }, indexThroughput: { byAge: { read: 1, write: 2 } } },
      {
        BillingMode: 'PROVISIONED',
        ProvisionedThroughput: units(5, 6),
        GlobalSecondaryIndexUpdates: [{ Update: { IndexName: 'byAge', ProvisionedThroughput: units(1, 2) } }],
      },
    ],
    [{ _tag: 'Stream', stream: 'off' }, { StreamSpecification: { StreamEnabled: false } }],
    [
      { _tag: 'Stream', stream: 'newAndOld' },
      { StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_AND_OLD_IMAGES' } },
    ],
    [{ _tag: 'Encryption', encryption: 'owned' }, { SSESpecification: { Enabled: false } }],
    [{ _tag: 'DeletionProtection', deletionProtection: false }, { DeletionProtectionEnabled: false }],
    [{ _tag: 'TableClass', tableClass: 'infrequentAccess' }, { TableClass: 'STANDARD_INFREQUENT_ACCESS' }],
    [
      { _tag: 'CreateIndex', index: byName, throughput: { read: 1, write: 2 } },
      {
        AttributeDefinitions: [
          { AttributeName: 'name', AttributeType: 'S' },
          { AttributeName: 'id', AttributeType: 'S' },
        ],
        GlobalSecondaryIndexUpdates: [
          {
            Create: {
              IndexName: 'byName',
              KeySchema: [
                { AttributeName: 'name', KeyType: 'HASH' },
                { AttributeName: 'id', KeyType: 'RANGE' },
              ],
              Projection: { ProjectionType: 'KEYS_ONLY' },
              ProvisionedThroughput: units(1, 2),
            },
          },
        ],
      },
    ],
    [{ _tag: 'DeleteIndex', index: 'byAge' }, { GlobalSecondaryIndexUpdates: [{ Delete: { IndexName: 'byAge' } }] }],
  ])('%j', async (change, wire) => {
    expect(await input({ ...operations.UpdateTable, change })).toEqual({ TableName: 'users', ...wire })
  })
})

describe('what is set apart', () => {
  it('time to live, and continuous backups', async () => {
    expect(await input(operations.DescribeTimeToLive)).toEqual({ TableName: 'users' })
    expect(await input(operations.DescribeContinuousBackups)).toEqual({ TableName: 'users' })
    expect(await input({ ...operations.UpdateTimeToLive, enabled: false })).toEqual({
      TableName: 'users',
      TimeToLiveSpecification: { Enabled: false, AttributeName: 'expires' },
    })
    expect(await input(operations.UpdateContinuousBackups)).toEqual({
      TableName: 'users',
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
    })
  })

  it.each([
    ['ListTagsOfResource', {}],
    [
      'TagResource',
      {
        Tags: [
          { Key: 'team', Value: 'red' },
          { Key: 'stage', Value: '' },
        ],
      },
    ],
    ['UntagResource', { TagKeys: ['team'] }],
  ] as const)('%s: by the ARN that the table is described with', async (name, rest) => {
    const { sent } = await ask(operations[name], [E.right(answers[name])])
    expect(sent).toEqual([
      { operation: 'DescribeTable', input: { TableName: 'users' } },
      { operation: name, input: { ResourceArn: arn, ...rest } },
    ])
    const named = await ask(operations[name], [E.right({})], { tableName: () => arn })
    expect(named.sent).toEqual([{ operation: name, input: { ResourceArn: arn, ...rest } }])
  })
})

// -----------------------------------------------------------------------------
// answers
// -----------------------------------------------------------------------------

const described = async (change: object) => {
  const Table = { ...(answers.DescribeTable as { readonly Table: object }).Table, ...change }
  const { answer } = await ask(operations.DescribeTable, [E.right({ Table })])
  return E.isRight(answer) ? answer.right : expect.fail(JSON.stringify(answer))
}
const settingsOf = async (change: object) => (await described(change)).settings
const places = async (change: object) => {
  const Table = { ...(answers.DescribeTable as { readonly Table: object }).Table, ...change }
  const { answer } = await ask(operations.DescribeTable, [E.right({ Table })])
  return E.isLeft(answer) && answer.left._tag === 'InvalidAnswer'
    ? answer.left.mismatches.map(({ path }) => path.join('.'))
    : expect.fail(JSON.stringify(answer))
}

const index = (name: string, rest: object = {}) => ({
  IndexName: name,
  IndexStatus: 'ACTIVE',
  KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
  Projection: { ProjectionType: 'ALL' },
  ...rest,
})

describe('settings of a description', () => {
  it.each<readonly [string, object, object]>([
    ['nothing', {}, {}],
    ['nulls', { BillingModeSummary: null, StreamSpecification: null, SSEDescription: null }, {}],
    ['on demand', { BillingModeSummary: { BillingMode: 'PAY_PER_REQUEST' } }, { billing: 'onDemand' }],
    ['on demand by its capacity', { ProvisionedThroughput: units(0, 0) }, { billing: 'onDemand' }],
    ['always provisioned', { ProvisionedThroughput: units(5, 6) }, { billing: { read: 5, write: 6 } }],
    [
      'provisioned again',
      { BillingModeSummary: { BillingMode: 'PROVISIONED' }, ProvisionedThroughput: units(5, 6) },
      { billing: { read: 5, write: 6 } },
    ],
    ['another billing', { BillingModeSummary: { BillingMode: 'FLAT' }, ProvisionedThroughput: units(5, 6) }, {}],
    ['a stream that is off', { StreamSpecification: { StreamEnabled: false } }, {}],
    ['a stream', { StreamSpecification: { StreamEnabled: true, StreamViewType: 'OLD_IMAGE' } }, { stream: 'old' }],
    ['encryption that is off', { SSEDescription: { Status: 'DISABLED', SSEType: 'KMS' } }, {}],
    ['encryption', { SSEDescription: { Status: 'ENABLED', SSEType: 'KMS' } }, { encryption: 'kms' }],
    [
      'encryption by a key',
      { SSEDescription: { Status: 'ENABLED', SSEType: 'KMS', KMSMasterKeyArn: 'arn:k' } },
      { encryption: { key: 'arn:k' } },
    ],
    ['protection', { DeletionProtectionEnabled: true }, { deletionProtection: true }],
    [
      'a class',
      { TableClassSummary: { TableClass: 'STANDARD_INFREQUENT_ACCESS' } },
      { tableClass: 'infrequentAccess' },
    ],
  ])('%s', async (_, change, settings) => {
    expect(await settingsOf(change)).toEqual({ ...plain, ...settings })
  })

  it('what is not known is left out', async () => {
    const { stream: _s, ...noStream } = plain
    expect(await settingsOf({ StreamSpecification: { StreamEnabled: true, StreamViewType: 'X' } })).toEqual(noStream)
    const { encryption: _e, ...noEncryption } = plain
    expect(await settingsOf({ SSEDescription: { Status: 'ENABLED', SSEType: 'X' } })).toEqual(noEncryption)
    const { tableClass: _t, ...noClass } = plain
    expect(await settingsOf({ TableClassSummary: { TableClass: 'X' } })).toEqual(noClass)
  })

  it('capacity of indexes, where the table is provisioned', async () => {
    const GlobalSecondaryIndexes = [
      index('own', { ProvisionedThroughput: units(1, 2) }),
      index('none', { ProvisionedThroughput: units(0, 0) }),
      index('unsaid'),
    ]
    const provisioned = { ProvisionedThroughput: units(5, 6), GlobalSecondaryIndexes }
    expect((await settingsOf(provisioned)).indexThroughput).toEqual({ own: { read: 1, write: 2 } })
    const onDemand = { BillingModeSummary: { BillingMode: 'PAY_PER_REQUEST' }, GlobalSecondaryIndexes }
    expect(await settingsOf(onDemand)).toEqual({ ...plain, billing: 'onDemand' })
  })

  it.each<readonly [object, string]>([
    [{ BillingModeSummary: 5 }, 'BillingModeSummary'],
    [{ BillingModeSummary: { BillingMode: 5 } }, 'BillingModeSummary.BillingMode'],
    [{ ProvisionedThroughput: [] }, 'ProvisionedThroughput'],
    [{ ProvisionedThroughput: { ReadCapacityUnits: '5' } }, 'ProvisionedThroughput.ReadCapacityUnits'],
    [{ ProvisionedThroughput: units(1, 0.5) }, 'ProvisionedThroughput.WriteCapacityUnits'],
    [{ StreamSpecification: 'on' }, 'StreamSpecification'],
    [{ StreamSpecification: { StreamEnabled: 'true' } }, 'StreamSpecification.StreamEnabled'],
    [{ StreamSpecification: { StreamEnabled: true, StreamViewType: 1 } }, 'StreamSpecification.StreamViewType'],
    [{ SSEDescription: { Status: 1 } }, 'SSEDescription.Status'],
    [{ SSEDescription: { SSEType: 1 } }, 'SSEDescription.SSEType'],
    [{ SSEDescription: { KMSMasterKeyArn: 1 } }, 'SSEDescription.KMSMasterKeyArn'],
    [{ DeletionProtectionEnabled: 1 }, 'DeletionProtectionEnabled'],
    [{ TableClassSummary: 'STANDARD' }, 'TableClassSummary'],
    [{ TableClassSummary: { TableClass: 1 } }, 'TableClassSummary.TableClass'],
    [{ GlobalSecondaryIndexes: [index('i', { IndexStatus: 5 })] }, 'GlobalSecondaryIndexes.0.IndexStatus'],
  ])('rubbish: %j', async (change, place) => {
    expect(await places(change)).toContain(`Table.${place}`)
  })
})

describe('statuses', () => {
  it.each([
    'CREATING',
    'UPDATING',
    'ACTIVE',
    'DELETING',
    'INACCESSIBLE_ENCRYPTION_CREDENTIALS',
    'REPLICATION_NOT_AUTHORIZED',
    'ARCHIVING',
    'ARCHIVED',
  ])('%s', async (status) => {
    expect((await described({ TableStatus: status })).status).toBe(status)
  })

  it('indexes that are pending; one that is deleted is one no more, whatever its key was', async () => {
    const gone = index('gone', { IndexStatus: 'DELETING', KeySchema: [{ AttributeName: 'x', KeyType: 'HASH' }] })
    const { schema, pending } = await described({
      GlobalSecondaryIndexes: [
        index('ready'),
        index('unsaid', { IndexStatus: undefined }),
        index('filling', { IndexStatus: 'CREATING', Backfilling: true }),
        index('changing', { IndexStatus: 'UPDATING' }),
        index('odd', { IndexStatus: 'NEVER_SEEN' }),
        gone,
      ],
    })
    expect(schema.indexes.map(({ name }) => name)).toEqual(['ready', 'unsaid', 'filling', 'changing', 'odd'])
    expect(pending).toEqual([
      { name: 'filling', status: 'CREATING', backfilling: true },
      { name: 'changing', status: 'UPDATING', backfilling: false },
      { name: 'odd', status: 'OTHER', backfilling: false },
      { name: 'gone', status: 'DELETING', backfilling: false },
    ])
  })
})

describe('time to live and backups', () => {
  it.each(['ENABLING', 'ENABLED', 'DISABLING', 'DISABLED'])('%s', async (TimeToLiveStatus) => {
    const { answer } = await ask(operations.DescribeTimeToLive, [
      E.right({ TimeToLiveDescription: { TimeToLiveStatus } }),
    ])
    expect(answer).toEqual(E.right({ status: TimeToLiveStatus }))
  })

  it('backups of which nothing is said are off', async () => {
    const ContinuousBackupsDescription = { ContinuousBackupsStatus: 'ENABLED' }
    const { answer } = await ask(operations.DescribeContinuousBackups, [E.right({ ContinuousBackupsDescription })])
    expect(answer).toEqual(E.right({ enabled: false }))
  })

  it.each<readonly ['DescribeTimeToLive' | 'UpdateTimeToLive' | 'UpdateContinuousBackups', object]>([
    ['DescribeTimeToLive', {}],
    ['DescribeTimeToLive', { TimeToLiveDescription: { TimeToLiveStatus: 'ON' } }],
    ['DescribeTimeToLive', { TimeToLiveDescription: { TimeToLiveStatus: 'ENABLED', AttributeName: 5 } }],
    ['UpdateTimeToLive', {}],
    ['UpdateContinuousBackups', {}],
    ['UpdateContinuousBackups', { ContinuousBackupsDescription: { PointInTimeRecoveryDescription: 'ENABLED' } }],
    ['UpdateContinuousBackups', { ContinuousBackupsDescription: { PointInTimeRecoveryDescription: {} } }],
  ])('%s: rubbish: %j', async (name, rubbish) => {
    const { answer } = await ask(operations[name], [E.right(rubbish)])
    expect(answer).toMatchObject(E.left({ _tag: 'InvalidAnswer', operation: name }))
  })
})

describe('tags', () => {
  const { ListTagsOfResource } = operations
  const page = (answer: object) => E.right({ ...(answers.ListTagsOfResource as object), Tags: [], ...answer })

  it('of several pages, asked for one after another', async () => {
    const { answer, sent } = await ask(ListTagsOfResource, [
      page({}),
      page({ Tags: [{ Key: 'a', Value: '1' }], NextToken: 'x' }),
      page({ Tags: [], NextToken: 'y' }),
      page({ Tags: [{ Key: '__proto__', Value: '' }], NextToken: null }),
    ])
    expect(E.isRight(answer) && Object.entries(answer.right.tags)).toEqual([
      ['a', '1'],
      ['__proto__', ''],
    ])
    expect(sent.slice(1).map((s) => s.input)).toEqual([
      { ResourceArn: arn },
      { ResourceArn: arn, NextToken: 'x' },
      { ResourceArn: arn, NextToken: 'y' },
    ])
  })

  it('that never end are no answer', async () => {
    const { answer, sent } = await ask(ListTagsOfResource, [page({ NextToken: 'again' })])
    expect(answer).toMatchObject(E.left({ _tag: 'InvalidAnswer', mismatches: [{ path: ['NextToken'] }] }))
    expect(sent.length).toBe(101)
  })

  it.each<readonly [object, string]>([
    [{ Tags: {} }, 'Tags'],
    [{ Tags: [5] }, 'Tags.0'],
    [{ Tags: [{ Key: '', Value: 'x' }] }, 'Tags.0.Key'],
    [{ Tags: [{ Key: 'x' }] }, 'Tags.0.Value'],
    [{ NextToken: 5 }, 'NextToken'],
    [{ Table: {} }, 'Table.TableArn'],
  ])('rubbish: %j', async (rubbish, place) => {
    const { answer } = await ask(ListTagsOfResource, [page(rubbish)])
    expect(answer).toMatchObject(E.left({ _tag: 'InvalidAnswer', operation: 'ListTagsOfResource' }))
    expect(JSON.stringify(answer)).toContain(JSON.stringify(place.split('.').map((s) => (s === '0' ? 0 : s))))
  })
})
