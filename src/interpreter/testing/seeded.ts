/** Seeded: a store that a program has written, for tests to fork. */
import { isLeft } from 'fp-ts/Either'
import type { Program } from '../../program/Program'
import { showAnyError } from '../../program/showError'
import { type InMemory, inMemory, type MemoryOptions } from '../memory/inMemory'

/**
 * A new store in memory on which a program was run once; each test takes its own `fork()` of it, in O(1). Where the program ends in
 * an error this rejects, with `showError`'s text as the message: so that the test fails, which is what it is for.
 *
 * @example
 * ```ts
 * import { Attribute as A, Model as M, Read, Table as T, Write } from 'bloop-ts'
 * import { seeded } from 'bloop-ts/memory'
 * import { pipe } from 'fp-ts/function'
 * import * as RTE from 'fp-ts/ReaderTaskEither'
 * import * as assert from 'node:assert'
 *
 * const User = M.model({ name: 'User', table: 'users', attributes: { id: A.string }, key: { partition: 'id' } })
 * const ann = Write.run(Write.put(User)({ id: 'ann' }))
 * const users = await seeded(pipe(T.bind(User), RTE.flatMap(() => ann)))
 *
 * const [one, other] = [users.fork(), users.fork()]
 * await Write.run(Write.delete(User)({ id: 'ann' }))(one)()
 * const found = await Read.run(Read.load(User)({ id: 'ann' }))(other)()
 * assert.deepStrictEqual(found, { _tag: 'Right', right: { id: 'ann' } })
 *
 * await assert.rejects(seeded(ann), { message: "the store cannot be seeded: TableNotFound: there is no table 'users'" })
 * ```
 */
export const seeded = async <E, A>(program: Program<E, A>, options: MemoryOptions = {}): Promise<InMemory> => {
  const store = inMemory(options)
  const answer = await program(store)()
  if (isLeft(answer)) throw new Error(`the store cannot be seeded: ${showAnyError(answer.left)}`)
  return store
}
