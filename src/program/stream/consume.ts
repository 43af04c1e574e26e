/** consume: a stream is handled at least once, each item's records in order, and its place is kept. */
import type { Program } from '../Program'
import type { Consumed, ConsumeOptions } from './ConsumeOptions'
import { consumeRaw } from './consume/consumeRaw'
import { consumeWith } from './consume/consumeWith'
import type { ConsumeError } from './consume/raw'
import type { Stream } from './model'

export type { ConsumeError } from './consume/raw'

/**
 * Consumes a stream: the handler takes its records, those of one shard at a time and in order, and the next ones of that
 * shard once it has answered. It ends with the stream, with the signal, or with the first thing that nobody takes.
 *
 * - *At least once*: records after the saved place are handed over again, by who goes on from there. One that was handled may
 *   be so too: handle them in a way that may be repeated.
 * - *In order for each item*, also over splits of shards; records of different items in any order. While two consumers go on
 *   from one checkpoint, before the older one notices at its next save, both hand over.
 * - A batch that the handler refuses is handed over again, and then in halves; one record that is refused alone goes to `poison`.
 * - *The signal* ends it gracefully: no batch begins, or is repeated; those under way are finished; the place is saved; it is a
 *   `Right`. A handler that never answers is waited for.
 * - However it ends, the place that is saved is up to where records were handled.
 *
 * @example
 * ```ts
 * import { Attribute as A, Checkpoint, Model as M, Stream, Table as T, Write } from 'bloop-ts'
 * import { inMemory } from 'bloop-ts/memory'
 * import * as E from 'fp-ts/Either'
 * import { pipe } from 'fp-ts/function'
 * import * as RTE from 'fp-ts/ReaderTaskEither'
 * import * as assert from 'node:assert'
 *
 * const User = M.model({
 *   name: 'User',
 *   table: 'users',
 *   attributes: { id: A.string },
 *   key: { partition: 'id' },
 *   stream: 'newAndOld',
 * })
 * const store = inMemory()
 * await pipe(T.bind(User), RTE.flatMap(() => Write.run(Write.put(User)({ id: 'ann' }))))(store)()
 *
 * const seen: Array<string> = []
 * const consumed = await pipe(
 *   Stream.of(User, 'trimHorizon'),
 *   Stream.consume((changes) => RTE.fromIO(() => void seen.push(...changes.map(({ _tag }) => _tag))), {
 *     checkpoint: Checkpoint.inMemory(),
 *     until: { emptyAnswers: 1 },
 *   }),
 * )(store)()
 * assert.deepStrictEqual(consumed, E.right({ records: 1, batches: 1, poisoned: 0, gaps: 0 }))
 * assert.deepStrictEqual(seen, ['Inserted'])
 * ```
 */
export const consume: <R, E, P = never>(
  handler: (records: ReadonlyArray<R>) => Program<E, unknown>,
  options?: ConsumeOptions<E, P>,
) => (stream: Stream<R>) => Program<ConsumeError<E, P>, Consumed> = consumeWith(consumeRaw)
