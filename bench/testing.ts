/**
 * What tests of an application take that all begin from one seeded store: the seeding, once, and then runs of a property, each on
 * a fork of its own.
 *
 * `npm run bench -- --only testing`
 */
import * as fc from 'fast-check'
import { pipe } from 'fp-ts/function'
import * as RTE from 'fp-ts/ReaderTaskEither'
import * as A from '../src/codec'
import * as U from '../src/expression/Update'
import { type InMemory, seeded } from '../src/memory'
import { globalIndex, model } from '../src/model'
import * as Q from '../src/program/Query'
import * as Read from '../src/program/Read'
import * as T from '../src/program/Table'
import * as W from '../src/program/Write'
import type { Figure } from './figure'

const User = model({
  name: 'User',
  table: 'users',
  attributes: { id: A.integer, name: A.string, city: A.string, visits: A.integer, tags: A.set(A.string) },
  key: { partition: 'id' },
  indexes: { byCity: globalIndex({ partition: 'city', sort: 'name', projection: ['visits'] }) },
})

/** Puts so many users, in batches. */
const seed = (count: number) => {
  const users = Array.from({ length: count }, (_, id) => ({
    id,
    name: `user ${id}`,
    city: `city ${id % 1_000}`,
    visits: 0,
    tags: new Set(['a']),
  }))
  return pipe(
    T.bind(User),
    RTE.flatMap(() => W.all(users.map((user) => W.put(User)(user)))),
  )
}

/** A visit, which sees the user as seeded: a put, an update, a load and a query of an index. */
const visit = (id: number, newcomer: number) =>
  pipe(
    Read.run(Read.load(User)({ id })),
    RTE.filterOrElseW(
      ({ visits }) => visits === 0,
      () => ({ _tag: 'Visited' }) as const,
    ),
    RTE.flatMap(({ city }) =>
      pipe(
        W.run(W.update(User)({ id }, U.add(User.at.visits, 1))),
        RTE.flatMap(() =>
          W.run(W.put(User)({ id: newcomer, name: `user ${newcomer}`, city, visits: 1, tags: new Set() })),
        ),
        RTE.flatMap(() => Q.collect(Q.query(User.index.byCity, { city }))),
      ),
    ),
    RTE.map((found) => found.reduce((sum, { visits }) => sum + visits, 0)),
  )

const property = (users: InMemory, count: number) =>
  fc.asyncProperty(fc.nat({ max: count - 1 }), fc.integer({ min: count, max: 2 * count }), async (id, newcomer) => {
    const sum = await visit(id, newcomer)(users.fork())()
    return sum._tag === 'Right' && sum.right === 2
  })

interface Taken {
  readonly seeding: number
  readonly all: number
  /** Of the processor, whatever else the machine does. */
  readonly processor: number
}

const take = async (items: number, runs: number): Promise<Taken> => {
  const [began, cpu] = [performance.now(), process.cpuUsage()]
  const users = await seeded(seed(items))
  const seeding = performance.now() - began
  await fc.assert(property(users, items), { numRuns: runs })
  const all = performance.now() - began
  const { user, system } = process.cpuUsage(cpu)
  return { seeding: seeding / 1_000, all: all / 1_000, processor: (user + system) / 1e6 }
}

/** The figures, of the best of some rounds; `smoke`: over few items and runs. */
export const testingBench = async ({ smoke }: { readonly smoke: boolean }): Promise<ReadonlyArray<Figure>> => {
  const [items, runs, rounds] = smoke ? [500, 50, 1] : [10_000, 1_000, 5]
  let best = await take(items, runs)
  for (let round = 1; round < rounds; round++) {
    const taken = await take(items, runs)
    if (taken.all < best.all) best = taken
  }
  const users = await seeded(seed(items))
  const forks = runs * 100
  const then = performance.now()
  for (let i = 0; i < forks; i++) users.fork()
  const perSecond = (forks / (performance.now() - then)) * 1_000

  const [itemsText, runsText] = [items.toLocaleString('en'), runs.toLocaleString('en')]
  return [
    { name: `testing: seconds for ${itemsText} items seeded, once`, count: best.seeding },
    { name: `testing: … and ${runsText} property runs, each on a fork, in all`, count: best.all, bound: 2 },
    { name: 'testing: … of which the processor', count: best.processor },
    { name: `testing: forks of ${itemsText} items`, perSecond },
  ]
}
