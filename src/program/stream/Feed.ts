/**
 * Feed: a stream that is being read, shard by shard. A shard whose records were given is not read further before they are
 * `done`, and its children not before all of its own are: that is the back-pressure, and what keeps the order of each item.
 */
import type { Either } from 'fp-ts/Either'
import type { StreamToken } from '../../codec/streamToken'
import type { StreamError } from '../errors'
import type { StreamRecord } from '../operation/stream'
import type { Gap } from './Gap'

// -----------------------------------------------------------------------------
// model
// -----------------------------------------------------------------------------

/** Records of one shard, in order; at least one. */
export interface Batch {
  readonly _tag: 'Batch'
  readonly shard: string
  readonly records: ReadonlyArray<StreamRecord>
}

/** What a feed gives. */
export type Fed = Batch | Gap

/**
 * A stream that is being read. It goes on in the background, as far as it may: iterators are kept alive while nobody asks.
 *
 * Laws: of each shard at most one batch is out, and the next one begins after it; a child's first batch comes after its
 * parent's last one is done; `token` says exactly what is done: what was given and is not done is given again from there. A gap
 * is done once `next` is asked for what follows it: until then it is given again from the token. After the end, of whatever
 * kind, `done` and `token` go on working, for what was out then.
 */
export interface Feed {
  /**
   * The next batch of any shard that has none out, or gap; waits for it. Nothing at the end: of the stream, of patience
   * (`until`), or once the signal fired or it was closed. After a `Left` it is over.
   */
  readonly next: () => Promise<Either<StreamError, Fed | undefined>>
  /** The batch that is out of a shard is dealt with up to a record of it, or to its last one: then the shard is read further. */
  readonly done: (shard: string, sequenceNumber?: string) => void
  /** Whether every open shard answered nothing the last time, fails for the moment, or has a batch out: none has to be waited for to merge by time. */
  readonly settled: () => boolean
  /** The place up to which everything is done. */
  readonly token: () => StreamToken
  /** Ends it. */
  readonly close: () => void
}
