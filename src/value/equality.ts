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
import type { AttributeValue, BS, Item, L, M, NS, SS } from './AttributeValue'
import { bytesKey, equalsBytes } from './bytes'
import { canonical, equalsNumbers } from './number/order'
import { tagOfUnknown } from './tag'

// Up to this size sets are compared pair by pair.
const small = 8

const within = <A>(xs: ReadonlyArray<A>, ys: ReadonlyArray<A>, equals: (x: A, y: A) => boolean): boolean => {
  for (const x of xs) {
    let found = false
    for (const y of ys) {
      if (equals(x, y)) {
        found = true
        break
      }
    }
    if (!found) return false
  }
  return true
}

const equalsSets = <A>(
  xs: ReadonlyArray<A>,
  ys: ReadonlyArray<A>,
  equals: (x: A, y: A) => boolean,
  key: (a: A) => string,
): boolean => {
  if (xs === ys) return true
  if (xs.length <= small && ys.length <= small) return within(xs, ys, equals) && within(ys, xs, equals)
  const a = new Set(xs.map(key))
  const b = new Set(ys.map(key))
  if (a.size !== b.size) return false
  for (const k of a) if (!b.has(k)) return false
  return true
}

const sameText = (x: string, y: string): boolean => x === y
const itself = (x: string): string => x

// -----------------------------------------------------------------------------
// interpreters
// -----------------------------------------------------------------------------

/** Whether two values are one to DynamoDB. */
export const equals = (x: AttributeValue, y: AttributeValue): boolean => {
  if (x === y) return true
  const tag = tagOfUnknown(x)
  if (tag === undefined || tagOfUnknown(y) !== tag) return false
  switch (tag) {
    case 'S':
      return (x as { S: string }).S === (y as { S: string }).S
    case 'N':
      return equalsNumbers((x as { N: string }).N, (y as { N: string }).N)
    case 'B':
      return equalsBytes((x as { B: Uint8Array }).B, (y as { B: Uint8Array }).B)
    case 'BOOL':
      return (x as { BOOL: boolean }).BOOL === (y as { BOOL: boolean }).BOOL
    case 'NULL':
      return true
    case 'SS':
      return equalsSets((x as SS).SS, (y as SS).SS, sameText, itself)
    case 'NS':
      return equalsSets((x as NS).NS, (y as NS).NS, equalsNumbers, canonical)
    case 'BS':
      return equalsSets((x as BS).BS, (y as BS).BS, equalsBytes, bytesKey)
    case 'L':
    case 'M':
      return equalsDeep(x as L | M, y as L | M)
  }
}

// Pairs of containers still to be compared lie on a stack of our own.
const equalsDeep = (x: L | M, y: L | M): boolean => {
  const stack: Array<L | M> = [x, y]
  const isEqual = (a: AttributeValue, b: AttributeValue): boolean => {
    if ('L' in a || 'M' in a) {
      if ('L' in a ? !('L' in b) : !('M' in b)) return false
      stack.push(a, b as L | M)
      return true
    }
    return equals(a, b)
  }
  for (;;) {
    const b = stack.pop()
    const a = stack.pop()
    if (a === undefined || b === undefined) return true
    if (a === b) continue
    if ('L' in a) {
      const xs = a.L
      const ys = (b as L).L
      if (xs.length !== ys.length) return false
      for (let i = 0; i < xs.length; i++) {
        if (!isEqual(xs[i] as AttributeValue, ys[i] as AttributeValue)) return false
      }
    } else if (!equalsEntries(a.M, (b as M).M, isEqual)) return false
  }
}

const equalsEntries = (x: Item, y: Item, isEqual: (a: AttributeValue, b: AttributeValue) => boolean): boolean => {
  const names = Object.keys(x)
  if (names.length !== Object.keys(y).length) return false
  for (const name of names) {
    if (!Object.hasOwn(y, name) || !isEqual(x[name] as AttributeValue, y[name] as AttributeValue)) return false
  }
  return true
}

/** Whether two items have the same attributes with equal values. */
export const equalsItems = (x: Item, y: Item): boolean => x === y || equalsDeep({ M: x }, { M: y })
