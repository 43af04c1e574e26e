/** The text of key conditions and of projections. */
import * as E from 'fp-ts/Either'
import { describe, expect, it } from 'vitest'
import * as K from '../../src/expression/KeyCondition'
import * as Projection from '../../src/expression/Projection'
import { placeholders, type Row, reading } from './reading'

const noName = 'An expression attribute name used in the document path is not defined; attribute name: '
const _wayRound = 'The BETWEEN operator requires upper bound to be greater than or equal to lower bound; '

describe('key conditions', () => {
  const same = (rows: ReadonlyArray<Row>): void => expect(reading(K.parse, K.show)(rows)).toEqual(rows)
  it('are equalities and a range, either way round', () => {
    same([
      ['p = :s', "p = 'x'"],
      ['s = :n AND p = :s', "s = 1 AND p = 'x'"],
      ['p = :s AND s < :n', "p = 'x' AND s < 1"],
      ['p = :s AND s <= :n', "p = 'x' AND s <= 1"],
      ['p = :s AND s > :n', "p = 'x' AND s > 1"],
      ['p = :s AND s >= :n', "p = 'x' AND s >= 1"],
      [':s = p AND :n < s', "p = 'x' AND s > 1"],
      ['p = :s AND :n <= s', "p = 'x' AND s >= 1"],
      ['p = :s AND :n > s', "p = 'x' AND s < 1"],
      ['p = :s AND :n >= s', "p = 'x' AND s <= 1"],
      ['p = :s AND s BETWEEN :n AND :m', "p = 'x' AND s BETWEEN 1 AND 2"],
      ['begins_with(s, :xy) AND p = :s', "p = 'x' AND begins_with(s, 'xy')"],
      ['(p = :s AND (q = :n AND s > :m))', "p = 'x' AND q = 1 AND s > 2"],
    ])
  })
  it('have no other operators, no functions but begins_with, and no OR and NOT', () => {
    const invalid = '0: Invalid operator used in KeyConditionExpression: '
    same([
      ['p <> :s', `${invalid}<>`],
      [':s <> p', `${invalid}<>`],
      ['p IN (:s)', `${invalid}IN`],
      ['p = :s OR s = :n', `${invalid}OR`],
      ['NOT p = :s', `${invalid}NOT`],
      ['p = :s AND NOT s = :n', `${invalid}NOT`],
      ['contains(p, :s)', `${invalid}contains`],
      ['attribute_exists(p)', `${invalid}attribute_exists`],
      ['attribute_not_exists(p)', `${invalid}attribute_not_exists`],
      ['attribute_type(p, :tN)', `${invalid}attribute_type`],
    ])
  })
  it('compare the names of attributes with values', () => {
    const nested = '0: KeyConditionExpressions cannot contain nested operations'
    const texts = [
      'p = q',
      ':s = :xy',
      'p.a = :s',
      'p[0] = :s',
      'size(p) = :n',
      ':n = size(p)',
      'p = :s AND :n = s.a',
      's BETWEEN p AND :n',
      's BETWEEN :n AND p',
      's.a BETWEEN :n AND :m',
      ':n BETWEEN p AND s',
      'size(s) BETWEEN :n AND :m',
      'begins_with(s.a, :s)',
      'begins_with(p, s)',
      'begins_with(:xy, :s)',
    ]
    same(texts.map((text) => [text, nested]))
  })
  it('have one condition for each attribute, with a value that a key may have', () => {
    same([
      ['p = :s AND s < :n AND s > :n', '0: KeyConditionExpressions must only contain one condition per key'],
      ['s < :n', '0: Query key condition not supported'],
      ['p = :s AND p = :s', '0: a key condition has one condition for each attribute'],
      ['p = :s AND p < :xy', '0: a key condition has one condition for each attribute'],
      ['p = :bool', '0: the value of a key is text, a number or bytes'],
      ['p = :e', '0: the value of a key is not empty'],
      ['p = :s AND s < :e', '0: the value of a key is not empty'],
      ['p = ?', '4: Syntax error; token: "?", near: "= ?"'],
      ['p', '1: Syntax error; token: "<EOF>", near: "p"'],
      ['#x = :s', `0: ${noName}#x`],
    ])
  })
  it('are data', () => {
    const equals = [{ name: 'p', value: { S: 'x' } }]
    expect(K.parse('p = :s', placeholders)).toStrictEqual(E.right({ _tag: 'KeyCondition', equals }))
    expect(K.parse('p = :s AND :n < s', placeholders)).toEqual(
      E.right({
        _tag: 'KeyCondition',
        equals,
        range: { name: 's', range: { _tag: 'Compare', comparator: '>', value: { N: '1' } } },
      }),
    )
  })
})

describe('projections', () => {
  const same = (rows: ReadonlyArray<Row>): void =>
    expect(reading(Projection.parse, Projection.show)(rows)).toEqual(rows)
  it('are paths with commas between', () => {
    same([
      ['a', 'a'],
      [' a,b[1].c , #p ', 'a, b[1].c, __proto__'],
      ['a,', '2: Syntax error; token: "<EOF>", near: ","'],
      [',a', '0: Syntax error; token: ",", near: ",a"'],
      ['a b', '2: Syntax error; token: "b", near: "a b"'],
      ['a(b)', '1: Syntax error; token: "(", near: "a(b"'],
      ['(a)', '0: Syntax error; token: "(", near: "(a"'],
      ['a, :n', '3: Syntax error; token: ":n", near: ", :n"'],
      ['a = b', '2: Syntax error; token: "=", near: "a = b"'],
      ['set', '0: Syntax error; token: "set", near: "set"'],
      ['a, #x', `3: ${noName}#x`],
      ['a, a.b', '0: two paths overlap: a and a.b'],
      ['?', '0: Syntax error; token: "?", near: "?"'],
      ['size', 'size'],
    ])
  })
  it('are data', () => {
    expect(Projection.parse('a, b[1]')).toEqual(
      E.right({
        _tag: 'Projection',
        paths: [
          { _tag: 'Path', attribute: 'a', segments: ['a'] },
          { _tag: 'Path', attribute: 'b', segments: ['b', 1] },
        ],
      }),
    )
  })
})
