/** The settings of several models of one table: those of all, where none contradicts another. */
import type { Encryption, StreamView, TableSettings, Tags, Throughput } from '../value/TableSettings'
import { showBilling, showEncryption, showTimeToLive } from './showSpec'

// -----------------------------------------------------------------------------
// model
// -----------------------------------------------------------------------------

/** A place, and what the two ask for there. */
export type Clash = readonly [path: string, first: string, second: string]

// -----------------------------------------------------------------------------
// contradictions
// -----------------------------------------------------------------------------

const clash = <A>(
  path: string,
  x: A | undefined,
  y: A | undefined,
  show: (a: A) => string,
  agree: (x: A, y: A) => boolean = (a, b) => show(a) === show(b),
): ReadonlyArray<Clash> => (x === undefined || y === undefined || agree(x, y) ? [] : [[path, show(x), show(y)]])

interface Dictionary<A> {
  readonly [name: string]: A
}

const eachClash = <A>(
  path: string,
  x: Dictionary<A> = {},
  y: Dictionary<A> = {},
  show: (a: A) => string,
): ReadonlyArray<Clash> =>
  Object.keys(x).flatMap((name) =>
    Object.hasOwn(y, name) ? clash(`${path}.${name}`, x[name] as A, y[name] as A, show) : [],
  )

const isOn = (view: StreamView): boolean => view !== 'off'

/** Whether an ARN is that of a key, which may be named by its id, with which its ARN ends. */
export const isKey = (arn: string, key: string): boolean => arn === key || arn.endsWith(`/${key}`)

// A key of KMS is one of KMS, whichever is asked for.
const canBothEncrypt = (x: Encryption, y: Encryption): boolean =>
  showEncryption(x) === showEncryption(y) ||
  (typeof x === 'object' && typeof y === 'object' && (isKey(x.key, y.key) || isKey(y.key, x.key))) ||
  (x === 'kms' && typeof y === 'object') ||
  (y === 'kms' && typeof x === 'object')

// An index has capacity of its own only where the table is billed for capacity.
const billingOf = ({ billing, indexThroughput = {} }: TableSettings): string | undefined =>
  billing !== undefined ? showBilling(billing) : Object.keys(indexThroughput).length > 0 ? 'capacity' : undefined

const billingClash = (x: TableSettings, y: TableSettings): ReadonlyArray<Clash> => {
  const agree = (a: string, b: string): boolean =>
    a === b || (a === 'capacity' && b !== 'onDemand') || (b === 'capacity' && a !== 'onDemand')
  return clash('billing', billingOf(x), billingOf(y), (text) => text, agree)
}

/** What the settings of two models cannot both be. */
export const settingContradictions = (x: TableSettings, y: TableSettings): ReadonlyArray<Clash> => [
  ...billingClash(x, y),
  ...eachClash('indexThroughput', x.indexThroughput, y.indexThroughput, showBilling),
  ...clash('stream', x.stream, y.stream, String, (a, b) => isOn(a) === isOn(b)),
  ...clash('timeToLive', x.timeToLive, y.timeToLive, showTimeToLive),
  ...clash('backups', x.backups, y.backups, String),
  ...clash('encryption', x.encryption, y.encryption, showEncryption, canBothEncrypt),
  ...clash('deletionProtection', x.deletionProtection, y.deletionProtection, String),
  ...clash('tableClass', x.tableClass, y.tableClass, String),
  ...eachClash('tags', x.tags, y.tags, String),
]

// -----------------------------------------------------------------------------
// combinators
// -----------------------------------------------------------------------------

/** The stream whose records hold what those of both do. */
export const widest = (x: StreamView, y: StreamView): StreamView => {
  if (x === y || y === 'keys' || y === 'off') return x
  return x === 'keys' || x === 'off' ? y : 'newAndOld'
}

// A key says more than that there is one, and the ARN of a key more than its id.
const mostExact = (x: Encryption, y: Encryption): Encryption =>
  typeof x === 'string' ? y : typeof y === 'string' || x.key.length >= y.key.length ? x : y

const both = <A>(x: A | undefined, y: A | undefined, join: (x: A, y: A) => A): A | undefined =>
  x === undefined ? y : y === undefined ? x : join(x, y)

const named = <K extends keyof TableSettings>(name: K, value: TableSettings[K] | undefined): Pick<TableSettings, K> =>
  (value === undefined ? {} : { [name]: value }) as Pick<TableSettings, K>

/** The settings of both, of two that do not contradict each other. */
export const mergeSettings = (x: TableSettings, y: TableSettings): TableSettings => ({
  ...y,
  ...x,
  ...named('stream', both(x.stream, y.stream, widest)),
  ...named('encryption', both(x.encryption, y.encryption, mostExact)),
  ...named(
    'indexThroughput',
    both<Dictionary<Throughput>>(x.indexThroughput, y.indexThroughput, (a, b) => ({ ...b, ...a })),
  ),
  ...named(
    'tags',
    both<Tags>(x.tags, y.tags, (a, b) => ({ ...b, ...a })),
  ),
})

/** Whether the records of a stream hold what is needed of them. */
export const streamCovers = (actual: StreamView, needed: StreamView): boolean =>
  needed === 'off' ? actual === 'off' : actual !== 'off' && widest(actual, needed) === actual
