/**
 * Whether an operation may be asked again after it failed. Every interpreter and middleware that repeats asks here, so that
 * they agree.
 */
import type { Condition } from '../expression/condition/model'
import { simplify } from '../expression/condition/simplify'
import { isIdempotent } from '../expression/update/reads'
import type { ErrorOf, Operation, OperationName, Returning } from './Operation'

// -----------------------------------------------------------------------------
// operations
// -----------------------------------------------------------------------------

/** A second time the condition may fail for what the first time did, and the old values would be those of the first. */
const isUnguarded = (condition: Condition<never>, returning: Returning): boolean =>
  returning !== 'old' &&
  returning !== 'updatedOld' &&
  (condition._tag === 'Always' || simplify(condition)._tag === 'Always')

const repeatable = (operation: Operation): boolean => {
  switch (operation._tag) {
    case 'GetItem':
    case 'BatchGetItem':
    case 'TransactGetItems':
    case 'Query':
    case 'Scan':
    case 'DescribeTable':
    case 'DescribeTimeToLive':
    case 'DescribeContinuousBackups':
    case 'ListTagsOfResource':
    case 'DescribeStream':
    case 'GetShardIterator':
    // An iterator stays where it is: it gives the same records, and maybe more after them.
    case 'GetRecords':
    case 'BatchWriteItem':
    // These say how it is to be, and not that it is to change.
    case 'UpdateContinuousBackups':
    case 'TagResource':
    case 'UntagResource':
      return true
    case 'PutItem':
      return isUnguarded(operation.put.condition, operation.returning)
    case 'DeleteItem':
      return isUnguarded(operation.delete.condition, operation.returning)
    case 'UpdateItem':
      return isUnguarded(operation.update.condition, operation.returning) && isIdempotent(operation.update.update)
    case 'TransactWriteItems':
      return operation.token !== undefined
    default:
      return false
  }
}

/**
 * Whether doing an operation twice is doing it once, answer and all (but for what it consumes), so that it may be repeated after an unknown outcome:
 * reads; batches; transactions with a token, within the ten minutes that DynamoDB knows it; and writes of one item without
 * condition that are idempotent and do not answer old values. Of what changes tables only backups and tags are: for the rest a
 * second time may meet what the first time did, and say that it failed.
 *
 * Where others write the same item in between, a repetition is a later write and may undo theirs.
 */
export const isRepeatable = (operation: Operation): boolean => {
  // What is no operation, whatever its type says, is not repeated.
  try {
    return repeatable(operation)
  } catch {
    return false
  }
}

// -----------------------------------------------------------------------------
// errors
// -----------------------------------------------------------------------------

const transient: ReadonlySet<string> = new Set([
  'TransactionConflict',
  'ThrottlingError',
  'ProvisionedThroughputExceeded',
])

/** Reasons of a cancelled transaction, by their codes, of which all would be gone a moment later. */
export const areTransient = (codes: ReadonlyArray<string>): boolean => {
  const reasons = codes.filter((code) => code !== 'None')
  return reasons.length > 0 && reasons.every((code) => transient.has(code))
}

/** Whether nothing was done, and only for the moment: anything may be asked again. A table in use stays so too long. */
export const isRefusedForNow = (error: ErrorOf<OperationName>): boolean => {
  switch (error._tag) {
    case 'Throttled':
    case 'TransactionConflict':
    case 'TransactionInProgress':
      return true
    case 'TransactionCanceled':
      return Array.isArray(error.reasons) && areTransient(error.reasons.map((reason) => String(reason?.code)))
    default:
      return false
  }
}

/** Whether it is unknown what became of the operation. `Aborted` is not here: who aborts wants no repetition. */
export const isOutcomeUnknown = (error: ErrorOf<OperationName>): boolean =>
  error._tag === 'ServiceFailed' || error._tag === 'NetworkFailed' || error._tag === 'TimedOut'

/** Whether an operation may be asked again after it failed so. */
export const mayRepeat = (operation: Operation, error: ErrorOf<OperationName>): boolean =>
  isRefusedForNow(error) || (isOutcomeUnknown(error) && isRepeatable(operation))
