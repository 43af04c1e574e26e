/**
 * DynamoDB's own equality: numbers by value, sets without order, maps and lists deep, nothing equal across types.
 *
 * Stack-safe at any depth.
 *
 * @example
 * ```ts
 * import { Value as V } from 'bloop-ts'
 * import * as assert from 'node:assert'
 *
 * assert.strictEqual(V.equals({ L: [{ N: '1.0' }] }, { L: [{ N: '1' }] }), true)
 * assert.strictEqual(V.equals({ N: '1' }, { S: '1' }), false)
 * ```
 */
import type { AttributeValue, B, BOOL, BS, Item, L, M, N, NS, S, SS } from './AttributeValue'
import { bytesKey, equalsBytes } from './bytes'
import { canonical, equalsNumbers } from './number/order'
import { isRecord } from './record'
import { tagOfUnknown } from './tag'

// Total: content that is not of its type, whatever that says, is equal to itself alone.
const isBytes = (u: unknown): u is Uint8Array => u instanceof Uint8Array

const sameBytes = (x: unknown, y: unknown): boolean => (isBytes(x) && isBytes(y) ? equalsBytes(x, y) : x === y)

const itself = (text: string): unknown => text
const bytesIdentity = (bytes: Uint8Array): unknown => (isBytes(bytes) ? bytesKey(bytes) : bytes)

const identities = <A>(members: ReadonlyArray<A>, identity: (member: A) => unknown): ReadonlySet<unknown> => {
  const out = new Set<unknown>()
  for (const member of members) out.add(identity(member))
  return out
}

const sameSets = <A>(x: ReadonlyArray<A>, y: ReadonlyArray<A>, identity: (member: A) => unknown): boolean => {
  if (!Array.isArray(x) || !Array.isArray(y)) return x === y
  const xs = identities(x, identity)
  const ys = identities(y, identity)
  if (xs.size !== ys.size) return false
  for (const member of xs) if (!ys.has(member)) return false
  return true
}

// -----------------------------------------------------------------------------
// interpreters
// -----------------------------------------------------------------------------

/** Whether two values are one to DynamoDB. What both share is not looked at. */
export const equals = (x: AttributeValue, y: AttributeValue): boolean => {
  if (x === y) return true
  const tag = tagOfUnknown(x)
  if (tagOfUnknown(y) !== tag) return false
  switch (tag) {
    case 'S':
      return (x as S).S === (y as S).S
    case 'N':
      return equalsNumbers((x as N).N, (y as N).N)
    case 'B':
      return sameBytes((x as B).B, (y as B).B)
    case 'BOOL':
      return (x as BOOL).BOOL === (y as BOOL).BOOL
    case 'SS':
      return sameSets((x as SS).SS, (y as SS).SS, itself)
    case 'NS':
      return sameSets((x as NS).NS, (y as NS).NS, canonical)
    case 'BS':
      return sameSets((x as BS).BS, (y as BS).BS, bytesIdentity)
    case 'L':
      return sameDeep((x as L).L, (y as L).L)
    case 'M':
      return sameDeep((x as M).M, (y as M).M)
    case 'NULL':
      return true
    default:
      return false
  }
}

// Contents still to be compared lie on a stack of our own.
const sameDeep = (x: unknown, y: unknown): boolean => {
  const stack = [x, y]
  const isEqual = (a: unknown, b: unknown): boolean => {
    const tag = tagOfUnknown(a)
    if (tag !== 'L' && tag !== 'M') return equals(a as AttributeValue, b as AttributeValue)
    if (tagOfUnknown(b) !== tag) return false
    if (tag === 'L') stack.push((a as L).L, (b as L).L)
    else stack.push((a as M).M, (b as M).M)
    return true
  }
  while (stack.length > 0) {
    const b = stack.pop()
    const a = stack.pop()
    if (a === b) continue
    if (Array.isArray(a) && Array.isArray(b)) {
      if (a.length !== b.length) return false
      for (let i = 0; i < a.length; i++) if (!isEqual(a[i], b[i])) return false
    } else if (!isRecord(a) || !isRecord(b) || !sameEntries(a, b, isEqual)) return false
  }
  return true
}

type Entries = { readonly [name: string]: unknown }

const sameEntries = (x: Entries, y: Entries, isEqual: (a: unknown, b: unknown) => boolean): boolean => {
  const names = Object.keys(x)
  if (names.length !== Object.keys(y).length) return false
  for (const name of names) {
    if (!Object.hasOwn(y, name) || !isEqual(x[name], y[name])) return false
  }
  return true
}

/** Whether two items have the same attributes with equal values. */
export const equalsItems = (x: Item, y: Item): boolean => sameDeep(x, y)
