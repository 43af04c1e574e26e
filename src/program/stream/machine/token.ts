/** token: the place up to which everything is dealt with. */
import { isDate } from '../../../codec/guards'
import { showPlace } from '../../../codec/streamPlace'
import type { StreamToken } from '../../../codec/streamToken'
import { assign } from '../../../value/record'
import type { State } from './model'

const isToken = (position: State['position']): position is StreamToken =>
  typeof position !== 'string' && !isDate(position)

/** The place of a state: from there on everything is given again that was not dealt with. */
export const tokenOf = ({ settings: { table }, stream, shards, position }: State): StreamToken => {
  const places: { [shard: string]: string } = {}
  for (const chunk of shards.chunks)
    for (const { id, phase, place } of chunk)
      if (phase !== 'waiting' && phase !== 'done') assign(places, id, showPlace(place))
  const isUnread = shards.slots.size === 0 && isToken(position) && (stream === '' || position.stream === stream)
  return isUnread ? position : { version: 1, table, stream, shards: places }
}
