/** tree: what the machine makes of the shards that a stream is described with. */
import { isDate } from '../../../codec/guards'
import type { Place } from '../../../codec/streamPlace'
import { readPlace, showPlace } from '../../../codec/streamPlace'
import type { Shard } from '../../operation/stream'
import type { Gap } from '../Gap'
import { clockSkew, kept } from '../position'
import { end, gap, isOld, iterate, locate, look, open } from './ask'
import type { Moment, Request, ShardState, State, Step } from './model'
import { finish, inTurn, openChild } from './read'
import { allShards, newShard, setShard, shardOf, untried, withShards } from './shards'
import { polled, tried } from './tries'

// -----------------------------------------------------------------------------
// the first description
// -----------------------------------------------------------------------------

type Unplaced = Omit<ShardState, 'slot'>

const byId = (listed: ReadonlyArray<Shard>): ReadonlyMap<string, Shard> =>
  new Map(listed.map((shard) => [shard.id, shard]))

const at = (shard: Unplaced, place: Place): Unplaced => ({ ...shard, phase: 'opening', place, cursor: place })

/** All shards, from the oldest on; those without a parent are read at once, from a place. */
const fromRoots = (listed: ReadonlyMap<string, Shard>, place: Place): ReadonlyArray<Unplaced> =>
  [...listed.values()].map(({ id, parent }) => {
    const shard = newShard(id, parent)
    return parent !== undefined && listed.has(parent) ? shard : at(shard, place)
  })

/** Those without children, from their newest record on. */
const fromLeaves = (listed: ReadonlyMap<string, Shard>, startedAt: number): ReadonlyArray<Unplaced> => {
  const parents = new Set([...listed.values()].map(({ parent }) => parent))
  return [...listed.values()].map(({ id, parent }) => {
    const shard = newShard(id, parent)
    return parents.has(id)
      ? { ...shard, phase: 'done', place: { ended: true, at: startedAt } }
      : { ...at(shard, { since: startedAt - clockSkew }), latest: true }
  })
}

/**
 * From the places of a token: ancestors of its shards are done, descendants wait, and others are read from their beginning.
 * Its shards that are not described any more are here too.
 */
const fromPlaces = (
  listed: ReadonlyMap<string, Shard>,
  written: { readonly [shard: string]: string },
): ReadonlyArray<Unplaced> => {
  const places = new Map(Object.entries(written).map(([id, text]): [string, Place] => [id, readPlace(text) ?? {}]))
  const done = new Set<string>()
  for (const id of places.keys()) {
    let parent = listed.get(id)?.parent
    while (parent !== undefined && listed.has(parent) && !places.has(parent) && !done.has(parent)) {
      done.add(parent)
      parent = listed.get(parent)?.parent
    }
  }
  // What is known of none of them is not older than the oldest place.
  const times = [...places.values()].flatMap((place) => place.at ?? place.since ?? [])
  const oldest: Place = times.length === 0 ? {} : { at: times.reduce((x, y) => Math.min(x, y)) }
  const described = [...listed.values()].map(({ id, parent }): Unplaced => {
    const shard = newShard(id, parent)
    const place = places.get(id)
    if (place !== undefined) return at(shard, place)
    if (done.has(id)) return { ...shard, phase: 'done', place: { ended: true } }
    const waits = parent !== undefined && (places.has(parent) || (listed.has(parent) && !done.has(parent)))
    return waits ? shard : at(shard, oldest)
  })
  const gone = [...places].flatMap(
    ([id, place]): ReadonlyArray<Unplaced> =>
      listed.has(id) ? [] : [{ ...at(newShard(id, undefined), place), phase: 'doubted' }],
  )
  return [...described, ...gone]
}

/** A whole second, since records' times are. */
const second = (date: Date): number => Math.floor(date.getTime() / 1000) * 1000

const unopened = (state: State, listed: ReadonlyMap<string, Shard>, now: number): ReadonlyArray<Unplaced> => {
  const { position, startedAt } = state
  if (position === 'trimHorizon') return fromRoots(listed, { at: now })
  if (position === 'latest') return fromLeaves(listed, startedAt)
  return isDate(position) ? fromRoots(listed, { since: second(position) }) : fromPlaces(listed, position.shards)
}

/** A gap of the whole stream, for all that was to be read from a time on. */
const tooLongAgo = (state: State, since: number, now: number): Step => {
  const lost: Gap = { _tag: 'Gap', reason: 'tooLongAgo', stream: state.stream, from: showPlace({ since }) }
  const [next] = inTurn(
    state,
    allShards(state.shards).filter(({ phase }) => phase === 'opening'),
    (s, shard) => gap(s, shard, 'tooLongAgo', { at: now }),
  )
  return [
    next,
    [
      { _tag: 'Give', fed: lost },
      { _tag: 'Tell', event: lost },
    ],
  ]
}

const begin = (state: State, shard: ShardState, now: number): Step => {
  if (shard.phase === 'doubted') return vanish(state, shard, now)
  if (shard.cursor.ended === true) return finish(state, shard, now)
  return open(state, shard, now)
}

const first = (before: State, now: number): Step => {
  const { position } = before
  const listed = byId(before.listed)
  const all = unopened(before, listed, now)
  const state: State = { ...withShards(before, all), phase: 'following' }
  if (isDate(position) && now - second(position) > kept) return tooLongAgo(state, second(position), now)
  return inTurn(
    state,
    allShards(state.shards).filter(({ phase }) => phase === 'opening' || phase === 'doubted'),
    (s, shard) => begin(s, shard, now),
  )
}

