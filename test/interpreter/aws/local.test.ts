import * as E from 'fp-ts/Either'
import { describe, expect, it } from 'vitest'
import { controlled, type LocalOptions, local, patched } from '../../../src/local'
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
  const off = {
    ContinuousBackupsStatus: 'DISABLED',
    PointInTimeRecoveryDescription: { PointInTimeRecoveryStatus: 'DISABLED' },
  }
  const on = {
    ContinuousBackupsStatus: 'ENABLED',
    PointInTimeRecoveryDescription: { PointInTimeRecoveryStatus: 'ENABLED' },
  }

  it('backups are off, or as they are said to be, and can be switched', async () => {
    const { transport, sent } = stub([E.right({})])
    const through = controlled({ backups: { users: true } })(transport)
    const describe = (TableName: string) => through('DescribeContinuousBackups', { TableName })()
    expect(await describe('users')).toEqual(E.right({ ContinuousBackupsDescription: on }))
    expect(await describe('teams')).toEqual(E.right({ ContinuousBackupsDescription: off }))
    const PointInTimeRecoverySpecification = { PointInTimeRecoveryEnabled: true }
    await through('UpdateContinuousBackups', { TableName: 'teams', PointInTimeRecoverySpecification })()
    expect(await describe('teams')).toEqual(E.right({ ContinuousBackupsDescription: on }))
    expect(sent).toEqual([])
  })

  it('time to live: asked of the emulator, unless it is said', async () => {
    const { transport, sent } = stub([E.right({})])
    await controlled({})(transport)('DescribeTimeToLive', { TableName: 'users' })()
    expect(sent.length).toBe(1)
    const through = controlled({ timeToLive: {} })(transport)
    const describe = () => through('DescribeTimeToLive', { TableName: 'users' })()
    expect(await describe()).toEqual(E.right({ TimeToLiveDescription: { TimeToLiveStatus: 'DISABLED' } }))
    const TimeToLiveSpecification = { Enabled: true, AttributeName: 'expires' }
    await through('UpdateTimeToLive', { TableName: 'users', TimeToLiveSpecification })()
    expect(await describe()).toEqual(
      E.right({ TimeToLiveDescription: { TimeToLiveStatus: 'ENABLED', AttributeName: 'expires' } }),
    )
    expect(sent.length).toBe(1)
  })

  it('everything else passes unchanged', async () => {
    const { transport } = stub((sent) => E.right(sent))
    const through = controlled({ timeToLive: {}, backups: {} })(transport)
    expect(await through('DescribeTable', { TableName: 'users' })()).toEqual(
      E.right({ operation: 'DescribeTable', input: { TableName: 'users' } }),
    )
  })
})

describe('patched', () => {
  it('overrides one operation, and leaves the others', async () => {
    const { transport } = stub([E.right(answers.GetItem)])
    const interpreter = patched({ DeleteTable: () => async () => E.right({}) })(quick(transport))
    expect(await interpreter(operations.DeleteTable)()).toEqual(E.right({}))
    expect(await interpreter(operations.GetItem)()).toEqual(E.right({ item: id('ann') }))
  })
})
