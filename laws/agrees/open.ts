/** The errors of the store after which nobody knows whether a call was done. */
import { areTransient } from '../../src/program/repeatable'

interface Unknown {
  readonly _tag?: unknown
  readonly reasons?: unknown
  readonly cause?: unknown
}

const open: ReadonlySet<unknown> = new Set([
  'ServiceFailed',
  'NetworkFailed',
  'TimedOut',
  'Aborted',
  'Throttled',
  'TransactionConflict',
  'TransactionInProgress',
  'UnprocessedKeys',
  'UnprocessedWrites',
])

const isObject = (u: unknown): u is Unknown => typeof u === 'object' && u !== null

/**
 * Whether an error says that the outcome is not known, or that the store did not do it now. A call that failed so may have done
 * all of what it does, or none.
 */
export const isOpen = (error: unknown): boolean => {
  if (!isObject(error)) return false
  if (open.has(error._tag)) return true
  if (error._tag === 'SourceFailed') return isOpen(error.cause)
  return (
    error._tag === 'TransactionCanceled' &&
    Array.isArray(error.reasons) &&
    areTransient(
      error.reasons.map((reason: unknown) => (isObject(reason) && 'code' in reason ? String(reason.code) : '')),
    )
  )
}
