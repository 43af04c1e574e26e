/**
 * Losses: what does not come back from JSON as it was.
 *
 * @example
 * ```ts
 * import { Json } from 'bloop-ts'
 * import * as assert from 'node:assert'
 *
 * const loss: Json.Loss = { _tag: 'Rounded', path: ['lines', '*', 'price'] }
 * assert.strictEqual(Json.showLoss(loss), 'lines.*.price: decimals are rounded to JS numbers')
 * ```
 */
import type { Segment } from '../../value/Path'

// -----------------------------------------------------------------------------
// model
// -----------------------------------------------------------------------------

/**
 * What is lost at a place, in the application's names; `*` is any element or entry.
 *
 * `Rounded`: a decimal that no JS number is exactly (`useFloat`). `Untyped`: what is of any shape is told apart by its JSON
 * alone: bytes and long decimals come back as text, sets as lists. `NullIsAbsent`: `null` and absent are both written as
 * `null` (`explicitNull`).
 */
export interface Loss {
  readonly _tag: 'Rounded' | 'Untyped' | 'NullIsAbsent'
  readonly path: ReadonlyArray<Segment>
}

// -----------------------------------------------------------------------------
// combinators
// -----------------------------------------------------------------------------

/** The losses of what is at a place. */
export const lossesAt = (segment: Segment, losses: ReadonlyArray<Loss>): ReadonlyArray<Loss> =>
  losses.map(({ _tag, path }) => ({ _tag, path: [segment, ...path] }))

/** Each loss once: the variants of a sum may lose the same. */
export const distinctLosses = (losses: ReadonlyArray<Loss>): ReadonlyArray<Loss> => [
  ...new Map(losses.map((loss) => [JSON.stringify(loss), loss])).values(),
]

// -----------------------------------------------------------------------------
// destructors
// -----------------------------------------------------------------------------

const said: { readonly [T in Loss['_tag']]: string } = {
  Rounded: 'decimals are rounded to JS numbers',
  Untyped: 'bytes and exact decimals become text, and sets become lists',
  NullIsAbsent: 'null and absent are both null',
}

/** A loss as a line of text. */
export const showLoss = ({ _tag, path }: Loss): string => `${path.join('.')}: ${said[_tag]}`
