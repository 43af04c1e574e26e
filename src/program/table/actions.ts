/** The actions that close the differences of a table, and those differences that none can close. Pure. */
import type { DescribedTable, TableDifference } from '../../model/difference'
import { differences } from '../../model/differences'
import { widest } from '../../model/mergeSettings'
import { lookup } from '../../value/record'
import type { SettingName, TableSettings } from '../../value/TableSettings'
import type { TableSpec } from '../../value/TableSpec'
import type { TableAction, TableChange } from '../Operation'
import { billingChange, differs, lostThroughput } from './billing'
import { indexClosing } from './indexing'
import type { PlanOptions } from './TablePlan'

// -----------------------------------------------------------------------------
// model
// -----------------------------------------------------------------------------

/** What closes differences, and what stays. */
export interface Closing {
  readonly actions: ReadonlyArray<TableAction>
  readonly unresolved: ReadonlyArray<TableDifference>
}

// -----------------------------------------------------------------------------
// constructors
// -----------------------------------------------------------------------------

const change = (table: string, change: TableChange): TableAction => ({ _tag: 'UpdateTable', table, change })

const timeToLiveActions = (table: string, needed: TableSettings, actual: TableSettings): ReadonlyArray<TableAction> => {
  const switched = (enabled: boolean, to: TableSettings['timeToLive']): ReadonlyArray<TableAction> =>
    to === undefined || to === 'off' ? [] : [{ _tag: 'UpdateTimeToLive', table, attribute: to.attribute, enabled }]
  return [...switched(false, actual.timeToLive), ...switched(true, needed.timeToLive)]
}

/** What creates a table: what `CreateTable` cannot set follows it. */
export const creation = ({ schema, settings }: TableSpec): ReadonlyArray<TableAction> => {
  const { timeToLive, backups, ...created } = settings
  return [
    { _tag: 'CreateTable', schema, ...(Object.keys(created).length === 0 ? {} : { settings: created }) },
    ...timeToLiveActions(schema.name, settings, {}),
    ...(backups === true ? [{ _tag: 'UpdateContinuousBackups', table: schema.name, enabled: true } as const] : []),
  ]
}

// -----------------------------------------------------------------------------
// settings
// -----------------------------------------------------------------------------

const settingActions = (
  { schema: { name: table }, settings: needed }: TableSpec,
  actual: DescribedTable,
): ReadonlyArray<TableAction> => {
  const one = <K extends SettingName>(
    name: K,
    act: (value: Required<TableSettings>[K]) => ReadonlyArray<TableAction>,
  ) => {
    const value = needed[name] as Required<TableSettings>[K] | undefined
    return value !== undefined && differs({ [name]: value }, actual) ? act(value) : []
  }
  const { stream: view, tags: found } = actual.settings
  return [
    ...one('stream', (stream) => [
      // A stream cannot be changed, but for being switched off.
      ...(view === undefined || view === 'off' || stream === 'off'
        ? []
        : [change(table, { _tag: 'Stream', stream: 'off' })]),
      // Its readers go on to find in it what they did.
      change(table, { _tag: 'Stream', stream: stream === 'off' ? stream : widest(stream, view ?? 'off') }),
    ]),
    ...one('encryption', (encryption) => [change(table, { _tag: 'Encryption', encryption })]),
    ...one('deletionProtection', (on) => [change(table, { _tag: 'DeletionProtection', deletionProtection: on })]),
    ...one('tableClass', (tableClass) => [change(table, { _tag: 'TableClass', tableClass })]),
    ...one('timeToLive', () => timeToLiveActions(table, needed, actual.settings)),
    ...one('backups', (enabled) => [{ _tag: 'UpdateContinuousBackups', table, enabled }]),
    ...one('tags', (tags) => [
      {
        _tag: 'TagResource',
        table,
        tags: Object.fromEntries(Object.entries(tags).filter(([name, value]) => lookup(found ?? {}, name) !== value)),
      },
    ]),
  ]
}

// -----------------------------------------------------------------------------
// interpreters
// -----------------------------------------------------------------------------

/**
 * What makes a table that exists as it is needed.
 *
 * Laws: no actions where there are no differences; once they are done, the differences left are the unresolved ones.
 */
export const closing = (spec: TableSpec, actual: DescribedTable, options: PlanOptions): Closing => {
  const { name: table } = spec.schema
  const billing = billingChange(spec, actual)
  const indexes = indexClosing(spec, actual, options)
  return {
    actions: [
      ...[...(billing === undefined ? [] : [billing]), ...indexes.changes].map((one) => change(table, one)),
      ...settingActions(spec, actual),
    ],
    unresolved: [
      ...differences({ schema: { ...spec.schema, indexes: [] }, settings: {} }, actual),
      ...indexes.unresolved,
      ...lostThroughput(spec, actual),
    ],
  }
}
