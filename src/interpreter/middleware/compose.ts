/**
 * Middleware are the endomorphisms of interpreters, and so a monoid: composition, with the middleware that changes nothing.
 *
 * @example
 * ```ts
 * import { type Middleware, Program } from 'bloop-ts'
 * import { inMemory } from 'bloop-ts/memory'
 * import { compose } from 'bloop-ts/middleware'
 * import * as assert from 'node:assert'
 *
 * const seen: Array<string> = []
 * const saying = (word: string): Middleware => (interpreter) => (operation) => async () => {
 *   seen.push(word)
 *   return interpreter(operation)()
 * }
 * const all = compose(saying('outer'), saying('middle'), saying('inner'))
 * await Program.perform({ _tag: 'DescribeTable', table: 'users' })(all(inMemory()))()
 * assert.deepStrictEqual(seen, ['outer', 'middle', 'inner'])
 * ```
 */
import type { Monoid as MonoidOf } from 'fp-ts/Monoid'
import type { Middleware } from '../../program/Interpreter'

// -----------------------------------------------------------------------------
// constructors
// -----------------------------------------------------------------------------

/** The middleware that changes nothing. */
export const identity: Middleware = (interpreter) => interpreter

// -----------------------------------------------------------------------------
// combinators
// -----------------------------------------------------------------------------

/**
 * All of them as one: the first is the outermost, which sees an operation first and its answer last. `compose()` is
 * `identity`. With `pipe` it is the other way round: `pipe(store, inner, outer)`.
 */
export const compose =
  (...middleware: ReadonlyArray<Middleware>): Middleware =>
  (interpreter) =>
    middleware.reduceRight((inner, outer) => outer(inner), interpreter)

// -----------------------------------------------------------------------------
// instances
// -----------------------------------------------------------------------------

/** The monoid of `compose`: `concat(x, y)` is `x` around `y`. Its laws hold up to what interpreters answer. */
export const Monoid: MonoidOf<Middleware> = { concat: (x, y) => compose(x, y), empty: identity }
