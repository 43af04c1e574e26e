/** What must not compile of views. This file is checked, never run. */
import { Attribute as A, Model as M, View } from 'bloop-ts'
import { pipe } from 'fp-ts/function'
import type { JsonRecord } from 'fp-ts/Json'
import type * as t from 'io-ts'

const User = M.model({
  name: 'User',
  table: 'users',
  attributes: {
    id: A.string,
    name: A.string,
    bio: A.optional(A.string),
    posts: A.withDefault(A.integer, () => 0),
    roles: A.set(A.string),
    avatar: A.optional(A.binary),
    nick: A.option(A.string),
    hash: A.string,
  },
  key: { partition: 'id' },
})
type User = M.TypeOf<typeof User>
declare const Hex: t.Type<Uint8Array, string>

type Equal<X, Y> = (<T>() => T extends X ? 1 : 2) extends <T>() => T extends Y ? 1 : 2 ? true : false
const equal = <X, Y>(same: Equal<X, Y>) => same

// what compiles
const Shown = pipe(
  View.make(User),
  View.omit('hash', 'nick'),
  View.rename({ id: 'username' }),
  View.add('initials', A.string, (user) => user.name.slice(0, 1)),
  View.links({ self: '/users/{id}', collection: '/users', both: '/{id}/{name}' }),
  View.with({ avatar: A.optional(A.S(Hex)) }),
  View.describe({ username: { description: 'as it is signed in with' } }),
  View.named('UserView'),
)
const NewUser = pipe(
  View.make(User),
  View.pick('id', 'name', 'posts', 'bio'),
  View.accept('password', A.string),
  View.creation,
)
const UserPatch = pipe(View.make(User), View.pick('name', 'bio', 'roles', 'nick'), View.patch)

export const types = [
  equal<
    View.Decoded<typeof Shown>,
    {
      readonly id: string
      readonly name: string
      readonly bio?: string
      readonly posts: number
      readonly roles: ReadonlySet<string>
      readonly avatar?: Uint8Array
    }
  >(true),
]
export const a: { readonly bio?: string; readonly id: string } = {} as View.Decoded<typeof NewUser>
export const shown: (a: User) => JsonRecord = View.encode(Shown)

// what must not
const whole = View.make(User)
const Page = M.model({
  name: 'Page',
  table: 'users',
  attributes: { id: A.string, kind: A.literal('page') },
  key: { partition: 'id' },
})
const Post = M.model({
  name: 'Post',
  table: 'users',
  attributes: { id: A.string, kind: A.literal('post') },
  key: { partition: 'id' },
})
const Both = M.oneOf('kind', [Page, Post])
// @ts-expect-error a sum of models
View.make(Both)
// @ts-expect-error an unknown field
pipe(whole, View.pick('nope'))
// @ts-expect-error an unknown field
pipe(whole, View.omit('nope'))
// @ts-expect-error a field that is not there any more
pipe(whole, View.rename({ id: 'username' }), View.omit('id'))
// @ts-expect-error an unknown field
pipe(whole, View.rename({ nope: 'x' }))
pipe(
  // @ts-expect-error a name that is taken
  whole,
  View.add('name', A.string, (user) => user.name),
)
// @ts-expect-error a name that is taken
pipe(whole, View.accept('name', A.string))
pipe(
  whole,
  // @ts-expect-error another type than the codec's
  View.add('initials', A.string, (user) => user.posts),
)
pipe(
  whole,
  // @ts-expect-error no attribute of the model
  View.add('initials', A.string, (user) => user.nope),
)
pipe(
  whole,
  // @ts-expect-error an attribute that may be absent, and a codec that may not
  View.add('initials', A.string, (user) => user.bio),
)
// @ts-expect-error a template of what is no attribute
pipe(whole, View.links({ self: '/users/{nope}' }))
// @ts-expect-error one of two is no attribute
pipe(whole, View.links({ self: '/users/{id}/{nope}' }))
// @ts-expect-error by the application's names, not those of the JSON
pipe(whole, View.rename({ id: 'username' }), View.links({ self: '/users/{username}' }))
// @ts-expect-error level 2 of templates
pipe(whole, View.links({ self: '/users/{+id}' }))
// @ts-expect-error a codec of another type
pipe(whole, View.with({ hash: A.integer }))
// @ts-expect-error a codec that may not be absent, of what may
pipe(whole, View.with({ avatar: A.S(Hex) }))
// @ts-expect-error a codec of text, of an option of text
pipe(whole, View.with({ nick: A.string }))
// @ts-expect-error an unknown field, beside one that is known
pipe(whole, View.rename({ id: 'x', nope: 'y' }))
// @ts-expect-error an unknown field
pipe(whole, View.with({ hash: A.string, nope: A.string }))
// @ts-expect-error an unknown field
pipe(whole, View.describe({ id: {}, nope: { description: 'x' } }))
// @ts-expect-error a keyword that asks something of values
pipe(whole, View.describe({ id: { description: 'x', minLength: 1 } }))
// @ts-expect-error a value of another model
View.encode(whole)({ id: 'x' })
// @ts-expect-error something is missing
View.set(Shown)({ id: 'x' })
// @ts-expect-error what the model does not store is no attribute
View.set(UserPatch)({ hash: 'x' })
// @ts-expect-error required attributes cannot be taken away
View.set(UserPatch)({ name: undefined })
export const ok = View.set(UserPatch)({ bio: undefined })
