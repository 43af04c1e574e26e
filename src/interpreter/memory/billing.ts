/** How the billing of a table changes: on demand or for capacity, its own and that of its global indexes. */
import { type Either, left, right } from 'fp-ts/Either'
import type { RequestRefused, TableNotFound } from '../../program/errors'
import type { TableChange } from '../../program/Operation'
import { lookup } from '../../value/record'
import { globalIndexes } from '../../value/TableSchema'
import type { Throughput } from '../../value/TableSettings'
import { copyBilling, copyThroughput } from './copied'
import { invalid, invalidValues, noTable } from './refuse'
import type { Settings } from './settings'
import type { Table } from './state'

// -----------------------------------------------------------------------------
// model
// -----------------------------------------------------------------------------

type Change = Extract<TableChange, { readonly _tag: 'Billing' }>
type Refused = RequestRefused | TableNotFound

// -----------------------------------------------------------------------------
// constructors
// -----------------------------------------------------------------------------

const equals = (x: Throughput, y: Throughput): boolean => x.read === y.read && x.write === y.write

const unchanged = (what: string, where: string, { read, write }: Throughput): RequestRefused =>
  invalid(
    `The provisioned throughput for ${what} will not change. The requested value equals the current value. Current ReadCapacityUnits provisioned for ${where}: ${read}. Requested ReadCapacityUnits: ${read}. Current WriteCapacityUnits provisioned for ${where}: ${write}. Requested WriteCapacityUnits: ${write}. Refer to the Amazon DynamoDB Developer Guide for current limits and how to request higher limits.`,
  )

// -----------------------------------------------------------------------------
// interpreters
// -----------------------------------------------------------------------------

const refusedIndex = ({ shape: { schema } }: Table, name: string): Refused | undefined => {
  const index = schema.indexes.find((given) => given.name === name)
  return index === undefined
    ? noTable(schema.name)
    : index.kind === 'local'
      ? invalid(`Cannot update an index that is not a GlobalSecondaryIndex: ${name}`)
      : undefined
}

const refusedSwitch = ({ shape }: Table, { billing, indexThroughput = {} }: Change): Refused | undefined => {
  if (billing === undefined) {
    return invalidValues(
      `The only Updates for index: ${Object.keys(indexThroughput)[0]} when TableThroughputMode is PAY_PER_REQUEST can be to OnDemandThroughput, WarmThroughput`,
    )
  }
  const without = globalIndexes(shape.schema).find(({ name }) => lookup(indexThroughput, name) === undefined)
  return without === undefined
    ? undefined
    : invalidValues(`ProvisionedThroughput must be specified for index: ${without.name}`)
}

const refusedSame = ({ settings }: Table, { billing, indexThroughput = {} }: Change): Refused | undefined => {
  const { billing: current } = settings
  if (billing !== undefined && billing !== 'onDemand' && current !== 'onDemand' && equals(billing, current)) {
    return unchanged('the table', 'the table', current)
  }
  for (const [name, throughput] of Object.entries(indexThroughput)) {
    const before = lookup(settings.indexThroughput, name)
    if (before !== undefined && equals(throughput, before)) {
      return unchanged(`the index ${name}`, `index ${name}`, before)
    }
  }
  return undefined
}

/**
 * The settings of a table that is billed otherwise. Capacity that does not change is refused; on demand again is not. What
 * names an index that the table does not have is answered as where there is no table: DynamoDB has one error for both.
 *
 * Source: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_UpdateTable.html
 */
export const billed = (table: Table, change: Change): Either<Refused, Settings> => {
  const { shape, settings } = table
  const { billing = settings.billing, indexThroughput = {} } = change
  for (const name of Object.keys(indexThroughput)) {
    const refused = refusedIndex(table, name)
    if (refused !== undefined) return left(refused)
  }
  if (change.billing === 'onDemand') return right({ ...settings, billing, indexThroughput: {} })
  const refused = settings.billing === 'onDemand' ? refusedSwitch(table, change) : refusedSame(table, change)
  if (refused !== undefined) return left(refused)
  const throughputs = globalIndexes(shape.schema).flatMap(({ name }) => {
    const throughput = lookup(indexThroughput, name) ?? lookup(settings.indexThroughput, name)
    return throughput === undefined ? [] : [[name, copyThroughput(throughput)] as const]
  })
  return right({ ...settings, billing: copyBilling(billing), indexThroughput: Object.fromEntries(throughputs) })
}
