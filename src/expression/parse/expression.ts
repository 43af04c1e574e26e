/** The grammar that conditions and key conditions share: operands and conditions, parentheses around either. */
import type { AttributeValue, Tag } from '../../value/AttributeValue'
import { compare } from '../../value/order'
import { isOrdered, isTag, tagOfUnknown, tags } from '../../value/tag'
import { includes, sizeOf, startsWith } from '../condition/evaluate'
import type { AnyCondition } from '../condition/fold'
import { equalsOperands } from '../condition/leaf'
import type { Comparator, Operand, PathOperand } from '../condition/model'
import { maxCandidates, maxOperators } from '../limits'
import { isParseError, type ParseError, parseError } from './ParseError'
import {
  commas,
  expect,
  isSign,
  isWord,
  maxOpen,
  path,
  peek,
  type Reader,
  type Token,
  unexpected,
  value,
} from './reader'

// -----------------------------------------------------------------------------
// model
// -----------------------------------------------------------------------------

/** What stands between parentheses, or does not: an operand or a condition. */
type Term =
  | { readonly _tag: 'Operand'; readonly operand: Operand; readonly token: Token }
  | { readonly _tag: 'Condition'; readonly condition: AnyCondition; readonly isWrapped: boolean; readonly token: Token }

/** How many operators have been read. */
export interface Count {
  operators: number
}

const comparators: ReadonlyArray<string> = ['=', '<>', '<', '<=', '>', '>=']
const functions = new Set([
  'attribute_exists',
  'attribute_not_exists',
  'attribute_type',
  'begins_with',
  'contains',
  'size',
])
const ofUpdates = new Set(['if_not_exists', 'list_append'])

// -----------------------------------------------------------------------------
// checks
// -----------------------------------------------------------------------------

const typeOf = (o: Operand): Tag | undefined =>
  o._tag === 'Size' ? 'N' : o._tag === 'Value' ? tagOfUnknown(o.value) : undefined

const wrongType = (at: Token, operator: string, type: string): ParseError =>
  parseError(
    at.position,
    `Incorrect operand type for operator or function; operator or function: ${operator}, operand type: ${type}`,
  )

const distinct = (
  at: Token,
  operator: string,
  first: Operand,
  rest: ReadonlyArray<Operand>,
): ParseError | undefined => {
  if (first._tag === 'Value' || !rest.some((o) => equalsOperands(first, o))) return undefined
  const { segments } = first._tag === 'Size' ? first.path : first
  const place = segments.map((s) => (typeof s === 'number' ? `[${s}]` : s)).join(', ')
  const reason = 'The first operand must be distinct from the remaining operands for this operator or function'
  return parseError(at.position, `${reason}; operator: ${operator}, first operand: [${place}]`)
}

const ordered = (at: Token, operator: string, operands: ReadonlyArray<Operand>): ParseError | undefined => {
  for (const o of operands) {
    const type = typeOf(o)
    if (type !== undefined && !isOrdered(type)) return wrongType(at, operator, type)
  }
  return undefined
}

const showBound = (bound: AttributeValue): string =>
  `AttributeValue: {${Object.entries(bound)
    .map(([tag, content]) => `${tag}:${String(content)}`)
    .join()}}`

const bounds = (at: Token, low: Operand, high: Operand): ParseError | undefined => {
  if (low._tag !== 'Value' || high._tag !== 'Value') return undefined
  const order = compare(low.value, high.value)
  if (order !== undefined && order <= 0) return undefined
  const wanted =
    order === undefined
      ? 'same data type for lower and upper bounds'
      : 'upper bound to be greater than or equal to lower bound'
  const found = `lower bound operand: ${showBound(low.value)}, upper bound operand: ${showBound(high.value)}`
  return parseError(at.position, `The BETWEEN operator requires ${wanted}; ${found}`)
}

// -----------------------------------------------------------------------------
// operands
// -----------------------------------------------------------------------------

