import type { Errors, Interpreter, Program } from 'bloop-ts'
import { inMemory } from 'bloop-ts/memory'
import * as E from 'fp-ts/Either'
import * as TE from 'fp-ts/TaskEither'
import { describe, expect, it } from 'vitest'
import type { App, Env } from '../../examples/service/env'
import * as Posts from '../../examples/service/posts'
import { routes } from '../../examples/service/routes'
import { serve } from '../../examples/service/server'
import { prepare } from '../../examples/service/store'
import * as Users from '../../examples/service/users'
import { client } from './client'
import { testEnv } from './testEnv'

const ann = { id: 'ann', name: 'Ann', email: 'ann@example.org', password: 'correct horse' }
const post = { title: 'On laws', body: 'They hold.', tags: new Set<string>() }
const always = () => true

/** The operations that write. */
const writes: ReadonlySet<string> = new Set(['PutItem', 'UpdateItem', 'DeleteItem', 'TransactWriteItems'])

/** A store in which something else happens just before each of the first writes. */
const raced = (env: Env, others: ReadonlyArray<App<unknown, unknown>>): Env => {
  const left = [...others]
  const store: Interpreter = (operation) => async () => {
    const other = writes.has(operation._tag) ? left.shift() : undefined
    if (other !== undefined) expect(E.isRight(await other(env)())).toBe(true)
    return env.store(operation)()
  }
  return { ...env, store }
}

const prepared = async (): Promise<Env> => {
  const env = testEnv()
  await prepare(env)()
  expect(E.isRight(await Users.create(ann)(env)())).toBe(true)
  return env
}

const rename = (name: string) => Users.edit('ann', always, (user) => ({ ...user, name }))

describe('a change of somebody else between reading and writing', () => {
  it('is a conflict for who knows a tag, and none for who takes whatever is there', async () => {
    const env = await prepared()
    const send = client(serve(raced(env, [rename('Other'), rename('Another')])))
    const tag = (await send('GET', '/users/ann')).headers.etag ?? ''
    const lost = await send('PATCH', '/users/ann', { bio: 'Hi' }, { 'if-match': tag })
    expect([lost.status, lost.json.type]).toEqual([412, '/problems/changed'])
    const won = await send('PATCH', '/users/ann', { bio: 'Hi' }, { 'if-match': '*' })
    expect([won.status, won.json.name, won.json.bio]).toEqual([200, 'Another', 'Hi'])
  })

  it('is a conflict of posts too', async () => {
    const env = await prepared()
    const published = await Posts.create('ann', post)(env)()
    if (E.isLeft(published)) throw new Error(published.left._tag)
    const { author, id } = published.right
    const url = `/users/${author}/posts/${id}`
    const retitle = (title: string) => Posts.edit({ author, id }, always, (one) => ({ ...one, title }))
    const tag = (await client(serve(env))('GET', url)).headers.etag ?? ''
    const edit = client(serve(raced(env, [retitle('Other')])))
    expect((await edit('PATCH', url, { body: 'New' }, { 'if-match': tag })).status).toBe(412)
    const remove = client(serve(raced(env, [retitle('Another')])))
    const seen = (await edit('GET', url)).headers.etag ?? ''
    expect((await remove('DELETE', url, undefined, { 'if-match': seen })).status).toBe(412)
    expect((await remove('GET', url)).json).toMatchObject({ title: 'Another', body: 'They hold.' })
  })

  it('is a conflict after it came five times', async () => {
    const env = await prepared()
    const others = ['A', 'B', 'C', 'D', 'E'].map(rename)
    const send = client(serve(raced(env, others)))
    expect((await send('PATCH', '/users/ann', { bio: 'Hi' }, { 'if-match': '*' })).status).toBe(412)
    expect((await send('PATCH', '/users/ann', { bio: 'Hi' }, { 'if-match': '*' })).json.name).toBe('E')
  })

  it('is seen by who deletes: a post, a deletion', async () => {
    const env = await prepared()
    const kept = await client(serve(raced(env, [Posts.create('ann', post)])))('DELETE', '/users/ann')
    expect([kept.status, kept.json.type]).toEqual([409, '/problems/user-has-posts'])

    const [first] = (await client(serve(env))('GET', '/users/ann/posts')).json.items
    const remove = Posts.remove({ author: 'ann', id: first.id }, always)
    const gone = await client(serve(raced(env, [remove])))('DELETE', first._links.self.href)
    expect([gone.status, gone.json.type]).toEqual([404, '/problems/no-such-post'])
    expect((await client(serve(env))('DELETE', '/users/ann')).status).toBe(204)
  })

  it('is seen by who publishes: the author is gone', async () => {
    const env = await prepared()
    const body = { title: 'T', body: 'B' }
    const raced_ = await client(serve(raced(env, [Users.remove('ann', always)])))('POST', '/users/ann/posts', body)
    expect([raced_.status, raced_.json.type]).toEqual([404, '/problems/no-such-user'])
    expect((await client(serve(env))('GET', '/users')).json.items).toEqual([])
  })
})

