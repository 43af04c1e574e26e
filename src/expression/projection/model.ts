/** Projection, as data: the paths that a read answers. */
import type { PathOperand } from '../condition/model'

// -----------------------------------------------------------------------------
// model
// -----------------------------------------------------------------------------

/**
 * The paths that a read answers; what stands elsewhere is left out. At least one path, none within another.
 *
 * Source: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.ProjectionExpressions.html
 */
export interface Projection {
  readonly _tag: 'Projection'
  readonly paths: readonly [PathOperand, ...PathOperand[]]
}
