/** Tokens of expressions, what stands where it cannot, and paths: texts with their reasons, which are DynamoDB's own. */
import * as E from 'fp-ts/Either'
import { describe, expect, it } from 'vitest'
import * as C from '../../src/expression/Condition'
import { many, type Row, reading } from './reading'

const noName = 'An expression attribute name used in the document path is not defined; attribute name: '
const noValue = 'An expression attribute value used in expression is not defined; attribute value: '

const read = reading(C.parseAsWritten, C.show)
const same = (rows: ReadonlyArray<Row>): void => expect(read(rows)).toEqual(rows)
const reason = (text: string, placeholders: C.Placeholders = {}): unknown => {
  const parsed = C.parse(text, placeholders)
  return E.isLeft(parsed) ? [parsed.left.position, parsed.left.reason] : 'taken'
}

describe('tokens', () => {
  it('are words, placeholders, digits and signs, with blanks between', () => {
    same([
      ['a=b', 'a = b'],
      ['\ta =\r\n b ', 'a = b'],
      ['aZ09_.z = A', 'aZ09_.z = A'],
      ['#x1_Z.#p = :n', 'x.__proto__ = 1'],
      ['a [ 10 ] [ 0 ].b = :n', 'a[10][0].b = 1'],
      ['a<>:n', 'a <> 1'],
      ['a<=:n', 'a <= 1'],
      ['a>=:n', 'a >= 1'],
      ['a < > :n', '4: Syntax error; token: ">", near: "< > :n"'],
      ['a == :n', '3: Syntax error; token: "=", near: "== :n"'],
      ['a => :n', '3: Syntax error; token: ">", near: "=> :n"'],
      ['a\u00a0= b', '1: Syntax error; token: "\u00a0", near: "a\u00a0="'],
      ['a = b\u3000', '5: Syntax error; token: "\u3000", near: "b\u3000"'],
      ['a\u000c= b', '1: Syntax error; token: "\u000c", near: "a\u000c="'],
      ['_a = b', '0: Syntax error; token: "_", near: "_a"'],
      ['1a = b', '0: Syntax error; token: "1", near: "1a"'],
      ['a[01] = b', '3: Syntax error; token: "1", near: "01]"'],
      ['a[00] = b', '3: Syntax error; token: "0", near: "00]"'],
      ['é = b', '0: Syntax error; token: "é", near: "é ="'],
      ['a = 😀', '4: Syntax error; token: "😀", near: "= 😀"'],
      ['a = :n:n', '6: Syntax error; token: ":n", near: ":n:n"'],
      ['# = b', '0: Syntax error; token: "#", near: "# ="'],
      ['a = :', '4: Syntax error; token: ":", near: "= :"'],
      ['##a = b', '0: Syntax error; token: "#", near: "##a"'],
      ['a = "x"', '4: Syntax error; token: """, near: "= "x"'],
      ['a b ?', '2: Syntax error; token: "b", near: "a b ?"'],
    ])
  })
  it('where they cannot stand are told with those around them', () => {
    same([
      [' ', '1: Syntax error; token: "<EOF>", near: " "'],
      ['a', '1: Syntax error; token: "<EOF>", near: "a"'],
      ['  = a', '2: Syntax error; token: "=", near: "  = a"'],
      [' a = ) ', '5: Syntax error; token: ")", near: "= ) "'],
      ['a = b )  c d', '6: Syntax error; token: ")", near: "b )  c"'],
      ['(a', '2: Syntax error; token: "<EOF>", near: "a"'],
      ['a)', '1: Syntax error; token: ")", near: "a)"'],
      ['a  =  =  b', '6: Syntax error; token: "=", near: "=  =  b"'],
    ])
  })
  it('of paths', () => {
    same([
      ['a. = b', '3: Syntax error; token: "=", near: ". = b"'],
      ['a..b = c', '2: Syntax error; token: ".", near: "..b"'],
      ['a.[0] = b', '2: Syntax error; token: "[", near: ".[0"'],
      ['a.0 = b', '2: Syntax error; token: "0", near: ".0 ="'],
      ['.a = b', '0: Syntax error; token: ".", near: ".a"'],
      ['a[b] = c', '2: Syntax error; token: "b", near: "[b]"'],
      ['a[] = b', '2: Syntax error; token: "]", near: "[] ="'],
      ['a[:n] = b', '2: Syntax error; token: ":n", near: "[:n]"'],
      ['a[-1] = b', '2: Syntax error; token: "-", near: "[-1"'],
      ['a[0', '3: Syntax error; token: "<EOF>", near: "0"'],
      ['a[0 1] = b', '4: Syntax error; token: "1", near: "0 1]"'],
      ['a[2147483647] = b', 'a[2147483647] = b'],
      ['a[2147483648] = b', '2: List index is not within the allowable range; index: [2147483648]'],
      ['a.:n = b', '2: Syntax error; token: ":n", near: ".:n ="'],
      ['#x = b', `0: ${noName}#x`],
      ['a.#x = b', `2: ${noName}#x`],
      ['#empty = b', '0: the name of an attribute is not empty'],
      ['a = :x', `4: ${noValue}:x`],
      ['a.b[0] = :toString', `9: ${noValue}:toString`],
      ['#toString = b', `0: ${noName}#toString`],
    ])
  })
  it('which are keywords are no names, in capitals or not', () => {
    same([
      ['AND = b', '0: Syntax error; token: "AND", near: "AND ="'],
      ['or = b', '0: Syntax error; token: "or", near: "or ="'],
      ['a.Not = b', '2: Syntax error; token: "Not", near: ".Not ="'],
      ['a.in = b', '2: Syntax error; token: "in", near: ".in ="'],
      ['a = between', '4: Syntax error; token: "between", near: "= between"'],
      ['a = SET', '4: Syntax error; token: "SET", near: "= SET"'],
      ['a = REMOVE', '4: Syntax error; token: "REMOVE", near: "= REMOVE"'],
      ['a = ADD', '4: Syntax error; token: "ADD", near: "= ADD"'],
      ['a = DELETE', '4: Syntax error; token: "DELETE", near: "= DELETE"'],
      ['setx = b', 'setx = b'],
      ['size = attribute_exists', 'size = attribute_exists'],
    ])
  })
})

