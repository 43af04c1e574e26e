/** heads: the records that are out of the shards, the earliest first: a heap, so that many shards cost little more than one. */
import * as sequenceNumber from '../../value/sequenceNumber'
import type { StreamRecord } from '../operation/stream'
import type { Batch } from './Feed'

// -----------------------------------------------------------------------------
// model
// -----------------------------------------------------------------------------

/** The first record of a shard that is still out. */
export interface Head {
  readonly shard: string
  readonly record: StreamRecord
  /** Whether it is the last one that is out of its shard. */
  readonly isLast: boolean
}

/** All of them. Of one shard there is one batch at most. */
export interface Heads {
  readonly isEmpty: () => boolean
  readonly push: (batch: Batch) => void
  /** The earliest record by its time, as far as it says; nothing where there is none. */
  readonly first: () => Head | undefined
  /** That one is dealt with. */
  readonly next: () => void
  readonly clear: () => void
}

interface Entry {
  readonly shard: string
  readonly records: ReadonlyArray<StreamRecord>
  at: number
  record: StreamRecord
}

// -----------------------------------------------------------------------------
// constructors
// -----------------------------------------------------------------------------

const isEarlier = ({ record: x }: Entry, { record: y }: Entry): boolean => {
  const a = x.at ?? Number.NEGATIVE_INFINITY
  const b = y.at ?? Number.NEGATIVE_INFINITY
  return a === b ? sequenceNumber.order.compare(x.sequenceNumber, y.sequenceNumber) < 0 : a < b
}

/** None. */
export const noHeads = (): Heads => {
  const heap: Array<Entry> = []

  /** Moves what is at the top down to where it belongs. */
  const sink = (entry: Entry): void => {
    let at = 0
    for (;;) {
      const left = heap[2 * at + 1]
      const right = heap[2 * at + 2]
      const isRight = left !== undefined && right !== undefined && isEarlier(right, left)
      const least = isRight ? right : left
      if (least === undefined || !isEarlier(least, entry)) break
      heap[at] = least
      at = 2 * at + (isRight ? 2 : 1)
    }
    heap[at] = entry
  }

  return {
    isEmpty: () => heap.length === 0,
    push: ({ shard, records }) => {
      const [record] = records
      if (record === undefined) return
      const entry: Entry = { shard, records, at: 0, record }
      let at = heap.length
      while (at > 0) {
        const up = (at - 1) >> 1
        const above = heap[up] as Entry
        if (!isEarlier(entry, above)) break
        heap[at] = above
        at = up
      }
      heap[at] = entry
    },
    first: () => {
      const [top] = heap
      return top === undefined
        ? undefined
        : { shard: top.shard, record: top.record, isLast: top.at + 1 === top.records.length }
    },
    next: () => {
      const [top] = heap
      if (top === undefined) return
      top.at++
      const record = top.records[top.at]
      if (record !== undefined) {
        top.record = record
        return sink(top)
      }
      const last = heap.pop() as Entry
      if (heap.length > 0) sink(last)
    },
    clear: () => {
      heap.length = 0
    },
  }
}
