/** What is refused of an update whatever the item is, in words; and limits, at their bounds. */
import * as E from 'fp-ts/Either'
import { describe, expect, it } from 'vitest'
import type { InvalidExpression } from '../../src/expression/InvalidExpression'
import * as U from '../../src/expression/Update'
import type { AttributeValue } from '../../src/value/AttributeValue'
import * as P from '../../src/value/Path'
import { append, at, ifMissing, of, set, sum, value } from './actions'

const a = P.path('a')
const [atA, atB] = [at('a'), at('b')]
const [one, text, list] = [value({ N: '1' }), value({ S: 'x' }), value({ L: [{ N: '3' }] })]
const some: AttributeValue = { SS: ['x'] }

describe('what is refused whatever the item is', () => {
  const refused = (update: U.Update<never>): InvalidExpression | undefined => {
    const valid = U.validate(update)
    if (E.isRight(valid)) expect(valid.right).toBe(update)
    return E.isLeft(valid) ? valid.left : undefined
  }
  const invalid = (reason: string, path?: P.Segments): unknown => ({
    _tag: 'InvalidExpression',
    place: 'UpdateExpression',
    reason,
    ...(path && { path }),
  })
  it('operands, values and paths, in words', () => {
    const lists = append(atB, list)
    const none = 'the name of an attribute is not empty'
    const rows: ReadonlyArray<readonly [U.Update<never>, string, P.Segments?]> = [
      [set(sum(lists, '+', one)), 'list_append is no operand of +'],
      [set(sum(one, '-', lists)), 'list_append is no operand of -'],
      [set(sum(text, '+', one)), 'the operands of + are numbers'],
      [set(sum(one, '-', text)), 'the operands of - are numbers'],
      [set(append(lists, list)), 'list_append is no operand of list_append'],
      [set(append(list, lists)), 'list_append is no operand of list_append'],
      [set(append(one, atB)), 'the operands of list_append are lists'],
      [set(append(atB, one)), 'the operands of list_append are lists'],
      [of({ _tag: 'Add', path: atA, value: text }), 'ADD takes a number or a set'],
      [of({ _tag: 'Delete', path: atA, value: text }), 'DELETE takes a set'],
      [of({ _tag: 'Delete', path: atA, value: one }), 'DELETE takes a set'],
      [set(one, at('a', '')), none, ['a', '']],
      [U.remove(P.path('')), none, ['']],
      [set(append(ifMissing(at('b', ''), at('c', '')), at('d', ''))), none, ['b', '']],
      [set(sum(one, '+', at('d', ''))), none, ['d', '']],
      [U.all([U.remove(a), U.remove(P.field('x')(a))]), 'two actions write overlapping paths: a and a.x', ['a', 'x']],
    ]
    for (const [update, reason, path] of rows) expect(refused(update)).toEqual(invalid(reason, path ?? ['a']))
    expect(refused(null as never)).toEqual(invalid('what stands there is no update'))
  })
  it('numbers and sets are added, sets are deleted, anything is set', () => {
    const sets = [value(some), value({ NS: ['1'] }), value({ BS: [Uint8Array.of(1)] })]
    for (const v of [one, ...sets]) expect(refused(of({ _tag: 'Add', path: atA, value: v }))).toBe(undefined)
    for (const v of sets) expect(refused(of({ _tag: 'Delete', path: atA, value: v }))).toBe(undefined)
    for (const v of [text, atB, sum(one, '+', atB), append(list, atB), ifMissing(atB, text)]) {
      expect(refused(set(v))).toBe(undefined)
    }
  })
  it('300 operators', () => {
    const operators = (n: number): U.Update<unknown> =>
      of(...Array.from({ length: n }, (_, i) => set(sum(atA, '-', one), at(`n${i}`)).actions).flat())
    const four = U.all([
      set(sum(ifMissing(atA, atB), '+', ifMissing(atA, one))),
      set(append(list, atB), atB),
      U.remove(a),
    ])
    expect(
      [four, set(sum(one, '+', one)), set(atB), set(ifMissing(atA, ifMissing(atA, one)))].map(U.operators),
    ).toEqual([4, 1, 0, 2])
    expect(refused(operators(300))).toBe(undefined)
    expect(refused(operators(301))).toEqual(invalid('an expression has at most 300 operators, this one has 301'))
  })
  it('operands nested 300 deep', () => {
    const nested = (depth: number, wrap: (v: U.SetOperand) => U.SetValue, inner: U.SetOperand): U.Update<unknown> => {
      let v = inner
      for (let i = 1; i < depth; i++) v = wrap(v) as U.SetOperand
      return set(v)
    }
    const item = { a: { N: '0' }, b: { L: [] } }
    for (const [wrap, inner] of [
      [(v) => ifMissing(atA, v as U.IfMissing['otherwise']), atB],
      [(v) => append(v, atB), atB],
      [(v) => append(atB, v), atB],
      [(v) => sum(v, '+', atA), atA],
      [(v) => sum(atA, '-', v), atA],
    ] as ReadonlyArray<readonly [(v: U.SetOperand) => U.SetValue, U.SetOperand]>) {
      const [most, over] = [nested(300, wrap, inner), nested(301, wrap, inner)]
      const tooDeep = invalid('the value to be set is nested too deep', ['a'])
      expect(E.isRight(U.apply(most)(item))).toBe(true)
      expect(U.show(most).length).toBeGreaterThan(1000)
      expect(refused(most)).not.toEqual(tooDeep)
      expect(refused(over)).toEqual(tooDeep)
      expect(U.show(over)).toBe('SET a = …')
      expect(U.simplify(over)).toEqual(over)
      const failure = { _tag: 'TooDeep', path: ['a'] } as const
      expect(U.apply(over)(item)).toEqual(E.left(failure))
      expect(U.showFailure(failure)).toBe('The value for a is nested too deep')
    }
    const twice = nested(300, (v) => ifMissing(atA, v as U.IfMissing['otherwise']), ifMissing(atA, atA))
    expect(U.simplify(nested(300, (v) => ifMissing(atA, v as U.IfMissing['otherwise']), atA))).toEqual(set(atA))
    expect(U.simplify(twice)).toEqual(twice)
  })
  it('what is no update reads and writes nothing', () => {
    const none: U.Update<never> = null as never
    expect([U.paths(none), U.reads(none), U.show(none)]).toEqual([[], [], '<no update>'])
  })
})
