/** Selection: what a query or a scan asks, as data. `Query` and `Scan` build it, and share how it is refined and run. */
import type { Condition } from '../../expression/condition/model'
import type { KeyCondition } from '../../expression/KeyCondition'
import type { Projection } from '../../expression/Projection'
import type { AnyModel } from '../../model/AnyModel'
import type { AnySource } from '../../model/Source'
import type { InvalidRequest } from '../errors'

// -----------------------------------------------------------------------------
// model
// -----------------------------------------------------------------------------

/** An opaque place in a selection, to go on from: text that can be kept, sent to a browser, and is validated on return. */
export type Cursor = string & { readonly Cursor: unique symbol }

/**
 * A query or scan that answers items of type `A`, whose filters may read the row `F`.
 *
 * Laws: pages concatenate to the same items for every limit; `take(k)` and what is resumed from its cursor are all items.
 */
export interface Selection<out A, in out F> {
  readonly _tag: 'Selection'
  readonly source: AnySource
  /** What a query asks of the key, or which part of a scan; `Left` where it cannot be asked. */
  readonly from:
    | { readonly _tag: 'Query'; readonly key: KeyCondition; readonly direction: 'forward' | 'backward' }
    | { readonly _tag: 'Scan'; readonly segment?: { readonly index: number; readonly total: number } }
    | InvalidRequest
  readonly filter: Condition<never>
  readonly projection: Projected | undefined
  readonly consistent: boolean
  /** Items evaluated a page, DynamoDB's Limit. */
  readonly limit: number | undefined
  /** Items answered in total. */
  readonly take: number | undefined
  readonly start: Cursor | undefined
  /** Phantoms. */
  readonly _A?: () => A
  readonly _F?: (row: F) => F
}

/** A projection onto some attributes, and the codec of what remains. */
export interface Projected {
  readonly projection: Projection
  readonly codec: Pick<AnyModel, 'read' | 'explain'>
}

/** One page. It may be empty and not the last. */
export interface Page<A> {
  readonly items: ReadonlyArray<A>
  /** Items that matched the filter. */
  readonly count: number
  /** Items that were evaluated. */
  readonly scanned: number
  /** Where to go on; `undefined` after the last page. */
  readonly next: Cursor | undefined
}
