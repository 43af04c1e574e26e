/** Truth: every change of an item that there was, as the store made it, whatever its stream says. */
import type { StreamRecord } from '../src/program/Operation'
import type { Item } from '../src/value/AttributeValue'
import { type ItemChange, keyText, numberIn } from './store'

// -----------------------------------------------------------------------------
// model
// -----------------------------------------------------------------------------

/** A change that has to be in the stream. */
export interface Written {
  readonly key: string
  /** The how manieth change of this item, from 0. */
  readonly index: number
  readonly at: number
  /** The stream that it is in; nothing where there was none. */
  readonly stream: string | undefined
  /** From 0 to 1: those below some limit are refused by every handler. */
  readonly luck: number
}

/** All changes. Each item has a number `n` that no other write has, so that a record says which change it is of. */
export interface Truth {
  readonly note: (change: ItemChange, stream: string | undefined) => void
  /** The change that a record is of; nothing where there was no such change. */
  readonly find: (record: StreamRecord) => Written | undefined
  /** Notes in which shard a record was, as long as it can be read. */
  readonly locate: (record: StreamRecord, shard: string) => void
  /** The shard of a change, where it is known. */
  readonly shardOf: (written: Written) => string | undefined
  readonly all: () => ReadonlyArray<Written>
}

// -----------------------------------------------------------------------------
// constructors
// -----------------------------------------------------------------------------

const numberOf = (item: Item | undefined): string => numberIn(item, 'n') ?? 'none'

/** No changes yet. */
export const truth = (): Truth => {
  const all: Array<Written> = []
  const counts = new Map<string, number>()
  const byNumbers = new Map<string, Written>()
  const name = (key: string, old: Item | undefined, next: Item | undefined) =>
    `${key}: ${numberOf(old)} to ${numberOf(next)}`
  const shards = new Map<Written, string>()
  const find: Truth['find'] = ({ event, keys, oldImage, newImage }) => {
    const found = byNumbers.get(name(keyText(keys), oldImage, newImage))
    const expected = oldImage === undefined ? 'INSERT' : newImage === undefined ? 'REMOVE' : 'MODIFY'
    return event === expected ? found : undefined
  }
  return {
    note: ({ at, key, old, new: next }, stream) => {
      const index = counts.get(key) ?? 0
      counts.set(key, index + 1)
      const written = { key, index, at, stream, luck: (Math.imul(all.length + 1, 0x9e3779b1) >>> 0) / 2 ** 32 }
      all.push(written)
      byNumbers.set(name(key, old, next), written)
    },
    locate: (record, shard) => {
      const written = find(record)
      if (written !== undefined) shards.set(written, shard)
    },
    shardOf: (written) => shards.get(written),
    find,
    all: () => all,
  }
}
