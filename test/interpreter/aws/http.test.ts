import { type AddressInfo, createServer } from 'node:net'
import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import * as fc from 'fast-check'
import * as E from 'fp-ts/Either'
import { describe, expect, it } from 'vitest'
import { type AwsOptions, aws, sdkTransport } from '../../../src/aws'
import type { OperationName } from '../../../src/program/Operation'
import { type Respond, replying, serve } from './server'
import { answers, id, names, operations } from './stub'

const credentials = { accessKeyId: 'a', secretAccessKey: 'b' }
const sdk = { region: 'us-east-1', credentials }
const retry = { attempts: 1 }

/** What an operation answers when a server does so, and how many requests it took. */
const via = async (respond: Respond, name: OperationName = 'GetItem', options: AwsOptions = {}) => {
  const server = await serve(respond)
  const answer = await aws({ ...sdk, retry, endpoint: server.endpoint, ...options })(operations[name])()
  await server.close()
  return { answer, requests: server.requests() }
}

describe('through the SDK', () => {
  it.each(names)('%s: an answer', async (name) => {
    const { answer } = await via(replying(200, JSON.stringify(answers[name])), name)
    expect(answer._tag).toBe('Right')
  })

  it('the request is signed, and is what was asked', async () => {
    const seen: Array<unknown> = []
    await via((request, response, body) => {
      const { authorization, 'x-amz-target': target, 'content-type': type } = request.headers
      seen.push(target, type, String(authorization).startsWith('AWS4-HMAC-SHA256 Credential=a/'), JSON.parse(body))
      replying(200, '{}')(request, response, body)
    })
    expect(seen).toEqual([
      'DynamoDB_20120810.GetItem',
      'application/x-amz-json-1.0',
      true,
      { TableName: 'users', Key: id('ann') },
    ])
  })

  it('bytes go and come as base64, under any name', async () => {
    const item = JSON.parse('{"id":{"S":"ann"},"__proto__":{"M":{"__proto__":{"S":"x"}}},"B":{"S":"b"},"BS":{"L":[]}}')
    const bytes = new Uint8Array([0, 255, 7])
    item.bytes = { B: bytes }
    item.sets = { L: [{ BS: [bytes, new Uint8Array()] }] }
    let stored = ''
    const server = await serve((request, response, body) => {
      if (request.headers['x-amz-target']?.toString().endsWith('PutItem'))
        stored = JSON.stringify(JSON.parse(body).Item)
      replying(200, stored === '' ? '{}' : `{"Item":${stored}}`)(request, response, body)
    })
    const interpreter = aws({ ...sdk, endpoint: server.endpoint })
    await interpreter({ ...operations.PutItem, put: { ...operations.PutItem.put, item } })()
    const answer = await interpreter(operations.GetItem)()
    await server.close()
    expect(JSON.parse(stored).bytes).toEqual({ B: 'AP8H' })
    expect(answer).toEqual(E.right({ item }))
    expect(E.isRight(answer) && Object.keys(answer.right.item ?? {}).sort()).toEqual(Object.keys(item).sort())
  })

  it("a client of the application's own, whose retries are its own", async () => {
    const server = await serve(replying(200, JSON.stringify(answers.GetItem)))
    const client = new DynamoDBClient({ ...sdk, endpoint: server.endpoint })
    const before = client.middlewareStack.identify()
    expect(await aws({ client })(operations.GetItem)()).toEqual(E.right({ item: id('ann') }))
    expect(await aws({ transport: sdkTransport(client, { timeout: 1000 }) })(operations.GetItem)()).toEqual(
      E.right({ item: id('ann') }),
    )
    expect(client.middlewareStack.identify()).toEqual(before)
    await server.close()
  })

  it('a client that answers without HTTP, as mocks do', async () => {
    const client = new DynamoDBClient(sdk)
    Object.assign(client, { send: () => Promise.resolve({ ...(answers.GetItem as object), $metadata: {} }) })
    expect(await aws({ client })(operations.GetItem)()).toEqual(E.right({ item: id('ann') }))
    Object.assign(client, { send: () => Promise.reject(new Error('mocked')) })
    expect(await aws({ client })(operations.GetItem)()).toEqual(
      E.left({ _tag: 'RequestRefused', name: 'Error', message: 'mocked' }),
    )
  })
})

