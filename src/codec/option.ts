/** option: a field that may be absent, as fp-ts's `Option`. */
import * as O from 'fp-ts/Option'
import type { Tag } from '../value/AttributeValue'
import { unstorable } from '../value/unstorable'
import { Attribute, failed, type Inside } from './Attribute'
import { isObject } from './guards'
import { present } from './present'

/**
 * A field that may be absent, as fp-ts's `Option`: `none` is not stored, and what is not stored is read as `none`. Operands of
 * expressions are plain values. An empty set within is `unstorable`, as it could not be told from `none`.
 *
 * @example
 * ```ts
 * import { Attribute as A } from 'bloop-ts'
 * import * as E from 'fp-ts/Either'
 * import * as O from 'fp-ts/Option'
 * import * as assert from 'node:assert'
 *
 * const Person = A.map({ email: A.option(A.string) })
 * assert.deepStrictEqual(Person.encode({ email: O.none }), { M: {} })
 * assert.deepStrictEqual(Person.decode({ M: { email: { S: 'a' } } }), E.right({ email: O.some('a') }))
 * ```
 */
export const option = <A, T extends Tag, N extends string, I extends Inside>(
  codec: Attribute<A, T, 'required', N, I, A>,
): Attribute<O.Option<A>, T, 'required', N, I, A> => {
  const { is, check, read, explain, write } = present(codec)
  const name = `option of ${codec.name}`
  const isNone = (u: unknown): boolean => isObject(u) && u._tag === 'None'
  const isSome = (u: unknown): u is O.Some<unknown> => isObject(u) && u._tag === 'Some' && 'value' in u
  return new Attribute<O.Option<A>, T, 'required', N, I, A>({
    ...codec.definition,
    name,
    byDefault: undefined,
    absent: 'Nothing',
    encodeValue: write,
    is: (u): u is O.Option<A> => isNone(u) || (isSome(u) && is(u.value)),
    write: (a) => (isSome(a) ? write(a.value as A) : isNone(a) ? undefined : unstorable(name, a)),
    read: (stored) => {
      if (stored === undefined) return O.none
      const value = read(stored)
      return value === failed ? failed : O.some(value)
    },
    explain: (actual, path) => (actual === undefined ? [] : explain(actual, path)),
    check: (u, path) => (isNone(u) ? [] : isSome(u) ? check(u.value, path) : [{ path, expected: name, actual: u }]),
  })
}
