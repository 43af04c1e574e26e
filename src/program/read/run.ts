/** Reads one by one. */
import { pipe } from 'fp-ts/function'
import * as RTE from 'fp-ts/ReaderTaskEither'
import * as TE from 'fp-ts/TaskEither'
import type { Item } from '../../value/AttributeValue'
import { sideBySide } from '../each'
import type { ReadError } from '../errors'
import type { Interpreter } from '../Interpreter'
import type { Program } from '../Program'
import { defaultConcurrency } from '../rounds'
import { total } from '../total'
import type { Get, Read } from './model'

/**
 * With `GetItem`, one request for each item, four of them under way at once.
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
      return sideBySide(defaultConcurrency)(itemAt)(read.gets)
    }) satisfies Program<ReadError, ReadonlyArray<Item | undefined>>,
    RTE.chainEitherKW(read.build),
  )
