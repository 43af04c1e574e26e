/**
 * bloop-ts/vitest: stores for tests. Nothing of vitest is imported: `stores` gives a fixture, a plain function in an object, for
 * `test.extend`.
 *
 * @example
 * ```ts
 * import { Attribute as A, Model as M, Table as T } from 'bloop-ts'
 * import { stores } from 'bloop-ts/vitest'
 * import * as assert from 'node:assert'
 *
 * const User = M.model({ name: 'User', table: 'users', attributes: { id: A.string }, key: { partition: 'id' } })
 * // const test = base.extend(stores(T.bind(User)))
 * assert.deepStrictEqual(Object.keys(stores(T.bind(User))), ['store'])
 * ```
 */
export { type Stores, stores } from './interpreter/testing/stores'
