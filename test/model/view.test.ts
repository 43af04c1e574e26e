import Big from 'big.js'
import * as E from 'fp-ts/Either'
import { pipe } from 'fp-ts/function'
import * as O from 'fp-ts/Option'
import * as t from 'io-ts'
import { describe, expect, it } from 'vitest'
import { ofModel } from '../../laws/arbitrary/model'
import { suite } from '../../laws/law'
import { viewLaws } from '../../laws/view'
import * as A from '../../src/codec'
import { model } from '../../src/model'
import * as View from '../../src/model/View'

const User = model({
  name: 'User',
  table: 'users',
  attributes: {
    id: A.string,
    name: A.rename('n', A.string),
    bio: A.optional(A.string),
    posts: A.withDefault(A.integer, () => 0),
    roles: A.set(A.string),
    avatar: A.optional(A.binary),
    nick: A.option(A.string),
    address: A.map({ street: A.rename('s', A.string), zip: A.optional(A.integer) }),
    hash: A.string,
  },
  key: { partition: 'id' },
})
const ann = {
  id: 'ann',
  name: 'Ann',
  bio: 'b',
  posts: 3,
  roles: new Set(['b', 'a']),
  nick: O.none,
  address: { street: 'x' },
  hash: 'secret',
}
const { hash, ...shownOfAnn } = ann

const UserView = pipe(
  View.make(User),
  View.omit('hash'),
  View.rename({ id: 'username', address: 'a/b~c' }),
  View.add('initials', A.string, ({ name }) => [...name].slice(0, 1).join('')),
  View.links({ self: '/users/{id}', bio: '/{bio}/é%20' }),
)
const json = {
  username: 'ann',
  name: 'Ann',
  bio: 'b',
  posts: 3,
  roles: ['a', 'b'],
  'a/b~c': { street: 'x' },
  initials: 'A',
  _links: { self: { href: '/users/ann' }, bio: { href: '/b/%C3%A9%20' } },
}
const errorsOf = (decoded: E.Either<ReadonlyArray<View.Invalid>, unknown>) =>
  E.isLeft(decoded) ? decoded.left.map(({ pointer, detail }) => `${pointer} ${detail}`) : decoded.right

describe('a whole view', () => {
  const decode = View.decode(UserView)

  it('is shown, read back and set', () => {
    expect(View.encode(UserView)(ann)).toEqual(json)
    expect(decode(json)).toEqual(E.right(shownOfAnn))
    expect(View.set(UserView)(shownOfAnn)({ ...ann, hash: 'other' })).toEqual({ ...ann, hash: 'other' })
  })

  it('tells all that is wrong, by its pointer', () => {
    const wrong = { ...json, name: 1, 'a/b~c': { street: 'x', zip: 0.5, other: 1 }, initials: 1, nope: 1 }
    expect(errorsOf(decode(wrong))).toEqual([
      '/name expected string',
      '/a~1b~0c/zip expected integer',
      '/a~1b~0c/other expected no such attribute',
      '/initials expected string',
      '/nope expected no such attribute',
    ])
    const { posts, _links, ...missing } = json
    expect(errorsOf(decode(missing))).toEqual(['/posts expected integer', '/_links expected map'])
    expect(errorsOf(decode(7))).toEqual([' expected User'])
    expect(errorsOf(decode({ ...json, id: 'ann', hash: 'x' }))).toEqual([
      '/id expected no such attribute',
      '/hash expected no such attribute',
    ])
  })

  it('checks what is computed by its codec', () => {
    const level = A.refine(A.integer, (n) => n > 0, 'level')
    const view = pipe(
      View.make(User),
      View.pick('id'),
      View.add('level', level, () => 1),
    )
    expect(View.decode(view)({ id: 'ann', level: 7 })).toEqual(E.right({ id: 'ann' }))
    expect(errorsOf(View.decode(view)({ id: 'ann', level: 0 }))).toEqual(['/level expected level'])
  })

  it('takes away what is left out', () => {
    const { bio, ...without } = json
    const decoded = decode(without)
    const after = E.isRight(decoded) ? View.set(UserView)(decoded.right)(ann) : undefined
    expect(after).toEqual({ ...shownOfAnn, bio: undefined, hash })
    expect(Object.keys(after ?? {})).not.toContain('bio')
  })
})

