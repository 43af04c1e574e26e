/**
 * The machine that reads a stream, as data: what it knows, what it is told, and what it asks for. It does nothing, waits for
 * nothing and has no clock: `step` is a function.
 */
import type { Place } from '../../../codec/streamPlace'
import type { TableDescription } from '../../../value/TableSpec'
import type { ShardReadError, StreamError } from '../../errors'
import type {
  DescribeStream,
  GetRecords,
  GetShardIterator,
  Shard,
  StreamDescription,
  StreamRecord,
  StreamStatus,
} from '../../operation/stream'
import type { DescribeTable } from '../../operation/table'
import type { Policy } from '../../time/Policy'
import type { StreamEvent } from '../Event'
import type { Batch } from '../Feed'
import type { Gap } from '../Gap'
import type { Position } from '../model'

// -----------------------------------------------------------------------------
// model: settings
// -----------------------------------------------------------------------------

/** How the machine reads; milliseconds. */
export interface Settings {
  readonly table: string
  readonly position: Position
  /** The least time between two reads of a shard. */
  readonly gap: number
  readonly polling: Policy
  readonly retry: Policy
  readonly limit?: number
  /** After how many empty answers of each open shard it ends. */
  readonly emptyAnswers?: number
}

// -----------------------------------------------------------------------------
// model: state
// -----------------------------------------------------------------------------

/**
 * Where a shard is in being read.
 *
 * - `waiting` for its parent; `opening`, without an iterator; `reading`, asked for records; `held`, with records out, or a gap
 * - `ended`: read to its end, its children not known; `over`: the stream is switched off and there will be none
 * - `doubted`: its store says that there is no such shard
 * - `done`: read to its end, its children known; or not to be read
 */
export type Phase = 'waiting' | 'opening' | 'reading' | 'held' | 'ended' | 'over' | 'doubted' | 'done'

/** How often something was tried in a row, and what was waited for it. */
export interface Tries {
  readonly repetition: number
  readonly waited: number
  /** The last wait. */
  readonly wait: number
}

/** What is known of a shard. */
export interface ShardState {
  readonly id: string
  readonly slot: number
  readonly parent?: string
  readonly phase: Phase
  /** Up to where it is dealt with. */
  readonly place: Place
  /** Up to where it is read, or where it goes on after a gap. */
  readonly cursor: Place
  /** Whether what holds it is records, and not a gap. */
  readonly out: boolean
  /** Whether it is to be read from its newest record on, and none was read yet. */
  readonly latest: boolean
  readonly iterator?: string
  /** When the iterator was made. */
  readonly iteratorAt: number
  /** When it was read, or is to be read next. */
  readonly readAt: number
  readonly polls: Tries
  readonly failures: Tries
}

/** How many shards are in which state: kept, so that nothing counts them. */
export interface Counts {
  /** Read now. */
  readonly open: number
  readonly waiting: number
  /** Of which it is not known whether they have something. */
  readonly unsettled: number
  /** Without an iterator, and to be read from now on. */
  readonly unfixed: number
  readonly ended: number
  readonly doubted: number
  /** With as many empty answers as end it. */
  readonly idle: number
}

/** All shards: chunks of a fixed length, so that a change of one copies little; and where each one is. */
export interface Shards {
  readonly chunks: ReadonlyArray<ReadonlyArray<ShardState>>
  readonly slots: ReadonlyMap<string, number>
  readonly counts: Counts
}

/** What the machine knows. */
export interface State {
  readonly settings: Settings
  /** `locating` the stream, `listing` its shards for the first time, `following` it; `finishing` or, where it is gone, `seeking`: is there another one? `replaced` by it, until that gap is seen; `over`. */
  readonly phase: 'locating' | 'listing' | 'following' | 'finishing' | 'seeking' | 'replaced' | 'over'
  readonly stream: string
  /** The stream that replaces it. */
  readonly successor?: string
  readonly status: StreamStatus
  /** Where the stream is read from: the settings' position, or of one that replaces another the oldest record. */
  readonly position: Position
  readonly startedAt: number
  readonly shards: Shards
  /** What pages of the description have said so far. */
  readonly listed: ReadonlyArray<Shard>
  /** Which description is waited for; answers to others do not count. */
  readonly round: number
  /** When it was last asked for, or is to be next. */
  readonly lookedAt: number
  /** When the one that is waited for is due; `Infinity` where none is. */
  readonly looking: number
  /** Whether shards were left out of the last description: they may go on from others that are not dealt with yet. */
  readonly isBehind: boolean
  /** When children of a shard were found the last time. */
  readonly foundAt: number
  /** Descriptions in a row that told nothing new. */
  readonly looks: Tries
  /** Questions about the stream in a row that failed. */
  readonly failures: Tries
}

// -----------------------------------------------------------------------------
// model: input
// -----------------------------------------------------------------------------

/** When something happened, in milliseconds of the epoch, and chance, for the policies: from 0 up to 1. */
export interface Moment {
  readonly now: number
  readonly random: number
}

/** What the machine is told. */
export type Input = Moment &
  (
    | { readonly _tag: 'Started' }
    | { readonly _tag: 'Located'; readonly table: TableDescription }
    | { readonly _tag: 'Described'; readonly ask: Describe; readonly page: StreamDescription }
    | { readonly _tag: 'Iterator'; readonly shard: string; readonly iterator: string }
    | {
        readonly _tag: 'Records'
        readonly shard: string
        readonly records: ReadonlyArray<StreamRecord>
        readonly next?: string
      }
    | { readonly _tag: 'Failed'; readonly ask: Ask; readonly error: ShardReadError }
    /** The records that are out of a shard are dealt with, up to one or all. */
    | { readonly _tag: 'Done'; readonly shard: string; readonly sequenceNumber?: string }
    /** A gap was seen by who reads: of a shard, or of the whole stream. */
    | { readonly _tag: 'Seen'; readonly shard?: string }
  )

// -----------------------------------------------------------------------------
// model: requests
// -----------------------------------------------------------------------------

/** Not before this time, in milliseconds of the epoch. */
interface Due {
  readonly at: number
}

/** Look at the table: which stream is its latest? */
export interface Locate extends Due {
  readonly _tag: 'Locate'
  readonly operation: DescribeTable
}
/** Describe the stream. */
export interface Describe extends Due {
  readonly _tag: 'Describe'
  readonly round: number
  readonly operation: DescribeStream
}
/** Make an iterator. */
export interface Iterate extends Due {
  readonly _tag: 'GetIterator'
  readonly operation: GetShardIterator
}
/** Read records. */
export interface Read extends Due {
  readonly _tag: 'GetRecords'
  readonly operation: GetRecords
}

/** What is to be asked of the store, not before a time: waiting is part of it. */
export type Ask = Locate | Describe | Iterate | Read

/** What the machine asks for. */
export type Request =
  | Ask
  | { readonly _tag: 'Give'; readonly fed: Batch | Gap }
  | { readonly _tag: 'Tell'; readonly event: StreamEvent }
  | { readonly _tag: 'End'; readonly error?: StreamError }

/** What comes of a step. */
export type Step = readonly [State, ReadonlyArray<Request>]
