/** Stores: a fixture for test runners that gives each test a store of its own. */
import type { Program } from '../../program/Program'
import type { InMemory, MemoryOptions } from '../memory/inMemory'
import { seeded } from './seeded'

// -----------------------------------------------------------------------------
// model
// -----------------------------------------------------------------------------

/** A fixture of vitest's `test.extend`, named `store`. */
export interface Stores {
  readonly store: (context: object, use: (store: InMemory) => Promise<void>) => Promise<void>
}

// -----------------------------------------------------------------------------
// constructors
// -----------------------------------------------------------------------------

/**
 * The fixture that gives each test `store`: its own fork of a store that a program has written. The program is run when the first
 * test asks for it, and once: so once in a test file, or in a worker where files share their modules. Where it ends in an error,
 * each test that asks fails with `showError`'s text.
 *
 * @example
 * ```ts
 * import { Attribute as A, Model as M, Table as T } from 'bloop-ts'
 * import { type InMemory, tableNames } from 'bloop-ts/memory'
 * import { stores } from 'bloop-ts/vitest'
 * import * as assert from 'node:assert'
 *
 * const User = M.model({ name: 'User', table: 'users', attributes: { id: A.string }, key: { partition: 'id' } })
 * const fixture = stores(T.bind(User))
 * // import { test as base } from 'vitest'
 * // const test = base.extend(fixture)
 * // test('there is a table', ({ store }) => …)
 * const seen: Array<InMemory> = []
 * for (let test = 0; test < 2; test++) await fixture.store({}, async (store) => void seen.push(store))
 * assert.deepStrictEqual(seen.map((store) => tableNames(store.snapshot())), [['users'], ['users']])
 * assert.notStrictEqual(seen[0], seen[1])
 * ```
 */
export const stores = <E, A>(program: Program<E, A>, options: MemoryOptions = {}): Stores => {
  let seeding: Promise<InMemory> | undefined
  return {
    // biome-ignore lint/correctness/noEmptyPattern: vitest reads from the pattern which fixtures this one needs.
    store: async ({}, use) => {
      seeding ??= seeded(program, options)
      const store = await seeding
      await use(store.fork())
    },
  }
}
