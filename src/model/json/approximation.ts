/**
 * Approximations: where a JSON Schema accepts more than its codec.
 *
 * @example
 * ```ts
 * import { Json } from 'bloop-ts'
 * import * as assert from 'node:assert'
 *
 * const approximation: Json.Approximation = { path: ['lines', '*', 'count'], expected: 'even integer' }
 * assert.strictEqual(Json.showApproximation(approximation), 'lines.*.count: more than even integer')
 * ```
 */
import type { Segment } from '../../value/Path'

// -----------------------------------------------------------------------------
// model
// -----------------------------------------------------------------------------

/**
 * What is expected at a place, or of what is within, and not said by the schema: a predicate, the digits of a decimal. Places
 * are in the application's names; `*` is any element or entry.
 */
export interface Approximation {
  readonly path: ReadonlyArray<Segment>
  readonly expected: string
}

// -----------------------------------------------------------------------------
// constructors
// -----------------------------------------------------------------------------

/** An approximation at the place itself. */
export const approximation = (expected: string): ReadonlyArray<Approximation> => [{ path: [], expected }]

// -----------------------------------------------------------------------------
// combinators
// -----------------------------------------------------------------------------

/** The approximations of what is at a place. */
export const approximationsAt = (
  segment: Segment,
  approximations: ReadonlyArray<Approximation>,
): ReadonlyArray<Approximation> => approximations.map(({ path, expected }) => ({ path: [segment, ...path], expected }))

/** Each approximation once: the variants of a sum may have the same. */
export const distinctApproximations = (approximations: ReadonlyArray<Approximation>): ReadonlyArray<Approximation> => [
  ...new Map(approximations.map((one) => [JSON.stringify(one), one])).values(),
]

// -----------------------------------------------------------------------------
// destructors
// -----------------------------------------------------------------------------

/** An approximation as a line of text. */
export const showApproximation = ({ path, expected }: Approximation): string =>
  `${path.length === 0 ? '' : `${path.join('.')}: `}more than ${expected}`
