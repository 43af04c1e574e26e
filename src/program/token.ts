/** Idempotency tokens of transactions: how long the store knows one, and whether a transaction may still be sent with it. */
import type { Either } from 'fp-ts/Either'
import * as E from 'fp-ts/Either'
import type { IO } from 'fp-ts/IO'
import type { InvalidRequest, TokenExpired } from './errors'
import type { TransactWriteItems } from './Operation'

// -----------------------------------------------------------------------------
// model
// -----------------------------------------------------------------------------

/**
 * For how long DynamoDB knows a transaction by its token, in milliseconds, from when it was done: ten minutes. Here they are
 * counted from when the token was first used, which is earlier.
 *
 * Source: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html
 */
export const tokenMilliseconds = 600_000

/** A transaction with a token, and since when that is in use. */
export interface Tokened extends TransactWriteItems {
  readonly token: string
  readonly tokenSince: number
}

// -----------------------------------------------------------------------------
// constructors
// -----------------------------------------------------------------------------

const invalid = (reason: string): InvalidRequest => ({ _tag: 'InvalidRequest', reason })

const timeOf = (now: IO<number>): Either<InvalidRequest, number> => {
  try {
    const time: unknown = now()
    return typeof time === 'number' && Number.isFinite(time) ? E.right(time) : E.left(invalid('the clock says no time'))
  } catch {
    return E.left(invalid('the clock says no time'))
  }
}

/** The transaction with a token; where it does not say since when its own is in use, from now on. */
export const tokened = (
  { token: own, tokenSince, ...operation }: TransactWriteItems,
  token: string,
  now: IO<number>,
): Either<InvalidRequest, Tokened> =>
  own !== undefined && tokenSince !== undefined
    ? E.right({ ...operation, token: own, tokenSince })
    : E.map((time: number): Tokened => ({ ...operation, token: own ?? token, tokenSince: time }))(timeOf(now))

// -----------------------------------------------------------------------------
// destructors
// -----------------------------------------------------------------------------

/** What is wrong with the time since when a token is in use. */
export const wrongSince = (since: unknown): InvalidRequest | undefined =>
  Number.isFinite(since) ? undefined : invalid('the time since when a token is in use is a finite number')

/**
 * Why a transaction may not be sent now: the store may have forgotten its token, and would apply it a second time, or it
 * cannot be told. Where a clock went backwards, the token is new. To be asked before each time that it is sent.
 */
export const unsendable = (
  { token, tokenSince }: Pick<Tokened, 'token' | 'tokenSince'>,
  now: IO<number>,
): InvalidRequest | TokenExpired | undefined => {
  const wrong = wrongSince(tokenSince)
  if (wrong !== undefined) return wrong
  const time = timeOf(now)
  if (E.isLeft(time)) return time.left
  const milliseconds = Math.max(0, time.right - tokenSince)
  return milliseconds < tokenMilliseconds ? undefined : { _tag: 'TokenExpired', token, milliseconds }
}