/** Parentheses around what `inside` reads; twice around the same is refused. */
const parenthesised = <A extends object>(r: Reader, inside: (r: Reader) => A | ParseError): A | ParseError => {
  const open = peek(r)
  r.next++
  const isDoubled = isSign(r, '(')
  const first = r.next
  if (++r.depth > maxOpen) return parseError(open.position, redundant)
  const a = inside(r)
  if (isParseError(a)) return a
  const close = peek(r)
  const wrong = expect(r, ')')
  if (wrong !== undefined) return wrong
  r.depth--
  // ((x)): what opens right behind this one closes right before it.
  if (isDoubled && closes(r, first) === r.next - 2) return parseError(close.position, redundant)
  return a
}

const redundant = 'The expression has redundant parentheses;'

/** The place of the parenthesis that closes the one at a place. */
const closes = (r: Reader, open: number): number => {
  let depth = 0
  for (let i = open; i < r.tokens.length; i++) {
    const token = r.tokens[i]
    if (token?.kind !== 'sign') continue
    if (token.text === '(') depth++
    else if (token.text === ')' && --depth === 0) return i
  }
  return -1
}

const isCall = (r: Reader): boolean => {
  const after = peek(r, 1)
  return peek(r).kind === 'word' && after.kind === 'sign' && after.text === '('
}

/** An operand: a path, a value, or `size (path)`. */
const operand = (r: Reader, count: Count): Operand | ParseError => {
  const token = peek(r)
  if (isSign(r, '(')) return parenthesised(r, (inner) => operand(inner, count))
  if (token.kind === 'value') {
    const v = value(r)
    return isParseError(v) ? v : { _tag: 'Value', value: v }
  }
  if (isCall(r)) {
    const term = call(r, count)
    if (isParseError(term)) return term
    return term._tag === 'Operand' ? term.operand : parseError(token.position, notAllowed(token.text))
  }
  return path(r)
}

const notAllowed = (name: string): string =>
  `The function is not allowed to be used this way in an expression; function: ${name}`

// -----------------------------------------------------------------------------
// functions
// -----------------------------------------------------------------------------

const arity = (token: Token, args: ReadonlyArray<Operand>, n: number): ParseError | undefined =>
  args.length === n
    ? undefined
    : parseError(
        token.position,
        `Incorrect number of operands for operator or function; operator or function: ${token.text}, number of operands: ${args.length}`,
      )

const placeOf = (token: Token, o: Operand | undefined): PathOperand | ParseError =>
  o?._tag === 'Path'
    ? o
    : parseError(token.position, `Operator or function requires a document path; operator or function: ${token.text}`)

const counted = (count: Count, position: number): ParseError | undefined =>
  ++count.operators > maxOperators
    ? parseError(position, `The expression contains too many operators; operator count: ${count.operators}`)
    : undefined

const call = (r: Reader, count: Count): Term | ParseError => {
  const token = peek(r)
  if (ofUpdates.has(token.text)) {
    return parseError(token.position, `The function is not allowed in a condition expression; function: ${token.text}`)
  }
  if (!functions.has(token.text)) {
    return parseError(token.position, `Invalid function name; function: ${token.text}`)
  }
  const many = counted(count, token.position)
  if (many !== undefined) return many
  r.next += 2
  const args = commas(r, (inner) => operand(inner, count))
  if (isParseError(args)) return args
  const close = expect(r, ')')
  if (close !== undefined) return close
  return apply(token, args)
}

const constant = (holds: boolean): AnyCondition => (holds ? { _tag: 'Always' } : { _tag: 'Never' })

