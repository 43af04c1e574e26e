/** Retrying: what may be repeated is, at the pace of a policy. */
import * as E from 'fp-ts/Either'
import type { IO } from 'fp-ts/IO'
import type { InvalidRequest, TokenExpired } from '../../program/errors'
import type { Interpreter, Middleware } from '../../program/Interpreter'
import type { Operation } from '../../program/Operation'
import { mayRepeat } from '../../program/repeatable'
import { abortable } from '../../program/time/abortable'
import { paceOf } from '../../program/time/Pace'
import type { Policy } from '../../program/time/Policy'
import { systemTimer, type Timer } from '../../program/time/Timer'
import { tokened, unsendable } from '../../program/token'
import { total } from '../../program/total'
import { type AnswerTo, aborted, failed } from './answer'
import { getInRounds, gotIn, writeInRounds, writtenIn } from './batches'
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
  /** The clock, in milliseconds of the epoch, by which a token gets too old to be sent again; `Date.now` where left out. */
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
 * - transactions after both: one without a token gets one, the same for all its repetitions. Each time it is sent only while
 *   the store knows its token, ten minutes since it was first used (`tokenSince`, or here): then it is `TokenExpired` rather
 *   than done twice;
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

    // What is wrong is asked before each time: what was sent may have been applied, and its token be forgotten since.
    const single =
      (inner: Interpreter, wrong: IO<InvalidRequest | TokenExpired | undefined> = () => undefined): Interpreter =>
      <Op extends Operation>(operation: Op) =>
      async (): Promise<AnswerTo<Op>> => {
        const ask = inner(operation)
        const { next } = pace()
        const refused = wrong()
        if (refused !== undefined) return failed(refused)
        for (;;) {
          const answer = await once(ask)
          if (E.isRight(answer) || !mayRepeat(operation, answer.left)) return answer as AnswerTo<Op>
          const turn = await next()
          if (turn === 'aborted') return failed(aborted)
          if (turn === 'over') return answer as AnswerTo<Op>
          const late = wrong()
          // Where a clock fails meanwhile, what came last is the answer.
          if (late !== undefined) return late._tag === 'TokenExpired' ? failed(late) : (answer as AnswerTo<Op>)
        }
      }
    return patched({
      BatchGetItem: (operation) => async () => {
        const ask = (tables: typeof operation.tables) => once(sound({ ...operation, tables }))
        return E.map(gotIn)(await getInRounds(ask, pace(), operation.tables))
      },
      BatchWriteItem: (operation) => async () => {
        const ask = (writes: typeof operation.writes) => once(sound({ ...operation, writes }))
        return E.map(writtenIn)(await writeInRounds(ask, pace(), operation.writes))
      },
      TransactWriteItems: (operation) => async () => {
        const made = E.tryCatch(
          () => operation.token ?? token(),
          () => noToken,
        )
        if (E.isLeft(made)) return made
        const sent = tokened(operation, made.right, now)
        return E.isLeft(sent) ? sent : single(sound, () => unsendable(sent.right, now))(sent.right)()
      },
    })(single(sound))
  }
