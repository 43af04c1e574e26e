/** What a condition is, apart from functions: parentheses, AND, OR, NOT and comparisons, with DynamoDB's refusals and limits. */
import * as E from 'fp-ts/Either'
import { describe, expect, it } from 'vitest'
import * as C from '../../src/expression/Condition'
import { many, placeholders, type Row, reading } from './reading'

const twice = 'The first operand must be distinct from the remaining operands for this operator or function; operator: '
const wrongType = 'Incorrect operand type for operator or function; operator or function: '
const redundant = 'The expression has redundant parentheses;'
const wayRound = 'The BETWEEN operator requires upper bound to be greater than or equal to lower bound; '
const sameType = 'The BETWEEN operator requires same data type for lower and upper bounds; '
const _bound = (v: string): string => `operand: AttributeValue: {${v}}`

const read = reading(C.parseAsWritten, C.show)
const same = (rows: ReadonlyArray<Row>): void => expect(read(rows)).toEqual(rows)

describe('conditions', () => {
  it('have parentheses around operands and conditions, once', () => {
    same([
      ['(a) = (b)', 'a = b'],
      ['((a) = (b))', 'a = b'],
      ['(a = b)', 'a = b'],
      ['(NOT (a = b))', 'NOT a = b'],
      ['((a = b) AND (c = d))', 'a = b AND c = d'],
      ['(((a) = b) AND c = d)', 'a = b AND c = d'],
      ['((a) IN ((b)))', 'a IN (b)'],
      ['size((a)) = b', 'size(a) = b'],
      ['a = ((b))', `8: ${redundant}`],
      ['((a)) = b', `4: ${redundant}`],
      ['((a = b))', `8: ${redundant}`],
      ['( (a = b) )', `10: ${redundant}`],
      ['(((a = b) AND c = d))', `20: ${redundant}`],
      ['((NOT a = b))', `12: ${redundant}`],
      ['((attribute_exists(a)))', `22: ${redundant}`],
      ['size(((a))) = b', `9: ${redundant}`],
      ['(a)', '3: Syntax error; token: "<EOF>", near: ")"'],
      ['((', '2: Syntax error; token: "<EOF>", near: "("'],
      ['()', '1: Syntax error; token: ")", near: "()"'],
      ['(a) AND b = c', '4: Syntax error; token: "AND", near: ") AND b"'],
      ['a = b AND (c)', '13: Syntax error; token: "<EOF>", near: ")"'],
      ['a = b OR (c)', '12: Syntax error; token: "<EOF>", near: ")"'],
      ['NOT (a)', '7: Syntax error; token: "<EOF>", near: ")"'],
      ['NOT NOT (a)', '11: Syntax error; token: "<EOF>", near: ")"'],
      ['(a AND b)', '3: Syntax error; token: "AND", near: "a AND b"'],
      ['(a = b AND c)', '12: Syntax error; token: ")", near: "c)"'],
      ['(a = b OR (c))', '13: Syntax error; token: ")", near: "))"'],
      ['(a) (b)', '4: Syntax error; token: "(", near: ") (b"'],
      ['(a = b)(c = d)', '7: Syntax error; token: "(", near: ")(c"'],
      ['(a = b) = c', '8: Syntax error; token: "=", near: ") = c"'],
      ['(a = b))', '7: Syntax error; token: ")", near: "))"'],
    ])
  })
  it('are joined by AND, OR and NOT', () => {
    same([
      ['a = b AND c = d OR e = f AND g = h', 'a = b AND c = d OR e = f AND g = h'],
      ['a = b or c = d And NOT e = f', 'a = b OR c = d AND NOT e = f'],
      ['a = b AND c = d AND e = f', 'a = b AND c = d AND e = f'],
      ['a = b OR c = d OR e = f', 'a = b OR c = d OR e = f'],
      ['NOT NOT NOT a = b', 'NOT NOT NOT a = b'],
      ['NOT (a = b AND c = d)', 'NOT (a = b AND c = d)'],
      ['(a = b OR c = d) AND e = f', '(a = b OR c = d) AND e = f'],
      ['a = b AND', '9: Syntax error; token: "<EOF>", near: "AND"'],
      ['a = b OR', '8: Syntax error; token: "<EOF>", near: "OR"'],
      ['NOT', '3: Syntax error; token: "<EOF>", near: "NOT"'],
      ['AND a = b', '0: Syntax error; token: "AND", near: "AND a"'],
      ['a = b AND OR c = d', '10: Syntax error; token: "OR", near: "AND OR c"'],
      ['a = b NOT c = d', '6: Syntax error; token: "NOT", near: "b NOT c"'],
      ['a = NOT b', '4: Syntax error; token: "NOT", near: "= NOT b"'],
      ['a = b = c', '6: Syntax error; token: "=", near: "b = c"'],
      ['a, b', '1: Syntax error; token: ",", near: "a, b"'],
      ['a + b = c', '2: Syntax error; token: "+", near: "a + b"'],
      ['a = -b', '4: Syntax error; token: "-", near: "= -b"'],
    ])
  })
  it('are comparisons, BETWEEN and IN', () => {
    same([
      ['a between b and c', 'a BETWEEN b AND c'],
      ['a BETWEEN :n AND :n', 'a BETWEEN 1 AND 1'],
      ['a BETWEEN :n AND :m AND b = c', 'a BETWEEN 1 AND 2 AND b = c'],
      [':n BETWEEN a AND b', '1 BETWEEN a AND b'],
      ['a BETWEEN b AND b', 'a BETWEEN b AND b'],
      ['a BETWEEN b', '11: Syntax error; token: "<EOF>", near: "b"'],
      ['a BETWEEN b OR c', '12: Syntax error; token: "OR", near: "b OR c"'],
      ['a BETWEEN AND b', '10: Syntax error; token: "AND", near: "BETWEEN AND b"'],
      ['a BETWEEN (b AND c)', '13: Syntax error; token: "AND", near: "b AND c"'],
      ['a BETWEEN b AND', '15: Syntax error; token: "<EOF>", near: "AND"'],
      [
        'a BETWEEN :m AND :n',
        `2: ${wayRound}lower bound operand: AttributeValue: {N:2}, upper bound operand: AttributeValue: {N:1}`,
      ],
      [
        'a BETWEEN :n AND :s',
        `2: ${sameType}lower bound operand: AttributeValue: {N:1}, upper bound operand: AttributeValue: {S:x}`,
      ],
      [
        'a BETWEEN :xy AND :s',
        `2: ${wayRound}lower bound operand: AttributeValue: {S:xy}, upper bound operand: AttributeValue: {S:x}`,
      ],
      ['a in (b)', 'a IN (b)'],
      ['a IN (:n, :n, size(b))', 'a IN (1, 1, size(b))'],
      ['a IN b', '5: Syntax error; token: "b", near: "IN b"'],
      ['a IN (b', '7: Syntax error; token: "<EOF>", near: "b"'],
      ['a IN (b c)', '8: Syntax error; token: "c", near: "b c)"'],
      ['a IN (b,)', '8: Syntax error; token: ")", near: ",)"'],
      ['a IN ()', '6: Syntax error; token: ")", near: "()"'],
      ['a NOT IN (b)', '2: Syntax error; token: "NOT", near: "a NOT IN"'],
      ['a = :bool', 'a = true'],
      ['a <> :ss', "a <> set('x')"],
      [':null > a', `6: ${wrongType}>, operand type: NULL`],
      ['a <= :ss', `2: ${wrongType}<=, operand type: SS`],
      ['a >= :map', `2: ${wrongType}>=, operand type: M`],
      ['a < :l', `2: ${wrongType}<, operand type: L`],
      [':bool < size(a)', `6: ${wrongType}<, operand type: BOOL`],
      ['a BETWEEN :ns AND b', `2: ${wrongType}BETWEEN, operand type: NS`],
      ['a BETWEEN b AND :bs', `2: ${wrongType}BETWEEN, operand type: BS`],
      [':l BETWEEN a AND b', `3: ${wrongType}BETWEEN, operand type: L`],
      ['size(a) BETWEEN :s AND :xy', "size(a) BETWEEN 'x' AND 'xy'"],
      ['a < :n', 'a < 1'],
      ['a < :s', "a < 'x'"],
      ['a < :b', 'a < <1 byte>'],
    ])
  })
  it('compare no path with itself', () => {
    same([
      ['a = a', `2: ${twice}=, first operand: [a]`],
      ['a[0].b <> a[0].b', `7: ${twice}<>, first operand: [a, [0], b]`],
      ['#a >= #a', `3: ${twice}>=, first operand: [a.b]`],
      ['a BETWEEN a AND b', `2: ${twice}BETWEEN, first operand: [a]`],
      ['a BETWEEN b AND a', `2: ${twice}BETWEEN, first operand: [a]`],
      ['a IN (b, a)', `2: ${twice}IN, first operand: [a]`],
      ['begins_with(a, a)', `0: ${twice}begins_with, first operand: [a]`],
      ['contains(a.b, a.b)', `0: ${twice}contains, first operand: [a, b]`],
      ['size(a) = size(a)', 'size(a) = size(a)'],
      ['size(a) IN (b, size(a))', 'size(a) IN (b, size(a))'],
      ['size(a) BETWEEN size(a) AND :n', 'size(a) BETWEEN size(a) AND 1'],
      ['contains(a, size(a))', 'contains(a, size(a))'],
      [':n = :n', '1 = 1'],
      [':n IN (:n)', '1 IN (1)'],
    ])
  })
  it('are as they are written', () => {
    const path = (name: string): C.PathOperand => ({ _tag: 'Path', attribute: name, segments: [name] })
    const exists = (name: string): C.Condition<never> => ({ _tag: 'Exists', path: path(name) })
    const parsed = (text: string) => C.parseAsWritten(text.replace(/[a-e]/g, 'attribute_exists($&)'))
    const [a, b, c] = [exists('a'), exists('b'), exists('c')]
    const and = (...conditions: [C.Condition<never>, ...Array<C.Condition<never>>]): C.Condition<never> => ({
      _tag: 'And',
      conditions,
    })
    const or = (...conditions: [C.Condition<never>, ...Array<C.Condition<never>>]): C.Condition<never> => ({
      _tag: 'Or',
      conditions,
    })
    const not = (condition: C.Condition<never>): C.Condition<never> => ({ _tag: 'Not', condition })
    expect(parsed('a AND b AND c')).toEqual(E.right(and(a, b, c)))
    expect(parsed('a OR b OR c')).toEqual(E.right(or(a, b, c)))
    expect(parsed('(a AND b) AND c')).toEqual(E.right(and(and(a, b), c)))
    expect(parsed('a OR (b OR c)')).toEqual(E.right(or(a, or(b, c))))
    expect(parsed('a OR b AND c')).toEqual(E.right(or(a, and(b, c))))
    expect(parsed('NOT a AND b')).toEqual(E.right(and(not(a), b)))
    expect(parsed('NOT NOT (a OR b)')).toEqual(E.right(not(not(or(a, b)))))
    expect(C.parse('NOT NOT (a = :n OR a = :n)', placeholders)).toEqual(C.parse('a = :n', placeholders))
  })
})

