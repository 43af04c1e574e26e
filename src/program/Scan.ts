/** Scan: all items of a table or index, in no useful order; in several segments side by side where it is to be quick. */
import * as E from 'fp-ts/Either'
import { always } from '../expression/condition/constructors'
import type { AnySource } from '../model/Source'
import { sideBySide } from './each'
import type { Program } from './Program'
import type { Selection } from './select/model'
import { collect, type SelectError } from './select/run'

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
export const scan = <X extends AnySource>(source: X): Selection<X['_Item'], X['_Row']> => ({
  _tag: 'Selection',
  source,
  from: { _tag: 'Scan' },
  filter: always,
  projection: undefined,
  consistent: false,
  limit: undefined,
  take: undefined,
  start: undefined,
})

/** The segments of a scan: together they answer each item once, and each can be run, and resumed, on its own. */
export const segments =
  (total: number) =>
  <A, F>(selection: Selection<A, F>): ReadonlyArray<Selection<A, F>> =>
    Array.from({ length: total }, (_, index) => ({ ...selection, from: { _tag: 'Scan', segment: { index, total } } }))

/** All items, in `total` segments side by side. */
export const parallel =
  (total: number) =>
  <A, F>(selection: Selection<A, F>): Program<SelectError, ReadonlyArray<A>> =>
  (interpreter) =>
  async () => {
    const parts = segments(total)(selection)
    const found = await sideBySide(total)((part: Selection<A, F>) => collect(part)(interpreter))(parts)()
    if (E.isLeft(found)) return found
    const all = found.right.flat()
    return E.right(selection.take === undefined ? all : all.slice(0, selection.take))
  }

export { consistent, filter, limit, project, startAt, take } from './select/combinators'
export { collect, count, first, fold, items, one, page, pages } from './select/run'
