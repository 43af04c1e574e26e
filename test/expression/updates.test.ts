import { pipe } from 'fp-ts/function'
import { describe, expect, it } from 'vitest'
import * as U from '../../src/expression/Update'
import type { AttributeValue } from '../../src/value/AttributeValue'
import * as P from '../../src/value/Path'
import { append, at, ifMissing, of, set, sum, value } from './actions'

const a = P.path('a')
const b = P.path('b')
const [atA, atB] = [at('a'), at('b')]
const [one, two, text, list] = [value({ N: '1' }), value({ N: '2' }), value({ S: 'x' }), value({ L: [{ N: '3' }] })]
const some: AttributeValue = { SS: ['x'] }

describe('constructors', () => {
  it('make the actions that they say, which are shown as text', () => {
    const made: ReadonlyArray<readonly [U.Update<never>, U.Update<never>, string]> = [
      [U.empty, of(), ''],
      [U.set(a, { N: '1' }), set(one), 'SET a = 1'],
      [U.remove(P.at(2)(a)), of({ _tag: 'Remove', path: at('a', 2) }), 'REMOVE a[2]'],
      [U.add(a, { N: '1' }), of({ _tag: 'Add', path: atA, value: one }), 'ADD a 1'],
      [U.delete(a, some), of({ _tag: 'Delete', path: atA, value: value(some) }), "DELETE a set('x')"],
      [U.increment(a, { N: '1' }), set(sum(atA, '+', one)), 'SET a = a + 1'],
      [U.decrement(a, { N: '1' }), set(sum(atA, '-', one)), 'SET a = a - 1'],
      [U.append(a, list.value), set(append(atA, list)), 'SET a = list_append(a, [3])'],
      [U.prepend(a, list.value), set(append(list, atA)), 'SET a = list_append([3], a)'],
      [U.setIfMissing(a, { N: '1' }), set(ifMissing(atA, one)), 'SET a = if_not_exists(a, 1)'],
      [pipe(a, U.copy(P.field('x')(b))), set(at('b', 'x')), 'SET a = b.x'],
    ]
    for (const [update, data, shown] of made) expect([update, U.show(update)]).toEqual([data, shown])
  })
  it('together they are shown by clause', () => {
    const both: ReadonlyArray<U.Update<never>> = [
      U.delete(P.path('c'), some),
      U.remove(b),
      U.set(a, { N: '1' }),
      U.remove(P.path('d')),
      U.empty,
    ]
    const shown = "SET a = 1 REMOVE b, d DELETE c set('x')"
    expect(U.all(both)).toEqual(of(...both.flatMap(({ actions }) => actions)))
    expect(U.show(U.all(both))).toBe(shown)
    expect(both.reduce<U.Update<never>>((x, y) => U.concat(y)(x), U.empty)).toEqual(U.all(both))
    expect(U.Show.show(U.simplify(U.all(both)))).toBe(shown)
  })
  it('a hundred thousand actions are put together like two', () => {
    const remove: U.Action = { _tag: 'Remove', path: atA }
    const many: U.Update<unknown> = { _tag: 'Update', actions: Array<U.Action>(200_000).fill(remove) }
    expect(U.concat(many)(U.remove(a)).actions.length).toBe(200_001)
  })
  it('the difference of two items', () => {
    const [before, after] = [
      { x: one.value, y: one.value, z: one.value },
      { new: one.value, x: two.value, y: { N: '1.0' } },
    ]
    expect(U.diff(before, after)).toEqual(
      of(...set(one, at('new')).actions, ...set(two, at('x')).actions, { _tag: 'Remove', path: at('z') }),
    )
  })
})

describe('equality', () => {
  it('is that of the actions, operand by operand', () => {
    const operands = (): ReadonlyArray<U.SetOperand> => [atA, at('a', 'x'), one, two, text, ifMissing(atA, one)]
    const all = (): ReadonlyArray<U.Update<never>> => [
      U.empty,
      U.remove(a),
      U.remove(b),
      U.add(a, { N: '1' }),
      U.add(a, some),
      U.delete(a, some),
      U.concat(U.remove(b))(U.remove(a)),
      U.concat(U.remove(a))(U.remove(b)),
      ...operands().flatMap((x) => [
        set(x),
        set(x, atB),
        ...operands().flatMap((y) => [append(x, y), sum(x, '+', y), sum(x, '-', y)].map((v) => set(v))),
      ]),
      ...[atA, one, two].flatMap((x) => [atA, atB].map((path) => set(ifMissing(path, ifMissing(path, x))))),
      set(append(append(one, atA), atB)),
      set(append(one, append(atA, atB))),
    ]
    const [left, right] = [all(), all()]
    left.forEach((x, i) => {
      right.forEach((y, j) => {
        if (U.equals(x, y) !== (i === j)) expect.fail(`${U.show(x)} and ${U.show(y)}`)
      })
    })
    expect(U.Eq.equals(U.set(a, { N: '1' }), U.set(a, { N: '1.0' }))).toBe(true)
  })
})

