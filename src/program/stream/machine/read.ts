/** read: what the machine makes of iterators and records, and of what is done with them. */
import type { Place } from '../../../codec/streamPlace'
import * as sequenceNumber from '../../../value/sequenceNumber'
import type { StreamRecord } from '../../operation/stream'
import { kept } from '../position'
import { found, gap, iterate, lostBefore, open, read } from './ask'
import type { Moment, Request, ShardState, State, Step } from './model'
import { allShards, setShard, shardOf, untried } from './shards'
import { polled } from './tries'

const hour = 3_600_000

// -----------------------------------------------------------------------------
// combinators
// -----------------------------------------------------------------------------

/** Steps one after another. */
export const inTurn = <A>(state: State, list: ReadonlyArray<A>, step: (state: State, a: A) => Step): Step => {
  const requests: Array<Request> = []
  let next = state
  for (const a of list) {
    const [after, more] = step(next, a)
    next = after
    for (const request of more) requests.push(request)
  }
  return [next, requests]
}

// -----------------------------------------------------------------------------
// the end of a shard
// -----------------------------------------------------------------------------

/** Where the children of a shard that is read to its end begin. */
const childPlace = ({ at, since }: Place): Place =>
  since === undefined ? (at === undefined ? {} : { at }) : { since, ...(at === undefined ? {} : { at }) }

/** A shard whose parent is read to its end is read from its beginning. */
export const openChild =
  (parent: ShardState, now: number) =>
  (state: State, child: ShardState): Step => {
    const place = childPlace(parent.place)
    return open(state, { ...child, place, cursor: place }, now)
  }

/** A shard of which nothing is left: its children follow, or are to be found. */
export const finish = (state: State, shard: ShardState, now: number): Step => {
  const { iterator: _, ...rest } = shard
  const { at, since } = shard.cursor
  // What was passed over all along is so in the children too: the place says so, and not that it ended.
  const place: Place =
    since === undefined || shard.latest
      ? { ended: true, ...((at ?? since) === undefined ? {} : { at: at ?? since }) }
      : shard.cursor
  const children = allShards(state.shards).filter(({ parent }) => parent === shard.id)
  const ended: ShardState = {
    ...rest,
    phase: children.length > 0 ? 'done' : 'ended',
    out: false,
    latest: false,
    place,
    cursor: place,
    polls: untried,
    failures: untried,
  }
  const told = setShard(children.length > 0 ? found(state, now) : state, ended)
  const opened = inTurn(
    told,
    children.filter(({ phase }) => phase === 'waiting'),
    openChild(ended, now),
  )
  const tell: Request = {
    _tag: 'Tell',
    event: { _tag: 'ShardEnded', shard: shard.id, open: told.shards.counts.open },
  }
  return [opened[0], [tell, ...opened[1]]]
}

// -----------------------------------------------------------------------------
// answers
// -----------------------------------------------------------------------------

/** An iterator was made. */
export const iterating = (state: State, id: string, iterator: string, { now }: Moment): Step => {
  const shard = shardOf(state.shards, id)
  if (shard?.phase !== 'opening') return [state, []]
  const lost = lostBefore(shard, now)
  return lost === undefined
    ? read(state, { ...shard, iterator, iteratorAt: now }, now)
    : gap(state, shard, lost, { at: now })
}

/** How many records at the front were written before a time. */
const earlier = (records: ReadonlyArray<StreamRecord>, since: number): number => {
  const first = records.findIndex(({ at }) => at === undefined || at >= since)
  return first === -1 ? records.length : first
}

/**
 * The place after a record. When it was asked for it was not older than a day: if its time says so, the store's clock is
 * another one, and it is not known when it was. The answer may have come long after, where this computer slept meanwhile.
 */
const placeAfter = (record: StreamRecord, before: Place, since: number | undefined, asked: number): Place => {
  const { sequenceNumber: after, at = before.at } = record
  return {
    after,
    ...(at === undefined || asked - at > kept + hour ? {} : { at }),
    ...(since === undefined ? {} : { since }),
  }
}

/** After so many empty answers a shard is believed to be read up to its newest record … */
const headAfter = 5
/**
 * … and its place says so, as of when it was asked; not more often than each hour, so that it stays the same while nothing
 * happens.
 */
