/** The laws of middleware that change nothing that programs see. */
import { inMemory } from '../../src/interpreter/memory/inMemory'
import type { Middleware } from '../../src/program/Interpreter'
import { interpreterLaws } from '../interpreter'
import { type Law, type Laws, laws, property } from '../law'
import { initial, operations } from './run'

/** The law that nothing is asked of the store before a task is run. */
export const lazyLaw = (middleware: Middleware): Law =>
  property('nothing is asked before a task is run', operations, async ({ value }) => {
    const store = inMemory({ state: initial })
    let asked = 0
    const interpreter = middleware((operation) => {
      const task = store(operation)
      return () => {
        asked++
        return task()
      }
    })
    for (const operation of value) interpreter(operation)
    await undefined
    return asked === 0 ? undefined : `asked ${asked} times`
  })

/**
 * The laws of middleware that are transparent: around a store in memory, programs see the store; and nothing is asked before
 * a task is run.
 *
 * @example
 * ```ts
 * import type { Middleware } from 'bloop-ts'
 * import { flatten, transparentLaws } from 'bloop-ts/laws'
 * import * as assert from 'node:assert'
 *
 * const logging: Middleware = (interpreter) => (operation) => async () => interpreter(operation)()
 * for (const { laws } of flatten(transparentLaws(logging)))
 *   for (const law of laws) assert.strictEqual((await law.check({ numRuns: 10 })).failed, false)
 * ```
 */
export const transparentLaws = (middleware: Middleware): Laws =>
  laws('a transparent middleware', [lazyLaw(middleware)], [interpreterLaws(middleware(inMemory()))])
