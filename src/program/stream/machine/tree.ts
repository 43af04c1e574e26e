/** tree: what the machine makes of descriptions of a stream: which shards are new, were waited for, or are gone. */
import type { Shard } from '../../operation/stream'
import { kept } from '../position'
import { again, end, found, gap, isOld, iterate, locate, look, open } from './ask'
import { byId, first } from './first'
import type { Moment, Request, ShardState, State, Step } from './model'
import { inTurn, openChild } from './read'
import { allShards, newShard, setShard, shardOf, untried, withShards } from './shards'
import { polled, tried } from './tries'
import { vanish } from './vanish'

// -----------------------------------------------------------------------------
// later ones
// -----------------------------------------------------------------------------

/** A shard of which its store said that there is none, and which is described all the same. */
const reopen = (state: State, shard: ShardState, { now, random }: Moment): Step => {
  const failures = tried(state.settings.retry, shard.failures, random)
  return failures === undefined
    ? end(state, { _tag: 'StreamNotFound', table: state.settings.table, stream: state.stream, shard: shard.id })
    : iterate(state, { ...shard, failures }, now + failures.wait)
}

/** Whether nothing is known of the shards that one goes on from. */
const isOrphan =
  (listed: ReadonlyMap<string, Shard>, { shards: { slots } }: State) =>
  (shard: Shard): boolean => {
    const passed = new Set<string>()
    for (let { parent } = shard; parent !== undefined && !passed.has(parent); parent = listed.get(parent)?.parent) {
      if (slots.has(parent)) return false
      passed.add(parent)
    }
    return true
  }

/** Phases of shards that are not dealt with, and of which nobody said that they are gone. */
const believed: ReadonlySet<ShardState['phase']> = new Set(['waiting', 'opening', 'reading', 'held'])

const later = (before: State, whole: boolean, moment: Moment): Step => {
  const { now } = moment
  const listed = byId(before.listed)
  const known = allShards(before.shards)
  // Not at once: a description may leave it out by mistake, and where it comes again it would be read again.
  const isForgotten = ({ id, phase, readAt }: ShardState): boolean =>
    phase === 'done' && !listed.has(id) && now - readAt > kept
  const left = whole ? known.filter((shard) => !isForgotten(shard)) : known
  const unknown = [...listed.values()].filter(({ id }) => !before.shards.slots.has(id))
  // Orphans may go on from a shard that is gone: what is lost of that one is told before they are read.
  const isEarly = !whole || known.some(({ id, phase }) => believed.has(phase) && !listed.has(id))
  const fresh = isEarly ? unknown.filter((shard) => !isOrphan(listed, before)(shard)) : unknown
  const isBehind = fresh.length < unknown.length
  if (left.length === known.length && fresh.length === 0) return revisit({ ...before, isBehind }, listed, whole, moment)
  const state = withShards({ ...before, isBehind }, [...left, ...fresh.map(({ id, parent }) => newShard(id, parent))])
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
        return listed.has(shard.id) ? reopen(s, shard, moment) : whole ? vanish(s, shard, moment.now) : [s, []]
      if (parents.has(shard.id)) {
        const done: ShardState = { ...shard, phase: 'done' }
        const children = all.filter(({ parent }) => parent === shard.id)
        return inTurn(setShard(found(s, moment.now), done), children, (s2, child) => {
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
  const looked: State = { ...grown, listed: [], failures: untried, looking: Number.POSITIVE_INFINITY }
  // What ended by this description itself was not looked for yet.
  const state = initial ? looked : switchedOff(looked)
  const { open: opened, waiting, ended, doubted } = state.shards.counts
  const next = ((): Step => {
    if (opened > 0 && ended === 0 && doubted === 0 && !state.isBehind) return again(state, moment.now)
    if (opened + waiting + ended + doubted === 0 && state.status === 'DISABLED')
      return [{ ...state, phase: 'finishing' }, [locate(state, moment.now)]]
    if (initial && ended + doubted > 0) return look(state, moment.now)
    const looks = polled(state.settings.polling, state.looks, moment.random)
    return look({ ...state, looks }, moment.now + looks.wait)
  })()
  const all: ReadonlyArray<Request> = [...requests, ...next[1]]
  return [next[0], all]
}
