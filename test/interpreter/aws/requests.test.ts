import * as E from 'fp-ts/Either'
import { describe, expect, it } from 'vitest'
import type { Operation } from '../../../src/program/Operation'
import type { TableSchema } from '../../../src/value/TableSchema'
import { ask, at, equals, id, operations, plain, projection } from './stub'

/** What is sent for an operation. */
const input = async <Op extends Operation>(operation: Op) => {
  const { sent } = await ask(operation, [E.right({})], { retry: { attempts: 1 } })
  return sent.length === 1 && sent[0]?.operation === operation._tag ? sent[0].input : expect.fail('not sent once')
}

const {
  GetItem,
  PutItem,
  UpdateItem,
  DeleteItem,
  BatchGetItem,
  BatchWriteItem,
  TransactGetItems,
  TransactWriteItems,
  Query,
  Scan,
} = operations
const condition = equals('name', 'x')
const named = { ExpressionAttributeNames: { '#n0': 'name' }, ExpressionAttributeValues: { ':v0': { S: 'x' } } }

describe('one item', () => {
  it('GetItem', async () => {
    expect(await input(GetItem)).toEqual({ TableName: 'users', Key: id('ann') })
    expect(await input({ ...GetItem, consistent: true, projection: projection('name', 'age') })).toEqual({
      TableName: 'users',
      Key: id('ann'),
      ConsistentRead: true,
      ProjectionExpression: '#n0, #n1',
      ExpressionAttributeNames: { '#n0': 'name', '#n1': 'age' },
    })
  })

  it('PutItem', async () => {
    expect(await input(PutItem)).toEqual({ TableName: 'users', Item: PutItem.put.item })
    expect(
      await input({ ...PutItem, put: { ...PutItem.put, condition }, returning: 'old', itemOnFailure: true }),
    ).toEqual({
      TableName: 'users',
      Item: PutItem.put.item,
      ConditionExpression: '#n0 = :v0',
      ...named,
      ReturnValues: 'ALL_OLD',
      ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
    })
  })

  it('UpdateItem: condition and update share their placeholders', async () => {
    expect(
      await input({
        ...UpdateItem,
        update: { ...UpdateItem.update, condition: equals('age', '8') },
        itemOnFailure: true,
      }),
    ).toEqual({
      TableName: 'users',
      Key: id('ann'),
      UpdateExpression: 'SET #n0 = :v0',
      ConditionExpression: '#n0 = :v1',
      ExpressionAttributeNames: { '#n0': 'age' },
      ExpressionAttributeValues: { ':v0': { N: '8' }, ':v1': { S: '8' } },
      ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
    })
  })

  it.each([
    ['none', {}],
    ['old', { ReturnValues: 'ALL_OLD' }],
    ['new', { ReturnValues: 'ALL_NEW' }],
    ['updatedOld', { ReturnValues: 'UPDATED_OLD' }],
    ['updatedNew', { ReturnValues: 'UPDATED_NEW' }],
  ] as const)('UpdateItem returning %s', async (returning, values) => {
    expect(await input({ ...UpdateItem, returning })).toEqual({
      TableName: 'users',
      Key: id('ann'),
      UpdateExpression: 'SET #n0 = :v0',
      ExpressionAttributeNames: { '#n0': 'age' },
      ExpressionAttributeValues: { ':v0': { N: '8' } },
      ...values,
    })
  })

  it('DeleteItem', async () => {
    expect(await input({ ...DeleteItem, delete: { ...DeleteItem.delete, condition }, returning: 'old' })).toEqual({
      TableName: 'users',
      Key: id('ann'),
      ConditionExpression: '#n0 = :v0',
      ...named,
      ReturnValues: 'ALL_OLD',
    })
  })
})

