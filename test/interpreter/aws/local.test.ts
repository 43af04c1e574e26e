import * as fc from 'fast-check'
import * as E from 'fp-ts/Either'
import { pipe } from 'fp-ts/function'
import { describe, expect, it } from 'vitest'
import * as A from '../../../src/codec'
import { refusing } from '../../../src/interpreter/local/refusing'
import { type LocalOptions, local, Patches, patched, type Switch, switches } from '../../../src/local'
import { inMemory } from '../../../src/memory'
import { model } from '../../../src/model'
import type { Interpreter, Middleware } from '../../../src/program/Interpreter'
import type { Operation, TableChange } from '../../../src/program/Operation'
import * as T from '../../../src/program/Table'
import { replying, serve } from './server'
import { always, answers, at, equals, id, names, operations, quick, service, stub } from './stub'

const retry = { sleep: () => Promise.resolve() }

describe('where it sends', () => {
  it('to a loopback endpoint, with dummies', async () => {
    let authorization = ''
    const server = await serve((request, response, body) => {
      authorization = String(request.headers.authorization)
      replying(200, JSON.stringify(answers.GetItem))(request, response, body)
    })
    expect(await local({ endpoint: server.endpoint })(operations.GetItem)()).toEqual(E.right({ item: id('ann') }))
    expect(authorization).toMatch(/Credential=local\/\d+\/us-east-1\/dynamodb/)
    await server.close()
  })

  it.each([
    'https://dynamodb.eu-west-1.amazonaws.com',
    'http://emulator:8000',
    'http://127.0.0.1.example.com',
    'http://10.0.0.1',
  ])('never dummies to %s', async (endpoint) => {
    const key = { accessKeyId: 'a', secretAccessKey: 'b' }
    const half: ReadonlyArray<LocalOptions> = [{}, { region: 'eu-west-1' }, { credentials: key }]
    for (const options of half)
      for (const name of names)
        expect(await local({ endpoint, retry, ...options })(operations[name])()).toMatchObject(
          E.left({ _tag: 'RequestRefused', name: 'MissingCredentials' }),
        )
  })

  it('to no endpoint that is none', async () => {
    expect(await local({ endpoint: ':::' })(operations.GetItem)()).toEqual(
      E.left({ _tag: 'RequestRefused', name: 'InvalidConfiguration', message: "the endpoint ':::' is not a URL" }),
    )
  })
})

describe('HTTP 500 for malformed input', () => {
  it('is a refusal, and not repeated', async () => {
    const { transport, sent } = stub([E.left(service('InternalFailure', { status: 500 }))])
    expect(await local({ transport, retry })(operations.GetItem)()).toMatchObject(
      E.left({ _tag: 'RequestRefused', name: 'InternalFailure' }),
    )
    expect(sent.length).toBe(1)
  })

  it('is none of DescribeTable, which is repeated', async () => {
    const { transport, sent } = stub([
      E.left(service('InternalFailure', { status: 500 })),
      E.right(answers.DescribeTable),
    ])
    expect(await local({ transport, retry })(operations.DescribeTable)()).toMatchObject({ _tag: 'Right' })
    expect(sent.length).toBe(2)
  })

  it('by another name is the failure that it is', async () => {
    const { transport } = stub([E.left(service('InternalServerError', { status: 500 }))])
    expect(await local({ transport, retry })(operations.GetItem)()).toMatchObject(E.left({ _tag: 'ServiceFailed' }))
  })
})

