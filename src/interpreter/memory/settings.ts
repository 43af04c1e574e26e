/** What a table is set to: all settings, each known. */
import type { RequestRefused } from '../../program/errors'
import { lookup } from '../../value/record'
import { globalIndexes, type TableSchema } from '../../value/TableSchema'
import type { StreamView, TableClass, TableSettings } from '../../value/TableSettings'
import { copyBilling, copyEncryption, copyTags, copyThroughput, copyThroughputs } from './copied'
import { invalid } from './refuse'

// -----------------------------------------------------------------------------
// model
// -----------------------------------------------------------------------------

/** All settings. `indexThroughput` has each global index where the table is billed for capacity, and none elsewhere. */
export type Settings = Required<TableSettings>

/** Settings as a new table is given them. */
type Given = Omit<TableSettings, 'timeToLive' | 'backups'>

const streams: ReadonlyArray<StreamView> = ['off', 'keys', 'new', 'old', 'newAndOld']
const classes: ReadonlyArray<TableClass> = ['standard', 'infrequentAccess']

// -----------------------------------------------------------------------------
// constructors
// -----------------------------------------------------------------------------

/** The settings of a new table; an index that was given no capacity has the table's. */
export const settingsOf = (schema: TableSchema, given: Given): Settings => {
  const billing = copyBilling(given.billing ?? 'onDemand')
  const throughputs = given.indexThroughput ?? {}
  return {
    billing,
    indexThroughput:
      billing === 'onDemand'
        ? {}
        : Object.fromEntries(
            globalIndexes(schema).map(({ name }) => [name, copyThroughput(lookup(throughputs, name) ?? billing)]),
          ),
    stream: given.stream ?? 'off',
    timeToLive: 'off',
    backups: false,
    encryption: copyEncryption(given.encryption ?? 'owned'),
    deletionProtection: given.deletionProtection ?? false,
    tableClass: given.tableClass ?? 'standard',
    tags: copyTags(given.tags ?? {}),
  }
}

// -----------------------------------------------------------------------------
// destructors
// -----------------------------------------------------------------------------

/** What `DescribeTable` answers of the settings: not the time to live, the continuous backups and the tags. */
export const described = ({
  billing,
  indexThroughput,
  stream,
  encryption,
  deletionProtection,
  tableClass,
}: Settings): TableSettings => ({
  billing: copyBilling(billing),
  ...(Object.keys(indexThroughput).length === 0 ? {} : { indexThroughput: copyThroughputs(indexThroughput) }),
  stream,
  encryption: copyEncryption(encryption),
  deletionProtection,
  tableClass,
})

// -----------------------------------------------------------------------------
// interpreters
// -----------------------------------------------------------------------------

const noMember = (of: ReadonlyArray<string>, actual: unknown): RequestRefused =>
  invalid(`Member must satisfy enum value set: [${of.join(', ')}], not ${String(actual)}`)

/** What is wrong with settings that are not of their type; capacity and the names of tags are validated before. */
export const refusedSettings = ({
  stream = 'off',
  encryption = 'owned',
  deletionProtection = false,
  tableClass = 'standard',
  tags = {},
}: TableSettings): RequestRefused | undefined => {
  if (!streams.includes(stream)) return noMember(streams, stream)
  if (!classes.includes(tableClass)) return noMember(classes, tableClass)
  if (typeof deletionProtection !== 'boolean') return noMember(['true', 'false'], deletionProtection)
  if (encryption !== 'owned' && encryption !== 'kms' && (typeof encryption.key !== 'string' || encryption.key === '')) {
    return noMember(['owned', 'kms', 'the key of an account'], encryption)
  }
  const bad = Object.values(tags).find((value: unknown) => typeof value !== 'string')
  return bad === undefined ? undefined : invalid(`The Tag Value provided is invalid, Value: ${String(bad)}`)
}
