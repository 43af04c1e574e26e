/** Faulty: an interpreter on a bad day, the same each time, to see what programs make of it. */
import type { Interpreter, Middleware } from '../../program/Interpreter'
import type { Operation } from '../../program/Operation'
import { quietly } from '../../program/quietly'
import { total } from '../../program/total'
import { validateOperation } from '../../program/validate'
import { type AnswerTo, failed } from './answer'
import { draw, faultNames } from './draw'
import type { Chances, Fault } from './fault'
import { configured, isChance, isCount, isRecord, isSeed } from './options'
import { partly, shortened } from './partly'

export type { Chances, Fault } from './fault'

// -----------------------------------------------------------------------------
// model
// -----------------------------------------------------------------------------

/** What goes wrong, and how often. */
export interface FaultyOptions {
  /** A whole number: the same seed and the same operations in the same order have the same faults. */
  readonly seed: number
  readonly chances: Chances
  /** How often in a row the same operation can have a fault; 3 where left out, `Infinity` for no limit. */
  readonly mostInARow?: number
  /** Is told each fault, and of which operation it is. What it throws, or rejects with, is nobody's business. */
  readonly onFault?: (fault: Fault, operation: Operation) => unknown
}

// -----------------------------------------------------------------------------
// constructors
// -----------------------------------------------------------------------------

const errors = {
  Throttled: { _tag: 'Throttled', name: 'ProvisionedThroughputExceededException' },
  ServiceFailed: { _tag: 'ServiceFailed', name: 'InternalServerError', message: 'a fault that was injected' },
  NetworkFailed: { _tag: 'NetworkFailed', message: 'a fault that was injected' },
  TimedOut: { _tag: 'TimedOut', milliseconds: 0 },
} as const

const conflict = (operation: Operation, action: number): AnswerTo<Operation> => {
  const actions =
    operation._tag === 'TransactGetItems'
      ? operation.gets
      : operation._tag === 'TransactWriteItems'
        ? operation.actions
        : undefined
  return actions === undefined
    ? failed({ _tag: 'TransactionConflict' })
    : failed({
        _tag: 'TransactionCanceled',
        reasons: actions.map((_, i) => ({ code: i === action ? 'TransactionConflict' : 'None' })),
      })
}

// -----------------------------------------------------------------------------
// interpreters
// -----------------------------------------------------------------------------

const suffer = async <Op extends Operation>(sound: Interpreter, operation: Op, fault: Fault): Promise<AnswerTo<Op>> => {
  switch (fault._tag) {
    case 'Throttled':
    case 'TimedOut':
      return failed(errors[fault._tag])
    case 'Conflicted':
      return conflict(operation, fault.action) as AnswerTo<Op>
    case 'Failed':
      return failed(errors.ServiceFailed)
    case 'Unsent':
      return failed(errors.NetworkFailed)
    case 'Lost':
      await sound(operation)()
      return failed(errors[fault.error])
    case 'Partial':
      return partly(fault.processed)(sound)(operation)()
    case 'ShortPage':
      return shortened(fault.limit)(sound)(operation)()
  }
}

/** Of how many operations it is known how often in a row they had a fault: those that are not asked again are forgotten. */
const mostRemembered = 1_000

// What makes two operations the same.
const textOf = (operation: Operation): string => {
  try {
    return JSON.stringify(operation)
  } catch {
    return ''
  }
}

/**
 * An interpreter to which things happen that happen to DynamoDB: with a chance for each kind, which are tried in the order
 * of `Fault`, the first that hits. What cannot be sent is passed on, and has no faults.
 *
 * A short page is what the interpreter within answers when it is asked for fewer items: with its own `next`, and where there
 * is a filter often empty and not the last. A batch in part is what it answers for the first of the batch; what is wrong
 * with the others, and only the store can know, it says when they are asked for. So use it around a store that refuses
 * nothing of the batches that you write.
 *
 * Chance is drawn as an operation is run: operations that overlap have the same faults where they are run in the same order,
 * whichever is answered first.
 *
 * Laws: without chances it is `identity`; the same seed gives the same faults; pages of a walk concatenate to the same items;
 * `retrying` with a policy of `mostInARow` repetitions takes all of it away from what may be repeated.
 *
 * @example
 * ```ts
 * import { Program } from 'bloop-ts'
 * import { inMemory } from 'bloop-ts/memory'
 * import { type Fault, faulty } from 'bloop-ts/middleware'
 * import * as assert from 'node:assert'
 *
 * const seen: Array<Fault['_tag']> = []
 * const onFault = (fault: Fault) => void seen.push(fault._tag)
 * const store = faulty({ seed: 7, chances: { Throttled: 1 }, mostInARow: 2, onFault })(inMemory())
 * const describe = Program.perform({ _tag: 'DescribeTable', table: 'users' })
 * for (const expected of ['Throttled', 'Throttled', 'TableNotFound']) {
 *   const answer = await describe(store)()
 *   assert.strictEqual(answer._tag === 'Left' && answer.left._tag, expected)
 * }
 * assert.deepStrictEqual(seen, ['Throttled', 'Throttled'])
 * ```
 */
export const faulty = ({ seed, chances, mostInARow = 3, onFault }: FaultyOptions): Middleware => {
  const noChances = isRecord('chances', chances)
  const flaws = [
    isSeed('the seed', seed),
    isCount('mostInARow', mostInARow),
    ...(noChances === undefined
      ? faultNames.map((name) => isChance(`the chance of ${name}`, chances[name] ?? 0))
      : [noChances]),
  ]
  return configured(flaws, (interpreter) => {
    const sound = total(interpreter)
    const next = draw(chances)
    const inARow = new Map<string, number>()
    let state = seed

    const faultOf = (operation: Operation): Fault | undefined => {
      if (validateOperation(operation) !== undefined) return undefined
      const [fault, after] = next(state, operation)
      state = after
      if (fault === undefined && inARow.size === 0) return undefined
      const text = textOf(operation)
      const before = inARow.get(text) ?? 0
      if (fault === undefined || before >= mostInARow) {
        inARow.delete(text)
        return undefined
      }
      inARow.delete(text)
      inARow.set(text, before + 1)
      const [oldest] = inARow.keys()
      if (oldest !== undefined && inARow.size > mostRemembered) inARow.delete(oldest)
      return fault
    }

    return <Op extends Operation>(operation: Op) =>
      async (): Promise<AnswerTo<Op>> => {
        const fault = faultOf(operation)
        if (fault === undefined) return sound(operation)()
        quietly(() => onFault?.(fault, operation))
        return suffer(sound, operation, fault)
      }
  })
}
