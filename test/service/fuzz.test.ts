/** Ten thousand requests, made of the OpenAPI document: what is wrong is refused, and nothing is stored; nothing ever fails. */
import * as fc from 'fast-check'
import * as E from 'fp-ts/Either'
import { expect, it } from 'vitest'
import { kinds } from '../../examples/service/http/problem'
import { serve } from '../../examples/service/server'
import { prepare, seed } from '../../examples/service/store'
import { inMemory } from '../../src/memory'
import { undocumented, violations } from './documented'
import type { Known } from './fuzz/operations'
import { type FuzzRequest, requests } from './fuzz/request'
import { testEnv } from './testEnv'

const numRequests = 10_000
/** So often the store is put back to what it was. */
const fresh = 250

const statuses = new Set<number>(Object.values(kinds).map(({ status }) => status))

interface Post {
  readonly author: string
  readonly id: string
}

/** Whether a client takes parts out of the address, so that it is another one. */
const isShortened = (url: string): boolean => /\/(?:\.|%2e){1,2}(?:[/?]|$)/i.test(url)

/** The reasons for which a request must be refused, those included that only its schema knows. */
const reasonsOf = ({ url, faults, json, component }: FuzzRequest): ReadonlyArray<string> => {
  if (isShortened(url)) return []
  const isAccepted = json === undefined || component === undefined || violations(component, json).length === 0
  return isAccepted ? faults : [...faults, 'fields']
}

it(`${numRequests} random requests`, { timeout: 240_000 }, async () => {
  const store = inMemory()
  const env = testEnv(store)
  expect(E.isRight(await prepare(env)())).toBe(true)
  expect(E.isRight(await seed(6)(env)())).toBe(true)
  const app = serve(env)
  const listed = (await app.inject('/users?limit=3')).json()
  const ids: ReadonlyArray<string> = listed.items.map(({ id }: { readonly id: string }) => id)
  const posts = await Promise.all(ids.map((id) => app.inject(`/users/${encodeURIComponent(id)}/posts?limit=1`)))
  const pages = posts.map((page) => page.json())
  const cursor = (href: string | undefined): ReadonlyArray<string> => href?.match(/cursor=([^&]+)/)?.slice(1) ?? []
  const known: Known = {
    ids,
    posts: pages.flatMap(({ items }) => items.map((post: Post): readonly [string, string] => [post.author, post.id])),
    cursors: [listed, ...pages].flatMap((page) => cursor(page._links.next?.href)),
    tags: await Promise.all(
      ids.map(async (id) => `${(await app.inject(`/users/${encodeURIComponent(id)}`)).headers.etag}`),
    ),
  }
  expect(known.cursors.length).toBeGreaterThan(0)

  const counts = { refused: 0, accepted: 0, bad: 0, stored: 0 }
  const byStatus = new Map<number, number>()
  const byReason = new Map<string, number>()
  const count = <K>(map: Map<K, number>, key: K) => map.set(key, (map.get(key) ?? 0) + 1)
  const seeded = store.snapshot()
  const wrong: Array<unknown> = []
  let n = 0
  for (const request of fc.sample(requests(known), { numRuns: numRequests, seed: 6 })) {
    if (n++ % fresh === 0) store.restore(seeded)
    const before = store.snapshot()
    const { method, url, headers, payload } = request
    const answer = await app.inject({
      method: method as 'GET',
      url,
      headers,
      ...(payload === undefined ? {} : { payload }),
    })
    const { statusCode: status, body } = answer
    const reasons = reasonsOf(request)
    const isStored = store.snapshot() !== before
    const type = `${answer.headers['content-type'] ?? ''}`
    const json = type.includes('json') && body !== '' ? JSON.parse(body) : undefined
    const refused = status >= 400
    count(byStatus, status)
    for (const reason of new Set(reasons)) count(byReason, reason)
    counts[refused ? 'refused' : 'accepted']++
    if (reasons.length > 0) counts.bad++
    if (isStored) counts.stored++
    const faults = [
      ...(status >= 500 ? ['it failed'] : []),
      ...(reasons.length > 0 && !refused ? ['it was accepted'] : []),
      ...(refused && isStored ? ['something was stored'] : []),
      ...(refused && !(type.startsWith('application/problem+json') && statuses.has(status))
        ? ['no problem document']
        : []),
      ...(refused && method !== 'HEAD' ? violations('Problem', json) : []),
      ...(request.operation === 'none' || isShortened(url) ? [] : undocumented(method, url, status, json)),
      ...(body.includes('passwordHash') && !refused ? ['the hash left'] : []),
    ]
    if (faults.length > 0 && wrong.length < 10)
      wrong.push({
        method,
        url: url.slice(0, 200),
        headers,
        payload: payload?.slice(0, 300).toString(),
        status,
        faults,
        reasons,
        body: body.slice(0, 300),
      })
  }
  await app.close()
  const sorted = <K>(map: ReadonlyMap<K, number>) => Object.fromEntries([...map].sort())
  console.log(
    JSON.stringify({ requests: n, ...counts, byStatus: sorted(byStatus), byReason: sorted(byReason) }, null, 2),
  )
  expect(wrong).toEqual([])
  expect(({} as { readonly isAdmin?: unknown }).isAdmin).toBeUndefined()
  expect(counts.bad).toBeGreaterThan(numRequests / 4)
  expect(counts.stored).toBeGreaterThan(100)
})
