/** What refines a query or a scan. */

import { compileFields } from '../../codec/struct'
import { and } from '../../expression/condition/constructors'
import type { Condition, PathOperand } from '../../expression/condition/model'
import { storedName } from '../../model/paths'
import { keyNames } from '../../value/TableSchema'
import type { Cursor, Selection } from './model'

/**
 * Only items for which the condition holds; with an earlier filter, both. A filter reads no key attribute of what is
 * queried, and of an index only what it projects. What it rejects was evaluated all the same, and paid for.
 *
 * @example
 * ```ts
 * import { Attribute as A, Condition as C, Model as M, Query as Q } from 'bloop-ts'
 * import { pipe } from 'fp-ts/function'
 * import * as assert from 'node:assert'
 *
 * const Film = M.model({
 *   name: 'Film',
 *   table: 'films',
 *   attributes: { genre: A.string, title: A.string, votes: A.integer },
 *   key: { partition: 'genre', sort: 'title' },
 * })
 * const popular = pipe(Q.query(Film, { genre: 'Drama' }), Q.filter(C.gte(Film.at.votes, 1000)))
 * assert.strictEqual(C.Show.show(popular.filter), 'votes >= 1000')
 * ```
 */
export const filter =
  <F>(condition: Condition<F>) =>
  <A, R extends F>(selection: Selection<A, R>): Selection<A, R> => ({
    ...selection,
    filter: selection.filter._tag === 'Always' ? condition : and(condition as Condition<never>)(selection.filter),
  })

/** The names that a selection's items do not have, as a compiler's message. */
type Known<K extends string, A> = [K] extends [keyof A]
  ? unknown
  : { readonly 'is not an attribute of the items': Exclude<K, keyof A> }

/** Only the named attributes, which narrows the type of the items. The keys are read as well, for cursors. */
export const project =
  <const K extends string>(...names: readonly [K, ...K[]]) =>
  <A, F>(selection: Selection<A, F> & Known<K, A>): Selection<Pick<A, K & keyof A>, F> => {
    const { source } = selection as Selection<A, F>
    const chosen = Object.entries(source.model.attributes).filter(([name]) =>
      (names as ReadonlyArray<string>).includes(name),
    )
    const keys = [...keyNames(source.model.schema.key), ...keyNames(source.keySchema)]
    const stored = chosen.map(([name, attribute]) => storedName(name, attribute))
    const [first, ...rest] = [...new Set([...stored, ...keys])].map(pathOperand)
    const stranger = names.find((name) => !Object.hasOwn(source.model.attributes, name))
    if (stranger !== undefined || names.length === 0)
      return refused(
        selection as never,
        `a projection onto ${stranger === undefined ? 'nothing' : `'${stranger}', which is no attribute`}`,
      )
    return {
      ...(selection as Selection<A, F> as Selection<never, F>),
      projection: first && {
        projection: { _tag: 'Projection', paths: [first, ...rest] },
        codec: compileFields(Object.fromEntries(chosen)),
      },
    }
  }

const pathOperand = (name: string): PathOperand => ({ _tag: 'Path', attribute: name, segments: [name] })

const refused = <A, F>(selection: Selection<A, F>, reason: string): Selection<A, F> => ({
  ...selection,
  from: { _tag: 'InvalidRequest', reason },
})

/** From the highest sort key to the lowest. */
export const descending = <A, F>(selection: Selection<A, F>): Selection<A, F> => {
  const { from } = selection
  if (from._tag === 'Scan') return refused(selection, 'a scan has no direction')
  return from._tag === 'Query' ? { ...selection, from: { ...from, direction: 'backward' } } : selection
}

/** Sees all writes that were answered before; twice the capacity. Not to be had of a global index. */
export const consistent = <A, F>(selection: Selection<A, F>): Selection<A, F> => ({ ...selection, consistent: true })

/** At most so many items are evaluated a page, DynamoDB's Limit: a page may have fewer, or none, and not be the last. */
export const limit =
  (evaluated: number) =>
  <A, F>(selection: Selection<A, F>): Selection<A, F> => ({ ...selection, limit: evaluated })

/** At most so many items in total. */
export const take =
  (count: number) =>
  <A, F>(selection: Selection<A, F>): Selection<A, F> => ({ ...selection, take: count })

/** From a cursor on, where there is one; a cursor of something else is an `InvalidRequest` when it is run. */
export const startAt =
  (cursor: string | undefined) =>
  <A, F>(selection: Selection<A, F>): Selection<A, F> => ({ ...selection, start: cursor as Cursor | undefined })
