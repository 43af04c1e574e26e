/** The text of updates: what is taken, and what is refused for which reason. */
import * as E from 'fp-ts/Either'
import { describe, expect, it } from 'vitest'
import * as U from '../../src/expression/Update'
import { many, placeholders, type Row, reading } from './reading'

const twice = 'The first operand must be distinct from the remaining operands for this operator or function; operator: '
const wrongCount = 'Incorrect number of operands for operator or function; operator or function: '
const noPath = 'Operator or function requires a document path; operator or function: '
const misplaced = 'The function is not allowed to be used this way in an expression; function: '
const noName = 'An expression attribute name used in the document path is not defined; attribute name: '
const noValue = 'An expression attribute value used in expression is not defined; attribute value: '
const redundant = 'The expression has redundant parentheses;'

const read = reading(U.parse, U.show)
const same = (rows: ReadonlyArray<Row>): void => expect(read(rows)).toEqual(rows)

describe('updates', () => {
  it('are sections in any order, each once', () => {
    same([
      ['SET a = :n', 'SET a = 1'],
      [
        'set a = b, c = d remove e, f[0] Add g :n, h :ss delete i :ss',
        "SET a = b, c = d REMOVE e, f[0] ADD g 1, h set('x') DELETE i set('x')",
      ],
      ['ADD d :n SET b = c', 'SET b = c ADD d 1'],
      ['SET a = b + :n', 'SET a = b + 1'],
      ['SET a = b - :n', 'SET a = b - 1'],
      ['SET a = if_not_exists(a, :n) - b', 'SET a = if_not_exists(a, 1) - b'],
      ['SET a = list_append(a, :l)', 'SET a = list_append(a, [])'],
      ['SET a = list_append(:l, if_not_exists(a, :l))', 'SET a = list_append([], if_not_exists(a, []))'],
      ['SET a = if_not_exists(b, if_not_exists(c, :n))', 'SET a = if_not_exists(b, if_not_exists(c, 1))'],
      ['SET a = (b)', 'SET a = b'],
      ['SET a = (b + :n)', 'SET a = b + 1'],
      ['SET a = (b) - (c)', 'SET a = b - c'],
      ['SET a = ((b) + c)', 'SET a = b + c'],
      ['SET a = ((b) + (c)), d = (e)', 'SET a = b + c, d = e'],
      ['SET a = if_not_exists((b), (c))', 'SET a = if_not_exists(b, c)'],
      ['SET a.b = :n, a.c = :n', 'SET a.b = 1, a.c = 1'],
    ])
  })
  it('are refused where a token cannot stand', () => {
    same([
      ['SET', '3: Syntax error; token: "<EOF>", near: "SET"'],
      ['SET a', '5: Syntax error; token: "<EOF>", near: "a"'],
      ['SET a =', '7: Syntax error; token: "<EOF>", near: "="'],
      ['SET a = b,', '10: Syntax error; token: "<EOF>", near: ","'],
      ['SET a = b c', '10: Syntax error; token: "c", near: "b c"'],
      ['SET a b', '6: Syntax error; token: "b", near: "a b"'],
      ['SET :n = a', '4: Syntax error; token: ":n", near: "SET :n ="'],
      ['SET (a) = b', '4: Syntax error; token: "(", near: "SET (a"'],
      ['SET a = b + c + d', '14: Syntax error; token: "+", near: "c + d"'],
      ['SET a = + b', '8: Syntax error; token: "+", near: "= + b"'],
      ['SET a = b +', '11: Syntax error; token: "<EOF>", near: "+"'],
      ['SET a = b - - c', '12: Syntax error; token: "-", near: "- - c"'],
      ['SET a = (b', '10: Syntax error; token: "<EOF>", near: "b"'],
      ['SET a = b)', '9: Syntax error; token: ")", near: "b)"'],
      ['SET a = ()', '9: Syntax error; token: ")", near: "()"'],
      ['SET a = (b c)', '11: Syntax error; token: "c", near: "b c)"'],
      ['SET a = (b + c) + d', '16: Syntax error; token: "+", near: ") + d"'],
      ['SET a = (b + c) - d', '16: Syntax error; token: "-", near: ") - d"'],
      ['SET a = b + (c + d)', '15: Syntax error; token: "+", near: "c + d"'],
      ['SET a = if_not_exists(a, (b + c))', '28: Syntax error; token: "+", near: "b + c"'],
      ['SET a = ((b), c)', '12: Syntax error; token: ",", near: "), c"'],
      ['SET a = ((b))', `12: ${redundant}`],
      ['SET a = (((b + c)))', `17: ${redundant}`],
      ['SET a = ((b + c))', `16: ${redundant}`],
      ['SET a = (b) + ((c))', `18: ${redundant}`],
      ['REMOVE', '6: Syntax error; token: "<EOF>", near: "REMOVE"'],
      ['REMOVE :n', '7: Syntax error; token: ":n", near: "REMOVE :n"'],
      ['REMOVE a = b', '9: Syntax error; token: "=", near: "a = b"'],
      ['REMOVE a,', '9: Syntax error; token: "<EOF>", near: ","'],
      ['ADD a', '5: Syntax error; token: "<EOF>", near: "a"'],
      ['ADD a b', '6: Syntax error; token: "b", near: "a b"'],
      ['ADD a, b :n', '5: Syntax error; token: ",", near: "a, b"'],
      ['ADD a (:n)', '6: Syntax error; token: "(", near: "a (:n"'],
      ['ADD :n a', '4: Syntax error; token: ":n", near: "ADD :n a"'],
      ['DELETE a b', '9: Syntax error; token: "b", near: "a b"'],
      ['DELETE', '6: Syntax error; token: "<EOF>", near: "DELETE"'],
      ['a = b', '0: Syntax error; token: "a", near: "a ="'],
      ['SET a = b FOO', '10: Syntax error; token: "FOO", near: "b FOO"'],
      ['SET a = b SET c = d', '10: The "SET" section can only be used once in an update expression;'],
      ['REMOVE a Remove b', '9: The "REMOVE" section can only be used once in an update expression;'],
      ['ADD a :n add b :n', '9: The "ADD" section can only be used once in an update expression;'],
      ['DELETE a :ss DELETE b :ss', '13: The "DELETE" section can only be used once in an update expression;'],
      ['SET a = AND', '8: Syntax error; token: "AND", near: "= AND"'],
      ['SET a = b AND c', '10: Syntax error; token: "AND", near: "b AND c"'],
      ['SET a = :x', `8: ${noValue}:x`],
      ['SET #x = :n', `4: ${noName}#x`],
      ['ADD a :x', `6: ${noValue}:x`],
      ['SET a = :n + :x', `13: ${noValue}:x`],
    ])
  })
  it('have functions', () => {
    same([
      ['SET a = size(b)', '8: The function is not allowed in an update expression; function: size'],
      ['SET a = contains(b, c)', '8: The function is not allowed in an update expression; function: contains'],
      [
        'SET a = attribute_exists(b)',
        '8: The function is not allowed in an update expression; function: attribute_exists',
      ],
      [
        'SET a = attribute_not_exists(b)',
        '8: The function is not allowed in an update expression; function: attribute_not_exists',
      ],
      [
        'SET a = attribute_type(b, c)',
        '8: The function is not allowed in an update expression; function: attribute_type',
      ],
      ['SET a = begins_with(b, c)', '8: The function is not allowed in an update expression; function: begins_with'],
      ['SET a = foo(b)', '8: Invalid function name; function: foo'],
      ['SET a = LIST_APPEND(b, c)', '8: Invalid function name; function: LIST_APPEND'],
      ['SET a = list_append', 'SET a = list_append'],
      ['SET a = #a(b)', '10: Syntax error; token: "(", near: "#a(b"'],
      ['SET a = list_append(b)', `8: ${wrongCount}list_append, number of operands: 1`],
      ['SET a = list_append(b, c, d)', `8: ${wrongCount}list_append, number of operands: 3`],
      ['SET a = if_not_exists(b)', `8: ${wrongCount}if_not_exists, number of operands: 1`],
      ['SET a = list_append()', '20: Syntax error; token: ")", near: "()"'],
      ['SET a = list_append(b, c', '24: Syntax error; token: "<EOF>", near: "c"'],
      ['SET a = list_append(b c)', '22: Syntax error; token: "c", near: "b c)"'],
      ['SET a = if_not_exists(:n, b)', `8: ${noPath}if_not_exists`],
      ['SET a = if_not_exists(if_not_exists(a, b), c)', `8: ${noPath}if_not_exists`],
      ['SET a = if_not_exists(b, list_append(c, d))', `8: ${misplaced}list_append`],
      ['SET a = if_not_exists(b.c[1], b.c[1])', `8: ${twice}if_not_exists, first operand: [b, c, [1]]`],
      ['SET a = if_not_exists(b, (b))', `8: ${twice}if_not_exists, first operand: [b]`],
      ['SET a = list_append(b, b)', 'SET a = list_append(b, b)'],
      ['SET a = b, a.c = d', '0: two actions write overlapping paths: a and a.c'],
      ['ADD a :s', '0: ADD takes a number or a set'],
      ['SET a = list_append(list_append(a, b), c)', '0: list_append is no operand of list_append'],
    ])
  })
  it('have at most 300 operators', () => {
    const nested = (n: number): string => `SET a = ${many(n, (i) => `if_not_exists(b${i}, `, '')}:n${')'.repeat(n)}`
    expect(E.isRight(U.parse(nested(150), placeholders))).toBe(true)
    const sums = (n: number): string => `SET ${many(n, (i) => `a${i}=b+c`, ',')}`
    expect(E.isRight(U.parse(sums(300)))).toBe(true)
    expect(U.parse(sums(301))).toEqual(
      E.left({ _tag: 'ParseError', position: 0, reason: 'an expression has at most 300 operators, this one has 301' }),
    )
    // As deep as 4,096 bytes go.
    expect(E.isLeft(U.parse(`SET a = ${'list_append('.repeat(340)}`))).toBe(true)
  })
  it('are data', () => {
    const path = (name: string) => ({ _tag: 'Path', attribute: name, segments: [name] })
    const one = { _tag: 'Value', value: { N: '1' } }
    const set = { _tag: 'Value', value: { SS: ['x'] } }
    expect(U.parse('DELETE e :ss ADD d :n REMOVE c SET a = b - :n', placeholders)).toEqual(
      E.right({
        _tag: 'Update',
        actions: [
          { _tag: 'Set', path: path('a'), value: { _tag: 'Arithmetic', operator: '-', left: path('b'), right: one } },
          { _tag: 'Remove', path: path('c') },
          { _tag: 'Add', path: path('d'), value: one },
          { _tag: 'Delete', path: path('e'), value: set },
        ],
      }),
    )
  })
})
