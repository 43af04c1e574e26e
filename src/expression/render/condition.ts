/** Conditions as DynamoDB's text, with no parentheses but those that precedence asks for: it refuses others. */

import type { Segments } from '../../value/Path'
import { type AnyCondition, type Leaf, operandsOf, pathOf } from '../condition/fold'
import type { Operand } from '../condition/model'
import { absent } from '../condition/never'
import { operators } from '../condition/reads'
import { simplify } from '../condition/simplify'
import type { ExpressionPlace } from '../InvalidExpression'
import { maxCandidates, maxOperators } from '../limits'
import { total } from '../total'
import { type Allocator, checkLength, refuse, renderPath, renderValue } from './allocator'

const operand = (a: Allocator, place: ExpressionPlace, o: Operand, beside: Segments | undefined): string =>
  o._tag === 'Value'
    ? renderValue(a, place, o.value, beside)
    : o._tag === 'Path'
      ? renderPath(a, place, o.segments)
      : `size(${renderPath(a, place, o.path.segments)})`

const comparators: ReadonlyArray<unknown> = ['=', '<>', '<', '<=', '>', '>=']

/** The attribute that the values of a leaf are compared with: the first that it reads. */
const besides = (c: Leaf): Segments | undefined => {
  for (const o of operandsOf(c)) {
    const path = pathOf(o)
    if (path !== undefined) return path.segments
  }
  return undefined
}

const leaf = (a: Allocator, place: ExpressionPlace, c: Leaf): string => {
  const beside = besides(c)
  const show = (o: Operand): string => operand(a, place, o, beside)
  switch (c._tag) {
    case 'Always': // on its own: within others it is simplified away
      return ''
    case 'Never': {
      const path = show({ _tag: 'Path', attribute: absent, segments: [absent] })
      return `attribute_exists(${path}) AND attribute_not_exists(${path})`
    }
    case 'Compare':
      if (!comparators.includes(c.comparator)) refuse(a, place, 'a comparison has one of the six comparators', beside)
      return `${show(c.left)} ${c.comparator} ${show(c.right)}`
    case 'Between':
      return `${show(c.operand)} BETWEEN ${show(c.low)} AND ${show(c.high)}`
    case 'In': {
      const n = c.candidates.length
      if (n > maxCandidates) return refuse(a, place, `IN takes at most ${maxCandidates} candidates, this one has ${n}`)
      return `${show(c.operand)} IN (${c.candidates.map(show).join(', ')})`
    }
    case 'Exists':
      return `attribute_exists(${show(c.path)})`
    case 'Missing':
      return `attribute_not_exists(${show(c.path)})`
    case 'HasType':
      return `attribute_type(${show(c.path)}, ${renderValue(a, place, { S: c.type }, beside)})`
    case 'BeginsWith':
      return `begins_with(${show(c.path)}, ${show(c.prefix)})`
    case 'Contains':
      return `contains(${show(c.path)}, ${show(c.operand)})`
  }
}

// At most 300 operators deep, which has been checked.
const go = (a: Allocator, place: ExpressionPlace, c: AnyCondition): string => {
  switch (c._tag) {
    case 'And':
      return c.conditions
        .map((inner) => (inner._tag === 'Or' ? `(${go(a, place, inner)})` : go(a, place, inner)))
        .join(' AND ')
    case 'Or':
      return c.conditions.map((inner) => go(a, place, inner)).join(' OR ')
    case 'Not': {
      const inner = go(a, place, c.condition)
      return c.condition._tag === 'And' || c.condition._tag === 'Or' ? `NOT (${inner})` : `NOT ${inner}`
    }
    default:
      return leaf(a, place, c)
  }
}

const textOf = (a: Allocator, place: ExpressionPlace, condition: AnyCondition): string | undefined => {
  const simple = simplify(condition)
  const count = operators(simple)
  if (count > maxOperators) {
    return refuse(a, place, `an expression has at most ${maxOperators} operators, this one has ${count}`)
  }
  const text = go(a, place, simple)
  checkLength(a, place, text)
  return text === '' ? undefined : text
}

// -----------------------------------------------------------------------------
// interpreters
// -----------------------------------------------------------------------------

/** The text of a condition in its simple form; `undefined` for `Always`, which needs none. */
export const renderCondition = (a: Allocator, place: ExpressionPlace, condition: AnyCondition): string | undefined =>
  total(
    () => textOf(a, place, condition),
    () => refuse(a, place, 'what stands there is no condition'),
  )
