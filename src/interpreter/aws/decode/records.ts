/**
 * Records of streams, as GetRecords answers them and Lambda is handed them, with binary values as bytes. Nothing of the AWS
 * SDK is needed to read them.
 *
 * Source: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_streams_Record.html
 */
import type { EventName, StreamRecord, StreamRecords } from '../../../program/Operation'
import type { Item } from '../../../value/AttributeValue'
import type { Segment } from '../../../value/Path'
import { decoder, type Fields, type Found, fields, item, list, text } from './guards'

type Path = ReadonlyArray<Segment>

// Paths of every record: one list each, since a page has up to 1,000 records and mostly nothing is wrong with any.
const nameAt: Path = ['eventName']
const changeAt: Path = ['dynamodb']
const numberAt: Path = ['dynamodb', 'SequenceNumber']
const timeAt: Path = ['dynamodb', 'ApproximateCreationDateTime']
const keysAt: Path = ['dynamodb', 'Keys']
const oldAt: Path = ['dynamodb', 'OldImage']
const newAt: Path = ['dynamodb', 'NewImage']
const here: Path = []

// -----------------------------------------------------------------------------
// readers
// -----------------------------------------------------------------------------

const eventName = (u: unknown, found: Found): EventName => {
  if (u === 'INSERT' || u === 'MODIFY' || u === 'REMOVE') return u
  found.push({ path: nameAt, expected: 'INSERT, MODIFY or REMOVE', actual: u })
  return 'REMOVE'
}

const digits = /^\d{1,40}$/

/** Digits. AWS says that there are 21 to 40 of them, and writes fewer in the examples that it publishes. */
export const sequenceNumber = (u: unknown, path: Path, found: Found): string => {
  if (typeof u === 'string' && digits.test(u)) return u
  found.push({ path, expected: 'sequence number, of up to 40 digits', actual: u })
  return ''
}

/** Seconds on the wire, a date where the SDK has read it, milliseconds here; absent where it is not told. */
const time = (u: unknown, found: Found): number | undefined => {
  if (u === undefined || u === null) return undefined
  const at = typeof u === 'number' ? Math.floor(u * 1000) : u instanceof Date ? u.getTime() : Number.NaN
  if (Number.isFinite(at)) return at
  found.push({ path: timeAt, expected: 'number of seconds', actual: u })
  return undefined
}

const image = (u: unknown, path: Path, found: Found): Item | undefined =>
  u === undefined || u === null ? undefined : item(u, path, found)

/**
 * Whether a record is by DynamoDB itself, which deletes what has expired. Lambda writes the names small.
 *
 * Source: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/time-to-live-ttl-streams.html
 */
const isByService = (identity: unknown): boolean => {
  if (typeof identity !== 'object' || identity === null) return false
  const { Type, type, PrincipalId, principalId } = identity as Fields
  return (Type ?? type) === 'Service' && (PrincipalId ?? principalId) === 'dynamodb.amazonaws.com'
}

/** One record, an object `{ eventName, userIdentity, dynamodb }`; the paths of what is wrong begin in it. */
export const record = (u: unknown, found: Found): StreamRecord => {
  const { eventName: name, userIdentity, dynamodb } = fields(u, here, found)
  const change = fields(dynamodb, changeAt, found)
  const event = eventName(name, found)
  const at = time(change.ApproximateCreationDateTime, found)
  const oldImage = image(change.OldImage, oldAt, found)
  const newImage = image(change.NewImage, newAt, found)
  return {
    event,
    sequenceNumber: sequenceNumber(change.SequenceNumber, numberAt, found),
    ...(at === undefined ? {} : { at }),
    keys: item(change.Keys, keysAt, found),
    ...(oldImage === undefined ? {} : { oldImage }),
    ...(newImage === undefined ? {} : { newImage }),
    byTimeToLive: event === 'REMOVE' && isByService(userIdentity),
  }
}

/** Says of what was found since there were `before` mismatches where it was found: below `path`. */
const below = (path: Path, before: number, found: Found): void => {
  for (let i = before; i < found.length; i++) {
    const mismatch = found[i]
    if (mismatch !== undefined) found[i] = { ...mismatch, path: [...path, ...mismatch.path] }
  }
}

// -----------------------------------------------------------------------------
// interpreters
// -----------------------------------------------------------------------------

/** Reads one record, or says all that is wrong with it. */
export const streamRecord = decoder(record)

/** GetRecords. There may be no list where there are no records. */
export const records = decoder((answer, found): StreamRecords => {
  const { Records, NextShardIterator } = answer
  const all = Records === undefined || Records === null ? [] : list(Records, ['Records'], found)
  const read: Array<StreamRecord> = []
  for (let i = 0; i < all.length; i++) {
    const before = found.length
    read.push(record(all[i], found))
    if (found.length > before) below(['Records', i], before, found)
  }
  return NextShardIterator === undefined || NextShardIterator === null
    ? { records: read }
    : { records: read, next: text(NextShardIterator, ['NextShardIterator'], found) }
})