/** A function of values alone, which no item decides. DynamoDB takes it, though its grammar asks for a path. */
const known = (token: Token, first: AttributeValue, second: Operand | undefined): Term | undefined => {
  const condition = (holds: boolean): Term => ({
    _tag: 'Condition',
    condition: constant(holds),
    isWrapped: false,
    token,
  })
  if (token.text === 'size') {
    const size = sizeOf(first)
    return size === undefined
      ? undefined
      : { _tag: 'Operand', operand: { _tag: 'Value', value: { N: String(size) } }, token }
  }
  if (second?._tag !== 'Value') return undefined
  if (token.text === 'attribute_type') return condition('S' in second.value && second.value.S === tagOfUnknown(first))
  if (token.text === 'begins_with') return condition(startsWith(first, second.value))
  return token.text === 'contains' ? condition(includes(first, second.value)) : undefined
}

const apply = (token: Token, args: ReadonlyArray<Operand>): Term | ParseError => {
  const isUnary = token.text === 'size' || token.text === 'attribute_exists' || token.text === 'attribute_not_exists'
  const wrong = arity(token, args, isUnary ? 1 : 2) ?? secondOf(token, args[1])
  if (wrong !== undefined) return wrong
  const [first] = args
  const settled = first?._tag === 'Value' ? known(token, first.value, args[1]) : undefined
  if (settled !== undefined) return settled
  const at = placeOf(token, first)
  if (isParseError(at)) return at
  const second = args[1] as Operand
  const condition = (c: AnyCondition): Term => ({ _tag: 'Condition', condition: c, isWrapped: false, token })
  switch (token.text) {
    case 'size':
      return { _tag: 'Operand', operand: { _tag: 'Size', path: at }, token }
    case 'attribute_exists':
      return condition({ _tag: 'Exists', path: at })
    case 'attribute_not_exists':
      return condition({ _tag: 'Missing', path: at })
    case 'attribute_type':
      return condition({ _tag: 'HasType', path: at, type: typeIn(second) as Tag })
    case 'begins_with':
      return distinct(token, token.text, at, [second]) ?? condition({ _tag: 'BeginsWith', path: at, prefix: second })
    default:
      return distinct(token, token.text, at, [second]) ?? condition({ _tag: 'Contains', path: at, operand: second })
  }
}

const typeIn = (o: Operand): string | undefined => (o._tag === 'Value' && 'S' in o.value ? o.value.S : undefined)

/** What is wrong with the second operand of a function that asks something of it. */
const secondOf = (token: Token, second: Operand | undefined): ParseError | undefined => {
  if (second === undefined) return undefined
  if (token.text === 'attribute_type') {
    const type = typeIn(second)
    if (type === undefined) return wrongType(token, token.text, typeOf(second) ?? `{${tags.join()}}`)
    if (isTag(type)) return undefined
    return parseError(token.position, `Invalid attribute type name found; type: ${type}, valid types: {${tags.join()}}`)
  }
  const type = typeOf(second)
  return token.text === 'begins_with' && type !== undefined && type !== 'S' && type !== 'B'
    ? wrongType(token, token.text, type)
    : undefined
}

// -----------------------------------------------------------------------------
// conditions
// -----------------------------------------------------------------------------

const comparison = (r: Reader, count: Count, left: Operand): AnyCondition | ParseError => {
  const token = peek(r)
  const many = counted(count, token.position)
  if (token.kind === 'sign' && comparators.includes(token.text)) {
    r.next++
    const right = operand(r, count)
    if (isParseError(right)) return right
    const comparator = token.text as Comparator
    const isEquality = comparator === '=' || comparator === '<>'
    const wrong =
      many ??
      (isEquality ? undefined : ordered(token, comparator, [left, right])) ??
      distinct(token, comparator, left, [right])
    return wrong ?? { _tag: 'Compare', comparator, left, right }
  }
  if (isWord(r, 'BETWEEN')) {
    r.next++
    const low = operand(r, count)
    if (isParseError(low)) return low
    if (!isWord(r, 'AND')) return unexpected(r)
    r.next++
    const high = operand(r, count)
    if (isParseError(high)) return high
    const wrong =
      many ??
      ordered(token, 'BETWEEN', [left, low, high]) ??
      distinct(token, 'BETWEEN', left, [low, high]) ??
      bounds(token, low, high)
    return wrong ?? { _tag: 'Between', operand: left, low, high }
  }
  if (isWord(r, 'IN')) {
    r.next++
    const open = expect(r, '(')
    if (open !== undefined) return open
    const candidates = commas(r, (inner) => operand(inner, count))
    if (isParseError(candidates)) return candidates
    const close = expect(r, ')')
    if (close !== undefined) return close
    const n = candidates.length
    if (n > maxCandidates) {
      const reason = `The IN operator is provided with too many operands; number of operands: ${n}`
      return parseError(token.position, reason)
    }
    return many ?? distinct(token, 'IN', left, candidates) ?? { _tag: 'In', operand: left, candidates }
  }
  return unexpected(r)
}

