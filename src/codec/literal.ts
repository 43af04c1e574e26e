/** literal: one of some given values. */
import { type AttributeValue, NULL } from '../value/AttributeValue'
import { quote } from '../value/show'
import { unstorable } from '../value/unstorable'
import type { Attribute } from './Attribute'
import { failed } from './Attribute'
import { choice } from './choice'
import { fromNumber } from './numberText'
import { string } from './string'

/** What can be a literal. */
export type Literal = string | number | boolean | null

/** The DynamoDB types of literals. */
export type TagOfLiteral<A extends Literal> = A extends string
  ? 'S'
  : A extends number
    ? 'N'
    : A extends boolean
      ? 'BOOL'
      : 'NULL'

/** A literal as it is stored. */
export const storedLiteral = (literal: Literal): AttributeValue => {
  if (typeof literal === 'string') return string.write(literal) ?? unstorable('string', literal)
  if (typeof literal === 'boolean') return { BOOL: literal }
  if (literal === null) return NULL
  const wire = fromNumber(literal)
  return wire === failed ? unstorable('number', literal) : { N: wire }
}

/** Literals as messages show them. */
export const showLiterals = (literals: ReadonlyArray<Literal>): string =>
  literals.map((literal) => (typeof literal === 'string' ? quote(literal) : String(literal))).join(' | ')

/**
 * One of the given values: text is stored as S, numbers as N, truth values as BOOL, `null` as NULL.
 *
 * @example
 * ```ts
 * import { Attribute as A } from 'bloop-ts'
 * import * as assert from 'node:assert'
 *
 * const size = A.literal('S', 'M', 'L')
 * assert.deepStrictEqual(size.encode('M'), { S: 'M' })
 * assert.ok(!size.is('XL'))
 * ```
 */
export const literal = <const L extends readonly [Literal, ...Literal[]]>(
  ...literals: L
): Attribute<L[number], TagOfLiteral<L[number]>> =>
  choice<L[number], TagOfLiteral<L[number]>>(
    showLiterals(literals),
    literals.map((value) => [value, storedLiteral(value)]),
  )
