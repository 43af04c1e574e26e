import { inMemory } from 'bloop-ts/memory'
import * as E from 'fp-ts/Either'
import * as TE from 'fp-ts/TaskEither'
import type { Env } from '../../examples/service/env'
import { serve } from '../../examples/service/server'
import { prepare, seed } from '../../examples/service/store'

/** The service with its page, and another client of it. */
export interface Site {
  readonly address: string
  /** As someone else, past the page. Fails on any answer but 2xx. */
  readonly post: (path: string, body: unknown) => Promise<void>
  /** A merge patch over whatever version is there. */
  readonly patch: (path: string, body: unknown) => Promise<void>
  readonly remove: (path: string) => Promise<void>
  readonly get: (path: string) => Promise<Readonly<Record<string, unknown>>>
  readonly close: () => Promise<void>
}

const testEnv = (): Env => {
  let ids = 0
  return {
    store: inMemory(),
    now: () => new Date('2026-05-01T12:00:00Z'),
    newId: () => `id-${++ids}`,
    hash: () => TE.right('hash'),
  }
}

/** A fresh one with so many users (of `examples/service/samples.ts`), on a free port. */
export const startSite = async (users: number): Promise<Site> => {
  const env = testEnv()
  for (const made of [await prepare(env)(), await seed(users)(env)()]) {
    if (E.isLeft(made)) throw new Error(JSON.stringify(made.left))
  }
  const server = serve(env)
  const address = await server.listen({ host: '127.0.0.1', port: 0 })
  const send = async (path: string, init: RequestInit): Promise<Response> => {
    const response = await fetch(address + path, init)
    if (!response.ok) throw new Error(`${init.method} ${path}: ${response.status} ${await response.text()}`)
    return response
  }
  const withBody = (method: string, type: string) => async (path: string, body: unknown) => {
    const headers = { 'content-type': type, ...(method === 'PATCH' ? { 'if-match': '*' } : {}) }
    await send(path, { method, headers, body: JSON.stringify(body) })
  }
  return {
    address,
    post: withBody('POST', 'application/json'),
    patch: withBody('PATCH', 'application/merge-patch+json'),
    remove: async (path) => void (await send(path, { method: 'DELETE' })),
    get: async (path) => (await send(path, { method: 'GET' })).json() as Promise<Record<string, unknown>>,
    close: async () => {
      await server.close()
    },
  }
}
