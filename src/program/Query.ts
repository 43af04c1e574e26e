/**
 * Query: the items of one partition of a table or index, in the order of its sort key.
 *
 * A query is data: it is refined by combinators, shown, and run by one of `page`, `pages`, `items`, `first`, `one`,
 * `count`, `collect`, `fold`.
 */

import type { AnyAttribute, Attribute } from '../codec/Attribute'
import type { KeyCondition, KeyEquals, Range } from '../expression/KeyCondition'
import { storedName } from '../model/paths'
import type { AnySource } from '../model/Source'
import type { AttributeValue, Tag } from '../value/AttributeValue'
import { validateIndexKey } from '../value/key'
import { keyAttributes } from '../value/TableSchema'
import type { InvalidRequest } from './errors'
import type { Selection } from './select/model'
import { selection } from './select/selection'

// -----------------------------------------------------------------------------
// model
// -----------------------------------------------------------------------------

export type { Cursor, Page, Selection } from './select/model'
export type { SelectError } from './select/run'

// -----------------------------------------------------------------------------
// constructors
// -----------------------------------------------------------------------------

type Condition = { readonly equals: KeyEquals } | { readonly range: NonNullable<KeyCondition['range']> }

const isRange = (u: unknown): u is Range<never> =>
  typeof u === 'object' &&
  u !== null &&
  '_tag' in u &&
  (u._tag === 'Compare' || u._tag === 'Between' || u._tag === 'BeginsWith')

const encodeRange = (range: Range<never>, encode: (a: never) => AttributeValue): Range<AttributeValue> => {
  switch (range._tag) {
    case 'Compare':
      return { ...range, value: encode(range.value) }
    case 'Between':
      return { ...range, low: encode(range.low), high: encode(range.high) }
    case 'BeginsWith':
      return range
  }
}

const conditionOf = (name: string, attribute: AnyAttribute, value: unknown): Condition => {
  const encode = (attribute as Attribute<never, Tag>).encodeValue as (a: never) => AttributeValue
  if (!isRange(value)) return { equals: { name, value: encode(value as never) } }
  const range = encodeRange(value, encode)
  return range._tag === 'Compare' && range.comparator === '='
    ? { equals: { name, value: range.value } }
    : { range: { name, range } }
}

const invalid = (reason: string): InvalidRequest => ({ _tag: 'InvalidRequest', reason })

/** The key condition that `where` says of a source. What the types say is checked again: it may come from anywhere. */
const keyCondition = (
  source: AnySource,
  where: { readonly [name: string]: unknown },
): KeyCondition | InvalidRequest => {
  if (typeof where !== 'object' || where === null) return invalid('a query asks nothing of the key')
  // Models of a sum may have names of their own for one key attribute.
  const called = Object.entries(source.model.attributes).map(([name, attribute]) => ({
    name,
    attribute,
    stored: storedName(name, attribute),
  }))
  const keys = keyAttributes(source.keySchema)
  const targetOf = (stored: string) => {
    const all = called.filter((one) => one.stored === stored)
    return all.find(({ name }) => Object.hasOwn(where, name)) ?? all[0]
  }
  const names = new Set(keys.map(({ name }) => targetOf(name)?.name))
  const stranger = Object.keys(where).find((name) => !names.has(name))
  if (stranger !== undefined) return invalid(`'${stranger}' is no key attribute of what is queried`)
  const equals: Array<KeyEquals> = []
  let range: KeyCondition['range']
  let gap: string | undefined
  for (const [index, { name }] of keys.entries()) {
    const target = targetOf(name)
    const value = target !== undefined && Object.hasOwn(where, target.name) ? where[target.name] : undefined
    const partition = index < source.keySchema.partition.length
    if (target === undefined || value === undefined) {
      if (partition) return invalid(`the partition key '${target?.name ?? name}' has no value`)
      gap = gap ?? target?.name ?? name
      continue
    }
    if (gap !== undefined)
      return invalid(`'${target.name}' has a value, but '${gap}' before it in the sort key has none`)
    const condition = conditionOf(name, target.attribute, value)
    if ('equals' in condition) equals.push(condition.equals)
    else if (partition) return invalid(`the partition key '${target.name}' has a range, not a value`)
    else {
      range = condition.range
      gap = target.name
    }
  }
  const [first, ...rest] = equals
  if (first === undefined) return invalid('a query needs a partition key')
  const key = Object.fromEntries(equals.map(({ name, value }) => [name, value]))
  const [mismatch] = validateIndexKey(keys)(key)
  if (mismatch !== undefined) return invalid(`the key '${mismatch.path.join('.')}' is no ${mismatch.expected}`)
  return { _tag: 'KeyCondition', equals: [first, ...rest], ...(range === undefined ? {} : { range }) }
}

/**
 * The items of one partition: a value for each attribute of the partition key and, from the left, values for those of
 * the sort key, the last of which may be a range (`KeyCondition.gte(…)`, `between`, `beginsWith`).
 *
 * @example
 * ```ts
 * import { Attribute as A, KeyCondition as K, Model as M, Query as Q, Table as T, Write } from 'bloop-ts'
 * import { inMemory } from 'bloop-ts/memory'
 * import { pipe } from 'fp-ts/function'
 * import * as RTE from 'fp-ts/ReaderTaskEither'
 * import * as assert from 'node:assert'
 *
 * const Film = M.model({
 *   name: 'Film',
 *   table: 'films',
 *   attributes: { genre: A.string, year: A.integer },
 *   key: { partition: 'genre', sort: 'year' },
 * })
 * const films = [1999, 2001, 2003].map((year) => ({ genre: 'Drama', year }))
 * const program = pipe(
 *   T.bind(Film),
 *   RTE.flatMap(() => Write.batch(Write.sequence(films.map((film) => Write.put(Film)(film))))),
 *   RTE.flatMap(() => pipe(Q.query(Film, { genre: 'Drama', year: K.gte(2000) }), Q.descending, Q.collect)),
 * )
 * const result = await program(inMemory())()
 * assert.deepStrictEqual(result, { _tag: 'Right', right: [films[2], films[1]] })
 * ```
 */
export const query = <X extends AnySource>(source: X, where: X['_Where']): Selection<X['_Item'], X['_Filter']> => {
  const key = keyCondition(source, where as { readonly [name: string]: unknown })
  return selection(source, key._tag === 'InvalidRequest' ? key : { _tag: 'Query', key, direction: 'forward' })
}

export { consistent, descending, filter, limit, project, startAt, take } from './select/combinators'
export { collect, count, first, fold, items, one, page, pages } from './select/run'
