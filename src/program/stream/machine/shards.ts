/** The shards of the machine: to change one costs the same however many there are. */
import type { Counts, ShardState, Shards, State, Tries } from './model'

const chunkLength = 32

// -----------------------------------------------------------------------------
// constructors
// -----------------------------------------------------------------------------

/** Nothing was tried yet. */
export const untried: Tries = { repetition: 0, waited: 0, wait: 0 }

const none: Counts = { open: 0, waiting: 0, unsettled: 0, unfixed: 0, ended: 0, doubted: 0, idle: 0 }

/** No shards. */
export const noShards: Shards = { chunks: [], slots: new Map(), counts: none }

/** A shard that nothing was done with yet, for the next free place. */
export const newShard = (id: string, parent: string | undefined): Omit<ShardState, 'slot'> => ({
  id,
  ...(parent === undefined ? {} : { parent }),
  phase: 'waiting',
  place: {},
  cursor: {},
  latest: false,
  out: false,
  iteratorAt: 0,
  readAt: 0,
  polls: untried,
  failures: untried,
})

// -----------------------------------------------------------------------------
// destructors
// -----------------------------------------------------------------------------

/** A shard by its id. */
export const shardOf = ({ slots, chunks }: Shards, id: string): ShardState | undefined => {
  const slot = slots.get(id)
  return slot === undefined ? undefined : chunks[Math.floor(slot / chunkLength)]?.[slot % chunkLength]
}

/** All of them. */
export const allShards = ({ chunks }: Shards): ReadonlyArray<ShardState> => chunks.flat()

const isOpen = ({ phase }: ShardState): boolean => phase === 'opening' || phase === 'reading' || phase === 'held'
// One that cannot be read for the moment is not waited for: others have something meanwhile.
const isUnsettled = ({ phase, polls, failures }: ShardState): boolean =>
  failures.repetition === 0 &&
  (phase === 'opening' || phase === 'doubted' || ((phase === 'reading' || phase === 'ended') && polls.repetition === 0))
const isIdle = ({ phase, polls }: ShardState, most: number): boolean =>
  (phase === 'reading' || phase === 'ended' || phase === 'opening') && polls.repetition >= most

/** Adds a shard to counts, or takes it off. */
const counted = (counts: Counts, shard: ShardState, sign: 1 | -1, most: number): Counts => ({
  open: counts.open + (isOpen(shard) ? sign : 0),
  waiting: counts.waiting + (shard.phase === 'waiting' ? sign : 0),
  unsettled: counts.unsettled + (isUnsettled(shard) ? sign : 0),
  unfixed: counts.unfixed + (shard.latest && (shard.phase === 'opening' || shard.phase === 'doubted') ? sign : 0),
  ended: counts.ended + (shard.phase === 'ended' ? sign : 0),
  doubted: counts.doubted + (shard.phase === 'doubted' ? sign : 0),
  idle: counts.idle + (isIdle(shard, most) ? sign : 0),
})

// -----------------------------------------------------------------------------
// combinators
// -----------------------------------------------------------------------------

const replaced = <A>(list: ReadonlyArray<A>, at: number, a: A): ReadonlyArray<A> => {
  const copy = list.slice()
  copy[at] = a
  return copy
}

const mostOf = ({ settings }: State): number => settings.emptyAnswers ?? Number.POSITIVE_INFINITY

/** The state with a shard as it is now. */
export const setShard = (state: State, shard: ShardState): State => {
  const { chunks, slots, counts } = state.shards
  const at = Math.floor(shard.slot / chunkLength)
  const chunk = chunks[at] ?? []
  const before = chunk[shard.slot % chunkLength]
  const most = mostOf(state)
  const without = before === undefined ? counts : counted(counts, before, -1, most)
  const changed = replaced(chunks, at, replaced(chunk, shard.slot % chunkLength, shard))
  return { ...state, shards: { chunks: changed, slots, counts: counted(without, shard, 1, most) } }
}

/** The state with these shards and no others; they are given new places. */
export const withShards = (state: State, all: ReadonlyArray<Omit<ShardState, 'slot'>>): State => {
  const placed = all.map((shard, slot): ShardState => ({ ...shard, slot }))
  const chunks: Array<ReadonlyArray<ShardState>> = []
  for (let i = 0; i < placed.length; i += chunkLength) chunks.push(placed.slice(i, i + chunkLength))
  const most = mostOf(state)
  return {
    ...state,
    shards: {
      chunks,
      slots: new Map(placed.map(({ id, slot }) => [id, slot])),
      counts: placed.reduce((counts, shard) => counted(counts, shard, 1, most), none),
    },
  }
}
