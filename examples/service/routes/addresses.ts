/** The addresses of the service: what their variables are, and how one is made. */
import { pipe } from 'fp-ts/function'
import { variable } from '../http/address'
import { and } from '../http/input'
import { PostId, postIdLimits, UserId, userIdLimits } from '../models'

const id = { name: 'id', codec: UserId, schema: { type: 'string', ...userIdLimits }, missing: 'no-such-user' } as const
const post_ = {
  name: 'post',
  codec: PostId,
  schema: { type: 'string', ...postIdLimits },
  missing: 'no-such-post',
} as const

/** The user of an address. */
export const ofUser = variable(id, (id) => ({ id }))

/** The post of an address, and its author. */
export const ofPost = pipe(
  variable(id, (author) => ({ author })),
  and(variable(post_, (id) => ({ id }))),
)

// All but unreserved characters, as the links of a view have it.
const encode = (text: string): string =>
  encodeURIComponent(text).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`)

export const users = '/users'
export const user = (id: string): string => `${users}/${encode(id)}`
export const posts = (author: string): string => `${user(author)}/posts`
export const post = (author: string, id: string): string => `${posts(author)}/${encode(id)}`
