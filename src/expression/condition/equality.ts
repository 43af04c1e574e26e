/**
 * Structural equality of conditions, their operands by DynamoDB's own equality; and hashes that agree with it.
 *
 * @example
 * ```ts
 * import { Condition as C, Path as P } from 'bloop-ts'
 * import * as assert from 'node:assert'
 *
 * const a = P.path('a')
 * assert.strictEqual(C.equals(C.eq(a, { N: '1.0' }), C.eq(a, { N: '1' })), true)
 * assert.strictEqual(C.Eq.equals(C.not(C.exists(a)), C.missing(a)), false) // as data; simplified they are
 * ```
 */
import type { Eq } from 'fp-ts/Eq'
import type { AttributeValue } from '../../value/AttributeValue'
import { canonical } from '../../value/number/order'
import { tagOfUnknown } from '../../value/tag'
import { type AnyCondition, childrenOf, type Leaf, operandsOf, pathOf } from './fold'
import { equalsOperands } from './leaf'
import type { Condition, Operand } from './model'

// -----------------------------------------------------------------------------
// hashes
// -----------------------------------------------------------------------------

/** Adds a text to a hash. */
export const hashText = (seed: number, text: string): number => {
  let h = seed | 0
  for (let i = 0; i < text.length; i++) h = (Math.imul(h, 31) + text.charCodeAt(i)) | 0
  return Math.imul(h ^ text.length, 0x9e3779b1) | 0
}

// Total: what is no value, whatever its type says, is refused later, with its place.
const hashValue = (seed: number, value: AttributeValue): number => {
  const tag = typeof value === 'object' && value !== null ? tagOfUnknown(value) : undefined
  const h = hashText(seed, tag ?? '?')
  if (tag === undefined) return h
  if ('S' in value && typeof value.S === 'string')
    return hashText(h, value.S.length > 64 ? value.S.slice(0, 64) : value.S)
  if ('N' in value && typeof value.N === 'string') return hashText(h, canonical(value.N))
  if ('BOOL' in value) return hashText(h, String(value.BOOL))
  return h
}

const hashOperand = (seed: number, operand: Operand): number => {
  let h = hashText(seed, operand._tag)
  if (operand._tag === 'Value') return hashValue(h, operand.value)
  for (const segment of pathOf(operand)?.segments ?? []) h = hashText(h, String(segment))
  return h
}

/** A hash of a leaf: equal leaves have equal hashes. */
export const hashLeaf = (c: Leaf): number => {
  let h = hashText(7, c._tag)
  if (c._tag === 'Compare') h = hashText(h, c.comparator)
  if (c._tag === 'HasType') h = hashText(h, c.type)
  for (const operand of operandsOf(c)) h = hashOperand(h, operand)
  return h
}

// -----------------------------------------------------------------------------
// interpreters
// -----------------------------------------------------------------------------

const equalsLeaves = (x: Leaf, y: Leaf): boolean => {
  if (x._tag !== y._tag) return false
  if (x._tag === 'Compare' && x.comparator !== (y as typeof x).comparator) return false
  if (x._tag === 'HasType' && x.type !== (y as typeof x).type) return false
  const xs = operandsOf(x)
  const ys = operandsOf(y)
  return xs.length === ys.length && xs.every((o, i) => equalsOperands(o, ys[i] as Operand))
}

/**
 * Whether two conditions are the same as data; not whether they always agree. How n-ary AND and OR are nested makes no
 * difference. Stack-safe.
 */
export const equals = (x: Condition<never>, y: Condition<never>): boolean => {
  const stack: Array<AnyCondition> = [x, y]
  for (;;) {
    const b = stack.pop()
    const a = stack.pop()
    if (a === undefined || b === undefined) return true
    if (a === b) continue
    if (a._tag !== b._tag) return false
    if (a._tag === 'And' || a._tag === 'Or' || a._tag === 'Not') {
      const as = childrenOf(a)
      const bs = childrenOf(b)
      if (as.length !== bs.length) return false
      for (let i = as.length - 1; i >= 0; i--) stack.push(as[i] as AnyCondition, bs[i] as AnyCondition)
    } else if (!equalsLeaves(a, b as Leaf)) return false
  }
}

// -----------------------------------------------------------------------------
// instances
// -----------------------------------------------------------------------------

/** Equality of conditions as data. */
export const Eq_: Eq<Condition<never>> = { equals }
