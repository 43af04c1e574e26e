/**
 * Time: what happens in a state by time alone. Shards are gone on with, what is older than a day is forgotten, items expire; each
 * at its own moment, however far time goes at once.
 */
import type { IO } from 'fp-ts/IO'
import { endOfTime, expired, firstExpiry } from './expiry'
import * as Placed from './placed'
import { dueOf, isGone, rolled, split } from './shards'
import * as Sorted from './sorted'
import { type State, type Table, tableOf, withTable } from './state'
import { replaced } from './write'

// -----------------------------------------------------------------------------
// combinators: shards
// -----------------------------------------------------------------------------

const withShards = (state: State, table: Table, change: typeof rolled): State => {
  const { stream } = table
  if (stream === undefined) return state
  const [after, sequence] = change(stream, state.sequence, state.now)
  return after === stream ? state : withTable(state, { ...table, stream: after }, sequence)
}

/**
 * The state in which every open shard of a table's stream is split in two, as DynamoDB does where much is written. The state
 * itself where there is no such table, or its stream is off.
 *
 * @example
 * ```ts
 * import { empty, splitShards, step } from 'bloop-ts/memory'
 * import * as assert from 'node:assert'
 *
 * const key = { partition: [{ name: 'id', type: 'S' }], sort: [] } as const
 * const settings = { stream: 'new' } as const
 * const [state, table] = step(empty, { _tag: 'CreateTable', schema: { name: 'users', key, indexes: [] }, settings })
 * const stream = table._tag === 'Right' ? (table.right.latestStream ?? '') : ''
 * const [, answer] = step(splitShards('users')(state), { _tag: 'DescribeStream', table: 'users', stream })
 * const shards = answer._tag === 'Right' ? answer.right.shards : []
 * assert.deepStrictEqual(shards.map(({ ending }) => ending === undefined), [false, true, true])
 * assert.ok(shards.slice(1).every(({ parent }) => parent === shards[0]?.id))
 * ```
 */
export const splitShards =
  (table: string) =>
  (state: State): State => {
    const found = tableOf(state, table)
    const after = found === undefined ? state : withShards(state, found, split)
    return after === state ? state : { ...after, due: earliest(after) }
  }

// -----------------------------------------------------------------------------
// combinators: items
// -----------------------------------------------------------------------------

// The shards are gone on with first, so that what is deleted is recorded in those of that moment.
const expiredAt = (state: State, name: string, now: number): State => {
  const later = { ...state, now }
  const table = tableOf(later, name)
  if (table === undefined) return later
  let after = withShards(later, table, rolled)
  for (const place of expired(table, now)) {
    const current = tableOf(after, name)
    const old = current === undefined ? undefined : Placed.get(current.items, place)
    if (current !== undefined && old !== undefined) after = replaced(after, current, place, old, undefined, true)
  }
  return after
}

// -----------------------------------------------------------------------------
// combinators
// -----------------------------------------------------------------------------

const eachTable = ({ tables }: State, visit: (table: Table, name: string) => void): void => {
  Sorted.ascend(tables, '', '\uffff', (table, name) => {
    visit(table, name)
    return true
  })
}

/** When something happens by time alone. */
const earliest = (state: State): number => {
  let due = Number.POSITIVE_INFINITY
  eachTable(state, (table) => {
    if (table.stream !== undefined) due = Math.min(due, dueOf(table.stream))
    due = Math.min(due, firstExpiry(table, state.now) ?? due)
  })
  return Sorted.toEntries(state.streams).reduce((least, [, stream]) => Math.min(least, dueOf(stream)), due)
}

// The state once all items expired that do so up to a time, in the order of their moments. When a table's next is, is looked
// for again only after its turn.
const withoutExpired = (state: State, now: number): State => {
  const nexts = new Map<string, number>()
  const look = (table: Table | undefined, name: string, from: number): void => {
    const at = table === undefined ? undefined : firstExpiry(table, from)
    if (at !== undefined && at <= now) nexts.set(name, at)
    else nexts.delete(name)
  }
  eachTable(state, (table, name) => look(table, name, state.now))
  let after = state
  while (nexts.size > 0) {
    let first = ''
    let moment = Number.POSITIVE_INFINITY
    for (const [name, at] of nexts) {
      if (at < moment) {
        first = name
        moment = at
      }
    }
    after = expiredAt(after, first, moment)
    look(tableOf(after, first), first, moment)
  }
  return after
}

const elapsed = (state: State, now: number): State => {
  let after: State = { ...withoutExpired(state, now), now }
  eachTable(after, (table) => {
    if (table.stream !== undefined && dueOf(table.stream) <= now) after = withShards(after, table, rolled)
  })
  const streams = Sorted.toEntries(after.streams).reduce(
    (kept, [arn, stream]) => (isGone(stream, now) ? Sorted.remove(kept, arn) : kept),
    after.streams,
  )
  const settled = { ...after, streams }
  return { ...settled, due: earliest(settled) }
}

/**
 * The state at a time, in whole milliseconds of the epoch, what is below one cut off; time does not go back. Items whose time to live is over meanwhile are
 * deleted, each at its moment; shards are gone on with every four hours, and records are forgotten after 24.
 *
 * Law: `at(u)(at(t)(s))` holds what `at(u)(s)` holds, where `t <= u`.
 *
 * @example
 * ```ts
 * import { at, empty, items, step } from 'bloop-ts/memory'
 * import * as assert from 'node:assert'
 *
 * const key = { partition: [{ name: 'id', type: 'S' }], sort: [] } as const
 * const [created] = step(empty, { _tag: 'CreateTable', schema: { name: 'users', key, indexes: [] } })
 * const [on] = step(created, { _tag: 'UpdateTimeToLive', table: 'users', attribute: 'ends', enabled: true })
 * const item = { id: { S: 'ann' }, ends: { N: '60' } }
 * const put = { _tag: 'Put', table: 'users', item, condition: { _tag: 'Always' } } as const
 * const [state] = step(on, { _tag: 'PutItem', put, returning: 'none', itemOnFailure: false })
 * assert.deepStrictEqual([items(at(60_000)(state), 'users'), items(at(61_000)(state), 'users')], [[item], []])
 * ```
 */
export const at =
  (now: number) =>
  (state: State): State => {
    const to = Math.min(Math.floor(now), endOfTime)
    if (!(to > state.now)) return state
    return to < state.due ? { ...state, now: to } : elapsed(state, to)
  }

/** The state, some milliseconds later; as `at`. */
export const advance =
  (milliseconds: number) =>
  (state: State): State =>
    at(state.now + milliseconds)(state)

/** The state at the time of the clock that its store goes by; where there is none, as it is. */
export const timed =
  (clock: IO<number> | undefined) =>
  (state: State): State =>
    clock === undefined ? state : at(clock() + state.ahead)(state)
