/** BatchOptions: how batches are run, and bulks of them. */
import type * as Policy from './time/Policy'
import type { Timer } from './time/Timer'

/** How batches are run. Everything may be left out. */
export interface BatchOptions {
  /** How many calls are under way at once, a whole number from 1: 4. */
  readonly concurrency?: number
  /**
   * After which waits a call is repeated of which a round brought nothing: never, since the interpreters for AWS and the
   * middleware `retrying` wait themselves. A round that brought something is followed by another one at once.
   */
  readonly retry?: Policy.Policy
  /**
   * Ends it: what is under way is not waited for, and what is not known to be done is handed back with `Aborted` as its
   * cause.
   */
  readonly signal?: AbortSignal
  /** How time passes, and chance: `systemTimer`. */
  readonly timer?: Timer
}

/** How far a bulk has come. */
export interface Progress {
  /** Writes that are known to be applied. */
  readonly written: number
  /** Calls that were made for them, repetitions not counted. */
  readonly calls: number
}

/** How a bulk is run. Everything may be left out. */
export interface BulkOptions extends BatchOptions {
  /** Told after each call; what it throws, or rejects with, is not heard. */
  readonly onProgress?: (progress: Progress) => unknown
}
