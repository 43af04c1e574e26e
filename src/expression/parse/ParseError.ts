/**
 * Why a text is no expression, with the place in the text.
 *
 * @example
 * ```ts
 * import * as E from 'fp-ts/Either'
 * import { Condition as C } from 'bloop-ts'
 * import * as assert from 'node:assert'
 *
 * const parsed = C.parse('size(a) > :n', { values: {} })
 * assert.strictEqual(E.isLeft(parsed) && parsed.left.position, 10)
 * ```
 */
import * as E from 'fp-ts/Either'
import type { AttributeValue } from '../../value/AttributeValue'
import { total } from '../total'

// -----------------------------------------------------------------------------
// model
// -----------------------------------------------------------------------------

/** What is wrong with a text, and where: `position` counts UTF-16 units from 0. */
export interface ParseError {
  readonly _tag: 'ParseError'
  readonly position: number
  /** In DynamoDB's own words where it has some. */
  readonly reason: string
}

/** The names and values that placeholders in a text stand for. */
export interface Placeholders {
  readonly names?: { readonly [placeholder: string]: string } | undefined
  readonly values?: { readonly [placeholder: string]: AttributeValue } | undefined
}

/** A failure of the parser, as a value that is passed upwards at once. */
export const parseError = (position: number, reason: string): ParseError => ({ _tag: 'ParseError', position, reason })

/** Whether a parser's answer is a failure. */
export const isParseError = (u: object): u is ParseError => (u as { _tag?: unknown })._tag === 'ParseError'

/** What a parser answers, or a failure where the placeholders are not what their types say. */
export const guarded = <A>(parse: () => E.Either<ParseError, A>): E.Either<ParseError, A> =>
  total(parse, () => E.left(parseError(0, 'The placeholders are no names and values;')))
