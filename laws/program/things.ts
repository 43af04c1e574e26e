/** The model that the laws of programs are about, and values of it from small alphabets, so that keys collide. */
import * as fc from 'fast-check'
import * as A from '../../src/codec'
import { globalIndex, localIndex, model, type TypeOf } from '../../src/model'

const key = { p: A.string, s: A.integer }

/** A model with a sparse global index and a local one. */
export const Thing = model({
  name: 'Thing',
  table: 'bloop-laws',
  attributes: {
    ...key,
    word: A.optional(A.string),
    n: A.integer,
    ratio: A.optional(A.float),
    tags: A.set(A.string),
    inner: A.rename('in', A.map({ flags: A.list(A.boolean), none: A.nullable(A.string) })),
  },
  key: { partition: 'p', sort: 's' },
  indexes: {
    byWord: globalIndex({ partition: 'word', sort: 'n' }),
    byNumber: localIndex({ sort: 'n', projection: 'keys' }),
  },
})
/** A value of the model. */
export type Thing = TypeOf<typeof Thing>

/** Another model of the same items. */
export const ThingNotes = model({
  name: 'ThingNotes',
  table: 'bloop-laws',
  attributes: { ...key, note: A.string },
  key: { partition: 'p', sort: 's' },
})

const p = fc.constantFrom('a', 'b', 'é', '😀')
const s = fc.integer({ min: -2, max: 3 })
const word = fc.constantFrom('x', 'y', '__proto__')

const thing: fc.Arbitrary<Thing> = fc
  .record(
    {
      p,
      s,
      n: fc.integer({ min: -1, max: 2 }),
      tags: fc.uniqueArray(fc.constantFrom('vip', '', 'new'), { maxLength: 2 }).map((all) => new Set(all.sort())),
      inner: fc.record({
        flags: fc.array(fc.boolean(), { maxLength: 2 }),
        none: fc.option(fc.constantFrom('', 'z'), { nil: null }),
      }),
      word,
      ratio: fc.constantFrom(0, 0.1, -1.5e-7, 1e21),
    },
    { requiredKeys: ['p', 's', 'n', 'tags', 'inner'] },
  )
  .map(({ p, s, word, n, ratio, tags, inner }) => ({
    p,
    s,
    ...(word === undefined ? {} : { word }),
    n,
    ...(ratio === undefined ? {} : { ratio }),
    tags,
    inner,
  }))

/** Arbitraries of things and of their parts. */
export const things = {
  p,
  word,
  thing,
  several: fc.array(thing, { maxLength: 12 }),
  limit: fc.integer({ min: 1, max: 5 }),
}

/** The last thing at each key. */
export const byPlace = (all: ReadonlyArray<Thing>): ReadonlyArray<Thing> => [
  ...new Map(all.map((thing) => [JSON.stringify([thing.p, thing.s]), thing])).values(),
]

/** The last thing at each key, in the order of the keys. */
export const keyed = (all: ReadonlyArray<Thing>): ReadonlyArray<Thing> =>
  [...byPlace(all)].sort((x, y) => (x.p < y.p ? -1 : x.p > y.p ? 1 : x.s - y.s))
