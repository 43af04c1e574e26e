/** The models that the laws of programs are about, and values of it from small alphabets, so that keys collide. */
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

/** The keys of the same items, whatever else they hold. */
export const ThingKey = model({
  name: 'ThingKey',
  table: 'bloop-laws',
  attributes: key,
  key: { partition: 'p', sort: 's' },
})

/** A model of another table, whose key is a number. */
export const Other = model({
  name: 'Other',
  table: 'bloop-laws-other',
  attributes: { id: A.integer, text: A.string },
  key: { partition: 'id' },
})
/** A value of the other model. */
export type Other = TypeOf<typeof Other>

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

const several = fc.array(thing, { maxLength: 12 })

/** Things one after another, so many that a failure does not show them all. */
export interface Row {
  readonly first: Thing
  readonly length: number
}

const row = (min: number, max: number): fc.Arbitrary<Row> =>
  fc.record({ first: thing, length: fc.integer({ min, max }) })

/** Mostly few things, now and then so many that they are more than one call, or two. */
const many = (max: number): fc.Arbitrary<ReadonlyArray<Thing> | Row> =>
  fc.oneof({ arbitrary: several, weight: 9 }, { arbitrary: row(20, max), weight: 1 })

/** Arbitraries of things and of their parts. */
export const arbitrary = {
  p,
  word,
  thing,
  several,
  row,
  many,
  other: fc.record({ id: fc.integer({ min: 0, max: 4 }), text: fc.constantFrom('', 'x', 'y') }),
  limit: fc.integer({ min: 1, max: 5 }),
}

/** All of them. */
export const listOf = (some: ReadonlyArray<Thing> | Row): ReadonlyArray<Thing> =>
  'length' in some && 'first' in some
    ? Array.from({ length: some.length }, (_, s) => ({ ...some.first, s, n: s % 4 }))
    : some

/** The last thing at each key. */
export const byPlace = (all: ReadonlyArray<Thing>): ReadonlyArray<Thing> => [
  ...new Map(all.map((thing) => [JSON.stringify([thing.p, thing.s]), thing])).values(),
]

/** All things in the order of the keys: one that is there twice stays there twice. */
export const inOrder = (all: ReadonlyArray<Thing>): ReadonlyArray<Thing> =>
  [...all].sort((x, y) => (x.p < y.p ? -1 : x.p > y.p ? 1 : x.s - y.s))

/** The last thing at each key, in the order of the keys. */
export const keyed = (all: ReadonlyArray<Thing>): ReadonlyArray<Thing> => inOrder(byPlace(all))
