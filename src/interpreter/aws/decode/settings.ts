/** What answers say that tables are set to. What they do not say, or this library does not know, is left out. */
import type {
  Billing,
  Encryption,
  StreamView,
  TableClass,
  TableSettings,
  Throughput,
} from '../../../value/TableSettings'
import { count, type Fields, type Found, fields, list, optionalText } from './guards'

type Path = ReadonlyArray<string | number>

// -----------------------------------------------------------------------------
// parts
// -----------------------------------------------------------------------------

const isAbsent = (u: unknown): u is undefined | null => u === undefined || u === null

/** An object, or nothing. */
const optional = (u: unknown, path: Path, found: Found): Fields => (isAbsent(u) ? {} : fields(u, path, found))

/** A boolean; absent it is `false`. */
const flag = (u: unknown, path: Path, found: Found): boolean => {
  if (isAbsent(u) || typeof u === 'boolean') return u ?? false
  found.push({ path, expected: 'boolean', actual: u })
  return false
}

/** What a text stands for; nothing where that is not known. */
const known = <A>(meanings: ReadonlyMap<string, A>, u: unknown, path: Path, found: Found): A | undefined =>
  meanings.get(optionalText(u, path, found) ?? '')

/** Capacity; it is 0 where none is provisioned. */
const throughput = (u: unknown, path: Path, found: Found): Throughput | undefined => {
  if (isAbsent(u)) return undefined
  const { ReadCapacityUnits, WriteCapacityUnits } = fields(u, path, found)
  return {
    read: isAbsent(ReadCapacityUnits) ? 0 : count(ReadCapacityUnits, [...path, 'ReadCapacityUnits'], found),
    write: isAbsent(WriteCapacityUnits) ? 0 : count(WriteCapacityUnits, [...path, 'WriteCapacityUnits'], found),
  }
}

const isProvisioned = (capacity: Throughput | undefined): capacity is Throughput =>
  capacity !== undefined && capacity.read > 0 && capacity.write > 0

// -----------------------------------------------------------------------------
// settings
// -----------------------------------------------------------------------------

/**
 * How a table is billed. Of a table that was never billed on demand DynamoDB says only its capacity, which is above 0; billed
 * on demand it is 0.
 *
 * Source: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BillingModeSummary.html,
 * https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_ProvisionedThroughput.html
 */
const billing = (d: Fields, path: Path, found: Found): Billing | undefined => {
  const at = [...path, 'BillingModeSummary']
  const { BillingMode } = optional(d.BillingModeSummary, at, found)
  const mode = optionalText(BillingMode, [...at, 'BillingMode'], found)
  const capacity = throughput(d.ProvisionedThroughput, [...path, 'ProvisionedThroughput'], found)
  if (mode === 'PAY_PER_REQUEST') return 'onDemand'
  if (mode !== undefined && mode !== 'PROVISIONED') return undefined
  if (isProvisioned(capacity)) return capacity
  return mode === undefined && capacity !== undefined ? 'onDemand' : undefined
}

const indexThroughput = (u: unknown, path: Path, found: Found): { readonly [index: string]: Throughput } =>
  isAbsent(u)
    ? {}
    : Object.fromEntries(
        list(u, path, found).flatMap((index, i) => {
          const { IndexName, ProvisionedThroughput } = fields(index, [...path, i], [])
          const capacity = throughput(ProvisionedThroughput, [...path, i, 'ProvisionedThroughput'], found)
          return typeof IndexName === 'string' && isProvisioned(capacity) ? [[IndexName, capacity] as const] : []
        }),
      )

/** What the records of a stream hold, by DynamoDB's name of it. */
export const views: ReadonlyMap<string, Exclude<StreamView, 'off'>> = new Map<string, Exclude<StreamView, 'off'>>([
  ['KEYS_ONLY', 'keys'],
  ['NEW_IMAGE', 'new'],
  ['OLD_IMAGE', 'old'],
  ['NEW_AND_OLD_IMAGES', 'newAndOld'],
])

const stream = (u: unknown, path: Path, found: Found): StreamView | undefined => {
  const { StreamEnabled, StreamViewType } = optional(u, path, found)
  const view = known(views, StreamViewType, [...path, 'StreamViewType'], found)
  return flag(StreamEnabled, [...path, 'StreamEnabled'], found) ? view : 'off'
}

/**
 * Whose key encrypts a table. Of DynamoDB's own nothing is said.
 *
 * Source: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_SSEDescription.html
 */
const encryption = (u: unknown, path: Path, found: Found): Encryption | undefined => {
  if (isAbsent(u)) return 'owned'
  const { Status, SSEType, KMSMasterKeyArn } = fields(u, path, found)
  const status = optionalText(Status, [...path, 'Status'], found)
  const type = optionalText(SSEType, [...path, 'SSEType'], found)
  const key = optionalText(KMSMasterKeyArn, [...path, 'KMSMasterKeyArn'], found)
  if (status === 'DISABLED') return 'owned'
  if (type !== undefined && type !== 'KMS') return undefined
  return key === undefined || key === '' ? 'kms' : { key }
}

const classes: ReadonlyMap<string, TableClass> = new Map<string, TableClass>([
  ['STANDARD', 'standard'],
  ['STANDARD_INFREQUENT_ACCESS', 'infrequentAccess'],
])

const tableClass = (u: unknown, path: Path, found: Found): TableClass | undefined =>
  isAbsent(u) ? 'standard' : known(classes, fields(u, path, found).TableClass, [...path, 'TableClass'], found)

// -----------------------------------------------------------------------------
// all of them
// -----------------------------------------------------------------------------

/** The settings in a description. Time to live, continuous backups and tags are not described with a table. */
export const settings = (d: Fields, path: Path, found: Found): TableSettings => {
  const billed = billing(d, path, found)
  const capacities = indexThroughput(d.GlobalSecondaryIndexes, [...path, 'GlobalSecondaryIndexes'], found)
  const view = stream(d.StreamSpecification, [...path, 'StreamSpecification'], found)
  const encrypted = encryption(d.SSEDescription, [...path, 'SSEDescription'], found)
  const stored = tableClass(d.TableClassSummary, [...path, 'TableClassSummary'], found)
  return {
    ...(billed === undefined ? {} : { billing: billed }),
    ...(billed === undefined || billed === 'onDemand' || Object.keys(capacities).length === 0
      ? {}
      : { indexThroughput: capacities }),
    ...(view === undefined ? {} : { stream: view }),
    ...(encrypted === undefined ? {} : { encryption: encrypted }),
    deletionProtection: flag(d.DeletionProtectionEnabled, [...path, 'DeletionProtectionEnabled'], found),
    ...(stored === undefined ? {} : { tableClass: stored }),
  }
}
