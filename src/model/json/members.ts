/** Members of sets: in the order of DynamoDB, each once. */
import type { Json } from 'fp-ts/Json'
import type { AttributeValue } from '../../value/AttributeValue'
import { compare } from '../../value/order'

/** The members of a set as values of their own. */
export const membersOf = (stored: AttributeValue): ReadonlyArray<AttributeValue> =>
  'SS' in stored
    ? stored.SS.map((S) => ({ S }))
    : 'NS' in stored
      ? stored.NS.map((N) => ({ N }))
      : 'BS' in stored
        ? stored.BS.map((B) => ({ B }))
        : []

/** The JSON of members, sorted by what is stored. Of numbers that are rounded to the same, the first. */
export const encodeMembers = (
  members: ReadonlyArray<AttributeValue>,
  encode: (member: AttributeValue) => Json,
): ReadonlyArray<Json> =>
  [...members]
    .sort((x, y) => compare(x, y) ?? 0)
    .map(encode)
    .filter((json, i, all) => i === 0 || json !== all[i - 1])

/** A set of members of one type; `undefined` where there are none, or they are of several types. */
export const setOf = (members: ReadonlyArray<AttributeValue>): AttributeValue | undefined => {
  const texts = members.flatMap((member) => ('S' in member ? [member.S] : []))
  const numbers = members.flatMap((member) => ('N' in member ? [member.N] : []))
  const bytes = members.flatMap((member) => ('B' in member ? [member.B] : []))
  if (members.length === 0) return undefined
  if (texts.length === members.length) return { SS: texts }
  if (numbers.length === members.length) return { NS: numbers }
  return bytes.length === members.length ? { BS: bytes } : undefined
}
