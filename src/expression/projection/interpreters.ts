/**
 * What DynamoDB refuses of a projection, its text and equality.
 *
 * @example
 * ```ts
 * import * as E from 'fp-ts/Either'
 * import { pipe } from 'fp-ts/function'
 * import { Path as P, Projection } from 'bloop-ts'
 * import * as assert from 'node:assert'
 *
 * const a = P.path('a')
 * assert.strictEqual(Projection.show(Projection.of(a)), 'a')
 * assert.strictEqual(E.isLeft(Projection.validate(Projection.of(a, pipe(a, P.field('b'))))), true)
 * ```
 */
import * as E from 'fp-ts/Either'
import type * as EQ from 'fp-ts/Eq'
import type * as S from 'fp-ts/Show'
import { conflicts, equals as equalsSegments, flaw, overlaps, show as showSegments } from '../../value/Path'
import type { PathOperand } from '../condition/model'
import { type InvalidExpression, invalidExpression } from '../InvalidExpression'
import { total } from '../total'
import type { Projection } from './model'

// -----------------------------------------------------------------------------
// interpreters
// -----------------------------------------------------------------------------

/** The projection, or what DynamoDB refuses of it: overlapping paths, paths too deep, bad names. */
export const validate = (projection: Projection): E.Either<InvalidExpression, Projection> =>
  total(
    () => validated(projection),
    () => E.left(invalidExpression('ProjectionExpression', 'what stands there is no projection')),
  )

const validated = (projection: Projection): E.Either<InvalidExpression, Projection> => {
  const byRoot = new Map<string, Array<PathOperand>>()
  for (const path of projection.paths) {
    const { segments } = path
    const wrong = flaw(segments)
    if (wrong !== undefined) return E.left(invalidExpression('ProjectionExpression', wrong, segments))
    const known = byRoot.get(segments[0])
    const other = known?.find((k) => overlaps(k.segments, segments) || conflicts(k.segments, segments))
    if (other !== undefined) {
      const reason = `two paths overlap: ${showSegments(other.segments)} and ${showSegments(segments)}`
      return E.left(invalidExpression('ProjectionExpression', reason, segments))
    }
    if (known === undefined) byRoot.set(segments[0], [path])
    else known.push(path)
  }
  return E.right(projection)
}

/** A projection as text: `name, profile.scores[0]`. */
export const show = (projection: Projection): string =>
  total(
    () => projection.paths.map((p) => showSegments(p.segments)).join(', '),
    () => '<no projection>',
  )

/** Whether two projections are the same paths in the same order. */
export const equals = (x: Projection, y: Projection): boolean =>
  x.paths.length === y.paths.length &&
  x.paths.every((p, i) => equalsSegments(p.segments, (y.paths[i] as PathOperand).segments))

// -----------------------------------------------------------------------------
// instances
// -----------------------------------------------------------------------------

/** Equality of projections as data. */
export const Eq_: EQ.Eq<Projection> = { equals }

/** Projections as readable text. */
export const Show_: S.Show<Projection> = { show }
