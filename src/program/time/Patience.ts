/** Patience: how long something is waited for that takes its time. */
import type { Policy } from './Policy'
import type { Timer } from './Timer'

/** How patiently something is waited for that takes its time. Everything may be left out. */
export interface Patience {
  /**
   * Milliseconds altogether, requests included: 600,000. `Infinity` for no end; what is no number above 0 is over at once.
   * It passes by the timer: one whose `sleep` never ends has no deadline.
   */
  readonly deadline?: number
  /** The waits between two looks: from 100 ms, doubling, up to 5 s, with jitter. */
  readonly polling?: Policy
  /** Ends everything: what is under way then is `Aborted`. */
  readonly signal?: AbortSignal
  /** How time passes, and chance: `systemTimer`. */
  readonly timer?: Timer
}
