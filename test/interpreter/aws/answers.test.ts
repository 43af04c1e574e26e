import * as fc from 'fast-check'
import * as E from 'fp-ts/Either'
import { describe, expect, it } from 'vitest'
import type { OperationName } from '../../../src/program/Operation'
import { answers, ask, at, id, names, operations, plain, projection } from './stub'

const answerTo = async (name: OperationName, answer: unknown, overrides: object = {}) =>
  (await ask({ ...operations[name], ...overrides }, [E.right(answer)], { retry: { attempts: 2 } })).answer

/** The places that are wrong in an answer. */
const placesOf = async (name: OperationName, answer: unknown, overrides: object = {}) => {
  const read = await answerTo(name, answer, overrides)
  return E.isLeft(read) && read.left._tag === 'InvalidAnswer'
    ? read.left.mismatches.map(({ path }) => path.join('.'))
    : expect.fail(`taken for an answer: ${JSON.stringify(read)}`)
}

describe('what DynamoDB answers', () => {
  it.each([
    ['GetItem', { item: id('ann') }],
    ['PutItem', {}],
    ['UpdateItem', {}],
    ['DeleteItem', {}],
    ['BatchGetItem', { items: [{ table: 'users', item: id('ann') }], unprocessed: [] }],
    ['BatchWriteItem', { unprocessed: [] }],
    ['TransactGetItems', { items: [id('ann'), undefined] }],
    ['TransactWriteItems', {}],
    ['Query', { items: [id('ann')], count: 1, scanned: 1 }],
    ['Scan', { items: [id('ann')], count: 1, scanned: 2, next: id('ann') }],
    ['DeleteTable', {}],
    ['DescribeTimeToLive', { status: 'ENABLED', attribute: 'expires' }],
    ['UpdateTimeToLive', {}],
    ['DescribeContinuousBackups', { enabled: false }],
    ['UpdateContinuousBackups', { enabled: true }],
    ['ListTagsOfResource', { tags: { team: 'red' } }],
    ['TagResource', {}],
    ['UntagResource', {}],
  ] as const)('%s', async (name, output) => {
    expect(await answerTo(name, answers[name])).toEqual(E.right(output))
  })

  it('no item', async () => {
    expect(await answerTo('GetItem', {})).toEqual(E.right({}))
    expect(await answerTo('PutItem', {}, { returning: 'old' })).toEqual(E.right({}))
  })

  it('the values that a write was asked for, and no others', async () => {
    const Attributes = id('ann')
    expect(await answerTo('PutItem', { Attributes }, { returning: 'old' })).toEqual(E.right({ attributes: Attributes }))
    expect(await answerTo('PutItem', { Attributes })).toEqual(E.right({}))
  })

  it('a count has no items', async () => {
    expect(await answerTo('Query', { Count: 2, ScannedCount: 3 }, { select: 'count' })).toEqual(
      E.right({ items: [], count: 2, scanned: 3 }),
    )
  })

  it('an empty page that is not the last', async () => {
    expect(await answerTo('Scan', { Items: [], Count: 0, ScannedCount: 9, LastEvaluatedKey: id('x') })).toEqual(
      E.right({ items: [], count: 0, scanned: 9, next: id('x') }),
    )
  })

  it('a table', async () => {
    const { answer } = await ask(operations.DescribeTable, [E.right(answers.DescribeTable)])
    expect(answer).toEqual(
      E.right({
        schema: operations.CreateTable.schema,
        settings: plain,
        status: 'ACTIVE',
        pending: [],
        itemCount: 3,
      }),
    )
  })

  it('a table in a state that this library does not know', async () => {
    const Table = { ...(answers.DescribeTable as { Table: object }).Table, TableStatus: 'NEVER_SEEN' }
    expect(await answerTo('DescribeTable', { Table })).toMatchObject(E.right({ status: 'OTHER' }))
  })

  it('a table that is being deleted and is described no more', async () => {
    expect(await answerTo('DescribeTable', { Table: { TableName: 'users', TableStatus: 'DELETING' } })).toEqual(
      E.left({ _tag: 'TableNotFound', table: 'users' }),
    )
  })

  it('every kind of value, under every kind of name', async () => {
    const item = JSON.parse('{"id":{"S":"ann"},"__proto__":{"S":"x"},"constructor":{"S":""},"a.b[0]":{"NULL":true}}')
    item.values = {
      M: {
        n: { N: '-1.5E-10' },
        b: { B: new Uint8Array([1]) },
        buffer: { B: Buffer.from([1]) },
        bool: { BOOL: false },
        ss: { SS: ['a'] },
        ns: { NS: ['1'] },
        bs: { BS: [new Uint8Array()] },
        l: { L: [{ M: {} }, { L: [] }] },
      },
    }
    const { answer } = await ask(operations.GetItem, [E.right({ Item: item })])
    expect(E.isRight(answer) && answer.right.item).toBe(item)
  })
})

