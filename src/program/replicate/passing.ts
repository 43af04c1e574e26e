/** passing: failures that may be gone a moment later, and those of one item that stay. */
import type { ItemCollectionTooLarge } from '../errors'
import { isOutcomeUnknown, isRefusedForNow } from '../repeatable'
import type { PoisonCause, ReplicateError } from './errors'

// -----------------------------------------------------------------------------
// destructors
// -----------------------------------------------------------------------------

/** Whether it may go well a moment later. What is repeated so are reads, and writes that do the same when done twice. */
export const isPassing = (error: ReplicateError): boolean => {
  switch (error._tag) {
    case 'Throttled':
    case 'TransactionConflict':
    case 'TransactionInProgress':
    case 'ServiceFailed':
    case 'NetworkFailed':
    case 'TimedOut':
    case 'TransactionCanceled':
      return isRefusedForNow(error) || isOutcomeUnknown(error)
    case 'UnprocessedKeys':
    case 'UnprocessedWrites':
    case 'CheckpointFailed':
      return error.cause === undefined ? error._tag !== 'CheckpointFailed' : isPassing(error.cause as ReplicateError)
    default:
      return false
  }
}

/** Why an item is refused for what it is; nothing where it is not for that. */
export const causeInItem = (error: ReplicateError | ItemCollectionTooLarge): PoisonCause | undefined => {
  switch (error._tag) {
    case 'InvalidItem':
    case 'InvalidRequest':
    case 'ItemCollectionTooLarge':
      return error
    case 'RequestRefused':
      return error.name === 'ValidationException' || error.name === 'ValidationError' ? error : undefined
    default:
      return undefined
  }
}
