/** agrees: the functions of an application do what a pure model of them says: alone, at once, and under faults. */
import { lawsOf } from './agrees/laws'
import type { AgreesOptions, AnyFunction, FunctionModel, Functions, FunctionsModel, ModelOf } from './agrees/model'
import { subjectOf, subjectOfAll } from './agrees/subject'
import type { Laws } from './law'

export type {
  AgreesOptions,
  AnswerOf,
  AnyFunction,
  CallModel,
  FailureOf,
  FunctionModel,
  Functions,
  FunctionsModel,
  InputOf,
  ModelOf,
  Said,
  StateModel,
} from './agrees/model'

/**
 * The laws of functions that a pure model has: called in any order, with any inputs, they answer what the model answers, and
 * leave in the store what the model holds.
 *
 * - With `concurrent: n`, n clients call at once. Each of their operations is held until a schedule lets it go, so that a run
 *   can be run again; and some order of the calls, in which none stands before one that had ended when it began, must explain
 *   all answers and what is stored: they are linearisable.
 * - With `faults`, operations fail as those of DynamoDB do. A call that ends in an error of the store was done or was not, and
 *   both are tried; that it was done in part nothing explains.
 * - An `invariant` holds after every operation on the store, calls that are under way included.
 *
 * A failure has the fewest calls that were found, and says as text what was called, which operations came of it in which order,
 * what was answered, and both sides. Functions must be the same each time: what they take of clocks or chance is to be handed in.
 *
 * @example
 * ```ts
 * import { Attribute as A, Model as M, Read, Table as T, Update as U, Write } from 'bloop-ts'
 * import { agrees, flatten, type Laws } from 'bloop-ts/laws'
 * import * as fc from 'fast-check'
 * import * as E from 'fp-ts/Either'
 * import { pipe } from 'fp-ts/function'
 * import * as RTE from 'fp-ts/ReaderTaskEither'
 * import * as assert from 'node:assert'
 *
 * const Counter = M.model({
 *   name: 'Counter',
 *   table: 'counters',
 *   attributes: { id: A.string, count: A.integer },
 *   key: { partition: 'id' },
 * })
 * const read = pipe(Read.run(Read.load(Counter)({ id: 'a' })), RTE.map(({ count }) => count))
 * const write = (count: number) => Write.run(Write.put(Counter)({ id: 'a', count }))
 * const model = {
 *   name: 'a counter',
 *   given: pipe(T.bind(Counter), RTE.flatMap(() => write(0))),
 *   initial: 0,
 *   input: fc.integer({ min: 1, max: 3 }),
 *   step: (count: number, by: number) => [count + by, E.right(undefined)] as const,
 *   observe: read,
 * }
 * const right = (by: number) => Write.run(Write.update(Counter)({ id: 'a' }, U.increment(Counter.at.count, by)))
 * const wrong = (by: number) => pipe(read, RTE.flatMap((count) => write(count + by)))
 *
 * const failures = async (root: Laws) => {
 *   const all = flatten(root).flatMap(({ laws }) => laws)
 *   const details = await Promise.all(all.map((law) => law.check({ seed: 1 })))
 *   return details.filter(({ failed }) => failed).length
 * }
 * assert.strictEqual(await failures(agrees(right, model, { concurrent: 2 })), 0)
 * assert.strictEqual(await failures(agrees(wrong, model, { concurrent: 2 })), 1)
 * assert.strictEqual(await failures(agrees(wrong, model)), 0) // alone it cannot be told
 * ```
 */
export const agrees = <F extends AnyFunction | Functions, S>(
  functions: F,
  model: ModelOf<S, F>,
  options: AgreesOptions = {},
): Laws =>
  lawsOf(
    typeof functions === 'function'
      ? subjectOf(functions, model as FunctionModel<S, AnyFunction>)
      : subjectOfAll(functions, model as FunctionsModel<S, Functions>),
    options,
  )
