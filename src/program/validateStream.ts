/** What can be seen to be wrong with an operation on a stream before anything is sent. */
import type { InvalidRequest } from './errors'
import { maxRecords, maxShards } from './limits'
import type { DescribeStream, GetRecords, GetShardIterator, IteratorStart } from './Operation'

// -----------------------------------------------------------------------------
// interpreters: parts
// -----------------------------------------------------------------------------

const invalid = (reason: string): InvalidRequest => ({ _tag: 'InvalidRequest', reason })

const text = (noun: string, u: unknown): InvalidRequest | undefined =>
  typeof u === 'string' && u !== '' ? undefined : invalid(`${noun} is a text that is not empty, not ${String(u)}`)

const optionalText = (noun: string, u: unknown): InvalidRequest | undefined =>
  u === undefined ? undefined : text(noun, u)

const limit = (u: number | undefined, most: number): InvalidRequest | undefined =>
  u === undefined || (Number.isInteger(u) && u >= 1 && u <= most)
    ? undefined
    : invalid(`limit is a whole number from 1 to ${most}, not ${String(u)}`)

/**
 * 21 to 40 digits.
 *
 * Source: https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_streams_GetShardIterator.html
 */
const sequenceNumber = (u: unknown): InvalidRequest | undefined =>
  typeof u === 'string' && /^\d{21,40}$/.test(u)
    ? undefined
    : invalid(`a sequence number has from 21 to 40 digits, this one is ${String(u)}`)

const from = (start: IteratorStart): InvalidRequest | undefined => {
  switch (start._tag) {
    case 'TrimHorizon':
    case 'Latest':
      return undefined
    case 'At':
    case 'After':
      return sequenceNumber(start.sequenceNumber)
    default:
      return invalid('from is one of TrimHorizon, Latest, At, After')
  }
}

// -----------------------------------------------------------------------------
// interpreters
// -----------------------------------------------------------------------------

/** What is wrong with an operation on a stream; `undefined` where nothing is. */
export const validateStream = (
  operation: DescribeStream | GetShardIterator | GetRecords,
): InvalidRequest | undefined => {
  const wrong = text('the table', operation.table) ?? text('the stream', operation.stream)
  if (wrong !== undefined) return wrong
  switch (operation._tag) {
    case 'DescribeStream':
      return (
        optionalText('childrenOf', operation.childrenOf) ??
        optionalText('start', operation.start) ??
        limit(operation.limit, maxShards)
      )
    case 'GetShardIterator':
      return text('the shard', operation.shard) ?? from(operation.from)
    case 'GetRecords':
      return (
        text('the shard', operation.shard) ??
        text('the iterator', operation.iterator) ??
        limit(operation.limit, maxRecords)
      )
  }
}
