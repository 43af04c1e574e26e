import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { DynamoDBStreamsClient } from '@aws-sdk/client-dynamodb-streams'
import * as fc from 'fast-check'
import * as E from 'fp-ts/Either'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { type AwsOptions, aws, type ServiceError, sdkTransport } from '../../../src/aws'
import { streamRecord } from '../../../src/interpreter/aws/decode/records'
import { local } from '../../../src/local'
import type { OperationName, StreamRecord } from '../../../src/program/Operation'
import { type Respond, replying, serve } from './server'
import { answers, ask, id, operations, sequence, service, shardId, streamArn, streamNames } from './stub'

const { DescribeStream, GetShardIterator, GetRecords, DescribeTable } = operations
const credentials = { accessKeyId: 'a', secretAccessKey: 'b' }
const sdk = { region: 'us-east-1', credentials }
const retry = { attempts: 1 }

const wire = {
  eventName: 'MODIFY',
  dynamodb: {
    ApproximateCreationDateTime: 1_763_805_600,
    Keys: id('ann'),
    OldImage: { ...id('ann'), age: { N: '7' } },
    NewImage: { ...id('ann'), age: { N: '8' } },
    SequenceNumber: sequence(7),
  },
}
const service_ = { Type: 'Service', PrincipalId: 'dynamodb.amazonaws.com' }

/** What GetRecords makes of one record. */
const recordOf = async (record: unknown) => {
  const { answer } = await ask(GetRecords, [E.right({ Records: [record] })])
  return E.map(({ records }: { readonly records: ReadonlyArray<StreamRecord> }) => records[0])(answer)
}

/** The places at which an answer is none. */
const placesOf = async (name: OperationName, answer: unknown) => {
  const read = (await ask(operations[name], [E.right(answer)])).answer
  return E.isLeft(read) && read.left._tag === 'InvalidAnswer'
    ? read.left.mismatches.map(({ path }) => path.join('.'))
    : []
}

const described = (more: object) => ({
  StreamDescription: {
    ...(answers.DescribeStream as { readonly StreamDescription: object }).StreamDescription,
    ...more,
  },
})

describe('requests', () => {
  const input = async (operation: (typeof operations)[(typeof streamNames)[number]]) =>
    (await ask(operation, [E.right({})])).sent.map((sent) => sent.input)

  it('DescribeStream', async () => {
    expect(await input(DescribeStream)).toEqual([{ StreamArn: streamArn }])
    expect(await input({ ...DescribeStream, limit: 5, start: 'shard' })).toEqual([
      { StreamArn: streamArn, Limit: 5, ExclusiveStartShardId: 'shard' },
    ])
    expect(await input({ ...DescribeStream, childrenOf: shardId })).toEqual([
      { StreamArn: streamArn, ShardFilter: { Type: 'CHILD_SHARDS', ShardId: shardId } },
    ])
    expect(await input({ ...DescribeStream, childrenOf: shardId, start: 'shard' })).toEqual([
      { StreamArn: streamArn, ExclusiveStartShardId: 'shard' },
    ])
  })

  it('GetShardIterator', async () => {
    const at = { StreamArn: streamArn, ShardId: shardId }
    const sequenceNumber = sequence(7)
    const froms = [
      [{ _tag: 'TrimHorizon' }, { ShardIteratorType: 'TRIM_HORIZON' }],
      [{ _tag: 'Latest' }, { ShardIteratorType: 'LATEST' }],
      [
        { _tag: 'At', sequenceNumber },
        { ShardIteratorType: 'AT_SEQUENCE_NUMBER', SequenceNumber: sequenceNumber },
      ],
      [
        { _tag: 'After', sequenceNumber },
        { ShardIteratorType: 'AFTER_SEQUENCE_NUMBER', SequenceNumber: sequenceNumber },
      ],
    ] as const
    for (const [from, sent] of froms) expect(await input({ ...GetShardIterator, from })).toEqual([{ ...at, ...sent }])
  })

  it('GetRecords', async () => {
    expect(await input(GetRecords)).toEqual([{ ShardIterator: 'AAAA' }])
    expect(await input({ ...GetRecords, limit: 1000 })).toEqual([{ ShardIterator: 'AAAA', Limit: 1000 }])
  })

  it.each([
    { ...DescribeStream, limit: 101 },
    { ...DescribeStream, limit: 0 },
    { ...DescribeStream, stream: '' },
    { ...DescribeStream, table: '' },
    { ...DescribeStream, start: '' },
    { ...DescribeStream, childrenOf: '' },
    { ...GetShardIterator, shard: '' },
    { ...GetShardIterator, from: { _tag: 'After', sequenceNumber: '7' } },
    { ...GetShardIterator, from: { _tag: 'At', sequenceNumber: 'x'.repeat(21) } },
    { ...GetShardIterator, from: { _tag: 'At', sequenceNumber: '7'.repeat(41) } },
    { ...GetShardIterator, from: { _tag: 'Newest' } as never },
    { ...GetShardIterator, from: undefined as never },
    { ...GetRecords, limit: 1001 },
    { ...GetRecords, limit: 0.5 },
    { ...GetRecords, iterator: '' },
    { ...GetRecords, shard: '' },
  ] as const)('%j is not sent', async (operation) => {
    const { answer, sent } = await ask(operation, [E.right({})])
    expect(answer).toMatchObject(E.left({ _tag: 'InvalidRequest' }))
    expect(sent).toEqual([])
  })
})

