/** Scan: all items of a table or index, in no useful order; in several segments side by side where it is to be quick. */
import * as E from 'fp-ts/Either'
import type { AnySource } from '../model/Source'
import { sideBySide } from './each'
import type { Program } from './Program'
import type { Selection } from './select/model'
import { collect, type SelectError } from './select/run'
import { selection } from './select/selection'

// -----------------------------------------------------------------------------
// constructors
// -----------------------------------------------------------------------------

/**
 * All items of a table or index.
 *
 * @example
 * ```ts
 * import { Attribute as A, Model as M, Scan, Table as T } from 'bloop-ts'
 * import { inMemory } from 'bloop-ts/memory'
 * import { pipe } from 'fp-ts/function'
 * import * as RTE from 'fp-ts/ReaderTaskEither'
 * import * as assert from 'node:assert'
 *
 * const User = M.model({ name: 'User', table: 'users', attributes: { id: A.string }, key: { partition: 'id' } })
 * const program = pipe(T.bind(User), RTE.flatMap(() => Scan.count(Scan.scan(User))))
 * assert.deepStrictEqual(await program(inMemory())(), { _tag: 'Right', right: 0 })
 * ```
 */
export const scan = <X extends AnySource>(source: X): Selection<X['_Item'], X['_Row']> =>
  selection(source, { _tag: 'Scan' })

/** The segments of a scan: together they answer each item once, and each can be run, and resumed, on its own. */
export const segments =
  (total: number) =>
  <A, F>(whole: Selection<A, F>): ReadonlyArray<Selection<A, F>> =>
    Array.from({ length: total }, (_, index) => ({ ...whole, from: { _tag: 'Scan', segment: { index, total } } }))

/** All items, in `total` segments side by side. */
export const parallel =
  (total: number) =>
  <A, F>(whole: Selection<A, F>): Program<SelectError, ReadonlyArray<A>> =>
  (interpreter) =>
  async () => {
    if (!(Number.isInteger(total) && total > 0))
      return E.left({ _tag: 'InvalidRequest', reason: `a scan in ${total} segments, and not in a whole number from 1` })
    const parts = segments(total)(whole)
    const found = await sideBySide(total)((part: Selection<A, F>) => collect(part)(interpreter))(parts)()
    if (E.isLeft(found)) return found
    const all = found.right.flat()
    return E.right(whole.take === undefined ? all : all.slice(0, whole.take))
  }

export { consistent, filter, limit, project, startAt, take } from './select/combinators'
export { collect, count, first, fold, items, one, page, pages } from './select/run'