describe('updates', () => {
  const removal = {
    ...operations.UpdateItem,
    update: {
      ...operations.UpdateItem.update,
      update: { _tag: 'Update', actions: [{ _tag: 'Remove', path: at('age') }] },
    },
  } as const
  const guarded = { ...removal, update: { ...removal.update, condition: equals('name', 'x') } }
  const failed = service('ConditionalCheckFailedException')
  const failedOn = service('ConditionalCheckFailedException', { item: id('ann') })

  it('that only take away ask for the item to exist', async () => {
    const { transport, sent } = stub([E.right({})])
    await local({ transport })(guarded)()
    expect(sent[0]?.input).toMatchObject({
      ConditionExpression: 'attribute_exists(#n1) AND #n2 = :v0',
      ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
    })
  })

  it.each([
    ['no item, no condition', removal, failed, E.right({})],
    ['no item, a condition that fails for none', guarded, failed, E.left({ _tag: 'ConditionFailed', table: 'users' })],
    [
      'no item, a condition that holds for none',
      { ...guarded, update: { ...guarded.update, condition: { _tag: 'Missing', path: at('name') } } as const },
      failed,
      E.right({}),
    ],
    ['an item that fails', guarded, failedOn, E.left({ _tag: 'ConditionFailed', table: 'users' })],
    [
      'an item that fails, and is asked for',
      { ...guarded, itemOnFailure: true },
      failedOn,
      E.left({ _tag: 'ConditionFailed', table: 'users', item: id('ann') }),
    ],
  ])('that only take away: %s', async (_, operation, error, expected) => {
    const { transport } = stub([E.left(error)])
    expect(await local({ transport })(operation)()).toEqual(expected)
  })

  it('say what they consumed, where that is asked: of nothing the least of a write', async () => {
    const asking = { ...removal, returnConsumed: true }
    const nothing = stub([E.left(failed)])
    const consumed = [{ table: 'users', units: 1 }]
    expect(await local({ transport: nothing.transport })(asking)()).toEqual(E.right({ consumed }))
    const { transport } = stub([E.right({ ConsumedCapacity: { TableName: 'users', CapacityUnits: 1 } })])
    expect(await local({ transport })({ ...asking, returning: 'updatedNew' })()).toEqual(E.right({ consumed }))
  })

  it('that only take away what has no parent are refused, where there is no item', async () => {
    const path = { _tag: 'Path', attribute: 'm', segments: ['m', 'a'] } as const
    const nested = {
      ...removal,
      update: { ...removal.update, update: { _tag: 'Update', actions: [{ _tag: 'Remove', path }] } },
    } as const
    const { transport } = stub([E.left(failed)])
    expect(await local({ transport })(nested)()).toMatchObject(
      E.left({ _tag: 'RequestRefused', name: 'ValidationException' }),
    )
  })

  it.each([
    ['the key', { ...removal.update, update: { _tag: 'Update', actions: [{ _tag: 'Remove', path: at('id') }] } }],
    ['from no key', { ...removal.update, key: {} }],
  ] as const)('that only take away %s are sent as they are, to be refused', async (_, update) => {
    const { transport, sent } = stub([E.right({})])
    await local({ transport })({ ...removal, update: { ...update, condition: always } })()
    expect(sent[0]?.input).not.toHaveProperty('ConditionExpression')
  })

  it('that are none are refused', async () => {
    const { transport, sent } = stub([])
    const none = { ...operations.UpdateItem, update: {} } as unknown as typeof operations.UpdateItem
    expect(await local({ transport })(none)()).toMatchObject({ _tag: 'Left' })
    expect(sent).toEqual([])
  })

  it('others are sent as they are', async () => {
    const sent = async (run: typeof quick | typeof local) => {
      const s = stub([E.right({})])
      await (run === local ? local({ transport: s.transport }) : quick(s.transport))(operations.UpdateItem)()
      return s.sent
    }
    expect(await sent(local)).toEqual(await sent(quick))
  })

  it('answer what was updated, and no more', async () => {
    const path = { _tag: 'Path', attribute: 'm', segments: ['m', 'a'] } as const
    const value = { _tag: 'Value', value: { N: '1' } } as const
    const operation = {
      ...operations.UpdateItem,
      update: {
        ...operations.UpdateItem.update,
        condition: always,
        update: { _tag: 'Update', actions: [{ _tag: 'Set', path, value }] },
      },
      returning: 'updatedNew',
    } as const
    const { transport } = stub([E.right({ Attributes: { m: { M: { a: { N: '1' }, b: { N: '2' } } } } })])
    expect(await local({ transport })(operation)()).toEqual(E.right({ attributes: { m: { M: { a: { N: '1' } } } } }))
  })
})

