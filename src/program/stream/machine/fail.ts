/** fail: what the machine makes of failures. */
import type { ShardReadError } from '../../errors'
import { invalidAnswer } from '../../invalidAnswer'
import { isOutcomeUnknown, isRefusedForNow } from '../../repeatable'
import { end, gap, locate, look, renew, spaced } from './ask'
import type { Ask, Moment, ShardState, State, Step, Tries } from './model'
import { setShard, shardOf } from './shards'
import { tried } from './tries'

/** The shard that a question is about. */
const shardOfAsk = (ask: Ask): string | undefined =>
  ask._tag === 'GetIterator' || ask._tag === 'GetRecords' ? ask.operation.shard : undefined

/** An error that ends it. Those of shards are none of the questions that get here. */
const over = (state: State, error: ShardReadError): Step =>
  error._tag === 'IteratorExpired' || error._tag === 'RecordsTrimmed'
    ? end(state, invalidAnswer('DescribeStream', 'an error of a stream', error._tag))
    : end(state, error)

const retried = (
  state: State,
  ask: Ask,
  error: ShardReadError,
  failures: Tries | undefined,
  at: (failures: Tries) => number,
  keep: (failures: Tries) => State,
): Step => {
  if (failures === undefined || error._tag === 'IteratorExpired' || error._tag === 'RecordsTrimmed')
    return over(state, error)
  const shard = shardOfAsk(ask)
  return [
    keep(failures),
    [
      { ...ask, at: at(failures) },
      {
        _tag: 'Tell',
        event: { _tag: 'Retried', ...(shard === undefined ? {} : { shard }), error, wait: failures.wait },
      },
    ],
  ]
}

const ofShard = (state: State, shard: ShardState, ask: Ask, error: ShardReadError, moment: Moment): Step => {
  const { now, random } = moment
  const failures = tried(state.settings.retry, shard.failures, random)
  if (isRefusedForNow(error) || isOutcomeUnknown(error)) {
    const at = ({ wait }: Tries): number =>
      ask._tag === 'GetRecords' ? spaced(state, now + wait, shard.readAt) : now + wait
    return retried(state, ask, error, failures, at, (tries) =>
      setShard(state, { ...shard, failures: tries, ...(ask._tag === 'GetRecords' ? { readAt: at(tries) } : {}) }),
    )
  }
  // The first time at once; where that does not help, with waits.
  const wait = shard.failures.repetition === 0 ? 0 : failures?.wait
  if (failures === undefined || wait === undefined) return over(state, error)
  switch (error._tag) {
    case 'IteratorExpired':
      return renew(state, { ...shard, failures }, now + wait)
    case 'RecordsTrimmed':
      return gap(state, { ...shard, failures }, 'trimmed', {
        at: now,
        ...(shard.latest || shard.cursor.since === undefined ? {} : { since: shard.cursor.since }),
      })
    case 'StreamNotFound':
      return look(setShard(state, { ...shard, phase: 'doubted' }), now)
    default:
      return over(state, error)
  }
}

const ofStream = (state: State, ask: Ask, error: ShardReadError, { now, random }: Moment): Step => {
  if (isRefusedForNow(error) || isOutcomeUnknown(error))
    return retried(
      state,
      ask,
      error,
      tried(state.settings.retry, state.failures, random),
      ({ wait }) => now + wait,
      (failures) => ({ ...state, failures }),
    )
  if (ask._tag === 'Locate' && state.phase === 'finishing' && error._tag === 'TableNotFound') return end(state)
  if (ask._tag !== 'Describe' || error._tag !== 'StreamNotFound') return over(state, error)
  const { table } = state.settings
  return state.phase === 'listing' && typeof state.position === 'string'
    ? end(state, { _tag: 'NoStream', table, view: 'off' })
    : [{ ...state, phase: 'seeking' }, [locate(state, now)]]
}

/** A question failed. */
export const failed = (state: State, ask: Ask, error: ShardReadError, moment: Moment): Step => {
  if (ask._tag === 'Describe' && ask.round !== state.round) return [state, []]
  const id = shardOfAsk(ask)
  if (id === undefined) return ofStream(state, ask, error, moment)
  const shard = shardOf(state.shards, id)
  const waitsFor = ask._tag === 'GetIterator' ? 'opening' : 'reading'
  return shard?.phase === waitsFor ? ofShard(state, shard, ask, error, moment) : [state, []]
}
