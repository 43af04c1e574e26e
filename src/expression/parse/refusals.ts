/** What DynamoDB refuses of functions and operators whatever the item is, in its own words. */
import type { AttributeValue, Tag } from '../../value/AttributeValue'
import { compare } from '../../value/order'
import { equals as equalsSegments } from '../../value/Path'
import { tagOfUnknown } from '../../value/tag'
import type { Operand } from '../condition/model'
import type { SetOperand } from '../update/model'
import { type ParseError, parseError } from './ParseError'
import type { Token } from './reader'

// -----------------------------------------------------------------------------
// functions
// -----------------------------------------------------------------------------

const ofConditions = ['attribute_exists', 'attribute_not_exists', 'attribute_type', 'begins_with', 'contains', 'size']
const ofUpdates = ['if_not_exists', 'list_append']

/** A function that conditions do not have. */
export const noConditionFunction = (token: Token): ParseError | undefined =>
  noFunction(token, ofConditions, ofUpdates, 'a condition expression')

/** A function that updates do not have. */
export const noUpdateFunction = (token: Token): ParseError | undefined =>
  noFunction(token, ofUpdates, ofConditions, 'an update expression')

const noFunction = (
  { text, position }: Token,
  known: ReadonlyArray<string>,
  elsewhere: ReadonlyArray<string>,
  where: string,
): ParseError | undefined => {
  if (known.includes(text)) return undefined
  const reason = elsewhere.includes(text) ? `The function is not allowed in ${where}` : 'Invalid function name'
  return parseError(position, `${reason}; function: ${text}`)
}

/** A function where it cannot stand. */
export const misplaced = (token: Token, name: string): ParseError =>
  parseError(token.position, `The function is not allowed to be used this way in an expression; function: ${name}`)

/** Too many operands, or too few. */
export const wrongCount = ({ position, text }: Token, count: number): ParseError => {
  const reason = 'Incorrect number of operands for operator or function; operator or function: '
  return parseError(position, `${reason}${text}, number of operands: ${count}`)
}

/** Something else where a function asks for a path. */
export const noPath = ({ position, text }: Token): ParseError =>
  parseError(position, `Operator or function requires a document path; operator or function: ${text}`)

// -----------------------------------------------------------------------------
// operands
// -----------------------------------------------------------------------------

/** The type of an operand, where no item decides it. */
export const typeOf = (o: Operand): Tag | undefined =>
  o._tag === 'Size' ? 'N' : o._tag === 'Value' ? tagOfUnknown(o.value) : undefined

/** An operand of a type that an operator or function does not take. */
export const wrongType = (at: Token, operator: string, type: string | undefined): ParseError => {
  const reason = 'Incorrect operand type for operator or function; operator or function: '
  return parseError(at.position, `${reason}${operator}, operand type: ${type}`)
}

/** The first operand of a type that is not taken, unless an item decides its type. */
export const wrongTypes = (
  at: Token,
  operator: string,
  operands: ReadonlyArray<Operand>,
  isTaken: (type: Tag) => boolean,
): ParseError | undefined => {
  for (const o of operands) {
    const type = typeOf(o)
    if (type !== undefined && !isTaken(type)) return wrongType(at, operator, type)
  }
  return undefined
}

/** A path that is compared with itself. */
export const sameTwice = (
  at: Token,
  operator: string,
  first: Operand,
  rest: ReadonlyArray<Operand | SetOperand>,
): ParseError | undefined => {
  if (first._tag !== 'Path') return undefined
  const { segments } = first
  if (!rest.some((o) => o._tag === 'Path' && equalsSegments(segments, o.segments))) return undefined
  const reason = 'The first operand must be distinct from the remaining operands for this operator or function'
  const place = segments.map((s) => (typeof s === 'number' ? `[${s}]` : s)).join(', ')
  return parseError(at.position, `${reason}; operator: ${operator}, first operand: [${place}]`)
}

const showBound = (bound: AttributeValue): string =>
  `AttributeValue: {${Object.entries(bound).map((entry) => entry.join(':'))}}`

/** Bounds of two types, or the wrong way round. */
export const wrongBounds = (at: Token, low: Operand, high: Operand): ParseError | undefined => {
  if (low._tag !== 'Value' || high._tag !== 'Value') return undefined
  const order = compare(low.value, high.value)
  const wanted =
    order === undefined
      ? 'same data type for lower and upper bounds'
      : order > 0
        ? 'upper bound to be greater than or equal to lower bound'
        : undefined
  if (wanted === undefined) return undefined
  const found = `lower bound operand: ${showBound(low.value)}, upper bound operand: ${showBound(high.value)}`
  return parseError(at.position, `The BETWEEN operator requires ${wanted}; ${found}`)
}
