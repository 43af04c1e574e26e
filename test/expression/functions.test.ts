/** The functions of conditions: what they take, what DynamoDB refuses of them, and what they are of values alone. */
import { describe, expect, it } from 'vitest'
import * as C from '../../src/expression/Condition'
import { type Row, reading } from './reading'

const wrongType = 'Incorrect operand type for operator or function; operator or function: '
const wrongCount = 'Incorrect number of operands for operator or function; operator or function: '
const noPath = 'Operator or function requires a document path; operator or function: '
const misplaced = 'The function is not allowed to be used this way in an expression; function: '

const read = reading(C.parseAsWritten, C.show)
const same = (rows: ReadonlyArray<Row>): void => expect(read(rows)).toEqual(rows)

describe('functions', () => {
  it('take paths and operands', () => {
    same([
      ['attribute_exists (a)', 'attribute_exists(a)'],
      ['attribute_not_exists(a.b[0])', 'attribute_not_exists(a.b[0])'],
      ['attribute_type(a, :tSS)', "attribute_type(a, 'SS')"],
      ['begins_with(a, :s)', "begins_with(a, 'x')"],
      ['begins_with(a, :b)', 'begins_with(a, <1 byte>)'],
      ['begins_with(a, b)', 'begins_with(a, b)'],
      ['contains(a, :ss)', "contains(a, set('x'))"],
      ['contains(a, size(b))', 'contains(a, size(b))'],
      ['size(a) = size(b)', 'size(a) = size(b)'],
      ['Size(a) = b', '0: Invalid function name; function: Size'],
      ['foo(a)', '0: Invalid function name; function: foo'],
      ['a = foo(b)', '4: Invalid function name; function: foo'],
      ['list_append(a, b) = c', '0: The function is not allowed in a condition expression; function: list_append'],
      ['a = if_not_exists(a, b)', '4: The function is not allowed in a condition expression; function: if_not_exists'],
      ['AND(a)', '0: Invalid function name; function: AND'],
      ['#a(b)', '2: Syntax error; token: "(", near: "#a(b"'],
      ['attribute_exists(a, b)', `0: ${wrongCount}attribute_exists, number of operands: 2`],
      ['attribute_not_exists(a, b)', `0: ${wrongCount}attribute_not_exists, number of operands: 2`],
      ['size(a, b) = c', `0: ${wrongCount}size, number of operands: 2`],
      ['attribute_type(a)', `0: ${wrongCount}attribute_type, number of operands: 1`],
      ['begins_with(a)', `0: ${wrongCount}begins_with, number of operands: 1`],
      ['contains(a)', `0: ${wrongCount}contains, number of operands: 1`],
      ['attribute_type(a, :tN, :tN)', `0: ${wrongCount}attribute_type, number of operands: 3`],
      ['begins_with(a, b, c)', `0: ${wrongCount}begins_with, number of operands: 3`],
      ['contains(a, b, c)', `0: ${wrongCount}contains, number of operands: 3`],
      ['contains()', '9: Syntax error; token: ")", near: "()"'],
      ['contains(a b)', '11: Syntax error; token: "b", near: "a b)"'],
      ['contains(a, b', '13: Syntax error; token: "<EOF>", near: "b"'],
      ['attribute_exists(:n)', `0: ${noPath}attribute_exists`],
      ['attribute_not_exists(:n)', `0: ${noPath}attribute_not_exists`],
      ['attribute_exists(size(a))', `0: ${noPath}attribute_exists`],
      ['attribute_type(size(a), :tN)', `0: ${noPath}attribute_type`],
      ['contains(size(a), b)', `0: ${noPath}contains`],
      ['attribute_exists(a) = b', `0: ${misplaced}attribute_exists`],
      ['contains(a, b) >= c', `0: ${misplaced}contains`],
      ['(attribute_exists(a)) = b', '22: Syntax error; token: "=", near: ") = b"'],
      ['a = contains(b, c)', `4: ${misplaced}contains`],
      ['contains(a, contains(b, c))', `12: ${misplaced}contains`],
      ['size(contains(a, b)) = c', `5: ${misplaced}contains`],
      ['attribute_exists(a) b', '20: Syntax error; token: "b", near: ") b"'],
      ['size(a)', '7: Syntax error; token: "<EOF>", near: ")"'],
      ['NOT attribute_exists(a)', 'NOT attribute_exists(a)'],
      ['begins_with(a, :n)', `0: ${wrongType}begins_with, operand type: N`],
      ['begins_with(size(a), :s)', `0: ${wrongType}begins_with, operand type: N`],
      ['begins_with(:n, :s)', `0: ${wrongType}begins_with, operand type: N`],
      ['begins_with(a, size(b))', `0: ${wrongType}begins_with, operand type: N`],
      ['attribute_type(a, :n)', `0: ${wrongType}attribute_type, operand type: N`],
      ['attribute_type(a, b)', `0: ${wrongType}attribute_type, operand type: {S,N,B,BOOL,NULL,SS,NS,BS,L,M}`],
      ['attribute_type(a, size(b))', `0: ${wrongType}attribute_type, operand type: N`],
      [
        'attribute_type(a, :s)',
        '0: Invalid attribute type name found; type: x, valid types: {S,N,B,BOOL,NULL,SS,NS,BS,L,M}',
      ],
      ['size(:n) = a', `0: ${wrongType}size, operand type: N`],
      ['size(:bool) = a', `0: ${wrongType}size, operand type: BOOL`],
      ['size(size(a)) = b', `0: ${wrongType}size, operand type: N`],
    ])
  })
  it('of values alone are decided at once', () => {
    same([
      ['size(:xy) = a', '2 = a'],
      ['attribute_type(:ss, :tSS)', 'always'],
      ['attribute_type(:n, :tSS)', 'never'],
      ['begins_with(:xy, :s)', 'always'],
      ['begins_with(:s, :xy)', 'never'],
      ['contains(:ss, :s)', 'always'],
      ['contains(:s, :xy)', 'never'],
      ['contains(:n, :n)', 'never'],
      ['begins_with(:s, a)', `0: ${noPath}begins_with`],
      ['contains(:s, a)', `0: ${noPath}contains`],
    ])
  })
})
