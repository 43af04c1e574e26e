/** distinct: the elements of a set, of those that DynamoDB holds equal only the first. */
import type { KeyTag } from '../value/AttributeValue'
import { bytesKey } from '../value/bytes'
import { canonical } from '../value/number/order'
import { isBytes } from './guards'

/** Up to how many elements looking through them is faster than a `Set`. */
const few = 12

const keyOf = (tag: KeyTag, content: unknown): unknown =>
  typeof content === 'string'
    ? tag === 'N'
      ? canonical(content)
      : content
    : isBytes(content)
      ? bytesKey(content)
      : content

/** The contents without those that DynamoDB holds equal to an earlier one, in their order; a fresh array. */
export const distinct = <C>(tag: KeyTag, contents: ReadonlyArray<C>): ReadonlyArray<C> => {
  const keys: Array<unknown> = []
  const values: Array<C> = []
  const seen = contents.length > few ? new Set<unknown>() : undefined
  for (let i = 0; i < contents.length; i++) {
    const content = contents[i] as C
    const key = keyOf(tag, content)
    if (seen === undefined ? keys.includes(key) : seen.has(key)) continue
    if (seen === undefined) keys.push(key)
    else seen.add(key)
    values.push(content)
  }
  return values
}
