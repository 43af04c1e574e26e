/** Fault: what goes wrong with one operation, as data. */

// -----------------------------------------------------------------------------
// model
// -----------------------------------------------------------------------------

/** What goes wrong. */
export type Fault =
  /** Refused for the moment; nothing was done. */
  | { readonly _tag: 'Throttled' }
  /** A write of one item or a transaction, refused for the moment; `action` is the one of a transaction that is in conflict. */
  | { readonly _tag: 'Conflicted'; readonly action: number }
  /** `ServiceFailed`; nothing was done. */
  | { readonly _tag: 'Failed' }
  /** `NetworkFailed`; nothing was done. */
  | { readonly _tag: 'Unsent' }
  /** `TimedOut`; nothing was done. */
  | { readonly _tag: 'TimedOut' }
  /** Done; but the answer was lost, and this is answered in its place. */
  | { readonly _tag: 'Lost'; readonly error: 'ServiceFailed' | 'NetworkFailed' | 'TimedOut' }
  /** So many keys or writes of a batch were processed, and not the others. */
  | { readonly _tag: 'Partial'; readonly processed: number; readonly of: number }
  /** A page ends after so many items evaluated, before its own limit. */
  | { readonly _tag: 'ShortPage'; readonly limit: number }

/** How likely each fault is where it is possible, from 0 to 1; what is left out does not happen. */
export type Chances = { readonly [K in Fault['_tag']]?: number }
