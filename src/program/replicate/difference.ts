/** Difference: what is not the same on both sides. */
import type { Item } from '../../value/AttributeValue'

// -----------------------------------------------------------------------------
// model
// -----------------------------------------------------------------------------

/** One item that is not the same on both sides; `table` is its name at the source. */
export type Difference =
  /** The target does not have it; `expected` is as it is to be there. */
  | { readonly _tag: 'Missing'; readonly table: string; readonly key: Item; readonly expected: Item }
  /** The source does not have it, or the filter leaves it out. */
  | { readonly _tag: 'Extra'; readonly table: string; readonly key: Item; readonly actual: Item }
  /** Both have it, with different `attributes`. */
  | {
      readonly _tag: 'Different'
      readonly table: string
      readonly key: Item
      readonly expected: Item
      readonly actual: Item
      readonly attributes: ReadonlyArray<string>
    }