describe('many items', () => {
  it('BatchGetItem: the keys of each table, its own placeholders', async () => {
    const teams = { table: 'teams', keys: [id('red')], consistent: true, projection: projection('name') }
    expect(await input({ ...BatchGetItem, tables: [...BatchGetItem.tables, teams] })).toEqual({
      RequestItems: {
        users: { Keys: [id('ann'), id('bob')] },
        teams: {
          Keys: [id('red')],
          ConsistentRead: true,
          ProjectionExpression: '#n0',
          ExpressionAttributeNames: { '#n0': 'name' },
        },
      },
    })
  })

  it('BatchWriteItem: the writes of each table together', async () => {
    const writes = [...BatchWriteItem.writes, { _tag: 'Delete', table: 'users', key: id('bob') } as const]
    expect(await input({ ...BatchWriteItem, writes })).toEqual({
      RequestItems: {
        users: [{ PutRequest: { Item: { ...id('ann'), age: { N: '7' } } } }, { DeleteRequest: { Key: id('bob') } }],
        teams: [{ DeleteRequest: { Key: id('red') } }],
      },
    })
  })

  it('a table may be called __proto__', async () => {
    const sent = await input({
      ...BatchGetItem,
      tables: [{ table: '__proto__', keys: [id('ann')], consistent: false }],
    })
    expect(JSON.stringify(sent)).toBe('{"RequestItems":{"__proto__":{"Keys":[{"id":{"S":"ann"}}]}}}')
  })

  it('TransactGetItems', async () => {
    expect(
      await input({ ...TransactGetItems, gets: [{ table: 'users', key: id('ann'), projection: projection('name') }] }),
    ).toEqual({
      TransactItems: [
        {
          Get: {
            TableName: 'users',
            Key: id('ann'),
            ProjectionExpression: '#n0',
            ExpressionAttributeNames: { '#n0': 'name' },
          },
        },
      ],
    })
  })

  it('TransactWriteItems: all four actions in order, with the token', async () => {
    const check = { _tag: 'Check', table: 'teams', key: id('red'), condition } as const
    const actions = [...TransactWriteItems.actions, { ...DeleteItem.delete, key: id('cid') }, check]
    const onFailure = { ReturnValuesOnConditionCheckFailure: 'ALL_OLD' }
    expect(await input({ ...TransactWriteItems, actions, itemOnFailure: true })).toEqual({
      ClientRequestToken: 'token',
      TransactItems: [
        { Put: { TableName: 'users', Item: PutItem.put.item, ...onFailure } },
        {
          Update: {
            TableName: 'users',
            Key: id('bob'),
            UpdateExpression: 'SET #n0 = :v0',
            ExpressionAttributeNames: { '#n0': 'age' },
            ExpressionAttributeValues: { ':v0': { N: '8' } },
            ...onFailure,
          },
        },
        { Delete: { TableName: 'users', Key: id('cid'), ...onFailure } },
        {
          ConditionCheck: {
            TableName: 'teams',
            Key: id('red'),
            ConditionExpression: '#n0 = :v0',
            ...named,
            ...onFailure,
          },
        },
      ],
    })
  })

  it("TransactWriteItems: the request's own token, and a check that always holds", async () => {
    const actions = [{ _tag: 'Check', table: 'users', key: id('ann'), condition: { _tag: 'Always' } } as const]
    expect(await input({ ...TransactWriteItems, actions, token: 'mine' })).toEqual({
      ClientRequestToken: 'mine',
      TransactItems: [
        {
          ConditionCheck: {
            TableName: 'users',
            Key: id('ann'),
            ConditionExpression: 'attribute_exists (#n0) OR attribute_not_exists (#n0)',
            ExpressionAttributeNames: { '#n0': 'id' },
          },
        },
      ],
    })
  })
})

describe('pages', () => {
  it('Query', async () => {
    expect(await input(Query)).toEqual({
      TableName: 'users',
      KeyConditionExpression: '#n0 = :v0',
      ExpressionAttributeNames: { '#n0': 'id' },
      ExpressionAttributeValues: { ':v0': { S: 'ann' } },
    })
    expect(
      await input({
        ...Query,
        index: 'byName',
        filter: equals('age', 'ann'),
        projection: projection('id', 'age'),
        consistent: true,
        limit: 10,
        start: id('bob'),
        direction: 'backward',
      }),
    ).toEqual({
      TableName: 'users',
      IndexName: 'byName',
      KeyConditionExpression: '#n0 = :v0',
      FilterExpression: '#n1 = :v0',
      ProjectionExpression: '#n0, #n1',
      ExpressionAttributeNames: { '#n0': 'id', '#n1': 'age' },
      ExpressionAttributeValues: { ':v0': { S: 'ann' } },
      ConsistentRead: true,
      Limit: 10,
      ExclusiveStartKey: id('bob'),
      ScanIndexForward: false,
    })
  })

  it('a count', async () => {
    expect(await input({ ...Scan, select: 'count' })).toEqual({ TableName: 'users', Select: 'COUNT' })
  })

  it('a filter that no item passes is a count, answered as an empty page', async () => {
    const never = { ...Scan, index: 'byName', filter: { _tag: 'Never' }, limit: 5 } as const
    const { sent, answer } = await ask(never, [E.right({ Count: 5, ScannedCount: 5, LastEvaluatedKey: id('x') })])
    expect(sent[0]?.input).toEqual({ TableName: 'users', IndexName: 'byName', Limit: 5, Select: 'COUNT' })
    expect(answer).toEqual(E.right({ items: [], count: 0, scanned: 5, next: id('x') }))
  })

  it('a filter that no item passes is read with its projection, which may be refused', async () => {
    const never = { ...Scan, index: 'byName', filter: { _tag: 'Never' }, projection: projection('age') } as const
    const { sent, answer } = await ask(never, [E.right({ Items: [{}], Count: 1, ScannedCount: 1 })])
    expect(sent[0]?.input).toMatchObject({ IndexName: 'byName', ProjectionExpression: '#n0' })
    expect(answer).toEqual(E.right({ items: [], count: 0, scanned: 1 }))
  })

  it('Scan', async () => {
    expect(await input(Scan)).toEqual({ TableName: 'users' })
    expect(await input({ ...Scan, filter: condition, segment: { index: 0, total: 4 } })).toEqual({
      TableName: 'users',
      FilterExpression: '#n0 = :v0',
      ...named,
      Segment: 0,
      TotalSegments: 4,
    })
  })
})

