/** Operations on streams. All of them read, and may be repeated. */
import * as E from 'fp-ts/Either'
import type { DescribeStream, GetRecords, GetShardIterator } from '../../program/Operation'
import { records } from './decode/records'
import { shardIterator, streamDescribed } from './decode/stream'
import * as encode from './encode/stream'
import { single } from './env'
import { shard, stream } from './failures'

/** DescribeStream. */
export const describeStream = single({
  operation: 'DescribeStream',
  table: ({ table }: DescribeStream) => table,
  encode: (_, operation) => E.right(encode.describeStream(operation)),
  failure: stream,
  decode: streamDescribed,
})

/** GetShardIterator. */
export const getShardIterator = single({
  operation: 'GetShardIterator',
  table: ({ table }: GetShardIterator) => table,
  encode: (_, operation) => E.right(encode.getShardIterator(operation)),
  failure: shard,
  decode: () => shardIterator,
})

/** GetRecords. */
export const getRecords = single({
  operation: 'GetRecords',
  table: ({ table }: GetRecords) => table,
  encode: (_, operation) => E.right(encode.getRecords(operation)),
  failure: shard,
  decode: () => records,
})
