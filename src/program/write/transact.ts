/** Writes as a transaction. */
import { pipe } from 'fp-ts/function'
import * as RTE from 'fp-ts/ReaderTaskEither'
import type { TransactWriteError } from '../errors'
import { keyIdentity } from '../identity'
import { type Program, perform } from '../Program'
import type { Request, Write } from './model'

/** Why requests are no transaction, besides their number. */
const notForTransaction = (requests: ReadonlyArray<Request>): string | undefined => {
  if (requests.some(({ returning }) => returning !== 'none')) return 'a transaction answers no values'
  const seen = new Set<string>()
  for (const { action, key } of requests) {
    const identity = keyIdentity(action.table, key)
    if (seen.has(identity)) return `a transaction writes one item twice: ${identity}`
    seen.add(identity)
  }
  return undefined
}

/**
 * With `TransactWriteItems`, all or nothing, with an idempotency token that the caller gives.
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
 * ```
 */
export const transactWith =
  (options: { readonly token?: string }) =>
  <E, A>(write: Write<'transact', E, A>): Program<E | TransactWriteError, A> =>
    pipe(
      RTE.fromEither(write.requests),
      RTE.flatMap((requests): Program<TransactWriteError, unknown> => {
        const reason = notForTransaction(requests)
        if (reason !== undefined) return RTE.left({ _tag: 'InvalidRequest', reason })
        return requests.length === 0
          ? RTE.right(undefined)
          : perform({
              _tag: 'TransactWriteItems',
              actions: requests.map(({ action }) => action),
              itemOnFailure: requests.some(({ itemOnFailure }) => itemOnFailure),
              ...options,
            })
      }),
      RTE.chainEitherKW(() => write.build([])),
    )

/** With `TransactWriteItems`: all or nothing, at most 100 writes, no item twice. */
export const transact: <E, A>(write: Write<'transact', E, A>) => Program<E | TransactWriteError, A> = transactWith({})
