/** Load: how much fits into one call of writes: 25 writes, and 16 MB on the network. */
import { wireBytes, wireBytesAtMost } from '../../value/wireBytes'
import { maxBatchWrites } from '../limits'
import type { BatchWrite } from '../Operation'

// -----------------------------------------------------------------------------
// model
// -----------------------------------------------------------------------------

/** A call that is being filled. */
export interface Load {
  readonly writes: ReadonlyArray<BatchWrite>
  /** Adds a write; `false` where there is no room for it. An empty load has room for any write. */
  readonly add: (write: BatchWrite) => boolean
}

// -----------------------------------------------------------------------------
// constructors
// -----------------------------------------------------------------------------

/**
 * The most bytes of the items of a call. DynamoDB takes 16 MB; we count them as 16,000,000, whichever it means, and leave
 * the rest of 16 MiB to what stands around the items.
 *
 * Source: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchWriteItem.html
 */
const maxBytes = 15_900_000

const dataOf = (write: BatchWrite) => (write._tag === 'Put' ? write.item : write.key)

/**
 * An empty call. Its bytes are estimated, which is cheap; only where the estimate is over 16 MB, which takes texts of 2.7
 * million characters, the items are counted exactly.
 */
export const emptyLoad = (): Load => {
  const writes: Array<BatchWrite> = []
  let bytes = 0
  let bytesOf = wireBytesAtMost
  return {
    writes,
    add: (write) => {
      if (writes.length >= maxBatchWrites) return false
      let more = bytesOf(dataOf(write))
      if (bytes + more > maxBytes && bytesOf === wireBytesAtMost) {
        bytesOf = wireBytes
        bytes = writes.reduce((sum, one) => sum + wireBytes(dataOf(one)), 0)
        more = wireBytes(dataOf(write))
      }
      if (bytes + more > maxBytes && writes.length > 0) return false
      writes.push(write)
      bytes += more
      return true
    },
  }
}

// -----------------------------------------------------------------------------
// combinators
// -----------------------------------------------------------------------------

/** Writes in calls, in order. */
export const loadsOf = (writes: ReadonlyArray<BatchWrite>): ReadonlyArray<ReadonlyArray<BatchWrite>> => {
  const loads: Array<Load> = []
  for (const write of writes) {
    if (loads.at(-1)?.add(write) === true) continue
    const load = emptyLoad()
    load.add(write)
    loads.push(load)
  }
  return loads.map((load) => load.writes)
}
