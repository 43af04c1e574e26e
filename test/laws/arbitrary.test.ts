import type { Big } from 'big.js'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { arbitrary, arbitraryKey } from '../../laws/arbitrary'
import * as A from '../../src/codec'
import { model, oneOf } from '../../src/model'
import { User } from './models'

const code = A.refine(A.string, (s) => /^user-\d+$/.test(s), 'code')
const codes = fc.nat().map((n) => `user-${n}`)

const of = <X extends Parameters<typeof arbitrary>[0]>(codec: X) =>
  fc.sample(arbitrary(codec), { numRuns: 200, seed: 1 })

describe('arbitrary', () => {
  it('gives values that encode, of models, sums and attributes', () => {
    expect(of(User).every(User.is)).toBe(true)
    expect(of(A.list(A.dateTime)).every((dates) => dates.every((date) => date instanceof Date))).toBe(true)
    const variant = <const K extends string>(name: K) =>
      model({ name, table: 'animals', attributes: { id: A.string, kind: A.literal(name) }, key: { partition: 'id' } })
    const either = oneOf('kind', [variant('cat'), variant('dog')])
    expect(new Set(of(either).map(({ kind }) => kind))).toEqual(new Set(['cat', 'dog']))
  })

  it('gives keys', () => {
    const keys = fc.sample(arbitraryKey(User, { id: fc.constantFrom('ann', '') }), { numRuns: 200, seed: 1 })
    expect(keys.every((key) => Object.keys(key).join() === 'id,at' && key.id === 'ann')).toBe(true)
  })

  it('takes arbitraries of attributes, and within maps', () => {
    const Coded = model({
      name: 'Coded',
      table: 'coded',
      attributes: {
        id: code,
        inner: A.optional(A.rename('i', A.map({ code, deep: A.option(A.map({ code })), free: A.string }))),
        plain: A.integer,
      },
      key: { partition: 'id' },
    })
    const all = fc.sample(
      arbitrary(Coded, {
        id: codes,
        plain: fc.constant(7),
        inner: { code: codes, deep: { code: fc.constant('user-1') } },
      }),
      { numRuns: 200, seed: 1 },
    )
    expect(all.every((a) => Coded.is(a) && a.plain === 7)).toBe(true)
    const deep = all.flatMap(({ inner }) => (inner?.deep._tag === 'Some' ? [inner.deep.value.code] : []))
    expect(new Set(deep)).toEqual(new Set(['user-1']))
    expect(all.some(({ inner }) => inner === undefined)).toBe(true)
    expect(new Set(all.map(({ inner }) => inner?.free)).size).toBeGreaterThan(10)
  })

  it('shrinks to what is small', () => {
    const { counterexample } = fc.check(
      fc.property(arbitrary(User), ({ home }) => home?.zip === undefined || home.zip < 100),
      { seed: 1 },
    )
    const [found] = counterexample ?? []
    expect({ ...found, home: { zip: found?.home?.zip } }).toMatchObject({ marks: [], notes: {}, tags: new Set() })
    expect(Object.keys(found ?? {})).not.toContain('email')
  })
})

const isIn = (n: number): boolean => n === 123_456_789

describe('what is handed in for nothing', () => {
  const Nested = model({
    name: 'Nested',
    table: 'nested',
    attributes: { id: A.string, home: A.map({ city: A.string }), list: A.list(A.map({ city: A.string })) },
    key: { partition: 'id' },
  })
  const city = fc.constant('Bern')
  const refused = (overrides: object) => () => arbitrary(Nested, overrides)

  it('is refused, with its place', () => {
    expect(refused({ ID: city })).toThrow('An arbitrary is handed in for Nested.ID, which is not there')
    expect(refused({ home: { town: city } })).toThrow(
      'An arbitrary is handed in for Nested.home.town, which is not there',
    )
    expect(refused({ list: { city } })).toThrow('An arbitrary is handed in for Nested.list.city, which is not there')
    expect(refused({ list: 5 })).toThrow('What is handed in for Nested.list is neither an arbitrary nor an object')
  })
})

