/** The simple form of every comparison and function, over operands of every kind. */
import * as E from 'fp-ts/Either'
import { describe, expect, it } from 'vitest'
import * as C from '../../src/expression/Condition'
import { render } from '../../src/expression/render'
import type { AttributeValue, Item, Tag } from '../../src/value/AttributeValue'
import { unstorable } from '../../src/value/unstorable'
import { among, at, compare, is, n } from './leaves'

type Condition = C.Condition<never>

const size = (name: string): C.SizeOperand => ({ _tag: 'Size', path: at(name) })
const s = (S: string) => is({ S })
const between = (operand: C.Operand, low: C.Operand, high: C.Operand): Condition => ({
  _tag: 'Between',
  operand,
  low,
  high,
})
const beginsWith = (prefix: C.Operand): Condition => ({ _tag: 'BeginsWith', path: a, prefix })
const contains = (operand: C.Operand): Condition => ({ _tag: 'Contains', path: a, operand })

const [a, b] = [at('a'), at('b')]
const bytes = (...of: ReadonlyArray<number>) => is({ B: Uint8Array.from(of) })
const yes = is({ BOOL: true })
const wrong = is(unstorable('number', 'x'))
const comparators: ReadonlyArray<C.Comparator> = ['=', '<>', '<', '<=', '>', '>=']
const operands: ReadonlyArray<C.Operand> = [
  ...[a, b, size('a'), n('1'), n('1.0'), n('2'), s('x'), yes],
  ...[size('b'), bytes(1), is({ NULL: true }), is({ SS: ['x'] }), is({ L: [] })],
]
const few = operands.slice(0, 8)
const triples = (of: (x: C.Operand, y: C.Operand, z: C.Operand) => Condition): ReadonlyArray<Condition> =>
  few.flatMap((x) => few.flatMap((y) => few.map((z) => of(x, y, z))))
const values: ReadonlyArray<AttributeValue> = [
  ...[{ N: '1' }, { N: '2' }, { S: 'x' }, { B: Uint8Array.of(1) }, { BOOL: true }, { NULL: true } as const],
  ...[{ SS: ['x'] }, { L: [{ N: '1' }, { S: 'x' }] }],
]
const items: ReadonlyArray<Item> = [{}, ...values.flatMap((v) => [{ a: v }, { a: v, b: v }, { a: v, b: { N: '1' } }])]

/** Why the simple form of a condition is not right, if it is not. */
const flaw = (c: Condition): string | undefined => {
  const simple = C.simplify(c)
  const [before, after] = [C.evaluate(c), C.evaluate(simple)]
  if (items.some((item) => before(item) !== after(item))) return `${C.show(c)} is not ${C.show(simple)}`
  if (!C.equals(C.simplify(simple), simple))
    return `${C.show(c)} is simplified to ${C.show(simple)}, which is not simple`
  const sent = render({ condition: simple })
  if (E.isLeft(sent)) return sent.left.reason
  const { ConditionExpression: text, ExpressionAttributeNames: names, ExpressionAttributeValues: placed } = sent.right
  const read = C.parseAsWritten(text ?? 'a = b', { names, values: placed })
  return E.isLeft(read) ? `${C.show(simple)} is refused: ${read.left.reason}` : undefined
}

describe('the simple form has the same verdict, and DynamoDB takes it', () => {
  const flaws = (conditions: ReadonlyArray<Condition>) => conditions.map(flaw).filter((found) => found !== undefined)
  it('of comparisons', () => {
    expect(flaws(operands.flatMap((x) => operands.flatMap((y) => comparators.map((of) => compare(x, of, y)))))).toEqual(
      [],
    )
  })
  it('of BETWEEN', () => {
    expect(flaws(triples(between))).toEqual([])
  })
  it('of IN', () => {
    expect(flaws(triples(among))).toEqual([])
  })
  it('of functions', () => {
    expect(flaws(operands.flatMap((x) => [beginsWith(x), contains(x)]))).toEqual([])
  })
})

const isOf = (...types: ReadonlyArray<Tag>) => types.map((type) => `attribute_type(a, '${type}')`).join(' OR ')

