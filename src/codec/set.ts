/** set: distinct texts, numbers or bytes. */
import type { AttributeValue, KeyTag } from '../value/AttributeValue'
import { absence, unstorable } from '../value/unstorable'
import { Attribute, type Failed, failed, nothing } from './Attribute'
import { distinct } from './distinct'
import { isSet } from './guards'
import { membersOf } from './stored'

// -----------------------------------------------------------------------------
// model
// -----------------------------------------------------------------------------

/** The type of the sets of a type. */
export interface SetTagOf {
  readonly S: 'SS'
  readonly N: 'NS'
  readonly B: 'BS'
}

// -----------------------------------------------------------------------------
// constructors
// -----------------------------------------------------------------------------

/**
 * A set, stored as SS, NS or BS after what its elements are stored as. DynamoDB has no empty set: an empty one is stored as
 * an absent attribute, and an absent attribute is read as an empty set; where nothing can be absent (in a list, in
 * `optional`), an empty set is `unstorable`. Elements that DynamoDB holds equal (`1` and `1.0`, the same bytes) are merged.
 * Every read gives a fresh `Set`.
 *
 * @example
 * ```ts
 * import { Attribute as A } from 'bloop-ts'
 * import * as E from 'fp-ts/Either'
 * import * as assert from 'node:assert'
 *
 * const Post = A.map({ tags: A.set(A.string) })
 * assert.deepStrictEqual(Post.encode({ tags: new Set(['a', 'b']) }), { M: { tags: { SS: ['a', 'b'] } } })
 * assert.deepStrictEqual(Post.decode({ M: {} }), E.right({ tags: new Set() }))
 * ```
 */
export const set = <A, T extends KeyTag, N extends string>(
  element: Attribute<A, T, 'required', N>,
): Attribute<ReadonlySet<A>, SetTagOf[T]> => {
  const name = `set of ${element.name}`
  const notEmpty = `${name} that is not empty`
  const tag: KeyTag = element.types[0] ?? 'S'
  const setTag = `${tag}S` as SetTagOf[T]
  const { write: writeElement, read: readElement } = element

  const is = (u: unknown): u is ReadonlySet<A> => {
    if (!isSet(u)) return false
    for (const value of u) if (!element.is(value)) return false
    return true
  }
  const encodeValue = (a: ReadonlySet<A>): AttributeValue => {
    if (!isSet(a)) return unstorable(name, a)
    if (a.size === 0) return absence(notEmpty, a)
    const members: Array<string | Uint8Array> = []
    for (const value of a) {
      const member = writeElement(value) as Partial<Record<KeyTag, string | Uint8Array>> | undefined
      const content = member?.[tag]
      if (content === undefined) return unstorable(name, a)
      members.push(content)
    }
    const values = distinct(tag, members)
    return (setTag === 'SS' ? { SS: values } : setTag === 'NS' ? { NS: values } : { BS: values }) as AttributeValue
  }
  const wrap = (content: unknown): AttributeValue =>
    (tag === 'S' ? { S: content } : tag === 'N' ? { N: content } : { B: content }) as AttributeValue
  const read = (stored: AttributeValue | undefined): ReadonlySet<A> | Failed => {
    const values = new Set<A>()
    if (stored === undefined) return values
    const members = membersOf(stored, setTag)
    if (members === undefined || members.length === 0) return failed
    const contents = distinct(tag, members)
    for (let i = 0; i < contents.length; i++) {
      const value = readElement(wrap(contents[i]))
      if (value === failed) return failed
      values.add(value)
    }
    return values
  }
  return new Attribute<ReadonlySet<A>, SetTagOf[T]>({
    name,
    types: [setTag],
    is,
    write: (a) => (isSet(a) && a.size === 0 ? undefined : encodeValue(a)),
    encodeValue,
    read,
    explain: (actual, path) => {
      if (read(actual as AttributeValue | undefined) !== failed) return []
      const members = membersOf(actual, setTag)
      return members === undefined || members.length === 0
        ? [{ path, expected: members === undefined ? name : notEmpty, actual }]
        : Array.from(members)
            .filter((member) => readElement(wrap(member)) === failed)
            .map((member) => ({ path, expected: `${name}, all of its elements`, actual: wrap(member) }))
    },
    check: (u, path) =>
      !isSet(u)
        ? [{ path, expected: name, actual: u }]
        : Array.from(u)
            .filter((value) => !element.is(value))
            .map((value) => ({ path, expected: `${name}, all of its elements`, actual: value })),
    presence: 'required',
    storedName: undefined,
    inside: nothing,
    parts: { _tag: 'Members', member: element },
    form: 'Plain',
    limits: [],
    absent: 'EmptySet',
    byDefault: undefined,
    problems:
      element.types.length === 1
        ? element.problems
        : [...element.problems, `the elements of a set are of one type, and ${element.name} is of several`],
  })
}
