/** The AWS SDK as a transport, with clients that this library makes for itself. */
import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import type { Either } from 'fp-ts/Either'
import * as E from 'fp-ts/Either'
import type { Transport } from '../Transport'
import { commands } from './commands'
import { lean, leanOptions, through } from './lean'
import { routed, type StreamsClient, streams } from './streams'

// -----------------------------------------------------------------------------
// model
// -----------------------------------------------------------------------------

/** Credentials as AWS hands them out. */
export interface Credentials {
  readonly accessKeyId: string
  readonly secretAccessKey: string
  readonly sessionToken?: string
}

/**
 * What a client is made of; what is left out comes from the SDK's usual chain (environment, profile, role).
 *
 * @example
 * ```ts no-run
 * import { aws } from 'bloop-ts/aws'
 *
 * const store = aws({ region: 'eu-west-1', credentials: { accessKeyId: 'AKIA…', secretAccessKey: '…' } })
 * ```
 */
export interface ClientOptions {
  readonly region?: string | undefined
  readonly credentials?: Credentials | (() => Promise<Credentials>) | undefined
  /**
   * A URL; for an emulator or a VPC endpoint. Streams are read there too, unless it is DynamoDB's own at AWS, where they have
   * one of their own. Where it is a VPC endpoint, give a `streamsClient`.
   */
  readonly endpoint?: string | undefined
}

// -----------------------------------------------------------------------------
// constructors
// -----------------------------------------------------------------------------

const makeClient = ({ region, credentials, endpoint }: ClientOptions): DynamoDBClient =>
  lean(
    new DynamoDBClient({
      ...leanOptions,
      ...(region === undefined ? {} : { region }),
      ...(credentials === undefined ? {} : { credentials }),
      ...(endpoint === undefined ? {} : { endpoint }),
    }),
  )

/**
 * Sends through clients of its own, that of streams made when it is first needed. `Left`: why no client can be made of the
 * options.
 */
export const ownTransport = (options: ClientOptions, streamsClient?: StreamsClient): Either<string, Transport> =>
  E.tryCatch(
    () => {
      const client = makeClient(options)
      return routed(through(client, commands), streams(client, streamsClient))
    },
    (error) => (error instanceof Error ? error.message : String(error)),
  )
