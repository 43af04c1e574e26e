/** Records of streams, repaired where DynamoDB Local 3.3.1 does not write them as AWS does. */

import * as TE from 'fp-ts/TaskEither'
import { isRecord } from '../../value/record'
import type { TransportMiddleware } from '../aws/Transport'

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

interface Properties {
  readonly [name: string]: unknown
}

/** A value of an image, which the emulator writes `{}` where it is an empty map. */
const value = (u: unknown): unknown => {
  if (!isRecord(u)) return u
  const { L, M } = u
  if (Array.isArray(L)) return { L: L.map(value) }
  if (isRecord(M)) return { M: image(M) }
  return Object.keys(u).length === 0 ? { M: {} } : u
}

const image = (u: unknown): unknown =>
  isRecord(u) ? Object.fromEntries(Object.entries(u).map(([name, inner]) => [name, value(inner)])) : u

const mapsOf = (record: Properties): Properties => {
  const { dynamodb } = record
  if (!isRecord(dynamodb)) return record
  const { OldImage, NewImage } = dynamodb
  return {
    ...record,
    dynamodb: {
      ...dynamodb,
      ...(OldImage === undefined ? {} : { OldImage: image(OldImage) }),
      ...(NewImage === undefined ? {} : { NewImage: image(NewImage) }),
    },
  }
}

const repaired = (u: unknown): unknown =>
  isRecord(u) && Array.isArray(u.Records) && u.Records.every(isRecord)
    ? repairedRecords({ ...u, Records: u.Records.map(mapsOf) })
    : u

/**
 * A transport that answers records as AWS writes them: `repairedRecords` of what it reads, with the empty maps in images, which
 * DynamoDB Local 3.3.1 writes without their type. Unlike the other patches it is no middleware of an interpreter, which would
 * not take such a record for one.
 *
 * @example
 * ```ts
 * import { aws } from 'bloop-ts/aws'
 * import { Patches } from 'bloop-ts/local'
 * import * as E from 'fp-ts/Either'
 * import * as assert from 'node:assert'
 *
 * const dynamodb = { Keys: { id: { S: 'ann' } }, SequenceNumber: '000000000000000000001' }
 * const emulator = () => async () => E.right({ Records: [{ eventName: 'UNKNOWN_TO_SDK_VERSION', dynamodb }] })
 * const get = { _tag: 'GetRecords', table: 'users', stream: 'arn', shard: 'shard', iterator: 'i' } as const
 * const answer = await aws({ transport: Patches.records(emulator) })(get)()
 * assert.ok(E.isRight(answer) && answer.right.records[0]?.byTimeToLive === true)
 * ```
 */
export const records: TransportMiddleware = (transport) => (operation, input, signal) => {
  const answer = transport(operation, input, signal)
  return operation === 'GetRecords' ? TE.map(repaired)(answer) : answer
}
