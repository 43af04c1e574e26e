/** Pages: what Query and Scan share. A page ends at its limit of evaluated items, or once it has evaluated 1 MB. */
import type { Either } from 'fp-ts/Either'
import { left, right } from 'fp-ts/Either'
import { evaluate } from '../../expression/condition/evaluate'
import type { Condition } from '../../expression/condition/model'
import { paths } from '../../expression/condition/reads'
import { simplify } from '../../expression/condition/simplify'
import { project } from '../../expression/projection/apply'
import type { RequestRefused } from '../../program/errors'
import type { Page, Query, Scan } from '../../program/Operation'
import type { AttributeValue, Item } from '../../value/AttributeValue'
import { lookup } from '../../value/record'
import { sizeOfItem } from '../../value/size'
import { tagOf } from '../../value/tag'
import { fetches, projectedItem, readUnits } from './capacity'
import { emptyKey } from './keys'
import { type Bounds, next, placeIn, placeOf } from './place'
import * as Placed from './placed'
import { invalid, invalidValues, wrongStart } from './refuse'
import { refusedCondition, refusedProjection } from './scalars'
import type { IndexShape, Ordered } from './shape'
import type { Entry, Reference, Table } from './state'
import { answered } from './write'

// -----------------------------------------------------------------------------
// model
// -----------------------------------------------------------------------------

/** What is read: the table, or one of its indexes. */
export interface View {
  readonly table: Table
  readonly ordered: Ordered
  readonly index: { readonly shape: IndexShape; readonly places: Placed.Placed<Reference> } | undefined
}

/** The most bytes that a page evaluates, but for its last item. */
const maxPageBytes = 1_048_576

// -----------------------------------------------------------------------------
// constructors
// -----------------------------------------------------------------------------

/** What a request reads. */
export const viewOf = (table: Table, request: Query | Scan): Either<RequestRefused, View> => {
  if (request.index === undefined) return right({ table, ordered: table.shape, index: undefined })
  const at = table.shape.indexes.findIndex(({ schema }) => schema.name === request.index)
  const shape = table.shape.indexes[at]
  const places = table.indexes[at]
  if (shape === undefined || places === undefined) {
    return left(invalid(`The table does not have the specified index: ${request.index}`))
  }
  if (shape.schema.kind === 'global' && request.consistent) {
    return left(invalid('Consistent reads are not supported on global secondary indexes'))
  }
  return right({ table, ordered: shape, index: { shape, places } })
}

// -----------------------------------------------------------------------------
// interpreters: what is refused
// -----------------------------------------------------------------------------

/** The attributes that a filter reads once it is simplified, as it is sent. */
export const attributesOf = (filter: Condition<never>): ReadonlyArray<string> =>
  filter._tag === 'Always' ? [] : paths(simplify(filter)).map(({ segments }) => segments[0])

const outside = (projected: ReadonlySet<string>, names: Iterable<string>): ReadonlyArray<string> =>
  [...new Set(names)].filter((name) => !projected.has(name))

/**
 * What a request asks of a view that has it not: attributes that an index does not project, what is within a key, a
 * projection of a count.
 */
export const refusedRequest = ({ table, index }: View, request: Query | Scan): RequestRefused | undefined => {
  const { filter, projection, select } = request
  if (projection !== undefined && select === 'count') {
    return invalid('Cannot specify the ProjectionExpression when choosing to get only the Count')
  }
  const into = refusedCondition(table.shape, filter) ?? refusedProjection(table.shape, projection)
  if (into !== undefined) return into
  const projected = index?.shape.projected
  if (index === undefined || projected === undefined) return undefined
  const { name, kind } = index.shape.schema
  const filtered = outside(projected, attributesOf(filter))
  if (filtered.length > 0) {
    return invalidValues(
      `Secondary index ${name} does not project one or more filter attributes: [${filtered.join(', ')}]`,
    )
  }
  // A local index fetches from the table what it does not project.
  if (kind === 'local' || projection === undefined) return undefined
  const missing = outside(
    projected,
    projection.paths.map(({ segments }) => segments[0]),
  )
  return missing.length === 0
    ? undefined
    : invalidValues(`Global secondary index ${name} does not project [${missing.join(', ')}]`)
}

/** The place of a start key, which is made of exactly the key attributes of what is read. */
export const startOf = ({ table, ordered, index }: View, start: Item): Either<RequestRefused, string> => {
  let count = 0
  for (const _ in start) count++
  if (count !== ordered.start.length) return left(wrongStart)
  for (const { name, type } of ordered.start) {
    const value = lookup(start, name)
    if (value === undefined || tagOf(value) !== type) return left(wrongStart)
    const empty = emptyKey(name, value)
    if (empty !== undefined) return left(invalid(`${wrongStart.message}: ${empty.refused.message}`))
  }
  const place = placeOf(table.shape, start)
  return right(index === undefined ? place : (placeIn(index.shape, start, place) as string))
}

// -----------------------------------------------------------------------------
// interpreters
// -----------------------------------------------------------------------------

const startKey = ({ ordered }: View, item: Item): Item =>
  Object.fromEntries(ordered.start.map(({ name }) => [name, lookup(item, name) as AttributeValue]))

const visit = (view: View, bounds: Bounds, backward: boolean, each: (entry: Entry) => boolean): void => {
  const { table, index } = view
  const { low, high } = bounds
  const go = backward ? Placed.descend : Placed.ascend
  if (index === undefined) go(table.items, low, high, each)
  else {
    go(index.places, low, high, ({ item }) => each(Placed.get(table.items, item) as Entry))
  }
}

/** The page of the items within bounds, after the start where there is one. */
export const pageOf = (view: View, within: Bounds, backward: boolean, request: Query | Scan): Page => {
  const { filter, projection, limit, select, consistent, returnConsumed } = request
  const projected = view.index?.shape.projected
  const local = view.index?.shape.schema.kind === 'local'
  const holds = filter._tag === 'Always' ? undefined : evaluate(filter)
  const pick = projection === undefined ? undefined : project(projection)
  const fetching = returnConsumed === true && fetches(view.index?.shape, projection)
  const items: Array<Item> = []
  let count = 0
  let scanned = 0
  let bytes = 0
  let fetched = 0
  let last: Item | undefined
  visit(view, within, backward, (entry) => {
    const seen = projectedItem(projected, entry.item)
    bytes += projected === undefined ? entry.size : sizeOfItem(seen)
    scanned++
    if (holds === undefined || holds(seen)) {
      count++
      if (fetching) fetched += readUnits(entry.size, consistent)
      if (select === 'items') {
        const whole = pick !== undefined && local ? entry.item : seen
        const answer = pick === undefined ? whole : pick(whole)
        items.push(
          answer === entry.item ? answered(entry) : entry.bytes ? answered({ ...entry, item: answer }) : answer,
        )
      }
    }
    if (scanned !== limit && bytes < maxPageBytes) return true
    last = entry.item
    return false
  })
  return {
    items,
    count,
    scanned,
    ...(last === undefined ? {} : { next: startKey(view, last) }),
    ...(returnConsumed === true
      ? { consumed: [{ table: request.table, units: readUnits(bytes, consistent) + fetched }] }
      : {}),
  }
}

/** The bounds after a start key, in the direction of reading; `undefined` where the key is not within the bounds. */
export const after = ({ low, high }: Bounds, start: string, backward: boolean): Bounds | undefined =>
  start < low || start >= high ? undefined : backward ? { low, high: start } : { low: next(start), high }
