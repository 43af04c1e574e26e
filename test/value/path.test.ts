/** Places: how they lie to each other, and what is wrong with them. */
import { pipe } from 'fp-ts/function'
import { describe, expect, it } from 'vitest'
import * as P from '../../src/value/Path'
import { tags } from '../../src/value/tag'

const places: ReadonlyArray<P.Segments> = [
  ['a'],
  ['b'],
  ['a', 'b'],
  ['a', 'c'],
  ['a', '0'],
  ['a', 0],
  ['a', 1],
  ['a', 'b', 'c'],
  ['a', 'b', 0],
  ['a', 0, 'c'],
  ['b', 0],
]

// As text, in which each segment ends: names with a dot, indexes with a bracket.
const text = (segments: P.Segments): string =>
  segments.map((s) => (typeof s === 'number' ? `[${s}]` : `.${s};`)).join('')

describe('two places', () => {
  it('are the same, around each other, overlapping, as their texts say', () => {
    for (const x of places) {
      for (const y of places) {
        const [a, b] = [text(x), text(y)]
        expect([x, y, P.equals(x, y)]).toEqual([x, y, a === b])
        expect([x, y, P.isPrefixOf(x, y)]).toEqual([x, y, b.startsWith(a)])
        expect([x, y, P.overlaps(x, y)]).toEqual([x, y, a.startsWith(b) || b.startsWith(a)])
      }
    }
  })

  it('conflict where one takes for a map what the other takes for a list', () => {
    const conflicting = places.flatMap((x) => places.filter((y) => P.conflicts(x, y)).map((y) => [x, y].map(P.show)))
    const once = [
      ...['a.b', 'a.c', 'a.`0`', 'a.b.c', 'a.b[0]'].flatMap((map) => [
        ...['a[0]', 'a[1]', 'a[0].c'].map((list) => [map, list]),
      ]),
      ['a.b.c', 'a.b[0]'],
    ]
    const both = [...once, ...once.map(([x = '', y = '']) => [y, x])]
    expect(conflicting.map(String).sort()).toEqual(both.map(String).sort())
  })
})

describe('a place', () => {
  const first = 'a path begins with the name of an attribute'
  const index = (i: number) => `the index of a list is a whole number from 0 to 2147483647, not ${i}`
  const rest = (n: number): ReadonlyArray<P.Segment> => Array.from({ length: n }, () => 0)
  const flaws: ReadonlyArray<readonly [ReadonlyArray<P.Segment>, string | undefined]> = [
    [[], first],
    [[0], first],
    [[0, 'a'], first],
    [['a'], undefined],
    [['a', ...rest(31)], undefined],
    [['a', ...rest(32)], 'a path has at most 32 levels, this one has 33'],
    [['a', -1], index(-1)],
    [['a', 0.5], index(0.5)],
    [['a', Number.NaN], index(Number.NaN)],
    [['a', 2_147_483_647], undefined],
    [['a', 2_147_483_648], index(2_147_483_648)],
    [['a', 0, '\ud83d'], 'the name of an attribute is well-formed text'],
    [[''], 'the name of an attribute is not empty'],
    [['a', ''], 'the name of an attribute is not empty'],
    [['x'.repeat(65_535)], undefined],
    [['x'.repeat(65_536)], 'the name of an attribute has at most 65535 bytes, this one has 65536'],
    [['é'.repeat(32_768)], 'the name of an attribute has at most 65535 bytes, this one has 65536'],
  ]
  for (const [segments, flaw] of flaws) {
    it(`${P.show(segments).slice(0, 60)}: ${flaw ?? 'fine'}`, () => expect(P.flaw(segments)).toBe(flaw))
  }

  it('is built of names and indexes, and keeps the attribute', () => {
    const path = pipe(P.path('a'), P.field('b'), P.at(2), P.field('c'))
    expect(P.segmentsOf(path)).toEqual(['a', 'b', 2, 'c'])
    const { _tag, attribute, types, encode } = path[P.place]
    expect([_tag, attribute, types]).toEqual(['Path', 'a', tags])
    expect(encode({ N: '1' })).toEqual({ N: '1' })
  })

  it('leads to what stands there, and nowhere through another type', () => {
    const item = { a: { M: { b: { L: [{ S: 'x' }, { NULL: true as const }] } } }, s: { S: 'text' } }
    expect(P.get(['a', 'b', 1])(item)).toEqual({ NULL: true })
    for (const segments of [['x'], ['a', 0], ['a', 'b', 'c'], ['a', 'b', 2], ['a', 'x', 'b'], ['s', 0], ['s', 'S']]) {
      expect(P.get(segments as [string, ...P.Segment[]])(item)).toBeUndefined()
    }
  })
})