describe('settings that emulators lack', () => {
  const schema = operations.CreateTable.schema
  const missing = E.left({ _tag: 'TableNotFound', table: 'users' })
  const noTable = service('ResourceNotFoundException')
  const refusal = (message: string) => E.left({ _tag: 'RequestRefused', name: 'ValidationException', message })

  /** An interpreter of a store that knows tables only, and what it sent. */
  const store = (options: LocalOptions = {}) => {
    const { transport, sent } = stub(({ operation, input }) =>
      operation === 'DescribeTable' || operation === 'CreateTable' || operation === 'DeleteTable'
        ? E.right(answers[operation])
        : E.left(service('UnknownOperationException', { message: JSON.stringify(input) })),
    )
    const interpreter = local({ ...options, transport })
    const { DescribeTimeToLive, UpdateTimeToLive, DescribeContinuousBackups, UpdateContinuousBackups } = operations
    return {
      interpreter,
      sent,
      timeToLive: (table = 'users') => interpreter({ ...DescribeTimeToLive, table })(),
      expire: (attribute: string, enabled: boolean) => interpreter({ ...UpdateTimeToLive, attribute, enabled })(),
      backups: (table = 'users') => interpreter({ ...DescribeContinuousBackups, table })(),
      backUp: (enabled: boolean) => interpreter({ ...UpdateContinuousBackups, enabled })(),
      tags: () => interpreter(operations.ListTagsOfResource)(),
    }
  }
  const on = (attribute?: string) =>
    E.right(attribute === undefined ? { status: 'ENABLED' } : { status: 'ENABLED', attribute })
  const off = E.right({ status: 'DISABLED' })

  it('time to live is off, or as it is said to be, and can be turned', async () => {
    const { timeToLive, expire, sent } = store({ timeToLive: { users: 'expires' } })
    expect(await timeToLive()).toEqual(on('expires'))
    expect(await expire('expires', true)).toEqual(refusal('TimeToLive is already enabled'))
    expect(await expire('other', true)).toEqual(refusal('TimeToLive is active on a different AttributeName'))
    expect(await expire('other', false)).toEqual(refusal('TimeToLive is active on a different AttributeName'))
    expect(await expire('expires', false)).toEqual(E.right({}))
    expect(await timeToLive()).toEqual(off)
    expect(await expire('expires', false)).toEqual(refusal('TimeToLive is already disabled'))
    expect(await expire('other', true)).toEqual(E.right({}))
    expect(await timeToLive()).toEqual(on('other'))
    expect(await expire('', true)).toMatchObject(E.left({ _tag: 'InvalidRequest' }))
    expect(new Set(sent.map(({ operation }) => operation))).toEqual(new Set(['DescribeTable']))
  })

  it('time to live that is on, nobody said by which attribute', async () => {
    const { timeToLive, expire } = store({ timeToLive: { users: true, teams: false } })
    expect(await timeToLive()).toEqual(on())
    expect(await expire('expires', true)).toEqual(E.right({}))
    expect(await timeToLive()).toEqual(on('expires'))
    expect(await expire('expires', true)).toEqual(refusal('TimeToLive is already enabled'))
    expect(await expire('other', false)).toEqual(refusal('TimeToLive is active on a different AttributeName'))
    const second = store({ timeToLive: { users: true } })
    expect(await second.expire('any', false)).toEqual(E.right({}))
    expect(await second.timeToLive()).toEqual(off)
  })

  it('a new table of a model with a time to live is bound where it was said to be on', async () => {
    const User = model({
      name: 'User',
      table: 'users',
      attributes: { id: A.string, expires: A.timestamp },
      key: { partition: 'id' },
      timeToLive: 'expires',
    })
    const held = switches<Switch>({ users: true })
    const bound = Patches.timeToLive(held)(inMemory())
    expect(await T.bind(User)(bound)()).toMatchObject(E.right([{ unverified: [] }]))
    expect(held.get('users')()).toBe('expires')
  })

  it('backups are off, or as they are said to be, and can be turned', async () => {
    const { backups, backUp, sent } = store({ backups: { users: true } })
    expect(await backups()).toEqual(E.right({ enabled: true }))
    expect(await backUp(false)).toEqual(E.right({ enabled: false }))
    expect(await backups()).toEqual(E.right({ enabled: false }))
    expect(await backUp(true)).toEqual(E.right({ enabled: true }))
    expect(await backups()).toEqual(E.right({ enabled: true }))
    expect(new Set(sent.map(({ operation }) => operation))).toEqual(new Set(['DescribeTable']))
  })

  it('a record is read once, and is not turned; switches are turned by both sides', async () => {
    const record = { users: true }
    const first = store({ backups: record })
    const second = store({ backups: record })
    await first.backUp(false)
    expect(record).toEqual({ users: true })
    expect(await second.backups()).toEqual(E.right({ enabled: true }))
    record.users = false
    expect(await second.backups()).toEqual(E.right({ enabled: true }))

    const held = switches<Switch>()
    const third = store({ timeToLive: held })
    expect(await third.timeToLive()).toEqual(off)
    held.set('users', true)()
    expect(await third.timeToLive()).toEqual(on())
    await third.expire('expires', false)
    expect(held.get('users')()).toBe(false)
    await third.expire('expires', true)
    expect(held.get('users')()).toBe('expires')
  })

  it('law: a switch is what it was last set to, and no other is turned', () =>
    fc.assert(
      fc.property(
        fc.dictionary(fc.string(), fc.oneof(fc.boolean(), fc.string())),
        fc.string(),
        fc.oneof(fc.boolean(), fc.string()),
        fc.string(),
        (initial, table, to, other) => {
          const all = switches<Switch>(initial)
          all.set(table, to)()
          const before = Object.hasOwn(initial, other) ? initial[other] : false
          return all.get(table)() === to && (other === table || all.get(other)() === before)
        },
      ),
    ))

  it('tags are kept: those of CreateTable, which is not sent them, and those that were given since', async () => {
    const { interpreter, tags, sent } = store()
    await interpreter({ _tag: 'CreateTable', schema })()
    expect(await tags()).toEqual(E.right({ tags: {} }))
    await interpreter({ _tag: 'CreateTable', schema, settings: { stream: 'keys', tags: { a: '1', b: '2' } } })()
    expect(sent.at(-1)?.input).toMatchObject({ StreamSpecification: { StreamEnabled: true } })
    expect(sent.at(-1)?.input).not.toHaveProperty('Tags')
    expect(await tags()).toEqual(E.right({ tags: { a: '1', b: '2' } }))
    expect(await interpreter({ ...operations.TagResource, tags: { b: '3', c: '' } })()).toEqual(E.right({}))
    expect(await interpreter({ ...operations.UntagResource, names: ['a', 'none'] })()).toEqual(E.right({}))
    expect(await tags()).toEqual(E.right({ tags: { b: '3', c: '' } }))
    expect(await interpreter({ ...operations.TagResource, tags: { '': 'x' } })()).toMatchObject(
      E.left({ _tag: 'InvalidRequest' }),
    )
    const many = Object.fromEntries(Array.from({ length: 49 }, (_, i) => [`t${i}`, '']))
    expect(await interpreter({ ...operations.TagResource, tags: many })()).toEqual(
      refusal('Number of Tags exceed the current limit for the provided ResourceArn'),
    )
    expect(await tags()).toEqual(E.right({ tags: { b: '3', c: '' } }))
  })

  it('of a table that was made elsewhere neither tags nor encryption nor class are known, until they are set here', async () => {
    const { interpreter, tags } = store()
    const described = async () => {
      const answer = await interpreter(operations.DescribeTable)()
      return E.isRight(answer) ? answer.right.settings : expect.fail(JSON.stringify(answer))
    }
    const notKnown = E.left({
      _tag: 'RequestRefused',
      name: 'UnknownOperationException',
      message: expect.stringMatching(/^The tags of a table are known /),
    })
    expect(await tags()).toEqual(notKnown)
    expect(await described()).toEqual({ deletionProtection: false, stream: 'off' })
    expect(await interpreter(operations.UntagResource)()).toEqual(E.right({}))
    expect(await tags()).toEqual(notKnown)
    expect(await interpreter({ ...operations.TagResource, tags: { a: '1' } })()).toEqual(E.right({}))
    expect(await tags()).toEqual(E.right({ tags: { a: '1' } }))
    await interpreter({ ...operations.UpdateTable, change: { _tag: 'Encryption', encryption: 'kms' } })()
    expect(await described()).toMatchObject({ encryption: 'kms' })
    expect(await described()).not.toHaveProperty('tableClass')
  })

  it('encryption and class are described as they were asked for', async () => {
    const { interpreter, sent } = store()
    const settings = { encryption: { key: 'k' }, tableClass: 'infrequentAccess' } as const
    const change = (c: TableChange) => interpreter({ ...operations.UpdateTable, change: c })()
    expect(await interpreter({ _tag: 'CreateTable', schema, settings })()).toMatchObject(E.right({ settings }))
    expect(await interpreter(operations.DescribeTable)()).toMatchObject(E.right({ settings }))
    const encrypted = E.right({ settings: { ...settings, encryption: 'kms' } })
    expect(await change({ _tag: 'Encryption', encryption: 'kms' })).toMatchObject(encrypted)
    expect(await change({ _tag: 'TableClass', tableClass: 'standard' })).toMatchObject(
      E.right({ settings: { encryption: 'kms', tableClass: 'standard' } }),
    )
    expect(sent.some(({ operation }) => operation === 'UpdateTable')).toBe(false)
    expect(await change({ _tag: 'Stream', stream: 'keys' })).toMatchObject(
      E.left({ _tag: 'RequestRefused', name: 'UnknownOperationException' }),
    )
  })

  it('a table that is deleted loses them', async () => {
    const { interpreter, timeToLive, backups, tags } = store({ timeToLive: { users: true }, backups: { users: true } })
    const settings = { encryption: 'kms', tableClass: 'infrequentAccess', tags: { a: '1' } } as const
    await interpreter({ _tag: 'CreateTable', schema, settings })()
    await interpreter(operations.DeleteTable)()
    expect(await timeToLive()).toEqual(off)
    expect(await backups()).toEqual(E.right({ enabled: false }))
    expect(await tags()).toMatchObject(E.left({ _tag: 'RequestRefused' }))
    expect(await interpreter(operations.DescribeTable)()).not.toHaveProperty('right.settings.encryption')
    await interpreter({ _tag: 'CreateTable', schema })()
    expect(await tags()).toEqual(E.right({ tags: {} }))
    expect(await interpreter(operations.DescribeTable)()).toMatchObject(
      E.right({ settings: { encryption: 'owned', tableClass: 'standard' } }),
    )
  })

  it('what is no switch is turned by nothing', async () => {
    const { interpreter, sent } = store()
    for (const operation of [operations.UpdateContinuousBackups, operations.UpdateTimeToLive])
      expect(await interpreter({ ...operation, enabled: 'yes' } as unknown as Operation)()).toMatchObject(
        E.left({ _tag: 'InvalidRequest' }),
      )
    expect(sent).toEqual([])
  })

  it.each([
    'DescribeTimeToLive',
    'UpdateTimeToLive',
    'DescribeContinuousBackups',
    'UpdateContinuousBackups',
    'ListTagsOfResource',
    'TagResource',
    'UntagResource',
  ] as const)('%s: of a table that is not there', async (name) => {
    const timeToLive = switches<Switch>({ users: true })
    const backups = switches({ users: true })
    const { transport } = stub([E.left(noTable)])
    const interpreter = local({ transport, timeToLive, backups })
    expect(await interpreter(operations[name])()).toEqual(missing)
    expect([timeToLive.get('users')(), backups.get('users')()]).toEqual([true, true])
  })

  it("the emulator's own are asked where that is said", async () => {
    const { transport, sent } = stub(({ operation }) => E.right(answers[operation as 'DescribeTimeToLive']))
    const interpreter = local({ transport, timeToLive: 'emulator', backups: 'emulator' })
    expect(await interpreter(operations.DescribeTimeToLive)()).toEqual(on('expires'))
    expect(await interpreter(operations.DescribeContinuousBackups)()).toEqual(E.right({ enabled: false }))
    expect(sent.map(({ operation }) => operation)).toEqual(['DescribeTimeToLive', 'DescribeContinuousBackups'])
  })

  it('everything else passes unchanged', async () => {
    const items = ['GetItem', 'PutItem', 'DeleteItem', 'BatchWriteItem', 'TransactGetItems', 'Query', 'Scan'] as const
    for (const name of items) {
      const plain = stub([E.right(answers[name])])
      const patches = stub([E.right(answers[name])])
      expect(await local({ transport: patches.transport })(operations[name])()).toEqual(
        await quick(plain.transport)(operations[name])(),
      )
      expect(patches.sent).toEqual(plain.sent)
    }
  })
})

