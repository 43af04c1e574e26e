/**
 * Stream: what happened to the items of a table, in shards. The open shards share the hashes of the partitions among them, so
 * that all records of an item are in one of them; a shard that is closed is gone on with by its children.
 *
 * Every shard has a log of its own. A record holds as much of the item as the stream's view asks for and no more, so that
 * nothing else is kept alive; keys are taken from the image where there is one.
 */
import type { AttributeValue, Item } from '../../value/AttributeValue'
import { assign, lookup } from '../../value/record'
import type { StreamView } from '../../value/TableSettings'
import type { Entry } from './entry'
import * as Log from './log'
import { hashOf } from './place'
import type { Shape } from './shape'

// -----------------------------------------------------------------------------
// model
// -----------------------------------------------------------------------------

/** A record as it is kept. */
export interface Logged {
  /** The number that makes its sequence number. */
  readonly number: number
  /** The time of the state, in milliseconds. */
  readonly at: number
  readonly event: 'INSERT' | 'MODIFY' | 'REMOVE'
  /** Only where there is no image that has them. */
  readonly keys: Item | undefined
  readonly old: Entry | undefined
  readonly entry: Entry | undefined
  readonly byTimeToLive: boolean
}

/** A shard: the records of the items whose partitions have hashes from `low` to below `high`. */
export interface Shard {
  readonly id: string
  readonly parent: string | undefined
  readonly low: number
  readonly high: number
  /** No record has a lower number. */
  readonly starting: number
  /** No record has a higher number, once it is closed. */
  readonly ending: number | undefined
  readonly closedAt: number | undefined
  /** The number of the last record that was dropped from the log; 0 where none was. */
  readonly dropped: number
  readonly log: Log.Log<Logged>
}

/** The stream of a table. Once it is closed it has no open shards. */
export interface Stream {
  readonly arn: string
  readonly view: Exclude<StreamView, 'off'>
  /** The names of the table's key attributes. */
  readonly keys: ReadonlyArray<string>
  /** How many shards it ever had. */
  readonly count: number
  /** When the open shards were opened, or the stream was closed. */
  readonly since: number
  /** In the order of their hashes. */
  readonly open: ReadonlyArray<Shard>
  /** In the order in which they were opened. */
  readonly closed: ReadonlyArray<Shard>
}

/** The hashes end before this one. */
const hashes = 2 ** 32

// -----------------------------------------------------------------------------
// constructors
// -----------------------------------------------------------------------------

const prefix = 'arn:aws:dynamodb:memory:000000000000:table/'
const middle = '/stream/'

/** The ARN of the stream of a table that was switched on at a time. */
export const arnOf = (table: string, at: number): string =>
  `${prefix}${table}${middle}${new Date(at).toISOString().slice(0, -1)}`

/** The table of an ARN that is one of this store. */
export const tableIn = (arn: string): string | undefined => {
  const end = arn.indexOf(middle)
  return arn.startsWith(prefix) && end > 0 ? arn.slice(prefix.length, end) : undefined
}

/** The id of a shard; later shards of a stream have greater ids. */
export const shardId = (at: number, count: number): string =>
  `shardId-${String(Math.max(0, Math.floor(at))).padStart(20, '0')}-${count.toString(16).padStart(8, '0')}`

/** A shard that is open and empty. */
export const shardOf = (
  id: string,
  parent: string | undefined,
  low: number,
  high: number,
  starting: number,
): Shard => ({
  id,
  parent,
  low,
  high,
  starting,
  ending: undefined,
  closedAt: undefined,
  dropped: 0,
  log: Log.empty,
})

/** The stream of a table that is switched on, with one shard of all hashes. */
export const opened = (
  arn: string,
  view: Exclude<StreamView, 'off'>,
  { attributes }: Shape,
  at: number,
  starting: number,
): Stream => ({
  arn,
  view,
  keys: attributes.map(({ name }) => name),
  count: 1,
  since: at,
  open: [shardOf(shardId(at, 0), undefined, 0, hashes, starting)],
  closed: [],
})

/** The key of an item: its values of some attributes. */
export const keyOf = (names: ReadonlyArray<string>, item: Item): Item => {
  const key: { [name: string]: AttributeValue } = {}
  for (let i = 0; i < names.length; i++) {
    const name = names[i] as string
    const value = lookup(item, name)
    if (value !== undefined) assign(key, name, value)
  }
  return key
}

const nothing: Item = {}

const loggedOf = (
  { view, keys }: Stream,
  number: number,
  at: number,
  old: Entry | undefined,
  entry: Entry | undefined,
  byTimeToLive: boolean,
): Logged => {
  const before = view === 'old' || view === 'newAndOld' ? old : undefined
  const after = view === 'new' || view === 'newAndOld' ? entry : undefined
  return {
    number,
    at,
    event: old === undefined ? 'INSERT' : entry === undefined ? 'REMOVE' : 'MODIFY',
    keys: before === undefined && after === undefined ? keyOf(keys, (entry ?? old)?.item ?? nothing) : undefined,
    old: before,
    entry: after,
    byTimeToLive,
  }
}

// -----------------------------------------------------------------------------
// combinators
// -----------------------------------------------------------------------------

// The open shard of a hash: the last that does not begin above it.
const shardAt = (open: ReadonlyArray<Shard>, hash: number): number => {
  let low = 0
  let high = open.length - 1
  while (low < high) {
    const at = (low + high + 1) >> 1
    if ((open[at] as Shard).low <= hash) low = at
    else high = at - 1
  }
  return low
}

const written = (shard: Shard, record: Logged): Shard => ({
  id: shard.id,
  parent: shard.parent,
  low: shard.low,
  high: shard.high,
  starting: shard.starting,
  ending: shard.ending,
  closedAt: shard.closedAt,
  dropped: shard.dropped,
  log: Log.append(shard.log, record),
})

const replaced = (open: ReadonlyArray<Shard>, at: number, shard: Shard): ReadonlyArray<Shard> => {
  if (open.length === 1) return [shard]
  const copy = open.slice()
  copy[at] = shard
  return copy
}

/** The stream with a record more: that the entry `old` became `entry`, of which one at least is there. */
export const recorded = (
  stream: Stream,
  number: number,
  now: number,
  place: string,
  old: Entry | undefined,
  entry: Entry | undefined,
  byTimeToLive: boolean,
): Stream => {
  const { arn, view, keys, count, since, open, closed } = stream
  const at = open.length === 1 ? 0 : shardAt(open, hashOf(place))
  const record = loggedOf(stream, number, now, old, entry, byTimeToLive)
  return { arn, view, keys, count, since, open: replaced(open, at, written(open[at] as Shard, record)), closed }
}
