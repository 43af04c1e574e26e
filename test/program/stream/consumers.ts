/** Consumers of fake feeds, for tests. */
import * as E from 'fp-ts/Either'
import * as RTE from 'fp-ts/ReaderTaskEither'
import type { StreamToken } from '../../../src/codec/streamToken'
import { inMemory } from '../../../src/memory'
import type * as Checkpoint from '../../../src/program/Checkpoint'
import type { StreamRecord } from '../../../src/program/operation/stream'
import type { Program } from '../../../src/program/Program'
import type { ConsumeOptions } from '../../../src/program/stream/ConsumeOptions'
import { consumeWith } from '../../../src/program/stream/consume/consumeWith'
import { consuming } from '../../../src/program/stream/consume/consuming'
import * as Policy from '../../../src/program/time/Policy'
import type { Timer } from '../../../src/program/time/Timer'
import { type FakeOptions, type FakeShard, fakeFeed, record, sequenceNumber } from './fakeFeed'

export const store = inMemory()
export const timer = { random: () => 0.5, sleep: () => new Promise<void>((done) => setImmediate(done)) }

/** What a record is decoded to. */
export interface Seen {
  readonly shard: string
  readonly n: number
}
export const numberOf = ({ newImage }: StreamRecord): number => {
  const n = newImage?.n
  return n !== undefined && 'N' in n ? Number(n.N) : -1
}

export type Handler = (records: ReadonlyArray<Seen>) => Program<string, unknown>

/** Consumes shards by a handler of what was seen. */
export const consumed = <P = never>(
  shards: ReadonlyArray<FakeShard>,
  handler: Handler,
  options: ConsumeOptions<string, P> = {},
  fake: FakeOptions = {},
) =>
  consumeWith(
    (consumer) =>
      ({ position }) =>
        consuming(fakeFeed(shards, fake)(position))(consumer),
  )<Seen, string, P>(handler, { timer, retry: Policy.limit(1), ...options })({
    table: 'things',
    position: 'trimHorizon',
    decode: (shard, one) => ({ shard, n: numberOf(one) }),
  })(store)()

/** A handler that keeps what it sees. */
export const keeping = () => {
  const seen: Array<ReadonlyArray<Seen>> = []
  const handler: Handler = (records) => RTE.fromIO(() => seen.push(records))
  return { seen, handler, numbers: () => seen.flat().map(({ n }) => n) }
}

export const program =
  <E = string>(answer: () => Promise<E.Either<E, unknown>>): Program<E, unknown> =>
  () =>
    answer

export const range = (from: number, to: number, item = 'a') =>
  Array.from({ length: to - from }, (_, i) => record(from + i, item))
export const shard = (id: string, from: number, to: number): FakeShard => ({ id, entries: range(from, to) })

export const saved = async (checkpoint: Checkpoint.Checkpoint): Promise<StreamToken['shards'] | undefined> => {
  const claim = await checkpoint.claim(store)()
  const value = E.isRight(claim) ? claim.right.value : undefined
  return (value as unknown as StreamToken | undefined)?.shards
}

export const behind = (n: number) => `after ${sequenceNumber(n)}`

/** Lets what is under way go on, as far as it does without time. */
export const settle = async (): Promise<void> => {
  for (let i = 0; i < 20; i++) await new Promise<void>((done) => setImmediate(done))
}

/** Time that passes when it is told to. */
export const virtual = () => {
  let now = 0
  const sleeping = new Set<{ readonly at: number; readonly end: () => void }>()
  const virtualTimer: Timer = {
    random: () => 0.5,
    sleep: (milliseconds) =>
      new Promise((end) => {
        sleeping.add({ at: now + milliseconds, end })
      }),
  }
  const advance = async (milliseconds: number): Promise<void> => {
    now += milliseconds
    for (const one of [...sleeping])
      if (one.at <= now) {
        sleeping.delete(one)
        one.end()
      }
    await settle()
  }
  return { timer: virtualTimer, advance }
}
