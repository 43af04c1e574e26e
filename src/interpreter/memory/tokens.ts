/** Idempotency tokens: a transaction that was applied is known by its token for ten minutes. */
import { type Either, left, right } from 'fp-ts/Either'
import type { IdempotentMismatch } from '../../program/errors'
import type { TransactWriteItems } from '../../program/Operation'
import { tokenMilliseconds } from '../../program/token'
import { same } from './same'
import * as Sorted from './sorted'
import type { Applied, State } from './state'

// -----------------------------------------------------------------------------
// model
// -----------------------------------------------------------------------------

const mismatch: IdempotentMismatch = { _tag: 'IdempotentMismatch' }

// -----------------------------------------------------------------------------
// interpreters
// -----------------------------------------------------------------------------

// What it does, and not what it asks to be told of that, nor what is not sent.
const done = ({ returnConsumed: _, tokenSince: __, ...rest }: TransactWriteItems): unknown => rest

/** What a transaction answers whose token is known: it did nothing more. */
export const known = (
  { tokens, now }: State,
  token: string,
  operation: TransactWriteItems,
): Either<IdempotentMismatch, Record<never, never>> | undefined => {
  const applied = Sorted.get(tokens, token)
  if (applied === undefined || now - applied.at >= tokenMilliseconds) return undefined
  return same(done(applied.operation), done(operation)) ? right({}) : left(mismatch)
}

// Forgetting is put off until half of what is kept may be old, so that it costs little for each transaction.
const forget = (tokens: Sorted.Sorted<Applied>, now: number): Sorted.Sorted<Applied> => {
  const { size } = tokens
  if (size < 256 || (size & (size - 1)) !== 0) return tokens
  return Sorted.toEntries(tokens).reduce(
    (kept, [token, { at }]) => (now - at >= tokenMilliseconds ? Sorted.remove(kept, token) : kept),
    tokens,
  )
}

/** The state that knows that a transaction was applied. */
export const remember = (state: State, token: string, operation: TransactWriteItems): State => ({
  ...state,
  tokens: Sorted.set(forget(state.tokens, state.now), token, { at: state.now, operation }),
})
