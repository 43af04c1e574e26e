/** tuple: a list of fixed length, each place with a codec of its own. */
import type { AttributeValue } from '../value/AttributeValue'
import { unstorable } from '../value/unstorable'
import { type AnyAttribute, type Attribute, attribute, failed } from './Attribute'
import { present } from './present'
import { elementsOf } from './stored'
import type { Untyped } from './struct'

/** An attribute that is always present. */
export interface RequiredAttribute extends AnyAttribute {
  readonly _P: 'required'
}

/** The values of the codecs, place by place. */
export type TypeOfTuple<C extends ReadonlyArray<RequiredAttribute>> = {
  readonly [K in keyof C]: C[K]['_A']
}

/**
 * A list of fixed length, each place with a codec of its own, stored as L. A list of another length is refused.
 *
 * @example
 * ```ts
 * import { Attribute as A } from 'bloop-ts'
 * import * as assert from 'node:assert'
 *
 * assert.deepStrictEqual(A.tuple([A.string, A.integer]).encode(['a', 1]), { L: [{ S: 'a' }, { N: '1' }] })
 * ```
 */
export const tuple = <const C extends ReadonlyArray<RequiredAttribute>>(codecs: C): Attribute<TypeOfTuple<C>, 'L'> => {
  type A = TypeOfTuple<C>
  const places = codecs.map((codec) => present(codec as unknown as Untyped))
  const name = `[${codecs.map((codec) => codec.name).join(', ')}]`
  const fits = (u: unknown): u is ReadonlyArray<unknown> => Array.isArray(u) && u.length === places.length
  return attribute<A, 'L'>({
    name,
    types: ['L'],
    limits: [],
    parts: { _tag: 'Places', places: codecs },
    problems: codecs.flatMap((codec) => codec.problems),
    is: (u): u is A => fits(u) && places.every((place, i) => place.is(u[i])),
    write: (a: unknown) => (fits(a) ? { L: places.map((place, i) => place.write(a[i])) } : unstorable(name, a)),
    read: (stored) => {
      const elements = elementsOf(stored)
      if (!fits(elements)) return failed
      const values: Array<unknown> = []
      for (const place of places) {
        const value = place.read(elements[values.length] as AttributeValue | undefined)
        if (value === failed) return failed
        values.push(value)
      }
      return values as unknown as A
    },
    explain: (actual, path) => {
      const elements = elementsOf(actual)
      return fits(elements)
        ? places.flatMap((place, i) => place.explain(elements[i], [...path, i]))
        : [{ path, expected: name, actual }]
    },
    check: (u, path) =>
      fits(u) ? places.flatMap((place, i) => place.check(u[i], [...path, i])) : [{ path, expected: name, actual: u }],
  })
}
