/** What an action is to bring about, and whether a table has it. */
import { indexDifferences } from '../../model/differences'
import { streamCovers } from '../../model/mergeSettings'
import { settingDifferences, unknownSettings } from '../../model/settingDifferences'
import type { TableSettings } from '../../value/TableSettings'
import type { TableAction, TableChange } from '../Operation'
import type { ValidatedTable } from './ValidatedTable'

// -----------------------------------------------------------------------------
// destructors
// -----------------------------------------------------------------------------

/** Which part of a table an action is about: a plan has one action for a part, or one that takes away and one that makes. */
export const partOf = (action: TableAction): string => {
  switch (action._tag) {
    case 'UpdateTable':
      return action.change._tag === 'CreateIndex'
        ? JSON.stringify(['index', action.change.index.name])
        : action.change._tag === 'DeleteIndex'
          ? JSON.stringify(['index', action.change.index])
          : action.change._tag
    default:
      return action._tag
  }
}

/** Whether a table is known to be set so. */
const isSet = (settings: TableSettings, table: ValidatedTable): boolean =>
  settingDifferences(settings, table).length === 0 && unknownSettings(settings, table).length === 0

const hasChanged = (change: TableChange, table: ValidatedTable): boolean => {
  switch (change._tag) {
    case 'Billing': {
      const { _tag, ...settings } = change
      return isSet(settings, table)
    }
    case 'Stream':
      return table.settings.stream !== undefined && streamCovers(table.settings.stream, change.stream)
    case 'Encryption':
      return isSet({ encryption: change.encryption }, table)
    case 'DeletionProtection':
      return isSet({ deletionProtection: change.deletionProtection }, table)
    case 'TableClass':
      return isSet({ tableClass: change.tableClass }, table)
    case 'CreateIndex':
      return indexDifferences(table.schema.indexes)(change.index).length === 0
    case 'DeleteIndex':
      return table.schema.indexes.every(({ name }) => name !== change.index)
  }
}

const isIn = (action: TableAction, table: ValidatedTable): boolean => {
  switch (action._tag) {
    case 'CreateTable':
      return true
    case 'UpdateTable':
      return hasChanged(action.change, table)
    case 'UpdateTimeToLive':
      return isSet({ timeToLive: action.enabled ? { attribute: action.attribute } : 'off' }, table)
    case 'UpdateContinuousBackups':
      return isSet({ backups: action.enabled }, table)
    case 'TagResource':
      return isSet({ tags: action.tags }, table)
  }
}

// -----------------------------------------------------------------------------
// interpreters
// -----------------------------------------------------------------------------

/**
 * Whether a table already has what an action is to bring about, whoever did it. What only takes away, to make room for a
 * later action of the plan, is done too where that one is.
 */
export const isDone =
  (table: ValidatedTable) =>
  (action: TableAction, later: ReadonlyArray<TableAction>): boolean =>
    isIn(action, table) || later.some((other) => partOf(other) === partOf(action) && isIn(other, table))
