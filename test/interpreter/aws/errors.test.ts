import * as E from 'fp-ts/Either'
import { describe, expect, it } from 'vitest'
import type { ServiceError } from '../../../src/aws'
import type { OperationName } from '../../../src/program/Operation'
import { answers, ask, id, names, operations, service, tableNames } from './stub'

/** The error that an operation makes of a failure; nothing is repeated. */
const errorOf = async (name: OperationName, error: ServiceError) => {
  const { answer } = await ask(operations[name], [E.left(error)], { retry: { attempts: 1 } })
  return E.isLeft(answer) ? answer.left : expect.fail('not a failure')
}

const onOne: ReadonlyArray<OperationName> = ['PutItem', 'UpdateItem', 'DeleteItem']

describe('what any operation makes of a failure', () => {
  it.each(names)('%s: throttling, by any of its names', async (name) => {
    for (const throttle of [
      'ProvisionedThroughputExceededException',
      'ThrottlingException',
      'RequestLimitExceeded',
      'LimitExceededException',
    ])
      expect(await errorOf(name, service(throttle))).toEqual({ _tag: 'Throttled', name: throttle })
    expect(await errorOf(name, service('Odd', { status: 429 }))).toEqual({ _tag: 'Throttled', name: 'Odd' })
  })

  it.each(names)('%s: refusals keep the name and message', async (name) => {
    for (const refusal of ['ValidationException', 'AccessDeniedException', 'UnrecognizedClientException', 'NeverSeen'])
      expect(await errorOf(name, service(refusal))).toEqual({
        _tag: 'RequestRefused',
        name: refusal,
        message: `${refusal} happened`,
      })
  })

  it.each(names)('%s: what the SDK refuses has no status', async (name) => {
    const error: ServiceError = { _tag: 'Service', name: 'CredentialsProviderError', message: 'none found' }
    expect(await errorOf(name, error)).toEqual({ ...error, _tag: 'RequestRefused' })
  })

  it.each(names)('%s: the failures of store, network, time and caller', async (name) => {
    expect(await errorOf(name, service('InternalServerError', { status: 500 }))).toEqual({
      _tag: 'ServiceFailed',
      name: 'InternalServerError',
      message: 'InternalServerError happened',
    })
    expect(await errorOf(name, { _tag: 'Network', message: 'reset' })).toEqual({
      _tag: 'NetworkFailed',
      message: 'reset',
    })
    expect(await errorOf(name, { _tag: 'TimedOut', milliseconds: 5 })).toEqual({ _tag: 'TimedOut', milliseconds: 5 })
    expect(await errorOf(name, { _tag: 'Aborted' })).toEqual({ _tag: 'Aborted' })
    expect(await errorOf(name, { _tag: 'Unreadable', message: 'no JSON', text: '<html>' })).toEqual({
      _tag: 'InvalidAnswer',
      operation: name,
      mismatches: [{ path: [], expected: 'JSON (no JSON)', actual: '<html>' }],
    })
  })

  it('a missing table is the one of the request', async () => {
    for (const name of tableNames.filter((n) => !n.startsWith('Transact') && n !== 'BatchWriteItem'))
      expect(await errorOf(name, service('ResourceNotFoundException'))).toEqual({
        _tag: 'TableNotFound',
        table: 'users',
      })
  })

  it('of several tables the missing one is the one that the message names, or else any of them', async () => {
    const missing = (message: string) => errorOf('BatchWriteItem', service('ResourceNotFoundException', { message }))
    expect(await missing('Requested resource not found: Table: teams not found')).toEqual({
      _tag: 'TableNotFound',
      table: 'teams',
    })
    expect(await missing('Requested resource not found')).toEqual({ _tag: 'TableNotFound', table: 'users, teams' })
  })
})

