/** Shards: which shard came from which, as far as the store ever said; and whether a token is past a record. */
import type { StreamToken } from '../src/codec/streamToken'
import type { Shard } from '../src/program/Operation'

// -----------------------------------------------------------------------------
// model
// -----------------------------------------------------------------------------

/** A family tree that is never forgotten. */
export interface Shards {
  readonly learn: (shards: ReadonlyArray<Shard>) => void
  readonly knows: (shard: string) => boolean
  /** Whether one is another, or came from it. */
  readonly isFrom: (shard: string, ancestor: string) => boolean
}

// -----------------------------------------------------------------------------
// constructors
// -----------------------------------------------------------------------------

/** No shards yet. */
export const shardsOf = (): Shards => {
  const parents = new Map<string, string | undefined>()
  const isFrom = (shard: string, ancestor: string): boolean => {
    for (let one: string | undefined = shard; one !== undefined; one = parents.get(one))
      if (one === ancestor) return true
    return false
  }
  return {
    learn: (all) => {
      for (const { id, parent } of all) if (!parents.has(id)) parents.set(id, parent)
    },
    knows: (shard) => parents.has(shard),
    isFrom,
  }
}

// -----------------------------------------------------------------------------
// destructors
// -----------------------------------------------------------------------------

/** Whether a token says that a record of its stream is done. */
export const covers =
  ({ isFrom }: Shards, token: StreamToken) =>
  (shard: string, sequenceNumber: string): boolean => {
    const position = token.shards[shard]
    if (position === undefined) return Object.keys(token.shards).some((other) => isFrom(other, shard))
    if (position.startsWith('ended')) return true
    const after = /^after (\d+)/.exec(position)?.[1]
    return after !== undefined && BigInt(after) >= BigInt(sequenceNumber)
  }
