/** What AWS Lambda hands over of a stream, and what it wants to hear. */
import type { StreamRecord } from '../../program/operation/stream'
import type { Mismatch } from '../../value/Mismatch'

// -----------------------------------------------------------------------------
// model: what came
// -----------------------------------------------------------------------------

/** A record as Lambda handed it over. */
export interface Received {
  /**
   * Where it comes from, as far as Lambda says: of Kinesis its shard's id; of DynamoDB Streams that of a tumbling window's
   * events, and otherwise the ARN of the stream, since Lambda does not say more.
   */
  readonly shard: string
  /**
   * The record. Of Kinesis its sequence number is the one that Kinesis gave it, since DynamoDB gave it none: 56 digits, in the
   * order of arrival. Its time may have a fraction: it is as exact as the microseconds that it is made of.
   */
  readonly record: StreamRecord
  /** The id of the event; of Kinesis DynamoDB's own, which copies of one record have in common. */
  readonly eventId?: string
  /** The table, as AWS names it; absent where the record does not say. */
  readonly table?: string
}

/** A record that cannot be read: all places. */
export interface InvalidRecord {
  readonly _tag: 'InvalidRecord'
  /** Which one of the event's records, from 0. */
  readonly index: number
  /** What Lambda knows it by, where that can be read. */
  readonly sequenceNumber?: string
  /** From the record; what stands behind `kinesis`, `data` is what the data holds. */
  readonly mismatches: ReadonlyArray<Mismatch>
  /** The record as it came. */
  readonly record: unknown
}

/** Lambda's time is over: what is not done comes again. */
export interface OutOfTime {
  readonly _tag: 'OutOfTime'
}

/** What is no event of a stream at all. */
export interface InvalidEvent {
  readonly _tag: 'InvalidEvent'
  readonly mismatches: ReadonlyArray<Mismatch>
}

// -----------------------------------------------------------------------------
// model: what Lambda wants to hear
// -----------------------------------------------------------------------------

/**
 * Which records are to come again: none where the list is empty; otherwise all from that sequence number on, which is where
 * Lambda sets its checkpoint. An empty identifier is the whole event. Lambda heeds it where the event source mapping has
 * `ReportBatchItemFailures` among its `FunctionResponseTypes`, and takes everything for done where it has not.
 *
 * Source: https://docs.aws.amazon.com/lambda/latest/dg/services-ddb-batchfailurereporting.html and
 * https://docs.aws.amazon.com/lambda/latest/dg/services-kinesis-batchfailurereporting.html
 */
export interface BatchResponse {
  readonly batchItemFailures: ReadonlyArray<{ readonly itemIdentifier: string }>
}

/** A handler of Lambda. It never rejects. */
export type LambdaHandler = (event: unknown, context?: unknown) => Promise<BatchResponse>
