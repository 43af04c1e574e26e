/** One of some values. */
import * as fc from 'fast-check'

/** One of some values, at least one; one that will not do shrinks to those before it, and not to the first alone. */
export const anyOf = <A>(values: ReadonlyArray<A>): fc.Arbitrary<A> =>
  values.length === 1
    ? fc.constant(values[0] as A)
    : fc.integer({ min: 0, max: values.length - 1 }).map((i) => values[i] as A)
