/**
 * The text of a condition read back.
 *
 * @example
 * ```ts
 * import * as E from 'fp-ts/Either'
 * import { pipe } from 'fp-ts/function'
 * import { Condition as C, Path as P } from 'bloop-ts'
 * import * as assert from 'node:assert'
 *
 * const parsed = C.parse('NOT #n = :v OR a.b[0] < :v', { names: { '#n': 'name' }, values: { ':v': { N: '1' } } })
 * assert.strictEqual(pipe(parsed, E.match((e) => e.reason, C.show)), 'name <> 1 OR a.b[0] < 1')
 * ```
 */
import * as E from 'fp-ts/Either'
import type { Condition } from '../condition/model'
import { simplify } from '../condition/simplify'
import { condition } from './expression'
import { guarded, isParseError, type ParseError, type Placeholders } from './ParseError'
import { expectEnd, read } from './reader'

// -----------------------------------------------------------------------------
// interpreters
// -----------------------------------------------------------------------------

/** The condition of a text exactly as it was written. */
export const parseConditionAsWritten = (
  text: string,
  placeholders: Placeholders = {},
): E.Either<ParseError, Condition<never>> =>
  guarded(() => {
    const reader = read(text, placeholders)
    if (isParseError(reader)) return E.left(reader)
    const parsed = condition(reader)
    if (isParseError(parsed)) return E.left(parsed)
    const left = expectEnd(reader)
    return left === undefined ? E.right(parsed) : E.left(left)
  })

/**
 * The condition of a text, in its simple form; with DynamoDB's refusals: redundant parentheses, an operand compared with
 * itself, bounds the wrong way round, too many operators, placeholders that are not defined.
 *
 * Law: `parse(render(c)) = simplify(c)`.
 */
export const parseCondition = (text: string, placeholders: Placeholders = {}): E.Either<ParseError, Condition<never>> =>
  guarded(() => {
    const parsed = parseConditionAsWritten(text, placeholders)
    return E.isLeft(parsed) ? parsed : E.right(simplify(parsed.right))
  })
