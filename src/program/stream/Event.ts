/** StreamEvent: what happens while a stream is read, for metrics and logs. */
import type { CheckpointFailed, StreamError } from '../errors'
import type { Gap } from './Gap'

/** What happens while a stream is read. All times are milliseconds. */
export type StreamEvent =
  /** Records were answered; `lag` is the age of the last one, as far as its time says. */
  | { readonly _tag: 'Records'; readonly shard: string; readonly records: number; readonly lag?: number }
  /** An answer had none; the next one is asked for after `wait`. */
  | { readonly _tag: 'Empty'; readonly shard: string; readonly wait: number }
  /** A shard is read from now on; `open` are read now. */
  | { readonly _tag: 'ShardOpened'; readonly shard: string; readonly open: number }
  /** A shard was read to its end. */
  | { readonly _tag: 'ShardEnded'; readonly shard: string; readonly open: number }
  /** An iterator was renewed. */
  | { readonly _tag: 'IteratorRenewed'; readonly shard: string }
  /** A read failed for the moment, and is repeated after `wait`. */
  | { readonly _tag: 'Retried'; readonly shard?: string; readonly error: StreamError; readonly wait: number }
  | Gap
  /** A batch was handled; with how many attempts. */
  | { readonly _tag: 'Handled'; readonly shard: string; readonly records: number; readonly attempts: number }
  /** A batch was refused at every attempt, and is handed over in halves. */
  | { readonly _tag: 'Bisected'; readonly shard: string; readonly records: number }
  /** A record was refused alone, and given to who takes such. */
  | { readonly _tag: 'Poisoned'; readonly shard: string; readonly sequenceNumber: string }
  /** The place was saved. */
  | { readonly _tag: 'Checkpointed'; readonly shards: number }
  /** The place could not be saved, which is tried again when it is time for the next one. */
  | CheckpointFailed
