import { pipe } from 'fp-ts/function'
import * as RTE from 'fp-ts/ReaderTaskEither'
import { test as base, describe, expect } from 'vitest'
import { Attribute as A, Model as M, Query as Q, Table as T, Write } from '../../../src'
import { type InMemory, seeded } from '../../../src/memory'
import { stores } from '../../../src/vitest'

const User = M.model({
  name: 'User',
  table: 'users',
  attributes: { id: A.string, n: A.integer },
  key: { partition: 'id' },
})
const put = (id: string, n: number) => Write.run(Write.put(User)({ id, n }))

let runs = 0
const seed = pipe(
  RTE.fromIO(() => runs++),
  RTE.flatMap(() => T.bind(User)),
  RTE.flatMap(() => put('ann', 0)),
)
const ns = async (store: InMemory) => {
  const found = await Q.collect(Q.query(User, { id: 'ann' }))(store)()
  return found._tag === 'Right' ? found.right.map(({ n }) => n) : found.left
}

const now = () => 1_000
const test = base.extend(stores(seed, { now }))

describe('the fixture of stores', () => {
  for (const n of [1, 2, 3])
    test(`gives a store of its own to each test: ${n}`, async ({ store }) => {
      expect(await ns(store)).toEqual([0])
      await put('ann', n)(store)()
      expect(await ns(store)).toEqual([n])
      expect(store.now()).toBe(1_000)
      expect(runs).toBe(1)
    })

  test.concurrent.for([4, 5])('also to tests at the same time: %i', async (n, { store, expect: expectHere }) => {
    await put('ann', n)(store)()
    await new Promise(setImmediate)
    expectHere(await ns(store)).toEqual([n])
  })
})

describe('a seeding program', () => {
  base('fails the tests with its error as text', async () => {
    const used: Array<InMemory> = []
    const { store } = stores(put('ann', 0))
    const message = "the store cannot be seeded: TableNotFound: there is no table 'users'"
    for (let i = 0; i < 2; i++)
      await expect(store({}, async (made) => void used.push(made))).rejects.toThrow(new Error(message))
    expect(used).toEqual([])
  })

  base('can have an error of its own', async () => {
    await expect(seeded(RTE.left({ _tag: 'Mine' }))).rejects.toThrow(new Error('the store cannot be seeded: Mine'))
    await expect(seeded(RTE.left('mine'))).rejects.toThrow(new Error('the store cannot be seeded: mine'))
  })
})
