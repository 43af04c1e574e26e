/** What is sent as bytes over a socket, well formed or not: what `inject` and `fetch` cannot say. */
import { type AddressInfo, connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { setTimeout } from 'node:timers/promises'
import { gzipSync } from 'node:zlib'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { serve } from '../../examples/service/server'
import { prepare } from '../../examples/service/store'
import { violations } from './documented'
import { testEnv } from './testEnv'

const ann = { id: 'ann', name: 'Ann', email: 'ann@example.org', password: 'correct horse' }

let app: FastifyInstance
let port: number
beforeAll(async () => {
  const env = testEnv()
  await prepare(env)()
  app = serve(env)
  await app.listen({ host: '127.0.0.1', port: 0 })
  port = (app.server.address() as AddressInfo).port
  expect(await post({ ...ann })).toMatchObject({ status: 201 })
})
afterAll(() => app.close())

interface Answer {
  readonly status: number
  readonly head: string
  readonly body: string
}

/** The last answer, without interim ones; what is refused must be a problem document. */
const ask = async (...parts: ReadonlyArray<string | Uint8Array>): Promise<Answer> => {
  const socket = connect(port, '127.0.0.1')
  for (const part of parts) socket.write(part)
  const answers = (await text(socket)).replace(/^HTTP\/1\.1 100 Continue\r\n\r\n/, '')
  const at = answers.indexOf('\r\n\r\n')
  const [head, body] = [answers.slice(0, at), answers.slice(at + 4)]
  const status = Number(head.split(' ')[1])
  if (status >= 400) {
    expect(head).toMatch(/content-type: application\/problem\+json/i)
    if (body !== '') expect(violations('Problem', JSON.parse(body))).toEqual([])
  }
  return { status, head, body }
}

type Fields = ReadonlyArray<readonly [name: string, value: string]>

const head = (line: string, fields: Fields = []): string =>
  [`${line} HTTP/1.1`, 'host: x', 'connection: close', ...fields.map((field) => field.join(': ')), '', ''].join('\r\n')

const json = ['content-type', 'application/json'] as const

/** A request with a body of so many bytes. */
const sent = (line: string, body: string | Uint8Array, fields: Fields = [json]): Promise<Answer> =>
  ask(head(line, [...fields, ['content-length', `${Buffer.byteLength(body)}`]]), body)

const post = (body: unknown, fields?: Fields): Promise<Answer> => sent('POST /users', JSON.stringify(body), fields)

const people = async (): Promise<ReadonlyArray<string>> =>
  (await app.inject('/users?limit=100')).json().items.map(({ id }: { readonly id: string }) => id)

describe('messages', () => {
  it('that are no HTTP, or too much of it, are refused', async () => {
    expect((await ask('nonsense\r\n\r\n')).status).toBe(400)
    expect((await ask(head(`GET /users/${'x'.repeat(20_000)}`))).status).toBe(431)
    const many = Array.from({ length: 3_000 }, (_, n) => [`h${n}`, '1'] as const)
    expect((await ask(head('GET /users', many))).status).toBe(431)
    expect((await ask(head('GET /users', many.slice(0, 1_000)))).status).toBe(200)
    for (const target of ['/users/%zz', '/users/\u0000', '/users/小'])
      expect([target, (await ask(head(`GET ${target}`))).status]).toEqual([target, 400])
    expect((await ask('GET /users HTTP/1.1\r\nconnection: close\r\n\r\n')).status).toBe(400)
    expect((await ask('GET /users HTTP/1.0\r\n\r\n')).status).toBe(200)
    expect((await ask(head('GET http://x/users/ann'))).status).toBe(200)
  })

  it('have a method that there is, for this address', async () => {
    expect((await ask(head('BREW /users'))).status).toBe(400)
    for (const method of ['TRACE', 'OPTIONS', 'PROPFIND', 'PUT']) {
      const { status, head: fields } = await ask(head(`${method} /users`))
      expect([method, status]).toEqual([method, 405])
      expect(fields).toMatch(/allow: GET, HEAD, POST\r/i)
    }
    expect((await ask(head('PROPFIND /nothing'))).status).toBe(404)
    expect((await ask(head('POST /users/ann', [['x-http-method-override', 'DELETE']]))).status).toBe(405)
  })

  it('are answered with the same fields, and no body, to HEAD', async () => {
    for (const [target, status] of [
      ['/users/ann', 200],
      ['/users/nobody', 404],
      ['/', 200],
    ] as const) {
      const [get, only] = [await ask(head(`GET ${target}`)), await ask(head(`HEAD ${target}`))]
      expect([target, only.status, only.body]).toEqual([target, status, ''])
      const undated = (text: string) => text.replace(/\r\ndate: [^\r]*/i, '')
      expect(undated(only.head)).toBe(undated(get.head))
    }
  })

  it('that expect what is not known are answered all the same', async () => {
    const { id: _, ...rest } = ann
    expect((await post({ ...rest, id: 'e1' }, [json, ['expect', '100-continue']])).status).toBe(201)
    expect((await post({ ...rest, id: 'e2' }, [json, ['expect', 'cake']])).status).toBe(201)
    expect((await post({ ...rest, id: 'ann' }, [json, ['expect', '100-continue']])).status).toBe(409)
  })
})

describe('bodies', () => {
  it('are as long as they say, in chunks or not; else nothing is stored', async () => {
    const before = await people()
    const text = JSON.stringify({ ...ann, id: 'long' })
    const length = (n: number) => ['content-length', `${n}`] as const
    expect((await ask(head('POST /users', [json, length(10)]), text)).status).toBe(400)
    expect((await ask(head('POST /users', [json, length(2), length(3)]), '{} ')).status).toBe(400)
    const chunked = ['transfer-encoding', 'chunked'] as const
    expect((await ask(head('POST /users', [json, chunked]), 'zz\r\n')).status).toBe(400)
    expect((await ask(head('POST /users', [json, chunked, length(5)]), '0\r\n\r\n')).status).toBe(400)
    const cut = connect(port, '127.0.0.1').on('error', () => {})
    cut.write(head('POST /users', [json, length(text.length + 1)]) + text)
    await setTimeout(50)
    cut.destroy()
    expect(await people()).toEqual(before)
    const half = Math.floor(text.length / 2)
    const chunks = [text.slice(0, half), text.slice(half), ''].map((c) => `${c.length.toString(16)}\r\n${c}\r\n`)
    expect((await ask(head('POST /users', [json, chunked]), ...chunks)).status).toBe(201)
  })

  it('are of 1 MB at most, to the byte', async () => {
    const of = (size: number) => {
      const empty = JSON.stringify({ ...ann, bio: '' })
      return sent('POST /users', JSON.stringify({ ...ann, bio: 'x'.repeat(size - empty.length) }))
    }
    expect((await of(1_048_576)).status).toBe(422)
    expect((await of(1_048_577)).status).toBe(413)
  })

  it('are UTF-8 and not packed, whatever they say', async () => {
    const before = await people()
    const text = (id: string) => JSON.stringify({ ...ann, id, name: 'é' })
    expect((await sent('POST /users', Buffer.from(text('x'), 'latin1'))).status).toBe(400)
    expect((await sent('POST /users', Buffer.from(text('x'), 'utf16le'))).status).toBe(400)
    expect((await sent('POST /users', gzipSync(text('x')), [json, ['content-encoding', 'gzip']])).status).toBe(415)
    expect(await people()).toEqual(before)
    const identity = ['content-encoding', 'identity'] as const
    expect((await sent('POST /users', text('identity'), [json, identity])).status).toBe(201)
    expect((await sent('POST /users', `\ufeff${text('bom')}`)).status).toBe(201)
    expect((await app.inject('/users/bom')).json().name).toBe('é')
  })

  it('are JSON by their media type, with any parameters', async () => {
    const types: ReadonlyArray<readonly [string, number]> = [
      ['application/json; charset=utf-8', 409],
      ['application/json;charset="UTF-8"', 409],
      ['APPLICATION/JSON', 409],
      ['application/jsonx', 415],
      ['application/json, text/plain', 415],
      ['text/json', 415],
      ['json', 415],
      ['', 415],
    ]
    for (const [type, status] of types)
      expect([type, (await post(ann, [['content-type', type]])).status]).toEqual([type, status])
    expect((await post(ann, [])).status).toBe(415)
  })

  it('are not looked at where none is asked for', async () => {
    for (const [type, body] of [
      ['application/json', ''],
      ['application/json', '{'],
      ['text/plain', 'x'],
      ['x', ''],
    ] as const) {
      const fields: Fields = [['content-type', type]]
      expect((await sent('DELETE /users/nobody', body, fields)).status).toBe(404)
      expect((await sent('GET /users/ann', body, fields)).status).toBe(200)
    }
  })

  it('may be as deep as they are long', async () => {
    for (const [open, close, n] of [
      ['[', ']', 400_000],
      ['{"a":', '}', 150_000],
    ] as const) {
      const deep = `${open.repeat(n)}1${close.repeat(n)}`
      const { status, body } = await sent('POST /users/ann/posts', `{"title":${deep},"body":"b"}`)
      expect([status, JSON.parse(body).errors[0].pointer]).toEqual([422, '#/title'])
    }
  })
})

describe('If-Match', () => {
  it('is a list of tags in one field or many, of which one is enough', async () => {
    const tag = `${(await app.inject('/users/ann')).headers.etag}`
    const cases: ReadonlyArray<readonly [ReadonlyArray<string>, number]> = [
      [[`"x", ${tag}`], 200],
      [['"x"', tag], 200],
      [[`"x", ,${tag},`], 200],
      [[' * '], 200],
      [['"a,b"'], 412],
      [[`W/${tag}`], 412],
      [['""'], 412],
      [[''], 400],
      [[','], 400],
      [[tag.slice(1, -1)], 400],
      [[`${tag} ${tag}`], 400],
      [['*', tag], 400],
      [['w/"a"'], 400],
      [['W/*'], 400],
    ]
    for (const [values, status] of cases) {
      const fields: Fields = [json, ...values.map((value) => ['if-match', value] as const)]
      expect([values, (await sent('PATCH /users/ann', '{}', fields)).status]).toEqual([values, status])
    }
  })
})

it('what is begun is answered, and what is idle is closed, when it is told to stop', async () => {
  const env = testEnv()
  await prepare(env)()
  const slow = serve({
    ...env,
    store: (operation) => async () => {
      await setTimeout(200)
      return env.store(operation)()
    },
  })
  await slow.listen({ host: '127.0.0.1', port: 0 })
  const { port } = slow.server.address() as AddressInfo
  const idle = connect(port, '127.0.0.1')
  idle.write('GET /style.css HTTP/1.1\r\nhost: x\r\n\r\n')
  const begun = connect(port, '127.0.0.1')
  begun.write('GET /users HTTP/1.1\r\nhost: x\r\n\r\n')
  await setTimeout(100)
  const closed = slow.close()
  expect(await text(begun)).toContain('{"items":[]')
  expect(await text(idle)).toContain('200 OK')
  await closed
})
