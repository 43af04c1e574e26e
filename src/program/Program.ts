/** Program: a computation that asks an interpreter for what it does not know. */
import type { ReaderTaskEither } from 'fp-ts/ReaderTaskEither'
import type { Interpreter } from './Interpreter'
import type { ErrorOf, Operation, OutputOf } from './Operation'
import { total } from './total'

// -----------------------------------------------------------------------------
// model
// -----------------------------------------------------------------------------

/**
 * A program that gives an `A` or fails with an `E`, once an interpreter runs it: fp-ts's `ReaderTaskEither`, so that its
 * whole module composes programs. Nothing happens before it is run, and running it never rejects.
 */
export type Program<E, A> = ReaderTaskEither<Interpreter, E, A>

// -----------------------------------------------------------------------------
// constructors
// -----------------------------------------------------------------------------

/**
 * The program of one operation.
 *
 * @example
 * ```ts
 * import { Program } from 'bloop-ts'
 * import { inMemory } from 'bloop-ts/memory'
 * import * as assert from 'node:assert'
 *
 * const describe = Program.perform({ _tag: 'DescribeTable', table: 'accounts' })
 * const result = await describe(inMemory())()
 * assert.deepStrictEqual(result, { _tag: 'Left', left: { _tag: 'TableNotFound', table: 'accounts' } })
 * ```
 */
export const perform =
  <Op extends Operation>(operation: Op): Program<ErrorOf<Op['_tag']>, OutputOf<Op['_tag']>> =>
  (interpreter) =>
    total(interpreter)(operation)
