/** Records of streams, where DynamoDB Local 3.3.1 does not write them as AWS does. */

// -----------------------------------------------------------------------------
// model
// -----------------------------------------------------------------------------

/** A record of a stream, as far as it matters here. */
export interface StreamRecord {
  readonly eventName?: string | undefined
  readonly userIdentity?: { readonly PrincipalId?: string | undefined; readonly Type?: string | undefined } | undefined
}

/** An answer to GetRecords, as the wire or the AWS SDK has it. */
export interface StreamRecords {
  readonly Records?: ReadonlyArray<StreamRecord> | undefined
}

// -----------------------------------------------------------------------------
// combinators
// -----------------------------------------------------------------------------

/** What DynamoDB Local calls the deletion of an item whose time to live is over: on the wire, and so through the SDK too. */
const unknown = 'UNKNOWN_TO_SDK_VERSION'

const expired = {
  eventName: 'REMOVE',
  userIdentity: { PrincipalId: 'dynamodb.amazonaws.com', Type: 'Service' },
} as const

/**
 * The answer with its deletions by time to live as AWS writes them: `REMOVE`, by the service itself.
 *
 * Laws: it is idempotent, and keeps every other record.
 *
 * Source: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/time-to-live-ttl-streams.html,
 * https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_streams_Identity.html
 *
 * @example
 * ```ts
 * import { repairedRecords } from 'bloop-ts/local'
 * import * as assert from 'node:assert'
 *
 * const answer = { Records: [{ eventID: '1', eventName: 'UNKNOWN_TO_SDK_VERSION' }], NextShardIterator: 'next' }
 * assert.deepStrictEqual(repairedRecords(answer), {
 *   Records: [
 *     { eventID: '1', eventName: 'REMOVE', userIdentity: { PrincipalId: 'dynamodb.amazonaws.com', Type: 'Service' } },
 *   ],
 *   NextShardIterator: 'next',
 * })
 * ```
 */
export const repairedRecords = <A extends StreamRecords>(answer: A): A =>
  answer.Records === undefined
    ? answer
    : {
        ...answer,
        Records: answer.Records.map((record) => (record.eventName === unknown ? { ...record, ...expired } : record)),
      }