describe('a view for creation', () => {
  const NewUser = pipe(
    View.make(User),
    View.omit('hash'),
    View.accept('password', A.constrain(A.string, { minLength: 8 })),
    View.add('initials', A.string, ({ name }) => name),
    View.links({ self: '/users/{id}' }),
    View.creation,
  )
  const decode = View.decode(NewUser)
  const given = { id: 'ann', name: 'Ann', roles: ['a'], address: { street: 'x' }, password: 'long enough' }
  const expected = {
    id: 'ann',
    name: 'Ann',
    roles: new Set(['a']),
    nick: O.none,
    address: { street: 'x' },
    password: 'long enough',
  }

  it('has what is accepted, and may leave out what has a default', () => {
    expect(decode(given)).toEqual(E.right(expected))
    expect(decode({ ...given, posts: 1 })).toEqual(E.right({ ...expected, posts: 1 }))
    const { password, ...made } = expected
    expect(User.make({ ...made, hash })).toEqual(E.right({ ...made, hash, posts: 0 }))
  })

  it('has nothing computed, and is not shown what is accepted', () => {
    expect(errorsOf(decode({ ...given, posts: null, password: 'short', initials: 'A', _links: {} }))).toEqual([
      '/posts expected integer',
      expect.stringContaining('/password expected '),
      '/initials expected no such attribute',
      '/_links expected no such attribute',
    ])
    expect(Object.keys(View.encode(NewUser)(ann))).toEqual(['id', 'name', 'bio', 'posts', 'roles', 'address'])
  })

  it('never sets what is accepted', () => {
    expect(View.set(NewUser)({ ...expected, posts: 3 })(ann)).toEqual({
      ...shownOfAnn,
      bio: undefined,
      roles: new Set(['a']),
      hash,
    })
    expect(View.set(NewUser)(expected)(ann).posts).toBe(3)
  })
})

describe('a patch', () => {
  const UserPatch = pipe(View.make(User), View.omit('id', 'hash'), View.rename({ bio: 'about' }), View.patch)
  const decode = View.decode(UserPatch)

  it('has what it names; null takes away, and [] empties', () => {
    expect(decode({})).toStrictEqual(E.right({}))
    expect(decode({ about: null, nick: null, roles: [] })).toStrictEqual(
      E.right({ bio: undefined, nick: O.none, roles: new Set() }),
    )
    expect(decode({ name: 'B', address: { street: 'y' } })).toStrictEqual(
      E.right({ name: 'B', address: { street: 'y' } }),
    )
    expect(errorsOf(decode({ name: null, posts: null, id: 'x' }))).toEqual([
      '/name expected string',
      '/posts expected integer',
      '/id expected no such attribute',
    ])
  })

  it('tells of what is emptied and may not be, alone', () => {
    const Team = model({
      name: 'Team',
      table: 'teams',
      attributes: {
        id: A.string,
        name: A.string,
        members: A.constrain(A.set(A.string), { minItems: 1 }),
        tags: A.withDefault(A.constrain(A.set(A.string), { minItems: 1 }), () => new Set(['new'])),
      },
      key: { partition: 'id' },
    })
    const emptied = (view: View.AnyView) => errorsOf(View.decode(view)({ members: [], tags: [], id: 'a', name: 'A' }))
    for (const view of [View.make(Team), View.creation(View.make(Team)), View.patch(View.make(Team))])
      expect(emptied(view)).toEqual([
        expect.stringMatching(/^\/members expected /),
        expect.stringMatching(/^\/tags expected /),
      ])
    expect(errorsOf(View.decode(View.patch(View.make(Team)))({ tags: [] }))).toEqual([
      expect.stringMatching(/^\/tags expected /),
    ])
    expect(errorsOf(View.decode(View.patch(View.make(Team)))({}))).toEqual({})
  })

  it('leaves the rest as it is', () => {
    const zip = { ...ann, address: { street: 'x', zip: 1 } }
    expect(View.set(UserPatch)({ address: { street: 'y' } })(zip)).toStrictEqual({ ...ann, address: { street: 'y' } })
    const { bio, ...rest } = ann
    expect(View.set(UserPatch)({ bio: undefined })(ann)).toStrictEqual(rest)
    expect(View.set(UserPatch)({})(ann)).toStrictEqual(ann)
  })
})

