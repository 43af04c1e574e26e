/** What is asked of the servers: for each connection a round of requests, on users of its own. */
import type { Asked } from './packages'

// -----------------------------------------------------------------------------
// model
// -----------------------------------------------------------------------------

export const connections = 16

/** Four users for each connection, and some more. */
export const population = 4 * connections + 36

/** The requests of one connection. `round` is another text each time, so that ids are new. */
type Requests = (connection: number, round: string) => ReadonlyArray<Asked>

interface Sent {
  readonly method: string
  readonly path: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
}

// -----------------------------------------------------------------------------
// constructors
// -----------------------------------------------------------------------------

const of = (sent: () => Sent, onResponse: Asked['onResponse'] = () => undefined): Asked => ({
  setupRequest: (request) => ({ ...request, ...sent() }),
  onResponse,
})

const json = (body: object) => ({
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
})

/** Everything that one connection may ask for. */
const asking = (connection: number, round: string) => {
  // Every fourth sample has three posts, the one before it has two.
  const user = (of: 3 | 4): string => `/users/user-${`${4 * connection + of}`.padStart(3, '0')}`
  const mine = user(4)
  let tag: string | undefined
  let count = 0
  const id = () => `${round}-${connection}-${++count}`
  const noted: Asked['onResponse'] = (_status, _body, _context, headers) => {
    tag = headers.etag
  }
  const get: Sent = { method: 'GET', path: mine }
  return {
    list: of(() => ({ method: 'GET', path: '/users?limit=20' })),
    get: of(() => get, noted),
    posts: of(() => ({ method: 'GET', path: `${mine}/posts` })),
    /** With the tag of the answer before; the very first gets one. */
    patch: of(() => {
      if (tag === undefined) return get
      const { headers, body } = json({ bio: `Bio ${id()}` })
      return { method: 'PATCH', path: mine, headers: { ...headers, 'if-match': tag }, body }
    }, noted),
    create: of(() => {
      const name = id()
      const user = {
        id: name,
        name: `User ${name}`,
        email: `${name}@example.org`,
        bio: 'New here.',
        password: 'password',
      }
      return { method: 'POST', path: '/users', ...json(user) }
    }),
    publish: of(() => ({
      method: 'POST',
      path: `${user(3)}/posts`,
      ...json({ title: `Title ${id()}`, body: 'A few words about nothing in particular.', tags: ['bench', 'load'] }),
    })),
  }
}

const only =
  (name: keyof ReturnType<typeof asking>): Requests =>
  (connection, round) => [asking(connection, round)[name]]

/** By what the figures are called. */
export const scenarios = {
  'list 20 users': only('list'),
  'get a user': only('get'),
  'list the posts of a user': only('posts'),
  'create a user': only('create'),
  'patch a user, If-Match': only('patch'),
  'create a post': only('publish'),
  'all of them, mixed': (connection, round) => {
    const { list, get, posts, patch, create, publish } = asking(connection, round)
    return [list, get, patch, posts, get, list, get, patch, create, publish]
  },
} as const satisfies Readonly<Record<string, Requests>>

export type Scenario = keyof typeof scenarios

export const scenarioNames = Object.keys(scenarios) as ReadonlyArray<Scenario>
