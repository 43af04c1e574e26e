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
import { pipe } from 'fp-ts/function'
import { validate } from '../projection/interpreters'
import type { Projection } from '../projection/model'
import { path } from './operand'
import { guarded, type ParseError, type Placeholders, parseError } from './ParseError'
import { commas, type Reader, whole } from './reader'

const paths = (r: Reader) => commas(r, path)

// -----------------------------------------------------------------------------
// interpreters
// -----------------------------------------------------------------------------

/** The projection of a text: paths with commas between, none within another. Law: `parse(render(p)) = p`. */
export const parseProjection = (text: string, placeholders: Placeholders = {}): E.Either<ParseError, Projection> =>
  guarded(() =>
    pipe(
      whole(text, placeholders, paths),
      E.chain((all) =>
        pipe(
          validate({ _tag: 'Projection', paths: all }),
          E.mapLeft((wrong) => parseError(0, wrong.reason)),
        ),
      ),
    ),
  )
