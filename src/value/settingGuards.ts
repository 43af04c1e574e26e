/** Guards of settings: whether a value, whatever its type says, is one. */
import { isRecord } from './record'
import type { SettingName, StreamView, TableClass, TableSettings, Throughput } from './TableSettings'

// -----------------------------------------------------------------------------
// model
// -----------------------------------------------------------------------------

type Guard = (u: unknown) => boolean

/** All streams. */
export const streamViews: ReadonlyArray<StreamView> = ['off', 'keys', 'new', 'old', 'newAndOld']

/** All classes of tables. */
export const tableClasses: ReadonlyArray<TableClass> = ['standard', 'infrequentAccess']

// -----------------------------------------------------------------------------
// interpreters
// -----------------------------------------------------------------------------

const isText: Guard = (u) => typeof u === 'string'
const isBoolean: Guard = (u) => typeof u === 'boolean'
const isOneOf =
  (values: ReadonlyArray<unknown>): Guard =>
  (u) =>
    values.includes(u)

const recordOf =
  (isValue: Guard): Guard =>
  (u) =>
    isRecord(u) && Object.values(u).every(isValue)

/** Whether a value is capacity, of however many units. */
export const isThroughput = (u: unknown): u is Throughput =>
  isRecord(u) && typeof u.read === 'number' && typeof u.write === 'number'

/** Whether a value is one of the named setting. */
export const isSetting: { readonly [K in SettingName]: Guard } = {
  billing: (u) => u === 'onDemand' || isThroughput(u),
  indexThroughput: recordOf(isThroughput),
  stream: isOneOf(streamViews),
  timeToLive: (u) => u === 'off' || (isRecord(u) && isText(u.attribute)),
  backups: isBoolean,
  encryption: (u) => u === 'owned' || u === 'kms' || (isRecord(u) && isText(u.key) && u.key !== ''),
  deletionProtection: isBoolean,
  tableClass: isOneOf(tableClasses),
  tags: recordOf(isText),
}

/** The names of all settings. */
export const settingNames = Object.keys(isSetting) as ReadonlyArray<SettingName>

/** Whether a value is settings; what is left out is none. */
export const isTableSettings = (u: unknown): u is TableSettings =>
  isRecord(u) && settingNames.every((name) => u[name] === undefined || isSetting[name](u[name]))