describe('answers', () => {
  it('DescribeStream', async () => {
    expect((await ask(DescribeStream, [E.right(answers.DescribeStream)])).answer).toEqual(
      E.right({ status: 'ENABLED', view: 'newAndOld', shards: [{ id: shardId, starting: sequence(1) }] }),
    )
    const child = {
      ShardId: 'child',
      ParentShardId: shardId,
      SequenceNumberRange: { StartingSequenceNumber: sequence(2), EndingSequenceNumber: sequence(9) },
    }
    const Shards = [child, { ShardId: 'bare' }, { ShardId: 'null', ParentShardId: null, SequenceNumberRange: null }]
    const more = { StreamStatus: 'DISABLED', StreamViewType: 'KEYS_ONLY', LastEvaluatedShardId: 'null' }
    expect((await ask(DescribeStream, [E.right(described({ ...more, Shards }))])).answer).toEqual(
      E.right({
        status: 'DISABLED',
        view: 'keys',
        shards: [
          { id: 'child', parent: shardId, starting: sequence(2), ending: sequence(9) },
          { id: 'bare' },
          { id: 'null' },
        ],
        next: 'null',
      }),
    )
    for (const Shards of [undefined, null, []])
      expect((await ask(DescribeStream, [E.right(described({ Shards }))])).answer).toMatchObject(
        E.right({ shards: [] }),
      )
  })

  it('DescribeStream that is none', async () => {
    const at = (place: string) => `StreamDescription.${place}`
    expect(await placesOf('DescribeStream', {})).toContain('StreamDescription')
    expect(await placesOf('DescribeStream', described({ StreamArn: 'other' }))).toEqual([at('StreamArn')])
    expect(await placesOf('DescribeStream', described({ TableName: 'other' }))).toEqual([at('TableName')])
    expect(await placesOf('DescribeStream', described({ StreamStatus: 'NEW' }))).toEqual([at('StreamStatus')])
    expect(await placesOf('DescribeStream', described({ StreamViewType: 'ALL' }))).toEqual([at('StreamViewType')])
    expect(await placesOf('DescribeStream', described({ Shards: [{}, 5] }))).toEqual([
      at('Shards.0.ShardId'),
      at('Shards.1'),
      at('Shards.1.ShardId'),
    ])
  })

  it('GetShardIterator', async () => {
    expect((await ask(GetShardIterator, [E.right({ ShardIterator: 'AAAA' })])).answer).toEqual(
      E.right({ iterator: 'AAAA' }),
    )
    for (const ShardIterator of ['', null, undefined, 5])
      expect(await placesOf('GetShardIterator', { ShardIterator })).toEqual(['ShardIterator'])
  })

  it('GetRecords: the end of a shard has no next', async () => {
    expect((await ask(GetRecords, [E.right({ Records: [] })])).answer).toEqual(E.right({ records: [] }))
    expect((await ask(GetRecords, [E.right({ Records: [], NextShardIterator: null })])).answer).toEqual(
      E.right({ records: [] }),
    )
    expect((await ask(GetRecords, [E.right({ NextShardIterator: 'AAAB' })])).answer).toEqual(
      E.right({ records: [], next: 'AAAB' }),
    )
    expect(await placesOf('GetRecords', { Records: [], NextShardIterator: '' })).toEqual(['NextShardIterator'])
  })

  it('the newest stream of a table', async () => {
    const { Table } = answers.DescribeTable as { readonly Table: object }
    const of = async (LatestStreamArn: unknown) =>
      (await ask(DescribeTable, [E.right({ Table: { ...Table, LatestStreamArn } })])).answer
    expect(await of(streamArn)).toMatchObject(E.right({ latestStream: streamArn }))
    expect(await of(undefined)).not.toHaveProperty('right.latestStream')
    expect(await of(5)).toMatchObject(E.left({ _tag: 'InvalidAnswer' }))
  })
})

