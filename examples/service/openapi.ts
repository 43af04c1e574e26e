/** The OpenAPI document: made of the routes, and of the schemas of their views. https://spec.openapis.org/oas/v3.1.0 */
import type { Json } from 'bloop-ts'
import type { InputDocs } from './http/input'
import { type Kind, kinds } from './http/problem'
import { problemSchema, text } from './http/problemSchema'
import type { Answer, Route } from './http/route'

// -----------------------------------------------------------------------------
// model
// -----------------------------------------------------------------------------

interface Named<A> {
  readonly [name: string]: A
}

interface Content {
  readonly content: Named<{ readonly schema: Json.Schema }>
}

interface Answered extends Partial<Content> {
  readonly description: string
  readonly headers?: Named<{ readonly description: string; readonly schema: Json.Schema }>
}

interface Operation {
  readonly operationId: string
  readonly summary: string
  readonly parameters: InputDocs['parameters']
  readonly requestBody?: Content & { readonly required: true }
  readonly responses: Named<Answered>
}

export interface OpenApi {
  readonly openapi: '3.1.0'
  readonly info: { readonly title: string; readonly version: string; readonly description: string }
  readonly paths: Named<Named<Operation>>
  readonly components: { readonly schemas: Named<Json.Schema> }
}

// -----------------------------------------------------------------------------
// schemas
// -----------------------------------------------------------------------------

/** The last of the components is the one that is meant; those before it are what it is made of. */
const schemaOf = (component: Named<Json.Schema>): Json.Schema => ({
  $ref: `#/components/schemas/${Object.keys(component).at(-1)}`,
})

const contentOf = (types: ReadonlyArray<string>, schema: Json.Schema): Content => ({
  content: Object.fromEntries(types.map((type) => [type, { schema }])),
})

// -----------------------------------------------------------------------------
// operations
// -----------------------------------------------------------------------------

const headers = {
  ETag: { description: 'The tag of it as it is now, for If-Match.', schema: text },
  Location: { description: 'Where it is.', schema: text },
  Link: { description: 'The next page, with rel="next", where there are more.', schema: text },
}

const answered = ({ description, headers: names, component }: Answer): Answered => ({
  description,
  ...(names.length === 0 ? {} : { headers: Object.fromEntries(names.map((name) => [name, headers[name]])) }),
  ...(component === undefined ? {} : contentOf(['application/json'], schemaOf(component))),
})

/** What any route can answer: the request is not valid, or the store fails. */
const always: ReadonlyArray<Kind> = [
  'malformed-request',
  'invalid-parameters',
  'address-too-long',
  'failed',
  'unavailable',
]

/** The answers that are problems, by their status. */
const problems = (some: ReadonlyArray<Kind>): Named<Answered> => {
  const titles = new Map<number, ReadonlyArray<string>>()
  for (const kind of new Set([...always, ...some])) {
    const { status, title } = kinds[kind]
    titles.set(status, [...(titles.get(status) ?? []), title])
  }
  return Object.fromEntries(
    [...titles].map(([status, all]) => [
      status,
      {
        description: `${all.join('; or: ')}.`,
        ...contentOf(['application/problem+json'], { $ref: '#/components/schemas/Problem' }),
      },
    ]),
  )
}

/** Of what has a tag: a client that has it needs no second copy. */
const ifNoneMatch: InputDocs['parameters'][number] = {
  name: 'If-None-Match',
  in: 'header',
  required: false,
  description: 'The ETag of the copy that the client has.',
  schema: text,
}

const isTagged = ({ method, answer }: Route): boolean => method === 'GET' && answer.headers.includes('ETag')

const operationOf = (route: Route): Operation => ({
  operationId: route.id,
  summary: route.summary,
  parameters: [...route.input.parameters, ...(isTagged(route) ? [ifNoneMatch] : [])],
  ...(route.input.body === undefined
    ? {}
    : { requestBody: { ...contentOf(route.input.body.types, schemaOf(route.input.body.component)), required: true } }),
  responses: {
    ...problems([...route.input.problems, ...route.problems]),
    [route.answer.status]: answered(route.answer),
    ...(isTagged(route) ? { 304: { description: 'The copy that the client has is still right.' } } : {}),
  },
})

// -----------------------------------------------------------------------------
// constructors
// -----------------------------------------------------------------------------

/** The document of routes. */
export const openApi = (routes: ReadonlyArray<Route>): OpenApi => {
  const paths = [...new Set(routes.map(({ path }) => path))]
  return {
    openapi: '3.1.0',
    info: {
      title: 'Users and posts',
      version: '1.0.0',
      description: 'An example of a web service over bloop-ts.',
    },
    paths: Object.fromEntries(
      paths.map((path) => [
        path,
        Object.fromEntries(
          routes
            .filter((route) => route.path === path)
            .map((route) => [route.method.toLowerCase(), operationOf(route)]),
        ),
      ]),
    ),
    components: {
      schemas: Object.fromEntries([
        ['Problem', problemSchema],
        ...routes.flatMap(({ input, answer }) => Object.entries({ ...input.body?.component, ...answer.component })),
      ]),
    },
  }
}
