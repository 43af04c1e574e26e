/**
 * bloop-ts/memory: DynamoDB in memory, as a pure function and as an interpreter.
 *
 * `inMemory()` is an interpreter for programs and tests, which can be forked and moved in time. Underneath is `step`, which takes a state and an operation to a
 * state and an answer; a state is a persistent value that can be kept, forked in O(1) and compared. Streams, their shards and
 * iterators, and the time to live of items go by the time of the state: `at` and `advance` move it, and `splitShards` splits.
 *
 * @example
 * ```ts
 * import { inMemory } from 'bloop-ts/memory'
 * import * as E from 'fp-ts/Either'
 * import * as assert from 'node:assert'
 *
 * const interpreter = inMemory()
 * const always = { _tag: 'Always' } as const
 * const key = { partition: [{ name: 'id', type: 'S' }], sort: [] } as const
 * await interpreter({ _tag: 'CreateTable', schema: { name: 'users', key, indexes: [] } })()
 * const put = { _tag: 'Put', table: 'users', item: { id: { S: 'ann' } }, condition: always } as const
 * await interpreter({ _tag: 'PutItem', put, returning: 'none', itemOnFailure: false })()
 * const answer = await interpreter({ _tag: 'GetItem', table: 'users', key: { id: { S: 'ann' } }, consistent: true })()
 * assert.deepStrictEqual(answer, E.right({ item: { id: { S: 'ann' } } }))
 * ```
 */
export type { Answer } from './interpreter/memory/answer'
export type { Duration } from './interpreter/memory/duration'
export { type Cell, type InMemory, inMemory, inMemoryFrom, type MemoryOptions } from './interpreter/memory/inMemory'
export { Eq, empty, items, type State, tableNames } from './interpreter/memory/state'
export { step } from './interpreter/memory/step'
export { advance, at, splitShards } from './interpreter/memory/time'
export { seeded } from './interpreter/testing/seeded'
