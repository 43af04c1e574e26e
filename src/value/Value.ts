/**
 * Values and items as DynamoDB stores them: their equality, order, size, normal form, limits and text.
 *
 * Laws: `equals` is an equivalence; `normalise` is idempotent and keeps `equals`; `compare` is a total order on S, on N and
 * on B and `undefined` elsewhere; `keyText(x) < keyText(y)` exactly where `compare(x, y)` is -1.
 *
 * @example
 * ```ts
 * import { Value as V } from 'bloop-ts'
 * import * as assert from 'node:assert'
 *
 * assert.strictEqual(V.equals({ NS: ['1', '2'] }, { NS: ['2.0', '1'] }), true)
 * assert.strictEqual(V.compare({ S: '\uffee' }, { S: '😀' }), -1) // by UTF-8 bytes: not as JavaScript's < has it
 * assert.strictEqual(V.compare({ BOOL: true }, { BOOL: false }), undefined)
 * assert.strictEqual(V.sizeOfItem({ name: { S: 'é' }, age: { N: '42' } }), 11)
 * assert.strictEqual(V.show({ M: { a: { N: '1' } } }), '{ a: 1 }')
 * assert.deepStrictEqual(V.validate({ n: { N: 'NaN' } }), [{ path: ['n'], expected: 'decimal number', actual: 'NaN' }])
 * ```
 */
import type * as EQ from 'fp-ts/Eq'
import type * as S from 'fp-ts/Show'
import type { AttributeValue, Item } from './AttributeValue'
import { equals, equalsItems } from './equality'
import { show, showItem } from './show'

export * from './AttributeValue'
export { equals, equalsItems } from './equality'
export {
  type KeyPart,
  keyMismatch,
  maxPartitionKeyBytes,
  maxSortKeyBytes,
  validateIndexKey,
  validateKey,
} from './key'
export type { Mismatch } from './Mismatch'
export { isWellFormed, maxContainers, maxItemBytes, maxNameBytes, measure, measureValue } from './measure'
export { normalise, normaliseItem } from './normalise'
export { compare, keyText, keyTextOf } from './order'
export { assign, lookup } from './record'
export { show, showItem } from './show'
export { size, sizeOfItem } from './size'
export { isOrdered, isSet, isTag, tagOf, tagOfUnknown, tags } from './tag'
export { isUnstorable, type Unstorable, unstorable } from './unstorable'
export { validate, validateValue } from './validate'
export { wireBytes, wireBytesAtMost } from './wireBytes'

// -----------------------------------------------------------------------------
// instances
// -----------------------------------------------------------------------------

/** DynamoDB's own equality. */
export const Eq: EQ.Eq<AttributeValue> = { equals }

/** The same on items. */
export const EqItem: EQ.Eq<Item> = { equals: equalsItems }

/** Readable text. */
export const Show: S.Show<AttributeValue> = { show }

/** Readable text of items. */
export const ShowItem: S.Show<Item> = { show: showItem }