describe('links', () => {
  const Thing = model({
    name: 'Thing',
    table: 'things',
    attributes: {
      id: A.string,
      n: A.decimal,
      at: A.dateTime,
      on: A.boolean,
      maybe: A.optional(A.string),
      nothing: A.nullable(A.string),
    },
    key: { partition: 'id' },
  })
  const hrefOf = (template: string, id: string) => {
    const view = pipe(View.make(Thing), View.pick(), View.links({ x: template as '/{id}' }))
    const thing = { id, n: new Big(0), at: new Date(0), on: true, nothing: null }
    return View.encode(view)(thing as never)._links
  }

  it('are percent-encoded, all but what is unreserved', () => {
    const x = (href: string) => ({ x: { href } })
    expect(hrefOf('/users/{id}', "a/b c?#%&='()*!~._-é😀")).toEqual(
      x('/users/a%2Fb%20c%3F%23%25%26%3D%27%28%29%2A%21~._-%C3%A9%F0%9F%98%80'),
    )
    expect(hrefOf('https://x.org:1/{id}{id}?q={on}#{at}', 'a')).toEqual(
      x('https://x.org:1/aa?q=true#1970-01-01T00%3A00%3A00.000Z'),
    )
    expect(hrefOf('/é {id}', '')).toEqual(x('/%C3%A9%20'))
    expect(hrefOf('/100%/{id}?%zz%c3%A9%', '%')).toEqual(x('/100%25/%25?%25zz%c3%A9%25'))
    // Half of a surrogate pair has no UTF-8 form.
    expect(hrefOf('/{id}', '\ud800')).toEqual({ x: { href: { UNSTORABLE: 'string' } } })
  })

  it('are in the text that the view has', () => {
    const upper = A.attribute<string, 'S'>({
      name: 'text',
      types: ['S'],
      is: (u): u is string => typeof u === 'string',
      write: (a) => ({ S: a.toUpperCase() }),
      read: (stored) => A.string.read(stored),
    })
    const all = pipe(View.make(Thing), View.with({ id: upper }), View.links({ x: '/{on}', y: '/{on}' }))
    expect(Object.keys(pipe(all, View.links({ x: '/{id}' })).links)).toEqual(['x', 'y'])
    const view = pipe(View.make(Thing), View.with({ id: upper }), View.pick('id'), View.links({ x: '/{id}' }))
    const thing = { n: new Big(0), at: new Date(0), on: true, nothing: null }
    expect(View.encode(view)({ ...thing, id: 'a' })).toEqual({ id: 'A', _links: { x: { href: '/A' } } })
    // A codec of one's own may store what has no UTF-8 form.
    expect(View.encode(view)({ ...thing, id: '\ud800' })._links).toEqual({ x: { href: { UNSTORABLE: 'string' } } })
  })

  it('are left out where a value is absent or null', () => {
    expect(hrefOf('/{maybe}', 'a')).toEqual({})
    expect(hrefOf('/{id}/{nothing}', 'a')).toEqual({})
    const view = pipe(View.make(Thing, { explicitNull: true }), View.pick('maybe'), View.links({ x: '/{maybe}' }))
    const thing = { id: 'a', n: new Big(0), at: new Date(0), on: true, nothing: null }
    expect(View.encode(view)(thing)).toEqual({ maybe: null, _links: {} })
  })
})

describe('views of any names', () => {
  const odd = model({
    name: 'Odd',
    table: 'odd',
    attributes: {
      id: A.string,
      ['__proto__']: A.optional(A.integer),
      constructor: A.nullable(A.string),
      f0: A.withDefault(A.set(A.integer), () => new Set([1])),
    },
    key: { partition: 'id' },
  })
  const renamed = pipe(View.make(odd), View.rename({ id: '__proto__', ['__proto__']: 'id', f0: 'f1' }))
  for (const view of [View.make(odd), renamed, View.patch(renamed), View.creation(renamed)])
    suite(describe, it)(viewLaws(view as View.View<unknown, View.Fields, View.Mode>, ofModel(odd)), { numRuns: 50 })

  it('do not touch prototypes', () => {
    const polluting = JSON.parse('{"__proto__":"a","constructor":null,"id":1,"f1":[]}')
    const decoded = View.decode(renamed)(polluting)
    expect(E.isRight(decoded) && Object.entries(decoded.right)).toEqual([
      ['id', 'a'],
      ['__proto__', 1],
      ['constructor', null],
      ['f0', new Set()],
    ])
    expect(errorsOf(View.decode(UserView)({ ...json, ...JSON.parse('{"__proto__":{}}') }))).toEqual([
      '/__proto__ expected no such attribute',
    ])
  })
})

