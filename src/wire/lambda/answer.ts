/** What Lambda is answered. */
import type { BatchResponse } from './model'

// -----------------------------------------------------------------------------
// constructors
// -----------------------------------------------------------------------------

/** Everything is done. */
export const done: BatchResponse = { batchItemFailures: [] }

/** Everything from a record on is to come again. */
export const from = (itemIdentifier: string): BatchResponse => ({ batchItemFailures: [{ itemIdentifier }] })

/** Everything is to come again. */
export const nothing: BatchResponse = from('')
