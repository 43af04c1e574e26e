/** Operations that read page by page. */
import type { Condition } from '../../expression/condition/model'
import type { KeyCondition } from '../../expression/KeyCondition'
import type { Projection } from '../../expression/Projection'
import type { Item } from '../../value/AttributeValue'
import type { Consumption, Metered } from './capacity'

/** What queries and scans have in common. */
interface PageRequest extends Metered {
  readonly table: string
  /** The name of an index; absent for the table itself. */
  readonly index?: string
  /** On what was evaluated; what it rejects still counts towards `limit`. */
  readonly filter: Condition<never>
  readonly projection?: Projection
  readonly consistent: boolean
  /** The number of items to evaluate at most. */
  readonly limit?: number
  /** The key after which to go on: `next` of the page before. */
  readonly start?: Item
  readonly select: 'items' | 'count'
}
/** Reads a page of the items of one partition, in the order of the sort key. */
export interface Query extends PageRequest {
  readonly _tag: 'Query'
  readonly key: KeyCondition
  readonly direction: 'forward' | 'backward'
}
/** Reads a page of all items, or of one segment of them. */
export interface Scan extends PageRequest {
  readonly _tag: 'Scan'
  readonly segment?: { readonly index: number; readonly total: number }
}
/** A page: it may be empty and not the last. */
export interface Page extends Consumption {
  readonly items: ReadonlyArray<Item>
  /** How many items matched. */
  readonly count: number
  /** How many items were evaluated. */
  readonly scanned: number
  /** Where to go on; absent on the last page. */
  readonly next?: Item
}
