/** What JSON Schema says of problem documents. */
import type { Json } from 'bloop-ts'
import { kinds } from './problem'

/** Any text. */
export const text: Json.Schema = { type: 'string' }

const place = (name: string): Json.Schema => ({
  type: 'object',
  properties: { [name]: text, detail: text },
  required: [name, 'detail'],
})

/** The schema of problem documents. */
export const problemSchema: Json.Schema = {
  type: 'object',
  description: 'What is answered instead of what was asked for, as RFC 9457 has it.',
  properties: {
    type: { type: 'string', format: 'uri-reference', enum: Object.keys(kinds).map((kind) => `/problems/${kind}`) },
    title: text,
    status: { type: 'integer' },
    detail: text,
    instance: text,
    errors: { type: 'array', items: { anyOf: ['pointer', 'parameter', 'header'].map(place) } },
  },
  required: ['type', 'title', 'status'],
}
