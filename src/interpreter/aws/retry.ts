/** Retry: what may be sent again, after how long. */
import type { Either } from 'fp-ts/Either'
import * as E from 'fp-ts/Either'
import { pipe } from 'fp-ts/function'
import { areTransient } from '../../program/repeatable'
import * as Policy from '../../program/time/Policy'
import { pause as pauseFor, systemTimer } from '../../program/time/Timer'
import { isThrottle } from './names'
import type { ServiceError, Transport } from './Transport'
import type { WireInputs, WireOperation } from './wire'

// -----------------------------------------------------------------------------
// model
// -----------------------------------------------------------------------------

/**
 * When requests are sent again. What is left out is `defaultRetry`'s.
 *
 * @example
 * ```ts no-run
 * import { aws } from 'bloop-ts/aws'
 *
 * const patient = aws({ region: 'eu-west-1', retry: { attempts: 10, baseMilliseconds: 100, capMilliseconds: 20_000 } })
 * const impatient = aws({ region: 'eu-west-1', retry: { attempts: 1 } })
 * ```
 */
export interface RetryOptions {
  /** How often a request is sent at most; 1 for no retries. */
  readonly attempts?: number
  /** The longest wait before the first repetition; it doubles with each. */
  readonly baseMilliseconds?: number
  /** The longest wait at all. */
  readonly capMilliseconds?: number
  /** From 0 up to, not including, 1: which part of the longest wait is waited. */
  readonly random?: () => number
  /** Waits; it may end early when the signal fires. */
  readonly sleep?: (milliseconds: number, signal?: AbortSignal) => Promise<void>
}

/** Retry options with nothing left out. */
export type Retry = Required<RetryOptions>

// -----------------------------------------------------------------------------
// constructors
// -----------------------------------------------------------------------------

/** Six attempts, waits of up to 50 ms to 5 s. */
export const defaultRetry: Retry = { attempts: 6, baseMilliseconds: 50, capMilliseconds: 5000, ...systemTimer }

/** The wait before a repetition, counted from 0: exponential, capped, with full jitter. */
export const backoff = ({ baseMilliseconds, capMilliseconds, random }: Retry) => {
  const policy = pipe(Policy.exponential(baseMilliseconds), Policy.capped(capMilliseconds), Policy.jittered)
  return (repetition: number): number => policy({ repetition, waited: 0, random: random() }) ?? 0
}

/** Waits before a repetition; `false` at once when the signal fires. */
export const pause = (retry: Retry, signal: AbortSignal | undefined): ((repetition: number) => Promise<boolean>) => {
  const wait = backoff(retry)
  const paused = pauseFor(retry, signal)
  return async (repetition) => paused(wait(repetition))
}

// -----------------------------------------------------------------------------
// destructors
// -----------------------------------------------------------------------------

/** A transaction that others got in the way of: all of its reasons would be gone a moment later. */
const isTransient = (reasons: unknown): boolean =>
  Array.isArray(reasons) &&
  areTransient(reasons.map((reason: { readonly Code?: unknown } | null) => String(reason?.Code)))

/** Whether a request that failed so is known not to have been applied, and may succeed if it is sent again. */
const wasRefusedForNow = (error: ServiceError): boolean => {
  if (error._tag === 'Network') return error.unsent === true
  if (error._tag !== 'Service') return false
  return (
    isThrottle(error) ||
    error.name === 'TransactionConflictException' ||
    error.name === 'TransactionInProgressException' ||
    error.name === 'ReplicatedWriteConflictException' ||
    (error.name === 'TransactionCanceledException' && isTransient(error.reasons))
  )
}

/** Whether it is unknown what became of a request that failed so. */
const isUnknown = (error: ServiceError): boolean =>
  error._tag === 'Network' || error._tag === 'TimedOut' || (error._tag === 'Service' && (error.status ?? 0) >= 500)

/** Whether a failure passes, so that what it was about can be said to be unprocessed rather than refused. */
export const passes = (error: ServiceError): boolean => wasRefusedForNow(error) || isUnknown(error)

// -----------------------------------------------------------------------------
// combinators
// -----------------------------------------------------------------------------

/**
 * Sends, and sends again what may be repeated: after a refusal for the moment anything; after an unknown outcome only
 * what is `repeatable`, because doing it twice is doing it once. Before each repetition `instead` is asked what the answer is without one, if there is to
 * be none.
 */
export type Send = <K extends WireOperation, F = never>(
  operation: K,
  input: WireInputs[K],
  repeatable: boolean,
  instead?: (last: ServiceError) => F | ServiceError | undefined,
) => Promise<Either<F | ServiceError, unknown>>

/** Sends through a transport, as often as the policy says. */
export const sending = (transport: Transport, retry: Retry, signal: AbortSignal | undefined): Send => {
  const wait = pause(retry, signal)
  return async (operation, input, repeatable, instead = () => undefined) => {
    const send = transport(operation, input)
    for (let repetition = 0; ; repetition++) {
      const answer = await send()
      if (E.isRight(answer)) return answer
      const again = wasRefusedForNow(answer.left) || (repeatable && isUnknown(answer.left))
      if (!again || !(repetition + 1 < retry.attempts)) return answer
      if (!(await wait(repetition))) return E.left({ _tag: 'Aborted' })
      const other = instead(answer.left)
      if (other !== undefined) return E.left(other)
    }
  }
}
