/** The views: what leaves the application of its values, and what clients may send. */
import { Attribute as A, View } from 'bloop-ts'
import { pipe } from 'fp-ts/function'
import { Password, Post, User } from './models'

// -----------------------------------------------------------------------------
// users
// -----------------------------------------------------------------------------

/** 'AL' of 'Ada Lovelace'. */
const initials = ({ name }: User): string =>
  name
    .split(/\s+/u)
    .flatMap((word) => [...word].slice(0, 1))
    .slice(0, 2)
    .join('')

const avatar = { description: 'An image of at most 64 KB, as base64.' }

/** What anybody may see: no hash of a password, no notes. */
export const UserView = pipe(
  View.make(User),
  View.omit('passwordHash', 'notes'),
  View.add('initials', A.string, initials),
  View.links({ self: '/users/{id}', collection: '/users', posts: '/users/{id}/posts' }),
  View.describe({ joined: { description: 'When the user was created.' }, avatar }),
  View.named('User'),
)

const editable = pipe(View.make(User), View.pick('name', 'email', 'bio', 'avatar'), View.describe({ avatar }))

export const NewUser = pipe(
  View.make(User),
  View.pick('id', 'name', 'email', 'bio', 'avatar'),
  View.accept('password', Password),
  View.describe({ id: { description: 'Part of the address of the user, in any script.' }, avatar }),
  View.creation,
  View.named('NewUser'),
)
export const UserReplacement = pipe(editable, View.named('UserReplacement'))
export const UserPatch = pipe(editable, View.patch, View.named('UserPatch'))

// -----------------------------------------------------------------------------
// posts
// -----------------------------------------------------------------------------

export const PostView = pipe(
  View.make(Post),
  View.links({ self: '/users/{author}/posts/{id}', collection: '/users/{author}/posts', author: '/users/{author}' }),
  View.named('Post'),
)

const writable = pipe(View.make(Post), View.pick('title', 'body', 'tags'))

export const NewPost = pipe(writable, View.creation, View.named('NewPost'))
export const PostReplacement = pipe(writable, View.named('PostReplacement'))
export const PostPatch = pipe(writable, View.patch, View.named('PostPatch'))
