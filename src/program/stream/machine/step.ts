/** step: the machine that reads a stream, one input at a time. */
import { isDate } from '../../../codec/guards'
import type { TableDescription } from '../../../value/TableSpec'
import { invalidAnswer } from '../../invalidAnswer'
import type { StreamDescription } from '../../operation/stream'
import type { Gap } from '../Gap'
import { again, end, locate, look, spaced } from './ask'
import { failed } from './fail'
import type { Describe, Input, Moment, Settings, State, Step } from './model'
import { dealt, iterating, received, seen } from './read'
import { noShards, untried } from './shards'
import { tokenOf } from './token'
import { described } from './tree'

// -----------------------------------------------------------------------------
// constructors
// -----------------------------------------------------------------------------

/** The state before anything was done. */
export const initial = (settings: Settings): State => ({
  settings,
  phase: 'locating',
  stream: '',
  status: 'ENABLED',
  position: settings.position,
  startedAt: 0,
  shards: noShards,
  listed: [],
  round: 0,
  lookedAt: Number.NEGATIVE_INFINITY,
  looking: Number.POSITIVE_INFINITY,
  isBehind: false,
  foundAt: Number.NEGATIVE_INFINITY,
  looks: untried,
  failures: untried,
})

// -----------------------------------------------------------------------------
// combinators
// -----------------------------------------------------------------------------

const list = (state: State, stream: string, now: number): Step =>
  look(
    { ...state, phase: 'listing', stream, failures: untried, looks: untried, looking: Number.POSITIVE_INFINITY },
    now,
  )

const started = (before: State, now: number): Step => {
  const { position } = before
  // A token of who was stopped before it knew the stream.
  const isNowhere = typeof position !== 'string' && !isDate(position) && position.stream === ''
  const state: State = { ...before, startedAt: now, ...(isNowhere ? { position: 'trimHorizon' } : {}) }
  return typeof position === 'string' || isDate(position) || isNowhere
    ? [state, [locate(state, now)]]
    : list(state, position.stream, now)
}

/** All places of a stream, as one text. */
const everywhere = (state: State): string => {
  const places = Object.values(tokenOf(state).shards)
  return places.every((place) => place.startsWith('ended')) ? 'ended' : places.join('; ')
}

const located = (state: State, { latestStream, settings }: TableDescription, now: number): Step => {
  const { table } = state.settings
  const nothing = { _tag: 'NoStream', table, view: settings.stream ?? 'off' } as const
  if (state.phase === 'locating')
    return latestStream === undefined ? end(state, nothing) : list(state, latestStream, now)
  if (state.phase !== 'finishing' && state.phase !== 'seeking') return [state, []]
  if (latestStream === undefined || latestStream === state.stream)
    return state.phase === 'finishing' ? end(state) : end(state, nothing)
  const lost: Gap = { _tag: 'Gap', reason: 'streamReplaced', stream: state.stream, from: everywhere(state) }
  return [
    { ...state, phase: 'replaced', successor: latestStream },
    [
      { _tag: 'Give', fed: lost },
      { _tag: 'Tell', event: lost },
    ],
  ]
}

const page = (state: State, ask: Describe, answer: StreamDescription, moment: Moment): Step => {
  if (ask.round !== state.round || (state.phase !== 'listing' && state.phase !== 'following')) return [state, []]
  const listed = [...state.listed, ...answer.shards]
  const next: State = { ...state, listed, status: answer.status }
  if (answer.next === undefined) return described(next, ask.operation.childrenOf, moment)
  if (answer.next === ask.operation.start)
    return end(state, invalidAnswer('DescribeStream', 'shards after all before them', answer.next))
  const at = spaced(state, moment.now, state.lookedAt)
  return [{ ...next, lookedAt: at }, [{ ...ask, at, operation: { ...ask.operation, start: answer.next } }]]
}

const wholeSeen = (state: State, now: number): Step => {
  if (state.successor === undefined) return seen(state, undefined, now)
  const { successor, ...rest } = state
  return list({ ...rest, shards: noShards, position: 'trimHorizon', startedAt: now }, successor, now)
}

const react = (state: State, input: Input): Step => {
  switch (input._tag) {
    case 'Started':
      return started(state, input.now)
    case 'Located':
      return located(state, input.table, input.now)
    case 'Described':
      return page(state, input.ask, input.page, input)
    case 'Iterator':
      return iterating(state, input.shard, input.iterator, input)
    case 'Records':
      return received(state, input.shard, input.records, input.next, input)
    case 'Failed':
      return failed(state, input.ask, input.error, input)
    case 'Done':
      return dealt(state, input.shard, input.sequenceNumber, input.now)
    case 'Seen':
      return input.shard === undefined ? wholeSeen(state, input.now) : seen(state, input.shard, input.now)
  }
}

/** Shards that have just ended have children, or will; and where nothing is read any more something is to be found. */
const children = (before: State, step: Step, now: number): Step => {
  const [state, requests] = step
  const { open, ended } = state.shards.counts
  const were = before.shards.counts
  const isOut = open + ended === 0 && were.open > 0
  if (state.phase !== 'following') return step
  const isFound = state.foundAt !== before.foundAt
  if (!isOut && ended <= were.ended && !isFound) return step
  const [next, more] = isOut || ended > were.ended ? look({ ...state, looks: untried }, now) : again(state, now)
  return [next, [...requests, ...more]]
}

/** Whether patience has an end, and it is reached: every shard that is read was empty so often. */
const isEnough = ({ settings: { emptyAnswers }, phase, shards, looks, isBehind }: State): boolean => {
  if (emptyAnswers === undefined || phase !== 'following' || isBehind) return false
  const { open, ended, waiting, doubted, idle } = shards.counts
  if (waiting + doubted > 0) return false
  return open + ended === 0 ? looks.repetition >= emptyAnswers : idle === open + ended
}

/** What is out at the end is dealt with all the same, and the place says so; nothing is asked for. */
const afterwards = (state: State, input: Input): Step =>
  input._tag === 'Done' || input._tag === 'Seen' ? [{ ...react(state, input)[0], phase: 'over' }, []] : [state, []]

/**
 * What the machine knows after it was told something, and what it asks for then.
 *
 * Laws: of each shard at most one question is open; a child is asked about only when everything of its parent is dealt with;
 * what was given before and after a `tokenOf` is all, each record of a shard once and in order, where no gap says otherwise.
 */
export const step = (state: State, input: Input): Step => {
  if (state.phase === 'over') return afterwards(state, input)
  const reacted = react(state, input)
  const followed = input._tag === 'Described' ? reacted : children(state, reacted, input.now)
  if (!isEnough(followed[0])) return followed
  const [over, requests] = end(followed[0])
  return [over, [...followed[1], ...requests]]
}

/** Whether reading is under way: nothing that is written from now on is missed. */
export const isFollowing = ({ phase, shards: { counts } }: State): boolean =>
  phase === 'over' || phase === 'replaced' || ((phase === 'following' || phase === 'finishing') && counts.unfixed === 0)

/** Whether every shard that is read answered nothing the last time, fails for the moment, or has something out. */
export const isSettled = ({ phase, shards: { counts } }: State): boolean =>
  phase === 'over' || phase === 'finishing' || phase === 'replaced' || (phase === 'following' && counts.unsettled === 0)
