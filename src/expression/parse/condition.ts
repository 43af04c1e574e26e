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
import { pipe } from 'fp-ts/function'
import type { Condition } from '../condition/model'
import { simplify } from '../condition/simplify'
import { condition } from './expression'
import { guarded, type ParseError, type Placeholders } from './ParseError'
import { whole } from './reader'

// -----------------------------------------------------------------------------
// interpreters
// -----------------------------------------------------------------------------

/** The condition of a text exactly as it was written. */
export const parseConditionAsWritten = (
  text: string,
  placeholders: Placeholders = {},
): E.Either<ParseError, Condition<never>> => guarded(() => whole(text, placeholders, condition))

/**
 * The condition of a text, in its simple form; with DynamoDB's refusals: redundant parentheses, a path compared with
 * itself, bounds the wrong way round, too many operators, placeholders that are not defined.
 *
 * Law: `parse(render(c)) = simplify(c)`.
 */
export const parseCondition = (text: string, placeholders: Placeholders = {}): E.Either<ParseError, Condition<never>> =>
  guarded(() => pipe(whole(text, placeholders, condition), E.map(simplify)))
