/** naive: a consumer that is simple and right, and can be made wrong in one way: to see that the simulation finds it out. */
import * as E from 'fp-ts/Either'
import type { Consume } from '../../sim/Consume'
import type { Handed } from '../../sim/deliveries'
import { Thing } from '../../sim/tables'
import type { StreamToken } from '../../src/codec/streamToken'
import type { Claim } from '../../src/program/checkpoint/Checkpoint'
import type { Operation, OutputOf, Shard } from '../../src/program/Operation'
import { perform } from '../../src/program/Program'

/** In which way it is wrong. */
export type Bug =
  | 'savesBeforeHandling'
  | 'childBeforeParent'
  | 'latestAfterExpiry'
  | 'swallowsGaps'
  | 'skipsRefused'
  | 'neverSaves'
  | 'forgetsPlace'

const table = Thing.schema.name
const day = 24 * 3_600_000
type Failure = { readonly _tag: string }

/** One that is right, or has a bug. It reads from the trim horizon, one shard after another. */
export const naive =
  (bug?: Bug): Consume =>
  (handler, options) =>
  () =>
  (interpreter) =>
  async (): Promise<E.Either<Failure, unknown>> => {
    const { checkpoint, signal, timer, now = () => 0, gap, poison, batch = 100 } = options
    if (checkpoint === undefined || timer === undefined || signal === undefined) return E.left({ _tag: 'Unset' })
    const patiently = async <Op extends Operation>(operation: Op): Promise<E.Either<Failure, OutputOf<Op['_tag']>>> => {
      for (;;) {
        const answer = await perform(operation)(interpreter)()
        const passing = ['Throttled', 'NetworkFailed', 'TimedOut']
        if (E.isRight(answer) || !passing.includes(answer.left._tag)) return answer
        await timer.sleep(100)
      }
    }
    const claimed = await checkpoint.claim(interpreter)()
    if (E.isLeft(claimed)) return claimed
    let claim: Claim = claimed.right
    const saved = bug === 'forgetsPlace' ? undefined : (claim.value as StreamToken | undefined)
    let stream = saved?.stream
    let places: { [shard: string]: string } = { ...saved?.shards }
    const iterators = new Map<string, string>()
    const done = new Set<string>()

    const save = async (): Promise<Failure | undefined> => {
      if (bug === 'neverSaves') return undefined
      const token = { version: 1, table, stream: stream ?? '', shards: { ...places } }
      const next = await checkpoint.save(claim, token)(interpreter)()
      if (E.isLeft(next)) return next.left
      claim = next.right
      return undefined
    }
    const tell = async (reason: 'trimmed' | 'shardGone' | 'streamReplaced', shard?: string) => {
      if (bug === 'swallowsGaps') return undefined
      const lost = { _tag: 'Gap', reason, stream: stream ?? '', from: 'start', ...(shard && { shard }) } as const
      const taken = await gap?.(lost)(interpreter)()
      return taken !== undefined && E.isLeft(taken) ? taken.left : undefined
    }
    const hand = async (records: ReadonlyArray<Handed>): Promise<Failure | undefined> => {
      for (let attempt = 0; attempt < 4; attempt++)
        try {
          if (E.isRight(await handler(records)(interpreter)()) || bug === 'skipsRefused') return undefined
        } catch {}
      const [first] = records
      if (records.length > 1) {
        for (const one of records) {
          const failure = await hand([one])
          if (failure !== undefined) return failure
        }
        return undefined
      }
      if (first === undefined) return undefined
      const cause = { _tag: 'Refused' } as const
      const taken = await poison?.({ _tag: 'PoisonRecord', ...first, cause })(interpreter)()
      return taken !== undefined && E.isLeft(taken) ? taken.left : undefined
    }
    /** Reads a shard once. */
    const read = async (shard: string): Promise<Failure | undefined> => {
      places[shard] ??= `start ${now()}`
      const place = places[shard] ?? ''
      if (place.startsWith('start') && now() - Number(place.slice('start '.length)) > day) {
        places[shard] = `start ${now()}`
        const failure = await tell('trimmed', shard)
        if (failure !== undefined) return failure
      }
      const from = place.startsWith('start')
        ? ({ _tag: 'TrimHorizon' } as const)
        : ({ _tag: 'After', sequenceNumber: place.slice('after '.length) } as const)
      const of = { table, stream: stream ?? '', shard }
      const begin = async (start: typeof from | { readonly _tag: 'Latest' }): Promise<Failure | undefined> => {
        const got = await patiently({ _tag: 'GetShardIterator', ...of, from: start })
        if (E.isRight(got)) iterators.set(shard, got.right.iterator)
        return E.isLeft(got) ? got.left : undefined
      }
      if (!iterators.has(shard)) {
        const failure = await begin(from)
        if (failure !== undefined) return failure
      }
      const answer = await patiently({ _tag: 'GetRecords', ...of, iterator: iterators.get(shard) ?? '' })
      iterators.delete(shard)
      if (E.isLeft(answer))
        return answer.left._tag !== 'IteratorExpired'
          ? answer.left
          : bug === 'latestAfterExpiry'
            ? begin({ _tag: 'Latest' })
            : undefined
      const { records, next } = answer.right
      for (let i = 0; i < records.length; i += batch) {
        const some = records.slice(i, i + batch)
        const last = some[some.length - 1]
        const after = () => {
          if (last !== undefined) places[shard] = `after ${last.sequenceNumber}`
        }
        if (bug === 'savesBeforeHandling') {
          after()
          await save()
        }
        const refused = await hand(some.map((record) => ({ shard, record })))
        if (refused !== undefined) return refused
        after()
        const unsaved = await save()
        if (unsaved !== undefined) return unsaved
      }
      if (next !== undefined) iterators.set(shard, next)
      else places[shard] = 'ended'
      return undefined
    }
    const describe = async () => {
      const shards: Array<Shard> = []
      let start: string | undefined
      for (;;) {
        const part = await patiently({ _tag: 'DescribeStream', table, stream: stream ?? '', ...(start && { start }) })
        if (E.isLeft(part)) return part
        shards.push(...part.right.shards)
        start = part.right.next
        if (start === undefined) return E.right({ status: part.right.status, shards })
      }
    }

    while (!signal.aborted) {
      const described = await patiently({ _tag: 'DescribeTable', table })
      if (E.isLeft(described)) return described
      const { latestStream } = described.right
      if (stream === undefined) {
        stream = latestStream
        const unsaved = await save()
        if (unsaved !== undefined) return E.left(unsaved)
      }
      const seen = await describe()
      const shards = E.isRight(seen) ? seen.right.shards : []
      const ended = (shard: string) => places[shard] === 'ended'
      const isFrom = (shard: Shard | undefined, ancestor: string): boolean =>
        shard?.parent !== undefined &&
        (shard.parent === ancestor ||
          isFrom(
            shards.find(({ id }) => id === shard.parent),
            ancestor,
          ))
      const isDone = (id: string) =>
        done.has(id) ||
        ended(id) ||
        (!(id in places) && shards.some((shard) => shard.id in places && isFrom(shard, id)))
      if (E.isLeft(seen) || (seen.right.status === 'DISABLED' && shards.every(({ id }) => isDone(id)))) {
        if (latestStream !== stream) {
          const failure = await tell('streamReplaced')
          if (failure !== undefined) return E.left(failure)
          stream = latestStream
          places = {}
          done.clear()
          iterators.clear()
        }
      } else {
        for (const shard of Object.keys(places))
          if (!shards.some(({ id }) => id === shard)) {
            const failure = await tell('shardGone', shard)
            if (failure !== undefined) return E.left(failure)
            delete places[shard]
          }
        // A shard that is read to its end stays until its children are known; they stand in its place then.
        for (const { id } of shards) {
          const children = shards.filter(({ parent }) => parent === id)
          if (!ended(id) || children.length === 0) continue
          for (const child of children) places[child.id] ??= `start ${now()}`
          delete places[id]
          done.add(id)
        }
        const order = bug === 'childBeforeParent' ? [...shards].reverse() : shards
        for (const { id, parent } of order) {
          const waits = shards.some((other) => other.id === parent && !isDone(other.id))
          if (isDone(id) || (waits && bug !== 'childBeforeParent') || signal.aborted) continue
          const failure = await read(id)
          if (failure?._tag === 'RecordsTrimmed') {
            const refused = await tell('trimmed', id)
            if (refused !== undefined) return E.left(refused)
            places[id] = `start ${now()}`
          } else if (failure !== undefined && failure._tag !== 'StreamNotFound') return E.left(failure)
        }
      }
      await timer.sleep(500)
    }
    const failure = await save()
    return failure === undefined ? E.right('stopped') : E.left(failure)
  }
