/** Retrying: what may be repeated is, at the pace of a policy. */
import * as E from 'fp-ts/Either'
import type { IO } from 'fp-ts/IO'
import type { Interpreter, Middleware } from '../../program/Interpreter'
import type { Operation, TransactWriteItems } from '../../program/Operation'
import { mayRepeat } from '../../program/repeatable'
import type { Policy } from '../../program/time/Policy'
import { systemTimer, type Timer } from '../../program/time/Timer'
import { tokenMilliseconds } from '../../program/token'
import { total } from '../../program/total'
import { abortable } from './abortable'
import { type AnswerTo, aborted, failed } from './answer'
import { countKeys, countWrites, gotIn, inRounds, writtenIn } from './batches'
import { paceOf } from './pace'
import { patched } from './patched'

// -----------------------------------------------------------------------------
// model
// -----------------------------------------------------------------------------

/** What repeating asks of the world. Everything may be left out. */
export interface RetryingOptions {
  readonly timer?: Timer
  /** Ends what waits, and what is under way, as `Aborted`. */
  readonly signal?: AbortSignal
  /** A fresh idempotency token for a transaction without one, 1 to 36 characters; `crypto.randomUUID` where left out. */
  readonly token?: IO<string>
  /** The clock, in milliseconds, by which a token gets too old to be sent again; `Date.now` where left out. */
  readonly now?: IO<number>
}

// -----------------------------------------------------------------------------
// combinators
// -----------------------------------------------------------------------------

const noToken = {
  _tag: 'RequestRefused',
  name: 'InvalidConfiguration',
  message: 'the idempotency token could not be made',
} as const

/**
 * Repeats, as often and after such waits as the policy says:
 *
 * - what was refused for the moment, whatever it is: `Throttled`, `TransactionConflict`, `TransactionInProgress`, and
 *   `TransactionCanceled` where no reason lasts;
 * - after an unknown outcome (`ServiceFailed`, `NetworkFailed`, `TimedOut`) what may be done twice: reads, batches, and
 *   writes of one item without condition that are idempotent and do not answer old values;
 * - transactions after both: one without a token gets one, the same for all its repetitions; after ten minutes the store
 *   has forgotten it, and the transaction is `TokenExpired` rather than done twice;
 * - the rest of a batch that was left unprocessed. A round that processed something begins the policy's count anew. Answers
 *   are concatenated, and what is left at the end is `unprocessed`.
 *
 * `TableInUse` is not repeated: mostly the table exists. Between attempts it always waits, if 0 milliseconds. A policy
 * without end ends with the signal. A wait that is negative, infinite or no number ends the policy.
 *
 * The interpreter for AWS repeats by itself: with `{ retry: { attempts: 1 } }` it leaves it to this one.
 *
 * Laws: around an interpreter that fails fewer times in a row than the policy repeats, what may be repeated is answered as
 * without failures; a write that is not idempotent is never done twice.
 *
 * @example
 * ```ts
 * import { type Interpreter, Policy, Program } from 'bloop-ts'
 * import { inMemory } from 'bloop-ts/memory'
 * import { retrying } from 'bloop-ts/middleware'
 * import * as TE from 'fp-ts/TaskEither'
 * import * as assert from 'node:assert'
 *
 * let attempts = 0
 * const store = inMemory()
 * const busy: Interpreter = (operation) => () =>
 *   ++attempts < 3 ? TE.left({ _tag: 'Throttled', name: 'SlowDown' } as const)() : store(operation)()
 *
 * const patient = retrying(Policy.limit(5))(busy)
 * const answer = await Program.perform({ _tag: 'DescribeTable', table: 'users' })(patient)()
 * assert.deepStrictEqual([attempts, answer._tag === 'Left' && answer.left._tag], [3, 'TableNotFound'])
 * ```
 */
export const retrying =
  (
    policy: Policy,
    { timer = systemTimer, signal, token = () => crypto.randomUUID(), now = Date.now }: RetryingOptions = {},
  ): Middleware =>
  (interpreter) => {
    const sound = total(interpreter)
    const once = abortable(signal)
    const pace = () => paceOf(policy, timer, signal)

    const single =
      (inner: Interpreter): Interpreter =>
      <Op extends Operation>(operation: Op) =>
      async (): Promise<AnswerTo<Op>> => {
        const ask = inner(operation)
        const { next } = pace()
        for (;;) {
          const answer = await once(ask)
          if (E.isRight(answer) || !mayRepeat(operation, answer.left)) return answer as AnswerTo<Op>
          const turn = await next()
          if (turn === 'aborted') return failed(aborted)
          if (turn === 'over') return answer as AnswerTo<Op>
        }
      }

    // What was sent may have been applied; a store that has forgotten its token would apply it again.
    const whileKnown = (operation: TransactWriteItems & { readonly token: string }) => async () => {
      const began = now()
      const inTime: Interpreter = (repetition) => async () => {
        const milliseconds = now() - began
        return milliseconds < tokenMilliseconds
          ? sound(repetition)()
          : failed({ _tag: 'TokenExpired', token: operation.token, milliseconds })
      }
      return single(inTime)(operation)()
    }

    return patched({
      BatchGetItem: (operation) => async () => {
        const ask = (tables: typeof operation.tables) => once(sound({ ...operation, tables }))
        return E.map(gotIn)(await inRounds(ask, countKeys, pace(), operation.tables))
      },
      BatchWriteItem: (operation) => async () => {
        const ask = (writes: typeof operation.writes) => once(sound({ ...operation, writes }))
        return E.map(writtenIn)(await inRounds(ask, countWrites, pace(), operation.writes))
      },
      TransactWriteItems: (operation) => async () => {
        const made = E.tryCatch(
          () => operation.token ?? token(),
          () => noToken,
        )
        return E.isLeft(made) ? made : whileKnown({ ...operation, token: made.right })()
      },
    })(single(sound))
  }
