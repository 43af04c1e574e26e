/** ask: what the machine asks of the store next. */
import type { Place } from '../../../codec/streamPlace'
import { showPlace } from '../../../codec/streamPlace'
import type { IteratorStart } from '../../operation/stream'
import type { Gap } from '../Gap'
import { clockSkew, kept } from '../position'
import type { Describe, Locate, Request, ShardState, State, Step } from './model'
import { allShards, setShard } from './shards'

/** An iterator is good for 15 minutes; one that will be older than this is renewed. */
const iteratorAge = 14 * 60_000

// -----------------------------------------------------------------------------
// of the stream
// -----------------------------------------------------------------------------

/** Look at the table. */
export const locate = ({ settings: { table } }: State, at: number): Locate => ({
  _tag: 'Locate',
  at,
  operation: { _tag: 'DescribeTable', table },
})

/** Not before a time, and not sooner after the last than is allowed; a clock may have been set back since. */
export const spaced = ({ settings: { gap } }: State, notBefore: number, last: number): number =>
  Math.max(notBefore, Math.min(last, notBefore) + gap)

/** Where shards end sooner after one another all are described at once: one by one would take longer. */
const oneByOne = 5_000

/**
 * Describe the stream anew; where only one shard is in question, its children. It is not asked for more often than a shard is
 * read. One that comes as soon as this is enough: what it does not tell is looked for after it.
 */
export const look = (state: State, notBefore: number): Step => {
  const at = spaced(state, notBefore, state.lookedAt)
  if (state.looking <= at) return [state, []]
  const round = state.round + 1
  const { ended, doubted, waiting } = state.shards.counts
  const alone =
    state.phase === 'following' &&
    ended === 1 &&
    doubted === 0 &&
    waiting === 0 &&
    state.looks.repetition < 2 &&
    at - state.foundAt >= oneByOne
      ? allShards(state.shards).find(({ phase }) => phase === 'ended')
      : undefined
  const ask: Describe = {
    _tag: 'Describe',
    at,
    round,
    operation: {
      _tag: 'DescribeStream',
      table: state.settings.table,
      stream: state.stream,
      ...(alone === undefined ? {} : { childrenOf: alone.id }),
    },
  }
  return [{ ...state, round, listed: [], lookedAt: at, looking: at }, [ask]]
}

/** How long after children were found it is looked for others of theirs, and until when that is done again. */
const lookAgain = 20_000
const lookAgainFor = 35_000

/** A shard's children were found: others of them may be described later, and are found within a minute. */
export const found = (state: State, now: number): State => ({ ...state, foundAt: now })

/** Look again, as long as there may be more children than were found. */
export const again = (state: State, now: number): Step =>
  now - state.foundAt < lookAgainFor ? look(state, now + lookAgain) : [state, []]

/** The state is over. */
export const end = (state: State, error?: Extract<Request, { _tag: 'End' }>['error']): Step => [
  { ...state, phase: 'over' },
  [error === undefined ? { _tag: 'End' } : { _tag: 'End', error }],
]

// -----------------------------------------------------------------------------
// of a shard
// -----------------------------------------------------------------------------

const startOf = ({ latest, cursor }: ShardState): IteratorStart =>
  latest
    ? { _tag: 'Latest' }
    : cursor.after === undefined
      ? { _tag: 'TrimHorizon' }
      : { _tag: 'After', sequenceNumber: cursor.after }

/** Make an iterator where the shard is read up to. */
export const iterate = (state: State, shard: ShardState, at: number): Step => [
  setShard(state, { ...shard, phase: 'opening' }),
  [
    {
      _tag: 'GetIterator',
      at,
      operation: {
        _tag: 'GetShardIterator',
        table: state.settings.table,
        stream: state.stream,
        shard: shard.id,
        from: startOf(shard),
      },
    },
  ],
]

/** Another iterator: what is read from the newest record on, and has none yet, is read from its time on. */
export const renew = (state: State, shard: ShardState, at: number): Step => {
  const [next, requests] = iterate(state, { ...shard, latest: false }, at)
  return [next, [...requests, { _tag: 'Tell', event: { _tag: 'IteratorRenewed', shard: shard.id } }]]
}

/** Read on, not before a time, and not more often than is allowed. */
export const read = (state: State, shard: ShardState, notBefore: number): Step => {
  const { table, limit } = state.settings
  const at = spaced(state, notBefore, shard.readAt)
  if (shard.iterator === undefined || at - shard.iteratorAt >= iteratorAge) return renew(state, shard, notBefore)
  return [
    setShard(state, { ...shard, phase: 'reading', readAt: at }),
    [
      {
        _tag: 'GetRecords',
        at,
        operation: {
          _tag: 'GetRecords',
          table,
          stream: state.stream,
          shard: shard.id,
          iterator: shard.iterator,
          ...(limit === undefined ? {} : { limit }),
        },
      },
    ],
  ]
}

// -----------------------------------------------------------------------------
// gaps
// -----------------------------------------------------------------------------

/** A gap of a shard: it goes on at a place, once the gap was seen. */
export const gap = (state: State, shard: ShardState, reason: Gap['reason'], onward: Place): Step => {
  const lost: Gap = { _tag: 'Gap', reason, stream: state.stream, shard: shard.id, from: showPlace(shard.cursor) }
  const { iterator: _, ...rest } = shard
  return [
    setShard(state, { ...rest, phase: 'held', out: false, latest: false, cursor: onward }),
    [
      { _tag: 'Give', fed: lost },
      { _tag: 'Tell', event: lost },
    ],
  ]
}

/** Whether what comes after a place can have been removed, as far as is known. */
export const isOld = ({ at, since }: Place, now: number): boolean => {
  const bound = at === undefined || since === undefined ? (at ?? since) : Math.max(at, since)
  return bound === undefined || now - bound > kept - clockSkew
}

/** Why something may be lost before the place where a shard is to be read; nothing where it cannot be. */
export const lostBefore = ({ latest, cursor }: ShardState, now: number): Gap['reason'] | undefined => {
  const { at, since, after } = cursor
  if (latest) return undefined
  if (since !== undefined) return now - Math.max(at ?? since, since) > kept ? 'tooLongAgo' : undefined
  // Of one that is read on after a record its store says so itself.
  return after === undefined && at !== undefined && isOld(cursor, now) ? 'trimmed' : undefined
}

/** Begins to read a shard where it is read up to; what may be lost before that is a gap first. */
export const open = (state: State, shard: ShardState, now: number): Step => {
  const lost = lostBefore(shard, now)
  if (lost !== undefined) return gap(state, shard, lost, { at: now })
  const [next, requests] = iterate(state, shard, now)
  return [
    next,
    [...requests, { _tag: 'Tell', event: { _tag: 'ShardOpened', shard: shard.id, open: next.shards.counts.open } }],
  ]
}
