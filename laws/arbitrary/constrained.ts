/** Stored values that are as constraints say, made so: filters would hardly find them. */
import * as fc from 'fast-check'
import { type AnyConstraints, regExpOf } from '../../src/codec/constraints'
import type { Untyped } from '../../src/codec/struct'
import type { AttributeValue, Tag } from '../../src/value/AttributeValue'

/** What the limits of a codec say together. */
interface Bounds {
  readonly length: readonly [number, number]
  readonly items: readonly [number, number]
  readonly range: readonly [number, number]
  readonly patterns: ReadonlyArray<string>
}

const infinity = Number.POSITIVE_INFINITY

/** The bounds of a codec; `undefined` where no constraint says anything. */
export const boundsOf = ({ definition: { limits } }: Untyped): Bounds | undefined => {
  const all = limits.flatMap(
    (limit): ReadonlyArray<AnyConstraints> => (limit._tag === 'Keywords' ? [limit.keywords as AnyConstraints] : []),
  )
  const least = (...names: ReadonlyArray<keyof AnyConstraints>) =>
    Math.max(...all.flatMap((one) => names.map((name) => Number(one[name] ?? -infinity))))
  const most = (...names: ReadonlyArray<keyof AnyConstraints>) =>
    Math.min(...all.flatMap((one) => names.map((name) => Number(one[name] ?? infinity))))
  return all.length === 0
    ? undefined
    : {
        length: [Math.max(0, least('minLength')), most('maxLength')],
        items: [Math.max(0, least('minItems')), most('maxItems')],
        range: [least('minimum', 'exclusiveMinimum'), most('maximum', 'exclusiveMaximum')],
        patterns: all.flatMap(({ pattern }) => (pattern === undefined ? [] : [pattern])),
      }
}

/** How many elements an arbitrary of lists or sets makes: few, where that is enough. */
export const countsOf = (bounds: Bounds | undefined, usual: readonly [number, number]) => {
  const [min, max] = bounds?.items ?? [0, infinity]
  const minLength = Math.max(usual[0], min)
  return { minLength, maxLength: Math.max(minLength, Math.min(max, minLength - usual[0] + usual[1])) }
}

/** One code point each. */
const character = fc.constantFrom('a', 'b', 'Z', '0', ' ', '-', '.', '/', 'é', '\uffee', '😀')

const matching = (pattern: string): fc.Arbitrary<string> | undefined => {
  const regExp = regExpOf(pattern)
  try {
    return regExp && fc.stringMatching(regExp)
  } catch {
    return undefined // lookarounds and the like, which fast-check does not make
  }
}

const texts = ({ length: [min, max], patterns }: Bounds): ReadonlyArray<fc.Arbitrary<string>> => {
  const matches = patterns.flatMap((pattern) => matching(pattern) ?? [])
  if (min === 0 && max === infinity) return matches
  const about = (minLength: number, maxLength: number) =>
    fc.array(character, { minLength, maxLength }).map((characters) => characters.join(''))
  const few = Math.min(max, min + 12)
  if (few < min) return matches
  const [first, ...others] = matches
  // Longer ones of what matches, and what matches several: one after the other.
  const joined = first && fc.tuple(first, about(0, few), ...others).map((parts) => parts.join(''))
  return [...matches, ...(joined ? [joined] : []), about(min, few), ...(max < 2000 ? [about(max, max)] : [])]
}

const numbers = ({ range: [min, max] }: Bounds): ReadonlyArray<fc.Arbitrary<number>> => {
  if (min === -infinity && max === infinity) return []
  const within = (bound: number) => Math.max(-Number.MAX_SAFE_INTEGER, Math.min(Number.MAX_SAFE_INTEGER, bound))
  const [low, high] = [within(Math.ceil(min)), within(Math.floor(max))]
  const [near, far] = [Math.min(high, low + 100), Math.max(low, high - 100)]
  return [
    ...(low > high ? [] : [fc.integer({ min: low, max: near }), fc.integer({ min: far, max: high })]),
    ...(low > high ? [] : [fc.integer({ min: low, max: high })]),
    ...(min > max ? [] : [fc.double({ min, max, noNaN: true, noDefaultInfinity: true })]),
    fc.constantFrom(...[min, max].filter(Number.isFinite)),
  ]
}

/** Stored text and numbers as the constraints of a codec say, most of them; none where it has none. */
export const constrainedLeaves = (
  attribute: Untyped,
  types: ReadonlyArray<Tag>,
): ReadonlyArray<fc.Arbitrary<AttributeValue>> => {
  const bounds = boundsOf(attribute)
  if (bounds === undefined) return []
  return [
    ...(types.includes('S') ? texts(bounds).map((text) => text.map((S) => ({ S }))) : []),
    ...(types.includes('N') ? numbers(bounds).map((number) => number.map((n) => ({ N: String(n) }))) : []),
  ]
}
