/** A client of the AWS SDK that this library makes for itself, as lean as its public options allow. */
import * as E from 'fp-ts/Either'
import type { WireOperation } from '../wire'
import { answerOf, type HttpAnswer, type Raw } from './answer'
import { type Client, type Commands, type TransportOf, taken } from './client'
import { failureOf } from './failure'

// -----------------------------------------------------------------------------
// model
// -----------------------------------------------------------------------------

/** One request under way: what it is sent with, and what came. */
interface Call {
  readonly signal: AbortSignal | undefined
  raw: Raw | undefined
}

// -----------------------------------------------------------------------------
// constructors
// -----------------------------------------------------------------------------

/**
 * Without the SDK's retries, since this library decides what may be repeated; and with each command's chain of middleware
 * made once, which takes a quarter of the time of a small request.
 */
export const leanOptions = { maxAttempts: 1, cacheMiddleware: true } as const

/** Without its logger middleware, which copies every request and answer deeply for a logger that is not there. */
export const lean = <C extends Client>(client: C): C => {
  client.middlewareStack.remove('loggerMiddleware')
  return client
}

/**
 * Sends through a client of this library: the SDK resolves the endpoint and credentials, serializes and signs; the answer is
 * read here, and not deserialized. The chain of a command is shared by all requests, so that each finds its own call by its
 * input.
 */
export const through = <Ks extends WireOperation>(client: Client, commands: Commands<Ks>): TransportOf<Ks> => {
  const calls = new WeakMap<object, Call>()
  client.middlewareStack.add(
    () => async (args) => {
      const call = calls.get(args.input)
      const options = call?.signal === undefined ? {} : { abortSignal: call.signal }
      const { response } = await client.config.requestHandler.handle(args.request as never, options)
      const answer: HttpAnswer = response
      const raw = await taken(client, answer)
      if (call !== undefined) call.raw = raw
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
