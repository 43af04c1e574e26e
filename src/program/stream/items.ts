/** items: a stream as an AsyncIterable. */
import type { Either } from 'fp-ts/Either'
import * as E from 'fp-ts/Either'
import type { Reader } from 'fp-ts/Reader'
import type { StreamError } from '../errors'
import type { Interpreter } from '../Interpreter'
import type { Puller } from './merging'
import type { Stream } from './model'
import { openPuller } from './open'
import type { Pulled } from './Pulled'
import type { StreamOptions } from './StreamOptions'

type Element<R> = Either<StreamError, Pulled<R>>

const over = { done: true, value: undefined } as const

const iterating = <R>(open: () => Promise<Either<StreamError, Puller<R>>>): AsyncIterator<Element<R>, undefined> => {
  let opened: Promise<Either<StreamError, Puller<R>>> | undefined
  let isOver = false
  const close = () => {
    isOver = true
    opened?.then((answer) => E.isRight(answer) && answer.right.close())
  }
  return {
    next: async () => {
      if (isOver) return over
      opened ??= open()
      const puller = await opened
      if (isOver) return over
      const pulled = E.isLeft(puller) ? puller : await puller.right.pull()
      if (isOver) return over
      if (E.isLeft(pulled)) {
        close()
        return { done: false, value: pulled }
      }
      if (pulled.right === undefined) {
        close()
        return over
      }
      return { done: false, value: E.right(pulled.right) }
    },
    return: async () => {
      close()
      return over
    },
  }
}

/**
 * The records of a stream, each when it is asked for, with the place after it; gaps among them; a failure is the last element.
 * Iterating never rejects. It is opened when the first is asked for, and closed by leaving the loop.
 *
 * @example
 * ```ts
 * import { Attribute as A, Model as M, Stream, Table as T, Write } from 'bloop-ts'
 * import { inMemory } from 'bloop-ts/memory'
 * import * as assert from 'node:assert'
 *
 * const User = M.model({
 *   name: 'User',
 *   table: 'users',
 *   attributes: { id: A.string },
 *   key: { partition: 'id' },
 *   stream: 'newAndOld',
 * })
 * const store = inMemory()
 * await T.bind(User)(store)()
 * for (const id of ['ann', 'bob', 'cal']) await Write.run(Write.put(User)({ id }))(store)()
 *
 * const ids = async (position: Stream.Position) => {
 *   const found: Array<string> = []
 *   let token: Stream.Position = position
 *   for await (const pulled of Stream.items({ until: { emptyAnswers: 1 } })(Stream.of(User, position))(store)) {
 *     assert.ok(pulled._tag === 'Right')
 *     const { value } = pulled.right
 *     if (value._tag === 'Inserted') found.push(value.key.id)
 *     token = pulled.right.token()
 *     if (found.length === 2) break
 *   }
 *   return { found, token }
 * }
 * const first = await ids('trimHorizon')
 * assert.deepStrictEqual(first.found, ['ann', 'bob'])
 * assert.deepStrictEqual((await ids(first.token)).found, ['cal'])
 * ```
 */
export const items =
  (options: StreamOptions = {}) =>
  <R>(stream: Stream<R>): Reader<Interpreter, AsyncIterable<Either<StreamError, Pulled<R>>>> =>
  (interpreter) => ({
    [Symbol.asyncIterator]: () => iterating(openPuller(options)(stream)(interpreter)),
  })
