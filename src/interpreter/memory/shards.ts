/** Shards as time goes on: split, gone on with every four hours, closed, and trimmed away. */
import * as Log from './log'
import { type Logged, type Shard, type Stream, shardId, shardOf } from './stream'

// -----------------------------------------------------------------------------
// model
// -----------------------------------------------------------------------------

const hour = 3_600_000

/** How long a shard is open. */
export const shardMilliseconds = 4 * hour

/** How long a record is kept, and a shard after it is closed. */
export const keptMilliseconds = 24 * hour

/** A stream, and the last number that was given in its state: closing shards takes one too, as the end of those without records. */
export type Numbered = readonly [stream: Stream, sequence: number]

// -----------------------------------------------------------------------------
// combinators
// -----------------------------------------------------------------------------

const isOld = (at: number, now: number): boolean => now - at > keptMilliseconds

// What is too old is dropped here, so that it is not held for a whole day more.
const trimmed = (shard: Shard, now: number): Shard => {
  const start = horizon(shard, now)
  const last = Log.get(shard.log, start - 1)
  return last === undefined ? shard : { ...shard, dropped: last.number, log: Log.drop(shard.log, start) }
}

const kept = (closed: ReadonlyArray<Shard>, now: number): ReadonlyArray<Shard> =>
  closed.flatMap((shard) => (isOld(shard.closedAt ?? now, now) ? [] : [trimmed(shard, now)]))

const lastNumber = ({ log }: Shard): number | undefined => Log.get(log, log.end - 1)?.number

// Each open shard is closed and gone on with by one shard for each of its ranges.
const continued = (
  { arn, view, keys, count, open, closed }: Stream,
  sequence: number,
  now: number,
  rangesOf: (shard: Shard) => ReadonlyArray<readonly [low: number, high: number]>,
): Numbered => {
  const last = sequence + 1
  const ended = open.map((shard) => ({ ...shard, ending: lastNumber(shard) ?? last, closedAt: now }))
  const ranges = open.flatMap((shard) => rangesOf(shard).map((range) => [shard.id, range] as const))
  const next = ranges.map(([parent, [low, high]], i) => shardOf(shardId(now, count + i), parent, low, high, last + 1))
  const stream: Stream = {
    arn,
    view,
    keys,
    count: count + next.length,
    since: now,
    open: next,
    closed: [...kept(closed, now), ...ended],
  }
  return [stream, last]
}

const itself = ({ low, high }: Shard): ReadonlyArray<readonly [number, number]> => [[low, high]]

const halves = (shard: Shard): ReadonlyArray<readonly [number, number]> => {
  const { low, high } = shard
  const half = low + Math.floor((high - low) / 2)
  return high - low < 2
    ? itself(shard)
    : [
        [low, half],
        [half, high],
      ]
}

/** The stream with each open shard split in two. */
export const split = (stream: Stream, sequence: number, now: number): Numbered =>
  continued(stream, sequence, now, halves)

/**
 * The stream at a time: each open shard was gone on with every four hours. Of a long time only the last day is gone through, and
 * the shards before it are counted: nothing is left of them.
 */
export const rolled = (stream: Stream, sequence: number, now: number): Numbered => {
  const { since, count, open } = stream
  const times = Math.floor((now - since) / shardMilliseconds)
  if (times < 1 || open.length === 0) return [stream, sequence]
  // The first time is for the shards there are, the last of those that no one would see any more are only counted.
  let numbered = continued(stream, sequence, since + shardMilliseconds, itself)
  const unseen = Math.max(0, times - 2 - keptMilliseconds / shardMilliseconds)
  if (unseen > 0) {
    const [first, last] = numbered
    const from = since + (1 + unseen) * shardMilliseconds
    const next = count + (1 + unseen) * open.length
    const skipped: Stream = {
      ...first,
      count: next,
      since: from,
      open: first.open.map((shard, i) => ({
        ...shard,
        id: shardId(from, next - open.length + i),
        parent: shardId(from - shardMilliseconds, next - 2 * open.length + i),
        starting: last + unseen + 1,
      })),
    }
    numbered = [skipped, last + unseen]
  }
  for (let done = 1 + unseen; done < times; done++) {
    numbered = continued(numbered[0], numbered[1], since + (done + 1) * shardMilliseconds, itself)
  }
  const [last, number] = numbered
  return [{ ...last, closed: kept(last.closed, now) }, number]
}

/** The stream, switched off: all its shards are closed. */
export const closed = (stream: Stream, sequence: number, now: number): Numbered =>
  continued(stream, sequence, now, () => [])

// -----------------------------------------------------------------------------
// destructors
// -----------------------------------------------------------------------------

/** The place in the log of the oldest record that is not trimmed at a time. */
export const horizon = ({ log }: Shard, now: number): number => {
  const first = Log.get(log, log.start)
  return first === undefined || !isOld(first.at, now) ? log.start : Log.find(log, ({ at }) => !isOld(at, now))
}

/** The number of the last record that is trimmed at a time; 0 where none is. */
export const lastTrimmed = (shard: Shard, now: number): number =>
  Log.get<Logged>(shard.log, horizon(shard, now) - 1)?.number ?? shard.dropped

/** The shards that there are at a time, in the order in which they were opened. */
export const shardsAt = ({ open, closed: ended }: Stream, now: number): ReadonlyArray<Shard> => [
  ...ended.filter(({ closedAt }) => !isOld(closedAt ?? now, now)),
  ...open,
]

/** The shard of an id, if there is one at a time. */
export const shardAt = ({ open, closed: ended }: Stream, id: string, now: number): Shard | undefined => {
  const found = open.find((shard) => shard.id === id) ?? ended.find((shard) => shard.id === id)
  return found === undefined || isOld(found.closedAt ?? now, now) ? undefined : found
}

/** When something happens to the shards of a stream by time alone. */
export const dueOf = ({ since, open }: Stream): number =>
  open.length === 0 ? since + keptMilliseconds + 1 : since + shardMilliseconds

/** Whether nothing can be left of a stream that is closed. */
export const isGone = ({ since, open }: Stream, now: number): boolean => open.length === 0 && isOld(since, now)