describe('errors of the service', () => {
  const refused = (type: string, more: object = {}) =>
    replying(400, JSON.stringify({ __type: `com.amazonaws.dynamodb.v20120810#${type}`, ...more }))

  it('by the name after the namespace, with message or Message', async () => {
    for (const key of ['message', 'Message'])
      expect((await via(refused('ValidationException', { [key]: 'no' }))).answer).toEqual(
        E.left({ _tag: 'RequestRefused', name: 'ValidationException', message: 'no' }),
      )
  })

  it('the item of a failed condition, with its bytes', async () => {
    const Item = { ...id('ann'), b: { B: 'AQ==' } }
    expect((await via(refused('ConditionalCheckFailedException', { Item }), 'PutItem')).answer).toEqual(
      E.left({ _tag: 'ConditionFailed', table: 'users', item: { ...id('ann'), b: { B: new Uint8Array([1]) } } }),
    )
  })

  it('the reasons of a cancelled transaction', async () => {
    const CancellationReasons = [{ Code: 'None' }, { Code: 'ConditionalCheckFailed', Item: id('bob'), Message: 'm' }]
    expect(
      (await via(refused('TransactionCanceledException', { CancellationReasons }), 'TransactWriteItems')).answer,
    ).toEqual(
      E.left({
        _tag: 'TransactionCanceled',
        reasons: [{ code: 'None' }, { code: 'ConditionalCheckFailed', item: id('bob'), message: 'm' }],
      }),
    )
  })

  it('a status with any body', async () => {
    expect((await via(replying(503, '<html>busy</html>'))).answer).toEqual(
      E.left({ _tag: 'ServiceFailed', name: 'HttpStatus503', message: '<html>busy</html>' }),
    )
    expect((await via(replying(404, ''))).answer).toEqual(
      E.left({ _tag: 'RequestRefused', name: 'HttpStatus404', message: '' }),
    )
    for (const body of ['null', '5', '[]', '{"__type":5,"message":{}}'])
      expect((await via(replying(400, body))).answer).toMatchObject(E.left({ _tag: 'RequestRefused' }))
  })

  it('only this library repeats', async () => {
    const patient = { retry: { attempts: 3, sleep: () => Promise.resolve() } }
    expect((await via(replying(500, '{}'), 'GetItem', patient)).requests).toBe(3)
    expect((await via(replying(500, '{}'), 'CreateTable', patient)).requests).toBe(1)
    expect((await via(refused('ThrottlingException'), 'CreateTable', patient)).requests).toBe(3)
  })
})

