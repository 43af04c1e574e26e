/** The laws of any middleware. */
import * as fc from 'fast-check'
import { inMemory } from '../../src/interpreter/memory/inMemory'
import { compose, identity } from '../../src/interpreter/middleware/compose'
import type { Middleware } from '../../src/program/Interpreter'
import { showOperation } from '../interpreter/show'
import { type Laws, laws, property } from '../law'
import { middlewareMonoidLaws } from './compose'
import { retryingLaws } from './retrying'
import { initial, operations, outcome, sameOutcome } from './run'
import { lazyLaw, transparentLaws } from './transparent'

// -----------------------------------------------------------------------------
// model
// -----------------------------------------------------------------------------

/** What a middleware promises beside what every one does. */
export interface MiddlewareLawsOptions {
  /** Whether programs see the store as it is: `true`. Not of one that injects faults, refuses, or maps names of tables. */
  readonly isTransparent?: boolean
  /** How many failures in a row it overcomes, where it repeats what fails: 0. */
  readonly overcomes?: number
}

// -----------------------------------------------------------------------------
// laws
// -----------------------------------------------------------------------------

const isAnswer = (answer: unknown): boolean =>
  typeof answer === 'object' &&
  answer !== null &&
  '_tag' in answer &&
  ((answer._tag === 'Right' && 'right' in answer) || (answer._tag === 'Left' && 'left' in answer))

/** What every middleware promises, over stores in memory. */
const anyLaws = (middleware: Middleware): Laws =>
  laws(
    'a middleware',
    [
      lazyLaw(middleware),
      property('answers each operation, and never throws or rejects', operations, async ({ value }) => {
        const interpreter = middleware(inMemory({ state: initial }))
        for (const operation of value) {
          const answer: unknown = await interpreter(operation)().catch((error: unknown) => error)
          if (!isAnswer(answer)) return `${fc.stringify(answer)}: ${showOperation(operation)}`
        }
        return undefined
      }),
      property('goes on after a store that rejects', operations, async ({ value }) => {
        const store = inMemory({ state: initial })
        let isBroken = true
        const interpreter = middleware((operation) =>
          isBroken ? () => Promise.reject(new Error('the store rejects')) : store(operation),
        )
        for (const operation of value) await interpreter(operation)().catch(() => undefined)
        isBroken = false
        const after: unknown = await interpreter({ _tag: 'DescribeTable', table: 'nobody' })().catch(String)
        return isAnswer(after) ? undefined : fc.stringify(after)
      }),
      sameOutcome('is the same, composed with identity on either side', operations, ({ value }) => ({
        left: outcome(compose(identity, middleware, identity), value),
        right: outcome(middleware, value),
      })),
    ],
    [middlewareMonoidLaws],
  )

/**
 * All that can be asked of any middleware: that it is lazy and total, and composes. Of a transparent one, that programs see
 * the store through it (`transparentLaws`); of one that repeats, that it does so where that may be done (`retryingLaws`).
 *
 * Its answers must follow from the operations: one that draws random numbers of its own, or waits long, is asked with a timer
 * that does neither. `batching` promises more (`batchingLaws`).
 *
 * @example
 * ```ts
 * import type { Middleware } from 'bloop-ts'
 * import { flatten, middlewareLaws } from 'bloop-ts/laws'
 * import * as assert from 'node:assert'
 *
 * const slow: Middleware = (interpreter) => (operation) => async () => {
 *   await undefined
 *   return interpreter(operation)()
 * }
 * for (const { laws } of flatten(middlewareLaws(slow)))
 *   for (const law of laws) assert.strictEqual((await law.check({ numRuns: 5 })).failed, false)
 *
 * const eager: Middleware = (interpreter) => (operation) => {
 *   const answer = interpreter(operation)()
 *   return () => answer
 * }
 * const [first] = middlewareLaws(eager, { isTransparent: false }).laws
 * assert.strictEqual((await first?.check())?.failed, true)
 * ```
 */
export const middlewareLaws = (
  middleware: Middleware,
  { isTransparent = true, overcomes = 0 }: MiddlewareLawsOptions = {},
): Laws => {
  const own = anyLaws(middleware)
  return {
    ...own,
    parents: [
      ...own.parents,
      ...(isTransparent ? [transparentLaws(middleware)] : []),
      ...(overcomes > 0 ? [retryingLaws(middleware, overcomes)] : []),
    ],
  }
}
