/** Enumerations, by name and by value: TypeScript enums, constant objects, and lists of names. */
import type { Attribute } from './Attribute'
import { choice } from './choice'
import { showLiterals, storedLiteral, type TagOfLiteral } from './literal'

// -----------------------------------------------------------------------------
// model
// -----------------------------------------------------------------------------

/** A TypeScript enum, or a constant object of texts and numbers by name. */
export interface Enumeration {
  readonly [name: string]: string | number
}

/** The values of an enumeration. */
export type MemberOf<E extends Enumeration | ReadonlyArray<string>> =
  E extends ReadonlyArray<infer Name extends string> ? Name : E extends Enumeration ? E[keyof E] : never

/** The names and values of an enumeration, without the names by value that TypeScript adds to enums of numbers. */
const entriesOf = (
  enumeration: Enumeration | ReadonlyArray<string>,
): ReadonlyArray<readonly [string, string | number]> =>
  Array.isArray(enumeration)
    ? enumeration.map((name: string) => [name, name])
    : Object.entries(enumeration as Enumeration).filter(
        ([name, value]) =>
          !(
            typeof value === 'string' &&
            String(Number(name)) === name &&
            (enumeration as Enumeration)[value] === Number(name)
          ),
      )

// -----------------------------------------------------------------------------
// constructors
// -----------------------------------------------------------------------------

/**
 * An enumeration, stored as S under the names of its members, so that values can change. Of members with one value, the first
 * names it.
 *
 * @example
 * ```ts
 * import { Attribute as A } from 'bloop-ts'
 * import * as assert from 'node:assert'
 *
 * enum Color { Red, Green }
 * assert.deepStrictEqual(A.enumByName(Color).encode(Color.Green), { S: 'Green' })
 * ```
 */
export const enumByName = <const E extends Enumeration | ReadonlyArray<string>>(
  enumeration: E,
): Attribute<MemberOf<E>, 'S'> => {
  const entries = entriesOf(enumeration)
  return choice<MemberOf<E>, 'S'>(
    showLiterals(entries.map(([name]) => name)),
    entries.map(([name, value]) => [value as MemberOf<E>, { S: name }]),
  )
}

/**
 * An enumeration, stored as its values: text as S, numbers as N, so that names can change.
 *
 * @example
 * ```ts
 * import { Attribute as A } from 'bloop-ts'
 * import * as assert from 'node:assert'
 *
 * enum Color { Red, Green }
 * assert.deepStrictEqual(A.enumByValue(Color).encode(Color.Green), { N: '1' })
 * assert.deepStrictEqual(A.enumByValue(['red', 'green']).encode('red'), { S: 'red' })
 * ```
 */
export const enumByValue = <const E extends Enumeration | ReadonlyArray<string>>(
  enumeration: E,
): Attribute<MemberOf<E>, TagOfLiteral<MemberOf<E>>> => {
  const entries = entriesOf(enumeration)
  return choice<MemberOf<E>, TagOfLiteral<MemberOf<E>>>(
    showLiterals(entries.map(([, value]) => value)),
    entries.map(([, value]) => [value as MemberOf<E>, storedLiteral(value)]),
  )
}
