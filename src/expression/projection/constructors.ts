/**
 * How projections are made.
 *
 * @example
 * ```ts
 * import { Path as P, Projection } from 'bloop-ts'
 * import * as assert from 'node:assert'
 *
 * assert.deepStrictEqual(Projection.of(P.path('a'), P.path('b')), Projection.ofNames('a', 'b'))
 * ```
 */
import type { AnyPath } from '../../value/Path'
import { placeOf } from '../condition/constructors'
import type { PathOperand } from '../condition/model'
import type { Projection } from './model'

// -----------------------------------------------------------------------------
// constructors
// -----------------------------------------------------------------------------

/** The projection of some paths: at least one, none within another. */
export const of = (first: AnyPath<never>, ...rest: ReadonlyArray<AnyPath<never>>): Projection => ({
  _tag: 'Projection',
  paths: [placeOf(first), ...rest.map(placeOf)],
})

/** The projection of some attributes by their stored names. */
export const ofNames = (first: string, ...rest: ReadonlyArray<string>): Projection => {
  const path = (name: string): PathOperand => ({ _tag: 'Path', attribute: name, segments: [name] })
  return { _tag: 'Projection', paths: [path(first), ...rest.map(path)] }
}
