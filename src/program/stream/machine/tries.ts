/** tries: how long to wait before something is tried again. */
import { quietly } from '../../quietly'
import type { Policy } from '../../time/Policy'
import type { Tries } from './model'

const isWait = (wait: unknown): wait is number =>
  typeof wait === 'number' && wait >= 0 && wait < Number.POSITIVE_INFINITY

/** One more try, and its wait; nothing where the policy has none, throws, or gives no time. */
export const tried = (policy: Policy, { repetition, waited }: Tries, random: number): Tries | undefined => {
  const wait = quietly(() => policy({ repetition, waited, random }))
  return isWait(wait) ? { repetition: repetition + 1, waited: waited + wait, wait } : undefined
}

/** One more look at what may have nothing: where the policy ends, its last wait stays. */
export const polled = (policy: Policy, polls: Tries, random: number): Tries =>
  tried(policy, polls, random) ?? { ...polls, repetition: polls.repetition + 1, waited: polls.waited + polls.wait }
