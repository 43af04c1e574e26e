/**
 * How fast a busy stream is followed, in memory: records written before, read, decoded by a model and handed over in batches;
 * what reading and keeping ten million records takes of the heap; how long a token is; and how fast tables are replicated.
 *
 * `npm run bench -- --only stream`
 */
import { setImmediate } from 'node:timers/promises'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import * as RTE from 'fp-ts/ReaderTaskEither'
import * as A from '../src/codec'
import { type InMemory, inMemory, splitShards } from '../src/memory'
import { model } from '../src/model'
import * as Checkpoint from '../src/program/Checkpoint'
import type { Interpreter } from '../src/program/Interpreter'
import * as Replicate from '../src/program/Replicate'
import * as Stream from '../src/program/Stream'
import * as T from '../src/program/Table'
import type { Timer } from '../src/program/time/Timer'
import type { Figure } from './figure'

// -----------------------------------------------------------------------------
// model
// -----------------------------------------------------------------------------

const User = model({
  name: 'User',
  table: 'users',
  attributes: { id: A.string, name: A.string, visits: A.integer, email: A.optional(A.string) },
  key: { partition: 'id' },
  stream: 'newAndOld',
})

/** Time passes where it is told to, and nobody waits. */
const impatient: Timer = { random: () => 0.5, sleep: async () => void (await setImmediate()) }

const start = Date.UTC(2026, 0, 1)

const stored = (): InMemory => inMemory({ now: () => start })

/** Writes so many records: of 1,000 items, again and again. */
const write = (interpreter: Interpreter, from: number, count: number): Promise<unknown> => {
  let last: Promise<unknown> = Promise.resolve()
  for (let i = from; i < from + count; i++) {
    const id = `user-${i % 1_000}`
    const item = {
      id: { S: id },
      name: { S: `Some One ${id}` },
      visits: { N: String(i) },
      email: { S: `${id}@example.com` },
    }
    const put = { _tag: 'Put', table: 'users', item, condition: { _tag: 'Always' } } as const
    last = interpreter({ _tag: 'PutItem', put, returning: 'none', itemOnFailure: false })()
  }
  return last
}

const reading = { readsPerSecond: Number.POSITIVE_INFINITY, timer: impatient, until: { emptyAnswers: 1 } } as const

const perSecond = (count: number, began: number): number => (count * 1_000) / (performance.now() - began)

const expectCount = (expected: number, found: unknown): void => {
  if (found !== expected) throw new Error(`${String(found)} records instead of ${expected}`)
}

// -----------------------------------------------------------------------------
// figures
// -----------------------------------------------------------------------------

/** What writing down costs: puts of 1,000 items in turn, best of some rounds, with a stream of both images and without. */
const writing = async (count: number): Promise<Figure> => {
  const seconds = async (stream: 'newAndOld' | 'off'): Promise<number> => {
    let best = Number.POSITIVE_INFINITY
    for (let round = 0; round < 5; round++) {
      const store = stored()
      await store({ _tag: 'CreateTable', schema: User.schema, settings: { stream } })()
      await write(store, 0, 1_000)
      const began = performance.now()
      await write(store, 0, count)
      best = Math.min(best, performance.now() - began)
    }
    return best
  }
  const without = await seconds('off')
  return {
    name: 'stream: puts into a table with a stream, beside one without',
    ratio: (await seconds('newAndOld')) / without,
  }
}

const following = async (count: number): Promise<ReadonlyArray<Figure>> => {
  const store = stored()
  await T.bind(User)(store)()
  await write(store, 0, count)
  const consume = async (stream: Stream.Stream<unknown>): Promise<number> => {
    const began = performance.now()
    const options = { ...reading, now: store.now, batch: 1_000, checkpoint: Checkpoint.inMemory() }
    const done = await Stream.consume<unknown, never>(() => RTE.of(undefined), options)(stream)(store)()
    expectCount(count, done._tag === 'Right' ? done.right.records : JSON.stringify(done.left))
    return perSecond(count, began)
  }
  const best = async (stream: Stream.Stream<unknown>) =>
    Math.max(await consume(stream), await consume(stream), await consume(stream))
  const name = (what: string) => `stream: ${count.toLocaleString('en')} records consumed in memory, ${what}`
  return [
    { name: name('as they come'), perSecond: await best(Stream.raw('users', 'trimHorizon')), bound: 100_000 },
    { name: name('decoded'), perSecond: await best(Stream.of(User, 'trimHorizon')), bound: 100_000 },
  ]
}