describe('tables', () => {
  const schema: TableSchema = {
    name: 'games',
    key: { partition: [{ name: 'id', type: 'S' }], sort: [{ name: 'round', type: 'N' }] },
    indexes: [
      {
        name: 'byPlace',
        kind: 'global',
        key: {
          partition: [
            { name: 'country', type: 'S' },
            { name: 'city', type: 'S' },
          ],
          sort: [
            { name: 'round', type: 'N' },
            { name: 'id', type: 'S' },
          ],
        },
        projection: ['score', 'name'],
      },
      {
        name: 'byName',
        kind: 'global',
        key: { partition: [{ name: 'name', type: 'B' }], sort: [] },
        projection: 'keys',
      },
      {
        name: 'byScore',
        kind: 'local',
        key: { partition: [{ name: 'id', type: 'S' }], sort: [{ name: 'score', type: 'N' }] },
        projection: 'all',
      },
    ],
  }

  it('CreateTable: attributes once, keys of several attributes in order', async () => {
    expect(await input({ _tag: 'CreateTable', schema })).toEqual({
      TableName: 'games',
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: [
        { AttributeName: 'id', AttributeType: 'S' },
        { AttributeName: 'round', AttributeType: 'N' },
        { AttributeName: 'country', AttributeType: 'S' },
        { AttributeName: 'city', AttributeType: 'S' },
        { AttributeName: 'name', AttributeType: 'B' },
        { AttributeName: 'score', AttributeType: 'N' },
      ],
      KeySchema: [
        { AttributeName: 'id', KeyType: 'HASH' },
        { AttributeName: 'round', KeyType: 'RANGE' },
      ],
      GlobalSecondaryIndexes: [
        {
          IndexName: 'byPlace',
          KeySchema: [
            { AttributeName: 'country', KeyType: 'HASH' },
            { AttributeName: 'city', KeyType: 'HASH' },
            { AttributeName: 'round', KeyType: 'RANGE' },
            { AttributeName: 'id', KeyType: 'RANGE' },
          ],
          Projection: { ProjectionType: 'INCLUDE', NonKeyAttributes: ['score', 'name'] },
        },
        {
          IndexName: 'byName',
          KeySchema: [{ AttributeName: 'name', KeyType: 'HASH' }],
          Projection: { ProjectionType: 'KEYS_ONLY' },
        },
      ],
      LocalSecondaryIndexes: [
        {
          IndexName: 'byScore',
          KeySchema: [
            { AttributeName: 'id', KeyType: 'HASH' },
            { AttributeName: 'score', KeyType: 'RANGE' },
          ],
          Projection: { ProjectionType: 'ALL' },
        },
      ],
    })
  })

  it('what is created is described as it was asked for', async () => {
    const { answer } = await ask({ _tag: 'CreateTable', schema }, (sent) =>
      E.right({ TableDescription: { ...sent.input, TableStatus: 'CREATING', ItemCount: 0 } }),
    )
    expect(answer).toEqual(E.right({ schema, settings: plain, status: 'CREATING', pending: [], itemCount: 0 }))
  })

  it('DescribeTable, DeleteTable', async () => {
    expect(await input(operations.DescribeTable)).toEqual({ TableName: 'users' })
    expect(await input(operations.DeleteTable)).toEqual({ TableName: 'users' })
  })
})

describe('what is not sent', () => {
  it.each([
    [
      'an item that cannot be stored',
      { ...PutItem, put: { ...PutItem.put, item: { id: { N: 'NaN' } } } },
      'InvalidItem',
    ],
    ['a key that cannot be stored', { ...GetItem, key: { id: { SS: [] } } }, 'InvalidItem'],
    ['a path into nothing', { ...GetItem, projection: projection('') }, 'InvalidExpression'],
    [
      'two paths in one',
      { ...GetItem, projection: { _tag: 'Projection', paths: [at('a'), at('a')] } as const },
      'InvalidExpression',
    ],
    [
      'over 100 keys',
      {
        ...BatchGetItem,
        tables: [{ table: 'users', keys: Array.from({ length: 101 }, (_, i) => id(`${i}`)), consistent: false }],
      },
      'InvalidRequest',
    ],
    [
      'over 25 writes',
      {
        ...BatchWriteItem,
        writes: Array.from({ length: 26 }, (_, i) => ({ _tag: 'Delete', table: 'users', key: id(`${i}`) }) as const),
      },
      'InvalidRequest',
    ],
    ['no action', { ...TransactWriteItems, actions: [] }, 'InvalidRequest'],
    ['a token of 37 characters', { ...TransactWriteItems, token: 'x'.repeat(37) }, 'InvalidRequest'],
    ['a limit of 0', { ...Scan, limit: 0 }, 'InvalidRequest'],
  ])('%s', async (_, operation, tag) => {
    const { answer, sent } = await ask(operation, [E.right({})])
    expect(answer).toMatchObject({ _tag: 'Left', left: { _tag: tag } })
    expect(sent).toEqual([])
  })
})
