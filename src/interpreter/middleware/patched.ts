/** Patched: single operations, given another meaning. */
import type { TaskEither } from 'fp-ts/TaskEither'
import type { Interpreter, Middleware } from '../../program/Interpreter'
import type { ErrorOf, OperationName, Operations, OutputOf } from '../../program/Operation'

// -----------------------------------------------------------------------------
// model
// -----------------------------------------------------------------------------

/** What an operation means instead; `next` is the interpreter that is patched, for what is to be asked of it. */
export type Override<K extends OperationName> = (
  operation: Operations[K]['input'],
  next: Interpreter,
) => TaskEither<ErrorOf<K>, OutputOf<K>>

/** Overrides by the name of the operation. */
export type Overrides = { readonly [K in OperationName]?: Override<K> }

// -----------------------------------------------------------------------------
// combinators
// -----------------------------------------------------------------------------

/**
 * The interpreter with some operations overridden; all others pass unchanged.
 *
 * Law: `patched({}) = identity`.
 *
 * @example
 * ```ts
 * import { Program } from 'bloop-ts'
 * import { patched } from 'bloop-ts/middleware'
 * import { inMemory } from 'bloop-ts/memory'
 * import * as TE from 'fp-ts/TaskEither'
 * import * as assert from 'node:assert'
 *
 * const frozen = patched({
 *   DeleteTable: () => TE.left({ _tag: 'RequestRefused', name: 'Frozen', message: 'tables are kept here' }),
 * })
 * const answer = await Program.perform({ _tag: 'DeleteTable', table: 'users' })(frozen(inMemory()))()
 * assert.ok(answer._tag === 'Left' && answer.left._tag === 'RequestRefused')
 * ```
 */
export const patched =
  (overrides: Overrides): Middleware =>
  (next) =>
  (operation) => {
    const override = Object.hasOwn(overrides, operation._tag) ? overrides[operation._tag] : undefined
    return override === undefined ? next(operation) : override(operation as never, next)
  }
