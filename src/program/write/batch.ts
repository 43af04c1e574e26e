/** Writes in batches. */
import type { Either } from 'fp-ts/Either'
import * as E from 'fp-ts/Either'
import { pipe } from 'fp-ts/function'
import * as RTE from 'fp-ts/ReaderTaskEither'
import type { BatchOptions } from '../BatchOptions'
import { settle } from '../each'
import type { ReadError, UnprocessedWrites } from '../errors'
import type { Interpreter } from '../Interpreter'
import type { BatchWrite, BatchWriteItem, BatchWritten } from '../Operation'
import type { Program } from '../Program'
import { concurrencyOf, inRounds, nextRound, type Outcome } from '../rounds'
import { abortable } from '../time/abortable'
import { total } from '../total'
import type { Write } from './model'
import { plan, type Wave } from './plan'

// -----------------------------------------------------------------------------
// calls
// -----------------------------------------------------------------------------

/** What became of a call of writes. */
export type Written = Outcome<ReadonlyArray<BatchWrite>, ReadError, BatchWritten>

/** A call, round after round, through an interpreter that is total. */
export const callWith = (interpreter: Interpreter, options: BatchOptions) => {
  const once = abortable(options.signal)
  return ({ writes: all }: Pick<BatchWriteItem, 'writes'>): Promise<Written> =>
    inRounds(
      {
        ask: (writes) => once(interpreter({ _tag: 'BatchWriteItem', writes })),
        rest: ({ unprocessed }) => unprocessed,
        size: (writes) => writes.length,
        mayRepeat: () => false,
        next: nextRound(options),
      },
      all,
    )
}

const countOf = (waves: ReadonlyArray<Wave>): number => waves.flat().reduce((sum, { writes }) => sum + writes.length, 0)

/** Wave after wave; a wave of which something is left is the last, and all that is left over is told. */
const waveByWave =
  (waves: ReadonlyArray<Wave>, options: BatchOptions): Program<ReadError | UnprocessedWrites, void> =>
  (given) =>
  async () => {
    const concurrency = concurrencyOf(options)
    if (E.isLeft(concurrency)) return concurrency
    const call = callWith(total(given), options)
    const all = countOf(waves)
    for (const [index, wave] of waves.entries()) {
      const failed = ({ failure }: Written) => failure !== undefined
      const outcomes = await settle(concurrency.right, wave, call, failed)
      const cause = outcomes.find((outcome) => outcome?.failure !== undefined)?.failure
      // A call that was not begun is left as it is.
      const left = wave.flatMap(({ writes }, i) => outcomes[i]?.left ?? writes)
      if (left.length === 0) continue
      const later = waves.slice(index + 1).flatMap((calls) => calls.flatMap(({ writes }) => writes))
      return unprocessed([...left, ...later], all, cause)
    }
    return E.right(undefined)
  }

/** What to say of writes of which some are left; a failure of which nothing was applied needs no list: it is all of it. */
export const unprocessed = (
  writes: ReadonlyArray<BatchWrite>,
  all: number,
  cause: ReadError | undefined,
): Either<ReadError | UnprocessedWrites, never> =>
  cause !== undefined && writes.length === all
    ? E.left(cause)
    : E.left({
        _tag: 'UnprocessedWrites',
        writes,
        written: all - writes.length,
        ...(cause === undefined ? {} : { cause }),
      })

// -----------------------------------------------------------------------------
// interpreters
// -----------------------------------------------------------------------------

/** `batch`, with options: how many calls are under way at once, and how patiently. */
export const batchWith =
  (options: BatchOptions) =>
  <E, A>(write: Write<'batch', E, A>): Program<E | ReadError | UnprocessedWrites, A> =>
    pipe(
      RTE.fromEither(plan(write)),
      RTE.flatMap((waves): Program<ReadError | UnprocessedWrites, void> => waveByWave(waves, options)),
      RTE.chainEitherKW(() => write.build([])),
    )

/**
 * With `BatchWriteItem`: plain puts and deletes, at most 25 and 16 MB a call, several calls side by side. Nothing is sent where one of
 * them is invalid. What the store leaves unprocessed is written again; where that brings nothing, or a call fails after
 * others were applied, `UnprocessedWrites` has all that is not known to be written: the rest is.
 *
 * Law: batch = one by one.
 *
 * @example
 * ```ts
 * import { Attribute as A, Model as M, Table as T, Write } from 'bloop-ts'
 * import { inMemory } from 'bloop-ts/memory'
 * import { pipe } from 'fp-ts/function'
 * import * as RTE from 'fp-ts/ReaderTaskEither'
 * import * as assert from 'node:assert'
 *
 * const User = M.model({ name: 'User', table: 'users', attributes: { id: A.string }, key: { partition: 'id' } })
 * const both = Write.sequence([Write.put(User)({ id: 'ann' }), Write.delete(User)({ id: 'bob' })])
 * const program = pipe(T.bind(User), RTE.flatMap(() => Write.batch(both)))
 * assert.strictEqual((await program(inMemory())())._tag, 'Right')
 * ```
 */
export const batch: <E, A>(write: Write<'batch', E, A>) => Program<E | ReadError | UnprocessedWrites, A> = batchWith({})
