/**
 * DynamoDB Streams through the AWS SDK, where they have a client and a package of their own. Both are looked for when the
 * first operation on a stream is sent, so that who reads no streams needs neither.
 */
import type { Either } from 'fp-ts/Either'
import * as E from 'fp-ts/Either'
import { thrownText } from '../../../program/quietly'
import type { ServiceError, Transport } from '../Transport'
import type { StreamOperation, TableOperation, WireOperation } from '../wire'
import { type Client, type Commands, command, type TransportOf } from './client'
import { throughGiven } from './given'
import { lean, leanOptions, through } from './lean'

// -----------------------------------------------------------------------------
// model
// -----------------------------------------------------------------------------

/**
 * A client of `@aws-sdk/client-dynamodb-streams`: its `DynamoDBStreamsClient`. A type of its shape, since that package need
 * not be installed.
 *
 * @example
 * ```ts no-run
 * import { DynamoDBStreamsClient } from '@aws-sdk/client-dynamodb-streams'
 * import { aws } from 'bloop-ts/aws'
 *
 * const streamsClient = new DynamoDBStreamsClient({ region: 'eu-west-1', maxAttempts: 1 })
 * const store = aws({ region: 'eu-west-1', streamsClient })
 * ```
 */
export interface StreamsClient {
  send(command: never, options?: never): Promise<unknown>
  readonly config: object
}

/** What is used of the SDK's package. */
interface Package {
  readonly client: (config: object) => Client
  readonly commands: Commands<StreamOperation>
}

type Streams = TransportOf<StreamOperation>

// -----------------------------------------------------------------------------
// constructors
// -----------------------------------------------------------------------------

const refused = (name: string, message: string): Either<ServiceError, never> =>
  E.left({ _tag: 'Service', name, message })

const missing = 'to read streams, install @aws-sdk/client-dynamodb-streams: it cannot be loaded'

// Bundlers leave an import within `try` as it is where there is no such package.
const load = async (): Promise<Either<ServiceError, Package>> => {
  try {
    const sdk = await import('@aws-sdk/client-dynamodb-streams')
    return E.right({
      // Clients of the SDK are alike, but for the types of their commands.
      client: (config) => new sdk.DynamoDBStreamsClient(config) as unknown as Client,
      commands: {
        DescribeStream: command(sdk.DescribeStreamCommand),
        GetShardIterator: command(sdk.GetShardIteratorCommand),
        GetRecords: command(sdk.GetRecordsCommand),
      },
    })
  } catch (error) {
    return refused('MissingPackage', `${missing} (${thrownText(error)})`)
  }
}

/** DynamoDB itself at AWS, which knows no streams: they are elsewhere. */
const isTableEndpoint = (host: string): boolean => /^dynamodb\.[a-z0-9-]+\.amazonaws\.com(\.cn)?$/.test(host)

/** The settings of a client of DynamoDB, as far as those of its streams are the same; `undefined` where they are not known. */
const settingsOf = async ({ config }: Client): Promise<object | undefined> => {
  if (config?.region === undefined || config.credentials === undefined) return undefined
  const { region, credentials, requestHandler, useFipsEndpoint, useDualstackEndpoint } = config
  const endpoint = config.isCustomEndpoint === true ? await config.endpoint?.() : undefined
  return {
    ...leanOptions,
    region,
    credentials,
    requestHandler,
    useFipsEndpoint,
    useDualstackEndpoint,
    ...(endpoint === undefined || isTableEndpoint(endpoint.hostname) ? {} : { endpoint }),
  }
}

const unknownSettings =
  'to read streams, give a streamsClient: the client that was given does not say its region and credentials'

const connect = async (client: Client, given: StreamsClient | undefined): Promise<Either<ServiceError, Streams>> => {
  const loaded = await load()
  if (E.isLeft(loaded)) return loaded
  const { commands, client: make } = loaded.right
  if (given !== undefined) return E.right(throughGiven(given as unknown as Client, commands))
  const settings = await settingsOf(client)
  return settings === undefined
    ? refused('MissingStreamsClient', unknownSettings)
    : E.right(through(lean(make(settings)), commands))
}

/**
 * A transport for streams: through the client that was given for them, or else one that is made when it is first needed, with
 * the region, credentials, endpoint and connections of the client of DynamoDB. Those are asked for once.
 */
export const streams = (client: Client, given?: StreamsClient): Streams => {
  let connecting: Promise<Either<ServiceError, Streams>> | undefined
  const connected = () =>
    connect(client, given).catch((error: unknown) => refused('InvalidConfiguration', thrownText(error)))
  return (operation, input, signal) => async () => {
    connecting = connecting ?? connected()
    const found = await connecting
    return E.isLeft(found) ? found : found.right(operation, input, signal)()
  }
}

// -----------------------------------------------------------------------------
// combinators
// -----------------------------------------------------------------------------

const ofStreams: { readonly [K in StreamOperation]: true } = {
  DescribeStream: true,
  GetShardIterator: true,
  GetRecords: true,
}

const isOfStreams = (operation: WireOperation): operation is StreamOperation => Object.hasOwn(ofStreams, operation)

/** One transport of two: each operation goes to the service that knows it. */
export const routed =
  (tables: TransportOf<TableOperation>, ofStream: TransportOf<StreamOperation>): Transport =>
  (operation, input, signal) =>
    isOfStreams(operation)
      ? ofStream(operation, input as never, signal)
      : tables(operation as TableOperation, input as never, signal)
