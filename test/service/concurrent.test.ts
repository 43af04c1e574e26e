/** Many clients at once, over a store that is slow and fails: who wins, and whether what is counted is right after it. */
import { Query as Q, Scan } from 'bloop-ts'
import { inMemory } from 'bloop-ts/memory'
import * as fc from 'fast-check'
import * as E from 'fp-ts/Either'
import { pipe } from 'fp-ts/function'
import { expect, it } from 'vitest'
import { type Env, stored } from '../../examples/service/env'
import { Account, Post } from '../../examples/service/models'
import { serve } from '../../examples/service/server'
import { prepare } from '../../examples/service/store'
import { client, type Send } from './client'
import { testEnv } from './testEnv'

const user = (id: string) => ({ id, name: 'Ann', email: 'ann@example.org', password: 'correct horse' })
const post = { title: 'On laws', body: 'They hold.' }

const prepared = async (): Promise<Env> => {
  const env = testEnv(inMemory())
  expect(E.isRight(await prepare(env)())).toBe(true)
  return env
}

/** Each operation takes some turns, before and after it happens; some fail before, and of some it is not known. */
const slow = (env: Env, next: () => number): Env => {
  const wait = async () => {
    for (let turns = next() % 5; turns > 0; turns--) await new Promise(setImmediate)
  }
  return {
    ...env,
    store: (operation) => async () => {
      await wait()
      if (next() < 3) return E.left({ _tag: 'Throttled', name: 'ThrottlingException' })
      const answer = await env.store(operation)()
      await wait()
      return next() < 3 ? E.left({ _tag: 'NetworkFailed', message: 'the connection was reset' }) : answer
    },
  }
}

it('lets one of those win who know the same tag, and all who mind nothing', async () => {
  const env = await prepared()
  const send = client(serve(slow(env, () => 4)))
  const tag = (await send('POST', '/users', user('ann'))).headers.etag ?? ''
  const all = (tag: string, method: 'PATCH' | 'DELETE') =>
    Promise.all(
      Array.from({ length: 8 }, async (_, n) => {
        const { status } = await send(method, '/users/ann', method === 'PATCH' ? { name: `${n}` } : undefined, {
          'if-match': tag,
        })
        return status
      }),
    )
  expect((await all(tag, 'PATCH')).sort()).toEqual([200, ...Array(7).fill(412)])
  const got = await send('GET', '/users/ann')
  expect((await all(got.headers.etag ?? '', 'DELETE')).sort()).toEqual([204, ...Array(7).fill(404)])
})

type Act = readonly [kind: 'create' | 'remove' | 'publish' | 'unpublish' | 'patch', who: string, which: number]

const acts: fc.Arbitrary<ReadonlyArray<Act>> = fc.array(
  fc.tuple(
    fc.constantFrom('create', 'remove', 'publish', 'publish', 'publish', 'unpublish', 'unpublish', 'patch'),
    fc.constantFrom('ann', 'bob'),
    fc.nat({ max: 5 }),
  ),
  { minLength: 200, maxLength: 200 },
)

const perform = async (send: Send, [kind, who, which]: Act): Promise<number> => {
  const [path, any] = [`/users/${who}`, { 'if-match': '*' }]
  switch (kind) {
    case 'create':
      return (await send('POST', '/users', user(who))).status
    case 'remove':
      return (await send('DELETE', path)).status
    case 'publish':
      return (await send('POST', `${path}/posts`, post)).status
    case 'patch':
      return (await send('PATCH', path, { name: `${which}` }, any)).status
    case 'unpublish': {
      const page = await send('GET', `${path}/posts`)
      const one = page.status === 200 ? page.json.items[which] : undefined
      return one === undefined ? page.status : (await send('DELETE', one._links.self.href)).status
    }
  }
}

/** Numbers that the seed decides. */
const numbers = (seed: number): (() => number) => {
  const all = fc.sample(fc.nat({ max: 99 }), { seed, numRuns: 10_000 })
  let n = 0
  return () => all[n++ % all.length] ?? 0
}

it.each([1, 2, 3, 4, 5])('counts the posts of everybody, whatever happens at once and fails: %i', async (seed) => {
  const env = await prepared()
  const app = serve(slow(env, numbers(seed)))
  const send = client(app)
  const statuses = await Promise.all(
    fc.sample(acts, { seed, numRuns: 1 }).flatMap((all) => all.map((act) => perform(send, act))),
  )
  await app.close()
  const posts = await stored(pipe(Scan.scan(Post), Q.collect))(env)()
  const accounts = await stored(pipe(Scan.scan(Account), Q.collect))(env)()
  if (E.isLeft(posts) || E.isLeft(accounts)) throw new Error('they cannot be read')
  const of = (id: string) => posts.right.filter(({ author }) => author === id).length
  expect(accounts.right.map(({ id, posts }) => [id, posts])).toEqual(accounts.right.map(({ id }) => [id, of(id)]))
  expect(posts.right.filter(({ author }) => !accounts.right.some(({ id }) => id === author))).toEqual([])
  for (const status of [201, 204, 409, 503]) expect(statuses).toContain(status)
  expect(statuses).not.toContain(500)
})
