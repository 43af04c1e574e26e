import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import {
  DescribeStreamCommand,
  DynamoDBStreamsClient,
  GetRecordsCommand,
  type GetRecordsCommandOutput,
  GetShardIteratorCommand,
  ListStreamsCommand,
} from '@aws-sdk/client-dynamodb-streams'
import * as E from 'fp-ts/Either'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { aws, sdkTransport } from '../../src/aws'
import * as A from '../../src/codec'
import { refusing } from '../../src/interpreter/local/refusing'
import { type LocalOptions, local, repairedRecords } from '../../src/local'
import { model } from '../../src/model'
import type { CreateTable, Operation, Put, Returning, TableChange, UpdateItem } from '../../src/program/Operation'
import * as T from '../../src/program/Table'
import { always, at } from '../interpreter/aws/stub'

// Each patch: what the bare emulator does, and what `local` makes of it. Where the emulator no longer needs a patch, the
// first half fails, and the patch can go.

// -----------------------------------------------------------------------------
// the stores
// -----------------------------------------------------------------------------

const endpoint = inject('endpoint')
const client = { endpoint, region: 'us-east-1', credentials: { accessKeyId: 'a', secretAccessKey: 'b' } }
const run = Date.now().toString(36)
const tableName = `patches-${run}-{table}` as const
const bare = aws({ ...client, tableName, retry: { attempts: 1 } })
const patchedWith = (options: LocalOptions = {}) => local({ endpoint, tableName, ...options })
const patched = patchedWith()

const schema = (name: string): CreateTable['schema'] => ({
  name,
  key: { partition: [{ name: 'id', type: 'S' }], sort: [] },
  indexes: [],
})
const made = ['things', 'bare', 'patched', 'expiring', 'shared', 'contested', 'preset']

beforeAll(async () => {
  await bare({ _tag: 'CreateTable', schema: schema('things') })()
})
afterAll(async () => {
  for (const table of made) await bare({ _tag: 'DeleteTable', table })()
})

const unknown = E.left({
  _tag: 'RequestRefused',
  name: 'UnknownOperationException',
  message: 'An unknown operation was requested.',
})

// -----------------------------------------------------------------------------
// items
// -----------------------------------------------------------------------------

describe('UpdateItem', () => {
  const update = (id: string, returning: Returning, ...actions: UpdateItem['update']['update']['actions']) =>
    ({
      _tag: 'UpdateItem',
      update: {
        _tag: 'Update',
        table: 'things',
        key: { id: { S: id } },
        update: { _tag: 'Update', actions },
        condition: always,
      },
      returning,
      itemOnFailure: false,
    }) as const
  const get = (id: string) => ({ _tag: 'GetItem', table: 'things', key: { id: { S: id } }, consistent: true }) as const

  it('bare, a removal creates the item that it misses; patched it does not', async () => {
    const removal = { _tag: 'Remove', path: at('a') } as const
    await bare(update('ghost', 'none', removal))()
    expect(await bare(get('ghost'))()).toEqual(E.right({ item: { id: { S: 'ghost' } } }))
    await patched(update('nobody', 'none', removal))()
    expect(await patched(get('nobody'))()).toEqual(E.right({}))
  })

  it('bare, the whole attribute is answered as updated; patched what was updated', async () => {
    const item = { id: { S: 'map' }, m: { M: { x: { N: '1' }, y: { N: '2' } } } }
    const put: Put = { _tag: 'Put', table: 'things', item, condition: always }
    await bare({ _tag: 'PutItem', put, returning: 'none', itemOnFailure: false })()
    const path = { _tag: 'Path', attribute: 'm', segments: ['m', 'x'] } as const
    const set = { _tag: 'Set', path, value: { _tag: 'Value', value: { N: '5' } } } as const
    expect(await bare(update('map', 'updatedNew', set))()).toEqual(
      E.right({ attributes: { m: { M: { x: { N: '5' }, y: { N: '2' } } } } }),
    )
    expect(await patched(update('map', 'updatedNew', set))()).toEqual(
      E.right({ attributes: { m: { M: { x: { N: '5' } } } } }),
    )
  })
})