describe('a text', () => {
  const tooLong = 'Expression size has exceeded the maximum allowed size; expression size: '
  it('has at most 4,096 bytes of UTF-8', () => {
    expect(reason('attribute_exists(a)'.padEnd(4096))).toBe('taken')
    expect(reason('attribute_exists(a)'.padEnd(4097))).toEqual([0, `${tooLong}4097`])
    expect(reason('é'.repeat(2048))).toEqual([0, 'Syntax error; token: "é", near: "éé"'])
    expect(reason('é'.repeat(2049))).toEqual([0, `${tooLong}4098`])
  })
  it('is a text, and not empty', () => {
    expect(reason('')).toEqual([0, 'The expression can not be empty;'])
    expect(reason(null as never)).toEqual([0, 'The expression is no text;'])
    expect(reason(['a'] as never)).toEqual([0, 'The expression is no text;'])
  })
  it('has paths of at most 32 levels', () => {
    expect(reason(`attribute_exists(${many(32, () => 'a', '.')})`)).toBe('taken')
    expect(reason(`attribute_exists(a${'[0]'.repeat(31)})`)).toBe('taken')
    expect(reason(`attribute_exists( ${many(33, () => 'a', '.')})`)).toEqual([
      18,
      'The document path has too many nesting levels; nesting levels: 33',
    ])
  })
})

describe('placeholders', () => {
  it('that are none are told', () => {
    const none = [0, 'The placeholders are no names and values;']
    expect(reason('a = :v', null as never)).toEqual(none)
    expect(reason('#a = b', { names: null as never })).toEqual([0, `${noName}#a`])
    expect(reason('#a = b', { names: { '#a': 1 as never } })).toEqual([0, `${noName}#a`])
    expect(reason('a = :v', {})).toEqual([4, `${noValue}:v`])
    const noValueAtAll = 'An expression attribute value used in expression is no value; attribute value: :v'
    for (const v of [null, 1, 'x', {}, { S: null }]) {
      const expected = v !== null && typeof v === 'object' && 'S' in v ? 'taken' : [4, noValueAtAll]
      expect(reason('a = :v', { values: { ':v': v as never } })).toEqual(expected)
    }
  })
})
