/** Limits: time and an AbortSignal around any transport, whether or not it heeds a signal itself. */
import type { Either } from 'fp-ts/Either'
import * as E from 'fp-ts/Either'
import { thrownText } from '../../program/quietly'
import { onAbort } from '../../program/time/onAbort'
import type { ServiceError, TransportMiddleware } from './Transport'
import { answerOf } from './untrusted'

// -----------------------------------------------------------------------------
// model
// -----------------------------------------------------------------------------

/** How long a request may take, and what ends it early. */
export interface Limits {
  readonly signal?: AbortSignal | undefined
  /** Milliseconds for each request that is sent, not for its repetitions together; `Infinity` for no limit. */
  readonly timeout?: number | undefined
}

// -----------------------------------------------------------------------------
// combinators
// -----------------------------------------------------------------------------

const aborted: ServiceError = { _tag: 'Aborted' }
/** Longer delays overflow the timers of JavaScript and would fire at once. */
const longestDelay = 2 ** 31 - 1

/** What a transport that breaks its law says: it rejected, or threw. */
const broken = (error: unknown): Either<ServiceError, never> => E.left({ _tag: 'Network', message: thrownText(error) })

/** A timeout that is none would be no limit, or one that is always over. */
const isTimeout = (timeout: unknown): boolean => typeof timeout === 'number' && timeout >= 0
const invalidTimeout = (timeout: unknown): ServiceError => ({
  _tag: 'Service',
  name: 'InvalidConfiguration',
  message: `the timeout ${String(timeout)} is no number of milliseconds from 0`,
})

/**
 * The transport within limits. Its requests always end: with `TimedOut` after the timeout and with `Aborted` once the
 * signal fires, even where the transport goes on; they never reject, even where the transport does; and what it answers
 * that is no answer of a transport is `Unreadable`. A timeout that is negative or NaN refuses every request.
 *
 * @example
 * ```ts
 * import { limited, type Transport } from 'bloop-ts/aws'
 * import * as assert from 'node:assert'
 *
 * const silent: Transport = () => () => new Promise(() => undefined)
 * const answer = await limited({ timeout: 5 })(silent)('DescribeTable', { TableName: 'users' })()
 * assert.deepStrictEqual(answer, { _tag: 'Left', left: { _tag: 'TimedOut', milliseconds: 5 } })
 * ```
 */
export const limited =
  ({ signal, timeout = Number.POSITIVE_INFINITY }: Limits): TransportMiddleware =>
  (transport) =>
  (operation, input, inner) =>
  () =>
    new Promise<Either<ServiceError, unknown>>((resolve) => {
      if (!isTimeout(timeout)) return resolve(E.left(invalidTimeout(timeout)))
      if (signal?.aborted || inner?.aborted) return resolve(E.left(aborted))
      const controller = new AbortController()
      const end = (answer: Either<ServiceError, unknown>) => {
        clearTimeout(timer)
        for (const forget of listening) forget()
        resolve(answer)
      }
      const cancel = (error: ServiceError) => {
        end(E.left(error))
        controller.abort()
      }
      const abort = () => cancel(aborted)
      const timer =
        timeout <= longestDelay
          ? setTimeout(() => cancel({ _tag: 'TimedOut', milliseconds: timeout }), timeout)
          : undefined
      const listening = [onAbort(signal, abort), onAbort(inner, abort)]
      try {
        transport(operation, input, controller.signal)()
          .then(answerOf)
          .then(end, (error: unknown) => end(broken(error)))
      } catch (error) {
        end(broken(error))
      }
    })
