/** A client of the AWS SDK that was handed in. */
import type { Either } from 'fp-ts/Either'
import * as E from 'fp-ts/Either'
import type { ServiceError } from '../Transport'
import type { WireOperation } from '../wire'
import { answerOf, type HttpAnswer, type Raw } from './answer'
import { type Client, type Commands, type TransportOf, taken } from './client'
import { failureOf } from './failure'

/** Where a client answers without HTTP, as mocks of it do, there is nothing raw. */
const answerFrom = (raw: Raw | undefined): Either<ServiceError, unknown> | undefined =>
  raw === undefined ? undefined : answerOf(raw)

/** Sends through a client that is not changed. The body of an answer is taken before the SDK would deserialize it. */
export const throughGiven =
  <Ks extends WireOperation>(client: Client, commands: Commands<Ks>): TransportOf<Ks> =>
  (operation, input, signal) =>
  async () => {
    let raw: Raw | undefined
    try {
      const command = commands[operation](input)
      command.middlewareStack.add(
        (next) => async (args) => {
          raw = undefined
          const result = await next(args)
          const response = result.response as HttpAnswer
          raw = await taken(client, response)
          response.body = raw.status < 300 ? new Uint8Array(0) : raw.body
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
