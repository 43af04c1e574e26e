/** ReplicateOptions: from where to where tables are replicated, and how. */
import type { IO } from 'fp-ts/IO'
import type { TaskEither } from 'fp-ts/TaskEither'
import type { Item } from '../../value/AttributeValue'
import type { Checkpoint } from '../checkpoint/Checkpoint'
import type { Interpreter } from '../Interpreter'
import type { StreamOptions } from '../stream/StreamOptions'
import type * as Policy from '../time/Policy'
import type { Timer } from '../time/Timer'
import type { Phase, ReplicateEvent } from './Event'
import type { PoisonItem } from './errors'
import type { Writes } from './writes'

// -----------------------------------------------------------------------------
// model: what is replicated
// -----------------------------------------------------------------------------

/** Whether an item of a table is replicated. Pure: the same item always gives the same. */
export type Filter = (item: Item, table: string) => boolean
/** What an item of a table is at the target; its key stays. Pure. */
export type Transform = (item: Item, table: string) => Item

/** Two sides: what is to be at the target is `{ transform(item) | item at the source, filter(item) }`. */
export interface Sides {
  readonly from: Interpreter
  readonly to: Interpreter
  /** What a table of the source is called at the target: the same, where it is not said. */
  readonly tables?: { readonly [source: string]: string }
  /** Which items are replicated, as they are at the source: all. One that no longer passes is deleted at the target. */
  readonly filter?: Filter
  /** What they are at the target: the same. */
  readonly transform?: Transform
  /** Whether scans see all writes that were answered before, for twice the capacity: true. */
  readonly consistent?: boolean
  /** In how many segments a table is scanned, side by side: 4. */
  readonly segments?: number
}

// -----------------------------------------------------------------------------
// model: how
// -----------------------------------------------------------------------------

/** How tables are replicated. */
export interface ReplicateOptions<P = never>
  extends Sides,
    Pick<StreamOptions, 'readsPerSecond' | 'polling' | 'until'> {
  /**
   * Where it is kept how far a table came, for each table a place of its own; asked for once a table, and kept through `to`.
   * Where left out, every run begins with a copy; what was deleted at the source since a run before it may stay at the target
   * then, unless `remove` is `afterCopy`. A place is kept for the same target, filter and transformation: what is there already
   * is not written again for others. A function that throws ends it with `HandlerThrew`.
   */
  readonly checkpoint?: (table: string) => Checkpoint
  /** The least milliseconds between two saves: 1,000. At the end it is saved in any case. */
  readonly checkpointEvery?: number
  /** How the target is written: the last record wins. */
  readonly writes?: Writes
  /**
   * Whether the tables at the target (and that of the ledger) are made where they are not there: false. What is there may have
   * other settings and indexes than its model. A table that is made is copied to, whatever its checkpoint says.
   */
  readonly bind?: boolean
  /**
   * When the target is looked through for items that the source does not have: after a copy that follows a gap, after every
   * copy, or never. What others wrote at the target is removed too.
   */
  readonly remove?: 'afterGap' | 'afterCopy' | 'never'
  /**
   * Whether it is a deletion at the target too that DynamoDB deleted an item of the source since its time to live was over:
   * true, as of global tables. It is a write at the target, and paid for. Where false, such items stay until the target deletes
   * them by its own time to live, or `remove` looks through it.
   *
   * Source: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/bp-global-table-design.prescriptive-guidance.throughput.html
   */
  readonly expired?: boolean
  /** How many calls write a table at the target at once: 8. */
  readonly concurrency?: number
  /** How many records of a shard are applied at once, at most: 100. */
  readonly batch?: number
  /** After which waits is tried again what failed for the moment, at either side: from 100 ms, doubling, up to 10 s, for ever. */
  readonly retry?: Policy.Policy
  /**
   * Takes an item that cannot be written at the target: too large after its transformation, or of another key. What follows
   * goes on. Where left out, such an item ends it.
   */
  readonly poison?: (poison: PoisonItem) => TaskEither<P, unknown>
  /**
   * Stops it: nothing more is begun, what is under way is finished, the place is saved, and it ends with what was done. A
   * wait for a side that does not answer ends at once.
   */
  readonly signal?: AbortSignal
  /** How time passes, and chance: `systemTimer`. */
  readonly timer?: Timer
  /** The clock, in milliseconds of the epoch: `Date.now`. */
  readonly now?: IO<number>
  /** Told what happens; what it throws, or rejects with, is not heard. */
  readonly onEvent?: (event: ReplicateEvent) => unknown
}

// -----------------------------------------------------------------------------
// model: what came of it
// -----------------------------------------------------------------------------

/** What was done with a table in one run. */
export interface ReplicatedTable {
  readonly table: string
  /** What was being done when it ended. */
  readonly phase: Phase
  /** Items that were copied, those that the filter leaves out not counted. */
  readonly copied: number
  /** Items that were removed after a copy. */
  readonly removed: number
  /** Records that were followed, all of them. */
  readonly records: number
  /** Writes that were left out, since the target had a later state already. */
  readonly stale: number
  readonly poisoned: number
  readonly gaps: number
}

/** What was done, table by table, in the order of the models. */
export interface Replicated {
  readonly tables: ReadonlyArray<ReplicatedTable>
}
