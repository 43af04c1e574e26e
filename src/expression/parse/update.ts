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
import { pipe } from 'fp-ts/function'
import type { Action, SetOperand, SetValue, Update } from '../update/model'
import { simplify } from '../update/simplify'
import { validate } from '../update/validate'
import { path, value } from './operand'
import { guarded, isParseError, type ParseError, type Placeholders, parseError } from './ParseError'
import {
  commas,
  expect,
  isCall,
  isSign,
  isWord,
  parenthesised,
  peek,
  type Reader,
  type Token,
  unexpected,
  whole,
} from './reader'
import { misplaced, noPath, noUpdateFunction, sameTwice, wrongCount } from './refusals'

// -----------------------------------------------------------------------------
// SET
// -----------------------------------------------------------------------------

const ifMissing = (token: Token, first: SetOperand, second: SetOperand): SetOperand | ParseError => {
  if (first._tag !== 'Path') return noPath(token)
  if (second._tag === 'ListAppend') return misplaced(token, 'list_append')
  return sameTwice(token, token.text, first, [second]) ?? { _tag: 'IfMissing', path: first, otherwise: second }
}

const call = (r: Reader): SetOperand | ParseError => {
  const token = peek(r)
  const wrong = noUpdateFunction(token)
  if (wrong !== undefined) return wrong
  r.next += 2
  const operands = commas(r, operand)
  if (isParseError(operands)) return operands
  const close = expect(r, ')')
  if (close !== undefined) return close
  const [first, second, ...more] = operands
  if (second === undefined || more.length > 0) return wrongCount(token, operands.length)
  return token.text === 'list_append' ? { _tag: 'ListAppend', first, second } : ifMissing(token, first, second)
}

const operand = (r: Reader): SetOperand | ParseError => {
  if (isSign(r, '(')) return parenthesised(r, operand)
  if (peek(r).kind === 'value') return value(r)
  return isCall(r) ? call(r) : path(r)
}

// (a + b): parentheses around the whole value are allowed once. (a) + b: or around an operand.
const setValue = (r: Reader): SetValue | ParseError => {
  const left = isSign(r, '(') ? parenthesised(r, setValue) : operand(r)
  if (isParseError(left)) return left
  const operator = isSign(r, '+') ? '+' : isSign(r, '-') ? '-' : undefined
  if (operator === undefined) return left
  if (left._tag === 'Arithmetic') return unexpected(r)
  r.next++
  const right = operand(r)
  return isParseError(right) ? right : { _tag: 'Arithmetic', operator, left, right }
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
    const at = path(r)
    if (isParseError(at)) return at
    const v = value(r)
    return isParseError(v) ? v : { _tag: tag, path: at, value: v }
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
  guarded(() =>
    pipe(
      whole(text, placeholders, update),
      E.chain((written) =>
        pipe(
          validate(written),
          E.bimap((wrong) => parseError(0, wrong.reason), simplify),
        ),
      ),
    ),
  )
