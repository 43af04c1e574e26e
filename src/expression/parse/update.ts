/**
 * The text of an update read back.
 *
 * @example
 * ```ts
 * import * as E from 'fp-ts/Either'
 * import { pipe } from 'fp-ts/function'
 * import { Update as U } from 'bloop-ts'
 * import * as assert from 'node:assert'
 *
 * const parsed = U.parse('ADD visits :n SET seen = if_not_exists(seen, :n)', { values: { ':n': { N: '1' } } })
 * assert.strictEqual(pipe(parsed, E.match((e) => e.reason, U.show)), 'SET seen = if_not_exists(seen, 1) ADD visits 1')
 * ```
 */
import * as E from 'fp-ts/Either'
import { equals as equalsSegments } from '../../value/Path'
import type { PathOperand } from '../condition/model'
import type { Action, SetOperand, SetValue, Update } from '../update/model'
import { simplify } from '../update/simplify'
import { validate } from '../update/validate'
import { guarded, isParseError, type ParseError, type Placeholders, parseError } from './ParseError'
import { commas, expect, isSign, isWord, maxOpen, path, peek, type Reader, read, unexpected, value } from './reader'

const functions = new Set(['if_not_exists', 'list_append'])
const conditions = new Set([
  'attribute_exists',
  'attribute_not_exists',
  'attribute_type',
  'begins_with',
  'contains',
  'size',
])

// -----------------------------------------------------------------------------
// SET
// -----------------------------------------------------------------------------

const call = (r: Reader): SetOperand | ParseError => {
  const token = peek(r)
  if (conditions.has(token.text)) {
    return parseError(token.position, `The function is not allowed in an update expression; function: ${token.text}`)
  }
  if (!functions.has(token.text)) return parseError(token.position, `Invalid function name; function: ${token.text}`)
  r.next += 2
  if (++r.depth > maxOpen) return unexpected(r)
  const args = commas(r, operand)
  if (isParseError(args)) return args
  const close = expect(r, ')')
  if (close !== undefined) return close
  r.depth--
  const [first, second] = args
  if (first === undefined || second === undefined || args.length !== 2) {
    const reason = 'Incorrect number of operands for operator or function; operator or function: '
    return parseError(token.position, `${reason}${token.text}, number of operands: ${args.length}`)
  }
  if (token.text === 'list_append') return { _tag: 'ListAppend', first, second }
  if (first._tag !== 'Path') {
    const reason = 'Operator or function requires a document path; operator or function: if_not_exists'
    return parseError(token.position, reason)
  }
  if (second._tag === 'ListAppend') {
    const reason = 'The function is not allowed to be used this way in an expression; function: list_append'
    return parseError(token.position, reason)
  }
  if (second._tag === 'Path' && equalsSegments(first.segments, second.segments)) {
    const reason = 'The first operand must be distinct from the remaining operands for this operator or function'
    return parseError(
      token.position,
      `${reason}; operator: if_not_exists, first operand: [${first.segments.join(', ')}]`,
    )
  }
  return { _tag: 'IfMissing', path: first, otherwise: second }
}

const wrapped = <A extends object>(r: Reader, one: (r: Reader) => A | ParseError): A | ParseError => {
  const open = peek(r)
  r.next++
  if (isSign(r, '(') || ++r.depth > maxOpen) {
    return parseError(open.position, 'The expression has redundant parentheses;')
  }
  const a = one(r)
  if (isParseError(a)) return a
  r.depth--
  return expect(r, ')') ?? a
}

const operand = (r: Reader): SetOperand | ParseError => {
  const token = peek(r)
  if (isSign(r, '(')) return wrapped(r, operand)
  if (token.kind === 'value') {
    const v = value(r)
    return isParseError(v) ? v : { _tag: 'Value', value: v }
  }
  const after = peek(r, 1)
  return token.kind === 'word' && after.kind === 'sign' && after.text === '(' ? call(r) : path(r)
}

const sum = (r: Reader): SetValue | ParseError => {
  const left = operand(r)
  if (isParseError(left)) return left
  const operator = isSign(r, '+') ? '+' : isSign(r, '-') ? '-' : undefined
  if (operator === undefined) return left
  r.next++
  const right = operand(r)
  return isParseError(right) ? right : { _tag: 'Arithmetic', operator, left, right }
}

// (a + b): parentheses around the whole value are allowed once. (a) + b: or around an operand.
const setValue = (r: Reader): SetValue | ParseError => {
  if (!isSign(r, '(')) return sum(r)
  const start = r.next
  const asOperand = sum(r)
  if (!isParseError(asOperand)) return asOperand
  r.next = start
  r.depth = 0
  return wrapped(r, sum)
}

// -----------------------------------------------------------------------------
// actions
// -----------------------------------------------------------------------------

const setAction = (r: Reader): Action | ParseError => {
  const to = path(r)
  if (isParseError(to)) return to
  const wrong = expect(r, '=')
  if (wrong !== undefined) return wrong
  const written = setValue(r)
  return isParseError(written) ? written : { _tag: 'Set', path: to, value: written }
}

const removeAction = (r: Reader): Action | ParseError => {
  const at = path(r)
  return isParseError(at) ? at : { _tag: 'Remove', path: at }
}

const valued =
  (tag: 'Add' | 'Delete') =>
  (r: Reader): Action | ParseError => {
    const at: PathOperand | ParseError = path(r)
    if (isParseError(at)) return at
    const v = value(r)
    return isParseError(v) ? v : { _tag: tag, path: at, value: { _tag: 'Value', value: v } }
  }

const sections: ReadonlyArray<readonly [string, (r: Reader) => Action | ParseError]> = [
  ['SET', setAction],
  ['REMOVE', removeAction],
  ['ADD', valued('Add')],
  ['DELETE', valued('Delete')],
]

const update = (r: Reader): Update<never> | ParseError => {
  const actions: Array<Action> = []
  const seen = new Set<string>()
  do {
    const section = sections.find(([word]) => isWord(r, word))
    if (section === undefined) return unexpected(r)
    const [word, one] = section
    if (seen.has(word)) {
      const reason = `The "${word}" section can only be used once in an update expression;`
      return parseError(peek(r).position, reason)
    }
    seen.add(word)
    r.next++
    const list = commas(r, one)
    if (isParseError(list)) return list
    actions.push(...list)
  } while (peek(r).kind !== 'end')
  return { _tag: 'Update', actions }
}

// -----------------------------------------------------------------------------
// interpreters
// -----------------------------------------------------------------------------

/**
 * The update of a text, in its simple form; with DynamoDB's refusals: overlapping paths, operands of the wrong type, a clause
 * that comes twice.
 *
 * Law: `parse(render(u)) = simplify(u)`.
 */
export const parseUpdate = (text: string, placeholders: Placeholders = {}): E.Either<ParseError, Update<never>> =>
  guarded(() => {
    const reader = read(text, placeholders)
    if (isParseError(reader)) return E.left(reader)
    const parsed = update(reader)
    if (isParseError(parsed)) return E.left(parsed)
    const valid = validate(parsed)
    return E.isLeft(valid) ? E.left(parseError(0, valid.left.reason)) : E.right(simplify(valid.right))
  })
