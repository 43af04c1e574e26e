/** The AWS SDK as a transport: it signs, sends and receives; answers are read here. */
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import type { Either } from 'fp-ts/Either'
import * as E from 'fp-ts/Either'
import { type Limits, limited } from '../limits'
import type { ServiceError, Transport } from '../Transport'
import { answerOf, type HttpAnswer, type Raw } from './answer'
import { commands } from './commands'
import { failureOf } from './failure'
import { unheard } from './socket'

/**
 * Sends through a client of the AWS SDK. The client is not changed, and keeps its own middleware and retries: make it
 * with `maxAttempts: 1`, or let `aws` make it, so that only this library's policy repeats requests.
 *
 * The body of an answer is taken before the SDK would deserialize it. The SDK's way validates nothing, turns an empty body
 * or `null` into an empty answer, loses an attribute called `__proto__`, and takes most of the time of a query.
 *
 * @example
 * ```ts no-run
 * import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
 * import { aws, sdkTransport } from 'bloop-ts/aws'
 *
 * const interpreter = aws({ transport: sdkTransport(new DynamoDBClient({ region: 'eu-west-1', maxAttempts: 1 })) })
 * ```
 */
export const sdkTransport = (client: DynamoDBClient, limits?: Limits): Transport => {
  const transport: Transport = (operation, input, signal) => async () => {
    let raw: Raw | undefined
    try {
      const command = commands[operation](input)
      command.middlewareStack.add(
        (next) => async (args) => {
          raw = undefined
          const result = await next(args)
          const response = result.response as HttpAnswer
          unheard(response.body)
          const body = await client.config.streamCollector(response.body)
          raw = { status: response.statusCode, body }
          response.body = raw.status < 300 ? new Uint8Array(0) : body
          return result
        },
        { step: 'deserialize', priority: 'low', name: 'bloopRawAnswer' },
      )
      const output: unknown = await (signal === undefined
        ? client.send(command)
        : client.send(command, { abortSignal: signal }))
      return answerFrom(raw) ?? E.right(output)
    } catch (error) {
      return answerFrom(raw) ?? E.left(failureOf(error))
    }
  }
  return limits === undefined ? transport : limited(limits)(transport)
}

/** Where a client answers without HTTP, as mocks of it do, there is nothing raw. */
const answerFrom = (raw: Raw | undefined): Either<ServiceError, unknown> | undefined =>
  raw === undefined ? undefined : answerOf(raw)
