/** The grammar that conditions and key conditions share: operands and conditions, parentheses around either. */
import { isOrdered } from '../../value/tag'
import type { AnyCondition } from '../condition/fold'
import type { Comparator, Operand } from '../condition/model'
import { maxCandidates } from '../limits'
import { apply } from './functions'
import { path, value } from './operand'
import { isParseError, type ParseError, parseError } from './ParseError'
import {
  commas,
  expect,
  isCall,
  isSign,
  isWord,
  operator,
  parenthesised,
  peek,
  type Reader,
  type Token,
  unexpected,
} from './reader'
import { misplaced, noConditionFunction, sameTwice, wrongBounds, wrongTypes } from './refusals'

/** What stands between parentheses, or does not. */
type Term = Operand | AnyCondition

const isOperand = (term: Term): term is Operand => term._tag === 'Path' || term._tag === 'Value' || term._tag === 'Size'

// -----------------------------------------------------------------------------
// operands
// -----------------------------------------------------------------------------

const call = (r: Reader): Term | ParseError => {
  const token = peek(r)
  const wrong = noConditionFunction(token) ?? operator(r) ?? expect(r, '(')
  if (wrong !== undefined) return wrong
  const operands = commas(r, operand)
  if (isParseError(operands)) return operands
  return expect(r, ')') ?? apply(token, operands)
}

/** An operand: a path, a value, or `size (path)`. */
const operand = (r: Reader): Operand | ParseError => {
  const token = peek(r)
  if (isSign(r, '(')) return parenthesised(r, operand)
  if (token.kind === 'value') return value(r)
  if (!isCall(r)) return path(r)
  const term = call(r)
  return isParseError(term) || isOperand(term) ? term : misplaced(token, token.text)
}

// -----------------------------------------------------------------------------
// comparisons
// -----------------------------------------------------------------------------

const comparators: ReadonlyArray<string> = ['=', '<>', '<', '<=', '>', '>=']

const compare = (r: Reader, at: Token, left: Operand): AnyCondition | ParseError => {
  const right = operand(r)
  if (isParseError(right)) return right
  const comparator = at.text as Comparator
  const isEquality = comparator === '=' || comparator === '<>'
  return (
    (isEquality ? undefined : wrongTypes(at, comparator, [left, right], isOrdered)) ??
    sameTwice(at, comparator, left, [right]) ?? { _tag: 'Compare', comparator, left, right }
  )
}

const between = (r: Reader, at: Token, of: Operand): AnyCondition | ParseError => {
  const low = operand(r)
  if (isParseError(low)) return low
  if (!isWord(r, 'AND')) return unexpected(r)
  r.next++
  const high = operand(r)
  if (isParseError(high)) return high
  return (
    wrongTypes(at, 'BETWEEN', [of, low, high], isOrdered) ??
    sameTwice(at, 'BETWEEN', of, [low, high]) ??
    wrongBounds(at, low, high) ?? { _tag: 'Between', operand: of, low, high }
  )
}

const within = (r: Reader, at: Token, of: Operand): AnyCondition | ParseError => {
  const open = expect(r, '(')
  if (open !== undefined) return open
  const candidates = commas(r, operand)
  if (isParseError(candidates)) return candidates
  const close = expect(r, ')')
  if (close !== undefined) return close
  const n = candidates.length
  if (n > maxCandidates) {
    return parseError(at.position, `The IN operator is provided with too many operands; number of operands: ${n}`)
  }
  return sameTwice(at, 'IN', of, candidates) ?? { _tag: 'In', operand: of, candidates }
}

const isComparator = (r: Reader): boolean => comparators.includes(peek(r).text)

const comparison = (r: Reader, left: Operand): AnyCondition | ParseError => {
  const at = peek(r)
  const rest = isComparator(r) ? compare : isWord(r, 'BETWEEN') ? between : isWord(r, 'IN') ? within : undefined
  return rest === undefined ? unexpected(r) : (operator(r) ?? rest(r, at, left))
}

// -----------------------------------------------------------------------------
// conditions
// -----------------------------------------------------------------------------

/** A condition without AND, OR and NOT; or a lone operand, with a parenthesis behind it. */
const primary = (r: Reader): Term | ParseError => {
  const token = peek(r)
  const isFunction = isCall(r)
  const term = isSign(r, '(') ? parenthesised(r, disjunction) : isFunction ? call(r) : operand(r)
  if (isParseError(term)) return term
  if (isOperand(term)) return isSign(r, ')') ? term : comparison(r, term)
  // A function's verdict is no operand: attribute_exists(a) = :v
  return isFunction && isComparator(r) ? misplaced(token, token.text) : term
}

const negation = (r: Reader): Term | ParseError => {
  if (!isWord(r, 'NOT')) return primary(r)
  const term = operator(r) ?? negation(r)
  if (isParseError(term)) return term
  return isOperand(term) ? unexpected(r) : { _tag: 'Not', condition: term }
}

const series =
  (word: 'AND' | 'OR', tag: 'And' | 'Or', one: (r: Reader) => Term | ParseError) =>
  (r: Reader): Term | ParseError => {
    const first = one(r)
    if (!isWord(r, word) || isParseError(first) || isOperand(first)) return first
    const conditions: [AnyCondition, ...Array<AnyCondition>] = [first]
    while (isWord(r, word)) {
      const next = operator(r) ?? one(r)
      if (isParseError(next)) return next
      if (isOperand(next)) return unexpected(r)
      conditions.push(next)
    }
    return { _tag: tag, conditions }
  }

const conjunction = series('AND', 'And', negation)
const disjunction = series('OR', 'Or', conjunction)

/** A condition, up to where it ends. */
export const condition = (r: Reader): AnyCondition | ParseError => {
  const term = disjunction(r)
  return isParseError(term) || !isOperand(term) ? term : unexpected(r)
}