describe('children of shards', () => {
  const { DescribeStream } = operations
  const childrenOf = 'shardId-parent'
  const { StreamDescription } = answers.DescribeStream as { readonly StreamDescription: object }
  const Shards = [
    { ShardId: childrenOf },
    { ShardId: 'one', ParentShardId: childrenOf },
    { ShardId: 'other', ParentShardId: 'one' },
  ]
  const all = E.right({ StreamDescription: { ...StreamDescription, Shards, LastEvaluatedShardId: 'other' } })

  it('are found among all, page after page', async () => {
    const { transport, sent } = stub([all])
    expect(await local({ transport })({ ...DescribeStream, childrenOf, limit: 3, start: 'x' })()).toMatchObject(
      E.right({ shards: [{ id: 'one', parent: childrenOf }], next: 'other' }),
    )
    expect(sent.map(({ input }) => input)).toEqual([
      { StreamArn: DescribeStream.stream, Limit: 3, ExclusiveStartShardId: 'x' },
    ])
  })

  it('are not looked for where the request is none, and all are answered where none are asked for', async () => {
    const { transport, sent } = stub([all])
    expect(await local({ transport })({ ...DescribeStream, childrenOf: '' })()).toMatchObject(
      E.left({ _tag: 'InvalidRequest' }),
    )
    expect(sent).toEqual([])
    expect(await local({ transport })(DescribeStream)()).toMatchObject(E.right({ shards: { length: 3 } }))
  })
})

