/** Operations on streams as text. */
import type { IteratorStart, Operation } from '../../../program/Operation'

const names = ['DescribeStream', 'GetShardIterator', 'GetRecords'] as const

type OfStream = Operation<(typeof names)[number]>

/** Whether an operation is on a stream. */
export const isOfStream = (operation: Operation): operation is OfStream =>
  (names as ReadonlyArray<string>).includes(operation._tag)

const fromText = (from: IteratorStart): string => {
  switch (from._tag) {
    case 'TrimHorizon':
      return 'from the oldest record'
    case 'Latest':
      return 'after the newest record'
    case 'At':
      return `from ${from.sequenceNumber}`
    case 'After':
      return `after ${from.sequenceNumber}`
  }
}

const limited = (limit: number | undefined): string => (limit === undefined ? '' : `, limit ${limit}`)

/** An operation on a stream as one line. Iterators are long, say nothing to people, and are left out. */
export const streamLine = (operation: OfStream): string => {
  switch (operation._tag) {
    case 'DescribeStream': {
      const { stream, childrenOf, limit, start } = operation
      const children = childrenOf === undefined ? '' : `, children of ${childrenOf}`
      return `DescribeStream ${stream}${children}${limited(limit)}${start === undefined ? '' : `, after ${start}`}`
    }
    case 'GetShardIterator':
      return `GetShardIterator ${operation.stream}, ${operation.shard}, ${fromText(operation.from)}`
    case 'GetRecords':
      return `GetRecords ${operation.stream}, ${operation.shard}${limited(operation.limit)}`
  }
}
