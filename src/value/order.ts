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
  switch (tagOfUnknown(x)) {
    case 'S': {
      const other = (y as Partial<S>).S
      return other === undefined ? undefined : compareText((x as S).S, other)
    }
    case 'N': {
      const other = (y as Partial<N>).N
      return other === undefined ? undefined : compareNumbers((x as N).N, other)
    }
    case 'B': {
      const other = (y as Partial<B>).B
      return other === undefined ? undefined : compareBytes((x as B).B, other)
    }
    default:
      return undefined
  }
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
  let out = ''
  for (let i = 0; i < values.length; i++) {
    const part = keyText(values[i] as AttributeValue)
    out = i === 0 ? part : `${out}\u0000${part}`
  }
  return out
}
