/**
 * The text of a projection read back.
 *
 * @example
 * ```ts
 * import * as E from 'fp-ts/Either'
 * import { Projection } from 'bloop-ts'
 * import * as assert from 'node:assert'
 *
 * assert.deepStrictEqual(Projection.parse('a, #b', { names: { '#b': 'b' } }), E.right(Projection.ofNames('a', 'b')))
 * assert.strictEqual(E.isLeft(Projection.parse('a, a.b')), true)
 * ```
 */
import * as E from 'fp-ts/Either'
import { validate } from '../projection/interpreters'
import type { Projection } from '../projection/model'
import { guarded, isParseError, type ParseError, type Placeholders, parseError } from './ParseError'
import { commas, expectEnd, path, read } from './reader'

// -----------------------------------------------------------------------------
// interpreters
// -----------------------------------------------------------------------------

/** The projection of a text: paths with commas between, none within another. Law: `parse(render(p)) = p`. */
export const parseProjection = (text: string, placeholders: Placeholders = {}): E.Either<ParseError, Projection> =>
  guarded(() => {
    const reader = read(text, placeholders)
    if (isParseError(reader)) return E.left(reader)
    const paths = commas(reader, path)
    if (isParseError(paths)) return E.left(paths)
    const left = expectEnd(reader)
    if (left !== undefined) return E.left(left)
    const [first, ...rest] = paths
    if (first === undefined) return E.left(parseError(0, 'The expression can not be empty;'))
    const valid = validate({ _tag: 'Projection', paths: [first, ...rest] })
    return E.isLeft(valid) ? E.left(parseError(0, valid.left.reason)) : valid
  })
