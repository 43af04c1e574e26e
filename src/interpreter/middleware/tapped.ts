/**
 * Middleware that only looks on: what it sees it cannot change, and whatever it throws is nobody's business.
 *
 * @example
 * ```ts
 * import { inMemory } from 'bloop-ts/memory'
 * import { tapped } from 'bloop-ts/middleware'
 * import * as assert from 'node:assert'
 *
 * const seen: Array<string> = []
 * const tapping = tapped((operation) => {
 *   seen.push(operation._tag)
 *   return (exchange) => seen.push(exchange.answer._tag)
 * })
 * await tapping(inMemory())({ _tag: 'DescribeTable', table: 'users' })()
 * assert.deepStrictEqual(seen, ['DescribeTable', 'Left'])
 * ```
 */
import type { Either } from 'fp-ts/Either'
import type { Interpreter, Middleware } from '../../program/Interpreter'
import type { ErrorOf, Operation, OperationName, OutputOf } from '../../program/Operation'
import { quietly } from '../../program/quietly'
import { total } from '../../program/total'

// -----------------------------------------------------------------------------
// model
// -----------------------------------------------------------------------------

/** What any operation answers. */
export type AnyAnswer = Either<ErrorOf<OperationName>, OutputOf<OperationName>>

/** An operation and its answer; `_tag` says of which operation both are. */
export type Exchange = {
  readonly [K in OperationName]: {
    readonly _tag: K
    readonly operation: Operation<K>
    readonly answer: Either<ErrorOf<K>, OutputOf<K>>
  }
}[OperationName]

/** What is to be told once an operation is answered. */
export type Ended = (exchange: Exchange) => unknown

// -----------------------------------------------------------------------------
// constructors
// -----------------------------------------------------------------------------

// That an answer is one to its operation is what the type of an interpreter says; TypeScript does not carry it over.
const exchange = (operation: Operation, answer: AnyAnswer): Exchange =>
  ({ _tag: operation._tag, operation, answer }) as Exchange

// -----------------------------------------------------------------------------
// combinators
// -----------------------------------------------------------------------------

/**
 * Middleware that is told of each operation when it is begun, and then of its answer.
 *
 * Laws: the operation and its answer are as without it, whatever `begin`, or what it gives, does or throws.
 */
export const tapped =
  (begin: (operation: Operation) => Ended): Middleware =>
  (interpreter: Interpreter): Interpreter => {
    const ask = total(interpreter)
    return (operation) => async () => {
      const ended = quietly(() => begin(operation))
      const answer = await ask(operation)()
      if (ended !== undefined) quietly(() => ended(exchange(operation, answer)))
      return answer
    }
  }
