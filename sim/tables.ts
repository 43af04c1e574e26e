/** Tables: the model whose items change, and what the workload does to them. */
import { Attribute as A, Checkpoint, Condition, Model as M, Update as U } from 'bloop-ts'
import type { Operation, WriteAction } from '../src/program/Operation'
import type { Item } from '../src/value/AttributeValue'
import type { Random } from './random'

// -----------------------------------------------------------------------------
// model
// -----------------------------------------------------------------------------

/** The items. `n` is another number after each write; `pad` makes no difference. */
export const Thing = M.model({
  name: 'Thing',
  table: 'things',
  attributes: {
    p: A.string,
    s: A.integer,
    n: A.integer,
    pad: A.optional(A.string),
    expires: A.optional(A.timestamp),
  },
  key: { partition: 'p', sort: 's' },
  stream: 'newAndOld',
  timeToLive: 'expires',
})

/** Where checkpoints are kept. */
export const Places = Checkpoint.model({ table: 'places' })

/** How much is written. */
export interface Workload {
  readonly partitions: number
  readonly perPartition: number
  readonly writes: number
  /** Milliseconds from the first write to the last one. */
  readonly duration: number
}

// -----------------------------------------------------------------------------
// constructors
// -----------------------------------------------------------------------------

/** How many seconds an item lives that has a time to live, at most. */
export const longestLife = 20

const always = Condition.always

const keyOf = ({ partitions, perPartition }: Workload, random: Random): Item => ({
  p: { S: `p${random.whole(1, partitions)}` },
  s: { N: String(random.whole(1, perPartition)) },
})

const itemOf = (key: Item, n: number, now: number, random: Random): Item => ({
  ...key,
  n: { N: String(n) },
  ...(random.chance(0.1) ? { pad: { S: 'x' } } : {}),
  ...(random.chance(0.1) ? { expires: { N: String(Math.floor(now / 1000) + random.whole(1, longestLife)) } } : {}),
  // Not of the model, and so a raw record.
  ...(random.chance(0.05) ? { expires: { S: 'never' } } : {}),
})

const action = (workload: Workload, n: number, now: number, random: Random): WriteAction => {
  const key = keyOf(workload, random)
  const table = Thing.schema.name
  const what = random.next()
  if (what < 0.55) return { _tag: 'Put', table, item: itemOf(key, n, now, random), condition: always }
  if (what < 0.75) return { _tag: 'Delete', table, key, condition: always }
  return { _tag: 'Update', table, key, update: U.set(Thing.at.n, n), condition: always }
}

const alone = (one: WriteAction): Operation => {
  const common = { itemOnFailure: false, returning: 'none' } as const
  switch (one._tag) {
    case 'Put':
      return { _tag: 'PutItem', put: one, ...common }
    case 'Update':
      return { _tag: 'UpdateItem', update: one, ...common }
    case 'Delete':
      return { _tag: 'DeleteItem', delete: one, ...common }
    default:
      return { _tag: 'TransactWriteItems', actions: [one], itemOnFailure: false }
  }
}

/** Writes things: each time some other operation. `first` is the number of the first write. */
export const writerOf = (workload: Workload, random: Random) => {
  let n = 0
  return (now: number): Operation => {
    if (!random.chance(0.15)) return alone(action(workload, ++n, now, random))
    const actions = new Map<string, WriteAction>()
    for (let i = random.whole(2, 6); i > 0; i--) {
      const one = action(workload, ++n, now, random)
      actions.set(JSON.stringify(one._tag === 'Put' ? [one.item.p, one.item.s] : [one.key.p, one.key.s]), one)
    }
    return { _tag: 'TransactWriteItems', actions: [...actions.values()], itemOnFailure: false }
  }
}
