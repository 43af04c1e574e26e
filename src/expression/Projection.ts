/**
 * Projections: the paths that a read answers, as a value.
 *
 * @example
 * ```ts
 * import { Path as P, Projection } from 'bloop-ts'
 * import { pipe } from 'fp-ts/function'
 * import * as assert from 'node:assert'
 *
 * const p = Projection.of(P.path('name'), pipe(P.path('scores'), P.at(1)))
 * assert.strictEqual(Projection.show(p), 'name, scores[1]')
 * const item = { name: { S: 'x' }, scores: { L: [{ N: '1' }, { N: '2' }] }, more: { BOOL: true } }
 * assert.deepStrictEqual(Projection.apply(p)(item), { name: { S: 'x' }, scores: { L: [{ N: '2' }] } })
 * ```
 */
export { parseProjection as parse } from './parse/projection'
export { project as apply } from './projection/apply'
export * from './projection/constructors'
export { Eq_ as Eq, equals, Show_ as Show, show, validate } from './projection/interpreters'
export * from './projection/model'
