/** A client of the AWS SDK that this library makes for itself, as lean as its public options allow. */
import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import type { Either } from 'fp-ts/Either'
import * as E from 'fp-ts/Either'
import type { Transport } from '../Transport'
import { answerOf, type HttpAnswer, type Raw } from './answer'
import { commands } from './commands'
import { failureOf } from './failure'
import { unheard } from './socket'

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
  /** A URL; for an emulator or a VPC endpoint. */
  readonly endpoint?: string | undefined
}

/** One request under way: what it is sent with, and what came. */
interface Call {
  readonly signal: AbortSignal | undefined
  raw: Raw | undefined
}

// -----------------------------------------------------------------------------
// constructors
// -----------------------------------------------------------------------------

/**
 * A client without the SDK's retries, since this library decides what may be repeated; without its logger middleware, which
 * copies every request and answer deeply for a logger that is not there; and with each command's chain of middleware made
 * once, which takes another quarter of the time of a small request.
 */
const makeClient = ({ region, credentials, endpoint }: ClientOptions): DynamoDBClient => {
  const client = new DynamoDBClient({
    maxAttempts: 1,
    cacheMiddleware: true,
    ...(region === undefined ? {} : { region }),
    ...(credentials === undefined ? {} : { credentials }),
    ...(endpoint === undefined ? {} : { endpoint }),
  })
  client.middlewareStack.remove('loggerMiddleware')
  return client
}

/**
 * Sends through a client of its own: the SDK resolves the endpoint and credentials, serializes and signs; the answer is read
 * here, and not deserialized. `Left`: why no client can be made of the options.
 */
export const ownTransport = (options: ClientOptions): Either<string, Transport> =>
  E.tryCatch(
    () => through(makeClient(options)),
    (error) => (error instanceof Error ? error.message : String(error)),
  )

/** The chain of a command is shared by all requests, so that each finds its own call by its input. */
const through = (client: DynamoDBClient): Transport => {
  const calls = new WeakMap<object, Call>()
  client.middlewareStack.add(
    () => async (args) => {
      const call = calls.get(args.input)
      const options = call?.signal === undefined ? {} : { abortSignal: call.signal }
      const { response } = await client.config.requestHandler.handle(args.request as never, options)
      const answer: HttpAnswer = response
      unheard(answer.body)
      const body = await client.config.streamCollector(answer.body)
      if (call !== undefined) call.raw = { status: answer.statusCode, body }
      // Should the SDK rename its own, that finds nothing left to deserialize.
      answer.body = new Uint8Array(0)
      return { response, output: { $metadata: {} } }
    },
    { step: 'deserialize', name: 'deserializerMiddleware', override: true },
  )
  return (operation, input, signal) => async () => {
    const call: Call = { signal, raw: undefined }
    try {
      const command = commands[operation]({ ...input })
      calls.set(command.input, call)
      await client.send(command)
      return call.raw === undefined ? E.left(failureOf(new Error('the client did not send'))) : answerOf(call.raw)
    } catch (error) {
      return call.raw === undefined ? E.left(failureOf(error)) : answerOf(call.raw)
    }
  }
}