describe('rubbish', () => {
  it.each(names)('%s: no object', async (name) => {
    for (const rubbish of [undefined, null, 5, 'text', true, [], () => 1])
      expect(await placesOf(name, rubbish)).toContain('')
  })

  it.each(['BatchGetItem', 'BatchWriteItem', 'TransactGetItems', 'Query', 'Scan'] as const)(
    '%s: an empty answer',
    async (name) => {
      expect((await placesOf(name, {})).length).toBeGreaterThan(0)
    },
  )

  it.each([
    5,
    null,
    [],
    { a: null },
    { a: {} },
    { a: { S: 5 } },
    { a: { N: 5 } },
    { a: { N: 'x' } },
    { a: { N: '1'.repeat(39) } },
    { a: { Q: 'x' } },
    { a: { S: 'x', N: '1' } },
    { a: { B: 'AQ==' } },
    { a: { NULL: false } },
    { a: { BOOL: 'true' } },
    { a: { SS: [] } },
    { a: { SS: ['a', 1] } },
    { a: { NS: ['x'] } },
    { a: { BS: ['AQ=='] } },
    { a: { L: { S: 'x' } } },
    { a: { L: [{ S: 'x' }, null] } },
    { a: { M: [] } },
    { a: { M: { b: { S: null } } } },
    { a: { $unknown: ['Q', 'x'] } },
  ])('an item that is none: %j', async (rubbish) => {
    expect((await placesOf('GetItem', { Item: rubbish }))[0]).toMatch(/^Item/)
    expect((await placesOf('Query', { Items: [id('a'), rubbish], Count: 2, ScannedCount: 2 }))[0]).toMatch(/^Items\.1/)
    expect((await placesOf('BatchGetItem', { Responses: { users: [rubbish] } }))[0]).toMatch(/^Responses\.users\.0/)
    expect((await placesOf('TransactGetItems', { Responses: [{}, { Item: rubbish }] }))[0]).toMatch(
      /^Responses\.1\.Item/,
    )
    expect((await placesOf('PutItem', { Attributes: rubbish }, { returning: 'old' }))[0]).toMatch(/^Attributes/)
  })

  it('an item without bottom', async () => {
    let value: object = { S: 'x' }
    for (let i = 0; i < 100_000; i++) value = i % 2 === 0 ? { L: [value] } : { M: { a: value } }
    expect(await placesOf('GetItem', { Item: { a: value } })).not.toEqual([])
    const loop: { L: Array<object> } = { L: [] }
    loop.L.push(loop)
    expect(await placesOf('GetItem', { Item: { loop } })).not.toEqual([])
  })

  it('all that is wrong is said', async () => {
    const item = { a: { S: 1 }, b: { S: 'fine' }, c: { M: { d: { N: 'x' } } } }
    expect(await placesOf('Scan', { Items: [item], Count: -1, ScannedCount: '1', LastEvaluatedKey: [] })).toEqual([
      'Items.0.a',
      'Items.0.c.d',
      'Count',
      'ScannedCount',
      'LastEvaluatedKey',
    ])
  })

  it('pages that do not agree with themselves', async () => {
    expect(await placesOf('Scan', { Items: [], Count: 1, ScannedCount: 1 })).toEqual(['Count'])
    expect(await placesOf('Scan', { Items: [id('a')], Count: 1, ScannedCount: 0 })).toEqual(['ScannedCount'])
    expect(await placesOf('Scan', { Items: [], Count: 0, ScannedCount: 0, LastEvaluatedKey: {} })).toEqual([
      'LastEvaluatedKey',
    ])
  })

  it('another item than the one that was asked for', async () => {
    const projected = { projection: projection('age') }
    expect(await placesOf('GetItem', { Item: id('bob') })).toEqual(['Item.id'])
    expect(await placesOf('GetItem', { Item: { age: { N: '7' } } })).toEqual(['Item.id'])
    expect(await placesOf('GetItem', { Item: id('bob') }, projected)).toEqual(['Item.id'])
    expect(await placesOf('GetItem', { Item: {} }, { projection: projection('id') })).toEqual(['Item.id'])
    expect(await answerTo('GetItem', { Item: {} }, projected)).toEqual(E.right({ item: {} }))
    expect(await answerTo('GetItem', { Item: { n: { N: '1.0' } } }, { key: { n: { N: '1' } } })).toMatchObject(
      E.right({ item: { n: { N: '1.0' } } }),
    )
    expect(await placesOf('TransactGetItems', { Responses: [{ Item: id('red') }, { Item: id('ann') }] })).toContain(
      'Responses.0.Item.id',
    )
    expect(await placesOf('Query', { Items: [id('ann'), id('bob')], Count: 2, ScannedCount: 2 })).toEqual([
      'Items.1.id',
    ])
    expect((await answerTo('Query', { Items: [{}], Count: 1, ScannedCount: 1 }, projected))._tag).toBe('Right')
    const Attributes = id('bob')
    for (const returning of ['old', 'new'] as const)
      expect(await placesOf('UpdateItem', { Attributes }, { returning })).toEqual(['Attributes.id'])
    expect(await placesOf('DeleteItem', { Attributes }, { returning: 'old' })).toEqual(['Attributes.id'])
  })

  it('an update that leaves an item, and answers none', async () => {
    const { update } = operations.UpdateItem
    const withActions = (...actions: ReadonlyArray<object>) => ({
      returning: 'new',
      update: { ...update, update: { _tag: 'Update', actions } },
    })
    const removal = { _tag: 'Remove', path: at('age') }
    expect(await placesOf('UpdateItem', {}, { returning: 'new' })).toEqual(['Attributes'])
    expect(await placesOf('UpdateItem', {}, withActions())).toEqual(['Attributes'])
    expect(await answerTo('UpdateItem', {}, withActions(removal))).toEqual(E.right({}))
    for (const returning of ['old', 'updatedOld', 'updatedNew'])
      expect(await answerTo('UpdateItem', {}, { returning })).toEqual(E.right({}))
  })

  it('transactions that answer another number of reads', async () => {
    expect(await placesOf('TransactGetItems', { Responses: [{}] })).toEqual(['Responses'])
    expect(await placesOf('TransactGetItems', { Responses: [{}, null] })).toEqual(['Responses.1'])
  })

  it('batches of what was not asked for', async () => {
    expect(await placesOf('BatchGetItem', { Responses: { others: [] } })).toEqual(['Responses'])
    expect(await placesOf('BatchGetItem', { Responses: { users: [1, 2, 3].map(() => id('x')) } })).toEqual([
      'Responses.users',
    ])
    expect(await placesOf('BatchGetItem', { Responses: { users: [id('cid')] } })).toEqual(['Responses.users'])
    expect(await placesOf('BatchGetItem', { Responses: { users: [id('ann'), id('ann')] } })).toEqual([
      'Responses.users',
    ])
    expect(
      await placesOf('BatchGetItem', {
        Responses: { users: [id('ann')] },
        UnprocessedKeys: { users: { Keys: [id('ann')] } },
      }),
    ).toEqual(['Responses.users'])
    expect(
      await placesOf('BatchGetItem', { Responses: {}, UnprocessedKeys: { users: { Keys: [id('cid')] } } }),
    ).toEqual(['UnprocessedKeys.users.Keys'])
    expect(
      await placesOf('BatchGetItem', { Responses: {}, UnprocessedKeys: { users: { Keys: [id('ann'), id('ann')] } } }),
    ).toEqual(['UnprocessedKeys.users.Keys'])
    expect(
      await placesOf('BatchWriteItem', { UnprocessedItems: { users: [{ DeleteRequest: { Key: id('ann') } }] } }),
    ).toEqual(['UnprocessedItems'])
    expect(await placesOf('BatchWriteItem', { UnprocessedItems: { users: [{}] } })).toEqual([
      'UnprocessedItems.users.0.DeleteRequest',
      'UnprocessedItems.users.0.DeleteRequest.Key',
    ])
  })

  it('descriptions', async () => {
    const good = (answers.DescribeTable as { Table: object }).Table
    const places = (change: object) => placesOf('DescribeTable', { Table: { ...good, ...change } })
    expect(await places({ TableName: 'others' })).toEqual(['Table.TableName'])
    expect(await places({ TableStatus: 5 })).toEqual(['Table.TableStatus'])
    expect(await places({ ItemCount: 0.5 })).toEqual(['Table.ItemCount'])
    expect(await places({ KeySchema: [] })).toEqual(['Table.KeySchema'])
    expect(await places({ KeySchema: [{ AttributeName: 'id', KeyType: 'HASHED' }] })).toContain(
      'Table.KeySchema.0.KeyType',
    )
    expect(await places({ AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'SS' }] })).toContain(
      'Table.AttributeDefinitions.0.AttributeType',
    )
    expect(await places({ GlobalSecondaryIndexes: [{}] })).toContain('Table.GlobalSecondaryIndexes.0.IndexName')
    expect(
      await places({
        LocalSecondaryIndexes: [
          {
            IndexName: 'i',
            KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
            Projection: { ProjectionType: 'X' },
          },
        ],
      }),
    ).toEqual(['Table.LocalSecondaryIndexes.0.Projection.ProjectionType'])
  })
})

