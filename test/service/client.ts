/**
 * A client of the service under test, which looks at every answer: errors are problem documents,
 * nothing secret leaves, and all is as the OpenAPI document says.
 */
import type { FastifyInstance } from 'fastify'
import { expect } from 'vitest'
import { kinds } from '../../examples/service/http/problem'
import { undocumented } from './documented'
import { secret } from './testEnv'

export interface Answer {
  readonly status: number
  readonly headers: { readonly [name: string]: string | undefined }
  readonly text: string
  /** The body, where it is JSON. */
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of any shape
  readonly json: any
}

export type Method = 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE' | 'OPTIONS'

/** A body that is text is sent as it is, anything else as JSON. */
export type Send = (
  method: Method,
  url: string,
  body?: unknown,
  headers?: { readonly [name: string]: string },
) => Promise<Answer>

const statuses: ReadonlySet<number> = new Set(Object.values(kinds).map(({ status }) => status))

export const client =
  (app: FastifyInstance): Send =>
  async (method, url, body, headers = {}) => {
    const response = await app.inject({
      method,
      url,
      headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
      ...(body === undefined ? {} : { payload: typeof body === 'string' ? body : JSON.stringify(body) }),
    })
    const { statusCode: status, body: text } = response
    const type = `${response.headers['content-type'] ?? ''}`
    const json = type.includes('json') && text !== '' ? JSON.parse(text) : undefined
    for (const hidden of [secret, 'passwordHash', 'password', 'internal notes']) {
      const echoed = status >= 400 || url === '/openapi.json'
      if (!(echoed && hidden.startsWith('password'))) expect(text).not.toContain(hidden)
    }
    if (status >= 400) {
      expect(type).toMatch(/^application\/problem\+json\b/)
      expect(statuses).toContain(status)
      if (text !== '')
        expect(json).toMatchObject({ type: expect.stringMatching(/^\/problems\//), title: expect.any(String), status })
    }
    expect(undocumented(method, url, status, json)).toEqual([])
    const flat = Object.fromEntries(Object.entries(response.headers).map(([name, value]) => [name, `${value}`]))
    return { status, headers: flat, text, json }
  }
