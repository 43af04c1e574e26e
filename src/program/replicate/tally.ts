/** Tally: what was done with a table so far. */
import type { ReplicatedTable } from './model'

/** What is counted. */
export type Counts = Omit<ReplicatedTable, 'table' | 'phase'>

/** Counts as they grow. */
export interface Tally {
  readonly add: (more: Partial<Counts>) => void
  readonly counts: () => Counts
}

const nothing: Counts = { copied: 0, removed: 0, records: 0, stale: 0, poisoned: 0, gaps: 0 }

/** An empty tally. */
export const tallyOf = (): Tally => {
  let counts = nothing
  return {
    add: ({ copied = 0, removed = 0, records = 0, stale = 0, poisoned = 0, gaps = 0 }) => {
      counts = {
        copied: counts.copied + copied,
        removed: counts.removed + removed,
        records: counts.records + records,
        stale: counts.stale + stale,
        poisoned: counts.poisoned + poisoned,
        gaps: counts.gaps + gaps,
      }
    },
    counts: () => counts,
  }
}
