/** The AWS SDK as a transport: it signs, sends and receives; answers are read here. */
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { type Limits, limited } from '../limits'
import type { Transport } from '../Transport'
import { commands } from './commands'
import { throughGiven } from './given'
import { routed, type StreamsClient, streams } from './streams'

/** Limits, and the client that streams are read with. */
export interface SdkOptions extends Limits {
  /** A client of `@aws-sdk/client-dynamodb-streams`; where left out, one is made with the settings of the other. */
  readonly streamsClient?: StreamsClient | undefined
}

/**
 * Sends through a client of the AWS SDK. The client is not changed, and keeps its own middleware and retries: make it
 * with `maxAttempts: 1`, or let `aws` make it, so that only this library's policy repeats requests.
 *
 * The body of an answer is taken before the SDK would deserialize it. The SDK's way validates nothing, turns an empty body
 * or `null` into an empty answer, loses an attribute called `__proto__`, and takes most of the time of a query.
 *
 * Streams are read through a client of their own: the one that is given, or one with the region, credentials, connections and
 * custom endpoint of this client, without retries of its own. Its package, `@aws-sdk/client-dynamodb-streams`, is loaded then.
 *
 * @example
 * ```ts no-run
 * import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
 * import { aws, sdkTransport } from 'bloop-ts/aws'
 *
 * const interpreter = aws({ transport: sdkTransport(new DynamoDBClient({ region: 'eu-west-1', maxAttempts: 1 })) })
 * ```
 */
export const sdkTransport = (client: DynamoDBClient, limits?: SdkOptions): Transport => {
  const transport = routed(throughGiven(client, commands), streams(client, limits?.streamsClient))
  return limits === undefined ? transport : limited(limits)(transport)
}
