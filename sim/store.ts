/** Store: a store in memory at the world's time, which tells each change of an item: the ground truth. */
import * as Memory from 'bloop-ts/memory'
import type { Either } from 'fp-ts/Either'
import type { ErrorOf, Operation, OutputOf } from '../src/program/Operation'
import type { Item } from '../src/value/AttributeValue'
import { equalsItems } from '../src/value/equality'
import type { World } from './world'

// -----------------------------------------------------------------------------
// model
// -----------------------------------------------------------------------------

/** An item of a watched table is another one than before. */
export interface ItemChange {
  readonly at: number
  readonly key: string
  readonly old: Item | undefined
  readonly new: Item | undefined
  /** Nobody did it but time. */
  readonly expired: boolean
}

/** A store. */
export interface Store {
  readonly perform: <Op extends Operation>(operation: Op) => Either<ErrorOf<Op['_tag']>, OutputOf<Op['_tag']>>
  /** What it answers, of which nobody knows: no time passes, and nothing is told. */
  readonly peek: <Op extends Operation>(operation: Op) => Either<ErrorOf<Op['_tag']>, OutputOf<Op['_tag']>>
  /** What it would answer, had the shards not changed a moment ago; nothing where they have not, or someone saw it already. */
  readonly stale: <Op extends Operation>(operation: Op) => Either<ErrorOf<Op['_tag']>, OutputOf<Op['_tag']>> | undefined
  /** Changes the shards in some other way. */
  readonly reshard: (change: (state: Memory.State) => Memory.State) => void
  /** The time is now: what is due by it happens. */
  readonly tick: () => void
  readonly items: (table: string) => ReadonlyMap<string, Item>
  /** How many changes of watched items there were. */
  readonly changes: () => number
}

// -----------------------------------------------------------------------------
// constructors
// -----------------------------------------------------------------------------

/** A number of an item, as text. */
export const numberIn = (item: Item | undefined, name: string): string | undefined => {
  const value = item?.[name]
  return value !== undefined && 'N' in value ? value.N : undefined
}

/** For how many milliseconds shards may not be described yet. */
const aMoment = 5_000

/** The text of a key: all tables of the simulation have the key `p`, `s`. */
export const keyText = (item: Item): string => {
  const partition = item.p
  return `${partition !== undefined && 'S' in partition ? partition.S : ''}/${numberIn(item, 's')}`
}

const byKey = (state: Memory.State, table: string): ReadonlyMap<string, Item> =>
  new Map(Memory.items(state, table).map((item) => [keyText(item), item]))

/** A store, of which one table is watched. */
export const storeOf = (
  world: World,
  table: string,
  onChange: (change: ItemChange) => void = () => undefined,
): Store => {
  let state: Memory.State = Memory.at(world.now())(Memory.empty)
  let items: ReadonlyMap<string, Item> = new Map()
  let before: { readonly at: number; readonly state: Memory.State } | undefined

  let changes = 0
  const told = (change: ItemChange): void => {
    changes++
    onChange(change)
  }

  const become = (next: Memory.State, expired = false): void => {
    if (next === state) return
    state = next
    const now = byKey(next, table)
    for (const [key, item] of items) {
      const other = now.get(key)
      if (other !== item && (other === undefined || !equalsItems(other, item)))
        told({ at: world.now(), key, old: item, new: other, expired })
    }
    for (const [key, item] of now)
      if (!items.has(key)) told({ at: world.now(), key, old: undefined, new: item, expired })
    items = now
  }

  const tick = (): void => become(Memory.at(world.now())(state), true)

  return {
    perform: (operation) => {
      tick()
      if (operation._tag === 'DescribeStream') before = undefined
      const [next, answer] = Memory.step(state, operation)
      become(next)
      return answer
    },
    peek: (operation) => Memory.step(state, operation)[1],
    stale: (operation) =>
      before === undefined || world.now() - before.at > aMoment ? undefined : Memory.step(before.state, operation)[1],
    reshard: (change) => {
      before = { at: world.now(), state }
      tick()
      become(change(state))
    },
    tick,
    items: (name) => byKey(state, name),
    changes: () => changes,
  }
}
