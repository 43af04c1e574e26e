/** RawConsumer: how the records of a stream are consumed as they come, and their place saved by whoever says how. */
import type { Either } from 'fp-ts/Either'
import type { Task } from 'fp-ts/Task'
import type { StreamToken } from '../../../codec/streamToken'
import type {
  CheckpointFailed,
  CheckpointLost,
  HandlerThrew,
  PoisonRecord,
  RecordsLost,
  StreamError,
} from '../../errors'
import type { Interpreter } from '../../Interpreter'
import type { StreamRecord } from '../../operation/stream'
import type { Program } from '../../Program'
import type { Consumed, ConsumeOptions } from '../ConsumeOptions'
import type { Stream } from '../model'

// -----------------------------------------------------------------------------
// model
// -----------------------------------------------------------------------------

/** What consuming a stream may fail with; `HandlerThrew` where what takes poison or gaps threw. */
export type ConsumeError<E, P = never> =
  | StreamError
  | RecordsLost
  | CheckpointLost
  | CheckpointFailed
  | PoisonRecord<E>
  | P
  | HandlerThrew

/** How records are consumed as they come. */
export interface RawConsumer<E, P = never> extends Omit<ConsumeOptions<E, P>, 'checkpoint'> {
  /** Takes records of one shard, in order, one or more. */
  readonly handler: (records: ReadonlyArray<StreamRecord>, shard: string) => Program<E, unknown>
  /**
   * Saves the place up to which everything is handled. It is asked for one save at a time: soon after the beginning, then
   * not oftener than `checkpointEvery` says while there is something new, and at the end. After `CheckpointFailed` it is
   * asked again, with a newer place; `CheckpointLost` ends everything.
   */
  readonly save?: (token: StreamToken) => Program<CheckpointFailed | CheckpointLost, unknown>
}

/** How it ended, and where. */
export interface Ended<E, P = never> {
  readonly result: Either<ConsumeError<E, P>, Consumed>
  /** What was consumed in either case. */
  readonly consumed: Consumed
  /** The place up to which everything is handled; absent where the stream could not be opened. */
  readonly token?: StreamToken
}

/** `consumeRaw`: in consumeRaw.ts. */
export type ConsumeRaw = <E, P = never>(
  consumer: RawConsumer<E, P>,
) => (stream: Pick<Stream<unknown>, 'table' | 'position'>) => (interpreter: Interpreter) => Task<Ended<E, P>>