describe('a store that answers rubbish, or not at all', () => {
  it.each(['', '<html>', 'null', '5', '[]', '"text"', '{"Item":', '{"Item":5}', '{"Item":{"a":{"B":"!"}}}'])(
    'a body of %j',
    async (body) => {
      expect((await via(replying(200, body))).answer).toMatchObject(
        E.left({ _tag: 'InvalidAnswer', operation: 'GetItem' }),
      )
    },
  )

  it('bytes that are no text', async () => {
    expect((await via(replying(200, new Uint8Array([0x7b, 0xff, 0x7d])))).answer).toMatchObject(
      E.left({ _tag: 'InvalidAnswer' }),
    )
  })

  it('a body that nests without end', async () => {
    const body = `{"Item":${'{"a":{"M":'.repeat(50_000)}{"x":{"B":"AQ=="}}${'}}'.repeat(50_000)}}`
    expect((await via(replying(200, body))).answer).toMatchObject(E.left({ _tag: 'InvalidAnswer' }))
  })

  it('any text', async () => {
    let body = ''
    let status = 200
    const server = await serve((request, response, text) => replying(status, body)(request, response, text))
    const interpreter = aws({ ...sdk, retry, endpoint: server.endpoint })
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.json(),
      fc.json().map((j) => `{"Item":${j}}`),
    )
    await fc.assert(
      fc.asyncProperty(text, fc.constantFrom(200, 201, 400, 404, 500), async (t, s) => {
        body = t
        status = s
        const answer = await interpreter(operations.GetItem)()
        if (E.isRight(answer)) return s < 300 && typeof JSON.parse(t) === 'object'
        return answer.left._tag === (s < 300 ? 'InvalidAnswer' : s < 500 ? 'RequestRefused' : 'ServiceFailed')
      }),
      { numRuns: 200 },
    )
    await server.close()
  })

  it('a connection that is closed: before the answer, in its head, in its body', async () => {
    const closing: ReadonlyArray<Respond> = [
      (request) => request.socket.destroy(),
      (request) => {
        request.socket.write('HTTP/1.1 200')
        request.socket.destroy()
      },
      (request) => {
        request.socket.write('HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{"Item"')
        setTimeout(() => request.socket.destroy(), 5)
      },
      (request) => request.socket.end('this is no HTTP\r\n\r\n'),
    ]
    for (const respond of closing) expect((await via(respond)).answer).toMatchObject(E.left({ _tag: 'NetworkFailed' }))
  })

  it.each(['own', 'client'])('an answer before the request is sent whole, and the end (%s)', async (of) => {
    const server = createServer((socket) => {
      socket.on('error', () => undefined)
      socket.once('data', () => {
        socket.pause()
        socket.end('HTTP/1.1 413 Payload Too Large\r\ncontent-length: 2\r\n\r\n{}')
        setTimeout(() => socket.resetAndDestroy(), 20)
      })
    })
    const port = await new Promise<number>((resolve) =>
      server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port)),
    )
    const endpoint = `http://127.0.0.1:${port}`
    const store = aws(
      of === 'own' ? { ...sdk, retry, endpoint } : { retry, client: new DynamoDBClient({ ...sdk, endpoint }) },
    )
    // 14 MB as JSON: more than the buffers between client and server take.
    const nulls = { L: Array.from({ length: 40_000 }, () => ({ NULL: true }) as const) }
    const writes = Array.from(
      { length: 25 },
      (_, i) => ({ _tag: 'Put', table: 'users', item: { ...id(`ann ${i}`), nulls } }) as const,
    )
    expect(await store({ _tag: 'BatchWriteItem', writes })()).toEqual(
      E.left({ _tag: 'RequestRefused', name: 'HttpStatus413', message: '' }),
    )
    await new Promise((resolve) => setTimeout(resolve, 100))
    await new Promise((resolve) => server.close(resolve))
  })

  it('nobody listens: not sent, so that a write may be sent again', async () => {
    const server = await serve(replying(200, '{}'))
    await server.close()
    let waits = 0
    const sleep = async () => void waits++
    const answer = await aws({ ...sdk, endpoint: server.endpoint, retry: { attempts: 3, sleep } })(
      operations.CreateTable,
    )()
    expect(answer).toMatchObject(E.left({ _tag: 'NetworkFailed' }))
    expect(waits).toBe(2)
  })

  it('no answer: timed out, or aborted', async () => {
    expect((await via(() => {}, 'GetItem', { timeout: 50 })).answer).toEqual(
      E.left({ _tag: 'TimedOut', milliseconds: 50 }),
    )
    expect((await via(() => {}, 'GetItem', { signal: AbortSignal.timeout(50) })).answer).toEqual(
      E.left({ _tag: 'Aborted' }),
    )
  })

  it('a body that does not end: timed out', async () => {
    const dripping: Respond = (_, response) => {
      response.writeHead(200)
      response.write('{"Item"')
    }
    expect((await via(dripping, 'GetItem', { timeout: 50 })).answer).toEqual(
      E.left({ _tag: 'TimedOut', milliseconds: 50 }),
    )
  })
})

describe('configurations that are none', () => {
  it.each([':::', 'localhost:8000', 'no url'])('the endpoint %j', async (endpoint) => {
    for (const name of names) expect((await aws({ ...sdk, retry, endpoint })(operations[name])())._tag).toBe('Left')
  })

  it('credentials that cannot be had', async () => {
    const failing = () => Promise.reject(new Error('no credentials'))
    const options = { region: 'us-east-1', endpoint: 'http://127.0.0.1:1', credentials: failing, retry }
    expect(await aws(options)(operations.GetItem)()).toEqual(
      E.left({ _tag: 'RequestRefused', name: 'Error', message: 'no credentials' }),
    )
  })
})