describe('records', () => {
  const minutes = 60_000
  const made = 1_763_805_600_000
  const shard = `shardId-${String(made).padStart(20, '0')}-0a1b2c3d`
  const iteratorAfter = (age: number) =>
    `arn|001|${Buffer.from([shard, '1'.padStart(21, '0'), String(made + age).padStart(21, '0')].join('|')).toString('base64')}`
  const GetRecords = { ...operations.GetRecords, shard }
  const trimmed = E.left(service('TrimmedDataAccessException'))

  it('of a new shard are not trimmed: they are read from its beginning', async () => {
    const { transport, sent } = stub([trimmed, E.right(answers.GetShardIterator), E.right(answers.GetRecords)])
    const iterator = iteratorAfter(23 * 60 * minutes)
    expect(await local({ transport })({ ...GetRecords, iterator, limit: 7 })()).toMatchObject(
      E.right({ records: [{ event: 'INSERT' }], next: 'AAAB' }),
    )
    expect(sent.map(({ input }) => input)).toEqual([
      { ShardIterator: iterator, Limit: 7 },
      { StreamArn: GetRecords.stream, ShardId: shard, ShardIteratorType: 'TRIM_HORIZON' },
      { ShardIterator: 'AAAA', Limit: 7 },
    ])
  })

  it('of an old one are, and of one of which the age is not known', async () => {
    for (const iterator of [iteratorAfter(24 * 60 * minutes), 'junk', 'a|001|%%%', 'a|001|YQ==']) {
      const { transport, sent } = stub([trimmed])
      expect(await local({ transport })({ ...GetRecords, iterator })()).toMatchObject(
        E.left({ _tag: 'RecordsTrimmed' }),
      )
      expect(sent.length).toBe(1)
    }
    const { transport, sent } = stub([trimmed])
    const of = { ...operations.GetRecords, shard: 'shardId-x', iterator: iteratorAfter(0) }
    expect(await local({ transport })(of)()).toMatchObject(E.left({ _tag: 'RecordsTrimmed' }))
    expect(sent.length).toBe(1)
  })

  it('have their empty maps again, wherever they are', async () => {
    const written = {
      id: { S: 'ann' },
      m: {},
      inner: { M: { l: { L: [{}, { L: [] }, { M: { x: {} } }] }, M: {} } },
    }
    const meant = {
      id: { S: 'ann' },
      m: { M: {} },
      inner: { M: { l: { L: [{ M: {} }, { L: [] }, { M: { x: { M: {} } } }] }, M: { M: {} } } },
    }
    const dynamodb = { Keys: id('ann'), SequenceNumber: '1'.padStart(21, '0'), OldImage: written, NewImage: written }
    const Records = [{ eventName: 'MODIFY', dynamodb }]
    const { transport } = stub([E.right({ Records })])
    expect(await local({ transport })(GetRecords)()).toMatchObject(
      E.right({ records: [{ oldImage: meant, newImage: meant }] }),
    )
  })

  it('that are none stay so', async () => {
    for (const Records of [
      5,
      [null],
      [{ dynamodb: 5 }],
      [{ dynamodb: { NewImage: [{}] } }],
      [{ dynamodb: { OldImage: 5 } }],
    ]) {
      const { transport } = stub([E.right({ Records })])
      expect(await local({ transport })(GetRecords)()).toMatchObject(E.left({ _tag: 'InvalidAnswer' }))
    }
  })
})