const term = (r: Reader, count: Count): Term | ParseError => {
  const token = peek(r)
  if (isSign(r, '(')) {
    const inner = parenthesised(r, (within) => disjunction(within, count))
    return isParseError(inner) || inner._tag === 'Operand' ? inner : { ...inner, isWrapped: true }
  }
  if (isCall(r)) return call(r, count)
  const o = operand(r, count)
  return isParseError(o) ? o : { _tag: 'Operand', operand: o, token }
}

/** A condition without AND and OR, or a lone operand for the parentheses around it. */
const primary = (r: Reader, count: Count): Term | ParseError => {
  const { position } = peek(r)
  const first = term(r, count)
  if (isParseError(first)) return first
  if (first._tag === 'Condition') {
    // A function's verdict is no operand: attribute_exists(a) = :v
    const after = peek(r)
    return !first.isWrapped && after.kind === 'sign' && comparators.includes(after.text)
      ? parseError(position, notAllowed(first.token.text))
      : first
  }
  if (r.depth > 0 && isSign(r, ')')) return first
  const condition = comparison(r, count, first.operand)
  return isParseError(condition) ? condition : { _tag: 'Condition', condition, isWrapped: false, token: first.token }
}

const negation = (r: Reader, count: Count): Term | ParseError => {
  const token = peek(r)
  let nots = 0
  while (isWord(r, 'NOT')) {
    r.next++
    nots++
    const many = counted(count, token.position)
    if (many !== undefined) return many
  }
  const inner = primary(r, count)
  if (nots === 0 || isParseError(inner)) return inner
  if (inner._tag === 'Operand') return unexpected(r)
  let { condition } = inner
  for (; nots > 0; nots--) condition = { _tag: 'Not', condition }
  return { _tag: 'Condition', condition, isWrapped: false, token }
}

const series =
  (word: 'AND' | 'OR', tag: 'And' | 'Or', one: (r: Reader, count: Count) => Term | ParseError) =>
  (r: Reader, count: Count): Term | ParseError => {
    const token = peek(r)
    const first = one(r, count)
    if (isParseError(first) || !isWord(r, word)) return first
    if (first._tag === 'Operand') return unexpected(r)
    const conditions = [first.condition]
    while (isWord(r, word)) {
      const at = peek(r)
      r.next++
      const many = counted(count, at.position)
      if (many !== undefined) return many
      const next = one(r, count)
      if (isParseError(next)) return next
      if (next._tag === 'Operand') return unexpected(r)
      conditions.push(next.condition)
    }
    return { _tag: 'Condition', condition: { _tag: tag, conditions }, isWrapped: false, token }
  }

const conjunction = series('AND', 'And', negation)
const disjunction = series('OR', 'Or', conjunction)

/** A condition, up to where it ends. */
export const condition = (r: Reader): AnyCondition | ParseError => {
  const parsed = disjunction(r, { operators: 0 })
  if (isParseError(parsed)) return parsed
  return parsed._tag === 'Condition' ? parsed.condition : unexpected(r)
}
