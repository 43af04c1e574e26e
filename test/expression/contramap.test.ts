/** Conditions on one row as conditions on another. */
import { describe, expect, it } from 'vitest'
import * as C from '../../src/expression/Condition'
import { absent } from '../../src/expression/condition/never'
import type * as P from '../../src/value/Path'
import { at, compare } from './leaves'

type Condition = C.Condition<never>

type Row = { readonly [name: string]: Row }

describe('contramap', () => {
  const moved = (f: (row: Row) => unknown, c: unknown): unknown =>
    C.Contravariant.contramap(c as C.Condition<Row>, f as (row: Row) => Row)
  const b = at('b')
  const [size, toB]: readonly [C.Operand, C.Operand] = [
    { _tag: 'Size', path: at('a') },
    { _tag: 'Size', path: b },
  ]
  const swap = (row: Row) => ({ a: row.b, b: row.a })
  const a = at('a')
  const one: C.Operand = { _tag: 'Value', value: { N: '1' } }
  const x: Condition = { _tag: 'Exists', path: a }
  const y: Condition = { _tag: 'Missing', path: b }
  it('moves every path of every form, and nothing else', () => {
    for (const [before, after] of [
      [C.always, C.always],
      [C.never, C.never],
      [compare(a, '<', one), compare(b, '<', one)],
      [compare(size, '=', b), compare(toB, '=', a)],
      [
        { _tag: 'Between', operand: a, low: size, high: b },
        { _tag: 'Between', operand: b, low: toB, high: a },
      ],
      [
        { _tag: 'In', operand: a, candidates: [b, one, size] },
        { _tag: 'In', operand: b, candidates: [a, one, toB] },
      ],
      [x, { _tag: 'Exists', path: b }],
      [y, { _tag: 'Missing', path: a }],
      [
        { _tag: 'HasType', path: a, type: 'S' },
        { _tag: 'HasType', path: b, type: 'S' },
      ],
      [
        { _tag: 'BeginsWith', path: a, prefix: b },
        { _tag: 'BeginsWith', path: b, prefix: a },
      ],
      [
        { _tag: 'Contains', path: a, operand: size },
        { _tag: 'Contains', path: b, operand: toB },
      ],
      [C.not(x), C.not({ _tag: 'Exists', path: b })],
      [C.all([x, C.any([y])]), C.all([{ _tag: 'Exists', path: b }, C.any([{ _tag: 'Missing', path: a }])])],
    ] as const) {
      expect(moved(swap, before)).toEqual(after)
    }
  })
  it('finds what a function gives, within what it is given', () => {
    const to = (f: (row: Row) => unknown, ...segments: P.Segments) => {
      const c = moved(f, { _tag: 'Exists', path: { ...at(...segments), attribute: 'A' } }) as { readonly path: unknown }
      return c.path
    }
    const path = (attribute: string, ...segments: P.Segments) => ({ _tag: 'Path', attribute, segments })
    const within = (row: Row, ...names: ReadonlyArray<string>) => names.reduce((r, name) => r[name] as Row, row)
    const nowhere = path(absent, absent)
    expect(to((row) => row, 'a', 'b', 0)).toEqual(path('A', 'a', 'b', 0))
    expect(to((row) => ({ a: row.a }), 'a')).toEqual(path('A', 'a'))
    expect(to((row) => ({ a: row.b }), 'a', 0)).toEqual(path('b', 'b', 0))
    expect(to((row) => ({ a: within(row, 'a', 'b') }), 'a', 0)).toEqual(path('a', 'a', 'b', 0))
    expect(to((row) => within(row, 'c', 'd'), 'a')).toEqual(path('c', 'c', 'd', 'a'))
    for (const [name, segment] of [
      ...([
        ['0', 0],
        ['7', 7],
        ['10', 10],
        ['2147483647', 2147483647],
      ] as const),
      ...['', '01', '-1', '1.5', '1a', 'a1', '1e3', '12345678901'].map((text) => [text, text] as const),
    ]) {
      expect(to((row) => ({ a: within(row, 'c', name) }), 'a')).toEqual(path('c', 'c', segment))
    }
    expect(to((row) => ({ a: row['0'] }), 'a')).toEqual(path('0', '0'))
    for (const row of [undefined, null, 'a', 1, {}, { a: null }, { a: 1 }, { a: {} }, { b: {} }]) {
      expect(to(() => row, 'a', 'b')).toEqual(path(absent, absent, 'b'))
    }
    expect(to((row) => Object.create({ a: row.b }), 'a')).toEqual(nowhere)
    expect(to((row) => ({ a: row }), 'a')).toEqual(nowhere)
    expect(to((row) => ({ a: row[Symbol.iterator as never] }), 'a')).toEqual(nowhere)
    expect(to((row) => ({ a: row.b?.[Symbol.iterator as never] }), 'a')).toEqual(nowhere)
    expect(to((row) => ('b' in row ? { a: row.b } : {}), 'a')).toEqual(path('b', 'b'))
    expect(absent).toMatch(/^never-{251}$/)
  })
})
