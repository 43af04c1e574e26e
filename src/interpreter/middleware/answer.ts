/** Answers of a middleware's own. */
import { type Either, left } from 'fp-ts/Either'
import type {
  Aborted,
  CommonError,
  InvalidRequest,
  TokenExpired,
  TransactionCanceled,
  TransactionConflict,
} from '../../program/errors'
import type { ErrorOf, Operation, OutputOf } from '../../program/Operation'

// -----------------------------------------------------------------------------
// model
// -----------------------------------------------------------------------------

/** The answer to an operation. */
export type AnswerTo<Op extends Operation> = Either<ErrorOf<Op['_tag']>, OutputOf<Op['_tag']>>

/** The signal fired. */
export const aborted: Aborted = { _tag: 'Aborted' }

// -----------------------------------------------------------------------------
// constructors
// -----------------------------------------------------------------------------

/** A failure as the answer to an operation; one with transactions only to what can have it. */
export const failed = <Op extends Operation>(
  error: CommonError | InvalidRequest | TransactionConflict | TransactionCanceled | TokenExpired,
): AnswerTo<Op> =>
  // TypeScript does not see that every operation can fail with it.
  left(error) as AnswerTo<Op>