const pulling = async (count: number): Promise<Figure> => {
  const store = stored()
  await T.bind(User)(store)()
  await write(store, 0, count)
  const began = performance.now()
  let pulled = 0
  for await (const record of Stream.items({ ...reading, now: store.now })(Stream.of(User, 'trimHorizon'))(store))
    if (record._tag === 'Right') pulled++
  expectCount(count, pulled)
  return {
    name: `stream: ${count.toLocaleString('en')} records pulled one at a time, decoded`,
    perSecond: perSecond(count, began),
  }
}

setFlagsFromString('--expose-gc')
const collectGarbage: () => void = runInNewContext('gc')

const heap = (): number => {
  collectGarbage()
  return process.memoryUsage().heapUsed
}

/** The heap after a tenth of the records, and after all: the store trims what is older than 24 hours, and the reader keeps nothing. */
const growing = async (count: number): Promise<ReadonlyArray<Figure>> => {
  const store = stored()
  await T.bind(User)(store)()
  const stop = new AbortController()
  let seen = 0
  const handler = (records: ReadonlyArray<unknown>) => {
    seen += records.length
    return RTE.of<Interpreter, never, undefined>(undefined)
  }
  const { until: _, ...forever } = reading
  const options = { ...forever, now: store.now, batch: 1_000, checkpoint: Checkpoint.inMemory(), signal: stop.signal }
  const consuming = Stream.consume(handler, options)(Stream.of(User, 'trimHorizon'))(store)()
  const chunk = Math.min(5_000, count / 100)
  const began = performance.now()
  let after = 0
  for (let written = 0; written < count; written += chunk) {
    await write(store, written, chunk)
    store.advance({ hours: 1 })
    while (seen < written + chunk) await setImmediate()
    if (written + chunk === count / 10) after = heap()
  }
  const rate = perSecond(count, began)
  const ratio = heap() / after
  stop.abort()
  const done = await consuming
  expectCount(count, done._tag === 'Right' ? done.right.records : JSON.stringify(done.left))
  const name = `stream: ${count.toLocaleString('en')} records written, read and trimmed, an hour every ${chunk.toLocaleString('en')}`
  return [
    { name, perSecond: rate },
    { name: `${name}: heap, to that after a tenth`, ratio, bound: 1.2 },
  ]
}

const tokens = async (): Promise<Figure> => {
  const store = stored()
  await T.bind(User)(store)()
  for (let splits = 0; splits < 6; splits++) store.restore(splitShards('users')(store.snapshot()))
  await write(store, 0, 10_000)
  const options = { ...reading, now: store.now }
  const opened = await Stream.open(options)(Stream.of(User, 'trimHorizon'))(store)()
  if (opened._tag === 'Left') throw new Error(JSON.stringify(opened.left))
  for (let pulled = 0; pulled < 5_000; pulled++) await opened.right.next()
  const token = opened.right.token()
  opened.right.close()
  const shards = Object.keys(token.shards).length
  expectCount(64, shards)
  return {
    name: 'stream: characters of a token for each of its 64 open shards',
    count: Math.ceil(JSON.stringify(token).length / shards),
    bound: 1_023,
  }
}

const replicating = async (count: number): Promise<ReadonlyArray<Figure>> => {
  const run = async (writes?: Replicate.Writes) => {
    const from = stored()
    const to = stored()
    await T.bind(User)(from)()
    const replicate = Replicate.run(User, {
      ...reading,
      from,
      to,
      bind: true,
      now: from.now,
      checkpoint: (
        (place) => () =>
          place
      )(Checkpoint.inMemory()),
      batch: 1_000,
      ...(writes === undefined ? {} : { writes }),
    })
    await replicate()
    from.advance({ minutes: 2 })
    await write(from, 0, count)
    const began = performance.now()
    const done = await replicate()
    expectCount(count, done._tag === 'Right' ? done.right.tables[0]?.records : JSON.stringify(done.left))
    return perSecond(count, began)
  }
  const name = (what: string) => `replicate: ${count.toLocaleString('en')} records followed in memory, ${what}`
  return [
    { name: name('the last record wins'), perSecond: await run() },
    { name: name('guarded'), perSecond: await run(Replicate.guarded({ ledger: Replicate.ledger('ledger') })) },
  ]
}

/** The figures. */
export const streamBench = async ({ smoke }: { readonly smoke: boolean }): Promise<ReadonlyArray<Figure>> => [
  await writing(smoke ? 2_000 : 200_000),
  ...(await following(smoke ? 5_000 : 300_000)),
  await pulling(smoke ? 5_000 : 300_000),
  await tokens(),
  ...(await replicating(smoke ? 2_000 : 100_000)),
  ...(await growing(smoke ? 50_000 : 10_000_000)),
]
