import * as fc from 'fast-check'
import * as E from 'fp-ts/Either'
import { describe, expect, it } from 'vitest'
import { aws, type ServiceError } from '../../../src/aws'
import { backoff, defaultRetry } from '../../../src/interpreter/aws/retry'
import type { Operation, OperationName } from '../../../src/program/Operation'
import { answers, ask, at, equals, names, operations, quick, service, stub } from './stub'

const throttled = service('ThrottlingException')
const unknown: ReadonlyArray<ServiceError> = [
  service('InternalServerError', { status: 500 }),
  { _tag: 'Network', message: 'reset' },
  { _tag: 'TimedOut', milliseconds: 1 },
]

/** How often an operation was sent when it first failed so, and how it ended. */
const sentAfter = async <Op extends Operation>(operation: Op, error: ServiceError) => {
  const { answer, sent } = await ask(operation, [E.left(error), E.right(answers[operation._tag])])
  return { times: sent.length, ended: answer._tag, sent }
}

const again = { times: 2, ended: 'Right' }
/** Tags are asked for by the ARN, which is a request of its own. */
const againAndArn = { times: 3, ended: 'Right' }
const tagging: ReadonlyArray<OperationName> = ['ListTagsOfResource', 'TagResource', 'UntagResource']
const never = { times: 1, ended: 'Left' }

describe('backoff', () => {
  it('doubles up to the cap, with full jitter', () => {
    const waits = backoff({ ...defaultRetry, baseMilliseconds: 50, capMilliseconds: 300, random: () => 0.5 })
    expect([0, 1, 2, 3, 4, 50].map(waits)).toEqual([25, 50, 100, 150, 150, 150])
  })

  it('is never over the cap', () =>
    fc.assert(
      fc.property(fc.nat(2000), fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }), (n, part) => {
        const wait = backoff({ ...defaultRetry, random: () => part })(n)
        return wait >= 0 && wait < defaultRetry.capMilliseconds
      }),
    ))
})

