/** The laws of repeating, for any middleware that repeats. */
import * as fc from 'fast-check'
import { inMemory } from '../../src/interpreter/memory/inMemory'
import { step } from '../../src/interpreter/memory/step'
import { compose, identity } from '../../src/interpreter/middleware/compose'
import { type Chances, faulty } from '../../src/interpreter/middleware/faulty'
import type { Middleware } from '../../src/program/Interpreter'
import type { Operation } from '../../src/program/Operation'
import { isRepeatable } from '../../src/program/repeatable'
import { showOperation } from '../interpreter/show'
import { type Laws, laws, property } from '../law'
import { seed } from './faulty'
import { answered, doneOnce } from './lost'
import { initial, onePage, operations, outcome, sameOutcome } from './run'

const refusals: Chances = { Throttled: 0.3, Conflicted: 0.3 }
const unknown: Chances = { ...refusals, Failed: 0.2, Unsent: 0.2, TimedOut: 0.2, Lost: 0.4, Partial: 0.5 }

const mayComeTwice = (operation: Operation): boolean =>
  operation._tag === 'TransactWriteItems' || isRepeatable(operation)

// A deletion that is done again consumes what deleting nothing does.
const unmetered = (operation: Operation): Operation => {
  if (!('returnConsumed' in operation)) return operation
  const { returnConsumed: _, ...rest } = operation
  return rest
}

// A batch that the store refuses as a whole is not refused as a whole once faults take it apart.
const takenWhole = (steps: ReadonlyArray<Operation>): ReadonlyArray<Operation> => {
  let state = initial
  return steps.filter((operation) => {
    const [after, answer] = step(state, operation)
    if (operation._tag === 'BatchWriteItem' && answer._tag === 'Left') return false
    state = after
    return true
  })
}

/** How often a store is asked. */
const counting =
  (count: () => void): Middleware =>
  (interpreter) =>
  (operation) =>
  () => {
    count()
    return interpreter(operation)()
  }

/**
 * The laws of a middleware that repeats what fails; `budget` is how many failures in a row it overcomes. They run it on
 * stores in memory with faults, one operation after another: it should not wait long.
 *
 * @example
 * ```ts
 * import { Policy, systemTimer } from 'bloop-ts'
 * import { flatten, retryingLaws } from 'bloop-ts/laws'
 * import { retrying } from 'bloop-ts/middleware'
 * import * as assert from 'node:assert'
 *
 * const timer = { ...systemTimer, sleep: () => Promise.resolve() }
 * for (const { laws } of flatten(retryingLaws(retrying(Policy.limit(3), { timer }), 3)))
 *   for (const law of laws) assert.strictEqual((await law.check({ numRuns: 10 })).failed, false)
 * ```
 */
export const retryingLaws = (retry: Middleware, budget: number): Laws => {
  const within = (n: number, chances: Chances): Middleware =>
    compose(retry, faulty({ seed: n, chances, mostInARow: budget }))
  return laws('repeating', [
    sameOutcome('without failures it is identity', operations, ({ value }) => ({
      left: outcome(retry, value),
      right: outcome(identity, value),
    })),
    sameOutcome('what is refused for the moment is done in the end', fc.tuple(operations, seed), ([{ value }, n]) => ({
      left: outcome(within(n, refusals), value),
      right: outcome(identity, value),
    })),
    sameOutcome('what may be done twice is done as if once', fc.tuple(operations, seed), ([{ value }, n]) => {
      const steps = takenWhole(value.filter(mayComeTwice).map(unmetered))
      return { left: outcome(within(n, unknown), steps), right: outcome(identity, steps) }
    }),
    property('what may not be done twice is not', fc.tuple(operations, seed), async ([{ value }, n]) => {
      let asked = 0
      const store = inMemory({ state: initial })
      const counted = counting(() => void asked++)
      const interpreter = compose(within(n, unknown), counted)(store)
      for (const operation of value.filter((one) => !mayComeTwice(one))) {
        asked = 0
        await onePage(interpreter, operation)
        if (asked > 1) return `${asked} times: ${showOperation(operation)}`
      }
      return undefined
    }),
    doneOnce(retry, unmetered),
    answered(retry, budget),
  ])
}
