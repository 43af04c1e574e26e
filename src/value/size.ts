/**
 * The size of values and items in bytes, as DynamoDB counts it: names and text in UTF-8, numbers by pairs of digits, 3 for
 * a list or map and 1 more for each of its elements.
 *
 * Source: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/CapacityUnitCalculations.html
 *
 * @example
 * ```ts
 * import { Value as V } from 'bloop-ts'
 * import * as assert from 'node:assert'
 *
 * assert.strictEqual(V.size({ L: [{ S: 'x' }, { N: '12' }] }), 8)
 * assert.strictEqual(V.sizeOfItem({ é: { BOOL: true } }), 3)
 * ```
 */
import type { AttributeValue, Item } from './AttributeValue'
import { numberBytes } from './number/order'
import { tagOfUnknown } from './tag'
import { utf8Bytes } from './text'

// Broken text is counted as its UTF-16 units: it cannot be stored, `validate` says so.
const textBytes = (text: string): number => {
  const bytes = utf8Bytes(text)
  return bytes === -1 ? text.length : bytes
}

const digitBytes = (text: string): number => Math.max(0, numberBytes(text))

// Containers still to be counted lie on a stack of our own: any depth is safe.
const total = (first: AttributeValue): number => {
  let bytes = 0
  const stack: Array<AttributeValue> = [first]
  for (;;) {
    const value = stack.pop()
    if (value === undefined) return bytes
    switch (tagOfUnknown(value)) {
      case 'S':
        bytes += textBytes((value as { S: string }).S)
        break
      case 'N':
        bytes += digitBytes((value as { N: string }).N)
        break
      case 'B':
        bytes += (value as { B: Uint8Array }).B.length
        break
      case 'BOOL':
      case 'NULL':
        bytes += 1
        break
      case 'SS':
        for (const member of (value as { SS: ReadonlyArray<string> }).SS) bytes += textBytes(member)
        break
      case 'NS':
        for (const member of (value as { NS: ReadonlyArray<string> }).NS) bytes += digitBytes(member)
        break
      case 'BS':
        for (const member of (value as { BS: ReadonlyArray<Uint8Array> }).BS) bytes += member.length
        break
      case 'L': {
        const list = (value as { L: ReadonlyArray<AttributeValue> }).L
        bytes += 3 + list.length
        for (let i = 0; i < list.length; i++) stack.push(list[i] as AttributeValue)
        break
      }
      case 'M': {
        const map = (value as { M: Item }).M
        bytes += 3
        for (const name of Object.keys(map)) {
          bytes += 1 + textBytes(name)
          stack.push(map[name] as AttributeValue)
        }
        break
      }
    }
  }
}

// -----------------------------------------------------------------------------
// interpreters
// -----------------------------------------------------------------------------

/** The bytes that a value takes, without the name that it stands under. `{ S: 'é' }`: 2. */
export const size = (value: AttributeValue): number => total(value)

/** The bytes that an item takes; DynamoDB stores up to 409,600. */
export const sizeOfItem = (item: Item): number => {
  let bytes = 0
  for (const name of Object.keys(item)) bytes += textBytes(name) + total(item[name] as AttributeValue)
  return bytes
}
