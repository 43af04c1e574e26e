/** optional: a field that may be absent. */
import type { Tag } from '../value/AttributeValue'
import { Attribute, type Inside } from './Attribute'
import { present } from './present'

/**
 * A field that may be absent: without the property, the attribute is not stored, and the other way round. A property that is
 * `undefined` counts as absent. An empty set within is `unstorable`, as it could not be told from absent.
 *
 * @example
 * ```ts
 * import { Attribute as A } from 'bloop-ts'
 * import * as assert from 'node:assert'
 *
 * const Person = A.map({ name: A.string, email: A.optional(A.string) })
 * assert.deepStrictEqual(Person.encode({ name: 'a' }), { M: { name: { S: 'a' } } })
 * ```
 */
export const optional = <A, T extends Tag, N extends string, I extends Inside>(
  codec: Attribute<A, T, 'required', N, I, A>,
): Attribute<A | undefined, T, 'optional', N, I, A> => {
  const { is, check, write } = present(codec)
  const { read, explain } = codec
  return new Attribute<A | undefined, T, 'optional', N, I, A>({
    ...codec.definition,
    byDefault: undefined,
    absent: 'Nothing',
    encodeValue: write,
    presence: 'optional',
    is: (u): u is A | undefined => u === undefined || is(u),
    write: (a) => (a === undefined ? undefined : write(a)),
    read: (stored) => (stored === undefined ? undefined : read(stored)),
    explain: (actual, path) => (actual === undefined ? [] : explain(actual, path)),
    check: (u, path) => (u === undefined ? [] : check(u, path)),
  })
}