const refreshed = (place: Place, asked: number): Place =>
  asked - (place.at ?? place.since ?? asked) > hour ? { ...place, at: asked } : place

const empty = (state: State, shard: ShardState, { now, random }: Moment): Step => {
  const polls = polled(state.settings.polling, shard.polls, random)
  const place = polls.repetition < headAfter ? shard.place : refreshed(shard.place, shard.readAt)
  const cursor =
    place === shard.place ? shard.cursor : { ...shard.cursor, ...(place.at === undefined ? {} : { at: place.at }) }
  const [next, requests] = read(state, { ...shard, polls, place, cursor }, now + polls.wait)
  return [next, [...requests, { _tag: 'Tell', event: { _tag: 'Empty', shard: shard.id, wait: polls.wait } }]]
}

/** Records were answered, or none. */
export const received = (
  state: State,
  id: string,
  records: ReadonlyArray<StreamRecord>,
  next: string | undefined,
  moment: Moment,
): Step => {
  const asked = shardOf(state.shards, id)
  if (asked?.phase !== 'reading') return [state, []]
  const { now } = moment
  const { iterator: _, ...rest } = asked
  const shard: ShardState = {
    ...rest,
    ...(next === undefined ? {} : { iterator: next }),
    iteratorAt: now,
    failures: untried,
  }
  const last = records[records.length - 1]
  if (last === undefined) return next === undefined ? finish(state, shard, now) : empty(state, shard, moment)
  const since = shard.latest ? undefined : shard.cursor.since
  const skipped = since === undefined ? 0 : earlier(records, since)
  const passed = skipped === 0 ? undefined : records[skipped - 1]
  const place = passed === undefined ? shard.place : placeAfter(passed, shard.place, since, shard.readAt)
  if (skipped === records.length) {
    const on: ShardState = { ...shard, place, cursor: place, polls: untried }
    return next === undefined ? finish(state, on, now) : read(state, on, now)
  }
  const held: ShardState = {
    ...shard,
    phase: 'held',
    out: true,
    latest: false,
    place,
    cursor: placeAfter(last, shard.cursor, undefined, shard.readAt),
    polls: untried,
  }
  const given = skipped === 0 ? records : records.slice(skipped)
  return [
    setShard(state, held),
    [
      { _tag: 'Give', fed: { _tag: 'Batch', shard: id, records: given } },
      {
        _tag: 'Tell',
        event: {
          _tag: 'Records',
          shard: id,
          records: given.length,
          ...(last.at === undefined ? {} : { lag: Math.max(0, now - last.at) }),
        },
      },
    ],
  ]
}

/** What is out of a shard was dealt with, up to a record of it or to its last one. */
export const dealt = (state: State, id: string, upTo: string | undefined, now: number): Step => {
  const shard = shardOf(state.shards, id)
  if (shard?.phase !== 'held' || !shard.out) return [state, []]
  const { cursor, place } = shard
  if (upTo !== undefined && cursor.after !== undefined && sequenceNumber.order.compare(upTo, cursor.after) < 0) {
    const back = place.after !== undefined && sequenceNumber.order.compare(upTo, place.after) <= 0
    if (back) return [state, []]
    return [
      setShard(state, { ...shard, place: { after: upTo, ...(place.at === undefined ? {} : { at: place.at }) } }),
      [],
    ]
  }
  const done: ShardState = { ...shard, out: false, place: cursor }
  return done.iterator === undefined ? finish(state, done, now) : read(state, done, now)
}

const goOn =
  (now: number) =>
  (state: State, shard: ShardState): Step => {
    const on: ShardState = { ...shard, place: shard.cursor, failures: untried }
    return on.cursor.ended === true ? finish(state, on, now) : iterate(state, on, now)
  }

/** A gap was seen: what it held goes on. */
export const seen = (state: State, id: string | undefined, now: number): Step => {
  const held = ({ phase, out }: ShardState): boolean => phase === 'held' && !out
  if (id !== undefined) {
    const shard = shardOf(state.shards, id)
    return shard !== undefined && held(shard) ? goOn(now)(state, shard) : [state, []]
  }
  // A gap of the whole stream holds those that were to be read from its time on.
  return inTurn(
    state,
    allShards(state.shards).filter((shard) => held(shard) && shard.place.since !== undefined),
    goOn(now),
  )
}
