/** A record of DynamoDB Streams, as Lambda's poller hands it over. */
import type { Either } from 'fp-ts/Either'
import * as E from 'fp-ts/Either'
import type { Fields } from '../../interpreter/aws/decode/guards'
import { streamRecord } from '../../interpreter/aws/decode/records'
import type { Mismatch } from '../../value/Mismatch'
import { once, withBinary } from './binary'
import { optional, tableOf, textOf } from './fields'
import type { Received } from './model'

// -----------------------------------------------------------------------------
// interpreters
// -----------------------------------------------------------------------------

const binary = withBinary(once)

/**
 * Reads a record of the source `aws:dynamodb`. Lambda writes binary values as base64, and does not name the shard: `shard` is
 * what is known of it otherwise.
 *
 * Source: https://docs.aws.amazon.com/lambda/latest/dg/with-ddb.html and
 * https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_streams_Record.html
 */
export const ofDynamoDB = (record: Fields, shard: string | undefined): Either<ReadonlyArray<Mismatch>, Received> => {
  const arn = textOf(record.eventSourceARN)
  return E.map(
    (read: Received['record']): Received => ({
      shard: shard ?? arn ?? '',
      record: read,
      ...optional('eventId', textOf(record.eventID)),
      ...optional('table', tableOf(arn)),
    }),
  )(streamRecord({ ...record, dynamodb: binary(record.dynamodb) }))
}
