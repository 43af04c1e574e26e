/** When two items are the same in all they hold. */
import type { Item } from '../../../value/AttributeValue'
import { bytesKey } from '../../../value/bytes'
import { normaliseItem } from '../../../value/normalise'

/** Text that two items share exactly if they are equal as DynamoDB sees it, however numbers, sets and bytes are written. */
export const itemIdentity = (item: Item): string =>
  JSON.stringify(normaliseItem(item), function (this: { readonly [name: string]: unknown }, name, value: unknown) {
    const original = this[name]
    return original instanceof Uint8Array ? bytesKey(original) : value
  })
