/** Chance from a seed: the same numbers each time. A state is a number, and each step gives another. */

/**
 * A number from 0 up to, not including, 1, and the state after it: splitmix32. For tests, and no secret.
 *
 * Source: G. Steele, D. Lea, C. Flood: Fast splittable pseudorandom number generators, 2014; with the finalizer of
 * MurmurHash3.
 */
export const next = (state: number): readonly [number, number] => {
  const after = (state + 0x9e3779b9) | 0
  let hash = after ^ (after >>> 16)
  hash = Math.imul(hash, 0x85ebca6b)
  hash ^= hash >>> 13
  hash = Math.imul(hash, 0xc2b2ae35)
  hash ^= hash >>> 16
  return [(hash >>> 0) / 2 ** 32, after]
}

/** So many numbers from 0 up to, not including, 1, and the state after them. */
export const several = (count: number, state: number): readonly [ReadonlyArray<number>, number] => {
  const numbers: Array<number> = []
  let current = state
  for (let i = 0; i < count; i++) {
    const [random, after] = next(current)
    numbers.push(random)
    current = after
  }
  return [numbers, current]
}

/** A whole number from `low` to `high`, both included, from one that is from 0 up to 1. */
export const wholeIn = (low: number, high: number, random: number): number =>
  low + Math.floor(random * (high - low + 1))
