/** Patience: how long something is waited for that takes its time. */
import type { Policy } from './Policy'
import type { Timer } from './Timer'

/** How patiently something is waited for that takes its time. Everything may be left out. */
export interface Patience {
  /** Milliseconds altogether, requests included: 600,000. Then it is `TimedOut`. */
  readonly deadline?: number
  /** The waits between two looks: from 100 ms, doubling, up to 5 s, with jitter. */
  readonly polling?: Policy
  /** Ends everything: what is under way then is `Aborted`. */
  readonly signal?: AbortSignal
  /** How time passes, and chance: `systemTimer`. */
  readonly timer?: Timer
}
