/** Requests on streams. */
import type { DescribeStream, GetRecords, GetShardIterator, IteratorStart } from '../../../program/Operation'
import type { WireStreamInputs } from '../wire'

const types = {
  TrimHorizon: 'TRIM_HORIZON',
  Latest: 'LATEST',
  At: 'AT_SEQUENCE_NUMBER',
  After: 'AFTER_SEQUENCE_NUMBER',
} as const satisfies { readonly [T in IteratorStart['_tag']]: string }

/** DescribeStream. DynamoDB takes a filter or a start, and not both: from a start on, all shards are asked for. */
export const describeStream = ({
  stream,
  childrenOf,
  limit,
  start,
}: DescribeStream): WireStreamInputs['DescribeStream'] => ({
  StreamArn: stream,
  ...(limit === undefined ? {} : { Limit: limit }),
  ...(start === undefined ? {} : { ExclusiveStartShardId: start }),
  ...(childrenOf === undefined || start !== undefined
    ? {}
    : { ShardFilter: { Type: 'CHILD_SHARDS', ShardId: childrenOf } }),
})

/** GetShardIterator. */
export const getShardIterator = ({ stream, shard, from }: GetShardIterator): WireStreamInputs['GetShardIterator'] => ({
  StreamArn: stream,
  ShardId: shard,
  ShardIteratorType: types[from._tag],
  ...('sequenceNumber' in from ? { SequenceNumber: from.sequenceNumber } : {}),
})

/** GetRecords. */
export const getRecords = ({ iterator, limit }: GetRecords): WireStreamInputs['GetRecords'] => ({
  ShardIterator: iterator,
  ...(limit === undefined ? {} : { Limit: limit }),
})
