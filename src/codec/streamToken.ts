/** streamToken: the place up to which a stream was read, as JSON. */
import * as t from 'io-ts'
import { isPlainObject } from './guards'
import { readPlace } from './streamPlace'

// -----------------------------------------------------------------------------
// model
// -----------------------------------------------------------------------------

/**
 * A place in a stream: JSON, to be kept anywhere and read by eye. `shards` has each shard that is not read to its end (or
 * whose children are not known yet) and where to go on in it:
 *
 * - `start`: at its oldest record
 * - `after 4900000000001`: after that sequence number
 * - `since 2026-11-22T10:00:00.000Z`: with the first record that was written then or later; it may follow `after …, `
 * - `ended`: it is read to its end, but its children are not known yet
 *
 * After the first, second and last there may be a time in brackets: about when what is before it was written. Where that is a
 * day ago, what comes after it may have been removed.
 *
 * Its size is under 200 bytes a shard, plus the ARN.
 */
export interface StreamToken {
  readonly version: 1
  /** The table, as programs name it. */
  readonly table: string
  /** The stream's ARN; empty where reading was stopped before it was known: then the latest one is read from its beginning. */
  readonly stream: string
  readonly shards: { readonly [shard: string]: string }
}

// -----------------------------------------------------------------------------
// codecs
// -----------------------------------------------------------------------------

type Positions = StreamToken['shards']

const isPositions = (u: unknown): u is Positions =>
  isPlainObject(u) && Object.values(u).every((text) => typeof text === 'string' && readPlace(text) !== undefined)

const positions = new t.Type<Positions, Positions, unknown>(
  'Positions',
  isPositions,
  (u, context) => (isPositions(u) ? t.success(u) : t.failure(u, context)),
  t.identity,
)

/**
 * The codec of tokens, between themselves and JSON.
 *
 * @example
 * ```ts
 * import { Stream } from 'bloop-ts'
 * import * as assert from 'node:assert'
 *
 * const token = {
 *   version: 1,
 *   table: 'users',
 *   stream: 'arn:aws:dynamodb:eu-west-1:123456789012:table/users/stream/2026-11-22T10:00:00.000',
 *   shards: { 'shardId-00000001763805600000-0a1b2c3d': 'after 4900000000000000000001' },
 * }
 * assert.ok(Stream.Token.is(JSON.parse(JSON.stringify(token))))
 * ```
 */
export const StreamToken: t.Type<StreamToken, StreamToken, unknown> = t.strict(
  { version: t.literal(1), table: t.string, stream: t.string, shards: positions },
  'StreamToken',
)
