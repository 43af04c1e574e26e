/** The models: what the service keeps. Their codecs say all that a value may be; the views take the limits over into JSON. */
import { Attribute as A, Model as M } from 'bloop-ts'

// -----------------------------------------------------------------------------
// attributes
// -----------------------------------------------------------------------------

/**
 * Text of any script that a URL can say: no control characters, no space at either end, and neither '.' nor '..', which
 * browsers take out of a path. (No lookaheads, so that generators of test data understand it.)
 */
const id = String.raw`^(?:[^\s\u0000-\u001f\u007f-\u009f.]|\.\.?[^\s\u0000-\u001f\u007f-\u009f.]|\.{3})(?:[^\u0000-\u001f\u007f-\u009f]*[^\s\u0000-\u001f\u007f-\u009f])?$`

export const userIdLimits = { minLength: 1, maxLength: 64, pattern: id } as const
export const postIdLimits = { minLength: 1, maxLength: 64, pattern: '^[0-9a-z-]+$' } as const

// The patterns are said in words: what is expected is read by people.
export const UserId = A.constrain(
  A.string,
  userIdLimits,
  'text of 1 to 64 characters, without control characters or a space at either end, and not . or ..',
)
export const PostId = A.constrain(A.string, postIdLimits, 'text of 1 to 64 of the characters a-z, 0-9 and -')
export const Password = A.constrain(A.string, { minLength: 8, maxLength: 128 })

const Name = A.constrain(
  A.string,
  { minLength: 1, maxLength: 64, pattern: '\\S' },
  'text of 1 to 64 characters, not only spaces',
)
const Email = A.constrain(
  A.string,
  { maxLength: 254, pattern: '^[^\\s@]+@[^\\s@]+$', format: 'email' },
  'an e-mail address of at most 254 characters, like name@example.org',
)
const Bio = A.constrain(A.string, { maxLength: 2_000 })
const Avatar = A.refine(A.binary, ({ length }) => length <= 65_536, 'binary of at most 64 KB')
const Title = A.constrain(
  A.string,
  { minLength: 1, maxLength: 200, pattern: '\\S' },
  'text of 1 to 200 characters, not only spaces',
)
const Body = A.constrain(A.string, { minLength: 1, maxLength: 20_000 })
const Tags = A.constrain(A.set(A.constrain(A.string, { minLength: 1, maxLength: 40 })), { maxItems: 20 })

// -----------------------------------------------------------------------------
// users: two models of one table
// -----------------------------------------------------------------------------

const users = { table: 'bloop-service-users', key: { partition: 'id' } } as const

const profile = {
  id: UserId,
  name: Name,
  email: Email,
  bio: A.optional(Bio),
  avatar: A.optional(Avatar),
  joined: A.dateTime,
  passwordHash: A.string,
  notes: A.optional(A.string),
}

/** What an edit reads and writes: without the counter, so that a new post is no conflict with an edit of its author. */
export const User = M.model({ name: 'User', ...users, attributes: profile })
export type User = M.TypeOf<typeof User>

/** The whole item: a user and how many posts there are. */
export const Account = M.model({ name: 'Account', ...users, attributes: { ...profile, posts: A.integer } })
export type Account = M.TypeOf<typeof Account>

// -----------------------------------------------------------------------------
// posts
// -----------------------------------------------------------------------------

/** Ids begin with the time, so that an author's posts are in the order in which they were published. */
export const Post = M.model({
  name: 'Post',
  table: 'bloop-service-posts',
  attributes: { author: UserId, id: PostId, title: Title, body: Body, tags: Tags, published: A.dateTime },
  key: { partition: 'author', sort: 'id' },
})
export type Post = M.TypeOf<typeof Post>
