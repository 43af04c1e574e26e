/**
 * What DynamoDB refuses of an expression whatever the table and the item are, found without sending anything.
 *
 * @example
 * ```ts
 * import * as E from 'fp-ts/Either'
 * import { Condition as C, Path as P } from 'bloop-ts'
 * import * as assert from 'node:assert'
 *
 * const valid = C.validate('ConditionExpression')(C.eq(P.path('a'), { N: 'NaN' }))
 * assert.strictEqual(E.isLeft(valid) && valid.left.reason, 'a value is no decimal number: NaN')
 * ```
 */
import * as E from 'fp-ts/Either'
import type { Condition } from '../condition/model'
import type { ExpressionPlace, InvalidExpression } from '../InvalidExpression'
import { makeAllocator } from './allocator'
import { renderCondition } from './condition'

// -----------------------------------------------------------------------------
// interpreters
// -----------------------------------------------------------------------------

/** The condition, or the first thing that DynamoDB would refuse of it at a place of a request. */
export const validateCondition =
  (place: ExpressionPlace) =>
  <S>(condition: Condition<S>): E.Either<InvalidExpression, Condition<S>> => {
    const a = makeAllocator()
    renderCondition(a, place, condition)
    return a.invalid === undefined ? E.right(condition) : E.left(a.invalid)
  }
