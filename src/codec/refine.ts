/** refine: fewer values. */
import type { Predicate } from 'fp-ts/Predicate'
import type { Refinement } from 'fp-ts/Refinement'
import type { Tag } from '../value/AttributeValue'
import { unstorable } from '../value/unstorable'
import { Attribute, failed, type Inside } from './Attribute'

/**
 * Only the values that a predicate or refinement accepts: others are `unstorable`, and refused when they are read. `name`
 * says what is expected, as a noun. To refine a field that may be absent, refine first: `A.optional(A.refine(…))`.
 *
 * @example
 * ```ts
 * import { Attribute as A } from 'bloop-ts'
 * import * as assert from 'node:assert'
 *
 * const percentage = A.refine(A.integer, (n) => n >= 0 && n <= 100, 'percentage')
 * assert.ok(percentage.is(50))
 * assert.ok(!percentage.is(101))
 * ```
 */
export const refine: {
  <A, B extends A, T extends Tag, N extends string, I extends Inside>(
    codec: Attribute<A, T, 'required', N, I, A>,
    refinement: Refinement<A, B>,
    name: string,
  ): Attribute<B, T, 'required', N, I, B>
  <A, T extends Tag, N extends string, I extends Inside>(
    codec: Attribute<A, T, 'required', N, I, A>,
    predicate: Predicate<A>,
    name: string,
  ): Attribute<A, T, 'required', N, I, A>
} = <A, T extends Tag, N extends string, I extends Inside>(
  codec: Attribute<A, T, 'required', N, I, A>,
  accepts: Predicate<A>,
  name: string,
): Attribute<A, T, 'required', N, I, A> => {
  const { is, write, read, explain, check, encodeValue } = codec
  return new Attribute<A, T, 'required', N, I, A>({
    ...codec.definition,
    name,
    limits: [...codec.definition.limits, { _tag: 'Unsaid', expected: name }],
    is: (u): u is A => is(u) && accepts(u),
    write: (a) => (is(a) && !accepts(a) ? unstorable(name, a) : write(a)),
    encodeValue: (a) => (is(a) && !accepts(a) ? unstorable(name, a) : encodeValue(a)),
    read: (stored) => {
      const value = read(stored)
      return value !== failed && accepts(value) ? value : failed
    },
    explain: (actual, path) => {
      const value = read(actual as Parameters<typeof read>[0])
      return value === failed ? explain(actual, path) : accepts(value) ? [] : [{ path, expected: name, actual }]
    },
    check: (u, path) => (!is(u) ? check(u, path) : accepts(u) ? [] : [{ path, expected: name, actual: u }]),
  })
}
