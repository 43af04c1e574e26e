/** showError: any error of the library as text for people. */
import { showMismatch } from '../codec/show'
import { show as showPath } from '../value/Path'
import { showItem } from '../value/show'
import type * as Errors from './errors'

/** Every error that a program of the library can have. */
export type AnyError =
  | Errors.WriteError
  | Errors.TransactWriteError
  | Errors.DecodeFailed
  | Errors.MissingItems
  | Errors.MoreThanOne
  | Errors.NotFound
  | Errors.UnprocessedKeys
  | Errors.UnprocessedWrites
  | Errors.TableMismatch
  | Errors.TableInUse

type Keys = Errors.MissingItems['keys']

const lines = (title: string, details: ReadonlyArray<string>): string =>
  [title, ...details.map((detail) => `  ${detail}`)].join('\n')

const keyLines = (keys: Keys): ReadonlyArray<string> => keys.map(({ table, key }) => `${table} ${showItem(key)}`)

const writeLine = (write: Errors.UnprocessedWrites['writes'][number]): string =>
  write._tag === 'Put' ? `put ${write.table} ${showItem(write.item)}` : `delete ${write.table} ${showItem(write.key)}`

const reasonLine = ({ code, message }: Errors.CancellationReason, index: number): string =>
  `action ${index + 1}: ${code}${message === undefined ? '' : `, ${message}`}`

/**
 * An error as text: a sentence, and a line for each place, key or reason.
 *
 * @example
 * ```ts
 * import { showError } from 'bloop-ts'
 * import * as assert from 'node:assert'
 *
 * const mismatches = [{ path: ['age'], expected: 'integer', actual: { S: 'old' } }]
 * assert.strictEqual(
 *   showError({ _tag: 'DecodeFailed', model: 'User', item: {}, mismatches }).split('\n')[0],
 *   'DecodeFailed: what is stored is no User',
 * )
 * ```
 */
export const showError = (error: AnyError): string => {
  switch (error._tag) {
    case 'InvalidItem':
      return lines(`InvalidItem: it cannot be stored in '${error.table}'`, error.mismatches.map(showMismatch))
    case 'DecodeFailed':
      return lines(`DecodeFailed: what is stored is no ${error.model}`, error.mismatches.map(showMismatch))
    case 'InvalidAnswer':
      return lines(
        `InvalidAnswer: the store's answer to ${error.operation} is none`,
        error.mismatches.map(showMismatch),
      )
    case 'InvalidExpression':
      return `InvalidExpression: ${error.place}: ${error.reason}${error.path === undefined ? '' : ` at ${showPath(error.path)}`}`
    case 'InvalidRequest':
      return `InvalidRequest: ${error.reason}`
    case 'ConditionFailed':
      return lines(
        `ConditionFailed: the condition does not hold in '${error.table}'`,
        error.item === undefined ? [] : [showItem(error.item)],
      )
    case 'TransactionCanceled':
      return lines('TransactionCanceled: nothing was done', error.reasons.map(reasonLine))
    case 'TransactionConflict':
      return 'TransactionConflict: another transaction holds the item'
    case 'TransactionInProgress':
      return 'TransactionInProgress: the transaction with this token is still under way'
    case 'IdempotentMismatch':
      return 'IdempotentMismatch: the token was used with another transaction'
    case 'ItemCollectionTooLarge':
      return 'ItemCollectionTooLarge: the items of one partition key are over 10 GB'
    case 'TableNotFound':
      return `TableNotFound: there is no table '${error.table}'`
    case 'TableInUse':
      return `TableInUse: the table '${error.table}' exists or is being changed`
    case 'TableMismatch':
      return lines(
        `TableMismatch: the table '${error.table}' is not as its models need it`,
        error.differences.map(({ path, expected, actual }) => `${path}: expected ${expected}, found ${actual}`),
      )
    case 'Throttled':
      return `Throttled: ${error.name}`
    case 'RequestRefused':
    case 'ServiceFailed':
      return `${error._tag}: ${error.name}, ${error.message}`
    case 'NetworkFailed':
      return `NetworkFailed: ${error.message}`
    case 'TimedOut':
      return `TimedOut: no answer in ${error.milliseconds} ms`
    case 'Aborted':
      return 'Aborted: the caller ended it'
    case 'MissingItems':
      return lines('MissingItems: these do not exist', keyLines(error.keys))
    case 'UnprocessedKeys':
      return lines('UnprocessedKeys: these were not read', keyLines(error.keys))
    case 'UnprocessedWrites':
      return lines('UnprocessedWrites: these were not written', error.writes.map(writeLine))
    case 'MoreThanOne':
      return 'MoreThanOne: there are several items'
    case 'NotFound':
      return 'NotFound: there is no item'
  }
}