describe('repetition', () => {
  it.each(names)('%s: after a refusal for the moment, always', async (name) => {
    for (const error of [throttled, { _tag: 'Network', message: 'refused', unsent: true } as const])
      expect(await sentAfter(operations[name], error)).toMatchObject(tagging.includes(name) ? againAndArn : again)
  })

  it.each([
    'GetItem',
    'BatchGetItem',
    'TransactGetItems',
    'Query',
    'Scan',
    'DescribeTable',
    'DescribeTimeToLive',
    'DescribeContinuousBackups',
    'UpdateContinuousBackups',
    'ListTagsOfResource',
    'DescribeStream',
    'GetShardIterator',
    'GetRecords',
    'TagResource',
    'UntagResource',
    'PutItem',
    'UpdateItem',
    'DeleteItem',
    'BatchWriteItem',
    'TransactWriteItems',
  ] as const)('%s: after an unknown outcome, as it may be done twice', async (name) => {
    for (const error of unknown)
      expect(await sentAfter(operations[name], error)).toMatchObject(tagging.includes(name) ? againAndArn : again)
  })

  it.each(['CreateTable', 'UpdateTable', 'DeleteTable', 'UpdateTimeToLive'] as const)(
    '%s: not after an unknown outcome',
    async (name) => {
      for (const error of unknown) expect(await sentAfter(operations[name], error)).toMatchObject(never)
    },
  )

  it('writes with a condition: not after an unknown outcome', async () => {
    const { PutItem, UpdateItem, DeleteItem } = operations
    const condition = equals('name', 'x')
    for (const operation of [
      { ...PutItem, put: { ...PutItem.put, condition } },
      { ...UpdateItem, update: { ...UpdateItem.update, condition } },
      { ...DeleteItem, delete: { ...DeleteItem.delete, condition } },
    ]) {
      for (const error of unknown) expect(await sentAfter(operation, error)).toMatchObject(never)
      expect(await sentAfter(operation, throttled)).toMatchObject(again)
    }
  })

  it('writes that answer old values: not after an unknown outcome', async () => {
    const { PutItem, UpdateItem, DeleteItem } = operations
    for (const operation of [
      { ...PutItem, returning: 'old' },
      { ...UpdateItem, returning: 'updatedOld' },
      { ...DeleteItem, returning: 'old' },
    ] as const)
      for (const error of unknown) expect(await sentAfter(operation, error)).toMatchObject(never)
  })

  it('updates that are not idempotent: not after an unknown outcome', async () => {
    const { UpdateItem } = operations
    const update: typeof UpdateItem.update = {
      ...UpdateItem.update,
      update: {
        _tag: 'Update',
        actions: [{ _tag: 'Add', path: at('age'), value: { _tag: 'Value', value: { N: '1' } } }],
      },
    }
    for (const error of unknown) expect(await sentAfter({ ...UpdateItem, update }, error)).toMatchObject(never)
    expect(await sentAfter({ ...UpdateItem, update }, throttled)).toMatchObject(again)
  })

  it('a transaction is repeated with the same token', async () => {
    let tokens = 0
    const { sent } = await ask(operations.TransactWriteItems, [E.left(throttled), E.right({})], {
      token: () => `token ${++tokens}`,
    })
    expect(sent.map(({ input }) => input)).toEqual([sent[0]?.input, sent[0]?.input])
    expect(sent[0]?.input).toMatchObject({ ClientRequestToken: 'token 1' })
  })

  it('a transaction is not repeated once the store has forgotten its token', async () => {
    const { transport, sent } = stub(() => E.left({ _tag: 'Network', message: 'lost' }))
    const times = [0, 0, 0, 599_999]
    const interpreter = quick(transport, { token: () => 'made', now: () => times.shift() ?? 600_000 })
    expect(await interpreter({ ...operations.TransactWriteItems, token: 'mine' })()).toEqual(
      E.left({ _tag: 'TokenExpired', token: 'mine', milliseconds: 600_000 }),
    )
    expect(sent.length).toBe(3)
  })

  it('a transaction that others got in the way of is repeated, one whose condition failed is not', async () => {
    const canceled = (...codes: ReadonlyArray<string>) =>
      service('TransactionCanceledException', { reasons: codes.map((Code) => ({ Code })) })
    expect(await sentAfter(operations.TransactWriteItems, canceled('None', 'TransactionConflict'))).toMatchObject(again)
    expect(await sentAfter(operations.TransactWriteItems, canceled('None', 'ThrottlingError'))).toMatchObject(again)
    expect(
      await sentAfter(operations.TransactWriteItems, canceled('ConditionalCheckFailed', 'TransactionConflict')),
    ).toMatchObject(never)
  })

  it.each(names)('%s: not after a refusal', async (name) => {
    for (const error of [
      service('ValidationException'),
      service('ResourceNotFoundException'),
      { _tag: 'Aborted' } as const,
      { _tag: 'Unreadable', message: '', text: '' } as const,
    ])
      expect(await sentAfter(operations[name], error)).toMatchObject(never)
  })

  it.each([1, 2, 5])('%d attempts', async (attempts) => {
    const { sent, answer } = await ask(operations.GetItem, [E.left(throttled)], { retry: { attempts } })
    expect(sent.length).toBe(attempts)
    expect(answer).toEqual(E.left({ _tag: 'Throttled', name: 'ThrottlingException' }))
  })

  it.each([0, -1, Number.NaN])('%d attempts are one', async (attempts) => {
    expect((await ask(operations.GetItem, [E.left(throttled)], { retry: { attempts } })).sent.length).toBe(1)
  })

  it('waits what the policy says', async () => {
    const waited: Array<number> = []
    const { transport } = stub([E.left(throttled)])
    const retry = { attempts: 4, baseMilliseconds: 10, capMilliseconds: 25, random: () => 1 }
    await aws({ transport, retry: { ...retry, sleep: async (ms) => void waited.push(ms) } })(operations.GetItem)()
    expect(waited).toEqual([10, 20, 25])
  })

  it.each([
    ['rejects', () => Promise.reject(new Error('no sleep'))],
    [
      'throws',
      () => {
        throw new Error('no sleep')
      },
    ],
  ])('a sleep that %s is no sleep', async (_, sleep) => {
    const { transport, sent } = stub([E.left(throttled), E.right({})])
    expect(await aws({ transport, retry: { sleep } })(operations.GetItem)()).toEqual(E.right({}))
    expect(sent.length).toBe(2)
  })
})
