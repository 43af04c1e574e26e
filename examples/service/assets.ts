/** The files of the page, as responses: read once, from one directory, so that no address can lead out of it. */
import { readdirSync, readFileSync } from 'node:fs'
import type { Response } from './http/message'

const types = {
  html: 'text/html; charset=utf-8',
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  svg: 'image/svg+xml',
} as const

/** Nothing but what this service serves itself. https://www.w3.org/TR/CSP3/ */
export const policy =
  "default-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"

const isServed = (type: string): type is keyof typeof types => Object.hasOwn(types, type)

/** The responses by their paths; index.html is at the root. */
export const readAssets = (directory: URL): ReadonlyMap<string, Response> =>
  new Map(
    readdirSync(directory).flatMap((name) => {
      const type = name.slice(name.lastIndexOf('.') + 1)
      if (!isServed(type)) return []
      const response: Response = {
        status: 200,
        headers: { 'content-type': types[type], 'content-security-policy': policy, 'cache-control': 'no-cache' },
        body: readFileSync(new URL(name, directory), 'utf8'),
      }
      return [[name === 'index.html' ? '/' : `/${name}`, response]]
    }),
  )
