/**
 * `bloop-ts/middleware`: what changes what interpreters do. A middleware is a function from an interpreter to an interpreter.
 *
 * @example
 * ```ts
 * import { Policy, Program } from 'bloop-ts'
 * import { inMemory } from 'bloop-ts/memory'
 * import { compose, faulty, retrying, timeout } from 'bloop-ts/middleware'
 * import * as assert from 'node:assert'
 *
 * const harsh = faulty({ seed: 1, chances: { Throttled: 0.5, Lost: 0.5 } })
 * const patient = compose(retrying(Policy.limit(5)), timeout(1_000))
 * const answer = await Program.perform({ _tag: 'DescribeTable', table: 'users' })(compose(patient, harsh)(inMemory()))()
 * assert.deepStrictEqual(answer, { _tag: 'Left', left: { _tag: 'TableNotFound', table: 'users' } })
 * ```
 */
export * from './interpreter/middleware'
