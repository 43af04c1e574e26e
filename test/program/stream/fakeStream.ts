/** A stream of a store that is not there: shards that split, close, are trimmed and vanish, by a clock of its own. */
import * as E from 'fp-ts/Either'
import type { ShardReadError } from '../../../src/program/errors'
import type { Interpreter } from '../../../src/program/Interpreter'
import type {
  DescribeStream,
  GetRecords,
  GetShardIterator,
  Operation,
  Shard,
  ShardIterator,
  StreamDescription,
  StreamRecord,
  StreamRecords,
  StreamStatus,
} from '../../../src/program/Operation'
import type { StreamOptions } from '../../../src/program/stream/StreamOptions'
import type { TableDescription } from '../../../src/value/TableSpec'

export const day = 24 * 3_600_000
export const table = 'things'

interface FakeShard {
  readonly id: string
  readonly parent?: string
  /** It has the items n with n % of === is. */
  readonly is: number
  readonly of: number
  records: ReadonlyArray<StreamRecord>
  /** How many of its records are trimmed. */
  trimmed: number
  closedAt?: number
  /** From when on it is described. */
  describedAt: number
}

export const itemOf = ({ keys }: StreamRecord): string => (keys.id as { S: string }).S

/** A store with one table and its stream. Everything that is read of it is an answer to an operation. */
export const fakeStream = () => {
  let now = 1_800_000_000_000
  let label = 1
  let shards: ReadonlyArray<FakeShard> = []
  let written = 0
  let made = 0
  let status: StreamStatus = 'ENABLED'
  const all: Array<{ readonly shard: string; readonly record: StreamRecord }> = []
  const arn = () => `arn:aws:dynamodb:fake:000000000000:table/${table}/stream/${label}`

  const name = () => `shardId-${String(label).padStart(3, '0')}-${String(made).padStart(6, '0')}`
  const add = (is: number, of: number, parent: string | undefined, delay: number) => {
    shards = [
      ...shards,
      {
        id: name(),
        ...(parent === undefined ? {} : { parent }),
        is,
        of,
        records: [],
        trimmed: 0,
        // Never before its parent is.
        describedAt: Math.max(now + delay, shards.find(({ id }) => id === parent)?.describedAt ?? now),
      },
    ]
    made++
  }
  const open = () => shards.filter(({ closedAt }) => closedAt === undefined)
  add(0, 1, undefined, 0)

  const trim = () => {
    for (const shard of shards) {
      while ((shard.records[shard.trimmed]?.at ?? now) < now - day) shard.trimmed++
    }
    shards = shards.filter(
      ({ closedAt, records, trimmed }) => closedAt === undefined || closedAt > now - day || trimmed < records.length,
    )
  }

  const store = {
    now: () => now,
    arn,
    /** Every record that was ever written, and where. */
    all: all as ReadonlyArray<{ readonly shard: string; readonly record: StreamRecord }>,
    parentOf: new Map<string, string>(),
    write: (item: number) => {
      if (status === 'DISABLED') return
      written++
      const record: StreamRecord = {
        event: 'MODIFY',
        sequenceNumber: `${10 ** 15 + written}00000`,
        at: Math.floor(now / 1000) * 1000,
        keys: { id: { S: String(item) } },
        newImage: { id: { S: String(item) }, n: { N: String(written) } },
        byTimeToLive: false,
      }
      const shard = open().find(({ is, of }) => item % of === is) as FakeShard
      shard.records = [...shard.records, record]
      all.push({ shard: shard.id, record })
    },
    /** Splits an open shard in two, or rolls it over into one; its children are described later, the second one maybe later still. */
    split: (nth: number, delay: number, one: boolean, later = 0) => {
      const candidates = open()
      const shard = candidates[nth % Math.max(1, candidates.length)]
      if (shard === undefined) return
      shard.closedAt = now
      const children: ReadonlyArray<readonly [number, number]> =
        one || shard.of >= 16
          ? [[shard.is, shard.of]]
          : [
              [shard.is, shard.of * 2],
              [shard.is + shard.of, shard.of * 2],
            ]
      for (const [child, [is, of]] of children.entries()) {
        store.parentOf.set(name(), shard.id)
        add(is, of, shard.id, delay + child * later)
      }
    },
    advance: (milliseconds: number) => {
      now += milliseconds
      trim()
    },
    off: () => {
      status = 'DISABLED'
      for (const shard of open()) shard.closedAt = now
    },
    /** Switched off and on again: another stream. */
    replace: () => {
      store.off()
      label++
      old = { status, shards }
      status = 'ENABLED'
      shards = []
      add(0, 1, undefined, 0)
    },
    describe: (operation: DescribeStream): E.Either<ShardReadError, StreamDescription> => {
      if (operation.stream !== arn()) return ofOld(operation)
      return E.right(page(operation, shards, status))
    },
    iterator: (operation: GetShardIterator): E.Either<ShardReadError, ShardIterator> => {
      const { shard: id, from, stream } = operation
      const shard = find(stream, id)
      if (shard === undefined) return E.left({ _tag: 'StreamNotFound', table, stream, shard: id })
      const { records, trimmed } = shard
      const at = ((): number | undefined => {
        switch (from._tag) {
          case 'TrimHorizon':
            return trimmed
          case 'Latest':
            return records.length
          case 'After': {
            const nth = records.findIndex(({ sequenceNumber }) => sequenceNumber === from.sequenceNumber)
            return nth === -1 ? undefined : nth + 1
          }
          case 'At':
            return undefined
        }
      })()
      if (at === undefined) return E.left({ _tag: 'InvalidRequest', reason: 'no such sequence number' })
      if (at < trimmed) return E.left({ _tag: 'RecordsTrimmed', stream, shard: id })
      return E.right({ iterator: `${at} ${now}` })
    },
    records: ({ shard: id, stream, iterator, limit = 1000 }: GetRecords): E.Either<ShardReadError, StreamRecords> => {
      const shard = find(stream, id)
      if (shard === undefined) return E.left({ _tag: 'StreamNotFound', table, stream, shard: id })
      const [at = 0, made = 0] = iterator.split(' ').map(Number)
      if (now - made > 15 * 60_000) return E.left({ _tag: 'IteratorExpired', stream, shard: id })
      if (at < shard.trimmed) return E.left({ _tag: 'RecordsTrimmed', stream, shard: id })
      const records = shard.records.slice(at, at + limit)
      const end = at + records.length
      return E.right({
        records,
        ...(shard.closedAt !== undefined && end >= shard.records.length ? {} : { next: `${end} ${now}` }),
      })
    },
    table: (): TableDescription => ({
      schema: { name: table, key: { partition: [{ name: 'id', type: 'S' }], sort: [] }, indexes: [] },
      settings: { stream: status === 'ENABLED' ? 'newAndOld' : 'off' },
      status: 'ACTIVE',
      pending: [],
      itemCount: 0,
      latestStream: arn(),
    }),
  }
  let old: { readonly status: StreamStatus; readonly shards: ReadonlyArray<FakeShard> } | undefined

  const page = (
    { start, childrenOf, limit = 3 }: DescribeStream,
    of: ReadonlyArray<FakeShard>,
    said: StreamStatus,
  ): StreamDescription => {
    const visible = of.filter(
      ({ describedAt, parent }) => describedAt <= now && (childrenOf === undefined || parent === childrenOf),
    )
    const from = start === undefined ? 0 : visible.findIndex(({ id }) => id === start) + 1
    const some = visible.slice(from, from + limit)
    const last = some.at(-1)
    return {
      status: said,
      view: 'newAndOld',
      shards: some.map(({ id, parent }): Shard => ({ id, ...(parent === undefined ? {} : { parent }) })),
      ...(last !== undefined && from + limit < visible.length ? { next: last.id } : {}),
    }
  }
  const ofOld = (operation: DescribeStream): E.Either<ShardReadError, StreamDescription> =>
    old === undefined || operation.stream !== arn().replace(/\d+$/, String(label - 1))
      ? E.left({ _tag: 'StreamNotFound', table, stream: operation.stream })
      : E.right(page(operation, old.shards, 'DISABLED'))
  const find = (stream: string, id: string): FakeShard | undefined =>
    (stream === arn() ? shards : (old?.shards ?? [])).find((shard) => shard.id === id)
  return store
}

export type FakeStream = ReturnType<typeof fakeStream>

/** The fake as an interpreter. */
export const fakeInterpreter =
  (store: FakeStream): Interpreter =>
  (operation: Operation) =>
    (async () => {
      switch (operation._tag) {
        case 'DescribeTable':
          return E.right(store.table())
        case 'DescribeStream':
          return store.describe(operation)
        case 'GetShardIterator':
          return store.iterator(operation)
        case 'GetRecords':
          return store.records(operation)
        default:
          return E.left({ _tag: 'InvalidRequest', reason: operation._tag })
      }
    }) as never

/** Waits take no time, but the store's clock goes on. */
export const timeOf = (store: FakeStream): Pick<StreamOptions, 'timer' | 'now'> => ({
  now: store.now,
  timer: {
    random: () => 0.5,
    sleep: (milliseconds) =>
      new Promise((resolve) =>
        setImmediate(() => {
          store.advance(milliseconds)
          resolve()
        }),
      ),
  },
})
