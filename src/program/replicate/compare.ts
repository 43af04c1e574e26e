/** compare: how an item at the target differs from what it is to be. */
import type { Item } from '../../value/AttributeValue'
import { equals } from '../../value/equality'
import { lookup } from '../../value/record'
import type { Difference } from './difference'

// -----------------------------------------------------------------------------
// interpreters
// -----------------------------------------------------------------------------

/** The attributes of which two items do not have equal values, sorted. */
export const attributesApart = (x: Item, y: Item): ReadonlyArray<string> =>
  [...new Set([...Object.keys(x), ...Object.keys(y)])]
    .filter((name) => {
      const a = lookup(x, name)
      const b = lookup(y, name)
      return a === undefined || b === undefined ? a !== b : !equals(a, b)
    })
    .sort()

/** How an item differs; nothing where it does not. */
export const differenceOf = (
  table: string,
  key: Item,
  expected: Item | undefined,
  actual: Item | undefined,
): Difference | undefined => {
  if (expected === undefined) return actual && { _tag: 'Extra', table, key, actual }
  if (actual === undefined) return { _tag: 'Missing', table, key, expected }
  const attributes = attributesApart(expected, actual)
  return attributes.length === 0 ? undefined : { _tag: 'Different', table, key, expected, actual, attributes }
}
