/** choice: one of some values, each with the one value that it is stored as. What literals and enumerations are made of. */
import type { AttributeValue, Tag } from '../value/AttributeValue'
import { canonical } from '../value/number/order'
import { isUnstorable, unstorable } from '../value/unstorable'
import { type Attribute, attribute, failed } from './Attribute'
import { booleanOf, isNull, numberOf, textOf } from './stored'

/** What a stored value is told apart by: text that begins with its type; numbers by value. */
const keyOf = (stored: unknown): string | undefined => {
  const s = textOf(stored)
  if (s !== undefined) return `S${s}`
  const n = numberOf(stored)
  if (n !== undefined) return `N${canonical(n)}`
  const b = booleanOf(stored)
  return b !== undefined ? `BOOL${b}` : isNull(stored) ? 'NULL' : undefined
}

/** A codec of the given values; where two are stored alike, the first is read. */
export const choice = <A, T extends Tag>(
  name: string,
  pairs: ReadonlyArray<readonly [A, AttributeValue]>,
): Attribute<A, T> => {
  const writes = new Map<unknown, AttributeValue>()
  const reads = new Map<string | undefined, A>()
  for (const [a, stored] of pairs) {
    const key = keyOf(stored)
    if (!writes.has(a)) writes.set(a, stored)
    if (!reads.has(key)) reads.set(key, a)
  }
  reads.delete(undefined)
  return attribute<A, T>({
    name,
    types: [...new Set(pairs.flatMap(([, stored]) => Object.keys(stored)))] as unknown as ReadonlyArray<T>,
    form: 'Float',
    limits: [{ _tag: 'Choice' }],
    parts: { _tag: 'Samples', samples: pairs.map(([, stored]) => stored).filter((stored) => !isUnstorable(stored)) },
    problems: [
      ...(pairs.length === 0 ? ['a choice has no values'] : []),
      ...pairs.filter(([, stored]) => isUnstorable(stored)).map(([a]) => `${String(a)} cannot be stored`),
    ],
    is: (u): u is A => writes.has(u) && !isUnstorable(writes.get(u)),
    write: (a) => writes.get(a) ?? unstorable(name, a),
    read: (stored) => {
      const key = keyOf(stored)
      return key !== undefined && reads.has(key) ? (reads.get(key) as A) : failed
    },
  })
}
