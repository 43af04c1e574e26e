/**
 * The laws of a view.
 *
 * @example
 * ```ts
 * import { Attribute as A, Model as M, View } from 'bloop-ts'
 * import { arbitrary, viewLaws } from 'bloop-ts/laws'
 * import { pipe } from 'fp-ts/function'
 * import * as assert from 'node:assert'
 *
 * const User = M.model({
 *   name: 'User',
 *   table: 'users',
 *   attributes: { id: A.uuid, name: A.string, bio: A.optional(A.string), hash: A.string },
 *   key: { partition: 'id' },
 * })
 * const UserPatch = pipe(View.make(User), View.omit('id', 'hash'), View.rename({ bio: 'about' }), View.patch)
 * for (const law of viewLaws(UserPatch, arbitrary(User)).laws)
 *   assert.strictEqual((await law.check({ numRuns: 20 })).failed, false)
 * ```
 */
import * as fc from 'fast-check'
import * as E from 'fp-ts/Either'
import type { Json } from 'fp-ts/Json'
import * as t from 'io-ts'
import * as View from '../src/model/View'
import { schemaLaws } from './json/schema'
import { type Laws, laws, property } from './law'
import { segmentsOf, shownLaws, takenLaws } from './view/json'
import { lensLaws, patchLaws } from './view/lens'
import { type Subject, subjectOf } from './view/subject'

// -----------------------------------------------------------------------------
// model
// -----------------------------------------------------------------------------

/** What the laws of a view are checked with. */
export interface ViewLawsOptions {
  /** A validator of JSON Schema, as `jsonSchemaLaws` takes it. Without one the schema is not checked. */
  readonly validate?: (schema: View.Schema) => (json: unknown) => boolean
  /** Values of what the view accepts, by name. By default, those that follow from its codecs. */
  readonly accepted?: { readonly [name: string]: fc.Arbitrary<unknown> }
}

// -----------------------------------------------------------------------------
// laws
// -----------------------------------------------------------------------------

/** Pointers as io-ts tells places. */
const errorsOf = (found: ReadonlyArray<View.Invalid>): t.Errors =>
  found.map(({ pointer, detail }) => ({
    value: undefined,
    context: ['', ...segmentsOf(pointer)].map((key) => ({ key, type: t.unknown })),
    message: detail,
  }))

const ofSchema = (subject: Subject, validate: NonNullable<ViewLawsOptions['validate']>): Laws => {
  const { view, decode, samples, isExact } = subject
  const written = samples.map(({ json }) => json as Json)
  const { name, laws: list } = schemaLaws(
    {
      name: nameOf(view),
      schema: View.schema(view),
      approximations: View.approximations(view),
      decode: (json) => E.mapLeft(errorsOf)(decode(json)),
      written: isExact ? written : written.filter((json) => E.isRight(decode(json))),
    },
    validate,
  )
  const examples = Object.entries(view.notes).flatMap(([field, { examples = [] }]) =>
    examples.map((example) => [field, example] as const),
  )
  const properties = View.schema(view).properties as { readonly [name: string]: View.Schema }
  return laws(name, [
    ...list,
    ...(examples.length === 0
      ? []
      : [
          property('accepts the examples', fc.constantFrom(...examples), ([field, example]) =>
            validate(properties[field] ?? {})(example) ? undefined : `${field}: ${fc.stringify(example)}`,
          ),
        ]),
  ])
}

const nameOf = ({ name, mode, options }: View.AnyView): string =>
  `view ${name} (${[mode, ...Object.keys(options)].join(', ')})`

/**
 * The laws of a view, over an arbitrary of the values of its model: it shows its fields and no others; what is decoded of what
 * was encoded are its attributes, where nothing is lost; errors point to their places; `set` is a lens, and a patch changes what
 * it names. With a validator, those of its schema too.
 */
export const viewLaws = <A, F extends View.Fields, M extends View.Mode>(
  view: View.View<A, F, M>,
  values: fc.Arbitrary<A>,
  { validate, accepted = {} }: ViewLawsOptions = {},
): Laws => {
  const subject = subjectOf(view, values, accepted)
  return laws(
    nameOf(view),
    [
      ...shownLaws(subject),
      ...takenLaws(subject),
      ...(subject.isExact ? lensLaws(subject) : []),
      ...(view.mode === 'patch' && subject.isExact ? patchLaws(subject) : []),
    ],
    validate === undefined ? [] : [ofSchema(subject, validate)],
  )
}
