/** invalidAnswer: the error of an answer that is none. */
import type { Mismatch } from '../value/Mismatch'
import type { InvalidAnswer } from './errors'
import type { OperationName } from './Operation'

/** What was expected in the answer to an operation, what was found, and where; at the root where no path is given. */
export const invalidAnswer = (
  operation: OperationName,
  expected: string,
  actual: unknown,
  path: Mismatch['path'] = [],
): InvalidAnswer => ({ _tag: 'InvalidAnswer', operation, mismatches: [{ path, expected, actual }] })
