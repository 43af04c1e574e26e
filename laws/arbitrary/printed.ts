/** Values that fast-check prints as text, where a failure would show a tree. */
import * as fc from 'fast-check'

/**
 * The same, with how fast-check is to print it. The value must be a fresh one. Equality, spreads and clones do not see the
 * text: it is no enumerable property.
 */
const withText = <A extends object>(value: A, text: () => string): A =>
  Object.defineProperty(value, fc.toStringMethod, { value: text, enumerable: false })

/**
 * An arbitrary whose values fast-check prints with `show`; they are shallow copies of those of the arbitrary.
 *
 * @example
 * ```ts
 * import { Condition as C } from 'bloop-ts'
 * import { arbitraries } from 'bloop-ts/laws'
 * import * as fc from 'fast-check'
 * import * as assert from 'node:assert'
 *
 * const conditions = arbitraries.printed(fc.constant(C.not(C.always)), C.show)
 * assert.deepStrictEqual(fc.sample(conditions, 1), [C.not(C.always)])
 * assert.strictEqual(fc.stringify(fc.sample(conditions, 1)), `[${C.show(C.not(C.always))}]`)
 * ```
 */
export const printed = <A extends object>(arbitrary: fc.Arbitrary<A>, show: (a: A) => string): fc.Arbitrary<A> =>
  arbitrary.map((a) => {
    const copy = (typeof a === 'function' ? (a as (...args: never) => unknown).bind(undefined) : { ...a }) as A
    return withText(copy, () => show(a))
  })
