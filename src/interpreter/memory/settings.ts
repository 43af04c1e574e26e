/** What a table is set to: all settings, each known. */
import { lookup } from '../../value/record'
import { globalIndexes, type TableSchema } from '../../value/TableSchema'
import type { TableSettings } from '../../value/TableSettings'
import { copyBilling, copyEncryption, copyTags, copyThroughput, copyThroughputs } from './copied'

// -----------------------------------------------------------------------------
// model
// -----------------------------------------------------------------------------

/** All settings. `indexThroughput` has each global index where the table is billed for capacity, and none elsewhere. */
export type Settings = Required<TableSettings>

/** Settings as a new table is given them. */
type Given = Omit<TableSettings, 'timeToLive' | 'backups'>

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
