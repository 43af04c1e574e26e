/** Copies of what describes a table: who has what a table was made from, or what it was described as, cannot change it. */
import type { KeySchema, TableSchema } from '../../value/TableSchema'
import type { Billing, Encryption, Tags, Throughput } from '../../value/TableSettings'

// -----------------------------------------------------------------------------
// combinators
// -----------------------------------------------------------------------------

const copyKey = ({ partition: [first, ...others], sort }: KeySchema): KeySchema => ({
  partition: [{ ...first }, ...others.map((attribute) => ({ ...attribute }))],
  sort: sort.map((attribute) => ({ ...attribute })),
})

/** A schema of its own. */
export const copySchema = ({ name, key, indexes }: TableSchema): TableSchema => ({
  name,
  key: copyKey(key),
  indexes: indexes.map((index) => ({
    ...index,
    key: copyKey(index.key),
    projection: typeof index.projection === 'string' ? index.projection : [...index.projection],
  })),
})

/** Capacity of its own. */
export const copyThroughput = ({ read, write }: Throughput): Throughput => ({ read, write })

/** Billing of its own. */
export const copyBilling = (billing: Billing): Billing => (billing === 'onDemand' ? billing : copyThroughput(billing))

/** Encryption of its own. */
export const copyEncryption = (encryption: Encryption): Encryption =>
  typeof encryption === 'string' ? encryption : { key: encryption.key }

/** Tags of their own. */
export const copyTags = (tags: Tags): Tags => Object.fromEntries(Object.entries(tags))

/** The capacity of indexes, of its own. */
export const copyThroughputs = (throughputs: {
  readonly [index: string]: Throughput
}): { readonly [index: string]: Throughput } =>
  Object.fromEntries(Object.entries(throughputs).map(([name, throughput]) => [name, copyThroughput(throughput)]))
