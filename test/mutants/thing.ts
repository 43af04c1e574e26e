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
