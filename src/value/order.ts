/**
 * The partial order that DynamoDB has on values: S by UTF-8 bytes, N by value, B by unsigned bytes; nothing else is ordered,
 * and nothing across types.
 *
 * @example
 * ```ts
 * import { Value as V } from 'bloop-ts'
 * import * as assert from 'node:assert'
 *
 * assert.strictEqual(V.compare({ N: '9' }, { N: '10' }), -1)
 * assert.strictEqual(V.keyText({ N: '9' }) < V.keyText({ N: '10' }), true)
 * assert.strictEqual(V.keyTextOf([{ S: 'a' }, { N: '2' }]) < V.keyTextOf([{ S: 'ab' }, { N: '1' }]), true)
 * ```
 */
import type { Ordering } from 'fp-ts/Ordering'
import type { AttributeValue, B, N, S } from './AttributeValue'
import { bytesKey, compareBytes } from './bytes'
import { compareNumbers, numberKey } from './number/order'
import { tagOfUnknown } from './tag'
import { compareText, textKey } from './text'

// -----------------------------------------------------------------------------
// interpreters
// -----------------------------------------------------------------------------

/** The order of two values, or `undefined` where DynamoDB has none: across types, and on all but S, N and B. */
export const compare = (x: AttributeValue, y: AttributeValue): Ordering | undefined => {
  const tag = tagOfUnknown(x)
  if (tag !== tagOfUnknown(y)) return undefined
  if (tag === 'S') return compareText((x as S).S, (y as S).S)
  if (tag === 'N') return compareNumbers((x as N).N, (y as N).N)
  return tag === 'B' ? compareBytes((x as B).B, (y as B).B) : undefined
}

/**
 * A key value as text: `<` on texts of one type is DynamoDB's order, and texts are equal exactly where values are.
 *
 * The text has no U+0000, so parts joined with it keep their order: `keyTextOf`. The text of `abc` begins with that of `ab`.
 * Of what cannot be a key it gives `''`.
 */
export const keyText = (value: AttributeValue): string => {
  switch (tagOfUnknown(value)) {
    case 'S':
      return `S${textKey((value as S).S)}`
    case 'N':
      return `N${numberKey((value as N).N)}`
    case 'B':
      return `B${bytesKey((value as B).B)}`
    default:
      return ''
  }
}

/** Several key values as one text: ordered by the first, then by the second, and so on. */
export const keyTextOf = (values: ReadonlyArray<AttributeValue>): string => {
  let out = keyText(values[0] as AttributeValue)
  for (let i = 1; i < values.length; i++) out += `\u0000${keyText(values[i] as AttributeValue)}`
  return out
}
