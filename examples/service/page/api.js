// The service over HTTP: every answer is one of three, and nothing throws.

/**
 * A problem document (RFC 9457), as this service writes it.
 *
 * @typedef {{ readonly pointer?: string, readonly parameter?: string, readonly header?: string, readonly detail: string }} Invalid
 * @typedef {{ readonly title: string, readonly detail?: string, readonly errors?: ReadonlyArray<Invalid> }} Problem
 */

/**
 * @typedef {{ readonly href: string }} Link
 * @typedef {{ readonly id: string, readonly name: string, readonly email: string, readonly bio?: string | null,
 *   readonly joined: string, readonly initials: string, readonly avatar?: string | null,
 *   readonly _links: { readonly self: Link, readonly posts: Link } }} User
 * @typedef {{ readonly id: string, readonly title: string, readonly body: string, readonly tags?: ReadonlyArray<string>,
 *   readonly published: string, readonly _links: { readonly self: Link } }} Post
 */

/**
 * @template Item
 * @typedef {{ readonly items: ReadonlyArray<Item>, readonly _links: { readonly next?: Link } }} Page
 */

/**
 * What is not `Done` did not happen: refused by the service, or it was not reached.
 *
 * @typedef {{ readonly _tag: 'Refused', readonly status: number, readonly problem: Problem, readonly retryAfter: number }} Refused
 * @typedef {Refused | { readonly _tag: 'Unreachable' }} Failure
 */

/**
 * @template Body
 * @typedef {{ readonly _tag: 'Done', readonly body: Body, readonly etag: string } | Failure} Answer
 */

/**
 * @typedef {{ readonly body?: unknown, readonly type?: string, readonly ifMatch?: string, readonly signal?: AbortSignal }} Options
 */

/** @param {string} id */
export const userHref = (id) => `/users/${encodeURIComponent(id)}`

/**
 * @template Body
 * @param {'GET' | 'POST' | 'PATCH' | 'DELETE'} method
 * @param {string} href
 * @param {Options} options
 * @returns {Promise<Answer<Body>>}
 */
export const request = async (method, href, { body, type = 'application/json', ifMatch, signal } = {}) => {
  /** @type {RequestInit} */
  const init = {
    method,
    headers: {
      accept: 'application/json, application/problem+json',
      ...(body === undefined ? {} : { 'content-type': type }),
      ...(ifMatch === undefined ? {} : { 'if-match': ifMatch }),
    },
    // What an edit starts from is never an old copy.
    cache: 'no-store',
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    ...(signal === undefined ? {} : { signal }),
  }
  try {
    const response = await fetch(href, init)
    const text = await response.text()
    const isJson = /^application\/(\w+\+)?json\b/.test(response.headers.get('content-type') ?? '')
    if (response.ok && (isJson || response.status === 204)) {
      const parsed = /** @type {Body} */ (response.status === 204 ? undefined : JSON.parse(text))
      return { _tag: 'Done', body: parsed, etag: response.headers.get('etag') ?? '' }
    }
    const problem = /** @type {Problem} */ (
      isJson ? JSON.parse(text) : { title: 'The service gave no readable answer' }
    )
    const retryAfter = Number(response.headers.get('retry-after') ?? 0)
    return { _tag: 'Refused', status: response.status, problem, retryAfter }
  } catch {
    return { _tag: 'Unreachable' }
  }
}

/**
 * The cursor of a link to a next page.
 *
 * @param {Link | undefined} link
 * @returns {string | null}
 */
export const cursorOf = (link) =>
  link === undefined ? null : new URL(link.href, location.href).searchParams.get('cursor')
