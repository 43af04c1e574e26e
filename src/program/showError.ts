/** showError: any error of the library as text for people. */
import { showMismatch } from '../codec/show'
import { showContradiction } from '../model/contradictions'
import { show as showPath } from '../value/Path'
import { showItem, showUnknown } from '../value/show'
import type * as Errors from './errors'
import type { TableAction } from './operation/table'
import { quietly } from './quietly'
import type { KeyChanged, PoisonItem } from './replicate/errors'
import { showGap } from './stream/showGap'
import { showAction, showDifference } from './table/show'

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
  | Errors.SourceFailed
  | Errors.SourceThrew
  | Errors.TableMismatch
  | Errors.TableInUse
  | Errors.TableNotReady
  | Errors.ModelsContradict
  | Errors.PlanUnfinished
  | Errors.ShardReadError
  | Errors.NoStream
  | Errors.InvalidToken
  | Errors.RecordsLost
  | Errors.CheckpointLost
  | Errors.CheckpointFailed
  | Errors.PoisonRecord
  | Errors.HandlerThrew
  | KeyChanged
  | PoisonItem

type Keys = Errors.MissingItems['keys']

const lines = (title: string, details: ReadonlyArray<string>): string =>
  [title, ...details.map((detail) => `  ${detail}`)].join('\n')

const keyLines = (keys: Keys): ReadonlyArray<string> => keys.map(({ table, key }) => `${table} ${showItem(key)}`)

const writeLine = (write: Errors.UnprocessedWrites['writes'][number]): string =>
  write._tag === 'Put' ? `put ${write.table} ${showItem(write.item)}` : `delete ${write.table} ${showItem(write.key)}`

const actionText = (action: Errors.CancellationReason['action']): string => {
  if (action === undefined) return ''
  const [what, place] = '_tag' in action && action._tag === 'Put' ? ['Put', action.item] : [nameOf(action), action.key]
  return ` (${what} ${action.table} ${showItem(place)})`
}

const nameOf = (action: object): string => ('_tag' in action ? String(action._tag) : 'Get')

const reasonLine = ({ code, message, action }: Errors.CancellationReason, index: number): string =>
  `action ${index + 1}${actionText(action)}: ${code}${message === undefined ? '' : `, ${message}`}`

const becauseOf = ({ cause }: { readonly cause?: AnyError }): string =>
  cause === undefined ? '' : `, since a call failed: ${showError(cause)}`

const actionLine = (action: TableAction): string =>
  `${action._tag === 'CreateTable' ? action.schema.name : action.table}: ${showAction(action)[0]}`

const shardText = (shard: string | undefined): string => (shard === undefined ? '' : `the shard '${shard}' of `)

const noStreamText = ({ table, view, needed }: Errors.NoStream): string =>
  needed === undefined || view === 'off'
    ? `the table '${table}' has none${needed === undefined ? '' : `, and '${needed}' is needed`}`
    : `that of the table '${table}' holds '${view}', and '${needed}' is needed`

/** Any error as text, of which it is not known whose it is: one of the library as `showError` has it. */
export const showAnyError = (cause: unknown): string => {
  const text = quietly((): string | undefined => showError(cause as AnyError))
  if (text !== undefined) return text
  const tag = quietly(() => (cause as { readonly _tag?: unknown })._tag)
  if (typeof tag === 'string') return tag
  return quietly(() => (cause instanceof Error ? String(cause) : undefined)) ?? showUnknown(cause)
}

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
    case 'TokenExpired':
      return `TokenExpired: the token '${error.token}' was first used ${error.milliseconds} ms ago, and the store has forgotten it`
    case 'SourceFailed':
      return `SourceFailed: after ${error.written} writes: ${showError(error.cause)}`
    case 'SourceThrew':
      return `SourceThrew: ${error.message}`
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
        error.differences.map(showDifference),
      )
    case 'TableNotReady':
      return lines(
        `TableNotReady: the table '${error.table}' is ${error.status}`,
        error.pending.map(
          ({ name, status, backfilling }) => `index '${name}': ${status}${backfilling ? ', being filled' : ''}`,
        ),
      )
    case 'ModelsContradict':
      return lines(
        `ModelsContradict: no table '${error.table}' can serve them all`,
        error.contradictions.map(showContradiction),
      )
    case 'PlanUnfinished':
      return lines(`PlanUnfinished: ${showError(error.cause)}`, [
        ...error.done.flatMap((action) => `done: ${actionLine(action)}`),
        ...(error.underway === undefined ? [] : [`under way: ${actionLine(error.underway)}`]),
        ...error.left.map((action) => `not done: ${actionLine(action)}`),
      ])
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
      return lines(`UnprocessedKeys: these were not read${becauseOf(error)}`, keyLines(error.keys))
    case 'UnprocessedWrites':
      return lines(`UnprocessedWrites: ${error.written} were written, and these were not${becauseOf(error)}`, [
        ...error.writes.map(writeLine),
        ...(error.source === undefined ? [] : [showError(error.source)]),
      ])
    case 'MoreThanOne':
      return 'MoreThanOne: there are several items'
    case 'NotFound':
      return 'NotFound: there is no item'
    case 'StreamNotFound':
      return `StreamNotFound: ${shardText(error.shard)}the stream '${error.stream}' of the table '${error.table}' is not there, or no longer`
    case 'IteratorExpired':
      return `IteratorExpired: the iterator of ${shardText(error.shard)}the stream '${error.stream}' is over 15 minutes old`
    case 'RecordsTrimmed':
      return `RecordsTrimmed: the records of ${shardText(error.shard)}the stream '${error.stream}' are over 24 hours old, and gone`
    case 'NoStream':
      return `NoStream: ${noStreamText(error)}`
    case 'InvalidToken':
      return lines('InvalidToken: no stream can be read from it', error.mismatches.map(showMismatch))
    case 'RecordsLost':
      return `RecordsLost: ${showGap(error.gap)}`
    case 'CheckpointLost':
      return 'CheckpointLost: another one goes on from the same checkpoint'
    case 'CheckpointFailed':
      return `CheckpointFailed: ${error.message}${becauseOf(error)}`
    case 'PoisonRecord':
      return lines(
        `PoisonRecord: ${error.record.event} ${showItem(error.record.keys)}, record ${error.record.sequenceNumber} of the shard '${error.shard}', was refused at every attempt`,
        showAnyError(error.cause).split('\n'),
      )
    case 'HandlerThrew':
      return `HandlerThrew: ${error.message}`
    case 'KeyChanged':
      return `KeyChanged: the transformation made ${showItem(error.item)}, which has another key`
    case 'PoisonItem':
      return lines(
        `PoisonItem: ${showItem(error.key)} of the table '${error.table}' cannot be written at the target`,
        showError(error.cause).split('\n'),
      )
  }
}
