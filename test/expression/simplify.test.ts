/** The simple forms of conditions, as text. */
import * as E from 'fp-ts/Either'
import { describe, expect, it } from 'vitest'
import * as C from '../../src/expression/Condition'

const values = { ':1': { N: '1' }, ':1_0': { N: '1.0' }, ':t': { S: 't' } }
const simple = (text: string): string => {
  const parsed = C.parseAsWritten(text, { values })
  return E.isRight(parsed) ? C.show(C.simplify(parsed.right)) : parsed.left.reason
}
const simplified = (table: { readonly [text: string]: string }): void => {
  for (const [text, expected] of Object.entries(table)) expect([text, simple(text)]).toEqual([text, expected])
}
const stay = (...texts: ReadonlyArray<string>): void =>
  simplified(Object.fromEntries(texts.map((text) => [text, text.replace(/:t/g, "'t'").replace(/:/g, '')])))

const a: C.PathOperand = { _tag: 'Path', attribute: 'a', segments: ['a'] }
const exists: C.Condition<never> = { _tag: 'Exists', path: a }

describe('the simple form of a condition', () => {
  it('says everything once, in the order of the text', () => {
    simplified({
      'a < :1 AND a < :1_0': 'a < 1',
      'a < :1 OR b < :1 OR a < :1': 'a < 1 OR b < 1',
      'a < :1 AND b < :1 AND (b < :1 AND c < :1)': 'a < 1 AND b < 1 AND c < 1',
      '(a < :1 OR b < :1) AND c < :1 AND (a < :1 OR b < :1)': '(a < 1 OR b < 1) AND c < 1',
      '(a < :1 OR b < :1) AND (a < :1 AND b < :1)': '(a < 1 OR b < 1) AND a < 1 AND b < 1',
      'NOT a < :1 OR b < :1 OR NOT a < :1': 'NOT a < 1 OR b < 1',
      'NOT (NOT a < :1 OR NOT b < :1) AND a < :1': 'a < 1 AND b < 1',
      'a < :1 OR NOT (NOT a < :1 AND NOT b < :1)': 'a < 1 OR b < 1',
    })
  })
  it('tells names apart whose hashes are the same', () => {
    stay('attribute_exists(Aa) AND attribute_exists(BB)', 'Aa < :1 OR NOT BB < :1')
    simplified({
      'Aa < :1 AND BB < :1 AND Aa < :1 AND BB < :1': 'Aa < 1 AND BB < 1',
      'Aa < :1 AND BB < :1 AND NOT Aa < :1': 'never',
      'BB < :1 AND Aa < :1 AND NOT Aa < :1': 'never',
    })
  })
  it('says NOT of a leaf by its opposite, where it has one', () => {
    simplified({
      'NOT a = :1': 'a <> 1',
      'NOT a <> :1': 'a = 1',
      'NOT attribute_exists(a)': 'attribute_not_exists(a)',
      'NOT attribute_not_exists(a)': 'attribute_exists(a)',
      'NOT (NOT a < :1)': 'a < 1',
      'NOT (NOT (NOT a < :1))': 'NOT a < 1',
    })
    stay('NOT a < :1', 'NOT a <= :1', 'NOT a > :1', 'NOT a >= :1', 'NOT begins_with(a, :t)', 'NOT a BETWEEN b AND c')
  })
  it('is a constant where something stands beside its opposite', () => {
    const opposites: ReadonlyArray<readonly [string, string]> = [
      ['a = :1', 'a <> :1_0'],
      ['attribute_exists(a)', 'attribute_not_exists(a)'],
      ['a < :1', 'NOT a < :1_0'],
      ['contains(a, :t)', 'NOT contains(a, :t)'],
      ['(a < :1 OR b < :1)', 'NOT (a < :1 OR b < :1)'],
    ]
    for (const [x, y] of opposites) {
      simplified({
        [`${x} AND b > :1 AND ${y}`]: 'never',
        [`${y} AND b > :1 AND ${x}`]: 'never',
        [`c > :1 OR (${x} AND ${y})`]: 'c > 1',
      })
    }
    simplified({
      'a < :1 OR b > :1 OR NOT a < :1': 'always',
      'NOT a < :1 OR b > :1 OR a < :1': 'always',
      '(a < :1 AND b < :1) OR NOT (a < :1 AND b < :1)': 'always',
      'NOT (a < :1 AND b < :1) OR (a < :1 AND b < :1)': 'always',
    })
  })
  it('pushes NOT inwards where that takes fewer operators', () => {
    simplified({
      'NOT (a = :1 AND attribute_exists(b))': 'a <> 1 OR attribute_not_exists(b)',
      'NOT (a = :1 OR attribute_exists(b))': 'a <> 1 AND attribute_not_exists(b)',
      'NOT (a < :1 AND NOT b < :1)': 'NOT a < 1 OR b < 1',
      'NOT (NOT a < :1 AND NOT (b < :1 AND c < :1))': 'a < 1 OR b < 1 AND c < 1',
      'NOT (NOT a < :1 OR NOT (b < :1 AND c < :1))': 'a < 1 AND b < 1 AND c < 1',
    })
    stay(
      'NOT (a < :1 AND b < :1)',
      'NOT (a < :1 AND attribute_exists(b))',
      'NOT (a < :1 OR attribute_exists(b))',
      'NOT ((a < :1 OR b < :1) AND NOT c < :1)',
      'NOT (a < :1 AND NOT b < :1 AND c < :1 AND attribute_exists(d))',
    )
  })
  it('has no constant within', () => {
    const { always, never } = C
    const table: ReadonlyArray<readonly [C.Condition<never>, C.Condition<never>]> = [
      [C.all([always, exists, always]), exists],
      [C.any([never, exists, never]), exists],
      [C.all([exists, never]), never],
      [C.any([exists, always]), always],
      [C.all([always, always]), always],
      [C.any([never, never]), never],
      [{ _tag: 'And', conditions: [] }, always],
      [{ _tag: 'Or', conditions: [] }, never],
      [C.not(always), never],
      [C.not(never), always],
      [C.not(C.all([C.not(always), exists])), always],
    ]
    for (const [c, expected] of table) expect(C.simplify(c)).toEqual(expected)
  })
  it('of a leaf may be a NOT or an OR, which are simple in turn', () => {
    const size: C.Operand = { _tag: 'Size', path: a }
    const unequal: C.Condition<never> = { _tag: 'Compare', comparator: '<>', left: size, right: size }
    const order: C.Condition<never> = { _tag: 'Compare', comparator: '<=', left: a, right: a }
    const show = (c: C.Condition<never>): string => C.show(C.simplify(c))
    const types = "attribute_type(a, 'S') OR attribute_type(a, 'N') OR attribute_type(a, 'B')"
    expect(show(unequal)).toBe('NOT size(a) >= 0')
    expect(show(C.not(unequal))).toBe('size(a) >= 0')
    expect(show(order)).toBe(types)
    expect(show(C.not(order))).toBe(`NOT (${types})`)
    expect(show(C.any([exists, order]))).toBe(`attribute_exists(a) OR ${types}`)
    expect(show(C.all([unequal, C.not(unequal)]))).toBe('never')
  })
})
