/** What the routes by hand answer with. */
import { createHash } from 'node:crypto'
import type { FastifyReply } from 'fastify'
import type { Item } from './packages'

/** The query of a list. */
export interface Listing {
  readonly limit?: string
  readonly cursor?: string
}

export const etag = (text: string): string => `"${createHash('sha256').update(text).digest('base64url')}"`

/** A key has strings only here, so that it is JSON as it is. */
export const cursorOf = (key: Item | undefined): string | undefined =>
  key && Buffer.from(JSON.stringify(key)).toString('base64url')

export const keyOf = (cursor: string): Item => JSON.parse(Buffer.from(cursor, 'base64url').toString()) as Item

export const problem = (reply: FastifyReply, status: number, title: string): FastifyReply =>
  reply.code(status).type('application/problem+json').send(JSON.stringify({ title, status }))

export const one = (reply: FastifyReply, shown: unknown): FastifyReply => {
  const text = JSON.stringify(shown)
  return reply.headers({ 'content-type': 'application/json', 'cache-control': 'no-cache', etag: etag(text) }).send(text)
}

const hrefOf = (path: string, limit: string, cursor: string | undefined): string =>
  `${path}?limit=${limit}${cursor === undefined ? '' : `&cursor=${cursor}`}`

export const listed = (
  reply: FastifyReply,
  path: string,
  { limit = '20', cursor }: Listing,
  items: ReadonlyArray<unknown>,
  next: string | undefined,
): FastifyReply => {
  const following = next === undefined ? undefined : hrefOf(path, limit, next)
  if (following !== undefined) reply.header('link', `<${following}>; rel="next"`)
  const self = { href: hrefOf(path, limit, cursor) }
  const body = { items, _links: following === undefined ? { self } : { self, next: { href: following } } }
  return reply.headers({ 'content-type': 'application/json', 'cache-control': 'no-store' }).send(JSON.stringify(body))
}
