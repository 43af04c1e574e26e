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
import type { AttributeValue, N, S } from '../../value/AttributeValue'
import { canonical } from '../../value/number/order'
import { tagOfUnknown } from '../../value/tag'
import { type AnyCondition, childrenOf, type Leaf, operandsOf, pathOf } from './fold'
import { equalsOperands } from './leaf'
import type { Condition, Operand, PathOperand } from './model'

// -----------------------------------------------------------------------------
// hashes
// -----------------------------------------------------------------------------

/** Adds a text to a hash. */
export const hashText = (seed: number, text: string): number => {
  let h = seed | 0
  for (let i = 0; i < text.length; i++) h = (Math.imul(h, 31) + text.charCodeAt(i)) | 0
  return Math.imul(h ^ text.length, 0x9e3779b1) | 0
}

/** A hash of a value: equal values have equal hashes. Of what is no value too, which is refused later, with its place. */
export const hashValue = (value: AttributeValue, seed = 0): number => {
  const tag = tagOfUnknown(value)
  const content: unknown = tag === 'S' ? (value as S).S : tag === 'N' ? canonical((value as N).N) : undefined
  const h = hashText(seed, String(tag))
  return typeof content === 'string' ? hashText(h, content.slice(0, 64)) : h
}

const hashOperand = (seed: number, operand: Operand): number => {
  let h = hashText(seed, operand._tag)
  if (operand._tag === 'Value') return hashValue(operand.value, h)
  for (const segment of (pathOf(operand) as PathOperand).segments) h = hashText(h, String(segment))
  return h
}

// What a leaf says of its operands, beside its tag.
const wordOf = (c: Leaf): string => (c._tag === 'Compare' ? c.comparator : c._tag === 'HasType' ? c.type : c._tag)

/** A hash of a leaf: equal leaves have equal hashes. */
export const hashLeaf = (c: Leaf): number => {
  let h = hashText(hashText(7, c._tag), wordOf(c))
  for (const operand of operandsOf(c)) h = hashOperand(h, operand)
  return h
}

// -----------------------------------------------------------------------------
// interpreters
// -----------------------------------------------------------------------------

// Of one tag.
const equalsLeaves = (x: Leaf, y: Leaf): boolean => {
  const xs = operandsOf(x)
  const ys = operandsOf(y)
  return wordOf(x) === wordOf(y) && xs.length === ys.length && xs.every((o, i) => equalsOperands(o, ys[i] as Operand))
}

/**
 * Whether two conditions are the same as data; not whether they always agree. How n-ary AND and OR are nested makes no
 * difference. Stack-safe.
 */
export const equals = (x: Condition<never>, y: Condition<never>): boolean => {
  const stack: Array<AnyCondition> = [x, y]
  while (stack.length > 0) {
    const b = stack.pop() as AnyCondition
    const a = stack.pop() as AnyCondition
    if (a === b) continue
    if (a._tag !== b._tag) return false
    if (a._tag === 'And' || a._tag === 'Or' || a._tag === 'Not') {
      const as = childrenOf(a)
      const bs = childrenOf(b)
      if (as.length !== bs.length) return false
      as.forEach((child, i) => {
        stack.push(child, bs[i] as AnyCondition)
      })
    } else if (!equalsLeaves(a, b as Leaf)) return false
  }
  return true
}

// -----------------------------------------------------------------------------
// instances
// -----------------------------------------------------------------------------

/** Equality of conditions as data. */
export const Eq_: Eq<Condition<never>> = { equals }
