/** Plans as text. */

import type { TableDifference } from '../../model/difference'
import { showBilling, showEncryption, showIndex, showKey } from '../../model/showSpec'
import type { TableSettings } from '../../value/TableSettings'
import type { TableAction, TableChange } from '../Operation'
import type { Plan, TablePlan } from './TablePlan'

// -----------------------------------------------------------------------------
// actions
// -----------------------------------------------------------------------------

const showThroughputs = (all: TableSettings['indexThroughput'] = {}): ReadonlyArray<string> =>
  Object.entries(all).map(([index, throughput]) => `index '${index}' ${showBilling(throughput)}`)

const showTags = (tags: TableSettings['tags'] = {}): string =>
  Object.entries(tags)
    .map(([name, value]) => `${name} = ${value}`)
    .join(', ')

const showSettings = ({
  billing,
  indexThroughput,
  stream,
  encryption,
  deletionProtection,
  tableClass,
  tags,
}: TableSettings = {}): ReadonlyArray<string> => [
  ...(billing === undefined ? [] : [`billed: ${showBilling(billing)}`]),
  ...showThroughputs(indexThroughput),
  ...(stream === undefined ? [] : [`stream: ${stream}`]),
  ...(encryption === undefined ? [] : [`encryption: ${showEncryption(encryption)}`]),
  ...(deletionProtection === undefined ? [] : [`deletion protection: ${deletionProtection ? 'on' : 'off'}`]),
  ...(tableClass === undefined ? [] : [`table class: ${tableClass}`]),
  ...(tags === undefined ? [] : [`tags: ${showTags(tags)}`]),
]

const showChange = (change: TableChange): string => {
  switch (change._tag) {
    case 'Billing':
      return `change the billing: ${[
        ...(change.billing === undefined ? [] : [showBilling(change.billing)]),
        ...showThroughputs(change.indexThroughput),
      ].join(', ')}`
    case 'Stream':
      return change.stream === 'off' ? 'switch off the stream' : `switch on a stream of ${change.stream}`
    case 'Encryption':
      return `change the encryption: ${showEncryption(change.encryption)}`
    case 'DeletionProtection':
      return `switch ${change.deletionProtection ? 'on' : 'off'} the deletion protection`
    case 'TableClass':
      return `change the table class: ${change.tableClass}`
    case 'CreateIndex':
      return `create the ${showIndex(change.index)}`
    case 'DeleteIndex':
      return `delete the index '${change.index}'`
  }
}

/** What an action does, as lines. */
export const showAction = (action: TableAction): ReadonlyArray<string> => {
  switch (action._tag) {
    case 'CreateTable':
      return [
        `create the table: ${showKey(action.schema.key)}`,
        ...[...action.schema.indexes.map(showIndex), ...showSettings(action.settings)].map((line) => `  with ${line}`),
      ]
    case 'UpdateTable':
      return [showChange(action.change)]
    case 'UpdateTimeToLive':
      return [`switch ${action.enabled ? 'on' : 'off'} the time to live '${action.attribute}'`]
    case 'UpdateContinuousBackups':
      return [`switch ${action.enabled ? 'on' : 'off'} continuous backups`]
    case 'TagResource':
      return [`set the tags ${showTags(action.tags)}`]
  }
}

// -----------------------------------------------------------------------------
// plans
// -----------------------------------------------------------------------------

/** A difference as text. */
export const showDifference = ({ path, expected, actual }: TableDifference): string =>
  `${path}: expected ${expected}, found ${actual}`

const showTablePlan = ({ spec, actions, unresolved, unverified }: TablePlan): ReadonlyArray<string> => {
  const lines = [
    ...actions.flatMap(showAction),
    ...unresolved.map((difference) => `cannot be changed: ${showDifference(difference)}`),
    ...unverified.map(({ path, expected }) => `not verified: ${path}: expected ${expected}`),
  ]
  return [
    `${spec.schema.name} (${spec.name})`,
    ...(lines.length === 0 ? ['nothing to do'] : lines).map((line) => `  ${line}`),
  ]
}

/**
 * A plan as text for people: a dry run. A line for each table, and for each thing that would be done.
 *
 * @example
 * ```ts
 * import { Attribute as A, Model as M, Table as T } from 'bloop-ts'
 * import * as assert from 'node:assert'
 *
 * const User = M.model({ name: 'User', table: 'users', attributes: { id: A.string }, key: { partition: 'id' } })
 * const plan: T.Plan = [{ spec: User, actions: [], unresolved: [], unverified: [] }]
 * assert.strictEqual(T.showPlan(plan), 'users (User)\n  nothing to do')
 * ```
 */
export const showPlan = (plan: Plan): string => plan.flatMap(showTablePlan).join('\n')