describe('a wrong definition', () => {
  const untyped = View as unknown as {
    readonly [name: string]: (...u: ReadonlyArray<unknown>) => (view: unknown) => unknown
  }
  const fault = (name: string, ...args: ReadonlyArray<unknown>) => {
    const combinator = untyped[name]
    try {
      combinator?.(...args)(UserView)
      return 'none'
    } catch (error) {
      return error instanceof TypeError ? error.message : 'another'
    }
  }
  const Hex = new t.Type<Uint8Array, string>('hex', (u): u is Uint8Array => true, t.success as never, String)

  it('is told where it stands', () => {
    expect(fault('rename', { name: 'bio' })).toBe("View User: two fields are called 'bio'")
    expect(fault('rename', { name: 'bio', bio: 'name' })).toBe('none')
    expect(fault('rename', { bio: '_links' })).toBe("View User: '_links' is the name of the links")
    expect(fault('add', 'name', A.string, () => '')).toBe("View User: two fields are called 'name'")
    expect(fault('accept', 'name', A.string)).toBe("View User: two fields are called 'name'")
    expect(fault('accept', 'id', A.string)).toBe("View User: 'id' is decoded of two fields")
    expect(fault('add', 'x', A.constrain(A.string, { pattern: '(' }), () => '')).toContain("View User: in 'x', ")
    expect(fault('with', { avatar: A.S(Hex), nope: A.string })).toBe("View User: no field 'nope'")
    for (const name of ['pick', 'omit']) expect(fault(name, 'nope')).toBe("View User: no field 'nope'")
    for (const name of ['rename', 'describe']) expect(fault(name, { nope: '' })).toBe("View User: no field 'nope'")
    expect(fault('links', { a: '/{username}' })).toBe("View User: in the link 'a', no attribute 'username'")
    expect(fault('links', { a: '/{roles}' })).toBe("View User: in the link 'a', 'roles' is no text")
    for (const template of ['/{', '/{id', '/id}', '/{}', '/{{id}}', '/{id}}'])
      expect(fault('links', { a: template })).toBe(`View User: in the link 'a', '${template}' is no template`)
    expect(fault('links', { a: '\ud800' })).toContain('is no Unicode text')
  })

  it('is told where values stand with their types', () => {
    const textOrBytes = A.attribute<string, 'S' | 'B'>({
      name: 'text or bytes',
      types: ['S', 'B'],
      is: (u): u is string => typeof u === 'string',
      write: (a) => ({ S: a }),
      read: (stored) => A.string.read(stored),
    })
    const attributes = { id: A.string, either: textOrBytes }
    const Thing = model({ name: 'Thing', table: 'things', attributes, key: { partition: 'id' } })
    const linked = (options: Parameters<typeof View.make>[1]) =>
      pipe(View.make(Thing, options), View.links({ self: '/{either}' }))
    expect(View.encode(linked({}))({ id: '', either: 'a' })._links).toEqual({ self: { href: '/a' } })
    expect(() => linked({ typed: true })).toThrow("View Thing: in the link 'self', 'either' is no text")
  })

  it('is told of a component', () => {
    expect(Object.keys(View.component(View.named('New-User.v1_2')(UserView)))).toEqual(['New-User.v1_2'])
    for (const name of ['', 'New User', 'Nutzer/ä'])
      expect(() => View.component(View.named(name)(UserView))).toThrow(
        `View ${name}: '${name}' is no name of a component`,
      )
  })
})

describe('what is said of a view', () => {
  it('is its schema, its losses and its approximations', () => {
    const Priced = model({
      name: 'Priced',
      table: 'priced',
      attributes: { id: A.string, price: A.decimal, rest: A.any },
      key: { partition: 'id' },
    })
    const view = pipe(
      View.make(Priced, { useFloat: true }),
      View.rename({ price: 'cost', id: 'name' }),
      View.add('any', A.any, () => 1),
      View.describe({ cost: { description: 'x' } }),
      View.describe({ cost: { examples: [1] } }),
      View.rename({ cost: 'amount' }),
    )
    expect(View.losses(view).map(({ path }) => path)).toEqual([['amount'], ['rest']])
    expect(View.approximations(view).map(({ path }) => path[0])).toEqual(['rest', 'any'])
    expect(View.component(View.named('Amount')(view))).toMatchObject({
      Amount: {
        title: 'Amount',
        properties: { amount: { description: 'x', examples: [1] }, any: { readOnly: true } },
        required: ['name', 'amount', 'rest', 'any'],
        additionalProperties: false,
      },
    })
    expect(View.schema(View.patch(view)).required).toBe(undefined)
    expect(View.schema(View.make(Priced, { ignoreUnknown: true })).additionalProperties).toBe(undefined)
  })

  it('is made once', () => {
    expect(View.encode(UserView)).toBe(View.encode(UserView))
  })
})