describe('patches', () => {
  type Patch = Exclude<keyof typeof Patches, 'records'>
  const patches: { readonly [K in Patch]: Middleware } = {
    updates: Patches.updates,
    shards: Patches.shards,
    untrimmed: Patches.untrimmed,
    settings: Patches.settings(),
    tags: Patches.tags(),
    timeToLive: Patches.timeToLive(switches<Switch>({ users: true })),
    backups: Patches.backups(switches()),
  }

  it.each(names)('are what local is made of: %s', async (name) => {
    const operation: Operation =
      name === 'TransactWriteItems' ? { ...operations.TransactWriteItems, token: 't' } : operations[name]
    const twice = async (interpreter: Interpreter) => [await interpreter(operation)(), await interpreter(operation)()]
    const answering = () => stub(({ operation }) => E.right(answers[operation as 'GetItem']))
    const { transport, sent } = answering()
    const composed = answering()
    const made = pipe(
      quick(Patches.records(refusing(composed.transport))),
      Patches.updates,
      Patches.shards,
      Patches.untrimmed,
      Patches.settings(),
      Patches.tags(),
      Patches.timeToLive(switches<Switch>({ users: 'expires' })),
      Patches.backups(switches()),
    )
    expect(await twice(local({ transport, timeToLive: { users: 'expires' } }))).toEqual(await twice(made))
    expect(sent).toEqual(composed.sent)
  })

  // An interpreter that a user patched, and that does not keep its word.
  const removal = {
    ...operations.UpdateItem,
    update: {
      ...operations.UpdateItem.update,
      update: { _tag: 'Update', actions: [{ _tag: 'Remove', path: at('a') }] },
    },
    returning: 'updatedNew',
  } as const
  const path = { _tag: 'Path', attribute: 'm', segments: ['m', 'a'] } as const
  const nested = {
    ...removal,
    update: { ...removal.update, update: { _tag: 'Update', actions: [{ _tag: 'Remove', path }] } },
  } as const
  const asked: ReadonlyArray<Operation> = [...names.map((name) => operations[name]), removal, nested]
  const overridden: { readonly [K in Patch]: ReadonlyArray<Operation['_tag']> } = {
    updates: ['UpdateItem'],
    shards: ['DescribeStream'],
    untrimmed: ['GetRecords'],
    settings: ['CreateTable', 'DescribeTable', 'UpdateTable', 'DeleteTable'],
    tags: ['CreateTable', 'DeleteTable', 'ListTagsOfResource', 'TagResource', 'UntagResource'],
    timeToLive: ['DescribeTimeToLive', 'UpdateTimeToLive', 'DeleteTable'],
    backups: ['DescribeContinuousBackups', 'UpdateContinuousBackups', 'DeleteTable'],
  }
  const described = {
    schema: operations.CreateTable.schema,
    status: 'ACTIVE',
    pending: [],
    itemCount: 0,
  }
  const rubbish = fc.oneof(
    fc.anything().map((u) => () => () => Promise.resolve(u)),
    fc.anything().map((u) => () => () => Promise.resolve(E.right(u))),
    fc.anything().map((u) => () => () => Promise.resolve(E.left(u))),
    fc.anything().map((u) => () => u),
    fc
      .constantFrom<unknown>({ m: null }, { m: { M: null } }, { m: 3 }, { a: undefined })
      .map((attributes) => () => () => Promise.resolve(E.right({ attributes }))),
    fc
      .constantFrom<unknown>({ billing: null }, { encryption: 3 }, null, { tags: { a: 1 } })
      .map((settings) => () => () => Promise.resolve(E.right({ ...described, settings }))),
    fc.constant(() => () => Promise.reject(new Error('rejected'))),
    fc.constant(() => {
      throw new Error('thrown')
    }),
  )

  it.each(Object.keys(patches) as ReadonlyArray<Patch>)('%s: throws for nothing that it stands on', (name) =>
    fc.assert(
      fc.asyncProperty(
        rubbish,
        fc.constantFrom(...asked.filter(({ _tag }) => overridden[name].includes(_tag))),
        async (next, operation) => {
          const answer = await patches[name](next as unknown as Interpreter)(operation)()
          expect(answer).toMatchObject({ _tag: expect.stringMatching(/^(Left|Right)$/) })
          if (E.isLeft(answer)) expect(answer.left).toMatchObject({ _tag: expect.any(String) })
        },
      ),
      { numRuns: 500 },
    ),
  )
})

describe('patched', () => {
  it('overrides one operation, and leaves the others', async () => {
    const { transport } = stub([E.right(answers.GetItem)])
    const interpreter = patched({ DeleteTable: () => async () => E.right({}) })(quick(transport))
    expect(await interpreter(operations.DeleteTable)()).toEqual(E.right({}))
    expect(await interpreter(operations.GetItem)()).toEqual(E.right({ item: id('ann') }))
  })
})
