/** open: a stream that is pulled from, one record at a time, its shards merged by time. */
import type { Either } from 'fp-ts/Either'
import * as E from 'fp-ts/Either'
import type { IO } from 'fp-ts/IO'
import * as O from 'fp-ts/Option'
import type { TaskEither } from 'fp-ts/TaskEither'
import type { StreamToken } from '../../codec/streamToken'
import * as sequenceNumber from '../../value/sequenceNumber'
import type { StreamError } from '../errors'
import type { StreamRecord } from '../operation/stream'
import type { Program } from '../Program'
import { type OwnFeed, ownFeed, type Progress } from './feeding'
import type { Gap } from './Gap'
import type { Stream } from './model'
import type { StreamOptions } from './StreamOptions'

// -----------------------------------------------------------------------------
// model
// -----------------------------------------------------------------------------

/**
 * A stream that is being read. What is pulled of one item is in order; what is pulled of different shards is merged by the
 * records' times, as far as these say: a record of one shard may come after a later one of another.
 *
 * Laws (`streamLaws`): `records = before ++ resume(token)` at every place; nothing is pulled after `close`.
 */
export interface Reader<R> {
  /**
   * The next record, or gap; waits for it. `None` at the end: of the stream, of patience (`until`), once the signal fired or
   * it was closed. After a `Left` it is over.
   */
  readonly next: TaskEither<StreamError, O.Option<R | Gap>>
  /** The place after the last that was pulled. */
  readonly token: IO<StreamToken>
  /** Ends it. */
  readonly close: IO<void>
}

/** What was pulled, and the place after it. */
export interface Pulled<R> {
  readonly value: R | Gap
  /** The place after it: made when it is asked for, and the same whenever that is. */
  readonly token: IO<StreamToken>
}

/** A reader that tells where each record was. */
export interface Puller<R> {
  readonly pull: () => Promise<Either<StreamError, Pulled<R> | undefined>>
  readonly token: IO<StreamToken>
  readonly close: IO<void>
}

/** The records that are out of a shard, and which one is next. */
interface Head {
  readonly shard: string
  readonly records: ReadonlyArray<StreamRecord>
  next: number
}

// -----------------------------------------------------------------------------
// interpreters
// -----------------------------------------------------------------------------

/** After so many records the feed is told of all. */
const often = 1_000

const isEarlier = (x: StreamRecord, y: StreamRecord): boolean => {
  const a = x.at ?? Number.NEGATIVE_INFINITY
  const b = y.at ?? Number.NEGATIVE_INFINITY
  return a === b ? sequenceNumber.order.compare(x.sequenceNumber, y.sequenceNumber) < 0 : a < b
}

const recordOf = ({ records, next }: Head): StreamRecord => records[next] as StreamRecord

