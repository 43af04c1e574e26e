/** The interpreter for an emulator: `aws` at an endpoint, with what emulators lack or do otherwise made good. */
import type { Either } from 'fp-ts/Either'
import * as E from 'fp-ts/Either'
import { identity, pipe } from 'fp-ts/function'
import type { Interpreter } from '../../program/Interpreter'
import { type AwsOptions, aws, refusal } from '../aws/aws'
import { ownTransport } from '../aws/sdk/own'
import { sdkTransport } from '../aws/sdk/transport'
import type { Transport } from '../aws/Transport'
import { backups } from './backups'
import { records } from './records'
import { refusing } from './refusing'
import { settings } from './settings'
import { shards } from './shards'
import { type Switch, type Switches, type SwitchRecord, switchesOf } from './switches'
import { tags } from './tags'
import { timeToLive } from './timeToLive'
import { untrimmed } from './untrimmed'
import { updates } from './updates'

// -----------------------------------------------------------------------------
// model
// -----------------------------------------------------------------------------

/** Where the emulator is, and what is said of what it lacks. Everything may be left out. */
export interface LocalOptions extends AwsOptions {
  /**
   * A URL, `http://localhost:8000` when left out. On a loopback address credentials and region need not be given; anywhere
   * else they must be, or every operation is refused: dummies are never sent to a stranger.
   */
  readonly endpoint?: string
  /**
   * Which tables, by the program's names, have a time to live: none when left out. A record is read once; of switches their
   * holder can turn any later. Nothing is deleted. `'emulator'` asks the emulator, and DynamoDB Local since 2.0 deletes what
   * has expired.
   */
  readonly timeToLive?: SwitchRecord | Switches<Switch> | 'emulator'
  /** Which tables have continuous backups: none when left out. `'emulator'` asks one that has them. */
  readonly backups?: SwitchRecord<boolean> | Switches<boolean> | 'emulator'
}

// -----------------------------------------------------------------------------
// constructors
// -----------------------------------------------------------------------------

const defaultEndpoint = 'http://localhost:8000'
/** DynamoDB Local takes any that are alphanumeric. */
const dummies = { accessKeyId: 'local', secretAccessKey: 'local' }
const dummyRegion = 'us-east-1'

/** Whether a host is this machine. */
const isLoopback = ({ hostname }: URL): boolean =>
  hostname === 'localhost' ||
  hostname.endsWith('.localhost') ||
  hostname === '[::1]' ||
  /^127(\.\d{1,3}){3}$/.test(hostname)

const url = (endpoint: string): Either<string, URL> =>
  E.tryCatch(
    () => new URL(endpoint),
    () => `the endpoint '${endpoint}' is not a URL`,
  )

const missing = 'credentials and region must be given for an endpoint that is not a loopback address'

const bare = ({
  transport,
  client,
  streamsClient,
  credentials,
  region,
  endpoint = defaultEndpoint,
}: LocalOptions): Transport => {
  if (transport !== undefined) return transport
  if (client !== undefined) return sdkTransport(client, { streamsClient })
  const place = url(endpoint)
  if (E.isLeft(place)) return refusal('InvalidConfiguration', place.left)
  if (!isLoopback(place.right) && (credentials === undefined || region === undefined))
    return refusal('MissingCredentials', missing)
  const own = ownTransport(
    { endpoint, credentials: credentials ?? dummies, region: region ?? dummyRegion },
    streamsClient,
  )
  return E.isRight(own) ? own.right : refusal('InvalidConfiguration', own.left)
}

/**
 * Runs operations on DynamoDB Local, or another emulator: `aws` with all `Patches`, on a transport whose failures for
 * malformed requests are refusals. An application does not see that it is not DynamoDB:
 *
 * - credentials and region default to dummies on loopback endpoints;
 * - HTTP 500 for a malformed request is the refusal that it is, `RequestRefused`, and is not repeated;
 * - an update that only takes away does not create the item, as on AWS;
 * - `updatedOld` and `updatedNew` answer what was updated, and not all of the attribute around it;
 * - a stream's record of an item that has expired is a removal by the service; empty maps in images are empty maps; a shard's
 *   children are found; and no records of a new shard are taken for trimmed;
 * - continuous backups, tags, encryption and the class of a table, which DynamoDB Local does not know, are as they were asked
 *   for through this interpreter; time to live too, unless `timeToLive` says otherwise. A table that is deleted loses them.
 *   Of a table that was made elsewhere (by another process on the same emulator), tags, encryption and class are not known:
 *   programs say that they are `Unverified`.
 *
 * @example
 * ```ts no-run
 * import { Attribute as A, Model as M, Table as T } from 'bloop-ts'
 * import { local } from 'bloop-ts/local'
 *
 * const User = M.model({ name: 'User', table: 'users', attributes: { id: A.string }, key: { partition: 'id' } })
 * const result = await T.bind(User)(local({ endpoint: 'http://localhost:8000' }))()
 * ```
 */
export const local = (options: LocalOptions = {}): Interpreter => {
  const { timeToLive: expiring = {}, backups: backedUp = {} } = options
  return pipe(
    aws({ ...options, transport: records(refusing(bare(options))) }),
    updates,
    shards,
    untrimmed,
    settings(),
    tags(),
    expiring === 'emulator' ? identity : timeToLive(switchesOf(expiring)),
    backedUp === 'emulator' ? identity : backups(switchesOf(backedUp)),
  )
}
