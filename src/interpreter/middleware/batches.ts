/** Batches in rounds: what is left unprocessed is asked again, at the pace of a policy. */
import { type Either, isLeft, isRight, left, right } from 'fp-ts/Either'
import type { ReadError } from '../../program/errors'
import type { BatchGot, BatchWrite, BatchWritten, ConsumedCapacity, KeysAndProjection } from '../../program/Operation'
import { isOutcomeUnknown, isRefusedForNow } from '../../program/repeatable'
import { aborted } from './answer'
import type { Pace } from './pace'

// -----------------------------------------------------------------------------
// model
// -----------------------------------------------------------------------------

/** What all rounds answered, and what is left. */
export interface Rounds<P, O> {
  readonly outputs: ReadonlyArray<O>
  readonly unprocessed: P
}

// -----------------------------------------------------------------------------
// constructors
// -----------------------------------------------------------------------------

/** How many keys there are. */
export const countKeys = (tables: ReadonlyArray<KeysAndProjection>): number =>
  tables.reduce((sum, { keys }) => sum + keys.length, 0)

/** How many writes there are. */
export const countWrites = (writes: ReadonlyArray<BatchWrite>): number => writes.length

// -----------------------------------------------------------------------------
// interpreters
// -----------------------------------------------------------------------------

/**
 * Round after round, until nothing is left or the pace is over. A batch may be repeated after any failure that passes; one
 * that lasts beyond the policy after something was answered leaves the rest unprocessed, which is what is known of it.
 */
export const inRounds = async <P, O extends { readonly unprocessed: P }>(
  ask: (pending: P) => Promise<Either<ReadError, O>>,
  size: (pending: P) => number,
  pace: Pace,
  all: P,
): Promise<Either<ReadError, Rounds<P, O>>> => {
  const outputs: Array<O> = []
  let pending = all
  for (;;) {
    let isFurther = false
    const answer = await ask(pending)
    if (isLeft(answer) && !isRefusedForNow(answer.left) && !isOutcomeUnknown(answer.left)) return answer
    if (isRight(answer)) {
      outputs.push(answer.right)
      const { unprocessed } = answer.right
      if (size(unprocessed) === 0) return right({ outputs, unprocessed })
      isFurther = size(unprocessed) < size(pending)
      pending = unprocessed
    }
    const turn = await pace.next()
    if (turn === 'aborted') return left(aborted)
    if (turn === 'over') {
      return isLeft(answer) && outputs.length === 0 ? answer : right({ outputs, unprocessed: pending })
    }
    if (isFurther) pace.restart()
  }
}

// -----------------------------------------------------------------------------
// destructors
// -----------------------------------------------------------------------------

// What was consumed of each table in all rounds; absent where no round said it.
const consumedBy = (outputs: ReadonlyArray<{ readonly consumed?: ReadonlyArray<ConsumedCapacity> }>) => {
  const units = new Map<string, number>()
  for (const { consumed = [] } of outputs) {
    for (const one of consumed) units.set(one.table, (units.get(one.table) ?? 0) + one.units)
  }
  return outputs.some(({ consumed }) => consumed !== undefined)
    ? { consumed: [...units].map(([table, sum]) => ({ table, units: sum })) }
    : {}
}

/** All that was found. */
export const gotIn = ({ outputs, unprocessed }: Rounds<BatchGot['unprocessed'], BatchGot>): BatchGot => ({
  items: outputs.flatMap(({ items }) => items),
  unprocessed,
  ...consumedBy(outputs),
})

/** All that was written. */
export const writtenIn = ({
  outputs,
  unprocessed,
}: Rounds<BatchWritten['unprocessed'], BatchWritten>): BatchWritten => ({
  unprocessed,
  ...consumedBy(outputs),
})
