/** nullable: a value or `null`. */
import { type AttributeValue, NULL, type Tag } from '../value/AttributeValue'
import { Attribute, type Inside } from './Attribute'
import { isNull } from './stored'

/**
 * A value or `null`, which is stored as NULL. An absent attribute is something else: see `optional`.
 *
 * @example
 * ```ts
 * import { Attribute as A } from 'bloop-ts'
 * import * as assert from 'node:assert'
 *
 * assert.deepStrictEqual(A.nullable(A.string).encode(null), { NULL: true })
 * ```
 */
export const nullable = <A, T extends Tag, N extends string, I extends Inside, V>(
  codec: Attribute<A, T, 'required', N, I, V>,
): Attribute<A | null, T | 'NULL', 'required', N, I, V | null> => {
  const { is, write, read, explain, check, encodeValue } = codec
  const suffix = ' or null'
  return new Attribute<A | null, T | 'NULL', 'required', N, I, V | null>({
    ...codec.definition,
    name: codec.name + suffix,
    types: codec.types.some((tag) => tag === 'NULL') ? codec.types : [...codec.types, 'NULL'],
    byDefault: undefined,
    is: (u): u is A | null => u === null || is(u),
    write: (a) => (a === null ? NULL : write(a)),
    encodeValue: (v): AttributeValue => (v === null ? NULL : encodeValue(v)),
    read: (stored) => (isNull(stored) ? null : read(stored)),
    explain: (actual, path) => (isNull(actual) ? [] : orElse(explain(actual, path), path, suffix)),
    check: (u, path) => (u === null ? [] : orElse(check(u, path), path, suffix)),
  })
}

/** Mismatches at the place itself say what else is expected there. */
const orElse = (
  mismatches: ReturnType<Attribute<unknown, Tag>['explain']>,
  place: ReadonlyArray<unknown>,
  suffix: string,
): ReturnType<Attribute<unknown, Tag>['explain']> =>
  mismatches.map((m) => (m.path.length === place.length ? { ...m, expected: m.expected + suffix } : m))
