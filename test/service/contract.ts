/** What the service answers: every route and status, on whatever store. */
import type { FastifyInstance } from 'fastify'
import * as E from 'fp-ts/Either'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Env } from '../../examples/service/env'
import { serve } from '../../examples/service/server'
import { prepare } from '../../examples/service/store'
import { client, type Method, type Send } from './client'

const ann = { id: 'ann', name: 'Ann Lee', email: 'ann@example.org', password: 'correct horse' }
const bob = { ...ann, id: 'bob', name: 'Bob' }
const post = { title: 'On laws', body: 'They hold.', tags: ['b', 'a'] }

/** The tests, each with a service over an empty store of `env`. */
export const contract = (env: () => Promise<Env>): void => {
  let app: FastifyInstance
  let send: Send
  beforeEach(async () => {
    const given = await env()
    expect(E.isRight(await prepare(given)())).toBe(true)
    app = serve(given)
    send = client(app)
  })
  afterEach(() => app.close())

  /** Creates, and gives the tag. */
  const create = async (url: string, body: unknown): Promise<string> => {
    const made = await send('POST', url, body)
    expect(made.status, made.text).toBe(201)
    return made.headers.etag ?? ''
  }
  const ifMatch = (tag: string) => ({ 'if-match': tag })

  describe('users', () => {
    it('are created, with an address and a tag, and shown', async () => {
      const made = await send('POST', '/users', { ...ann, bio: 'Hi', avatar: 'AQI=' })
      expect(made.status).toBe(201)
      expect(made.headers.location).toBe('/users/ann')
      expect(made.json).toEqual({
        id: 'ann',
        name: 'Ann Lee',
        email: 'ann@example.org',
        bio: 'Hi',
        avatar: 'AQI=',
        joined: '2020-01-01T00:00:01.000Z',
        initials: 'AL',
        _links: { self: { href: '/users/ann' }, collection: { href: '/users' }, posts: { href: '/users/ann/posts' } },
      })
      const got = await send('GET', '/users/ann')
      expect([got.status, got.text, got.headers.etag]).toEqual([200, made.text, made.headers.etag])
    })

    it('are created once', async () => {
      await create('/users', ann)
      const again = await send('POST', '/users', { ...ann, name: 'Another' })
      expect([again.status, again.json.type, again.json.errors[0].pointer]).toEqual([
        409,
        '/problems/user-exists',
        '#/id',
      ])
      expect((await send('GET', '/users/ann')).json.name).toBe('Ann Lee')
    })

    it('are told every field that is not valid', async () => {
      const wrong = await send('POST', '/users', { id: '..', name: ' ', email: 7, 'a/b': 1, constructor: 1 })
      expect([wrong.status, wrong.json.type]).toEqual([422, '/problems/invalid-fields'])
      expect(wrong.json.errors.map(({ pointer }: { pointer: string }) => pointer).sort()).toEqual([
        '#/a~1b',
        '#/constructor',
        '#/email',
        '#/id',
        '#/name',
        '#/password',
      ])
      for (const { detail } of wrong.json.errors) expect(detail).not.toMatch(/matches|\^/)
      expect((await send('GET', '/users')).json.items).toEqual([])
    })

    it('have a picture of 64 KB at most, which a replacement without it takes away', async () => {
      const avatar = (size: number) => Buffer.alloc(size).toString('base64')
      expect((await send('POST', '/users', { ...ann, avatar: avatar(65_537) })).json.errors).toEqual([
        { pointer: '#/avatar', detail: 'expected binary of at most 64 KB' },
      ])
      const tag = await create('/users', { ...ann, bio: 'Hi', avatar: avatar(65_536) })
      const replaced = await send('PUT', '/users/ann', { name: 'Ann', email: 'a@b.c', bio: '' }, ifMatch(tag))
      expect([replaced.json.avatar, replaced.json.bio]).toEqual([undefined, ''])
    })

    it('are shown again only where they changed', async () => {
      const tag = await create('/users', ann)
      for (const known of [tag, `W/${tag}`, `"x", ${tag}`, '*']) {
        const got = await send('GET', '/users/ann', undefined, { 'if-none-match': known })
        expect([got.status, got.text, got.headers.etag]).toEqual([304, '', tag])
      }
      expect((await send('GET', '/users/ann', undefined, { 'if-none-match': '"x"' })).status).toBe(200)
    })

    it('are asked about without a body', async () => {
      const tag = await create('/users', ann)
      const head = await send('HEAD', '/users/ann')
      expect([head.status, head.text, head.headers.etag]).toEqual([200, '', tag])
      expect((await send('HEAD', '/users')).status).toBe(200)
      expect((await send('HEAD', '/users/nobody')).status).toBe(404)
    })

    it('are replaced by who knows their tag', async () => {
      const before = await create('/users', { ...ann, bio: 'Hi' })
      const replaced = await send('PUT', '/users/ann', { name: 'Anna', email: 'a@b.c' }, ifMatch(before))
      expect([replaced.status, replaced.json.name, replaced.json.bio]).toEqual([200, 'Anna', undefined])
      const got = await send('GET', '/users/ann')
      expect([got.text, got.headers.etag]).toEqual([replaced.text, replaced.headers.etag])
      expect(got.headers.etag).not.toBe(before)

      const stale = await send('PUT', '/users/ann', { name: 'Nan', email: 'a@b.c' }, ifMatch(before))
      expect([stale.status, stale.json.type]).toEqual([412, '/problems/changed'])
      expect((await send('GET', '/users/ann')).json.name).toBe('Anna')
      expect((await send('PUT', '/users/ann', { name: 'Nan', email: 'a@b.c' }, ifMatch('*'))).json.name).toBe('Nan')
    })

    it('are patched by RFC 7396', async () => {
      const tag = await create('/users', { ...ann, bio: 'Hi', avatar: 'AQI=' })
      const merge = { 'content-type': 'application/merge-patch+json', ...ifMatch(tag) }
      const patched = await send('PATCH', '/users/ann', { bio: null, name: 'Anna' }, merge)
      expect(patched.status, patched.text).toBe(200)
      expect(patched.json).toMatchObject({ name: 'Anna', email: 'ann@example.org', avatar: 'AQI=' })
      expect(patched.json.bio).toBeUndefined()
      const same = await send('PATCH', '/users/ann', {}, ifMatch(patched.headers.etag ?? ''))
      expect([same.status, same.headers.etag]).toEqual([200, patched.headers.etag])
      expect((await send('PATCH', '/users/ann', { name: null, id: 'x' }, ifMatch('*'))).json.errors).toHaveLength(2)
      expect((await send('PATCH', '/users/ann', {}, merge)).status).toBe(412)
    })

    it('are deleted, by who knows their tag where one is given', async () => {
      const tag = await create('/users', ann)
      expect((await send('DELETE', '/users/ann', undefined, ifMatch('"other"'))).status).toBe(412)
      const gone = await send('DELETE', '/users/ann', undefined, ifMatch(tag))
      expect([gone.status, gone.text]).toEqual([204, ''])
      expect((await send('DELETE', '/users/ann')).status).toBe(404)
      await create('/users', ann)
      expect((await send('DELETE', '/users/ann')).status).toBe(204)
    })

    it('are listed in pages', async () => {
      for (let n = 0; n < 5; n++) await create('/users', { ...ann, id: `u${n}` })
      const found: Array<string> = []
      const sizes: Array<number> = []
      for (let url: string | undefined = '/users?limit=2'; url !== undefined; ) {
        const { json, headers, status } = await send('GET', url)
        expect([status, json._links.self.href]).toEqual([200, url])
        expect(headers.link).toBe(json._links.next && `<${json._links.next.href}>; rel="next"`)
        found.push(...json.items.map(({ id }: { id: string }) => id))
        sizes.push(json.items.length)
        url = json._links.next?.href
      }
      expect(found.sort()).toEqual(['u0', 'u1', 'u2', 'u3', 'u4'])
      expect(sizes).toEqual([2, 2, 1])
    })
  })

  describe('posts', () => {
    beforeEach(async () => {
      await create('/users', ann)
    })

    it('are published, and shown', async () => {
      const made = await send('POST', '/users/ann/posts', post)
      expect(made.status, made.text).toBe(201)
      const { id, ...said } = made.json
      expect(made.headers.location).toBe(`/users/ann/posts/${id}`)
      expect(said).toEqual({
        author: 'ann',
        ...post,
        tags: ['a', 'b'],
        published: '2020-01-01T00:00:02.000Z',
        _links: {
          self: { href: made.headers.location },
          collection: { href: '/users/ann/posts' },
          author: { href: '/users/ann' },
        },
      })
      const got = await send('GET', `/users/ann/posts/${id}`)
      expect([got.status, got.text, got.headers.etag]).toEqual([200, made.text, made.headers.etag])
      const known = await send('GET', `/users/ann/posts/${id}`, undefined, { 'if-none-match': got.headers.etag ?? '' })
      expect(known.status).toBe(304)
    })

    it('need no tags, and an author', async () => {
      const { tags: _, ...plain } = post
      expect((await send('POST', '/users/ann/posts', plain)).json.tags).toEqual([])
      expect((await send('POST', '/users/nobody/posts', post)).json.type).toBe('/problems/no-such-user')
      expect((await send('GET', '/users/nobody/posts')).json.type).toBe('/problems/no-such-user')
      expect((await send('POST', '/users/ann/posts', { ...post, title: '', author: 'bob' })).json.errors).toHaveLength(
        2,
      )
    })

    it('are listed newest first, in pages of their author', async () => {
      await create('/users', bob)
      for (const title of ['first', 'second', 'third']) await create('/users/ann/posts', { ...post, title })
      await create('/users/bob/posts', post)
      const page = await send('GET', '/users/ann/posts?limit=2')
      const titles = (answer: typeof page) => answer.json.items.map(({ title }: { title: string }) => title)
      expect(titles(page)).toEqual(['third', 'second'])
      const rest = await send('GET', page.json._links.next.href)
      expect([titles(rest), rest.headers.link]).toEqual([['first'], undefined])

      const cursor = page.json._links.next.href.split('?')[1]
      for (const other of ['/users/bob/posts', '/users']) {
        const { status, json } = await send('GET', `${other}?${cursor}`)
        expect([status, json.errors]).toEqual([400, [{ parameter: 'cursor', detail: expect.any(String) }]])
      }
    })

    it('are changed and deleted by who knows their tag', async () => {
      const { headers, json } = await send('POST', '/users/ann/posts', post)
      const [url, tag] = [headers.location ?? '', headers.etag ?? '']
      const put = await send('PUT', url, { title: 'New', body: 'It', tags: [] }, ifMatch(tag))
      expect([put.status, put.json]).toEqual([200, { ...json, title: 'New', body: 'It', tags: [] }])
      expect((await send('PUT', url, post, ifMatch(tag))).status).toBe(412)
      expect((await send('PATCH', url, { tags: ['x'] })).status).toBe(428)
      const patched = await send('PATCH', url, { tags: ['x'] }, ifMatch(put.headers.etag ?? ''))
      expect([patched.status, patched.json]).toEqual([200, { ...put.json, tags: ['x'] }])
      expect((await send('DELETE', url, undefined, ifMatch(tag))).status).toBe(412)
      expect((await send('DELETE', url, undefined, ifMatch(patched.headers.etag ?? ''))).status).toBe(204)
      for (const method of ['GET', 'DELETE'] as const)
        expect((await send(method, url)).json.type).toBe('/problems/no-such-post')
      expect((await send('PATCH', url, {}, ifMatch('*'))).status).toBe(404)
    })

    it('keep their author, and do not make edits of him stale', async () => {
      const tag = (await send('GET', '/users/ann')).headers.etag ?? ''
      const { headers } = await send('POST', '/users/ann/posts', post)
      expect((await send('PATCH', '/users/ann', { bio: 'Hi' }, ifMatch(tag))).status).toBe(200)
      const kept = await send('DELETE', '/users/ann')
      expect([kept.status, kept.json.type]).toEqual([409, '/problems/user-has-posts'])
      expect((await send('DELETE', headers.location ?? '')).status).toBe(204)
      expect((await send('DELETE', '/users/ann')).status).toBe(204)
    })
  })

  describe('requests', () => {
    it('say which parameters are not valid', async () => {
      await create('/users', ann)
      const cursorOf = (...parts: ReadonlyArray<unknown>) => Buffer.from(JSON.stringify(parts)).toString('base64url')
      const [users, posts] = ['bloop-service-users', 'bloop-service-posts']
      const tampered: ReadonlyArray<readonly [string, ReadonlyArray<unknown>]> = [
        ['/users', [users, '', '']],
        ['/users', [users, '', 7]],
        ['/users', [users, '', null]],
        ['/users', [users, '', { S: 'ann' }]],
        ['/users', [users, '', 'ann', 'x']],
        ['/users', [users, 'index', 'ann']],
        ['/users', [users, '', 'x'.repeat(3_000)]],
        ['/users', [posts, '', 'ann', 'x']],
        ['/users/ann/posts', [posts, '', 'bob', 'x']],
        ['/users/ann/posts', [posts, '', 'ann', '']],
        ['/users/ann/posts', [posts, '', 'ann']],
        ['/users/ann/posts', [users, '', 'ann']],
      ]
      for (const [url, parts] of tampered) {
        const { status, json } = await send('GET', `${url}?cursor=${cursorOf(...parts)}`)
        expect([parts, status, json.errors?.[0].parameter]).toEqual([parts, 400, 'cursor'])
      }
      for (const limit of ['0', '101', '-1', '1.5', 'x', '', '1e1'])
        expect((await send('GET', `/users?limit=${limit}`)).json.errors).toEqual([
          { parameter: 'limit', detail: expect.any(String) },
        ])
      for (const cursor of ['', 'x', '%zz', 'WyJ4IiwiIiwiYSJd'])
        expect((await send('GET', `/users?cursor=${cursor}`)).json.errors).toEqual([
          { parameter: 'cursor', detail: expect.any(String) },
        ])
      for (const url of ['/users?page=2', '/users?limit=1&limit=2', '/users/ann?x'])
        expect([url, (await send('GET', url)).status]).toEqual([url, 400])
    })

    it('need If-Match for changes, written as it is to be', async () => {
      await create('/users', ann)
      for (const method of ['PUT', 'PATCH'] as const) {
        const without = await send(method, '/users/ann', {})
        expect([without.status, without.json.errors[0].header]).toEqual([428, 'If-Match'])
        const unquoted = await send(method, '/users/ann', {}, ifMatch('abc'))
        expect([unquoted.status, unquoted.json.errors[0].header]).toEqual([400, 'If-Match'])
      }
      const body = { name: 'A', email: 'a@b.c' }
      expect((await send('PUT', '/users/nobody', body, ifMatch('*'))).json.type).toBe('/problems/no-such-user')
      const tag = (await send('GET', '/users/ann')).headers.etag
      expect((await send('PUT', '/users/ann', body, ifMatch(`W/${tag}`))).status).toBe(412)
    })

    it('are JSON, of 1 MB at most', async () => {
      const cases: ReadonlyArray<readonly [string, string, number]> = [
        ['{', 'application/json', 400],
        ['', 'application/json', 400],
        ['{"__proto__":{}}', 'application/json', 422],
        ['{"constructor":{"prototype":{}}}', 'application/json', 422],
        ['null', 'application/json', 422],
        ['[]', 'application/json', 422],
        ['{"name":"\\ud800","\\udc00":1}', 'application/json', 422],
        ['{}', 'text/plain', 415],
        ['{}', 'application/xml', 415],
        ['{}', 'application/merge-patch+json', 415],
        [`"${'x'.repeat(1_048_577)}"`, 'application/json', 413],
      ]
      for (const [body, type, status] of cases)
        expect([
          type,
          body.slice(0, 40),
          (await send('POST', '/users', body, { 'content-type': type })).status,
        ]).toEqual([type, body.slice(0, 40), status])
      expect((await send('POST', '/users')).status).toBe(415)
      const merge = { 'content-type': 'application/merge-patch+json', 'if-match': '*' }
      await create('/users', ann)
      expect((await send('PATCH', '/users/ann', '{', merge)).status).toBe(400)
      const polluting = await send('PATCH', '/users/ann', '{"name":"A","__proto__":{"name":"B"}}', merge)
      expect([polluting.status, polluting.json.errors[0].pointer]).toEqual([422, '#/__proto__'])
    })

    it('have methods that an address knows', async () => {
      const cases: ReadonlyArray<readonly [Method, string, string]> = [
        ['DELETE', '/users', 'GET, HEAD, POST'],
        ['POST', '/users/ann', 'DELETE, GET, HEAD, PATCH, PUT'],
        ['OPTIONS', '/users/ann/posts', 'GET, HEAD, POST'],
      ]
      for (const [method, url, allow] of cases) {
        const { status, headers } = await send(method, url)
        expect([status, headers.allow]).toEqual([405, allow])
      }
      for (const url of ['/nothing', '/users/ann/friends', '/users/', '/users/ann/posts/x/y'])
        expect([url, (await send('GET', url)).status]).toEqual([url, 404])
    })

    it('have ids of any script, with slashes; and none that no id can be', async () => {
      for (const id of [
        'a/b',
        'ä ö',
        '小百合',
        '%2F',
        '😀',
        "it's (*)",
        '.hidden',
        '...',
        'constructor',
        '__proto__',
        'x'.repeat(64),
        '😀'.repeat(64),
        'é',
        'e\u0301',
        'ann\u202e',
        '&=+?#\\',
      ]) {
        const made = await send('POST', '/users', { ...ann, id })
        expect([id, made.status]).toEqual([id, 201])
        expect(made.headers.location).toBe(made.json._links.self.href)
        const got = await send('GET', made.headers.location ?? '')
        expect([got.status, got.json.id]).toEqual([200, id])
        expect((await send('GET', got.json._links.posts.href)).status).toBe(200)
      }
      for (const id of ['.', '..', ' x', 'x ', '', 'x\n', '\u0000', 'a\u0000b', '\u0085', 'x'.repeat(65)]) {
        const refused = await send('POST', '/users', { ...ann, id })
        expect([id, refused.status, refused.json.errors?.[0].pointer]).toEqual([id, 422, '#/id'])
      }
      for (const id of ['%00', 'a%00b', '%20x', 'x'.repeat(65), '%F0%9F%98%80'.repeat(65)])
        expect([id, (await send('GET', `/users/${id}`)).status]).toEqual([id, 404])
      for (const id of ['%zz', '%', '%ff', '%c3%28'])
        expect([id, (await send('GET', `/users/${id}`)).status]).toEqual([id, 400])
      expect((await send('GET', `/users/${'x'.repeat(5_000)}`)).status).toBe(414)
    })
  })
}