describe('any operation', () => {
  it('bare, malformed input is a failure of the service; patched it is refused', async () => {
    const transport = sdkTransport(new DynamoDBClient({ ...client, maxAttempts: 1 }))
    const malformed = { TableName: 'things', Key: { id: 5 } as unknown as Put['item'] }
    const failure = { _tag: 'Service', name: 'InternalFailure' }
    expect(await transport('GetItem', malformed)()).toMatchObject(E.left({ ...failure, status: 500 }))
    expect(await refusing(transport)('GetItem', malformed)()).toMatchObject(E.left({ ...failure, status: 400 }))
  })
})

// -----------------------------------------------------------------------------
// tables
// -----------------------------------------------------------------------------

describe('continuous backups', () => {
  const { describe, update } = {
    describe: { _tag: 'DescribeContinuousBackups', table: 'things' },
    update: { _tag: 'UpdateContinuousBackups', table: 'things', enabled: true },
  } as const

  it('bare, they are not known; patched they are off, and can be switched on', async () => {
    expect(await bare(describe)()).toEqual(unknown)
    expect(await bare(update)()).toEqual(unknown)
    const store = patchedWith()
    expect(await store(describe)()).toEqual(E.right({ enabled: false }))
    expect(await store(update)()).toEqual(E.right({ enabled: true }))
    expect(await store(describe)()).toEqual(E.right({ enabled: true }))
    expect(await patchedWith({ backups: 'emulator' })(describe)()).toEqual(unknown)
  })
})

describe('tags', () => {
  const refusal = E.left({
    _tag: 'RequestRefused',
    name: 'UnknownOperationException',
    message: 'Tagging is not currently supported in DynamoDB Local.',
  })
  const list = (table: string) => ({ _tag: 'ListTagsOfResource', table }) as const

  it('bare, they are refused, and ignored in CreateTable; patched they are kept', async () => {
    const tags = { team: 'red' }
    const create = (name: string) => ({ _tag: 'CreateTable', schema: schema(name), settings: { tags } }) as const
    expect(await bare(create('bare'))()).toMatchObject({ _tag: 'Right' })
    expect(await bare(list('bare'))()).toEqual(refusal)
    expect(await bare({ _tag: 'TagResource', table: 'bare', tags })()).toEqual(refusal)
    expect(await bare({ _tag: 'UntagResource', table: 'bare', names: ['team'] })()).toEqual(refusal)
    await bare({ _tag: 'DeleteTable', table: 'bare' })()

    const store = patchedWith()
    expect(await store(create('patched'))()).toMatchObject({ _tag: 'Right' })
    expect(await store(list('patched'))()).toEqual(E.right({ tags }))
    expect(await store({ _tag: 'TagResource', table: 'patched', tags: { stage: 'x' } })()).toEqual(E.right({}))
    expect(await store({ _tag: 'UntagResource', table: 'patched', names: ['team'] })()).toEqual(E.right({}))
    expect(await store(list('patched'))()).toEqual(E.right({ tags: { stage: 'x' } }))
    await store({ _tag: 'DeleteTable', table: 'patched' })()
    expect(await store(list('patched'))()).toEqual(E.left({ _tag: 'TableNotFound', table: 'patched' }))
    await store({ _tag: 'CreateTable', schema: schema('patched') })()
    expect(await store(list('patched'))()).toEqual(E.right({ tags: {} }))
    await store({ _tag: 'DeleteTable', table: 'patched' })()
  })
})

