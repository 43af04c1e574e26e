/** run: tables of one place are replicated to another. */
import type { Either } from 'fp-ts/Either'
import * as E from 'fp-ts/Either'
import type { TaskEither } from 'fp-ts/TaskEither'
import type { Models } from '../table/TablePlan'
import { linked } from '../time/linked'
import { invalidOptions, ownTarget, rulesFor } from './checked'
import { contextOf, isAborted } from './context'
import type { ReplicateError } from './errors'
import type { Replicated, ReplicatedTable, ReplicateOptions } from './model'
import { bound } from './prepare'
import { replicateTable } from './table'

// -----------------------------------------------------------------------------
// interpreters
// -----------------------------------------------------------------------------

/**
 * Replicates the tables of models from one interpreter to another, until the signal fires, or something fails that is not only
 * for the moment. All items of the tables are replicated, with all of their attributes, those of other models too. Each table
 * goes its own way, side by side with the others; where one fails, the others stop as by the signal.
 *
 * Where its checkpoint holds no place, the stream's position is fixed and saved first; then all items are copied by a parallel
 * scan; then the stream is followed from that position on. Who is interrupted goes on from the place that was saved last. A
 * `Gap` in the stream begins a new copy, after which what the source does not have is removed (`remove`).
 *
 * - Once nothing is written any more, the target holds `{ transform(item) | item at the source, filter(item) }`, and what
 *   others put there; until then items may be older, each as it was at some time. Items change one by one: what a transaction
 *   wrote together may be seen in parts.
 * - The copy has to be done within 24 hours, for which a stream keeps its records; or there is a gap, and another copy. More
 *   `segments` make it quicker.
 * - Replicating in circles (from A to B, and B to A) is not for this: each side would send on what it got.
 *
 * @example
 * ```ts
 * import { Attribute as A, Model as M, Replicate, Table as T, Write } from 'bloop-ts'
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
 *   stream: 'new',
 * })
 * const [from, to] = [inMemory(), inMemory()]
 * await pipe(T.bind(User), RTE.flatMap(() => Write.run(Write.put(User)({ id: 'ann' }))))(from)()
 *
 * const done = await Replicate.run(User, { from, to, bind: true, until: { emptyAnswers: 1 } })()
 * assert.ok(E.isRight(done))
 * assert.strictEqual(done.right.tables[0]?.copied, 1)
 * assert.deepStrictEqual(await Replicate.verify(User, { from, to })(), E.right({ items: 1, differences: 0, listed: [] }))
 * ```
 */
export const run =
  <P = never>(models: Models, options: ReplicateOptions<P>): TaskEither<ReplicateError<P>, Replicated> =>
  async () => {
    const invalid = invalidOptions(options)
    if (invalid !== undefined) return E.left(invalid)
    const rules = rulesFor(models, options)
    if (E.isLeft(rules)) return rules
    const own = ownTarget(options, rules.right)
    if (own !== undefined) return E.left(own)
    const made = options.signal?.aborted ? E.right(new Set<string>()) : await bound(models, options)
    // Who stops gets an answer: of tables that nothing was done with.
    const isStopped = E.isLeft(made) && options.signal?.aborted === true && isAborted(made.left)
    if (E.isLeft(made) && !isStopped) return made
    const isNew = (target: string): boolean => E.isRight(made) && made.right.has(target)
    const { signal, abort, end } = linked(options.signal)
    let failure: Either<ReplicateError<P>, never> | undefined
    const tables = await Promise.all(
      rules.right.map(async ({ spec, rules: of }): Promise<ReadonlyArray<ReplicatedTable>> => {
        const done = await replicateTable(contextOf(options, of, signal), spec, isNew(of.target))
        if (E.isRight(done)) return [done.right]
        failure ??= done
        abort()
        return []
      }),
    )
    end()
    return failure ?? E.right({ tables: tables.flat() })
  }