describe('records', () => {
  it('with all that they may have', async () => {
    expect(await recordOf(wire)).toEqual(
      E.right({
        event: 'MODIFY',
        sequenceNumber: sequence(7),
        at: 1_763_805_600_000,
        keys: id('ann'),
        oldImage: wire.dynamodb.OldImage,
        newImage: wire.dynamodb.NewImage,
        byTimeToLive: false,
      }),
    )
  })

  it('with no more than they must', async () => {
    const dynamodb = { Keys: id('ann'), SequenceNumber: '111', OldImage: null }
    expect(await recordOf({ eventName: 'REMOVE', dynamodb, userIdentity: null })).toEqual(
      E.right({ event: 'REMOVE', sequenceNumber: '111', keys: id('ann'), byTimeToLive: false }),
    )
  })

  it('of what DynamoDB deleted itself, and of nothing else', async () => {
    const byTimeToLive = async (eventName: string, userIdentity: unknown) => {
      const read = await recordOf({ ...wire, eventName, userIdentity })
      return E.isRight(read) && read.right?.byTimeToLive
    }
    expect(await byTimeToLive('REMOVE', service_)).toBe(true)
    expect(await byTimeToLive('REMOVE', { type: 'Service', principalId: 'dynamodb.amazonaws.com' })).toBe(true)
    expect(await byTimeToLive('MODIFY', service_)).toBe(false)
    for (const other of [undefined, null, 5, {}, { ...service_, Type: 'User' }, { ...service_, PrincipalId: 'me' }])
      expect(await byTimeToLive('REMOVE', other)).toBe(false)
  })

  it('times are seconds, or what the SDK made of them', async () => {
    const at = async (ApproximateCreationDateTime: unknown) => {
      const read = await recordOf({ ...wire, dynamodb: { ...wire.dynamodb, ApproximateCreationDateTime } })
      return E.isRight(read) ? read.right?.at : read.left._tag
    }
    expect(await at(1.5)).toBe(1500)
    expect(await at(0)).toBe(0)
    expect(await at(new Date(5))).toBe(5)
    for (const none of ['1', Number.NaN, Number.POSITIVE_INFINITY, new Date(Number.NaN), {}])
      expect(await at(none)).toBe('InvalidAnswer')
  })

  it('that are none: every place of every record', async () => {
    const Records = [wire, { ...wire, eventName: 'UNKNOWN_TO_SDK_VERSION' }, 5, { ...wire, dynamodb: {} }]
    expect(await placesOf('GetRecords', { Records })).toEqual([
      'Records.1.eventName',
      'Records.2',
      'Records.2.dynamodb',
      'Records.2.eventName',
      'Records.2.dynamodb.SequenceNumber',
      'Records.2.dynamodb.Keys',
      'Records.3.dynamodb.SequenceNumber',
      'Records.3.dynamodb.Keys',
    ])
    const dynamodb = { ...wire.dynamodb, Keys: { id: {} }, NewImage: { a: { N: 'x' } }, SequenceNumber: '12a' }
    expect(await placesOf('GetRecords', { Records: [{ ...wire, dynamodb }] })).toEqual([
      'Records.0.dynamodb.NewImage.a',
      'Records.0.dynamodb.SequenceNumber',
      'Records.0.dynamodb.Keys.id',
    ])
  })

  it('one by one, without an answer around them', () => {
    expect(streamRecord(wire)).toMatchObject(E.right({ event: 'MODIFY' }))
    expect(streamRecord({ ...wire, eventName: 'OTHER' })).toEqual(
      E.left([{ path: ['eventName'], expected: 'INSERT, MODIFY or REMOVE', actual: 'OTHER' }]),
    )
    fc.assert(fc.property(fc.anything(), (u) => E.isLeft(streamRecord(u))))
  })
})

