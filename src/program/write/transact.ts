/** Writes as a transaction. */

import { pipe } from 'fp-ts/function'
import type { IO } from 'fp-ts/IO'
import * as RTE from 'fp-ts/ReaderTaskEither'
import { showItem } from '../../value/show'
import type { InvalidRequest, TokenExpired, TransactWriteError } from '../errors'
import { keyIdentity } from '../identity'
import { type Program, perform } from '../Program'
import { actionAt } from '../read/transact'
import { unsendable } from '../token'
import type { Request, Write } from './model'

// -----------------------------------------------------------------------------
// model
// -----------------------------------------------------------------------------

/**
 * How a transaction is known to be the same one when it is sent again: by an idempotency token of 1 to 36 characters. Where it
 * is left out, the interpreter makes one for its own repetitions.
 */
export type TransactOptions = Timeless | Dated

/** Without a time: a program that is run again ten minutes after the first time does everything a second time. */
interface Timeless {
  readonly token?: string
  readonly firstUsed?: never
  readonly now?: never
}

/**
 * With the time when the token was first used, in milliseconds of the epoch: ten minutes later DynamoDB has forgotten it,
 * would apply the transaction a second time, and it is `TokenExpired` instead, here and with whoever sends it.
 */
interface Dated {
  readonly token: string
  readonly firstUsed: number
  /** The clock of the same epoch; `Date.now` where left out. What sends has its own, and repeats by that. */
  readonly now?: IO<number>
}

// -----------------------------------------------------------------------------
// requests
// -----------------------------------------------------------------------------

/** Why requests are no transaction, besides their number. */
const notForTransaction = (requests: ReadonlyArray<Request>): string | undefined => {
  if (requests.some(({ returning }) => returning !== 'none')) return 'a transaction answers no values'
  const seen = new Set<string>()
  for (const { action, key } of requests) {
    const identity = keyIdentity(action.table, key)
    if (seen.has(identity)) return `a transaction writes one item twice: ${action.table} ${showItem(key)}`
    seen.add(identity)
  }
  return undefined
}

/** Each reason with its action, and with its item only where that was asked for: the operation asks for all or none. */
const tied =
  (requests: ReadonlyArray<Request>) =>
  (error: TransactWriteError): TransactWriteError => {
    if (error._tag !== 'TransactionCanceled') return error
    const actions = requests.map(({ action }) => action)
    return {
      ...error,
      reasons: error.reasons.map(({ item, ...reason }, i) => ({
        ...reason,
        ...(item !== undefined && requests[i]?.itemOnFailure === true ? { item } : {}),
        ...actionAt(actions, i),
      })),
    }
  }

// Options that would check nothing, whatever their type says, are no options.
const unusable = ({ token, firstUsed, now = Date.now }: TransactOptions): InvalidRequest | TokenExpired | undefined => {
  if (token !== undefined && firstUsed !== undefined) return unsendable({ token, tokenSince: firstUsed }, now)
  return firstUsed === undefined && now === Date.now
    ? undefined
    : { _tag: 'InvalidRequest', reason: 'a token and the time when it was first used go together' }
}

// -----------------------------------------------------------------------------
// interpreters
// -----------------------------------------------------------------------------

const performed = (requests: ReadonlyArray<Request>, options: TransactOptions): Program<TransactWriteError, unknown> =>
  pipe(
    RTE.fromIO(() => unusable(options)),
    RTE.flatMap(
      (error): Program<TransactWriteError, unknown> =>
        error !== undefined
          ? RTE.left(error)
          : perform({
              _tag: 'TransactWriteItems',
              actions: requests.map(({ action }) => action),
              itemOnFailure: requests.some(({ itemOnFailure }) => itemOnFailure),
              ...(options.token === undefined ? {} : { token: options.token }),
              ...(options.firstUsed === undefined ? {} : { tokenSince: options.firstUsed }),
            }),
    ),
    RTE.mapLeft(tied(requests)),
  )

/**
 * With `TransactWriteItems`, all or nothing, with an idempotency token that the caller gives: within ten minutes the same
 * transaction is applied once, however often it is run, and another one with its token is `IdempotentMismatch`.
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
 * const put = Write.put(User)({ id: 'ann' }, { condition: Write.ifNotExists(User) })
 * const once = Write.transactWith({ token: 'order-17' })(put)
 * const program = pipe(T.bind(User), RTE.flatMap(() => once), RTE.flatMap(() => once))
 * assert.strictEqual((await program(inMemory())())._tag, 'Right')
 *
 * const late = Write.transactWith({ token: 'order-17', firstUsed: 0, now: () => 600_000 })(put)
 * assert.deepStrictEqual(await late(inMemory())(), {
 *   _tag: 'Left',
 *   left: { _tag: 'TokenExpired', token: 'order-17', milliseconds: 600_000 },
 * })
 * ```
 */
export const transactWith =
  (options: TransactOptions) =>
  <E, A>(write: Write<'transact', E, A>): Program<E | TransactWriteError, A> =>
    pipe(
      RTE.fromEither(write.requests),
      RTE.flatMap((requests): Program<TransactWriteError, unknown> => {
        const reason = notForTransaction(requests)
        if (reason !== undefined) return RTE.left({ _tag: 'InvalidRequest', reason })
        return requests.length === 0 ? RTE.right(undefined) : performed(requests, options)
      }),
      RTE.chainEitherKW(() => write.build([])),
    )

/**
 * With `TransactWriteItems`: all or nothing, at most 100 writes, no item twice. `TransactionCanceled` has a reason for each
 * action, in their order, with the action, and with the item where its write asked for it (`itemOnFailure`).
 */
export const transact: <E, A>(write: Write<'transact', E, A>) => Program<E | TransactWriteError, A> = transactWith({})
