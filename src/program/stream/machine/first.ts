/** first: what the machine makes of the first description of a stream: which shards are read, from where, and which wait. */
import { isDate } from '../../../codec/guards'
import type { Place } from '../../../codec/streamPlace'
import { readPlace, showPlace } from '../../../codec/streamPlace'
import type { Shard } from '../../operation/stream'
import type { Gap } from '../Gap'
import { clockSkew, kept } from '../position'
import { found, gap, open } from './ask'
import type { ShardState, State, Step } from './model'
import { finish, inTurn } from './read'
import { allShards, newShard, withShards } from './shards'
import { vanish } from './vanish'

// -----------------------------------------------------------------------------
// where shards begin
// -----------------------------------------------------------------------------

type Unplaced = Omit<ShardState, 'slot'>

/** Shards by their ids. */
export const byId = (listed: ReadonlyArray<Shard>): ReadonlyMap<string, Shard> =>
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
      ? { ...shard, phase: 'done', place: { ended: true, at: startedAt }, readAt: startedAt }
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
  startedAt: number,
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
    if (done.has(id)) return { ...shard, phase: 'done', place: { ended: true }, readAt: startedAt }
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
  return isDate(position)
    ? fromRoots(listed, { since: second(position) })
    : fromPlaces(listed, position.shards, startedAt)
}

// -----------------------------------------------------------------------------
// destructors
// -----------------------------------------------------------------------------

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

/** All pages of the first description are there: it begins. */
export const first = (before: State, now: number): Step => {
  const { position } = before
  const listed = byId(before.listed)
  const all = unopened(before, listed, now)
  const placed: State = { ...withShards(before, all), phase: 'following' }
  const state = all.some(({ phase }) => phase === 'done') ? found(placed, now) : placed
  if (isDate(position) && now - second(position) > kept) return tooLongAgo(state, second(position), now)
  return inTurn(
    state,
    allShards(state.shards).filter(({ phase }) => phase === 'opening' || phase === 'doubted'),
    (s, shard) => begin(s, shard, now),
  )
}
