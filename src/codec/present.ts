/** present: an attribute where it cannot be absent, such as an element of a list. */
import type { AttributeValue, Tag } from '../value/AttributeValue'
import { isUnstorable, unstorable } from '../value/unstorable'
import { type Attribute, type Definition, type Failed, failed, type Inside, type Presence } from './Attribute'

/** A codec whose values are always stored. */
export type Present<A> = {
  readonly write: (a: A) => AttributeValue
  readonly read: (stored: AttributeValue | undefined) => A | Failed
} & Pick<Definition<A, A, Tag>, 'is' | 'explain' | 'check'>

/**
 * The codec of an attribute's values where nothing may be absent: what it would store as absent, an empty set, is refused,
 * and where nothing is stored, nothing is read.
 */
export const present = <A, T extends Tag, P extends Presence, N extends string, I extends Inside>(
  codec: Attribute<A, T, P, N, I, A>,
): Present<A> => {
  const { is, read, explain, check, write, encodeValue } = codec
  if (read(undefined) === failed) return { is, read, explain, check, write: encodeValue }
  const name = `${codec.name} that is not empty`
  return {
    is: (u): u is A => is(u) && write(u) !== undefined,
    write: (a) => {
      const stored = encodeValue(a)
      return isUnstorable(stored) && stored.UNSTORABLE.isAbsence === true ? unstorable(name, a) : stored
    },
    read: (stored) => (stored === undefined ? failed : read(stored)),
    explain: (actual, path) => (actual === undefined ? [{ path, expected: name, actual }] : explain(actual, path)),
    check: (u, path) => (is(u) && write(u) === undefined ? [{ path, expected: name, actual: u }] : check(u, path)),
  }
}
