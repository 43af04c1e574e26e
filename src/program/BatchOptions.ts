/** BatchOptions: how batches are run. */
import type { Policy } from './time/Policy'
import type { Timer } from './time/Timer'

/** How batches are run. Everything may be left out. */
export interface BatchOptions {
  /** How many calls are under way at once, a whole number from 1: 4. */
  readonly concurrency?: number
  /**
   * After which waits a call is repeated of which a round brought nothing: never, since the interpreters for AWS and the
   * middleware `retrying` wait themselves. A round that brought something is followed by another one at once.
   */
  readonly retry?: Policy
  /** Ends it: what is not done then is handed back with `Aborted` as its cause. */
  readonly signal?: AbortSignal
  /** How time passes, and chance: `systemTimer`. */
  readonly timer?: Timer
}
