/** Why an update does nothing to an item, in words. */
import * as E from 'fp-ts/Either'
import { describe, expect, it } from 'vitest'
import * as U from '../../src/expression/Update'
import type { AttributeValue, Item } from '../../src/value/AttributeValue'
import type { Segments } from '../../src/value/Path'
import { tagOf } from '../../src/value/tag'
import { append, at, ifMissing, of, sum, value } from './actions'

const n = (N: string | number): AttributeValue => ({ N: String(N) })
const item: Item = {
  n: n(1),
  s: { S: 's' },
  l: { L: [n(0), n(1), n(2)] },
  m: { M: { x: n(1), y: { L: [{ M: { z: n(1) } }, n(1)] } } },
  ss: { SS: ['x', 'z'] },
  ns: { NS: ['1', '2'] },
  bs: { BS: [Uint8Array.of(1)] },
}

describe('why an update does nothing', () => {
  const failure = (...actions: ReadonlyArray<U.Action>): unknown => {
    const result = U.apply(of(...actions))(item)
    return E.isLeft(result) ? [result.left, U.showFailure(result.left)] : result
  }
  const one = value(n(1))
  const setting = (v: U.SetValue, ...path: Segments): U.Action => ({ _tag: 'Set', path: at(...path), value: v })
  const plus = (left: U.SetOperand, right: U.SetOperand): U.Arithmetic => sum(left, '+', right)
  const wrong = (path: string, expected: string, actual: string): unknown => [
    { _tag: 'OperandType', path: [path], expected, actual },
    `An operand in the update expression has an incorrect data type: ${path} is ${actual}, expected ${expected}`,
  ]
  it('there is no way to its place', () => {
    const path: Segments = ['n', ...Array.from({ length: 32 }, () => 0)]
    for (const [action, shown] of [
      [setting(one, 'new', 'x'), 'new.x'],
      [setting(one, 'new', 0), 'new[0]'],
      [setting(one, 'm', 0), 'm[0]'],
      [setting(one, 'm', 'y', 'z'), 'm.y.z'],
      [setting(one, 'm', 'y', 1, 'z'), 'm.y[1].z'],
      [setting(one, 'm', 'y', 2, 'z'), 'm.y[2].z'],
      [setting(one, 'l', 'x'), 'l.x'],
      [setting(one, 's', 'length'), 's.length'],
      [setting(at('new'), 'n', 'x'), 'n.x'], // though the operand is missing too
      [setting(one, ...path), `n${'[0]'.repeat(32)}`],
      [{ _tag: 'Remove', path: at('new', 'x') }, 'new.x'],
      [{ _tag: 'Add', path: at('l', 3, 'x'), value: one }, 'l[3].x'],
      [{ _tag: 'Delete', path: at('l', 'x'), value: value({ SS: ['x'] }) }, 'l.x'],
    ] as const) {
      expect(failure(action)).toEqual([
        { _tag: 'InvalidPath', path: action.path.segments },
        `The document path provided in the update expression is invalid for update: ${shown}`,
      ])
    }
  })
  it('32 levels are a way, 33 are none', () => {
    for (const depth of [32, 33]) {
      const path: Segments = ['a', ...Array.from({ length: depth - 1 }, () => 0)]
      const deep = (v: AttributeValue): Item => ({ a: path.slice(1).reduce<AttributeValue>((L) => ({ L: [L] }), v) })
      const result = U.apply(of(setting(value(n(2)), ...path)))(deep(n(1)))
      expect(result).toEqual(depth === 32 ? E.right(deep(n(2))) : E.left({ _tag: 'InvalidPath', path }))
    }
  })
  it('an operand is missing, or of another type', () => {
    const targets: ReadonlyArray<Segments> = [['n'], ['m', 'x'], ['l', 0]]
    const missing = at('m', 'new')
    for (const v of [
      missing,
      ifMissing(at('n'), missing),
      append(missing, at('s')),
      append(at('l'), missing),
      plus(missing, at('s')),
      plus(at('n'), missing),
    ]) {
      for (const path of targets) {
        expect(failure(setting(v, ...path))).toEqual([
          { _tag: 'MissingOperand', path: ['m', 'new'] },
          'The provided expression refers to an attribute that does not exist in the item: m.new',
        ])
      }
    }
    for (const v of [append(at('s'), at('l')), append(at('l'), at('s'))]) {
      expect(failure(setting(v, 'x'))).toEqual(wrong('x', 'L', 'S'))
    }
    for (const v of [plus(at('l'), at('n')), plus(at('n'), at('l'))]) {
      expect(failure(setting(v, 'x'))).toEqual(wrong('x', 'N', 'L'))
    }
  })
  it('ADD and DELETE are given another type', () => {
    const attributes = Object.entries(item)
    for (const [_tag, takes] of [
      ['Add', 'N, SS, NS or BS'],
      ['Delete', 'SS, NS or BS'],
    ] as const) {
      for (const [name, there] of attributes) {
        for (const [other, by] of attributes) {
          const [is, was] = [tagOf(by), tagOf(there)]
          const known = failure({ _tag, path: at(name), value: value(by) })
          if (!takes.split(/, | or /).includes(is)) expect(known).toEqual(wrong(name, takes, is))
          else if (name !== other) expect(known).toEqual(wrong(name, is, was))
          else expect(known).toMatchObject({ _tag: 'Right' })
        }
      }
    }
  })
  it('a number has no place in 38 digits, or is none', () => {
    for (const [x, y, reason, expected] of [
      ['1', '1e-38', 'Precision', 'number of at most 38 significant digits'],
      ['9e125', '9e125', 'Overflow', 'number of magnitude up to 9.9999999999999999999999999999999999999E+125'],
      ['1', 'x', 'NotANumber', 'decimal number'],
    ] as const) {
      const told = [{ _tag: 'NumberOutOfRange', path: ['x'], reason }, `The result for x is not a ${expected}`]
      expect(failure(setting(plus(value(n(x)), value(n(y))), 'x'))).toEqual(told)
      const added = U.apply(of({ _tag: 'Add', path: at('x'), value: value(n(y)) }))
      expect(added({ x: n(x) })).toEqual(E.left(told[0]))
    }
  })
  it('two actions write overlapping paths', () => {
    const overlap = (...[one, two]: readonly [Segments, Segments]): unknown =>
      failure(setting(value(n(1)), 'n'), ...[one, two].map((path): U.Action => ({ _tag: 'Remove', path: at(...path) })))
    for (const [path, other, shown] of [
      [['m'], ['m', 'x'], 'm and m.x'],
      [['m', 'x'], ['m', 'x'], 'm.x and m.x'],
      [['m', 'y', 0, 'z'], ['m', 'y'], 'm.y[0].z and m.y'],
      [['m', 'x'], ['m', 0], 'm.x and m[0]'],
      [['l', 0], ['l', 'x'], 'l[0] and l.x'],
    ] as const) {
      expect(overlap(path, other)).toEqual([
        { _tag: 'Overlap', path, other },
        `Two document paths overlap with each other: ${shown}`,
      ])
    }
  })
})
