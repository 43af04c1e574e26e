/** Parts of tables as text, for differences and contradictions. */
import type { IndexProjection, IndexSchema, KeyAttribute, KeySchema } from '../value/TableSchema'
import type { Billing, Encryption, TimeToLive } from '../value/TableSettings'
import type { TableDifference } from './difference'

// What could be taken for several, or has a meaning of its own, is quoted, so that no two lists are shown alike.
const showName = (name: string): string =>
  /^[^\s,"']([^,"'\n]*[^\s,"'])?$/.test(name) && name !== 'all' && name !== 'keys' ? name : JSON.stringify(name)

/** `partition id S, sort at N`. */
export const showKey = ({ partition, sort }: KeySchema): string => {
  const show = (attributes: ReadonlyArray<KeyAttribute>) =>
    attributes.map(({ name, type }) => `${showName(name)} ${type}`).join(', ')
  return sort.length === 0 ? `partition ${show(partition)}` : `partition ${show(partition)}, sort ${show(sort)}`
}

/** `all`, `keys`, or the names in their order. */
export const showProjection = (projection: IndexProjection): string =>
  typeof projection === 'string' ? projection : [...projection].sort().map(showName).join(', ')

/** `global index 'byTeam': partition team S, projecting keys`. */
export const showIndex = ({ name, kind, key, projection }: IndexSchema): string =>
  `${kind} index '${name}': ${showKey(key)}, projecting ${showProjection(projection)}`

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
