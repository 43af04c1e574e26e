/** Reads as a transaction. */
import type { Either } from 'fp-ts/Either'
import * as E from 'fp-ts/Either'
import { pipe } from 'fp-ts/function'
import * as RTE from 'fp-ts/ReaderTaskEither'
import type { Item } from '../../value/AttributeValue'
import type { InvalidAnswer, ReadError, TransactionCanceled } from '../errors'
import { keyIdentity } from '../identity'
import { invalidAnswer } from '../invalidAnswer'
import { type Program, perform } from '../Program'
import type { Get, Read } from './model'

const identityOf = ({ table, key }: Get): string => keyIdentity(table, key)

/**
 * With `TransactGetItems`: all items as they are at one moment, at most 100 of them; each key is asked once. It can be run
 * again, as often as one likes. Where it is cancelled, each reason has its read.
 *
 * @example
 * ```ts
 * import { Attribute as A, Model as M, Read, Table as T } from 'bloop-ts'
 * import { inMemory } from 'bloop-ts/memory'
 * import { pipe } from 'fp-ts/function'
 * import * as O from 'fp-ts/Option'
 * import * as RTE from 'fp-ts/ReaderTaskEither'
 * import * as assert from 'node:assert'
 *
 * const User = M.model({ name: 'User', table: 'users', attributes: { id: A.string }, key: { partition: 'id' } })
 * const both = Read.findMany(User)([{ id: 'ann' }, { id: 'bob' }])
 * const program = pipe(T.bind(User), RTE.flatMap(() => Read.transact(both)))
 * assert.deepStrictEqual(await program(inMemory())(), { _tag: 'Right', right: [O.none, O.none] })
 * ```
 */
export const transact = <E, A>(read: Read<E, A>): Program<E | ReadError | TransactionCanceled, A> => {
  const distinct = [...new Map(read.gets.map((get) => [identityOf(get), get])).values()]
  const gets = distinct.map(({ table, key }) => ({ table, key }))
  const asked: Program<ReadError | TransactionCanceled, { readonly items: ReadonlyArray<Item | undefined> }> =
    gets.length === 0 ? RTE.right({ items: [] }) : perform({ _tag: 'TransactGetItems', gets })
  return pipe(
    asked,
    RTE.mapLeft((error) =>
      error._tag === 'TransactionCanceled'
        ? { ...error, reasons: error.reasons.map((reason, i) => ({ ...reason, ...actionAt(gets, i) })) }
        : error,
    ),
    RTE.chainEitherKW(({ items }): Either<E | InvalidAnswer, A> => {
      if (items.length !== distinct.length)
        return E.left(invalidAnswer('TransactGetItems', `answers to ${distinct.length} reads`, items))
      const found = new Map(distinct.map((get, index) => [identityOf(get), items[index]]))
      return read.build(read.gets.map((get) => found.get(identityOf(get))))
    }),
  )
}

/** The action of a reason: they stand in one order. */
export const actionAt = <A>(actions: ReadonlyArray<A>, index: number): { readonly action?: A } => {
  const action = actions[index]
  return action === undefined ? {} : { action }
}
