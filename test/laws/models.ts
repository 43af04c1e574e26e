import * as A from '../../src/codec'
import { globalIndex, localIndex, model } from '../../src/model'

/** A model with something of everything that arbitraries follow. */
export const User = model({
  name: 'User',
  table: 'users',
  attributes: {
    id: A.string,
    at: A.rename('t', A.dateTime),
    age: A.optional(A.integer),
    email: A.optional(A.string),
    balance: A.decimal,
    tags: A.set(A.string),
    home: A.optional(A.map({ city: A.string, zip: A.optional(A.integer) })),
    marks: A.list(A.integer),
    notes: A.record(A.string),
  },
  key: { partition: 'id', sort: 'at' },
  indexes: {
    byEmail: globalIndex({ partition: 'email', sort: 'age' }),
    byAge: localIndex({ sort: 'age', projection: ['tags'] }),
  },
})
