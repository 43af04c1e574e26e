/** ReplicateEvent: what happens while tables are replicated, for progress, metrics and logs. */

import type { StreamEvent } from '../stream/Event'
import type { Gap } from '../stream/Gap'
import type { PoisonItem, ReplicateError } from './errors'

// -----------------------------------------------------------------------------
// model
// -----------------------------------------------------------------------------

/** What is done with a table: its items are copied; what the source no longer has is removed; its stream is followed. */
export type Phase = 'copying' | 'removing' | 'following'

/** What happened, in which table of the source. All times are milliseconds. */
export type ReplicateEvent = { readonly table: string } & (
  | { readonly _tag: 'PhaseBegan'; readonly phase: Phase }
  /** A page was copied; `items` are all that were read so far in this copy. */
  | { readonly _tag: 'Copied'; readonly items: number; readonly perSecond: number }
  /** A page of the target was looked through; `items` are all so far, `removed` those of them that the source does not have. */
  | { readonly _tag: 'Removed'; readonly items: number; readonly removed: number; readonly perSecond: number }
  /**
   * Records of a shard were applied; `lag` is the age of the last one, as far as its time says. `stale`: a later state of
   * their items was at the target already.
   */
  | {
      readonly _tag: 'Applied'
      readonly shard: string
      readonly records: number
      readonly stale: number
      readonly lag?: number
      readonly perSecond: number
    }
  /** An item cannot be written, and was given to who takes such. */
  | { readonly _tag: 'Poisoned'; readonly poison: PoisonItem }
  /** Something failed for the moment, and is tried again. */
  | { readonly _tag: 'Retried'; readonly error: ReplicateError }
  /** Records may be lost: the table is copied anew. */
  | { readonly _tag: 'GapFound'; readonly gap: Gap }
  /** The place was saved. */
  | { readonly _tag: 'Saved' }
  /** What the reader of the stream tells. */
  | { readonly _tag: 'Reading'; readonly event: StreamEvent }
)

/** One of them, before it is said of which table. */
export type TableEvent = ReplicateEvent extends infer Ev
  ? Ev extends { readonly table: string }
    ? Omit<Ev, 'table'>
    : never
  : never
