/** brand: values that the compiler tells from others of their type. */
import type { Branded } from 'io-ts'
import type { Tag } from '../value/AttributeValue'
import type { Attribute, Inside } from './Attribute'
import { refine } from './refine'

/**
 * `refine`, with a brand on the type as in io-ts's own `brand`.
 *
 * @example
 * ```ts
 * import { Attribute as A } from 'bloop-ts'
 * import type { Branded } from 'io-ts'
 * import * as assert from 'node:assert'
 *
 * interface Positive { readonly Positive: unique symbol }
 * const positive = A.brand(A.integer, (n): n is Branded<number, Positive> => n > 0, 'Positive')
 * assert.ok(positive.is(1))
 * assert.ok(!positive.is(0))
 * ```
 */
export const brand = <
  A,
  T extends Tag,
  N extends string,
  I extends Inside,
  Name extends string,
  B extends { readonly [K in Name]: symbol },
>(
  codec: Attribute<A, T, 'required', N, I, A>,
  predicate: (a: A) => a is Branded<A, B>,
  name: Name,
): Attribute<Branded<A, B>, T, 'required', N, I, Branded<A, B>> => refine(codec, predicate, name)