describe('limits', () => {
  const tooMany = 'The expression contains too many operators; operator count: 301'
  const nots = 'NOT '.repeat(299)
  const answers = (texts: ReadonlyArray<string>): ReadonlyArray<string | undefined> =>
    read(texts.map((text) => [text, ''])).map(([, answer]) => (/^\d+: /.test(answer) ? answer : 'taken'))
  it('300 operators, each counted where it stands', () => {
    const rests = ['a = b', 'a BETWEEN b AND c', 'a IN (b)', 'contains(a, b)', 'attribute_exists(a)']
    expect(answers(rests.map((rest) => nots + rest))).toEqual(rests.map(() => 'taken'))
    const at = [1202, 1202, 1202, 1200, 1200]
    expect(answers(rests.map((rest) => `${nots}NOT ${rest}`))).toEqual(at.map((n) => `${n}: ${tooMany}`))
    expect(answers([`${nots}NOT NOT a = b`])).toEqual([`1200: ${tooMany}`])
    expect(answers([many(150, () => 'a = b', ' AND '), many(150, () => 'a = b', ' OR ')])).toEqual(['taken', 'taken'])
    expect(answers([many(151, () => 'a=b', ' OR ')])).toEqual([`1051: ${tooMany}`])
    expect(answers([`${many(150, () => 'a=b', ' AND ')} AND c`])).toEqual([
      `1201: Syntax error; token: "<EOF>", near: "c"`,
    ])
    expect(answers([many(75, () => 'size(a) = size(b)', ' OR ')])).toEqual(['taken'])
    expect(answers([`NOT NOT ${many(75, () => 'size(a)=size(b)', ' OR ')}`])).toEqual([`1422: ${tooMany}`])
  })
  it('100 candidates of IN', () => {
    const within = (n: number): string => `a IN (${many(n, () => 'b', ', ')})`
    const reason = 'The IN operator is provided with too many operands; number of operands: 101'
    expect(answers([within(100), within(101)])).toEqual(['taken', `2: ${reason}`])
  })
  it('310 open parentheses', () => {
    const open = (n: number): string => `${'(NOT '.repeat(n)}a = b${')'.repeat(n)}`
    expect(answers([open(299), open(300)])).toEqual(['taken', `1502: ${tooMany}`])
    const nested = (n: number): string => `${'('.repeat(n)}a`
    expect(answers([nested(310), nested(311), nested(4000)])).toEqual([
      '311: Syntax error; token: "<EOF>", near: "a"',
      `310: ${redundant}`,
      `310: ${redundant}`,
    ])
    // Those that were closed are open no more.
    expect(answers([many(140, () => '(a)=(b)', ' OR ') + ' OR (a)=(b)'.repeat(9)])).toEqual(['taken'])
  })
})
