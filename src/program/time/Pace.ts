/** Pace: a policy on its way, in real time: it waits, and knows how far it has come. */
import type { Attempt, Policy } from './Policy'
import { pause, type Timer } from './Timer'

// -----------------------------------------------------------------------------
// model
// -----------------------------------------------------------------------------

/** What came of waiting for a repetition: it is time; the policy has none; the signal fired. */
export type Turn = 'again' | 'over' | 'aborted'

/** One operation's way through a policy. */
export interface Pace {
  /** Waits for the next repetition. */
  readonly next: () => Promise<Turn>
  /** Something was achieved: repetitions are counted anew, what was waited is not. */
  readonly restart: () => void
}

// -----------------------------------------------------------------------------
// constructors
// -----------------------------------------------------------------------------

// A policy that throws, or whose wait has no end or is no time, ends there: what failed last is the answer.
const waitOf = (policy: Policy, timer: Timer, soFar: Omit<Attempt, 'random'>): number | undefined => {
  try {
    const wait = policy({ ...soFar, random: timer.random() })
    return typeof wait === 'number' && wait >= 0 && wait < Number.POSITIVE_INFINITY ? wait : undefined
  } catch {
    return undefined
  }
}

/** The way of one operation. It waits even where the wait is 0, so that others, and the signal, have their turn. */
export const paceOf = (policy: Policy, timer: Timer, signal: AbortSignal | undefined): Pace => {
  let [repetition, waited] = [0, 0]
  const wait = pause(timer, signal)
  return {
    next: async () => {
      const milliseconds = waitOf(policy, timer, { repetition, waited })
      if (milliseconds === undefined) return 'over'
      repetition++
      waited += milliseconds
      return (await wait(milliseconds)) ? 'again' : 'aborted'
    },
    restart: () => {
      repetition = 0
    },
  }
}