/** Conditions and the texts of their simple forms. */
const forms: ReadonlyArray<readonly [Condition, string]> = [
  [compare(a, '=', a), 'attribute_exists(a)'],
  [compare(a, '<>', a), 'attribute_not_exists(a)'],
  [compare(a, '<', a), 'never'],
  [compare(a, '<=', a), isOf('S', 'N', 'B')],
  [compare(a, '>', a), 'never'],
  [compare(a, '>=', a), isOf('S', 'N', 'B')],
  [compare(size('a'), '=', size('a')), 'size(a) >= 0'],
  [compare(size('a'), '<>', size('a')), 'NOT size(a) >= 0'],
  [compare(size('a'), '<', size('a')), 'never'],
  [compare(size('a'), '<=', size('a')), 'size(a) >= 0'],
  [compare(n('1'), '=', n('1.0')), 'always'],
  [compare(n('1'), '<', n('2')), 'always'],
  [compare(n('1'), '>', n('2')), 'never'],
  [compare(n('1'), '<>', s('1')), 'always'],
  [compare(size('a'), '=', s('x')), 'never'],
  [compare(size('a'), '<>', s('x')), 'always'],
  [compare(s('x'), '<', size('a')), 'never'],
  [compare(a, '<', yes), 'never'],
  [compare(yes, '<', a), 'never'],
  [compare(a, '=', yes), 'a = true'],
  [compare(a, '<>', yes), 'a <> true'],
  [between(a, n('1'), n('2')), 'a BETWEEN 1 AND 2'],
  [between(a, n('1'), n('1.0')), 'a = 1'],
  [between(a, n('2'), n('1')), 'never'],
  [between(a, n('1'), s('x')), 'never'],
  [between(a, yes, b), 'never'],
  [between(a, b, yes), 'never'],
  [between(size('a'), s('x'), b), 'never'],
  [between(a, a, b), 'a <= b'],
  [between(a, b, a), 'a >= b'],
  [between(n('1'), n('1'), b), '1 <= b'],
  [between(n('1'), n('2'), b), 'never'],
  [between(n('2'), n('1'), b), '2 <= b'],
  [between(n('1'), b, n('1')), '1 >= b'],
  [between(n('2'), b, n('1')), 'never'],
  [between(n('1'), b, n('2')), '1 >= b'],
  [between(n('1'), n('1'), n('2')), 'always'],
  [between(a, a, a), isOf('S', 'N', 'B')],
  [between(size('a'), b, n('1')), 'size(a) BETWEEN b AND 1'],
  [among(a), 'never'],
  [among(a, b), 'a = b'],
  [among(a, n('1'), n('1.0')), 'a = 1'],
  [among(a, n('1'), b, n('1.0'), b), 'a IN (1, b)'],
  [among(a, n('1'), n('2')), 'a IN (1, 2)'],
  [among(a, b, a), 'attribute_exists(a)'],
  [among(size('a'), b, size('a')), 'size(a) >= 0'],
  [among(size('a'), s('x'), n('1'), yes), 'size(a) = 1'],
  [among(size('a'), s('x')), 'never'],
  [among(s('x'), size('a'), a, b), "'x' IN (a, b)"],
  [among(n('1'), n('2'), n('1.0')), 'always'],
  [among(n('1'), n('2'), a), '1 = a'],
  [among(n('1'), n('2')), 'never'],
  [beginsWith(a), isOf('S', 'B')],
  [beginsWith(b), 'begins_with(a, b)'],
  [beginsWith(s('x')), "begins_with(a, 'x')"],
  [beginsWith(n('1')), 'never'],
  [beginsWith(size('b')), 'never'],
  [contains(a), isOf('S', 'B')],
  [contains(b), 'contains(a, b)'],
  [contains(size('a')), 'contains(a, size(a))'],
]

describe('the simple form, as text', () => {
  for (const [condition, text] of forms) {
    it(`${C.show(condition)}: ${text}`, () => expect(C.show(C.simplify(condition))).toBe(text))
  }
  it('of bytes as their prefix', () => {
    expect(C.simplify(beginsWith(bytes(1)))).toEqual(beginsWith(bytes(1)))
  })
  it('what holds no value that can be stored stays, to be refused with its place', () => {
    for (const condition of [
      ...comparators.flatMap((of) => [a, size('a'), n('1'), wrong].map((other) => compare(wrong, of, other))),
      ...comparators.flatMap((of) => [a, size('a'), n('1'), yes].map((other) => compare(other, of, wrong))),
      ...[between(wrong, n('2'), n('1')), between(n('3'), wrong, n('1')), between(n('1'), n('2'), wrong)],
      ...[
        among(wrong, wrong),
        among(wrong, n('1')),
        among(wrong),
        among(n('1'), wrong, n('1')),
        among(a, wrong),
        beginsWith(wrong),
      ],
      between(a, n('many'), n('more')),
    ]) {
      expect(C.simplify(condition)).toEqual(condition)
      expect(E.isLeft(render({ condition }))).toBe(true)
    }
  })
  it('repetitions among more candidates than 200 stay: IN takes 100', () => {
    const of = (length: number) => C.simplify(among(a, ...Array.from({ length }, () => n('1'))))
    expect(of(200)).toEqual(compare(a, '=', n('1')))
    expect(of(201)).toMatchObject({ _tag: 'In', candidates: { length: 201 } })
  })
})