describe('what single operations make of a failure', () => {
  it.each(onOne)('%s: a failed condition, with the item or without', async (name) => {
    expect(await errorOf(name, service('ConditionalCheckFailedException'))).toEqual({
      _tag: 'ConditionFailed',
      table: 'users',
    })
    expect(await errorOf(name, service('ConditionalCheckFailedException', { item: id('ann') }))).toEqual({
      _tag: 'ConditionFailed',
      table: 'users',
      item: id('ann'),
    })
    expect(await errorOf(name, service('ConditionalCheckFailedException', { item: { id: { N: 'x' } } }))).toEqual({
      _tag: 'InvalidAnswer',
      operation: name,
      mismatches: [{ path: ['Item', 'id'], expected: 'decimal number', actual: 'x' }],
    })
  })

  it.each(onOne)('%s: conflicts and collections', async (name) => {
    expect(await errorOf(name, service('TransactionConflictException'))).toEqual({ _tag: 'TransactionConflict' })
    expect(await errorOf(name, service('ItemCollectionSizeLimitExceededException'))).toEqual({
      _tag: 'ItemCollectionTooLarge',
    })
  })

  it('a name that an operation does not know is a refusal', async () => {
    expect(await errorOf('GetItem', service('ConditionalCheckFailedException'))).toMatchObject({
      _tag: 'RequestRefused',
      name: 'ConditionalCheckFailedException',
    })
    expect(await errorOf('GetItem', service('ResourceInUseException'))).toMatchObject({ _tag: 'RequestRefused' })
  })

  it.each(['CreateTable', 'UpdateTable', 'DeleteTable', 'UpdateTimeToLive', 'UpdateContinuousBackups'] as const)(
    '%s: a table in use',
    async (name) => {
      for (const inUse of ['ResourceInUseException', 'TableAlreadyExistsException'])
        expect(await errorOf(name, service(inUse))).toEqual({ _tag: 'TableInUse', table: 'users' })
    },
  )

  it.each(['TagResource', 'UntagResource'] as const)('%s: a table in use', async (name) => {
    const { answer } = await ask(operations[name], [E.right(answers[name]), E.left(service('ResourceInUseException'))])
    expect(answer).toEqual(E.left({ _tag: 'TableInUse', table: 'users' }))
  })

  it.each(['ListTagsOfResource', 'TagResource', 'UntagResource'] as const)(
    '%s: what fails once the ARN is known',
    async (name) => {
      const failing = async (error: ServiceError) =>
        (await ask(operations[name], [E.right(answers[name]), E.left(error)], { retry: { attempts: 1 } })).answer
      expect(await failing(service('ResourceNotFoundException'))).toEqual(
        E.left({ _tag: 'TableNotFound', table: 'users' }),
      )
      expect(await failing(service('LimitExceededException'))).toEqual(
        E.left({ _tag: 'Throttled', name: 'LimitExceededException' }),
      )
      expect(await failing(service('AccessDeniedException'))).toMatchObject(
        E.left({ _tag: 'RequestRefused', name: 'AccessDeniedException' }),
      )
    },
  )

  it.each(['DescribeContinuousBackups', 'UpdateContinuousBackups'] as const)(
    '%s: backups that there cannot be are refused by their name',
    async (name) => {
      expect(await errorOf(name, service('ContinuousBackupsUnavailableException'))).toMatchObject({
        _tag: 'RequestRefused',
        name: 'ContinuousBackupsUnavailableException',
      })
      expect(await errorOf(name, service('TableNotFoundException'))).toEqual({ _tag: 'TableNotFound', table: 'users' })
    },
  )

  it('tokens', async () => {
    expect(await errorOf('TransactWriteItems', service('IdempotentParameterMismatchException'))).toEqual({
      _tag: 'IdempotentMismatch',
    })
    expect(await errorOf('TransactWriteItems', service('TransactionInProgressException'))).toEqual({
      _tag: 'TransactionInProgress',
    })
  })

  it.each(['TransactGetItems', 'TransactWriteItems'] as const)('%s: reasons stay in order', async (name) => {
    const reasons = [
      { Code: 'None', Message: null },
      { Code: 'ConditionalCheckFailed', Message: 'The conditional request failed', Item: id('bob') },
    ]
    expect(await errorOf(name, service('TransactionCanceledException', { reasons }))).toEqual({
      _tag: 'TransactionCanceled',
      reasons: [
        { code: 'None' },
        { code: 'ConditionalCheckFailed', message: 'The conditional request failed', item: id('bob') },
      ],
    })
  })

  it.each([
    ['none', undefined, { path: ['CancellationReasons'], expected: 'list', actual: undefined }],
    ['too few', [{ Code: 'None' }], { path: ['CancellationReasons'], expected: '2 reasons', actual: 1 }],
    [
      'no code',
      [{ Code: 'None' }, {}],
      { path: ['CancellationReasons', 1, 'Code'], expected: 'text that is not empty', actual: undefined },
    ],
    ['no object', [null, { Code: 'None' }], { path: ['CancellationReasons', 0], expected: 'object', actual: null }],
  ])('reasons that are rubbish: %s', async (_, reasons, mismatch) => {
    const error = await errorOf('TransactWriteItems', service('TransactionCanceledException', { reasons }))
    expect(error).toMatchObject({ _tag: 'InvalidAnswer', operation: 'TransactWriteItems' })
    expect('mismatches' in error ? error.mismatches : []).toContainEqual(mismatch)
  })
})