describe('simplify', () => {
  it('computes what is known without an item, and nothing else', () => {
    const x = ifMissing(atB, one)
    for (const [written, simple] of [
      [sum(one, '+', two), value({ N: '3' })],
      [sum(one, '-', two), value({ N: '-1' })],
      [sum(value({ N: '9e125' }), '+', value({ N: '9e125' })), undefined],
      [sum(one, '+', text), undefined],
      [sum(text, '+', one), undefined],
      [sum(atA, '+', one), undefined],
      [sum(one, '-', atA), undefined],
      [sum(ifMissing(atB, x), '-', ifMissing(atB, x)), sum(x, '-', x)],
      [append(list, list), value({ L: [{ N: '3' }, { N: '3' }] })],
      [append(list, text), undefined],
      [append(ifMissing(atA, list), list), undefined],
      [append(list, ifMissing(atA, list)), undefined],
      [sum(ifMissing(atA, one), '+', one), undefined],
      [sum(one, '+', ifMissing(atA, one)), undefined],
      [append(value(null as never), list), undefined],
      [sum(value(null as never), '+', one), undefined],
      [append(text, list), undefined],
      [append(text, text), undefined],
      [append(list, atA), undefined],
      [append(atA, list), undefined],
      [append(ifMissing(atA, atA), append(list, list)), append(atA, value({ L: [{ N: '3' }, { N: '3' }] }))],
      [ifMissing(atA, atA), atA],
      [ifMissing(atA, atB), undefined],
      [ifMissing(atA, one), undefined],
      [ifMissing(atB, x), x],
      [ifMissing(atA, ifMissing(atB, x)), ifMissing(atA, x)],
      [ifMissing(atB, ifMissing(atA, x)), undefined],
      [ifMissing(atB, ifMissing(atB, atB)), atB],
      [atB, undefined],
      [one, undefined],
    ] as const) {
      expect(U.simplify(set(written))).toEqual(set(simple ?? written))
    }
  })
  it('puts the clauses in order', () => {
    const [s, r, d, e] = [U.set(a, text.value), U.remove(b), U.add(P.path('c'), some), U.delete(P.path('d'), some)]
    expect(U.simplify(U.all([e, d, r, s]))).toEqual(U.all([s, r, d, e]))
  })
})

describe('what an update reads and writes', () => {
  it('each place once, in order', () => {
    const x = at('b', 'x')
    const update = of(
      ...set(sum(atA, '-', ifMissing(x, atB)), atB).actions,
      ...set(append(at('c'), x), at('c')).actions,
      ...set(ifMissing(atA, ifMissing(at('e'), one)), atB).actions,
      { _tag: 'Remove', path: at('d') },
      { _tag: 'Remove', path: at('c', 0) },
      { _tag: 'Add', path: x, value: one },
      { _tag: 'Add', path: at('f'), value: one },
      { _tag: 'Delete', path: at('g'), value: value(some) },
    )
    expect(U.paths(update)).toEqual([atB, at('c'), at('d'), at('c', 0), x, at('f'), at('g')])
    expect(U.reads(update)).toEqual([atA, x, atB, at('c'), at('e'), at('f'), at('g')])
  })
  it('what is copied onto itself may be sent twice', () => {
    expect(U.isIdempotent(pipe(a, U.copy(a)))).toBe(true)
    expect(U.isIdempotent(set(at('a', 'x')))).toBe(false)
    expect(U.isIdempotent(U.all([set(ifMissing(atA, atB)), U.remove(b)]))).toBe(false)
    expect(U.isIdempotent(U.all([set(ifMissing(atB, one)), U.remove(b)]))).toBe(false)
  })
  it('finds the first path within attributes', () => {
    const update = U.all([U.remove(a), U.remove(P.at(0)(b)), U.remove(P.path('c'))])
    expect(U.writesAny(['c', 'b'])(update)).toEqual(at('b', 0))
    expect(U.writesAny(['d'])(update)).toBe(undefined)
  })
})
