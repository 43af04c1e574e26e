import { Ajv2020 } from 'ajv/dist/2020'
import Big from 'big.js'
import { pipe } from 'fp-ts/function'
import * as t from 'io-ts'
import { describe, it } from 'vitest'
import { ofModel } from '../../laws/arbitrary/model'
import { suite } from '../../laws/law'
import { viewLaws } from '../../laws/view'
import * as A from '../../src/codec'
import { model, type TypeOf } from '../../src/model'
import * as View from '../../src/model/View'

const isBytes = (u: unknown): u is Uint8Array => u instanceof Uint8Array
const Hex = new t.Type<Uint8Array, string>(
  'hexadecimal text',
  isBytes,
  (u, c) =>
    typeof u === 'string' && /^([0-9a-f]{2})*$/.test(u)
      ? t.success(Uint8Array.from(Buffer.from(u, 'hex')))
      : t.failure(u, c),
  (bytes) => Buffer.from(bytes).toString('hex'),
)

const attributes = {
  'ключ/~': A.string,
  number: A.rename('n', A.integer),
  name: A.constrain(A.string, { minLength: 1, maxLength: 8 }),
  bio: A.optional(A.string),
  nick: A.option(A.string),
  note: A.optional(A.nullable(A.string)),
  posts: A.withDefault(A.integer, () => 0),
  tags: A.withDefault(A.set(A.string), () => new Set(['new'])),
  maybe: A.withDefault(A.optional(A.boolean), () => true),
  roles: A.set(A.string),
  some: A.constrain(A.set(A.string), { minItems: 1 }),
  more: A.withDefault(A.constrain(A.set(A.integer), { minItems: 1 }), () => new Set([1])),
  avatar: A.optional(A.binary),
  joined: A.dateTime,
  price: A.decimal,
  address: A.map({ street: A.rename('s', A.string), zip: A.optional(A.integer) }),
  lines: A.list(A.map({ sku: A.rename('k', A.string), sizes: A.optional(A.set(A.integer)) })),
  shape: A.sum('kind', { circle: A.map({ radius: A.integer }), none: A.map({}) }),
  free: A.any,
  valueOf: A.optional(A.integer),
  constructor: A.nullable(A.string),
  hash: A.string,
}
const User = model({ name: 'User', table: 'users', attributes, key: { partition: 'ключ/~', sort: 'number' } })
const values = ofModel(User)

const editable = pipe(
  View.make(User),
  View.omit('hash', 'free', 'ключ/~', 'number'),
  View.rename({ bio: 'valueOf', valueOf: 'bio', constructor: 'toString', address: 'a/b~c' }),
  View.with({ avatar: A.optional(A.S(Hex)) }),
)
const shown = pipe(
  editable,
  View.add('initials', A.string, ({ name }) => [...name].slice(0, 1).join('')),
  View.add('joinedYear', A.optional(A.integer), ({ posts, joined }) =>
    posts > 0 ? joined.getUTCFullYear() : undefined,
  ),
  View.add('level', A.constrain(A.integer, { minimum: 0, maximum: 9 }), ({ roles }) => Math.min(9, roles.size)),
  View.add('total', A.decimal, ({ price }) => (price.abs().lt('1e100') ? price : new Big(0))),
  View.links({
    self: '/users/{ключ/~}/{number}',
    bio: '/é/{bio}',
    note: '/{note}',
    avatar: '/{avatar}',
    all: '/users',
  }),
  View.named('Shown'),
)
const accepting = pipe(
  editable,
  View.accept('password', A.constrain(A.string, { minLength: 8 })),
  View.accept('hash', A.optional(A.integer)),
  View.describe({
    password: { description: 'At least 8 characters.', examples: ['correct horse'] },
    lines: { deprecated: true },
  }),
)

const ajv = new Ajv2020({ strict: true, ownProperties: true, validateFormats: false })
const validate = (schema: View.Schema) => ajv.compile(schema)
const parameters = { numRuns: 40, includeErrorInReport: true }
type User = TypeOf<typeof User>
const run = <F extends View.Fields, M extends View.Mode>(view: View.View<User, F, M>) =>
  suite(describe, it)(viewLaws(view, values, { validate }), parameters)

const lossy = (options: Parameters<typeof View.make>[1]) =>
  pipe(
    View.make(User, options),
    View.omit('number'),
    View.add('one', A.integer, () => 1),
    View.named('Lossy'),
  )

run(pipe(View.make(User, { typed: true }), View.named('Typed')))
run(pipe(View.make(User), View.pick('name', 'roles'), View.named('Picked')))
run(shown)
run(pipe(shown, View.creation))
run(pipe(shown, View.patch))
run(accepting)
run(pipe(accepting, View.creation))
run(pipe(accepting, View.patch))
run(pipe(View.make(User, { explicitNull: true }), View.omit('note', 'free'), View.patch))
run(
  pipe(
    View.make(User, { explicitNull: true }),
    View.omit('note', 'free'),
    View.links({ bio: '/{bio}', all: '/100%' }),
    View.named('Linked'),
  ),
)
run(pipe(View.make(User, { ignoreUnknown: true, typed: true }), View.creation))
run(lossy({ useFloat: true, explicitNull: true }))
run(pipe(lossy({}), View.patch))
run(pipe(View.make(User), View.pick(), View.named('Nothing')))
