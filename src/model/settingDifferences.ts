/** Settings that are needed, compared with those there are: each is as it is needed, is otherwise, or is not known. */
import { lookup } from '../value/record'
import type { Encryption, TableSettings, Tags } from '../value/TableSettings'
import type { DescribedTable, TableDifference } from './difference'
import { isKey, streamCovers } from './mergeSettings'
import { showBilling, showEncryption, showTimeToLive } from './showSpec'

// -----------------------------------------------------------------------------
// model
// -----------------------------------------------------------------------------

/** A setting that is needed, of which nobody could say what it is. */
export interface UnknownSetting {
  readonly path: string
  readonly expected: string
}

type Verdict = TableDifference | UnknownSetting

// -----------------------------------------------------------------------------
// combinators
// -----------------------------------------------------------------------------

/** `serves`: whether what is there does for who needs the other; `undefined` where that cannot be said. */
const compare = <A>(
  path: string,
  needed: A | undefined,
  actual: A | undefined,
  show: (a: A) => string,
  serves: (actual: A, needed: A) => boolean | undefined = (x, y) => show(x) === show(y),
): ReadonlyArray<Verdict> => {
  if (needed === undefined) return []
  const served = actual === undefined ? undefined : serves(actual, needed)
  if (served === true) return []
  const expected = show(needed)
  return served === undefined || actual === undefined
    ? [{ path, expected }]
    : [{ path, expected, actual: show(actual) }]
}

// A key is needed by its ARN or by its id, with which its ARN ends; described it is by its ARN. Which key an alias stands
// for only KMS can say.
const encrypts = (actual: Encryption, needed: Encryption): boolean | undefined => {
  if (typeof needed === 'string') return actual === needed || (needed === 'kms' && actual !== 'owned')
  if (typeof actual === 'string') return actual === 'kms' ? undefined : false
  return /(^|:)alias\//.test(needed.key) ? undefined : isKey(actual.key, needed.key)
}

const ofTags = (needed: Tags = {}, actual: Tags | undefined): ReadonlyArray<Verdict> =>
  Object.entries(needed).flatMap(([name, expected]): ReadonlyArray<Verdict> => {
    const path = `tags.${name}`
    if (actual === undefined) return [{ path, expected }]
    const found = lookup(actual, name)
    return found === expected ? [] : [{ path, expected, actual: found ?? 'none' }]
  })

// An index that is missing is a difference of its own; where the table is billed on demand, so are its indexes.
const ofIndexThroughput = (
  { indexThroughput = {} }: TableSettings,
  { schema, settings: { billing, indexThroughput: found = {} } }: DescribedTable,
): ReadonlyArray<Verdict> =>
  Object.entries(indexThroughput)
    .filter(([index]) => schema.indexes.some(({ name, kind }) => name === index && kind === 'global'))
    .flatMap(([index, needed]) =>
      compare(`indexThroughput.${index}`, needed, billing === 'onDemand' ? billing : lookup(found, index), showBilling),
    )

// -----------------------------------------------------------------------------
// interpreters
// -----------------------------------------------------------------------------

const verdicts = (needed: TableSettings, actual: DescribedTable): ReadonlyArray<Verdict> => {
  const is = actual.settings
  return [
    ...compare('billing', needed.billing, is.billing, showBilling),
    ...ofIndexThroughput(needed, actual),
    ...compare('stream', needed.stream, is.stream, String, streamCovers),
    ...compare('timeToLive', needed.timeToLive, is.timeToLive, showTimeToLive),
    ...compare('backups', needed.backups, is.backups, String),
    ...compare('encryption', needed.encryption, is.encryption, showEncryption, encrypts),
    ...compare('deletionProtection', needed.deletionProtection, is.deletionProtection, String),
    ...compare('tableClass', needed.tableClass, is.tableClass, String),
    ...ofTags(needed.tags, is.tags),
  ]
}

const isDifference = (verdict: Verdict): verdict is TableDifference => 'actual' in verdict

/** The settings that are needed, and known to be otherwise. */
export const settingDifferences = (needed: TableSettings, actual: DescribedTable): ReadonlyArray<TableDifference> =>
  verdicts(needed, actual).filter(isDifference)

/** The settings that are needed, and of which it is not known whether they are so. */
export const unknownSettings = (needed: TableSettings, actual: DescribedTable): ReadonlyArray<UnknownSetting> =>
  verdicts(needed, actual).filter((verdict) => !isDifference(verdict))
