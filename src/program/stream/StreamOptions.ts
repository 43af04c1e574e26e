/** StreamOptions: how a stream is read. */
import type { IO } from 'fp-ts/IO'
import type * as Policy from '../time/Policy'
import type { Timer } from '../time/Timer'
import type { StreamEvent } from './Event'

/** How a stream is read. Everything may be left out. */
export interface StreamOptions {
  /**
   * How often a shard is read, at most: 5 times a second, which is what DynamoDB allows for all readers of a shard together. It
   * must be above 0; `Infinity` for a store in memory. Pages of the stream's description are not asked for more often either:
   * AWS allows 10 a second.
   *
   * Source: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_streams_DescribeStream.html
   */
  readonly readsPerSecond?: number
  /**
   * The waits between reads of a shard that answer nothing, counted from the last record on, at least what `readsPerSecond`
   * asks for: from 200 ms, doubling, up to 5 s. Where the policy ends, its last wait stays.
   */
  readonly polling?: Policy.Policy
  /** After which waits a read is repeated that failed for the moment: from 100 ms, doubling, up to 10 s, for ever. */
  readonly retry?: Policy.Policy
  /** How many records a read asks for at most, 1 to 1,000: 1,000. */
  readonly limit?: number
  /**
   * When reading ends: `never`, or once that many answers in a row of every open shard had no records. DynamoDB may answer
   * nothing before there is nothing, so that it is for stores which do not, for tests, and for a rough end.
   */
  readonly until?: 'never' | { readonly emptyAnswers: number }
  /** Stops it at a record's edge: nothing more is delivered, and it ends as at the end of the stream. */
  readonly signal?: AbortSignal
  /** How time passes, and chance: `systemTimer`. */
  readonly timer?: Timer
  /** The clock, in milliseconds of the epoch, and about that of the store: `Date.now`. */
  readonly now?: IO<number>
  /** Told what happens; what it throws, or rejects with, is not heard. */
  readonly onEvent?: (event: StreamEvent) => unknown
}
