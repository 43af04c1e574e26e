/** The models: notes, an index of them that is kept by hand, and what could not be indexed. */
import { Attribute as A, Model as M } from 'bloop-ts'

/** A note; its table's stream has what it was and what it is. */
export const Note = M.model({
  name: 'Note',
  table: 'notes',
  attributes: { id: A.string, title: A.string, tags: A.set(A.string), expires: A.optional(A.timestamp) },
  key: { partition: 'id' },
  timeToLive: 'expires',
  stream: 'newAndOld',
})
export type Note = M.TypeOf<typeof Note>

/** A note under one of its tags: an index on the members of a set, which DynamoDB has none for. */
export const Tagged = M.model({
  name: 'Tagged',
  table: 'notes-by-tag',
  attributes: { tag: A.string, id: A.string, title: A.string },
  key: { partition: 'tag', sort: 'id' },
})

/** A change that could not be indexed, to be looked at by somebody. */
export const Poison = M.model({
  name: 'Poison',
  table: 'notes-poison',
  attributes: { id: A.string, why: A.string, what: A.string },
  key: { partition: 'id' },
})
