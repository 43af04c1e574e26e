import * as fc from 'fast-check'
import * as E from 'fp-ts/Either'
import * as t from 'io-ts'
import { describe, expect, it } from 'vitest'
import { suite } from '../../laws/law'
import { modelLaws } from '../../laws/model'
import { Thing, things } from '../../laws/program/things'
import * as A from '../../src/codec'
import * as C from '../../src/expression/Condition'
import { define, globalIndex, localIndex, model } from '../../src/model'
import { segmentsOf } from '../../src/value/Path'

suite(describe, it)(modelLaws(Thing, things.thing), { numRuns: 1000 })

const User = model({
  name: 'User',
  table: 'users',
  attributes: {
    id: A.string,
    age: A.optional(A.integer),
    role: A.withDefault(A.enumByValue(['admin', 'guest']), () => 'guest' as const),
    expires: A.rename('ttl', A.optional(A.timestamp)),
    home: A.optional(A.map({ city: A.string, lines: A.list(A.rename('x', A.string)) })),
  },
  key: { partition: 'id' },
  timeToLive: 'expires',
})

describe('a model', () => {
  it('is an io-ts codec, and goes wherever io-ts goes', () => {
    const users = t.array(User)
    const stored = [{ id: { S: 'ann' }, role: { S: 'guest' } }]
    expect(users.decode(stored)).toEqual(E.right([{ id: 'ann', role: 'guest' }]))
    expect(users.encode([{ id: 'ann', role: 'guest' }])).toEqual(stored)
    expect(E.isLeft(users.decode([{ id: { N: '1' } }]))).toBe(true)
  })

  it('applies defaults when a value is made, and never when it is decoded', () => {
    expect(User.make({ id: 'ann' })).toEqual(E.right({ id: 'ann', role: 'guest' }))
    expect(User.decode({ id: { S: 'ann' } })).toMatchObject(E.left([{ message: expect.any(String) }]))
  })

  it('gives all mismatches of a value that is made', () => {
    const made = User.make({ id: 3, age: 1.5, home: { city: 'Bonn', lines: ['a', 7] }, nick: 'x' } as never)
    expect(E.isLeft(made) && made.left.map(({ path }) => path.join('.'))).toEqual(['id', 'age', 'home.lines.1', 'nick'])
    for (const bad of [null, undefined, 3, [], 'x']) expect(E.isLeft(User.make(bad as never))).toBe(true)
  })

  it('changes a value without changing it, and validates the changes', () => {
    const ann = Object.freeze({ id: 'ann', role: 'guest' as const, age: 3 })
    expect(User.set({ age: 4 })(ann)).toEqual(E.right({ ...ann, age: 4 }))
    expect(User.set({ age: undefined } as never)(ann)).toEqual(E.right({ id: 'ann', role: 'guest' }))
    expect(User.set({ age: 'x' } as never)(ann)).toMatchObject(E.left([{ path: ['age'], actual: 'x' }]))
  })

  it('has paths in stored names', () => {
    expect(User.settings).toEqual({ timeToLive: { attribute: 'ttl' } })
    expect(segmentsOf(User.at.home.lines.at(2))).toEqual(['home', 'lines', 2])
    expect(segmentsOf(User.at.expires)).toEqual(['ttl'])
  })

  it('has paths that no field name can be in the way of', () => {
    const names = { _tag: A.string, types: A.string, segments: A.string, encode: A.string, attribute: A.string }
    const Clash = model({
      name: 'Clash',
      table: 'clash',
      attributes: { id: A.string, inner: A.map(names) },
      key: { partition: 'id' },
    })
    expect(segmentsOf(Clash.at.inner)).toEqual(['inner'])
    for (const name of ['_tag', 'types', 'segments', 'encode', 'attribute'] as const)
      expect(segmentsOf(Clash.at.inner[name])).toEqual(['inner', name])
  })

  it('encode elements for contains, whatever their container asks of its size', () => {
    const Boxes = model({
      name: 'Boxes',
      table: 'boxes',
      attributes: {
        id: A.string,
        pair: A.tuple([A.string, A.integer]),
        many: A.refine(A.list(A.map({ n: A.integer })), (all) => all.length > 1, 'two or more'),
        days: A.set(A.dateTime),
      },
      key: { partition: 'id' },
    })
    const day = new Date(0)
    const value = { id: 'x', pair: ['a', 1] as const, many: [{ n: 1 }, { n: 2 }], days: new Set([day]) }
    const holds = C.toPredicate(Boxes)
    expect(holds(C.contains(Boxes.at.pair, 1))(value)).toBe(true)
    expect(holds(C.contains(Boxes.at.many, { n: 2 }))(value)).toBe(true)
    expect(holds(C.contains(Boxes.at.many, { n: 3 }))(value)).toBe(false)
    expect(holds(C.contains(Boxes.at.days, day))(value)).toBe(true)
  })

  it('knows its key', () => {
    const ann = { id: 'ann', role: 'guest' as const }
    expect(User.keyOf(ann)).toEqual({ id: 'ann' })
    expect(User.encodeKey(ann)).toEqual({ id: { S: 'ann' } })
  })

  it('takes hostile attribute names', () => {
    const names = ['__proto__', 'constructor', '#n0', 'a.b', '😀', 'toString']
    const Hostile = model({
      name: 'Hostile',
      table: 'hostile',
      attributes: Object.fromEntries([['id', A.string], ...names.map((name) => [name, A.optional(A.string)])]) as {
        readonly id: typeof A.string
      },
      key: { partition: 'id' },
    })
    fc.assert(
      fc.property(fc.subarray(names), (present) => {
        const value = Object.fromEntries([['id', 'x'], ...present.map((name) => [name, name])]) as {
          readonly id: string
        }
        const item = Hostile.encode(value)
        expect(Object.keys(item).sort()).toEqual(['id', ...present].sort())
        expect(Hostile.decode(item)).toEqual(E.right(value))
        expect(Object.getPrototypeOf(Hostile.read(item))).toBe(Object.prototype)
      }),
    )
  })
})

