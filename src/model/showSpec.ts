/** Parts of tables as text, for differences and contradictions. */
import type { IndexProjection, KeyAttribute, KeySchema } from '../value/TableSchema'
import type { Billing, Encryption, TimeToLive } from '../value/TableSettings'
import type { TableDifference } from './difference'

/** `partition id S, sort at N`. */
export const showKey = ({ partition, sort }: KeySchema): string => {
  const show = (attributes: ReadonlyArray<KeyAttribute>) =>
    attributes.map(({ name, type }) => `${name} ${type}`).join(', ')
  return sort.length === 0 ? `partition ${show(partition)}` : `partition ${show(partition)}, sort ${show(sort)}`
}

/** `all`, `keys`, or the names in their order. */
export const showProjection = (projection: IndexProjection): string =>
  typeof projection === 'string' ? projection : [...projection].sort().join(', ')

/** `onDemand`, or the units. */
export const showBilling = (billing: Billing): string =>
  billing === 'onDemand' ? billing : `${billing.read} read units, ${billing.write} write units`

/** `off`, or the attribute. */
export const showTimeToLive = (timeToLive: TimeToLive): string =>
  timeToLive === 'off' ? timeToLive : `attribute ${timeToLive.attribute}`

/** `owned`, `kms`, or the key. */
export const showEncryption = (encryption: Encryption): string =>
  typeof encryption === 'string' ? encryption : `key ${encryption.key}`

/** The difference of two texts, if they differ. */
export const difference = (path: string, expected: string, actual: string): ReadonlyArray<TableDifference> =>
  expected === actual ? [] : [{ path, expected, actual }]
