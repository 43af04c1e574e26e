/** UpdateTable: one change of a table, done at once. */
import { type Either, isLeft, left, map, right } from 'fp-ts/Either'
import type { RequestRefused, TableNotFound, Throttled } from '../../program/errors'
import type { TableChange, UpdateTable } from '../../program/Operation'
import { lookup } from '../../value/record'
import type { IndexSchema } from '../../value/TableSchema'
import type { Encryption, StreamView, Throughput } from '../../value/TableSettings'
import type { Answer } from './answer'
import { refusedNewIndex, withIndex, withoutIndex } from './backfill'
import { billed } from './billing'
import { copyEncryption, copyThroughput } from './copied'
import { invalid, invalidValues, noTable } from './refuse'
import type { Settings } from './settings'
import { type State, type Table, tableOf } from './state'
import { switched } from './switched'

// -----------------------------------------------------------------------------
// model
// -----------------------------------------------------------------------------

type Changed = Either<RequestRefused | TableNotFound | Throttled, Table>

// -----------------------------------------------------------------------------
// constructors
// -----------------------------------------------------------------------------

const alreadyOwned = invalidValues('Table is already encrypted by default')

const alreadyWithKey = invalidValues(
  'Table is already encrypted with given KMSMasterKeyId. Use KMSMasterKeyId parameter if you want to change Master Key',
)

// -----------------------------------------------------------------------------
// interpreters: settings
// -----------------------------------------------------------------------------

const set = (table: Table, settings: Partial<Settings>): Changed =>
  right({ ...table, settings: { ...table.settings, ...settings } })

// How a stream is cannot be changed while it is on.
const streamed = (table: Table, stream: StreamView): Changed => {
  const { name } = table.shape.schema
  const off = table.settings.stream === 'off'
  if (stream === 'off') {
    return off ? left(invalid(`Table has no stream to disable: TableName: ${name}`)) : set(table, { stream })
  }
  return off ? set(table, { stream }) : left(invalid(`Table already has an enabled stream: TableName: ${name}`))
}

// The key in use is known by its ARN; by its alias or id it is taken for another, though nothing changes.
const isArnOfKey = (key: string): boolean => key.startsWith('arn:') && key.includes(':key/')

const encrypted = (table: Table, encryption: Encryption): Changed => {
  const current = table.settings.encryption
  if (encryption === 'owned') return current === 'owned' ? left(alreadyOwned) : set(table, { encryption })
  if (encryption === 'kms' || current === 'owned' || current === 'kms' || current.key !== encryption.key) {
    return set(table, { encryption: copyEncryption(encryption) })
  }
  return isArnOfKey(encryption.key) ? left(alreadyWithKey) : right(table)
}

// -----------------------------------------------------------------------------
// interpreters: indexes
// -----------------------------------------------------------------------------

const indexed = (table: Table, index: IndexSchema, throughput: Throughput | undefined): Changed => {
  const refused = refusedNewIndex(table, index)
  if (refused !== undefined) return left(refused)
  const { billing, indexThroughput } = table.settings
  if (billing === 'onDemand') {
    return throughput === undefined
      ? right(withIndex(table, index))
      : left(
          invalidValues(
            `Neither ReadCapacityUnits nor WriteCapacityUnits can be specified for index: ${index.name} when BillingMode is PAY_PER_REQUEST`,
          ),
        )
  }
  if (throughput === undefined) {
    return left(invalidValues(`ProvisionedThroughput must be specified for index: ${index.name}`))
  }
  const all = [...Object.entries(indexThroughput), [index.name, copyThroughput(throughput)] as const]
  return set(withIndex(table, index), { indexThroughput: Object.fromEntries(all) })
}

// DynamoDB has one error for an index and for a table that is not there.
const unindexed = (table: Table, name: string): Changed => {
  const { schema } = table.shape
  const at = schema.indexes.findIndex((index) => index.name === name)
  const index = schema.indexes[at]
  if (index === undefined) return left(noTable(schema.name))
  if (index.kind === 'local') {
    return left(invalid(`Cannot delete an index that is not a GlobalSecondaryIndex: ${name}`))
  }
  const { indexThroughput } = table.settings
  const without = withoutIndex(table, at)
  if (lookup(indexThroughput, name) === undefined) return right(without)
  const others = Object.entries(indexThroughput).filter(([other]) => other !== name)
  return set(without, { indexThroughput: Object.fromEntries(others) })
}

// -----------------------------------------------------------------------------
// interpreters
// -----------------------------------------------------------------------------

const changed = (table: Table, change: TableChange): Changed => {
  switch (change._tag) {
    case 'Billing':
      return map((settings: Settings): Table => ({ ...table, settings }))(billed(table, change))
    case 'Stream':
      return streamed(table, change.stream)
    case 'Encryption':
      return encrypted(table, change.encryption)
    case 'DeletionProtection':
      return set(table, { deletionProtection: change.deletionProtection })
    case 'TableClass':
      return set(table, { tableClass: change.tableClass })
    case 'CreateIndex':
      return indexed(table, change.index, change.throughput)
    case 'DeleteIndex':
      return unindexed(table, change.index)
  }
}

/**
 * The state with a table that is changed: an index that is created is filled when this answers. Protection, a class and
 * being billed on demand may be asked for again, other settings not.
 *
 * Source: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_UpdateTable.html
 */
export const updateTable = (state: State, operation: UpdateTable): Answer<'UpdateTable'> => {
  const table = tableOf(state, operation.table)
  if (table === undefined) return [state, left(noTable(operation.table))]
  const after = changed(table, operation.change)
  return isLeft(after) ? [state, after] : switched(state, after.right)
}
