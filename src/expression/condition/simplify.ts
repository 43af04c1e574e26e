/**
 * The simple form of a condition: the same verdict on every item, constants gone from inside, AND and OR flat and without
 * repetition, NOT only where nothing simpler says the same.
 *
 * NOT is never pushed through `<`, `<=`, `>`, `>=`: where an attribute is missing or of another type, both an order and its
 * opposite are false.
 *
 * @example
 * ```ts
 * import { pipe } from 'fp-ts/function'
 * import { Condition as C, Path as P } from 'bloop-ts'
 * import * as assert from 'node:assert'
 *
 * const a = P.path('a')
 * const c = pipe(C.not(C.eq(a, { N: '1' })), C.and(C.always), C.and(C.ne(a, { N: '1.0' })))
 * assert.deepStrictEqual(C.simplify(c), C.ne(a, { N: '1' }))
 * assert.deepStrictEqual(C.simplify(pipe(C.exists(a), C.and(C.missing(a)))), C.never)
 * ```
 */
import { equals, hashLeaf, hashText } from './equality'
import { type AnyCondition, fold, type Leaf } from './fold'
import { simplifyLeaf } from './leaf'
import type { Condition } from './model'

const always: Leaf = { _tag: 'Always' }
const never: Leaf = { _tag: 'Never' }

// A simplified condition with its hash, so that repetitions are found without comparing each with each; and what stands right
// inside it. The members of an AND or OR are simple, none of them an AND in an AND.
interface Hashed {
  readonly condition: AnyCondition
  readonly hash: number
  readonly inside: ReadonlyArray<Hashed>
}

const isLeaf = (c: AnyCondition): c is Leaf => c._tag !== 'And' && c._tag !== 'Or' && c._tag !== 'Not'

const hashed = (condition: Leaf): Hashed => ({ condition, hash: hashLeaf(condition), inside: [] })

// The opposite of a leaf where a leaf says it; `undefined` where it takes a NOT.
const opposite = (c: AnyCondition): Leaf | undefined => {
  switch (c._tag) {
    case 'Always':
      return never
    case 'Never':
      return always
    case 'Exists':
      return { _tag: 'Missing', path: c.path }
    case 'Missing':
      return { _tag: 'Exists', path: c.path }
    case 'Compare':
      return c.comparator === '='
        ? { ...c, comparator: '<>' }
        : c.comparator === '<>'
          ? { ...c, comparator: '=' }
          : undefined
    default:
      return undefined
  }
}

// -----------------------------------------------------------------------------
// combinators
// -----------------------------------------------------------------------------

// NOT of a condition that is no AND or OR of what has an opposite.
const complement = (member: Hashed): Hashed => {
  const { condition, inside } = member
  if (condition._tag === 'Not') return inside[0] as Hashed
  const other = opposite(condition)
  if (other !== undefined) return hashed(other)
  const hash = Math.imul(member.hash ^ 0x5bd1e995, 0x85ebca6b) | 0
  return { condition: { _tag: 'Not', condition }, hash, inside: [member] }
}

const join = (tag: 'And' | 'Or', members: ReadonlyArray<Hashed>): Hashed => {
  const unit = tag === 'And' ? 'Always' : 'Never'
  const zero = tag === 'And' ? never : always
  const byHash = new Map<number, Array<AnyCondition>>()
  const kept: Array<Hashed> = []
  const has = ({ condition, hash }: Hashed): boolean =>
    byHash.get(hash)?.some((other) => equals(condition, other)) === true
  const add = (member: Hashed): boolean => {
    const { condition, hash } = member
    if (condition._tag === unit) return true
    if (condition._tag === zero._tag) return false
    if (has(member)) return true
    if (has(complement(member))) return false
    const same = byHash.get(hash)
    if (same === undefined) byHash.set(hash, [condition])
    else same.push(condition)
    kept.push(member)
    return true
  }
  for (const member of members) {
    for (const one of member.condition._tag === tag ? member.inside : [member]) if (!add(one)) return hashed(zero)
  }
  const [first] = kept
  if (first === undefined) return hashed({ _tag: unit })
  if (kept.length === 1) return first
  const condition: AnyCondition = { _tag: tag, conditions: kept.map((k) => k.condition) }
  const hash = kept.reduce((h, k) => (Math.imul(h, 31) + k.hash) | 0, hashText(3, tag))
  return { condition, hash, inside: kept }
}

// De Morgan, only over leaves and negations and only where it takes fewer operators.
const isWorthwhile = (members: ReadonlyArray<Hashed>): boolean => {
  let more = 0
  for (const { condition } of members) {
    if (condition._tag === 'Not') more--
    else if (!isLeaf(condition)) return false
    else if (opposite(condition) === undefined) more++
  }
  return more <= 0
}

const negate = (member: Hashed): Hashed => {
  const { condition, inside } = member
  return (condition._tag === 'And' || condition._tag === 'Or') && isWorthwhile(inside)
    ? join(condition._tag === 'And' ? 'Or' : 'And', inside.map(complement))
    : complement(member)
}

// A leaf may become a small AND, OR or NOT of leaves.
const fromLeaf = (c: Leaf): Hashed => {
  const simple = simplifyLeaf(c)
  if (isLeaf(simple)) return hashed(simple)
  if (simple._tag === 'Not') return negate(fromLeaf(simple.condition as Leaf))
  return join(
    simple._tag,
    simple.conditions.map((inner) => fromLeaf(inner as Leaf)),
  )
}

const simplifyHashed = fold<Hashed>((c, results) => {
  switch (c._tag) {
    case 'And':
    case 'Or':
      return join(c._tag, results)
    case 'Not':
      return negate(results[0] as Hashed)
    default:
      return fromLeaf(c)
  }
})

/**
 * The simple form of a condition.
 *
 * Laws: `simplify(c) ≡ c`; idempotent; no `Always` or `Never` inside; `simplify` of `NOT (a = b)` is `a <> b`. Stack-safe.
 */
export const simplify = <S>(condition: Condition<S>): Condition<S> => {
  const simple = isLeaf(condition) ? simplifyOne(condition) : simplifyHashed(condition).condition
  return simple as Condition<S>
}

const simplifyOne = (leaf: Leaf): AnyCondition => {
  const simple = simplifyLeaf(leaf)
  return isLeaf(simple) ? simple : fromLeaf(leaf).condition
}
