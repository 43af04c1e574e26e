import * as E from 'fp-ts/Either'
import * as RTE from 'fp-ts/ReaderTaskEither'
import { describe, expect, it } from 'vitest'
import * as A from '../../../src/codec'
import { inMemory } from '../../../src/memory'
import { model } from '../../../src/model'
import * as Checkpoint from '../../../src/program/Checkpoint'
import type { Interpreter } from '../../../src/program/Interpreter'
import type { StreamRecord } from '../../../src/program/operation/stream'
import type { ConsumeOptions } from '../../../src/program/stream/ConsumeOptions'
import { consume } from '../../../src/program/stream/consume'
import { consumeRaw } from '../../../src/program/stream/consume/consumeRaw'
import type { StreamEvent } from '../../../src/program/stream/Event'
import type { Stream } from '../../../src/program/stream/model'
import * as T from '../../../src/program/Table'
import * as W from '../../../src/program/Write'

const Thing = model({
  name: 'Thing',
  table: 'things',
  attributes: { id: A.string, n: A.integer },
  key: { partition: 'id' },
  stream: 'newAndOld',
})

const numberOf = ({ newImage }: StreamRecord): number => (newImage?.n && 'N' in newImage.n ? Number(newImage.n.N) : -1)

const things: Stream<number> = {
  _tag: 'Stream',
  table: 'things',
  models: [Thing],
  position: 'trimHorizon',
  decode: (_, record) => numberOf(record),
}

const setUp = async () => {
  const store = inMemory()
  await T.bind(Thing)(store)()
  const write = async (from: number, to: number) => {
    for (let n = from; n < to; n++) await W.run(W.put(Thing)({ id: `i${n % 4}`, n }))(store)()
  }
  const seen: Array<number> = []
  const handler = (numbers: ReadonlyArray<number>) => RTE.fromIO(() => seen.push(...numbers))
  return { store, write, seen, handler, checkpoint: Checkpoint.inMemory() }
}

const options: ConsumeOptions<never> = { readsPerSecond: Number.POSITIVE_INFINITY, batch: 5 }
const toTheEnd = { ...options, until: { emptyAnswers: 1 } } as const
const range = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => from + i)

describe('a stream in memory is consumed', () => {
  it('to its end, and on from there', async () => {
    const { store, write, seen, handler, checkpoint } = await setUp()
    await write(0, 12)
    const consumer = consume(handler, { ...toTheEnd, checkpoint })(things)
    expect(await consumer(store)()).toEqual(E.right({ records: 12, batches: 3, poisoned: 0, gaps: 0 }))
    await write(12, 20)
    expect(await consumer(store)()).toMatchObject(E.right({ records: 8 }))
    expect(seen).toEqual(range(0, 20))
  })

  it('until it is stopped in the middle of a read, to exactly there', async () => {
    const { store, write, seen, handler, checkpoint } = await setUp()
    await write(0, 20)
    const controller = new AbortController()
    const stopping = (numbers: ReadonlyArray<number>) => {
      if (numbers.includes(9)) controller.abort()
      return handler(numbers)
    }
    const first = consume(stopping, { ...options, checkpoint, signal: controller.signal })(things)
    expect(await first(store)()).toMatchObject(E.right({ records: 10 }))
    expect(await consume(handler, { ...toTheEnd, checkpoint })(things)(store)()).toMatchObject(E.right({ records: 10 }))
    expect(seen).toEqual(range(0, 20))
  })

  it('from the latest record on, also where it died before there was one', async () => {
    const { store, write, seen, handler, checkpoint } = await setUp()
    await write(0, 3)
    const latest = { ...things, position: 'latest' } as const
    // The time of the store.
    const now = () => 0
    const begun = new Promise<void>((done) => {
      const onEvent = ({ _tag }: StreamEvent) => _tag === 'Checkpointed' && done()
      const dying = () => () => () => new Promise<never>(() => undefined)
      consume(dying, { ...options, checkpoint, now, onEvent })(latest)(store)()
    })
    await begun
    await write(3, 6)
    expect(await consume(handler, { ...toTheEnd, checkpoint, now })(latest)(store)()).toMatchObject(E.right({}))
    expect(seen.slice(-3)).toEqual([3, 4, 5])
  })

  it('with its place in a table of the same store, where every second answer to a save is lost', async () => {
    const { store, write, seen, handler } = await setUp()
    const Place = Checkpoint.model({ table: 'checkpoints' })
    await T.bind(Place)(store)()
    await write(0, 40)
    let saves = 0
    const forgetful: Interpreter = (operation) => async () => {
      const answer = await store(operation)()
      const isLost = operation._tag === 'UpdateItem' && saves++ % 2 === 0
      return isLost ? E.left({ _tag: 'NetworkFailed', message: 'no answer' }) : answer
    }
    const timer = { random: Math.random, sleep: () => new Promise<void>((done) => setImmediate(done)) }
    const checkpoint = Checkpoint.table({ model: Place, name: 'mailer', timer })
    const consumer = consume(handler, { ...toTheEnd, checkpoint, checkpointEvery: 0, timer })(things)
    expect(await consumer(forgetful)()).toMatchObject(E.right({ records: 40 }))
    expect(await consumer(forgetful)()).toMatchObject(E.right({ records: 0 }))
    expect([seen, saves > 6]).toEqual([range(0, 40), true])
  })

  it('as it comes, with its place to save elsewhere', async () => {
    const { store, write } = await setUp()
    await write(0, 7)
    const tokens: Array<unknown> = []
    const raw: Array<StreamRecord> = []
    const ended = await consumeRaw({
      ...toTheEnd,
      handler: (records) => RTE.fromIO(() => raw.push(...records)),
      save: (token) => RTE.fromIO(() => tokens.push(token)),
    })({ table: 'things', position: 'trimHorizon' })(store)()
    expect(raw.map(numberOf)).toEqual(range(0, 7))
    expect(ended.consumed).toEqual({ records: 7, batches: 2, poisoned: 0, gaps: 0 })
    expect(ended.result).toEqual(E.right(ended.consumed))
    expect(tokens.at(-1)).toEqual(ended.token)
    const again = await consumeRaw({ ...toTheEnd, handler: () => RTE.right(0) })({
      table: 'things',
      position: ended.token ?? 'trimHorizon',
    })(store)()
    expect(again.consumed.records).toBe(0)
  })

  it('not at all where there is no such table', async () => {
    const { handler, checkpoint } = await setUp()
    expect(await consume(handler, { ...toTheEnd, checkpoint })(things)(inMemory())()).toEqual(
      E.left({ _tag: 'TableNotFound', table: 'things' }),
    )
  })
})
