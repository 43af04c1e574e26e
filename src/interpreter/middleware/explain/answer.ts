/**
 * Answers as one line of text: how much was answered, and what it consumed.
 *
 * @example
 * ```ts
 * import { explainAnswer } from 'bloop-ts/middleware'
 * import * as E from 'fp-ts/Either'
 * import * as assert from 'node:assert'
 *
 * const page = { items: [{}, {}], count: 2, scanned: 5, next: {}, consumed: [{ table: 'users', units: 0.5 }] }
 * assert.strictEqual(explainAnswer('Query', E.right(page)), '2 items of 5 evaluated, more follow, 0.5 units of users')
 * ```
 */
import * as E from 'fp-ts/Either'
import type { ErrorOf, OperationName, OutputOf } from '../../../program/Operation'
import { consumedOf } from '../metered'
import type { AnyAnswer } from '../tapped'

// -----------------------------------------------------------------------------
// parts
// -----------------------------------------------------------------------------

const counted = (n: number, noun: string): string => `${n} ${noun}${n === 1 ? '' : 's'}`

const found = (items: ReadonlyArray<unknown>): number => items.filter((item) => item !== undefined).length

const left = (unprocessed: ReadonlyArray<object>): string => {
  const n = unprocessed.reduce(
    (sum: number, one) => sum + ('keys' in one && Array.isArray(one.keys) ? one.keys.length : 1),
    0,
  )
  return n === 0 ? '' : `, ${n} unprocessed`
}

const failure = (error: ErrorOf<OperationName>): string => {
  switch (error._tag) {
    case 'RequestRefused':
    case 'ServiceFailed':
      return `${error._tag}: ${error.name}, ${error.message}`
    case 'Throttled':
      return `${error._tag}: ${error.name}`
    case 'NetworkFailed':
      return `${error._tag}: ${error.message}`
    case 'InvalidRequest':
      return `${error._tag}: ${error.reason}`
    case 'InvalidExpression':
      return `${error._tag}: ${error.place}, ${error.reason}`
    case 'TransactionCanceled':
      return `${error._tag}: ${error.reasons.map(({ code }) => code).join(', ')}`
    default:
      return error._tag
  }
}

const success = (operation: OperationName, output: OutputOf<OperationName>): string => {
  if ('records' in output)
    return `${counted(output.records.length, 'record')}${output.next === undefined ? ', the end of the shard' : ''}`
  if ('shards' in output)
    return `${output.status}, ${counted(output.shards.length, 'shard')}${output.next === undefined ? '' : ', more follow'}`
  if ('scanned' in output)
    return `${counted(output.count, 'item')} of ${output.scanned} evaluated${output.next === undefined ? '' : ', more follow'}`
  if ('unprocessed' in output)
    return `${'items' in output ? counted(output.items.length, 'item') : 'done'}${left(output.unprocessed)}`
  if ('items' in output) return counted(found(output.items), 'item')
  if (operation === 'GetItem') return 'item' in output && output.item !== undefined ? '1 item' : 'no item'
  if ('status' in output) return output.status
  return 'done'
}

// -----------------------------------------------------------------------------
// interpreters
// -----------------------------------------------------------------------------

const consumption = (answer: AnyAnswer): string =>
  consumedOf(answer)
    .map(({ table, units }) => `, ${units} units of ${table}`)
    .join('')

/**
 * The answer to an operation as one line: the items that it has, how many were evaluated, what is left, and what it consumed
 * where it says so; of a failure its name and reason. No values of items.
 */
export const explainAnswer = (operation: OperationName, answer: AnyAnswer): string =>
  E.isLeft(answer) ? failure(answer.left) : success(operation, answer.right) + consumption(answer)