const merging = <R>(feed: OwnFeed, decode: Stream<R>['decode'], signal: AbortSignal | undefined): Puller<R> => {
  const heads: Array<Head> = []
  // What was pulled of the heads; told to the feed now and then, since a step for each record is dear.
  let progress: Progress | undefined
  let pulled = 0
  let isClosed = false
  let failure: StreamError | undefined
  let isOver = false

  const earliest = (): number => {
    let found = 0
    for (let i = 1; i < heads.length; i++)
      if (isEarlier(recordOf(heads[i] as Head), recordOf(heads[found] as Head))) found = i
    return found
  }

  /** The earliest of the heads, where there is one. */
  const pop = (): Pulled<R> | undefined => {
    if (heads.length === 0) return undefined
    const at = earliest()
    const head = heads[at] as Head
    const record = recordOf(head)
    head.next++
    if (head.next === head.records.length) {
      heads.splice(at, 1)
      feed.done(head.shard)
    } else progress = { shard: head.shard, sequenceNumber: record.sequenceNumber, before: progress }
    if (++pulled % often === 0) {
      for (const { shard, records, next } of heads) {
        const last = records[next - 1]
        if (last !== undefined) feed.done(shard, last.sequenceNumber)
      }
      progress = undefined
    }
    return { value: decode(head.shard, record), token: feed.snapshot(progress) }
  }

  const isStopped = () => isClosed || signal?.aborted === true

  const end = (): Either<StreamError, Pulled<R> | undefined> => {
    const last = pop()
    if (last !== undefined || failure === undefined) return E.right(last)
    const error = failure
    failure = undefined
    return E.left(error)
  }

  const pull = async (): Promise<Either<StreamError, Pulled<R> | undefined>> => {
    for (;;) {
      if (isStopped()) return E.right(undefined)
      if (isOver) return end()
      const fed = heads.length === 0 ? await feed.next() : feed.settled() ? 'settled' : await feed.nextOrSettled()
      if (isStopped()) return E.right(undefined)
      if (fed === 'settled') return E.right(pop())
      if (E.isLeft(fed)) failure = fed.left
      if (E.isLeft(fed) || fed.right === undefined) isOver = true
      else if (fed.right._tag === 'Gap') {
        feed.seen()
        return E.right({ value: fed.right, token: feed.snapshot(progress) })
      } else heads.push({ shard: fed.right.shard, records: fed.right.records, next: 0 })
    }
  }

  let turn: Promise<unknown> = Promise.resolve()
  let underWay = 0
  const ended = () => {
    underWay--
  }
  return {
    // One after another, however many are asked for at once.
    pull: () => {
      if (underWay === 0 && heads.length > 0 && !isOver && !isStopped() && feed.settled())
        return Promise.resolve(E.right(pop()))
      underWay++
      const next = turn.then(pull)
      turn = next.then(ended)
      return next
    },
    token: () => feed.snapshot(progress)(),
    close: () => {
      isClosed = true
      heads.length = 0
      feed.close()
    },
  }
}

/** Opens a stream, for who tells where each record was. */
export const openPuller =
  (options: StreamOptions) =>
  <R>(stream: Stream<R>): Program<StreamError, Puller<R>> =>
  (interpreter) =>
  async () => {
    const feed = await ownFeed(stream, options)(interpreter)()
    return E.isLeft(feed) ? feed : E.right(merging(feed.right, stream.decode, options.signal))
  }

/**
 * Opens a stream, to be pulled from. Once it is open nothing that is written is missed. It reads ahead in the background, of
 * each shard one answer at most, until it is closed.
 *
 * @example
 * ```ts
 * import { Attribute as A, Model as M, Stream, Table as T, Write } from 'bloop-ts'
 * import { inMemory } from 'bloop-ts/memory'
 * import { pipe } from 'fp-ts/function'
 * import * as RTE from 'fp-ts/ReaderTaskEither'
 * import * as assert from 'node:assert'
 *
 * const User = M.model({
 *   name: 'User',
 *   table: 'users',
 *   attributes: { id: A.string, age: A.integer },
 *   key: { partition: 'id' },
 *   stream: 'newAndOld',
 * })
 * const store = inMemory()
 * await pipe(T.bind(User), RTE.flatMap(() => Write.run(Write.put(User)({ id: 'ann', age: 1 }))))(store)()
 *
 * const opened = await Stream.open()(Stream.of(User, 'trimHorizon'))(store)()
 * assert.ok(opened._tag === 'Right')
 * const reader = opened.right
 * const pulled = await reader.next()
 * assert.ok(pulled._tag === 'Right' && pulled.right._tag === 'Some')
 * const change = pulled.right.value
 * assert.ok(change._tag === 'Inserted')
 * assert.deepStrictEqual([change.key, change.new], [{ id: 'ann' }, { id: 'ann', age: 1 }])
 * assert.ok(Stream.Token.is(JSON.parse(JSON.stringify(reader.token()))))
 * reader.close()
 * ```
 */
export const open =
  (options: StreamOptions = {}) =>
  <R>(stream: Stream<R>): Program<StreamError, Reader<R>> =>
  (interpreter) =>
  async () => {
    const opened = await openPuller(options)(stream)(interpreter)()
    if (E.isLeft(opened)) return opened
    const { pull, token, close } = opened.right
    return E.right({
      next: async () => {
        const pulled = await pull()
        return E.isLeft(pulled) ? pulled : E.right(pulled.right === undefined ? O.none : O.some(pulled.right.value))
      },
      token,
      close,
    })
  }
