/** What a view has beyond the attributes of its model, or otherwise than these. */
import type { AnyAttribute, Attributes } from '../../codec/Attribute'
import { lookup } from '../../value/record'
import { checked, knownFields, refuse } from './fault'
import type { Accepted, Annotations, AnyView, Attribute, Computed, Field, Fields, Mode, View } from './model'

// -----------------------------------------------------------------------------
// model
// -----------------------------------------------------------------------------

/** Other codecs of the same values, with the same presence, of fields that are there. */
export type Replacing<F extends Fields, R> = {
  readonly [K in keyof R]: K extends keyof F
    ? {
        readonly _A: F[K]['attribute']['_A']
        readonly _P: F[K]['attribute']['_P'] extends 'optional' ? 'optional' : 'required' | 'default'
      }
    : 'no such field'
}

/** Annotations of fields that are there. */
export type Noting<F extends Fields, N> = {
  readonly [K in keyof N]: K extends keyof F
    ? { readonly [W in keyof N[K]]: W extends keyof Annotations ? unknown : 'no annotation' }
    : 'no such field'
}

/** The fields of which some have other codecs. */
export type Replaced<F extends Fields, R> = {
  readonly [K in keyof F]: K extends keyof R
    ? F[K] extends { readonly _tag: 'Attribute'; readonly from: infer From extends string }
      ? Attribute<From, R[K] & AnyAttribute>
      : F[K]
    : F[K]
}

/** A name that no field has. */
export type Free<F extends Fields, K> = K extends keyof F ? 'a field of this name is there' : unknown

/** The names of a template's variables. */
type Names<T> = T extends `${string}{${infer N}}${infer Rest}` ? N | Names<Rest> : never

/** Templates of which every variable is an attribute. */
export type Templates<A, L> = {
  readonly [K in keyof L]: Names<L[K]> extends keyof A
    ? unknown
    : { readonly 'no such attribute': Exclude<Names<L[K]>, keyof A> }
}

// -----------------------------------------------------------------------------
// combinators
// -----------------------------------------------------------------------------

const extended = <A, M extends Mode>(view: View<A, Fields, M>, name: string, field: Field): View<A, never, M> => {
  if (lookup(view.fields, name) !== undefined) refuse(view.name, [`two fields are called '${name}'`])
  return checked({ ...view, fields: Object.fromEntries([...Object.entries(view.fields), [name, field]]) as never })
}

/**
 * A field that is computed of the model's value: it is shown, and clients cannot set it. With an optional codec it may be
 * absent. `compute` must be total.
 *
 * @example
 * ```ts
 * import { Attribute as A, Model as M, View } from 'bloop-ts'
 * import { pipe } from 'fp-ts/function'
 * import * as assert from 'node:assert'
 *
 * const User = M.model({
 *   name: 'User',
 *   table: 'users',
 *   attributes: { id: A.string, name: A.string, avatar: A.binary },
 *   key: { partition: 'id' },
 * })
 * const UserView = pipe(
 *   View.make(User),
 *   View.omit('avatar'),
 *   View.add('initial', A.string, ({ name }) => [...name].slice(0, 1).join('')),
 *   View.links({ self: '/users/{id}' }),
 * )
 * assert.deepStrictEqual(View.encode(UserView)({ id: 'a/b', name: 'Ann', avatar: Uint8Array.of(255) }), {
 *   id: 'a/b',
 *   name: 'Ann',
 *   initial: 'A',
 *   _links: { self: { href: '/users/a%2Fb' } },
 * })
 * ```
 */
export const add =
  <A, F extends Fields, M extends Mode, const K extends string, X extends AnyAttribute>(
    name: K,
    attribute: X,
    compute: (a: A) => X['_A'],
  ) =>
  (view: View<A, F, M> & Free<F, K>): View<A, F & { readonly [P in K]: Computed<X> }, M> =>
    extended(view, name, { _tag: 'Computed', attribute, compute })

/** A field that clients send and the model does not store: a password, of which only a hash is kept. It is never shown. */
export const accept =
  <A, F extends Fields, M extends Mode, const K extends string, X extends AnyAttribute>(name: K, attribute: X) =>
  (view: View<A, F, M> & Free<F, K>): View<A, F & { readonly [P in K]: Accepted<K, X> }, M> =>
    extended(view, name, { _tag: 'Accepted', from: name, attribute })

/**
 * Other codecs of the same values, for JSON alone: bytes that are stored as they are, and hexadecimal on the wire. `with` is
 * its name in `View`.
 *
 * @example
 * ```ts
 * import { Attribute as A, Model as M, View } from 'bloop-ts'
 * import { pipe } from 'fp-ts/function'
 * import * as t from 'io-ts'
 * import * as assert from 'node:assert'
 *
 * const isBytes = (u: unknown): u is Uint8Array => u instanceof Uint8Array
 * const Hex = new t.Type<Uint8Array, string>(
 *   'hexadecimal text',
 *   isBytes,
 *   (u, c) =>
 *     typeof u === 'string' && /^([0-9a-f]{2})*$/.test(u) ? t.success(Uint8Array.from(Buffer.from(u, 'hex'))) : t.failure(u, c),
 *   (bytes) => Buffer.from(bytes).toString('hex'),
 * )
 * const Photo = M.model({ name: 'Photo', table: 'photos', attributes: { id: A.string, data: A.binary }, key: { partition: 'id' } })
 * const PhotoView = pipe(View.make(Photo), View.with({ data: A.S(Hex) }))
 * assert.deepStrictEqual(View.encode(PhotoView)({ id: 'a', data: Uint8Array.of(255, 1) }), { id: 'a', data: 'ff01' })
 * ```
 */
export const with_ =
  <A, F extends Fields, M extends Mode, const R extends Attributes>(codecs: R & Replacing<F, R>) =>
  (view: View<A, F, M>): View<A, Replaced<F, R>, M> => {
    knownFields(view, Object.keys(codecs))
    const fields = Object.entries(view.fields as Fields).map(([name, field]) => {
      const attribute = lookup(codecs as Attributes, name)
      return [name, attribute === undefined || field._tag !== 'Attribute' ? field : { ...field, attribute }]
    })
    return checked({ ...view, fields: Object.fromEntries(fields) as never })
  }

/**
 * Hyperlinks by their relation, as HAL has them (`_links`): templates over the attributes of the model, by the application's
 * names, be they in the view or not. Values are in the text that they have in JSON, in percent-encoding. A link of which a
 * value is absent or `null` is left out, with `explicitNull` too.
 *
 * Templates are those of RFC 6570, level 1: https://www.rfc-editor.org/rfc/rfc6570
 */
export const links =
  <A, F extends Fields, M extends Mode, const L extends { readonly [relation: string]: string }>(
    templates: L & Templates<A, L>,
  ) =>
  (view: View<A, F, M>): View<A, F, M> =>
    checked({ ...view, links: { ...view.links, ...templates } })

/** What the schema says of fields, for who reads it: `description`, `examples`, `deprecated`. */
export const describe =
  <A, F extends Fields, M extends Mode, const N extends { readonly [name: string]: Annotations }>(
    notes: N & Noting<F, N>,
  ) =>
  (view: View<A, F, M>): View<A, F, M> => {
    knownFields(view, Object.keys(notes))
    const merged = Object.keys(view.fields).flatMap((name) => {
      const note = { ...lookup(view.notes, name), ...lookup(notes as AnyView['notes'], name) }
      return Object.keys(note).length === 0 ? [] : [[name, note] as const]
    })
    return { ...view, notes: Object.fromEntries(merged) }
  }
