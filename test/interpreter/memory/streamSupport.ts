import { advance, type State, splitShards, step } from '../../../src/memory'
import type { IteratorStart, Operation, Shard, StreamRecord } from '../../../src/program/Operation'
import type { Item } from '../../../src/value/AttributeValue'
import type { StreamView } from '../../../src/value/TableSettings'
import { always, deleteItem, N, ok, putItem, S, simple, withTables } from './support'

export const hour = 3_600_000
export const day = 24 * hour

export const streamOf = (state: State, table = 'simple'): string =>
  ok(step(state, { _tag: 'DescribeTable', table })[1]).latestStream ?? ''

/** `simple`, with a stream. */
export const streamed = (stream: StreamView = 'newAndOld', before: State = withTables()): State =>
  step(before, { _tag: 'CreateTable', schema: simple, settings: { stream } })[0]

export const item = (id: string, n: number, more: Item = {}): Item => ({ id: S(id), n: N(n), ...more })

export const run = (state: State, ...operations: ReadonlyArray<Operation>): State =>
  operations.reduce((s, operation) => step(s, operation)[0], state)

export const puts = (...items: ReadonlyArray<Item>): ReadonlyArray<Operation> =>
  items.map((i) => putItem(i, always, 'simple'))

export const removes = (id: string): Operation => {
  const operation = deleteItem({ id: S(id) })
  return { ...operation, delete: { ...operation.delete, table: 'simple' } }
}

export const later = (milliseconds: number) => advance(milliseconds)
export const split = splitShards('simple')

export const describeStream = (
  state: State,
  stream: string = streamOf(state),
  more: Partial<Operation<'DescribeStream'>> = {},
) => step(state, { _tag: 'DescribeStream', table: 'simple', stream, ...more })[1]

export const shardsOf = (state: State, stream: string = streamOf(state)): ReadonlyArray<Shard> =>
  ok(describeStream(state, stream)).shards

export const iteratorOf = (state: State, shard: string, from: IteratorStart, stream: string = streamOf(state)) =>
  step(state, { _tag: 'GetShardIterator', table: 'simple', stream, shard, from })[1]

export const getRecords = (state: State, iterator: string, limit?: number) =>
  step(state, {
    _tag: 'GetRecords',
    table: 'simple',
    stream: 'not sent',
    shard: 'not sent',
    iterator,
    ...(limit === undefined ? {} : { limit }),
  })[1]

export const recordsFrom = (
  state: State,
  shard: string,
  from: IteratorStart = { _tag: 'TrimHorizon' },
  stream: string = streamOf(state),
): ReadonlyArray<StreamRecord> => ok(getRecords(state, ok(iteratorOf(state, shard, from, stream)).iterator)).records

/** All records, shard by shard. */
export const recordsOf = (state: State, stream: string = streamOf(state)): ReadonlyArray<StreamRecord> =>
  shardsOf(state, stream).flatMap(({ id }) => recordsFrom(state, id, { _tag: 'TrimHorizon' }, stream))

export const isOpen = ({ ending }: Shard): boolean => ending === undefined
