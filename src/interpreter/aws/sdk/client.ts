/** Clients of the AWS SDK: that of DynamoDB, and that of its streams, which differ in their commands alone. */
import type { DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb'
import type { TaskEither } from 'fp-ts/TaskEither'
import type { ServiceError } from '../Transport'
import type { WireInputs, WireOperation } from '../wire'
import type { HttpAnswer, Raw } from './answer'
import { unheard } from './socket'

// -----------------------------------------------------------------------------
// model
// -----------------------------------------------------------------------------

/** Any client. */
export type Client = DynamoDBClient

/** Any command; they are all sent alike, and their typed answers are not used. */
export type Command = GetItemCommand

/** Makes the commands of some operations. */
export type Commands<Ks extends WireOperation> = { readonly [K in Ks]: (input: WireInputs[K]) => Command }

/** A transport for some operations. */
export type TransportOf<Ks extends WireOperation> = <K extends Ks>(
  operation: K,
  input: WireInputs[K],
  signal?: AbortSignal,
) => TaskEither<ServiceError, unknown>

// -----------------------------------------------------------------------------
// constructors
// -----------------------------------------------------------------------------

/** The SDK's inputs are the wire inputs, but for `readonly`, which it does not write; it changes none of them. */
export const command =
  <I>(Class: new (input: I) => unknown) =>
  (input: object): Command =>
    new Class(input as I) as Command

// -----------------------------------------------------------------------------
// destructors
// -----------------------------------------------------------------------------

/** All of a response, taken before the SDK would deserialize it. */
export const taken = async (client: Client, { statusCode, body }: HttpAnswer): Promise<Raw> => {
  unheard(body)
  return { status: statusCode, body: await client.config.streamCollector(body) }
}
