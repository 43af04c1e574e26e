/** Transport: the seam between this interpreter and a network. The AWS SDK is one transport; others can take its place. */
import type { TaskEither } from 'fp-ts/TaskEither'
import type { WireInputs, WireOperation } from './wire'

// -----------------------------------------------------------------------------
// model
// -----------------------------------------------------------------------------

/** The service answered with an error. What it carries beside its name is as it came, and not validated. */
export interface ServiceFailure {
  readonly _tag: 'Service'
  /** DynamoDB's name of the error, without namespace: `ValidationException`. */
  readonly name: string
  readonly message: string
  /** The HTTP status; absent where the request never got as far (no credentials, no region). */
  readonly status?: number
  /** The item of a `ConditionalCheckFailedException`. */
  readonly item?: unknown
  /** The CancellationReasons of a `TransactionCanceledException`, in the order of the actions. */
  readonly reasons?: unknown
}
/** No answer came over the network. `unsent`: it is certain that the service did not get the request. */
export interface NetworkFailure {
  readonly _tag: 'Network'
  readonly message: string
  readonly unsent?: true
}
/** Something came that is no answer: a body of success that is no JSON, or no Either. `text` is how it begins. */
export interface UnreadableAnswer {
  readonly _tag: 'Unreadable'
  readonly message: string
  readonly text: string
}
/** No answer came in time. */
export interface TimeoutFailure {
  readonly _tag: 'TimedOut'
  readonly milliseconds: number
}
/** The AbortSignal fired. */
export interface AbortFailure {
  readonly _tag: 'Aborted'
}
/** How a request can fail on its way. */
export type ServiceError = ServiceFailure | NetworkFailure | UnreadableAnswer | TimeoutFailure | AbortFailure

/**
 * Sends one request, once: no retries. The answer is the JSON protocol's, as it came, with binary values as bytes.
 *
 * Laws: the task never rejects, and does nothing before it is run. It ends its work once the signal fires, as far as it can.
 */
export type Transport = <K extends WireOperation>(
  operation: K,
  input: WireInputs[K],
  signal?: AbortSignal,
) => TaskEither<ServiceError, unknown>

/** A change of a transport. */
export type TransportMiddleware = (transport: Transport) => Transport
