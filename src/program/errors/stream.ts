/** The errors of streams: of reading them, of handling what was read, and of keeping the place. */
import type { Mismatch } from '../../value/Mismatch'
import type { StreamView } from '../../value/TableSettings'
import type { StreamRecord } from '../operation/stream'
import type { Gap } from '../stream/Gap'
import type { StreamReadError, WriteError } from './operation'
import type { DecodeFailed } from './program'

// -----------------------------------------------------------------------------
// model: of streams
// -----------------------------------------------------------------------------

/** The table has no stream, or none whose records hold what is needed of them. */
export interface NoStream {
  readonly _tag: 'NoStream'
  readonly table: string
  /** What its records hold. */
  readonly view: StreamView
  /** What they would have to hold; any stream would do where it is left out. */
  readonly needed?: StreamView
}

/** A token that is not of this table's streams, or is none. */
export interface InvalidToken {
  readonly _tag: 'InvalidToken'
  readonly mismatches: ReadonlyArray<Mismatch>
}

/** Records of a stream are lost, and nobody said what is to be done then. */
export interface RecordsLost {
  readonly _tag: 'RecordsLost'
  readonly gap: Gap
}

/** Another one goes on from the same checkpoint: this one has to stop. */
export interface CheckpointLost {
  readonly _tag: 'CheckpointLost'
}

/** A checkpoint could not be read or written. */
export interface CheckpointFailed {
  readonly _tag: 'CheckpointFailed'
  readonly message: string
  readonly cause?: WriteError | DecodeFailed
}

/** A record that was refused at every attempt, alone too, and nobody said what is to be done with such. */
export interface PoisonRecord<E = unknown> {
  readonly _tag: 'PoisonRecord'
  readonly shard: string
  readonly record: StreamRecord
  readonly cause: E | HandlerThrew
}

/** A function that was handed in (a handler, or that of `Stream.map`) threw or rejected instead of answering; what it threw, as text. */
export interface HandlerThrew {
  readonly _tag: 'HandlerThrew'
  readonly message: string
}

// -----------------------------------------------------------------------------
// unions
// -----------------------------------------------------------------------------

/** What reading a stream may fail with. Expired iterators and trimmed records are none: the first are renewed, the others gaps. */
export type StreamError = StreamReadError | NoStream | InvalidToken | HandlerThrew
