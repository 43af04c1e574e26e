/** The JSON Schema of a view, and what it and the view's JSON leave out. */
import { lookup } from '../../value/record'
import type { Approximation } from '../json/approximation'
import type { Loss } from '../json/loss'
import { objectOf, type Schema } from '../json/schema'
import { type Compiled, compileView } from './compile'
import { refuse } from './fault'
import type { AnyView } from './model'

// -----------------------------------------------------------------------------
// destructors
// -----------------------------------------------------------------------------

const roles = { Attribute: {}, Computed: { readOnly: true }, Accepted: { writeOnly: true } } as const

const objectSchema = (view: AnyView, { steps, taken }: Compiled): Schema => {
  const tags = new Map(steps.map(({ name, field }) => [name, field._tag]))
  const properties = taken.properties.map(({ name, schema, isRequired }) => ({
    name,
    schema: { ...schema, ...roles[tags.get(name) ?? 'Attribute'], ...lookup(view.notes, name) },
    isRequired,
  }))
  return { title: view.name, ...objectOf(properties, view.options.ignoreUnknown === true) }
}

/**
 * The JSON Schema of a view's JSON, draft 2020-12: it accepts what `decode` takes, and nothing else where `approximations` has
 * none. What is computed is `readOnly`, what is accepted `writeOnly`. See `Json.schema`.
 *
 * Source: https://json-schema.org/draft/2020-12/json-schema-core
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
 *   attributes: { id: A.constrain(A.string, { maxLength: 64 }), bio: A.optional(A.string) },
 *   key: { partition: 'id' },
 * })
 * const NewUser = pipe(
 *   View.make(User),
 *   View.accept('password', A.string),
 *   View.describe({ bio: { description: 'In a few words.' } }),
 *   View.creation,
 *   View.named('NewUser'),
 * )
 * assert.deepStrictEqual(View.schema(NewUser), {
 *   $schema: 'https://json-schema.org/draft/2020-12/schema',
 *   title: 'NewUser',
 *   type: 'object',
 *   properties: {
 *     id: { type: 'string', maxLength: 64 },
 *     bio: { type: ['string', 'null'], description: 'In a few words.' },
 *     password: { type: 'string', writeOnly: true },
 *   },
 *   required: ['id', 'password'],
 *   additionalProperties: false,
 * })
 * ```
 */
export const schema = (view: AnyView): Schema => ({
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  ...objectSchema(view, compileView(view)),
})

/**
 * The schema under the view's name, for `components.schemas` of an OpenAPI 3.1 document. It takes names of letters, digits, '.',
 * '-' and '_' alone: another one is a fault of the program, and fails here. Give it one with `named`.
 *
 * Source: https://spec.openapis.org/oas/v3.1.0#components-object
 */
export const component = (view: AnyView): { readonly [name: string]: Schema } => {
  if (!/^[A-Za-z0-9._-]+$/.test(view.name))
    refuse(view.name, [`'${view.name}' is no name of a component: use letters, digits, '.', '-' and '_'`])
  return Object.fromEntries([[view.name, objectSchema(view, compileView(view))]])
}

/** Where the schema accepts more than `decode`, by the names of the JSON. */
export const approximations = (view: AnyView): ReadonlyArray<Approximation> => compileView(view).taken.approximations

/** What of the attributes that a view shows does not come back as it was, by the names of the JSON. See `Json.losses`. */
export const losses = (view: AnyView): ReadonlyArray<Loss> => {
  const { steps, shown } = compileView(view)
  const names = new Set(steps.flatMap(({ name, field }) => (field._tag === 'Attribute' ? [name] : [])))
  return shown.losses.filter(({ path: [name] }) => names.has(String(name)))
}
