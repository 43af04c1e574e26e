/**
 * Why an update cannot be applied to an item, though it is well formed. DynamoDB answers a ValidationException.
 *
 * @example
 * ```ts
 * import * as E from 'fp-ts/Either'
 * import { Path as P, Update as U } from 'bloop-ts'
 * import * as assert from 'node:assert'
 *
 * const failed = U.apply(U.set(P.field('b')(P.path('a')), { N: '1' }))({})
 * assert.deepStrictEqual(failed, E.left({ _tag: 'InvalidPath', path: ['a', 'b'] }))
 * ```
 */
import type { Tag } from '../../value/AttributeValue'
import type { NumberFailure } from '../../value/number/decimal'
import { expectedOf } from '../../value/number/decimal'
import { type Segments, show as showSegments } from '../../value/Path'

// -----------------------------------------------------------------------------
// model
// -----------------------------------------------------------------------------

/** Why an update cannot be applied to an item; the path is the one that the action writes, or the operand's. */
export type UpdateFailure =
  /** What is around the path is absent, or is no map or list. */
  | { readonly _tag: 'InvalidPath'; readonly path: Segments }
  /** An operand that must be there is absent. */
  | { readonly _tag: 'MissingOperand'; readonly path: Segments }
  /** An operand is of a type that the action does not take. */
  | { readonly _tag: 'OperandType'; readonly path: Segments; readonly expected: string; readonly actual: Tag }
  /** A sum of more than 38 digits, or out of range. */
  | { readonly _tag: 'NumberOutOfRange'; readonly path: Segments; readonly reason: NumberFailure }
  /** Two actions write overlapping paths: `validate` says so without an item. */
  | { readonly _tag: 'Overlap'; readonly path: Segments; readonly other: Segments }
  /** A value nested deeper than DynamoDB's expressions can be. */
  | { readonly _tag: 'TooDeep'; readonly path: Segments }

// -----------------------------------------------------------------------------
// interpreters
// -----------------------------------------------------------------------------

/** A failure as one sentence; the first four in DynamoDB's own words, with the place added. */
export const showFailure = (failure: UpdateFailure): string => {
  const at = showSegments(failure.path)
  switch (failure._tag) {
    case 'InvalidPath':
      return `The document path provided in the update expression is invalid for update: ${at}`
    case 'MissingOperand':
      return `The provided expression refers to an attribute that does not exist in the item: ${at}`
    case 'OperandType':
      return `An operand in the update expression has an incorrect data type: ${at} is ${failure.actual}, expected ${failure.expected}`
    case 'NumberOutOfRange':
      return `The result for ${at} is not a ${expectedOf(failure.reason)}`
    case 'Overlap':
      return `Two document paths overlap with each other: ${at} and ${showSegments(failure.other)}`
    case 'TooDeep':
      return `The value for ${at} is nested too deep`
  }
}
