/** How a table is to be billed, against how it is. */
import type { DescribedTable, TableDifference } from '../../model/difference'
import { settingDifferences } from '../../model/settingDifferences'
import { lookup } from '../../value/record'
import { globalIndexes } from '../../value/TableSchema'
import type { Billing, TableSettings, Throughput } from '../../value/TableSettings'
import type { TableSpec } from '../../value/TableSpec'
import type { TableChange } from '../Operation'

/** Whether a table is billed for capacity. */
export const isCapacity = (billing: Billing | undefined): billing is Throughput => typeof billing === 'object'

/** What an index is given where nothing is said of it: what its table has. */
export const throughputOf = (needed: TableSettings, billing: Throughput, index: string): Throughput =>
  lookup(needed.indexThroughput ?? {}, index) ?? billing

/** Whether settings that are needed are known to be otherwise. */
export const differs = (needed: TableSettings, actual: DescribedTable): boolean =>
  settingDifferences(needed, actual).length > 0

/** The one change that makes billing and capacity as they are needed; from on demand, every index needs capacity. */
export const billingChange = ({ settings: needed }: TableSpec, actual: DescribedTable): TableChange | undefined => {
  const { billing, indexThroughput = {} } = needed
  // Nobody knows how it is billed.
  if (actual.settings.billing === undefined) return undefined
  const moves = billing !== undefined && differs({ billing }, actual)
  const isOnDemand = !isCapacity(actual.settings.billing)
  if (billing === 'onDemand' || (isOnDemand && billing === undefined)) {
    return moves ? { _tag: 'Billing', billing: 'onDemand' } : undefined
  }
  const indexes = globalIndexes(actual.schema)
    .map(({ name }) => name)
    .flatMap((name): ReadonlyArray<readonly [string, Throughput]> => {
      if (isOnDemand && isCapacity(billing)) return [[name, throughputOf(needed, billing, name)]]
      const own = lookup(indexThroughput, name)
      return own !== undefined && differs({ indexThroughput: { [name]: own } }, actual) ? [[name, own]] : []
    })
  if (!moves && indexes.length === 0) return undefined
  return {
    _tag: 'Billing',
    ...(moves ? { billing } : {}),
    ...(indexes.length === 0 ? {} : { indexThroughput: Object.fromEntries(indexes) }),
  }
}

/** The capacity of indexes that cannot be, since the table is billed on demand, and nobody says that it should not be. */
export const lostThroughput = (
  { settings: needed }: TableSpec,
  actual: DescribedTable,
): ReadonlyArray<TableDifference> =>
  needed.billing === undefined && actual.settings.billing === 'onDemand' && needed.indexThroughput !== undefined
    ? settingDifferences({ indexThroughput: needed.indexThroughput }, actual)
    : []