describe('what no value is found of', () => {
  const never = A.refine(A.string, () => false, 'nothing')
  const rare = A.refine(A.integer, isIn, 'one in a thousand million')
  const within = (name: string, codec: A.AnyAttribute, place: string) => {
    it(`${name}: says so at once`, () => {
      const Narrow = model({
        name: 'Narrow',
        table: 'narrow',
        attributes: { id: A.string, x: codec },
        key: { partition: 'id' },
      })
      const start = performance.now()
      expect(() => arbitrary(Narrow)).toThrow(TypeError)
      expect(() => arbitrary(Narrow)).toThrow(place)
      expect(() => arbitrary(Narrow)).toThrow(/hand in an arbitrary of its values/)
      expect(performance.now() - start).toBeLessThan(5000)
    })
  }
  within('alone', never, 'No value of Narrow.x was found (nothing, stored as S)')
  within('rarely', rare, 'No value of Narrow.x was found')
  within('optional', A.optional(never), 'Narrow.x')
  within('nullable', A.nullable(never), 'Narrow.x')
  within('in a map', A.map({ inner: never }), 'Narrow.x.inner')
  within('in an optional map in a map', A.map({ a: A.optional(A.map({ b: rare })) }), 'Narrow.x.a.b')
  within('in a list', A.list(never), 'Narrow.x[0]')
  within('in a record', A.record(never), 'Narrow.x.*')
  within('in a set', A.set(never), 'a member of Narrow.x')
  within('in a tuple', A.tuple([A.string, never]), 'Narrow.x[1]')
  within('in a sum', A.sum('k', { a: A.map({ inner: never }) }), 'inner')
  within(
    'a map as a whole',
    A.refine(A.map({ a: A.integer, b: A.integer }), ({ a, b }) => a === b + 7919, 'pair'),
    'Narrow.x',
  )

  const Keyed = (id: A.Attribute<string, 'S'>) =>
    model({ name: 'Keyed', table: 'keyed', attributes: { id }, key: { partition: 'id' } })

  it('no value of a key that keys may have', () => {
    const empty = A.refine(A.string, (s): boolean => s === '', 'empty')
    expect(() => arbitrary(Keyed(empty))).toThrow(/No value of Keyed.id was found that a key may have/)
    expect(() => arbitrary(Keyed(A.string), { id: fc.constant('') })).toThrow(/that a key may have .*but such as ""/)
  })

  it('an arbitrary that gives no value', () => {
    expect(() => arbitrary(Keyed(code), { id: fc.constant('x') })).toThrow(
      'The arbitrary handed in for Keyed.id gives no value of it (code), but such as "x"',
    )
    const mixed = fc.sample(arbitrary(Keyed(code), { id: fc.constantFrom('x', 'user-1') }), 50)
    expect(new Set(mixed.map(({ id }) => id))).toEqual(new Set(['user-1']))
  })
})

describe('the edges', () => {
  const all = fc.sample(arbitrary(User), { numRuns: 1000, seed: 42 })
  const digits = ({ balance }: { readonly balance: Big }) => balance.c.length
  const texts = all.flatMap(({ id, email, tags, home, notes }) => [
    [id, email ?? 'absent', ...tags, home?.city ?? 'absent', ...Object.values(notes)].join('\n'),
  ])
  // How many of 1,000 values have it, at least: as measured, less a third.
  const edges: ReadonlyArray<readonly [string, number, number]> = [
    ['38 digits', all.filter((a) => digits(a) === 38).length, 12],
    ['the greatest exponent', all.filter(({ balance }) => balance.e >= 120).length, 10],
    ['the smallest exponent', all.filter(({ balance }) => balance.e <= -120).length, 10],
    [
      'U+FFEE, which UTF-16 orders after emoji and UTF-8 before',
      texts.filter((text) => text.includes('\uffee')).length,
      50,
    ],
    ['emoji', texts.filter((text) => text.includes('😀')).length, 40],
    ['empty text', all.filter(({ home }) => home?.city === '').length, 20],
    ['an empty set', all.filter(({ tags }) => tags.size === 0).length, 140],
    ['an empty list', all.filter(({ marks }) => marks.length === 0).length, 160],
    ['an absent attribute', all.filter(({ email }) => email === undefined).length, 100],
    ['an absent map', all.filter(({ home }) => home === undefined).length, 100],
    ['a nested value', all.filter(({ home }) => home?.zip !== undefined).length, 300],
    ['an attribute of an index that is there', all.filter(({ age }) => age !== undefined).length, 500],
    ['__proto__ as a name', all.filter(({ notes }) => Object.hasOwn(notes, '__proto__')).length, 10],
    ['__proto__ as a text', texts.filter((text) => text.includes('__proto__')).length, 25],
    ['the greatest safe integer', all.filter(({ age }) => age === Number.MAX_SAFE_INTEGER).length, 40],
  ]
  for (const [name, count, least] of edges)
    it(`${name}: at least ${least} of 1,000`, () => {
      expect(count).toBeGreaterThanOrEqual(least)
    })
})
