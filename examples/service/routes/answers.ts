/** How answers are documented. */
import type { Json } from 'bloop-ts'
import type { Answer } from '../http/route'

type Component = { readonly [name: string]: Json.Schema }

/** One value, with its tag. */
export const shown = (component: Component): Answer => ({
  status: 200,
  description: 'As it is now.',
  headers: ['ETag'],
  component,
})

/** A value that is new. */
export const created = (component: Component): Answer => ({
  status: 201,
  description: 'As it was created.',
  headers: ['ETag', 'Location'],
  component,
})

export const deleted: Answer = { status: 204, description: 'It is deleted.', headers: [] }

const link: Json.Schema = { type: 'object', properties: { href: { type: 'string' } }, required: ['href'] }

/** A page of values of a component. */
export const listed = (name: string, component: Component): Answer => ({
  status: 200,
  description: 'A page of the list; there are more where it has a link to the next one.',
  headers: ['Link'],
  component: {
    ...component,
    [`${name}List`]: {
      type: 'object',
      properties: {
        items: { type: 'array', items: { $ref: `#/components/schemas/${name}` } },
        _links: { type: 'object', properties: { self: link, next: link }, required: ['self'] },
      },
      required: ['items', '_links'],
    },
  },
})
