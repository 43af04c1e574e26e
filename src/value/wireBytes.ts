/**
 * How many bytes of JSON a value is on the network. That can be several times its size as DynamoDB counts it: a `null` in a
 * list is 2 bytes there and 14 here.
 *
 * @example
 * ```ts
 * import { Value as V } from 'bloop-ts'
 * import * as assert from 'node:assert'
 *
 * const item = { tags: { L: [{ NULL: true }, { S: 'é' }] } } as const
 * assert.strictEqual(V.wireBytes(item), 41)
 * assert.ok(V.wireBytesAtMost(item) >= 41)
 * assert.strictEqual(V.sizeOfItem(item), 12)
 * ```
 */
import type { AttributeValue, Item } from './AttributeValue'
import { tagOfUnknown } from './tag'
import { utf8Bytes } from './text'

// -----------------------------------------------------------------------------
// parts
// -----------------------------------------------------------------------------

/** What JSON escapes. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what JSON escapes
const special = /["\\\u0000-\u001f\ud800-\udfff]/

// With the quotes.
const exactly = (text: string): number => 2 + utf8Bytes(special.test(text) ? JSON.stringify(text).slice(1, -1) : text)

// An escape has 6 characters, of one byte each; a character that is not escaped has 3 bytes at most.
const atMost = (text: string): number => 2 + 6 * text.length

const base64 = (bytes: Uint8Array): number => 2 + 4 * Math.ceil(bytes.length / 3)

// Brackets or braces, and the commas.
const around = (members: ReadonlyArray<unknown>): number => 2 + Math.max(0, members.length - 1)

const membersOf = <A>(set: ReadonlyArray<A>, bytesOf: (a: A) => number): number => {
  let bytes = around(set)
  for (const member of set) bytes += bytesOf(member)
  return bytes
}

type Text = (text: string) => number

// Containers still to be counted lie on a stack of our own: any depth is safe.
const counted = (item: Item, text: Text): number => {
  let bytes = 0
  const stack: Array<AttributeValue> = []
  const entries = (map: Item): void => {
    const names = Object.keys(map)
    bytes += around(names)
    for (const name of names) {
      // And its colon.
      bytes += text(name) + 1
      stack.push(map[name] as AttributeValue)
    }
  }
  entries(item)
  for (let value = stack.pop(); value !== undefined; value = stack.pop()) {
    const tag = tagOfUnknown(value)
    // Braces, colon, and the tag with its quotes.
    bytes += 5 + (tag?.length ?? 0)
    switch (tag) {
      case 'S':
        bytes += text((value as { S: string }).S)
        break
      case 'N':
        bytes += text((value as { N: string }).N)
        break
      case 'B':
        bytes += base64((value as { B: Uint8Array }).B)
        break
      case 'BOOL':
        bytes += (value as { BOOL: boolean }).BOOL ? 4 : 5
        break
      case 'NULL':
        bytes += 4
        break
      case 'SS':
        bytes += membersOf((value as { SS: ReadonlyArray<string> }).SS, text)
        break
      case 'NS':
        bytes += membersOf((value as { NS: ReadonlyArray<string> }).NS, text)
        break
      case 'BS':
        bytes += membersOf((value as { BS: ReadonlyArray<Uint8Array> }).BS, base64)
        break
      case 'L': {
        const list = (value as { L: ReadonlyArray<AttributeValue> }).L
        bytes += around(list)
        for (const element of list) stack.push(element)
        break
      }
      case 'M':
        entries((value as { M: Item }).M)
        break
    }
  }
  return bytes
}

// -----------------------------------------------------------------------------
// interpreters
// -----------------------------------------------------------------------------

/** The bytes of an item as JSON, in UTF-8. */
export const wireBytes = (item: Item): number => counted(item, exactly)

/** No fewer bytes than `wireBytes`, without reading the texts: where it is little, that is all one has to know. */
export const wireBytesAtMost = (item: Item): number => counted(item, atMost)