describe('failures', () => {
  const errorOf = async (name: (typeof streamNames)[number], error: ServiceError) => {
    const { answer, sent } = await ask(operations[name], [E.left(error)])
    return E.isLeft(answer) ? { error: answer.left, times: sent.length } : expect.fail('not a failure')
  }
  const place = { stream: streamArn, shard: shardId }

  it('of a stream or shard that is not there', async () => {
    const missing = service('ResourceNotFoundException')
    expect(await errorOf('DescribeStream', missing)).toEqual({
      error: { _tag: 'StreamNotFound', table: 'users', stream: streamArn },
      times: 1,
    })
    for (const name of ['GetShardIterator', 'GetRecords'] as const)
      expect((await errorOf(name, missing)).error).toEqual({ _tag: 'StreamNotFound', table: 'users', ...place })
  })

  it.each(['GetShardIterator', 'GetRecords'] as const)('%s: expired and trimmed, at once', async (name) => {
    expect(await errorOf(name, service('ExpiredIteratorException'))).toEqual({
      error: { _tag: 'IteratorExpired', ...place },
      times: 1,
    })
    expect(await errorOf(name, service('TrimmedDataAccessException'))).toEqual({
      error: { _tag: 'RecordsTrimmed', ...place },
      times: 1,
    })
  })

  it.each(streamNames)('%s: too many readers', async (name) => {
    const { error, times } = await errorOf(name, service('LimitExceededException'))
    expect(error).toEqual({ _tag: 'Throttled', name: 'LimitExceededException' })
    expect(times).toBeGreaterThan(1)
  })
})

