/** What the laws of models, views and conditions are asked of. */
import { Attribute as A, Model as M } from '../../src'

/** A model of many kinds of attributes. */
export const Thing = M.model({
  name: 'Thing',
  table: 'things',
  attributes: {
    p: A.string,
    s: A.integer,
    price: A.decimal,
    at: A.rename('t', A.dateTime),
    note: A.optional(A.string),
    tags: A.set(A.string),
    seal: A.nullable(A.binary),
    views: A.withDefault(A.integer, () => 0),
    parts: A.list(A.map({ name: A.rename('n', A.string), count: A.optional(A.integer) })),
  },
  key: { partition: 'p', sort: 's' },
  indexes: { byPrice: M.localIndex({ sort: 'price', projection: 'all' }) },
})

const entries = { table: 'entries', key: { partition: 'id' } } as const
// `oneOf` cannot see what refinements share.
const kind = (...kinds: ReadonlyArray<string>) =>
  A.rename(
    'k',
    A.refine(A.string, (text) => kinds.includes(text), kinds.join(' or ')),
  )
const byText = { byText: M.globalIndex({ partition: 'text', projection: ['kind'] }) } as const

/** One of the models of `Entry`. */
export const Note = M.model({
  name: 'Note',
  ...entries,
  attributes: { id: A.string, kind: kind('note'), text: A.string, at: A.optional(A.dateTime) },
  indexes: byText,
})

/** The other one. */
export const Task = M.model({
  name: 'Task',
  ...entries,
  attributes: {
    id: A.string,
    kind: A.rename(
      'k',
      A.refine(A.string, (kind) => kind === 'task' || kind === 'chore', 'task or chore'),
    ),
    text: A.string,
    isDone: A.withDefault(A.boolean, () => false),
    tags: A.rename('at', A.set(A.string)),
  },
  indexes: byText,
})

/** A sum of models which share a table. */
export const Entry = M.oneOf('kind', [Note, Task])