describe('a definition', () => {
  const attributes = { id: A.string, at: A.integer, on: A.boolean }
  const reasons = (definition: object): ReadonlyArray<string> => {
    const result = define({ name: 'Bad', table: 'bad', attributes, key: { partition: 'id' }, ...definition } as never)
    return E.isLeft(result) ? result.left.reasons : []
  }

  it.each([
    [{ table: 'a b' }, "the table name 'a b' is not 3 to 255 letters, digits, '_', '-' or '.'"],
    [{ key: { partition: 'nobody' } }, "the key names 'nobody', which is no attribute"],
    [{ key: { partition: 'toString' } }, "the key names 'toString', which is no attribute"],
    [{ key: { partition: 'on' } }, "the key names 'on', which is stored as BOOL and can be no key"],
    [{ key: { partition: 'id', sort: 'id' } }, "the key names 'id' twice"],
    [{ timeToLive: 'id' }, "the time to live names 'id', which is no number"],
    [{ indexes: { byAt: localIndex({ sort: 'at' }) } }, "index 'byAt' is local, and the table has no sort key"],
    [
      { indexes: { x: globalIndex({ partition: 'at' }) } },
      "the index name 'x' is not 3 to 255 letters, digits, '_', '-' or '.'",
    ],
    [
      { indexes: { byAt: globalIndex({ partition: 'at', projection: ['nobody'] }) } },
      "index 'byAt' projects 'nobody', which is no attribute",
    ],
    [{ attributes: { id: A.string, name: A.rename('id', A.string) } }, "'id' and 'name' are both stored as 'id'"],
  ])('%o is refused in one sentence', (definition, reason) => {
    expect(reasons(definition)).toEqual([reason])
  })

  it('fails where it is written in code', () => {
    expect(() => model({ name: 'Bad', table: 'x', attributes, key: { partition: 'id' } })).toThrow(
      "Model Bad: the table name 'x' is not 3 to 255 letters, digits, '_', '-' or '.'",
    )
  })
})