describe('encryption and class', () => {
  const settings = { encryption: { key: 'alias/mine' }, tableClass: 'infrequentAccess' } as const
  const create = (name: string) => ({ _tag: 'CreateTable', schema: schema(name), settings }) as const
  const change = (table: string, c: TableChange): Operation<'UpdateTable'> => ({
    _tag: 'UpdateTable',
    table,
    change: c,
  })

  it('bare, they are ignored, and cannot be changed; patched they are kept', async () => {
    const plain = { encryption: 'owned', tableClass: 'standard' }
    expect(await bare(create('bare'))()).toMatchObject(E.right({ settings: plain }))
    const nothing = E.left({ _tag: 'RequestRefused', name: 'ValidationException', message: 'Nothing to update' })
    expect(await bare(change('bare', { _tag: 'Encryption', encryption: 'kms' }))()).toEqual(nothing)
    expect(await bare(change('bare', { _tag: 'TableClass', tableClass: 'infrequentAccess' }))()).toEqual(nothing)

    const store = patchedWith()
    expect(await store(create('patched'))()).toMatchObject(E.right({ settings }))
    const describe = { _tag: 'DescribeTable', table: 'patched' } as const
    expect(await store(describe)()).toMatchObject(E.right({ settings }))
    await store(change('patched', { _tag: 'Encryption', encryption: 'kms' }))()
    await store(change('patched', { _tag: 'TableClass', tableClass: 'standard' }))()
    const changed = { encryption: 'kms', tableClass: 'standard' }
    expect(await store(describe)()).toMatchObject(E.right({ settings: changed }))
    expect(await store(change('patched', { _tag: 'Stream', stream: 'keys' }))()).toMatchObject(
      E.right({ settings: { ...changed, stream: 'keys' } }),
    )
    for (const table of ['bare', 'patched']) await store({ _tag: 'DeleteTable', table })()
  })
})

// -----------------------------------------------------------------------------
// several interpreters
// -----------------------------------------------------------------------------

describe('several interpreters on one emulator, as in processes of their own', () => {
  const modelOf = (table: string) =>
    model({
      name: 'Shared',
      table,
      attributes: { id: A.string, expires: A.timestamp },
      key: { partition: 'id' },
      timeToLive: 'expires',
      backups: true,
      encryption: 'kms',
      tableClass: 'infrequentAccess',
      tags: { team: 'red' },
    })

  it('the one that made a table knows it all; another says what it does not know, and binds', async () => {
    const Shared = modelOf('shared')
    const first = patchedWith()
    expect(await T.bind(Shared)(first)()).toMatchObject(E.right([{ unverified: [] }]))
    expect(await T.bind(Shared)(first)()).toMatchObject(E.right([{ unverified: [] }]))

    const second = patchedWith()
    const bound = await T.bind(Shared)(second)()
    const [table] = E.isRight(bound) ? bound.right : expect.fail(JSON.stringify(bound))
    expect(table?.unverified.map(({ path, cause }) => [path, cause?.name])).toEqual([
      ['encryption', undefined],
      ['tableClass', undefined],
      ['tags.team', 'UnknownOperationException'],
    ])
    expect(table?.settings).toMatchObject({ timeToLive: { attribute: 'expires' }, backups: true })

    await second({ _tag: 'TagResource', table: 'shared', tags: { team: 'blue' } })()
    expect(await T.validate(Shared)(second)()).toMatchObject(
      E.left({ _tag: 'TableMismatch', differences: [{ path: 'tags.team', expected: 'red', actual: 'blue' }] }),
    )
  })

  it('five bind at once', async () => {
    const Contested = modelOf('contested')
    const bound = await Promise.all(Array.from({ length: 5 }, () => T.bind(Contested)(patchedWith())()))
    expect(bound.map(({ _tag }) => _tag)).toEqual(Array.from({ length: 5 }, () => 'Right'))
  })

  it('a new table is bound whose time to live was said to be on', async () => {
    const { schema: needed, settings } = modelOf('preset')
    const store = patchedWith({ timeToLive: { preset: true } })
    expect(await T.bind(modelOf('preset'))(store)()).toMatchObject(
      E.right([{ schema: needed, settings, unverified: [] }]),
    )
  })
})

// -----------------------------------------------------------------------------
// time to live
// -----------------------------------------------------------------------------

