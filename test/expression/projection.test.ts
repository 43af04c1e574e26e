/** Projections: what they leave of an item, what they say, and what is refused of them. */
import * as E from 'fp-ts/Either'
import { describe, expect, it } from 'vitest'
import * as Projection from '../../src/expression/Projection'
import { render } from '../../src/expression/render'
import type { AttributeValue, Item } from '../../src/value/AttributeValue'
import * as P from '../../src/value/Path'

const path = (segments: P.Segments): Projection.Projection['paths'][0] => ({
  _tag: 'Path',
  attribute: segments[0],
  segments,
})
const of = (first: P.Segments, ...rest: ReadonlyArray<P.Segments>): Projection.Projection => ({
  _tag: 'Projection',
  paths: [path(first), ...rest.map(path)],
})
const list = (...values: ReadonlyArray<string>): AttributeValue => ({ L: values.map((N) => ({ N })) })
const map = (M: Item): AttributeValue => ({ M })

const one: AttributeValue = { N: '1' }
const item: Item = {
  a: one,
  list: list('0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '10', '11'),
  map: map({ a: one, b: { S: 'b' }, c: map({ d: one, e: one }) }),
  lists: { L: [list('0', '1'), map({ a: one, b: one }), one] },
  none: map({}),
  empty: { L: [] },
}
const left = (...paths: readonly [P.Segments, ...P.Segments[]]): Item => Projection.apply(of(...paths))(item)

describe('what a projection leaves of an item', () => {
  it('is what stands at its paths', () => {
    expect(left(['a'], ['none'], ['empty'], ['other'])).toEqual({ a: one, none: map({}), empty: { L: [] } })
    expect(left(['map'])).toEqual({ map: item.map })
    expect(left(['map', 'a'], ['a'])).toEqual({ map: map({ a: one }), a: one })
    expect(left(['map', 'c', 'e'], ['map', 'a'])).toEqual({ map: map({ a: one, c: map({ e: one }) }) })
  })
  it('has the elements of a list in their order, without those between', () => {
    expect(left(['list', 10], ['list', 2], ['list', 0], ['list', 99])).toEqual({ list: list('0', '2', '10') })
    expect(left(['lists', 1, 'b'], ['lists', 0, 1])).toEqual({ lists: { L: [list('1'), map({ b: one })] } })
    expect(left(['lists', 2], ['lists', 1, 'a'])).toEqual({ lists: { L: [map({ a: one }), one] } })
  })
  it('has nothing around what is not there', () => {
    expect(left(['map', 'x'], ['list', 12], ['a', 'b'], ['a', 0], ['none', 'a'], ['empty', 0, 'a'])).toEqual({})
    expect(left(['map', 0], ['list', 'a'], ['map', 'c', 'x'], ['lists', 0, 7], ['lists', 2, 'a'])).toEqual({})
  })
  it('has no names of prototypes', () => {
    expect(left(['__proto__'], ['map', 'constructor'])).toEqual({})
    const own = JSON.parse('{"__proto__":{"N":"1"}}')
    expect(Object.keys(Projection.apply(of(['__proto__']))(own))).toEqual(['__proto__'])
  })
  it('is the same for every item', () => {
    const apply = Projection.apply(of(['a'], ['list', 1]))
    expect([item, {}, { list: list('5', '6') }, item].map(apply)).toEqual([
      ...[{ a: one, list: list('1') }, {}, { list: list('6') }, { a: one, list: list('1') }],
    ])
  })
})

describe('projections', () => {
  it('are data', () => {
    expect(Projection.ofNames('a')).toEqual(of(['a']))
    expect(Projection.ofNames('a', 'b', 'c.d')).toEqual(of(['a'], ['b'], ['c.d']))
    const scores = P.at(1)(P.field('scores')(P.path('profile')))
    expect(Projection.of(P.path('name'), scores)).toEqual(of(['name'], ['profile', 'scores', 1]))
    expect(Projection.show(Projection.of(P.path('name'), scores))).toBe('name, profile.scores[1]')
    expect(Projection.show(null as never)).toBe('<no projection>')
  })
  it('are equal where their paths are, in their order', () => {
    const all = [
      of(['a']),
      of(['b']),
      of(['a', 'b']),
      of(['a'], ['b']),
      of(['b'], ['a']),
      of(['a'], ['b', 0]),
      of(['a'], ['b', '0']),
      of(['a'], ['b'], ['c']),
    ]
    for (const [i, x] of all.entries()) {
      expect(all.map((y) => Projection.equals(x, y))).toEqual(all.map((_, j) => i === j))
      expect(Projection.Eq.equals(x, structuredClone(x))).toBe(true)
    }
  })
})

describe('what is refused of a projection', () => {
  const refused = (reason: string, at?: P.Segments) =>
    E.left({
      _tag: 'InvalidExpression',
      place: 'ProjectionExpression',
      reason,
      ...(at === undefined ? undefined : { path: at }),
    })
  it('paths that overlap, or take one value for a map and for a list', () => {
    const pairs: ReadonlyArray<readonly [P.Segments, P.Segments, string]> = [
      [['a'], ['a'], 'a and a'],
      [['a'], ['a', 'b'], 'a and a.b'],
      [['a', 0, 'b'], ['a', 0], 'a[0].b and a[0]'],
      [['a', 'b'], ['a', 0], 'a.b and a[0]'],
    ]
    for (const [x, y, shown] of pairs) {
      for (const between of [[], [['b']], [['a', 'c', 'd']]] as ReadonlyArray<ReadonlyArray<P.Segments>>) {
        const p = of(x, ...between.filter(([root]) => root === 'b' || x[1] === 'b'), y)
        expect(Projection.validate(p)).toEqual(refused(`two paths overlap: ${shown}`, y))
        expect(render({ projection: p })).toEqual(refused(`two paths overlap: ${shown}`, y))
      }
    }
  })
  it('paths that are none, and what is no projection', () => {
    const empty = refused('the name of an attribute is not empty', ['a', ''])
    expect(Projection.validate(of(['b'], ['a', '']))).toEqual(empty)
    expect(render({ projection: of(['b'], ['a', '']) })).toEqual(empty)
    const none = refused('what stands there is no projection')
    for (const p of [null, {}, { _tag: 'Projection', paths: [null] }, { _tag: 'Projection', paths: [{}] }]) {
      expect(Projection.validate(p as never)).toStrictEqual(none)
      expect(render({ projection: p as never })).toStrictEqual(none)
    }
  })
  it('and nothing else', () => {
    const p = of(['a', 0], ['a', 1], ['b', 'a'], ['b', 'b', 'a'], ['c'])
    expect(Projection.validate(p)).toEqual(E.right(p))
    expect(render({ projection: p })).toEqual(
      E.right({
        ProjectionExpression: '#n0[0], #n0[1], #n1.#n0, #n1.#n1.#n0, #n2',
        ExpressionAttributeNames: { '#n0': 'a', '#n1': 'b', '#n2': 'c' },
      }),
    )
  })
})