describe('a failure of the store', () => {
  const failing = (error: Errors.CommonError): Env => ({ ...testEnv(), store: () => TE.left(error) as never })
  const bodies: { readonly [id: string]: unknown } = {
    createUser: ann,
    replaceUser: { name: 'A', email: 'a@b.c' },
    patchUser: { name: 'A' },
    createPost: { title: 'T', body: 'B' },
    replacePost: { title: 'T', body: 'B', tags: [] },
    patchPost: { title: 'T' },
  }

  it('that passes is 503 on every route, and says when to come again; why is not told', async () => {
    const errors: ReadonlyArray<Errors.CommonError> = [
      { _tag: 'Throttled', name: 'ThrottlingException' },
      { _tag: 'ServiceFailed', name: 'InternalServerError', message: 'inside' },
      { _tag: 'NetworkFailed', message: 'inside' },
      { _tag: 'TimedOut', milliseconds: 1 },
    ]
    for (const error of errors) {
      const send = client(serve(failing(error)))
      for (const { method, path, id } of routes) {
        const url = path.replace('{id}', 'ann').replace('{post}', '0-1')
        const { status, headers, text } = await send(method, url, bodies[id], { 'if-match': '*' })
        expect([id, status, headers['retry-after']]).toEqual([id, 503, '1'])
        expect(text).not.toContain('inside')
      }
    }
  })

  it('that does not pass is 500', async () => {
    for (const error of [
      { _tag: 'TableNotFound', table: 'inside' },
      { _tag: 'RequestRefused', name: 'AccessDeniedException', message: 'inside' },
    ] as const) {
      const { status, text } = await client(serve(failing(error)))(
        'GET',
        '/users?cursor=WyJibG9vcC1zZXJ2aWNlLXVzZXJzIiwiIiwiYSJd',
      )
      expect(status).toBe(500)
      expect(text).not.toContain('inside')
    }
  })

  it('is in the log, on one line, and with nothing that must not be told', async () => {
    const lines: Array<string> = []
    const logger = { level: 'error', stream: { write: (line: string) => void lines.push(line) } }
    const message = 'inside\n{"level":60}'
    const store: Interpreter = () => TE.left({ _tag: 'RequestRefused', name: 'Other', message }) as never
    const failed = [
      client(serve({ ...testEnv(), store }, { logger })),
      client(serve({ ...testEnv(), hash: () => TE.left({ _tag: 'HashFailed', message }) }, { logger })),
    ]
    for (const send of failed) expect((await send('POST', '/users', ann)).status).toBe(500)
    expect(lines).toHaveLength(2)
    for (const line of lines) {
      expect(line.trimEnd()).not.toContain('\n')
      expect(JSON.parse(line)).toMatchObject({ level: 50, msg: expect.stringContaining(message) })
      expect(line).not.toContain(ann.password)
    }
  })

  it('is one of a hash too', async () => {
    const env: Env = { ...testEnv(inMemory()), hash: () => TE.left({ _tag: 'HashFailed', message: 'inside' }) }
    expect((await client(serve(env))('POST', '/users', ann)).status).toBe(500)
  })
})

describe('tables', () => {
  it('that are not as the models need them are told before anything is served', async () => {
    const store = inMemory()
    const other: Program.Program<unknown, unknown> = (interpreter) =>
      interpreter({
        _tag: 'CreateTable',
        schema: { name: 'bloop-service-users', key: { partition: [{ name: 'x', type: 'N' }], sort: [] }, indexes: [] },
      })
    await other(store)()
    const bound = await prepare(testEnv(store))()
    expect(E.isLeft(bound) && bound.left.error._tag).toBe('TableMismatch')
  })
})
