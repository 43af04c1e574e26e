/**
 * What DynamoDB asks of the values of key attributes.
 *
 * @example
 * ```ts
 * import { Value as V } from 'bloop-ts'
 * import * as assert from 'node:assert'
 *
 * const check = V.validateKey([{ name: 'id', type: 'S' }])
 * assert.deepStrictEqual(check({ id: { S: 'x' } }), [])
 * assert.deepStrictEqual(check({ id: { S: '' } }), [{ path: ['id'], expected: 'text as key that is not empty', actual: '' }])
 * ```
 */
import type { AttributeValue, Item, KeyTag } from './AttributeValue'
import type { Mismatch } from './Mismatch'
import { expectedOf } from './number/decimal'
import { failureOf } from './number/order'
import { lookup } from './record'
import type { KeyAttribute } from './TableSchema'
import { tagOfUnknown } from './tag'
import { utf8Bytes } from './text'
import { isUnstorable } from './unstorable'

// -----------------------------------------------------------------------------
// model
// -----------------------------------------------------------------------------

/**
 * An attribute of a key, and its role. Without roles the first of a key is the partition key and the others are sort keys.
 */
export interface KeyPart extends KeyAttribute {
  readonly role?: 'partition' | 'sort'
}

/** The most bytes of a partition key value. */
export const maxPartitionKeyBytes = 2048
/** The most bytes of a sort key value. */
export const maxSortKeyBytes = 1024

const noun: Record<KeyTag, string> = { S: 'text', N: 'number', B: 'bytes' }

// -----------------------------------------------------------------------------
// interpreters
// -----------------------------------------------------------------------------

/** What is wrong with a value as one of a key: `undefined` when nothing is. */
export const keyMismatch = (
  type: KeyTag,
  role: 'partition' | 'sort',
  name: string,
  value: AttributeValue | undefined,
): Mismatch | undefined => {
  const wrong = (expected: string, actual: unknown): Mismatch => ({ path: [name], expected, actual })
  if (tagOfUnknown(value) !== type) {
    return isUnstorable(value)
      ? wrong(value.UNSTORABLE.expected, value.UNSTORABLE.actual)
      : wrong(`${noun[type]} as key`, value)
  }
  const content = (value as { readonly [tag in KeyTag]?: unknown })[type]
  if (type === 'N') {
    // What is no text is no number.
    const failure = failureOf(content as string)
    return failure === undefined ? undefined : wrong(expectedOf(failure), content)
  }
  const length =
    type === 'S'
      ? typeof content === 'string'
        ? utf8Bytes(content)
        : -1
      : content instanceof Uint8Array
        ? content.length
        : -1
  if (length < 0) return wrong(type === 'S' ? 'well-formed text as key' : 'bytes as key', content)
  if (length === 0) return wrong(`${noun[type]} as key that is not empty`, content)
  const most = role === 'partition' ? maxPartitionKeyBytes : maxSortKeyBytes
  return length > most ? wrong(`${role} key of at most ${most} bytes`, `${length} bytes`) : undefined
}

const none: ReadonlyArray<Mismatch> = []

const check =
  (isSparse: boolean) =>
  (schema: ReadonlyArray<KeyPart>) =>
  (item: Item): ReadonlyArray<Mismatch> => {
    let out: Array<Mismatch> | undefined
    for (let i = 0; i < schema.length; i++) {
      const { name, type, role } = schema[i] as KeyPart
      const value = lookup(item, name)
      if (value === undefined && isSparse) continue
      const wrong = keyMismatch(type, role ?? (i === 0 ? 'partition' : 'sort'), name, value)
      if (wrong !== undefined) {
        if (out === undefined) out = [wrong]
        else out.push(wrong)
      }
    }
    return out ?? none
  }

/**
 * What is wrong with an item's key attributes: absent, of another type, empty, or over 2,048 (partition) or 1,024 (sort)
 * bytes.
 *
 * Source: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html
 */
export const validateKey: (schema: ReadonlyArray<KeyPart>) => (item: Item) => ReadonlyArray<Mismatch> = check(false)

/** The same for the key of a secondary index, whose attributes may be absent: the index then does not have the item. */
export const validateIndexKey: (schema: ReadonlyArray<KeyPart>) => (item: Item) => ReadonlyArray<Mismatch> = check(true)
