/** progress: how far those came who read what a feed gave, while the feed itself is not told of each record. */
import type { State } from './machine/model'
import { dealt } from './machine/read'

// -----------------------------------------------------------------------------
// model
// -----------------------------------------------------------------------------

/** Up to which record of a shard it was dealt with, and of which others before. */
export interface Progress {
  readonly shard: string
  readonly sequenceNumber: string
  readonly before: Progress | undefined
}

// -----------------------------------------------------------------------------
// destructors
// -----------------------------------------------------------------------------

/** Of each shard the newest that is said. */
export const newest = (progress: Progress | undefined): ReadonlyMap<string, string> => {
  const found = new Map<string, string>()
  for (let at = progress; at !== undefined; at = at.before)
    if (!found.has(at.shard)) found.set(at.shard, at.sequenceNumber)
  return found
}

/** The state as it is after that; of what is dealt with since the machine takes no notice. */
export const progressed = (state: State, progress: Progress | undefined): State => {
  let next = state
  for (const [shard, sequenceNumber] of newest(progress)) next = dealt(next, shard, sequenceNumber, 0)[0]
  return next
}
