/** Views of a whole model, and which of its fields a view has, under which names. */
import { lookup } from '../../value/record'
import type { AnyModel } from '../AnyModel'
import type { Options } from '../json/options'
import { checked, knownFields, refuse } from './fault'
import type { Field, Fields, FieldsOf, Known, Mode, View } from './model'

// -----------------------------------------------------------------------------
// model
// -----------------------------------------------------------------------------

/** One model, and no sum of models. */
export interface Single extends AnyModel {
  readonly _Input: unknown
}

/** Fields under other names. */
export type Renamed<F extends Fields, R> = { readonly [K in keyof F as K extends keyof R ? R[K] & string : K]: F[K] }

// -----------------------------------------------------------------------------
// constructors
// -----------------------------------------------------------------------------

/**
 * All attributes of a model, by the application's names. `options` are those of `Json.codec`.
 *
 * @example
 * ```ts
 * import { Attribute as A, Model as M, View } from 'bloop-ts'
 * import * as E from 'fp-ts/Either'
 * import { pipe } from 'fp-ts/function'
 * import * as assert from 'node:assert'
 *
 * const User = M.model({
 *   name: 'User',
 *   table: 'users',
 *   attributes: { id: A.string, name: A.string, hash: A.string },
 *   key: { partition: 'id' },
 * })
 * const UserView = pipe(View.make(User), View.omit('hash'), View.rename({ id: 'username' }))
 * const ann = { id: 'ann', name: 'Ann', hash: '…' }
 * assert.deepStrictEqual(View.encode(UserView)(ann), { username: 'ann', name: 'Ann' })
 * assert.deepStrictEqual(View.decode(UserView)({ username: 'ann', name: 'Ann' }), E.right({ id: 'ann', name: 'Ann' }))
 * ```
 */
export const make = <M extends Single>(model: M, options: Options = {}): View<M['_A'], FieldsOf<M['attributes']>> => ({
  _tag: 'View',
  name: model.name,
  mode: 'whole',
  fields: Object.fromEntries(
    Object.entries(model.attributes).map(([from, attribute]) => [from, { _tag: 'Attribute', from, attribute }]),
  ) as Fields as FieldsOf<M['attributes']>,
  links: {},
  notes: {},
  options,
  attributes: model.attributes,
})

// -----------------------------------------------------------------------------
// combinators
// -----------------------------------------------------------------------------

/** A view with the fields that `rename` gives a name, in their order, under it. */
const kept = <A, M extends Mode>(
  view: View<A, Fields, M>,
  rename: (name: string) => string | undefined,
): View<A, never, M> => {
  const fields = new Map<string, Field>()
  const notes: Array<readonly [string, View<A, Fields, M>['notes'][string]]> = []
  for (const [before, field] of Object.entries(view.fields)) {
    const name = rename(before)
    if (name === undefined) continue
    if (fields.has(name)) refuse(view.name, [`two fields are called '${name}'`])
    fields.set(name, field)
    const note = lookup(view.notes, before)
    if (note !== undefined) notes.push([name, note])
  }
  return checked({ ...view, fields: Object.fromEntries(fields) as never, notes: Object.fromEntries(notes) })
}

/** The fields with these names, and no others. */
export const pick =
  <A, F extends Fields, M extends Mode, K extends keyof F & string>(...names: ReadonlyArray<K>) =>
  (view: View<A, F, M>): View<A, Pick<F, K>, M> => {
    knownFields(view, names)
    return kept(view, (name) => ((names as ReadonlyArray<string>).includes(name) ? name : undefined))
  }

/** All fields but those with these names. */
export const omit =
  <A, F extends Fields, M extends Mode, K extends keyof F & string>(...names: ReadonlyArray<K>) =>
  (view: View<A, F, M>): View<A, Omit<F, K>, M> => {
    knownFields(view, names)
    return kept(view, (name) => ((names as ReadonlyArray<string>).includes(name) ? undefined : name))
  }

/** Other names in JSON: `{ id: 'username' }`. The application's are what they were. */
export const rename =
  <A, F extends Fields, M extends Mode, const R extends { readonly [name: string]: string }>(names: R & Known<F, R>) =>
  (view: View<A, F, M>): View<A, Renamed<F, R>, M> => {
    knownFields(view, Object.keys(names))
    return kept(view, (name) => lookup(names as { readonly [name: string]: string }, name) ?? name)
  }

/** A view under another name: the title of its schema. */
export const named =
  (name: string) =>
  <A, F extends Fields, M extends Mode>(view: View<A, F, M>): View<A, F, M> => ({ ...view, name })

/**
 * What a client sends to create a value: attributes with a default may be left out, for the model's `make` to fill in; what is
 * computed, and links, are no fields of it.
 */
export const creation = <A, F extends Fields>(view: View<A, F, Mode>): View<A, F, 'creation'> => ({
  ...view,
  mode: 'creation',
})

/**
 * What a client sends to change a value, as JSON Merge Patch has it (https://www.rfc-editor.org/rfc/rfc7396): what is left out
 * stays as it is; `null` takes an attribute away that may be absent. Unlike there, a map within is replaced as a whole. What
 * is computed, and links, are no fields of it.
 */
export const patch = <A, F extends Fields>(view: View<A, F, Mode>): View<A, F, 'patch'> => ({ ...view, mode: 'patch' })