describe('through the SDK', () => {
  afterEach(() => {
    vi.doUnmock('@aws-sdk/client-dynamodb-streams')
    vi.resetModules()
  })

  interface Seen {
    readonly target: string
    readonly credential: string
  }

  /** What a store that answers anything was asked, and by whom. */
  const asked = async (optionsOf: (endpoint: string) => AwsOptions, name: OperationName = 'GetRecords') => {
    const seen: Array<Seen> = []
    const respond: Respond = (request, response, body) => {
      const [, operation = ''] = String(request.headers['x-amz-target']).split('.')
      seen.push({
        target: String(request.headers['x-amz-target']),
        credential: String(request.headers.authorization).replace(/.*Credential=(\S+), .*/, '$1'),
      })
      replying(200, JSON.stringify(answers[operation as OperationName]))(request, response, body)
    }
    const server = await serve(respond)
    const answer = await aws({ retry, ...optionsOf(server.endpoint) })(operations[name])()
    await server.close()
    return { answer, seen }
  }

  it.each(streamNames)('%s: to the service of streams, with the same endpoint and credentials', async (name) => {
    const { answer, seen } = await asked((endpoint) => ({ ...sdk, endpoint }), name)
    expect(answer._tag).toBe('Right')
    expect(seen).toEqual([
      {
        target: `DynamoDBStreams_20120810.${name}`,
        credential: expect.stringMatching(/^a\/\d+\/us-east-1\/dynamodb\/aws4_request$/),
      },
    ])
  })

  it('with what a client says that was given', async () => {
    const { answer, seen } = await asked((endpoint) => ({ client: new DynamoDBClient({ ...sdk, endpoint }) }))
    expect(answer._tag).toBe('Right')
    expect(seen.map(({ credential }) => credential.slice(0, 2))).toEqual(['a/'])
  })

  it('with a client that was given for them, which stays as it is', async () => {
    const other = { region: 'eu-west-1', credentials: { accessKeyId: 'other', secretAccessKey: 'b' } }
    const unused = 'http://127.0.0.1:1'
    let before: ReadonlyArray<string> = []
    let streamsClient = new DynamoDBStreamsClient({})
    for (const more of [{ ...sdk, endpoint: unused }, { client: new DynamoDBClient({ ...sdk, endpoint: unused }) }]) {
      const { answer, seen } = await asked((endpoint) => {
        streamsClient = new DynamoDBStreamsClient({ ...other, endpoint })
        before = streamsClient.middlewareStack.identify()
        return { ...more, streamsClient }
      })
      expect(answer._tag).toBe('Right')
      expect(seen.map(({ credential }) => credential.slice(0, 6))).toEqual(['other/'])
      expect(streamsClient.middlewareStack.identify()).toEqual(before)
    }
  })

  it('with one that answers without HTTP, as mocks do', async () => {
    const streamsClient = new DynamoDBStreamsClient(sdk)
    const Records = [{ ...wire, dynamodb: { ...wire.dynamodb, ApproximateCreationDateTime: new Date(5000) } }]
    Object.assign(streamsClient, { send: () => Promise.resolve({ Records, $metadata: {} }) })
    expect(await aws({ ...sdk, streamsClient })(GetRecords)()).toMatchObject(E.right({ records: [{ at: 5000 }] }))
    expect(
      await aws({ transport: sdkTransport(new DynamoDBClient(sdk), { streamsClient }) })(GetRecords)(),
    ).toMatchObject(E.right({ records: [{ at: 5000 }] }))
  })

  it('not with a client of which nothing is known', async () => {
    const client = { send: () => Promise.resolve({}), config: {} } as unknown as DynamoDBClient
    expect(await aws({ client })(GetRecords)()).toMatchObject(
      E.left({
        _tag: 'RequestRefused',
        name: 'MissingStreamsClient',
        message: expect.stringContaining('streamsClient'),
      }),
    )
  })

  it.each([
    ['https://dynamodb.eu-west-1.amazonaws.com', 'streams.dynamodb.eu-west-1.amazonaws.com'],
    [undefined, 'streams.dynamodb.eu-west-1.amazonaws.com'],
    ['https://vpce-1.example.com/path', 'vpce-1.example.com'],
  ])('at AWS they are elsewhere: %s', async (endpoint, host) => {
    const hosts: Array<string> = []
    const client = new DynamoDBClient({
      ...sdk,
      region: 'eu-west-1',
      ...(endpoint === undefined ? {} : { endpoint }),
      requestHandler: {
        handle: (request: { readonly hostname: string }) => {
          hosts.push(request.hostname)
          return Promise.reject(new Error('not sent'))
        },
      } as never,
    })
    await aws({ client, retry })(GetRecords)()
    expect(hosts).toEqual([host])
  })

  it('the package is not loaded before it is needed, and is named where it is missing', async () => {
    let loads = 0
    vi.resetModules()
    vi.doMock('@aws-sdk/client-dynamodb-streams', () => {
      loads++
      throw new Error('Cannot find package')
    })
    const fresh = await import('../../../src/aws')
    const server = await serve(replying(200, JSON.stringify(answers.GetItem)))
    const store = fresh.aws({ ...sdk, retry, endpoint: server.endpoint })
    expect(await store(operations.GetItem)()).toEqual(E.right({ item: id('ann') }))
    expect(loads).toBe(0)
    expect(await store(GetRecords)()).toMatchObject(
      E.left({
        _tag: 'RequestRefused',
        name: 'MissingPackage',
        message: expect.stringContaining('install @aws-sdk/client-dynamodb-streams'),
      }),
    )
    expect(loads).toBe(1)
    await server.close()
  })

  it('on an emulator, with dummies, and repaired', async () => {
    let credential = ''
    const expired = { ...wire, eventName: 'UNKNOWN_TO_SDK_VERSION' }
    const server = await serve((request, response, body) => {
      credential = String(request.headers.authorization)
      replying(200, JSON.stringify({ Records: [expired, wire] }))(request, response, body)
    })
    expect(await local({ endpoint: server.endpoint })(GetRecords)()).toMatchObject(
      E.right({
        records: [
          { event: 'REMOVE', byTimeToLive: true },
          { event: 'MODIFY', byTimeToLive: false },
        ],
      }),
    )
    expect(credential).toMatch(/Credential=local\/\d+\/us-east-1\/dynamodb/)
    await server.close()
  })

  it('bytes in images come as bytes', async () => {
    const dynamodb = { ...wire.dynamodb, Keys: { id: { B: 'AQ==' } }, NewImage: { id: { BS: ['AP8='] } } }
    const server = await serve(replying(200, JSON.stringify({ Records: [{ ...wire, dynamodb }] })))
    expect(await aws({ ...sdk, endpoint: server.endpoint })(GetRecords)()).toMatchObject(
      E.right({
        records: [{ keys: { id: { B: new Uint8Array([1]) } }, newImage: { id: { BS: [new Uint8Array([0, 255])] } } }],
      }),
    )
    await server.close()
  })
})
