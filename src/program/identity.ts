/** What makes two keys one: the same table, and equal values of the same attributes. */

import type { Item } from '../value/AttributeValue'
import { keyText } from '../value/order'

/** Text that two keys share exactly if they are the same: `1` and `1.0` are. */
export const keyIdentity = (table: string, key: Item): string =>
  JSON.stringify([
    table,
    ...Object.keys(key)
      .sort()
      .map((name) => [name, keyText(key[name] as Item[string])]),
  ])
