/** Mismatch: one place where a value is not what was expected. The errors of decoding and of validation are lists of them. */
import type { Segment } from './Path'

// -----------------------------------------------------------------------------
// model
// -----------------------------------------------------------------------------

/** A place, what was expected there, and what was found. Data; `show` makes text of it on demand. */
export interface Mismatch {
  /** Names and list indexes from the root; empty for the root itself. */
  readonly path: ReadonlyArray<Segment>
  /** What was expected, as a noun: `integer`, `set of string`, `number of at most 38 significant digits`. */
  readonly expected: string
  /** What was found; `undefined` where nothing was. */
  readonly actual: unknown
}
