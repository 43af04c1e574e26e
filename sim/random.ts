/** Random: chance from a seed, the same each time. */
import { next as step } from '../src/interpreter/middleware/random'

// -----------------------------------------------------------------------------
// model
// -----------------------------------------------------------------------------

/** A source of chance. */
export interface Random {
  /** From 0 up to, not including, 1. */
  readonly next: () => number
  /** A whole number, both ends included. */
  readonly whole: (low: number, high: number) => number
  /** Whether something happens that has this probability. */
  readonly chance: (probability: number) => boolean
  /** One of several. */
  readonly pick: <A>(all: readonly [A, ...ReadonlyArray<A>]) => A
}

// -----------------------------------------------------------------------------
// constructors
// -----------------------------------------------------------------------------

/** The chance of a seed and a purpose: what one purpose draws does not change what another one gets. */
export const randomOf = (seed: number, purpose: number): Random => {
  // One step apart, so that neighbouring seeds and purposes have nothing in common.
  let state = (Math.imul(seed, 0x9e3779b1) ^ Math.imul(purpose + 1, 0x85ebca6b)) | 0
  const next = () => {
    const [random, after] = step(state)
    state = after
    return random
  }
  const whole = (low: number, high: number) => low + Math.floor(next() * (high - low + 1))
  return {
    next,
    whole,
    chance: (probability) => next() < probability,
    pick: (all) => all[whole(0, all.length - 1)] ?? all[0],
  }
}