// -----------------------------------------------------------------------------
// anything
// -----------------------------------------------------------------------------

/** Any JSON, but with the names that answers have, so that it gets somewhere. */
const field = fc.constantFrom(
  ...['Item', 'Items', 'Attributes', 'Count', 'ScannedCount', 'LastEvaluatedKey', 'Responses', 'UnprocessedKeys'],
  ...['UnprocessedItems', 'users', 'teams', 'Keys', 'PutRequest', 'DeleteRequest', 'Key', 'Table', 'TableDescription'],
  ...['KeySchema', 'AttributeDefinitions', 'TableName', 'TableStatus', 'GlobalSecondaryIndexes', 'Projection', 'id'],
  ...['BillingModeSummary', 'ProvisionedThroughput', 'StreamSpecification', 'SSEDescription', 'TableClassSummary'],
  ...['TableArn', 'Tags', 'Value', 'NextToken', 'TimeToLiveDescription', 'ContinuousBackupsDescription', 'Status'],
  ...['StreamDescription', 'StreamArn', 'StreamStatus', 'Shards', 'ShardId', 'SequenceNumberRange', 'ShardIterator'],
  ...['Records', 'eventName', 'dynamodb', 'NewImage', 'SequenceNumber', 'userIdentity', 'NextShardIterator'],
  ...['S', 'N', 'B', 'BOOL', 'NULL', 'SS', 'NS', 'BS', 'L', 'M', '__proto__', 'constructor', 'AttributeName'],
)
const { json } = fc.letrec<{ json: unknown }>((tie) => ({
  json: fc.oneof(
    { maxDepth: 6, withCrossShrink: true },
    fc.constantFrom(null, undefined, true, 0, 1, -1, 0.5, '', 'x', '1', 'users', 'ACTIVE', 'HASH', new Uint8Array(1)),
    fc.array(tie('json'), { maxLength: 3 }),
    fc
      .uniqueArray(fc.tuple(field, tie('json')), { maxLength: 5, selector: ([name]) => name })
      .map((entries) => Object.fromEntries(entries)),
  ),
}))

describe('anything at all', () => {
  it.each(names)('%s: an answer, or InvalidAnswer', (name) =>
    fc.assert(
      fc.asyncProperty(json, async (answer) => {
        const read = await answerTo(name, answer)
        return E.isRight(read) || read.left._tag === 'InvalidAnswer' || read.left._tag === 'TableNotFound'
      }),
      { numRuns: 300 },
    ),
  )
})
