/** Batches in rounds: what is left unprocessed is asked again, at the pace of a policy. */
import { type Either, left, right } from 'fp-ts/Either'
import { together } from '../../program/consumption'
import type { ReadError } from '../../program/errors'
import type { BatchGot, BatchWrite, BatchWritten } from '../../program/Operation'
import { countKeys } from '../../program/remaining'
import { isOutcomeUnknown, isRefusedForNow } from '../../program/repeatable'
import { anew, inRounds, type Outcome } from '../../program/rounds'
import type { Pace } from '../../program/time/Pace'

// -----------------------------------------------------------------------------
// model
// -----------------------------------------------------------------------------

/** What all rounds answered, and what is left. */
export interface Answered<P, O> {
  readonly outputs: ReadonlyArray<O>
  readonly unprocessed: P
}

// -----------------------------------------------------------------------------
// interpreters
// -----------------------------------------------------------------------------

const countWrites = (writes: ReadonlyArray<BatchWrite>): number => writes.length

// A batch may be repeated after any failure that passes.
const passes = (failure: ReadError): boolean => isRefusedForNow(failure) || isOutcomeUnknown(failure)

// One that lasts beyond the policy after something was answered leaves the rest unprocessed, which is what is known of it.
const answered = <P, O>({
  outputs,
  left: unprocessed,
  failure,
}: Outcome<P, ReadError, O>): Either<ReadError, Answered<P, O>> =>
  failure === undefined || (passes(failure) && outputs.length > 0) ? right({ outputs, unprocessed }) : left(failure)

const roundsOf =
  <P, O extends { readonly unprocessed: P }>(size: (pending: P) => number) =>
  async (
    ask: (pending: P) => Promise<Either<ReadError, O>>,
    pace: Pace,
    all: P,
  ): Promise<Either<ReadError, Answered<P, O>>> =>
    answered(
      await inRounds({ ask, rest: ({ unprocessed }) => unprocessed, size, mayRepeat: passes, next: anew(pace) }, all),
    )

/** The keys of a batch, round after round, until nothing is left or the pace is over. */
export const getInRounds = roundsOf<BatchGot['unprocessed'], BatchGot>(countKeys)

/** The writes of a batch, in the same way. */
export const writeInRounds = roundsOf<BatchWritten['unprocessed'], BatchWritten>(countWrites)

// -----------------------------------------------------------------------------
// destructors
// -----------------------------------------------------------------------------

/** All that was found. */
export const gotIn = ({ outputs, unprocessed }: Answered<BatchGot['unprocessed'], BatchGot>): BatchGot => ({
  items: outputs.flatMap(({ items }) => items),
  unprocessed,
  ...together(outputs),
})

/** All that was written. */
export const writtenIn = ({
  outputs,
  unprocessed,
}: Answered<BatchWritten['unprocessed'], BatchWritten>): BatchWritten => ({
  unprocessed,
  ...together(outputs),
})
