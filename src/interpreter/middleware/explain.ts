/**
 * explain: each operation as text before it is sent, and its answer where that is asked for.
 *
 * @example
 * ```ts
 * import { Attribute as A, Model as M, Read, Table as T } from 'bloop-ts'
 * import { inMemory } from 'bloop-ts/memory'
 * import { explain } from 'bloop-ts/middleware'
 * import * as assert from 'node:assert'
 *
 * const User = M.model({ name: 'User', table: 'users', attributes: { id: A.string }, key: { partition: 'id' } })
 * const store = inMemory()
 * await T.bind(User)(store)()
 *
 * const printed: Array<string> = []
 * const explained = explain((text) => printed.push(text), { answers: true })(store)
 * await Read.run(Read.find(User)({ id: 'ann' }))(explained)()
 * assert.deepStrictEqual(printed, ["1. GetItem users { id: 'ann' }", '1. → no item'])
 * ```
 */
import type { Middleware } from '../../program/Interpreter'
import { quietly } from '../../program/quietly'
import { explainAnswer } from './explain/answer'
import { explainOperation } from './explain/operation'
import { tapped } from './tapped'

export { explainAnswer } from './explain/answer'
export { explainOperation } from './explain/operation'

/** What is printed. */
export interface ExplainOptions {
  /** Whether answers are printed too; operations and answers are then numbered, as operations may overlap. False. */
  readonly answers?: boolean
}

/**
 * Prints operations as `explainOperation` shows them, each once it is run and before it is sent. What `print` throws changes
 * nothing. It prints keys and values: not for logs that others read.
 */
export const explain = (print: (text: string) => unknown, { answers = false }: ExplainOptions = {}): Middleware => {
  let count = 0
  return tapped((operation) => {
    count += 1
    const number = answers ? `${count}. ` : ''
    quietly(() => print(number + explainOperation(operation)))
    return ({ answer }) => (answers ? print(`${number}→ ${explainAnswer(operation._tag, answer)}`) : undefined)
  })
}
