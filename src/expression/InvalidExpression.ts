/**
 * Why an expression cannot be sent: a limit of DynamoDB, or a form that it refuses.
 *
 * @example
 * ```ts
 * import * as E from 'fp-ts/Either'
 * import { Condition as C, Path as P, render } from 'bloop-ts'
 * import * as assert from 'node:assert'
 *
 * const tooDeep = Array.from({ length: 40 }, (_, i) => i).reduce((p, i) => P.at(i)(p), P.path('a'))
 * const rendered = render({ filter: C.exists(tooDeep) })
 * assert.strictEqual(E.isLeft(rendered) && rendered.left.place, 'FilterExpression')
 * assert.strictEqual(E.isLeft(rendered) && rendered.left.reason, 'a path has at most 32 levels, this one has 41')
 * ```
 */
import type { Segments } from '../value/Path'

// -----------------------------------------------------------------------------
// model
// -----------------------------------------------------------------------------

/** Where in a request an expression stands. */
export type ExpressionPlace =
  | 'ConditionExpression'
  | 'FilterExpression'
  | 'KeyConditionExpression'
  | 'ProjectionExpression'
  | 'UpdateExpression'

/** An expression that DynamoDB would refuse, found before it is sent. */
export interface InvalidExpression {
  readonly _tag: 'InvalidExpression'
  readonly place: ExpressionPlace
  /** The path at fault, in stored names, where one is. */
  readonly path?: Segments
  /** One sentence: what is wrong, with the limit and the figure where it is a limit. */
  readonly reason: string
}

// -----------------------------------------------------------------------------
// constructors
// -----------------------------------------------------------------------------

/** An `InvalidExpression` at a place, with the path at fault where there is one. */
export const invalidExpression = (place: ExpressionPlace, reason: string, path?: Segments): InvalidExpression =>
  path === undefined ? { _tag: 'InvalidExpression', place, reason } : { _tag: 'InvalidExpression', place, path, reason }
