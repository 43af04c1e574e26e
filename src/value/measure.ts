/**
 * One pass over an item that both checks and measures it, for the way where all is well: it allocates nothing and says
 * only that something is wrong; `validate` then says what.
 *
 * @example
 * ```ts
 * import { Value as V } from 'bloop-ts'
 * import * as assert from 'node:assert'
 *
 * assert.strictEqual(V.measure({ name: { S: 'Ada' } }), 7)
 * assert.strictEqual(V.measure({ name: { N: 'Ada' } }), -1)
 * ```
 */
import type { AttributeValue, Item } from './AttributeValue'
import { bytesKey } from './bytes'
import { canonical, numberBytes } from './number/order'
import { isRecord } from './record'
import { tagOfUnknown } from './tag'
import { utf8Bytes } from './text'

/** The most bytes of an item: 400 KB. */
export const maxItemBytes = 409_600
/** The most lists and maps around a value within an item; the item itself is the first of AWS's 32 levels. */
export const maxContainers = 31
/** The most bytes of an attribute's name. */
export const maxNameBytes = 65_535

/** Whether a set of text has a member twice. */
export const repeatsText = (members: ReadonlyArray<string>): boolean => new Set(members).size !== members.length
/** Whether a set of numbers has a member twice, by value. */
export const repeatsNumbers = (members: ReadonlyArray<string>): boolean => repeatsText(members.map(canonical))
/** Whether a set of byte strings has a member twice. */
export const repeatsBytes = (members: ReadonlyArray<Uint8Array>): boolean => repeatsText(members.map(bytesKey))

const names = (item: object, room: number, bytesOfEntry: number): number => {
  let bytes = 0
  for (const name in item) {
    if (!Object.hasOwn(item, name)) continue
    const n = utf8Bytes(name)
    if (n <= 0 || n > maxNameBytes) return -1
    const value = measureAt((item as Item)[name], room)
    if (value < 0) return -1
    bytes += bytesOfEntry + n + value
  }
  return bytes
}

const isSingle = (value: object | null): boolean => {
  let count = 0
  for (const _ in value) if (++count > 1) return false
  return true
}

const measureAt = (value: unknown, room: number): number => {
  if (typeof value !== 'object' || !isSingle(value)) return -1
  switch (tagOfUnknown(value)) {
    case 'S': {
      const { S } = value as { S: unknown }
      return typeof S === 'string' ? utf8Bytes(S) : -1
    }
    case 'N':
      // What is no text is no number.
      return numberBytes((value as { N: string }).N)
    case 'BOOL':
      return typeof (value as { BOOL: unknown }).BOOL === 'boolean' ? 1 : -1
    case 'NULL':
      return (value as { NULL: unknown }).NULL === true ? 1 : -1
    case 'B': {
      const { B } = value as { B: unknown }
      return B instanceof Uint8Array ? B.length : -1
    }
    case 'SS': {
      const { SS } = value as { SS: unknown }
      return Array.isArray(SS) ? members(SS, measureText, repeatsText) : -1
    }
    case 'NS': {
      const { NS } = value as { NS: unknown }
      return Array.isArray(NS) ? members(NS, numberBytes, repeatsNumbers) : -1
    }
    case 'BS': {
      const { BS } = value as { BS: unknown }
      return Array.isArray(BS) ? members(BS, measureBytes, repeatsBytes) : -1
    }
    case 'L': {
      const { L } = value as { L: unknown }
      if (!Array.isArray(L) || room <= 0) return -1
      let bytes = 3 + L.length
      for (let i = 0; i < L.length; i++) {
        const n = measureAt(L[i], room - 1)
        if (n < 0) return -1
        bytes += n
      }
      return bytes
    }
    case 'M': {
      const { M } = value as { M: unknown }
      if (!isRecord(M) || room <= 0) return -1
      const n = names(M, room - 1, 1)
      return n < 0 ? -1 : 3 + n
    }
    default:
      return -1
  }
}

const measureText = (m: unknown): number => (typeof m === 'string' ? utf8Bytes(m) : -1)
const measureBytes = (m: unknown): number => (m instanceof Uint8Array ? m.length : -1)

const members = <A>(
  set: ReadonlyArray<A>,
  measureMember: (m: A) => number,
  repeats: (members: ReadonlyArray<A>) => boolean,
): number => {
  if (set.length === 0) return -1
  let bytes = 0
  for (let i = 0; i < set.length; i++) {
    const n = measureMember(set[i] as A)
    if (n < 0) return -1
    bytes += n
  }
  return repeats(set) ? -1 : bytes
}

// -----------------------------------------------------------------------------
// interpreters
// -----------------------------------------------------------------------------

/** The bytes of an item that DynamoDB can store; -1 for one that it cannot: `validate` says why. */
export const measure = (item: Item): number => {
  if (!isRecord(item)) return -1
  const bytes = names(item, maxContainers, 0)
  return bytes > maxItemBytes ? -1 : bytes
}

/** The bytes of a value that DynamoDB can store under an attribute's name; -1 for one that it cannot. */
export const measureValue = (value: AttributeValue): number => {
  const bytes = measureAt(value, maxContainers)
  return bytes > maxItemBytes ? -1 : bytes
}

/** Whether a value is one that DynamoDB knows, whatever its size: so that it can stand in an expression. */
export const isWellFormed = (value: AttributeValue): boolean => measureAt(value, maxContainers) >= 0
