/** Query and Scan: which places they read, and what they refuse. */
import type { Either } from 'fp-ts/Either'
import { isLeft, left, right } from 'fp-ts/Either'
import type { KeyCondition, KeyEquals, Range } from '../../expression/KeyCondition'
import type { RequestRefused } from '../../program/errors'
import type { Page, Query, Scan } from '../../program/Operation'
import type { AttributeValue } from '../../value/AttributeValue'
import { keyText } from '../../value/order'
import type { KeyAttribute } from '../../value/TableSchema'
import { tagOf } from '../../value/tag'
import { emptyKey } from './keys'
import { after, attributesOf, pageOf, refusedRequest, startOf, type View, viewOf } from './page'
import { type Bounds, everywhere, part, partitionText, pastPrefix, segmentBounds, within } from './place'
import { invalid, invalidValues } from './refuse'
import type { Ordered } from './shape'
import type { Table } from './state'

// -----------------------------------------------------------------------------
// constructors
// -----------------------------------------------------------------------------

/** The places where a sort key is in a range, after the text of what equals. */
const rangeBounds = (parts: string, range: Range<AttributeValue>): Bounds => {
  const all = within(parts)
  const at = (value: AttributeValue): Bounds => within(parts + part(value))
  switch (range._tag) {
    case 'BeginsWith': {
      const low = parts + keyText(range.prefix)
      return { low, high: pastPrefix(low) }
    }
    case 'Between':
      return { low: at(range.low).low, high: at(range.high).high }
    case 'Compare':
      switch (range.comparator) {
        case '=':
          return at(range.value)
        case '<':
          return { low: all.low, high: at(range.value).low }
        case '<=':
          return { low: all.low, high: at(range.value).high }
        case '>':
          return { low: at(range.value).high, high: all.high }
        case '>=':
          return { low: at(range.value).low, high: all.high }
      }
  }
}

const valuesOf = (range: Range<AttributeValue>): ReadonlyArray<AttributeValue> =>
  range._tag === 'Compare' ? [range.value] : range._tag === 'Between' ? [range.low, range.high] : [range.prefix]

const mistyped = ({ name, type }: KeyAttribute, value: AttributeValue): RequestRefused | undefined =>
  tagOf(value) === type
    ? emptyKey(name, value)?.refused
    : invalidValues('Condition parameter type does not match schema type')

const reversed = invalid(
  'Invalid KeyConditionExpression: The BETWEEN operator requires upper bound to be greater than or equal to lower bound',
)

const beginsWithNumber = invalid(
  'Invalid KeyConditionExpression: Incorrect operand type for operator or function; operator or function: begins_with, operand type: N',
)

const notSupported = invalid('Query key condition not supported')

// A range of one value is an equality, on whichever attribute it stands.
const plain = (condition: KeyCondition): Pick<KeyCondition, 'equals' | 'range'> => {
  const { equals, range } = condition
  return range?.range._tag === 'Compare' && range.range.comparator === '='
    ? { equals: [...equals, { name: range.name, value: range.range.value }] }
    : condition
}

/**
 * The places that a key condition holds for: it names all partition attributes and, from the left, sort attributes, the
 * last of them in a range.
 */
export const keyBounds = (ordered: Ordered, condition: KeyCondition): Either<RequestRefused, Bounds> => {
  const { equals, range } = plain(condition)
  const byName = new Map<string, KeyEquals>(equals.map((equal) => [equal.name, equal]))
  if (byName.size !== equals.length || (range !== undefined && byName.has(range.name))) {
    return left(invalid('KeyConditionExpressions must only contain one condition per key'))
  }
  const partition: Array<AttributeValue> = []
  for (const attribute of ordered.partition) {
    const equal = byName.get(attribute.name)
    if (equal === undefined) {
      return left(
        range?.name === attribute.name
          ? notSupported
          : invalid(`Query condition missed key schema element: ${attribute.name}`),
      )
    }
    const wrong = mistyped(attribute, equal.value)
    if (wrong !== undefined) return left(wrong)
    partition.push(equal.value)
  }
  let text = partitionText(partition)
  let used = partition.length
  for (const attribute of ordered.sort) {
    const equal = byName.get(attribute.name)
    if (equal !== undefined) {
      const wrong = mistyped(attribute, equal.value)
      if (wrong !== undefined) return left(wrong)
      text += part(equal.value)
      used++
      continue
    }
    if (used < equals.length || range === undefined) break
    if (range.name !== attribute.name) break
    if (range.range._tag === 'BeginsWith' && attribute.type === 'N') return left(beginsWithNumber)
    for (const value of valuesOf(range.range)) {
      const wrong = mistyped(attribute, value)
      if (wrong !== undefined) return left(wrong)
    }
    const bounds = rangeBounds(text, range.range)
    return bounds.low > bounds.high ? left(reversed) : right(bounds)
  }
  if (used === equals.length && range === undefined) return right(within(text))
  const expected = ordered.sort.find(({ name }) => !byName.has(name))
  return left(
    expected === undefined ? notSupported : invalid(`Query condition missed key schema element: ${expected.name}`),
  )
}

// -----------------------------------------------------------------------------
// interpreters
// -----------------------------------------------------------------------------

const outsideBoundaries = invalid('The provided starting key is outside query boundaries based on provided conditions')

const filtersKey = ({ ordered }: View, { filter }: Query): RequestRefused | undefined => {
  const name = attributesOf(filter).find((read) => ordered.attributes.some((attribute) => attribute.name === read))
  return name === undefined
    ? undefined
    : invalid(`Filter Expression can only contain non-primary key attributes: Primary key attribute: ${name}`)
}

/** A page of a query. */
export const query = (table: Table, request: Query): Either<RequestRefused, Page> => {
  const view = viewOf(table, request)
  if (isLeft(view)) return view
  const refused = filtersKey(view.right, request) ?? refusedRequest(view.right, request)
  if (refused !== undefined) return left(refused)
  const bounds = keyBounds(view.right.ordered, request.key)
  if (isLeft(bounds)) return bounds
  const backward = request.direction === 'backward'
  if (request.start === undefined) return right(pageOf(view.right, bounds.right, backward, request))
  const start = startOf(view.right, request.start)
  if (isLeft(start)) return start
  const rest = after(bounds.right, start.right, backward)
  return rest === undefined ? left(outsideBoundaries) : right(pageOf(view.right, rest, backward, request))
}

/** A page of a scan, or of one of its segments. */
export const scan = (table: Table, request: Scan): Either<RequestRefused, Page> => {
  const view = viewOf(table, request)
  if (isLeft(view)) return view
  const refused = refusedRequest(view.right, request)
  if (refused !== undefined) return left(refused)
  const { segment } = request
  const bounds = segment === undefined ? everywhere : segmentBounds(segment.index, segment.total)
  if (request.start === undefined) return right(pageOf(view.right, bounds, false, request))
  const start = startOf(view.right, request.start)
  if (isLeft(start)) return start
  const rest = after(bounds, start.right, false)
  return rest === undefined
    ? left(invalid('The provided starting key is invalid: it does not lie within the segment'))
    : right(pageOf(view.right, rest, false, request))
}
