/** Checkpoint: where it is kept how far someone has come. */
import type { Json } from 'fp-ts/Json'
import type { CheckpointFailed, CheckpointLost } from '../errors'
import type { Program } from '../Program'

// -----------------------------------------------------------------------------
// model
// -----------------------------------------------------------------------------

/** What is kept, and the claim on it. */
export interface Claim {
  /** What was saved last; absent where nothing was. */
  readonly value?: Json
  /** Which claim or save it was: each has a number above all before it. */
  readonly version: number
  /** Whose claim it is, as text at random, where the store has to tell who saved. */
  readonly owner?: string
}

/**
 * A place for one value. Who wants to go on from it claims it first; then every earlier claim is lost, so that two who go on
 * from the same place notice one another.
 *
 * Laws: `claim` gives what was saved last; a `save` with the newest claim or save succeeds, and with any other one is
 * `CheckpointLost`, and changes nothing.
 */
export interface Checkpoint {
  readonly claim: Program<CheckpointFailed, Claim>
  /** Saves a value; the claim that it gives is the one to save with next. */
  readonly save: (claim: Claim, value: Json) => Program<CheckpointFailed | CheckpointLost, Claim>
}