describe('time to live', () => {
  const describe = { _tag: 'DescribeTimeToLive', table: 'expiring' } as const
  const update = (enabled: boolean, attribute = 'expires') =>
    ({ _tag: 'UpdateTimeToLive', table: 'expiring', attribute, enabled }) as const

  it('the patch is for emulators without it: 3.3.1 itself answers as the patch does', async () => {
    await bare({ _tag: 'CreateTable', schema: schema('expiring'), settings: { stream: 'newAndOld' } })()
    const asked: ReadonlyArray<Operation<'DescribeTimeToLive'> | Operation<'UpdateTimeToLive'>> = [
      describe,
      update(true),
      describe,
      update(true),
      update(true, 'other'),
      update(false, 'other'),
      update(false),
      describe,
      update(false),
      { ...describe, table: 'nowhere' },
      { ...update(true), table: 'nowhere' },
    ]
    for (const operation of asked) expect(await bare(operation)()).toEqual(await patched(operation)())
  })

  it('patched, nothing expires; the emulator deletes where it is asked to', async () => {
    const emulator = patchedWith({ timeToLive: 'emulator' })
    expect(await patchedWith({ timeToLive: { expiring: 'expires' } })(describe)()).toEqual(
      E.right({ status: 'ENABLED', attribute: 'expires' }),
    )
    expect(await emulator(describe)()).toEqual(E.right({ status: 'DISABLED' }))
    expect(await emulator(update(true))()).toEqual(E.right({}))
    const item = { id: { S: 'old' }, expires: { N: '1700000000' } }
    const put: Put = { _tag: 'Put', table: 'expiring', item, condition: always }
    await emulator({ _tag: 'PutItem', put, returning: 'none', itemOnFailure: false })()
    const mine: Put = { ...put, item: { id: { S: 'mine' } } }
    await emulator({ _tag: 'PutItem', put: mine, returning: 'none', itemOnFailure: false })()
    const deletion = { _tag: 'Delete', table: 'expiring', key: { id: { S: 'mine' } }, condition: always } as const
    await emulator({ _tag: 'DeleteItem', delete: deletion, returning: 'none', itemOnFailure: false })()

    const removals = async (repair: (answer: GetRecordsCommandOutput) => GetRecordsCommandOutput) =>
      repair(await records()).Records?.filter(({ dynamodb }) => dynamodb?.NewImage === undefined) ?? []
    // DynamoDB Local sweeps every 10 seconds or so.
    const deadline = Date.now() + 60_000
    while ((await removals((answer) => answer)).length < 2 && Date.now() < deadline)
      await new Promise((resolve) => setTimeout(resolve, 500))
    const seen = async (repair: (answer: GetRecordsCommandOutput) => GetRecordsCommandOutput) =>
      Object.fromEntries(
        (await removals(repair)).map(({ eventName, userIdentity, dynamodb }) => [
          dynamodb?.Keys?.id?.S,
          [eventName, userIdentity],
        ]),
      )
    const byMe = ['REMOVE', undefined]
    expect(await seen((answer) => answer)).toEqual({ mine: byMe, old: ['UNKNOWN_TO_SDK_VERSION', undefined] })
    expect(await seen(repairedRecords)).toEqual({
      mine: byMe,
      old: ['REMOVE', { PrincipalId: 'dynamodb.amazonaws.com', Type: 'Service' }],
    })
    const get = { _tag: 'GetRecords', table: 'expiring', ...(await reading()) } as const
    expect(await bare(get)()).toMatchObject(E.left({ _tag: 'InvalidAnswer' }))
    const read = await emulator(get)()
    const removed = E.isRight(read) ? read.right.records.filter(({ event }) => event === 'REMOVE') : []
    expect(removed.map(({ keys, byTimeToLive }) => [keys.id, byTimeToLive])).toEqual([
      [{ S: 'mine' }, false],
      [{ S: 'old' }, true],
    ])
  })

  const streams = new DynamoDBStreamsClient(client)
  const records = async () => streams.send(new GetRecordsCommand({ ShardIterator: (await reading()).iterator }))
  const reading = async () => {
    const { Streams } = await streams.send(new ListStreamsCommand({ TableName: `patches-${run}-expiring` }))
    const StreamArn = Streams?.[0]?.StreamArn
    const { StreamDescription } = await streams.send(new DescribeStreamCommand({ StreamArn }))
    const ShardId = StreamDescription?.Shards?.[0]?.ShardId
    const { ShardIterator } = await streams.send(
      new GetShardIteratorCommand({ StreamArn, ShardId, ShardIteratorType: 'TRIM_HORIZON' }),
    )
    return { stream: StreamArn ?? '', shard: ShardId ?? '', iterator: ShardIterator ?? '' }
  }
})