// -----------------------------------------------------------------------------
// later ones
// -----------------------------------------------------------------------------

/** A shard that is not described any more: a gap, unless nothing of it can have been removed unread. */
const vanish = (state: State, shard: ShardState, now: number): Step => {
  const { at: about, since } = shard.cursor
  const bound = about ?? since
  return isOld(shard.cursor, now)
    ? gap(state, shard, 'shardGone', { ended: true, at: now })
    : finish(
        state,
        { ...shard, latest: false, cursor: { ended: true, ...(bound === undefined ? {} : { at: bound }) } },
        now,
      )
}

/** A shard of which its store said that there is none, and which is described all the same. */
const again = (state: State, shard: ShardState, { now, random }: Moment): Step => {
  const failures = tried(state.settings.retry, shard.failures, random)
  return failures === undefined
    ? end(state, { _tag: 'StreamNotFound', table: state.settings.table, stream: state.stream, shard: shard.id })
    : iterate(state, { ...shard, failures }, now + failures.wait)
}

const later = (before: State, whole: boolean, moment: Moment): Step => {
  const { now } = moment
  const listed = byId(before.listed)
  const known = allShards(before.shards)
  const left = whole ? known.filter(({ id, phase }) => phase !== 'done' || listed.has(id)) : known
  const fresh = [...listed.values()].filter(({ id }) => !before.shards.slots.has(id))
  if (left.length === known.length && fresh.length === 0) return revisit(before, listed, whole, moment)
  const state = withShards(before, [...left, ...fresh.map(({ id, parent }) => newShard(id, parent))])
  const [next, requests] = inTurn(state, fresh, (s, { id, parent }) => {
    const shard = shardOf(s.shards, id)
    if (shard?.phase !== 'waiting') return [s, []]
    const above = parent === undefined ? undefined : shardOf(s.shards, parent)
    if (above === undefined) return open(s, { ...shard, place: { at: now }, cursor: { at: now } }, now)
    return above.phase === 'done' || above.phase === 'over' ? openChild(above, now)(s, shard) : [s, []]
  })
  const [last, more] = revisit(next, listed, whole, moment)
  return [last, [...requests, ...more]]
}

/** What was waited for: children of shards that ended, and those that are in doubt. */
const revisit = (state: State, listed: ReadonlyMap<string, Shard>, whole: boolean, moment: Moment): Step => {
  const all = allShards(state.shards)
  const parents = new Set(all.map(({ parent }) => parent))
  return inTurn(
    state,
    all.filter(({ phase }) => phase === 'ended' || phase === 'doubted'),
    (s, shard) => {
      if (shard.phase === 'doubted')
        return listed.has(shard.id) ? again(s, shard, moment) : whole ? vanish(s, shard, moment.now) : [s, []]
      if (parents.has(shard.id)) {
        const done: ShardState = { ...shard, phase: 'done' }
        const children = all.filter(({ parent }) => parent === shard.id)
        return inTurn(setShard(s, done), children, (s2, child) => {
          const now = shardOf(s2.shards, child.id)
          return now?.phase === 'waiting' ? openChild(done, moment.now)(s2, now) : [s2, []]
        })
      }
      if (whole && !listed.has(shard.id))
        return isOld(shard.cursor, moment.now)
          ? gap(s, shard, 'shardGone', { ended: true, at: moment.now })
          : [setShard(s, { ...shard, phase: 'done' }), []]
      return [setShard(s, { ...shard, polls: polled(s.settings.polling, shard.polls, moment.random) }), []]
    },
  )
}

// -----------------------------------------------------------------------------
// what follows
// -----------------------------------------------------------------------------

/** Of a stream that is switched off nothing more comes: shards without children have none. */
const switchedOff = (state: State): State =>
  state.status !== 'DISABLED'
    ? state
    : allShards(state.shards)
        .filter(({ phase }) => phase === 'ended')
        .reduce((s, shard) => setShard(s, { ...shard, phase: 'over' }), state)

/** All pages of a description are there. */
export const described = (before: State, childrenOf: string | undefined, moment: Moment): Step => {
  const initial = before.phase === 'listing'
  const [grown, requests] = initial ? first(before, moment.now) : later(before, childrenOf === undefined, moment)
  if (grown.phase === 'over') return [grown, requests]
  const looked: State = { ...grown, listed: [], failures: untried }
  // What ended by this description itself was not looked for yet.
  const state = initial ? looked : switchedOff(looked)
  const { open: opened, waiting, ended, doubted } = state.shards.counts
  const next = ((): Step => {
    if (opened > 0 && ended === 0 && doubted === 0) return [state, []]
    if (opened + waiting + ended + doubted === 0 && state.status === 'DISABLED')
      return [{ ...state, phase: 'finishing' }, [locate(state, moment.now)]]
    if (initial && ended + doubted > 0) return look(state, moment.now)
    const looks = polled(state.settings.polling, state.looks, moment.random)
    return look({ ...state, looks }, moment.now + looks.wait)
  })()
  const all: ReadonlyArray<Request> = [...requests, ...next[1]]
  return [next[0], all]
}
