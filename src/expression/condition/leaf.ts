/**
 * The simplest condition for one without conditions inside. Comparisons whose verdict is known without an item become
 * `Always` or `Never`, and the forms that DynamoDB refuses (an operand compared with itself, bounds the wrong way round,
 * an order between values that have none) become equivalent ones that it takes.
 */
import type { AttributeValue, Tag } from '../../value/AttributeValue'
import { equals } from '../../value/equality'
import { equals as equalsSegments } from '../../value/Path'
import { isOrdered, tagOfUnknown } from '../../value/tag'
import { decide } from './evaluate'
import type { AnyCondition, Leaf } from './fold'
import type { BeginsWith, Between, Comparator, Compare, Contains, In, Operand, PathOperand } from './model'

// -----------------------------------------------------------------------------
// constructors
// -----------------------------------------------------------------------------

const always: AnyCondition = { _tag: 'Always' }
const never: AnyCondition = { _tag: 'Never' }
const constant = (verdict: boolean): AnyCondition => (verdict ? always : never)
const zero: AttributeValue = { N: '0' }

const comparing = (comparator: Comparator, left: Operand, right: Operand): AnyCondition => ({
  _tag: 'Compare',
  comparator,
  left,
  right,
})

const isOneOf = (path: PathOperand, types: ReadonlyArray<Tag>): AnyCondition => ({
  _tag: 'Or',
  conditions: types.map((type) => ({ _tag: 'HasType', path, type })),
})

// -----------------------------------------------------------------------------
// operands
// -----------------------------------------------------------------------------

/** Whether two operands are one: the same place, or values that are equal to DynamoDB. */
export const equalsOperands = (x: Operand, y: Operand): boolean =>
  x._tag === 'Path'
    ? y._tag === 'Path' && equalsSegments(x.segments, y.segments)
    : x._tag === 'Size'
      ? y._tag === 'Size' && equalsSegments(x.path.segments, y.path.segments)
      : y._tag === 'Value' && equals(x.value, y.value)

/** The type that an operand has wherever it is something; `undefined` where the item decides. */
const typeOf = (operand: Operand): Tag | undefined =>
  operand._tag === 'Size' ? 'N' : operand._tag === 'Value' ? tagOfUnknown(operand.value) : undefined

/** Whether a comparison of two values holds; `undefined` where the item decides. */
const verdict = (comparator: Comparator, x: Operand, y: Operand): boolean | undefined =>
  x._tag === 'Value' && y._tag === 'Value' ? decide(comparator, x.value, y.value) : undefined

const isUnknownValue = (operand: Operand): boolean => operand._tag === 'Value' && typeOf(operand) === undefined

// -----------------------------------------------------------------------------
// combinators
// -----------------------------------------------------------------------------

const itself = (comparator: Comparator, operand: Operand): AnyCondition => {
  if (comparator === '<' || comparator === '>') return never
  if (operand._tag === 'Path') {
    if (comparator === '=') return { _tag: 'Exists', path: operand }
    if (comparator === '<>') return { _tag: 'Missing', path: operand }
    return isOneOf(operand, ['S', 'N', 'B'])
  }
  const hasSize = comparing('>=', operand, { _tag: 'Value', value: zero })
  return comparator === '<>' ? { _tag: 'Not', condition: hasSize } : hasSize
}

const compareLeaf = (c: Compare): AnyCondition => {
  const { comparator, left, right } = c
  if (isUnknownValue(left) || isUnknownValue(right)) return c
  if (left._tag === 'Value' && right._tag === 'Value') return constant(decide(comparator, left.value, right.value))
  if (equalsOperands(left, right)) return itself(comparator, left)
  const x = typeOf(left)
  const y = typeOf(right)
  if (x !== undefined && y !== undefined && x !== y) return constant(comparator === '<>')
  if (comparator !== '=' && comparator !== '<>') {
    if ((x !== undefined && !isOrdered(x)) || (y !== undefined && !isOrdered(y))) return never
  }
  return c
}

const betweenLeaf = (c: Between): AnyCondition => {
  const { operand, low, high } = c
  if (isUnknownValue(operand) || isUnknownValue(low) || isUnknownValue(high)) return c
  const types = [typeOf(operand), typeOf(low), typeOf(high)].filter((t) => t !== undefined)
  if (types.some((t) => t !== types[0] || !isOrdered(t))) return never
  if (verdict('>', low, high) === true) return never
  if (verdict('=', low, high) === true) {
    return compareLeaf({ _tag: 'Compare', comparator: '=', left: operand, right: low })
  }
  const fromLow = equalsOperands(operand, low) ? true : verdict('>=', operand, low)
  const toHigh = equalsOperands(operand, high) ? true : verdict('<=', operand, high)
  if (fromLow === false || toHigh === false) return never
  if (fromLow === true) return compareLeaf({ _tag: 'Compare', comparator: '<=', left: operand, right: high })
  if (toHigh === true) return compareLeaf({ _tag: 'Compare', comparator: '>=', left: operand, right: low })
  return c
}

const inLeaf = (c: In): AnyCondition => {
  const { operand } = c
  if (isUnknownValue(operand)) return c
  const type = typeOf(operand)
  const kept: Array<Operand> = []
  for (const candidate of c.candidates) {
    if (isUnknownValue(candidate)) return c
    if (equalsOperands(operand, candidate)) return operand._tag === 'Value' ? always : itself('=', operand)
    if (operand._tag === 'Value' && candidate._tag === 'Value') continue
    const other = typeOf(candidate)
    if (type !== undefined && other !== undefined && type !== other) continue
    kept.push(candidate)
  }
  const candidates = distinct(kept)
  const [first] = candidates
  if (first === undefined) return never
  if (candidates.length === 1) return compareLeaf({ _tag: 'Compare', comparator: '=', left: operand, right: first })
  return { _tag: 'In', operand, candidates }
}

const distinct = (operands: ReadonlyArray<Operand>): ReadonlyArray<Operand> => {
  if (operands.length > 200) return operands // over DynamoDB's 100: refused in any case
  const out: Array<Operand> = []
  for (const o of operands) if (!out.some((other) => equalsOperands(o, other))) out.push(o)
  return out
}

const beginsWithLeaf = (c: BeginsWith): AnyCondition => {
  const type = typeOf(c.prefix)
  if (type !== undefined && type !== 'S' && type !== 'B') return never
  return equalsOperands(c.path, c.prefix) ? isOneOf(c.path, ['S', 'B']) : c
}

const containsLeaf = (c: Contains): AnyCondition =>
  equalsOperands(c.path, c.operand) ? isOneOf(c.path, ['S', 'B']) : c

/** The simplest condition for one without conditions inside. */
export const simplifyLeaf = (c: Leaf): AnyCondition => {
  switch (c._tag) {
    case 'Compare':
      return compareLeaf(c)
    case 'Between':
      return betweenLeaf(c)
    case 'In':
      return inLeaf(c)
    case 'BeginsWith':
      return beginsWithLeaf(c)
    case 'Contains':
      return containsLeaf(c)
    default:
      return c
  }
}
