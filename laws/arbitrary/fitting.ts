/** Values that must fit: an arbitrary that never gives one says so at once, and does not look for one for ever. */
import * as fc from 'fast-check'

const tries = 64

/**
 * What of an arbitrary fits. Where none of 64 values does, a `TypeError` says what there is no value of, and what was tried.
 */
export const fitting = <A>(
  arbitrary: fc.Arbitrary<A>,
  fits: (a: A) => boolean,
  message: (example: string) => string,
): fc.Arbitrary<A> => {
  const some = fc.sample(arbitrary, { numRuns: tries, seed: 1 })
  if (some.some(fits)) return arbitrary.filter(fits)
  throw new TypeError(message(fc.stringify(some[tries - 1])))
}
