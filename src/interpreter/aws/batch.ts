/** Batches: in rounds, until everything is processed or nothing moves any more. */
import type { Either } from 'fp-ts/Either'
import * as E from 'fp-ts/Either'
import type { TaskEither } from 'fp-ts/TaskEither'
import { together } from '../../program/consumption'
import type {
  BatchGetItem,
  BatchGot,
  BatchWrite,
  BatchWriteItem,
  Consumption,
  ErrorOf,
  KeysAndProjection,
  OutputOf,
} from '../../program/Operation'
import { countKeys } from '../../program/remaining'
import { counted, inRounds, type Outcome } from '../../program/rounds'
import type { Pace } from '../../program/time/Pace'
import { batchGot, batchWritten } from './decode/batch'
import { consuming } from './decode/consumed'
import * as encode from './encode/many'
import { type Decoder, type Env, read } from './env'
import { type Asked, common } from './failures'
import { passes } from './retry'
import { namesOf } from './tableNames'
import type { WireInputs } from './wire'

// -----------------------------------------------------------------------------
// rounds
// -----------------------------------------------------------------------------

type BatchName = 'BatchGetItem' | 'BatchWriteItem'

/** How a round failed, and whether that passes. */
interface Failed<E> {
  readonly _tag: 'Failed'
  readonly error: E
  readonly passes: boolean
}

/**
 * As many attempts in a row as the policy has; each round that processed something begins them anew, and leaves less to do.
 */
const paceOf = ({ attempts, pause }: Env): Pace => {
  let repetition = 0
  return {
    next: async () => {
      if (!(repetition + 1 < attempts)) return 'over'
      return (await pause(repetition++)) ? 'again' : 'aborted'
    },
    restart: () => {
      repetition = 0
    },
  }
}

// One round; what failed was sent again before, as often as it may be.
const round = async <K extends BatchName, A>(
  { send }: Env,
  asked: Asked & { readonly operation: K },
  wire: Either<ErrorOf<K>, WireInputs[K]>,
  decode: Decoder<A>,
): Promise<Either<Failed<ErrorOf<K>>, A>> => {
  if (E.isLeft(wire)) return E.left({ _tag: 'Failed', error: wire.left, passes: false })
  const answer = await send(asked.operation, wire.right, true)
  return E.mapLeft(
    (error: ErrorOf<K>): Failed<ErrorOf<K>> => ({
      _tag: 'Failed',
      error,
      passes: E.isLeft(answer) && passes(answer.left),
    }),
  )(read(asked, common(asked), decode, answer))
}

// What a later round could not reach for the moment is unprocessed, beside what was done.
const ended = <P, E, O extends Consumption, A>(
  { outputs, left, failure }: Outcome<P, Failed<E>, O>,
  done: (outputs: ReadonlyArray<O>, unprocessed: P) => A,
) => {
  if (failure === undefined || (failure._tag === 'Failed' && failure.passes && outputs.length > 0))
    return E.right({ ...done(outputs, left), ...together(outputs) })
  return E.left(failure._tag === 'Failed' ? failure.error : failure)
}

// -----------------------------------------------------------------------------
// operations
// -----------------------------------------------------------------------------

/**
 * BatchGetItem. What the store leaves unprocessed is asked again; what is left when the attempts are used up, or when a
 * later round fails for the moment, is answered as unprocessed beside what was found.
 */
export const batchGetItem =
  (env: Env) =>
  (operation: BatchGetItem): TaskEither<ErrorOf<'BatchGetItem'>, OutputOf<'BatchGetItem'>> =>
  async () => {
    const called = operation.tables.map(({ table }) => table)
    const names = namesOf(env.storedName)(called)
    if (E.isLeft(names)) return names
    const asked = { operation: 'BatchGetItem', tables: called, stored: names.right.stored } as const
    const decode = consuming(operation, names.right.called)
    const ask = (tables: ReadonlyArray<KeysAndProjection>) =>
      round(
        env,
        asked,
        encode.batchGetItem(names.right, { ...operation, tables }),
        decode(batchGot(names.right, tables)),
      )
    const outcome = await inRounds(
      {
        ask,
        rest: ({ unprocessed }: BatchGot) => unprocessed,
        size: countKeys,
        mayRepeat: () => false,
        next: counted(paceOf(env)),
      },
      operation.tables,
    )
    return ended(outcome, (outputs, unprocessed) => ({ items: outputs.flatMap(({ items }) => items), unprocessed }))
  }

/**
 * BatchWriteItem. Puts and deletes without conditions may be repeated, so rounds go on as for `batchGetItem`; the writes
 * that are answered as unprocessed are those that are not known to have been applied.
 */
export const batchWriteItem =
  (env: Env) =>
  (operation: BatchWriteItem): TaskEither<ErrorOf<'BatchWriteItem'>, OutputOf<'BatchWriteItem'>> =>
  async () => {
    const called = [...new Set(operation.writes.map(({ table }) => table))]
    const names = namesOf(env.storedName)(called)
    if (E.isLeft(names)) return names
    const asked = { operation: 'BatchWriteItem', tables: called, stored: names.right.stored } as const
    const decode = consuming(operation, names.right.called)
    const ask = (writes: ReadonlyArray<BatchWrite>) =>
      round(
        env,
        asked,
        E.right(encode.batchWriteItem(names.right, { ...operation, writes })),
        decode(batchWritten(names.right, writes)),
      )
    const outcome = await inRounds(
      {
        ask,
        rest: ({ unprocessed }) => unprocessed,
        size: (writes) => writes.length,
        mayRepeat: () => false,
        next: counted(paceOf(env)),
      },
      operation.writes,
    )
    return ended(outcome, (_, unprocessed) => ({ unprocessed }))
  }
