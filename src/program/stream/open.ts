/** open: a stream that is pulled from, one record at a time, its shards merged by time. */
import * as E from 'fp-ts/Either'
import type { IO } from 'fp-ts/IO'
import * as O from 'fp-ts/Option'
import type { TaskEither } from 'fp-ts/TaskEither'
import type { StreamToken } from '../../codec/streamToken'
import type { StreamError } from '../errors'
import type { Program } from '../Program'
import { ownFeed } from './feeding'
import type { Gap } from './Gap'
import { merging, type Puller } from './merging'
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

export type { Pulled } from './Pulled'

// -----------------------------------------------------------------------------
// interpreters
// -----------------------------------------------------------------------------

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
