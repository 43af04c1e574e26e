/** What every operation of this interpreter is run with. */
import type { Either } from 'fp-ts/Either'
import * as E from 'fp-ts/Either'
import type { IO } from 'fp-ts/IO'
import type { TaskEither } from 'fp-ts/TaskEither'
import type { InvalidAnswer, InvalidRequest, RequestRefused } from '../../program/errors'
import type { Operation } from '../../program/Operation'
import { isRepeatable } from '../../program/repeatable'
import type { Mismatch } from '../../value/Mismatch'
import { type Asked, invalidAnswer } from './failures'
import type { Send } from './retry'
import type { ServiceError } from './Transport'
import type { StoredName } from './tableNames'
import type { WireInputs, WireOperation } from './wire'

// -----------------------------------------------------------------------------
// model
// -----------------------------------------------------------------------------

/** Sending with retries, waiting between the rounds of a batch, and what is handed in from outside. */
export interface Env {
  readonly send: Send
  /** Waits before a repetition, counted from 0; `false` when the signal fires. */
  readonly pause: (repetition: number) => Promise<boolean>
  readonly attempts: number
  readonly storedName: StoredName
  /** A fresh idempotency token, 1 to 36 characters. */
  readonly token: () => string
  /** The clock, in milliseconds. */
  readonly now: IO<number>
}

/** Reads an answer, or says all that is wrong with it. */
export type Decoder<A> = (answer: unknown) => Either<ReadonlyArray<Mismatch>, A>

/** How an operation on one table is put on the wire, and read back. */
export interface Single<I extends Operation, K extends WireOperation, X, F, A> {
  readonly operation: K
  readonly table: (input: I) => string
  readonly encode: (stored: string, input: I) => Either<X, WireInputs[K]>
  readonly failure: (asked: Asked, input: I) => (error: ServiceError) => F
  readonly decode: (input: I, stored: string) => Decoder<A>
}

// -----------------------------------------------------------------------------
// combinators
// -----------------------------------------------------------------------------

/** An answer, read. */
export const read = <F, A, X = ServiceError>(
  asked: Asked,
  failure: (error: X) => F,
  decode: Decoder<A>,
  answer: Either<X, unknown>,
): Either<F | InvalidAnswer, A> => {
  if (E.isLeft(answer)) return E.left(failure(answer.left))
  const decoded = decode(answer.right)
  return E.isLeft(decoded) ? E.left(invalidAnswer(asked.operation, decoded.left)) : decoded
}

/** Runs an operation on one table. */
export const single =
  <I extends Operation, K extends WireOperation, X, F, A>(on: Single<I, K, X, F, A>) =>
  (env: Env) =>
  (input: I): TaskEither<X | F | InvalidAnswer | InvalidRequest | RequestRefused, A> =>
  async () => {
    const table = on.table(input)
    const stored = env.storedName(table)
    if (E.isLeft(stored)) return stored
    const wire = on.encode(stored.right, input)
    if (E.isLeft(wire)) return wire
    const asked: Asked = { operation: on.operation, tables: [table], stored: () => stored.right }
    const answer = await env.send(on.operation, wire.right, isRepeatable(input))
    return read(asked, on.failure(asked, input), on.decode(input, stored.right), answer)
  }
