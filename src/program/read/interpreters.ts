/** The three ways to run a `Read`. */
import type { Either } from 'fp-ts/Either'
import * as E from 'fp-ts/Either'
import { pipe } from 'fp-ts/function'
import * as RTE from 'fp-ts/ReaderTaskEither'
import type { TaskEither } from 'fp-ts/TaskEither'
import * as TE from 'fp-ts/TaskEither'
import type { Item } from '../../value/AttributeValue'
import { chunksOf, sideBySide } from '../each'
import type { InvalidAnswer, ReadError, TransactionCanceled, UnprocessedKeys } from '../errors'
import type { Interpreter } from '../Interpreter'
import { keyIdentity } from '../identity'
import { invalidAnswer } from '../invalidAnswer'
import type { BatchGetItem, KeysAndProjection } from '../Operation'
import { type Program, perform } from '../Program'
import { total } from '../total'
import type { Get, Read } from './model'

/** How many requests of one program are under way at once. */
const width = 8

/**
 * With `GetItem`, one request for each item.
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
 * const program = pipe(T.bind(User), RTE.flatMap(() => Read.run(Read.find(User)({ id: 'ann' }))))
 * assert.deepStrictEqual(await program(inMemory())(), { _tag: 'Right', right: O.none })
 * ```
 */
export const run = <E, A>(read: Read<E, A>): Program<E | ReadError, A> =>
  pipe(
    ((interpreter: Interpreter) => {
      const ask = total(interpreter)
      const itemAt = (get: Get) =>
        pipe(
          ask({ _tag: 'GetItem', ...get }),
          TE.map(({ item }) => item),
        )
      return sideBySide(width)(itemAt)(read.gets)
    }) satisfies Program<ReadError, ReadonlyArray<Item | undefined>>,
    RTE.chainEitherKW(read.build),
  )

// -----------------------------------------------------------------------------
// batch
// -----------------------------------------------------------------------------

const maximum = 100

/** The calls that ask each key once: at most 100 keys a call, one consistency for a table in a call. */
export const plan = (gets: ReadonlyArray<Get>): ReadonlyArray<BatchGetItem> => {
  const distinct = new Map<string, Get>()
  for (const get of gets) {
    const identity = identityOf(get)
    if (distinct.get(identity)?.consistent !== true) distinct.set(identity, get)
  }
  const groups = [true, false].map((consistent) =>
    [...distinct.values()].filter((get) => get.consistent === consistent),
  )
  return groups.flatMap(chunksOf(maximum)).map((chunk) => {
    const tables = new Map<string, KeysAndProjection>()
    for (const { table, key, consistent } of chunk)
      tables.set(table, { table, keys: [...(tables.get(table)?.keys ?? []), key], consistent })
    return { _tag: 'BatchGetItem', tables: [...tables.values()] }
  })
}

const identityOf = ({ table, key }: { readonly table: string; readonly key: Item }): string => keyIdentity(table, key)

/** A call until everything is processed, or a round brings nothing more: interpreters do the waiting. */
const whole =
  (interpreter: Interpreter) =>
  (call: BatchGetItem): TaskEither<ReadError | UnprocessedKeys, ReadonlyArray<Answer>> =>
  async () => {
    const answers: Array<Answer> = []
    const count = (tables: ReadonlyArray<KeysAndProjection>) => tables.reduce((sum, { keys }) => sum + keys.length, 0)
    let { tables } = call
    while (tables.length > 0) {
      const answer = await interpreter({ _tag: 'BatchGetItem', tables })()
      if (E.isLeft(answer)) return answer
      answers.push(...answer.right.items)
      const { unprocessed } = answer.right
      if (count(unprocessed) >= count(tables))
        return E.left({
          _tag: 'UnprocessedKeys',
          keys: unprocessed.flatMap(({ table, keys }) => keys.map((key) => ({ table, key }))),
        })
      tables = unprocessed
    }
    return E.right(answers)
  }

interface Answer {
  readonly table: string
  readonly item: Item
}

/**
 * With `BatchGetItem`: each key once, at most 100 a call, answers in the order asked whatever order the store gives.
 * What the store leaves unprocessed is asked again, and is `UnprocessedKeys` where that brings nothing.
 */
export const batch = <E, A>(read: Read<E, A>): Program<E | ReadError | UnprocessedKeys, A> =>
  pipe(
    ((interpreter: Interpreter) => sideBySide(width)(whole(total(interpreter)))(plan(read.gets))) satisfies Program<
      ReadError | UnprocessedKeys,
      ReadonlyArray<ReadonlyArray<Answer>>
    >,
    RTE.chainEitherKW((answers): Either<E | InvalidAnswer, A> => {
      const asked = new Set(read.gets.map(identityOf))
      const keyNames = new Map(read.gets.map(({ table, key }) => [table, Object.keys(key)]))
      const found = new Map<string, Item>()
      for (const { table, item } of answers.flat()) {
        const key = Object.fromEntries(
          (keyNames.get(table) ?? []).flatMap((name) => {
            const value = Object.hasOwn(item, name) ? item[name] : undefined
            return value === undefined ? [] : [[name, value]]
          }),
        )
        const identity = keyIdentity(table, key)
        if (!asked.has(identity)) return E.left(invalidAnswer('BatchGetItem', 'item that was asked for', item))
        found.set(identity, item)
      }
      return read.build(read.gets.map((get) => found.get(identityOf(get))))
    }),
  )

// -----------------------------------------------------------------------------
// transact
// -----------------------------------------------------------------------------

/** With `TransactGetItems`: all items as they are at one moment. At most 100 of them. */
export const transact = <E, A>(read: Read<E, A>): Program<E | ReadError | TransactionCanceled, A> => {
  const distinct = [...new Map(read.gets.map((get) => [identityOf(get), get])).values()]
  return pipe(
    distinct.length === 0
      ? RTE.right({ items: [] as ReadonlyArray<Item | undefined> })
      : perform({ _tag: 'TransactGetItems', gets: distinct.map(({ table, key }) => ({ table, key })) }),
    RTE.chainEitherKW(({ items }): Either<E | InvalidAnswer, A> => {
      if (items.length !== distinct.length)
        return E.left(invalidAnswer('TransactGetItems', `answers to ${distinct.length} reads`, items))
      const found = new Map(distinct.map((get, index) => [identityOf(get), items[index]]))
      return read.build(read.gets.map((get) => found.get(identityOf(get))))
    }),
  )
}
