/** replicationPlace: how far the replication of a table came, as JSON. */
import * as t from 'io-ts'
import { StreamToken } from './streamToken'

// -----------------------------------------------------------------------------
// model
// -----------------------------------------------------------------------------

/** How far a table came: JSON, to be kept in a checkpoint and read by eye. */
export interface ReplicationPlace {
  readonly version: 1
  /** The table at the source. */
  readonly table: string
  /** The table at the target: another one has nothing of what was copied. */
  readonly target: string
  /** When its copy began, as ISO text: later than those of all copies before it. */
  readonly generation: string
  readonly phase: 'copying' | 'removing' | 'following'
  /** Whether the target is looked through after the copy for what the source does not have. */
  readonly remove: boolean
  /** Where each segment of the copy goes on: at its `start`, `after …` a cursor, or not, since it is `done`. */
  readonly segments: ReadonlyArray<string>
  /** Where the stream is followed from: until the copy is done, where it stood before the copy began. */
  readonly token: StreamToken
}

// -----------------------------------------------------------------------------
// codecs
// -----------------------------------------------------------------------------

const text = (name: string, pattern: RegExp) => t.refinement(t.string, (u) => pattern.test(u), name)

/**
 * The codec of places, between themselves and JSON.
 *
 * @example
 * ```ts
 * import { Replicate } from 'bloop-ts'
 * import * as assert from 'node:assert'
 *
 * assert.ok(!Replicate.Place.is({ version: 1, table: 'users' }))
 * ```
 */
export const ReplicationPlace: t.Type<ReplicationPlace, ReplicationPlace, unknown> = t.strict(
  {
    version: t.literal(1),
    table: t.string,
    target: t.string,
    generation: text('ISO time', /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
    phase: t.union([t.literal('copying'), t.literal('removing'), t.literal('following')]),
    remove: t.boolean,
    segments: t.readonlyArray(text('place in a segment', /^(start|done|after .+)$/)),
    token: StreamToken,
  },
  'ReplicationPlace',
)
