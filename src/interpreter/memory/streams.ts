/** Operations on streams, which `step` has validated: their shards, iterators and records. */
import { left, right } from 'fp-ts/Either'
import type { RequestRefused, StreamNotFound } from '../../program/errors'
import { maxRecords, maxShards } from '../../program/limits'
import type {
  Shard as DescribedShard,
  DescribeStream,
  GetRecords,
  GetShardIterator,
  IteratorStart,
  StreamRecord,
} from '../../program/Operation'
import { sizeOfItem } from '../../value/size'
import type { Answer } from './answer'
import type { Entry } from './entry'
import { iteratorMilliseconds, iteratorOf, iteratorText, numberOf, sequenceNumber } from './iterator'
import * as Log from './log'
import { invalid } from './refuse'
import { horizon, lastTrimmed, shardAt, shardsAt } from './shards'
import * as Sorted from './sorted'
import { type State, tableOf } from './state'
import { copyBytes } from './stored'
import { keyOf, type Logged, type Shard, type Stream, tableIn } from './stream'

// -----------------------------------------------------------------------------
// model
// -----------------------------------------------------------------------------

/** The most bytes of items that one read answers. */
const maxBytes = 1_048_576

// -----------------------------------------------------------------------------
// combinators
// -----------------------------------------------------------------------------

const streamOf = (state: State, arn: string): Stream | undefined => {
  const name = tableIn(arn)
  const stream = name === undefined ? undefined : tableOf(state, name)?.stream
  return stream?.arn === arn ? stream : Sorted.get(state.streams, arn)
}

const shardOf = (state: State, arn: string, id: string): Shard | undefined => {
  const stream = streamOf(state, arn)
  return stream === undefined ? undefined : shardAt(stream, id, state.now)
}

const noStream = (table: string, stream: string, shard?: string): StreamNotFound =>
  shard === undefined ? { _tag: 'StreamNotFound', table, stream } : { _tag: 'StreamNotFound', table, stream, shard }

// -----------------------------------------------------------------------------
// interpreters: shards
// -----------------------------------------------------------------------------

const describedShard = ({ id, parent, starting, ending }: Shard): DescribedShard => ({
  id,
  ...(parent === undefined ? {} : { parent }),
  starting: sequenceNumber(starting),
  ...(ending === undefined ? {} : { ending: sequenceNumber(ending) }),
})

/** A stream as it is, its shards in the order in which they were opened. */
export const describeStream = (state: State, operation: DescribeStream): Answer<'DescribeStream'> => {
  const { table, stream: arn, childrenOf, limit = maxShards, start } = operation
  const stream = streamOf(state, arn)
  if (stream === undefined) return [state, left(noStream(table, arn))]
  const shards = shardsAt(stream, state.now).filter(
    ({ id, parent }) => (childrenOf === undefined || parent === childrenOf) && (start === undefined || id > start),
  )
  const page = shards.slice(0, limit)
  const last = page[page.length - 1]
  return [
    state,
    right({
      status: stream.open.length === 0 ? 'DISABLED' : 'ENABLED',
      view: stream.view,
      shards: page.map(describedShard),
      ...(last === undefined || shards.length === page.length ? {} : { next: last.id }),
    }),
  ]
}

// -----------------------------------------------------------------------------
// interpreters: iterators
// -----------------------------------------------------------------------------

const outOfRange = (sequence: string, { id }: Shard): RequestRefused =>
  invalid(`Invalid SequenceNumber: ${sequence} is not in the range of the shard ${id}`)

// The number after which to read on.
const startOf = ({ sequence, now }: State, shard: Shard, from: IteratorStart): number | RequestRefused | 'trimmed' => {
  const trimmed = lastTrimmed(shard, now)
  switch (from._tag) {
    case 'TrimHorizon':
      return Math.max(trimmed, shard.starting - 1)
    case 'Latest':
      return sequence
    case 'At':
    case 'After': {
      const number = numberOf(from.sequenceNumber)
      if (!(number >= shard.starting && number <= (shard.ending ?? sequence))) {
        return outOfRange(from.sequenceNumber, shard)
      }
      const after = from._tag === 'At' ? number - 1 : number
      // After the last that is trimmed nothing is lost.
      return after < trimmed ? 'trimmed' : after
    }
  }
}

/** An iterator of a shard. What it stands before, and is too old by then, it cannot be made for. */
export const getShardIterator = (state: State, operation: GetShardIterator): Answer<'GetShardIterator'> => {
  const { table, stream: arn, shard: id, from } = operation
  const shard = shardOf(state, arn, id)
  if (shard === undefined) return [state, left(noStream(table, arn, id))]
  const after = startOf(state, shard, from)
  if (after === 'trimmed') return [state, left({ _tag: 'RecordsTrimmed', stream: arn, shard: id })]
  return [
    state,
    typeof after === 'number'
      ? right({ iterator: iteratorText({ arn, shard: id, after, at: state.now }) })
      : left(after),
  ]
}

// -----------------------------------------------------------------------------
// interpreters: records
// -----------------------------------------------------------------------------

const imageOf = ({ item, bytes }: Entry) => (bytes ? copyBytes(item) : item)

const recordOf = (names: ReadonlyArray<string>, logged: Logged): StreamRecord => {
  const { number, at, event, keys, old, entry, byTimeToLive } = logged
  const image = entry ?? old
  const own = image === undefined ? (keys ?? {}) : keyOf(names, image.item)
  return {
    event,
    sequenceNumber: sequenceNumber(number),
    // A store without a clock does not know.
    ...(at > 0 ? { at: Math.floor(at / 1_000) * 1_000 } : {}),
    keys: image === undefined || image.bytes ? copyBytes(own) : own,
    ...(old === undefined ? {} : { oldImage: imageOf(old) }),
    ...(entry === undefined ? {} : { newImage: imageOf(entry) }),
    byTimeToLive,
  }
}

const junk = invalid('Invalid ShardIterator')

/** The records at an iterator: up to as many as are asked for, and up to 1 MB of them. */
export const getRecords = (state: State, operation: GetRecords): Answer<'GetRecords'> => {
  const { table, limit = maxRecords } = operation
  const iterator = iteratorOf(operation.iterator)
  if (iterator === undefined) return [state, left(junk)]
  const { arn: stream, shard: id, after, at } = iterator
  const { now, sequence } = state
  // Of a state that went on otherwise than this one: what it stands after is not what was read.
  if (after > sequence || at > now) return [state, left(junk)]
  if (now - at > iteratorMilliseconds) return [state, left({ _tag: 'IteratorExpired', stream, shard: id })]
  const found = streamOf(state, stream)
  const shard = shardOf(state, stream, id)
  if (found === undefined || shard === undefined) return [state, left(noStream(table, stream, id))]
  if (after < lastTrimmed(shard, now)) return [state, left({ _tag: 'RecordsTrimmed', stream, shard: id })]
  const { log, ending } = shard
  const records: Array<StreamRecord> = []
  let bytes = 0
  let last = after
  const from = Math.max(
    horizon(shard, now),
    Log.find(log, ({ number }) => number > after),
  )
  Log.visit(log, from, (logged) => {
    const record = recordOf(found.keys, logged)
    bytes += sizeOfItem(record.keys) + (logged.old?.size ?? 0) + (logged.entry?.size ?? 0)
    if (records.length === limit || (records.length > 0 && bytes > maxBytes)) return false
    records.push(record)
    last = logged.number
    return true
  })
  const ended = ending !== undefined && from + records.length === log.end
  return [
    state,
    right(ended ? { records } : { records, next: iteratorText({ arn: stream, shard: id, after: last, at: now }) }),
  ]
}
