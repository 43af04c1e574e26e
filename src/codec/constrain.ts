/** constrain: fewer values, said in the words of JSON Schema. */
import type { AttributeValue, SetTag, Tag } from '../value/AttributeValue'
import { isUnstorable, unstorable } from '../value/unstorable'
import { Attribute, failed, type Inside } from './Attribute'
import {
  type AnyConstraints,
  type Constraints,
  constraintFaults,
  fitsItems,
  fitsNumber,
  fitsText,
  keywordsOf,
  wordsOf,
} from './constraints'
import { distinct } from './distinct'
import { elementsOf, membersOf, numberOf, textOf } from './stored'

export type { Constraints, ItemsConstraints, NumberConstraints, TextConstraints } from './constraints'

/** Whether what is stored is as constraints say; what is of another type is for the codec to refuse. */
const fitsOf = (constraints: AnyConstraints, types: ReadonlyArray<Tag>): ((stored: unknown) => boolean) => {
  const [text, number, items] = [fitsText(constraints), fitsNumber(constraints), fitsItems(constraints)]
  const setTag = types.find((tag): tag is SetTag => tag === 'SS' || tag === 'NS' || tag === 'BS')
  const isNothing = setTag !== undefined
  return (stored) => {
    if (stored === undefined) return !isNothing || items(0)
    const s = textOf(stored)
    if (s !== undefined) return text(s)
    const n = numberOf(stored)
    if (n !== undefined) return number(n)
    const members = setTag === undefined ? undefined : membersOf(stored, setTag)
    if (members !== undefined && setTag !== undefined)
      return items(distinct(setTag === 'SS' ? 'S' : setTag === 'NS' ? 'N' : 'B', members).length)
    const elements = elementsOf(stored)
    return elements === undefined || items(elements.length)
  }
}

const named = (name: string, words: string): string => {
  if (words === '') return name
  if (name === 'string') return `text ${words}`
  return name.includes(' ') ? `${name}, ${words}` : `${name} ${words}`
}

/**
 * Only the values that are as the constraints say: `refine` by data, so that they are the predicate, the message, what
 * `Json.schema` says and what `arbitrary` of bloop-ts/laws makes, all at once. They are about what is stored: the characters of
 * its text, its number, how many elements it has. `name` says what is expected where their words are not good enough. A pattern
 * that is none, or a least that is more than the most, is a fault of the definition.
 *
 * @example
 * ```ts
 * import { Attribute as A } from 'bloop-ts'
 * import * as E from 'fp-ts/Either'
 * import * as assert from 'node:assert'
 *
 * const Name = A.constrain(A.string, { minLength: 1, maxLength: 64 })
 * const Price = A.constrain(A.decimal, { minimum: 0 })
 * const Tags = A.constrain(A.set(A.string), { maxItems: 10 })
 * assert.ok(Name.is('Ann'))
 * assert.ok(E.isLeft(Price.decode({ N: '-0.01' })))
 * assert.strictEqual(Name.name, 'text of 1 to 64 characters')
 * assert.strictEqual(Tags.name, 'set of string, of at most 10 elements')
 * ```
 */
export const constrain = <A, T extends Tag, N extends string, I extends Inside>(
  codec: Attribute<A, T, 'required', N, I, A>,
  constraints: Constraints<T>,
  name: string = named(codec.name, wordsOf(constraints)),
): Attribute<A, T, 'required', N, I, A> => {
  const { is, write, read, explain, check, encodeValue } = codec
  const fits = fitsOf(constraints, codec.types)
  const checked = <S extends AttributeValue | undefined>(stored: S, a: A): S | AttributeValue =>
    isUnstorable(stored) || fits(stored) ? stored : unstorable(name, a)
  return new Attribute<A, T, 'required', N, I, A>({
    ...codec.definition,
    name,
    limits: [...codec.definition.limits, { _tag: 'Keywords', keywords: keywordsOf(constraints) }],
    problems: [...codec.problems, ...constraintFaults(constraints).map((fault) => `${fault} (${codec.name})`)],
    is: (u): u is A => is(u) && fits(write(u)),
    write: (a) => checked(write(a), a),
    encodeValue: (a) => checked(encodeValue(a), a) ?? unstorable(name, a),
    read: (stored) => (fits(stored) ? read(stored) : failed),
    explain: (actual, path) =>
      read(actual as Parameters<typeof read>[0]) === failed
        ? explain(actual, path)
        : fits(actual)
          ? []
          : [{ path, expected: name, actual }],
    check: (u, path) => (!is(u) ? check(u, path) : fits(write(u)) ? [] : [{ path, expected: name, actual: u }]),
  })
}
