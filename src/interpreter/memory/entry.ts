/** Entry: an item as the store keeps it. */
import type { Item } from '../../value/AttributeValue'

// -----------------------------------------------------------------------------
// model
// -----------------------------------------------------------------------------

/** An item as it is kept, with what was worked out when it was written. */
export interface Entry {
  readonly item: Item
  /** In bytes, as DynamoDB counts. */
  readonly size: number
  readonly place: string
  /** The places in the indexes, in their order; `undefined` where the item is not in the index. */
  readonly places: ReadonlyArray<string | undefined>
  /** Whether there may be bytes in the item: they alone could be changed under the store's hands. */
  readonly bytes: boolean
}
