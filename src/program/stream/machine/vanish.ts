/** vanish: what the machine makes of shards that are gone. */
import { gap, isOld } from './ask'
import type { ShardState, State, Step } from './model'
import { finish } from './read'

/** A shard that is not described any more: a gap, unless nothing of it can have been removed unread. */
export const vanish = (state: State, shard: ShardState, now: number): Step => {
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
