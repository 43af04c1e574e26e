import * as fc from 'fast-check'
import * as E from 'fp-ts/Either'
import * as t from 'io-ts'
import { describe, expect, it } from 'vitest'
import { suite } from '../../laws/law'
import { modelLaws } from '../../laws/model'
import { Thing, arbitrary as things } from '../../laws/program/things'
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
    [{ stream: 'all' }, "the stream is none of 'off', 'keys', 'new', 'old', 'newAndOld'"],
    [{ billing: null }, "the billing is neither 'onDemand' nor { read, write }"],
    [{ encryption: { key: '' } }, "the encryption is neither 'owned' nor 'kms' nor { key }"],
    [{ backups: 'yes' }, 'the backups are neither true nor false'],
    [{ tags: { team: 5 } }, 'the tags are not { name: value } of text'],
    [
      { tags: { 'a,b': '' } },
      "the tag name 'a,b' has other characters than letters, white space, numbers and _ . : / = + - @",
    ],
    [
      { billing: 'onDemand', indexes: { byAt: globalIndex({ partition: 'at', throughput: { read: 1, write: 1 } }) } },
      'an index has capacity of its own, and the table is billed on demand',
    ],
    [
      { indexes: { byAt: globalIndex({ partition: 'at', throughput: null as never }) } },
      'the capacity of an index is not { read, write }',
    ],
    [
      { indexes: { byAt: globalIndex({ partition: 'at' }), other: globalIndex({ partition: 'at', name: 'byAt' }) } },
      "two indexes are named 'byAt'",
    ],
    [
      {
        attributes: { ...attributes, at: A.rename('x'.repeat(256), A.integer) },
        timeToLive: 'at',
      },
      'the attribute of a time to live is not 1 to 255 characters',
    ],
  ])('%o is refused in one sentence', (definition, reason) => {
    expect(reasons(definition)).toEqual([reason])
  })

  it('has up to 20 global and 5 local indexes, that name up to 100 attributes, and each up to 20', () => {
    const indexes = <X>(n: number, f: (i: number) => X) =>
      Object.fromEntries(Array.from({ length: n }, (_, i) => [`by${i}`, f(i)]))
    const all = (n: number) => Array.from({ length: n }, (_, i) => `a${i}`)
    const wide = {
      key: { partition: 'id', sort: 'at' },
      attributes: { ...attributes, ...Object.fromEntries(all(51).map((name) => [name, A.string])) },
    }
    const global = () => globalIndex({ partition: 'at' })
    const local = () => localIndex({ sort: 'at' })
    const projecting = (n: number) => () => globalIndex({ partition: 'at', projection: all(n) })
    expect(reasons({ indexes: indexes(20, global) })).toEqual([])
    expect(reasons({ indexes: indexes(21, global) })).toEqual([
      'there are 21 global indexes, and a table has at most 20',
    ])
    expect(reasons({ ...wide, indexes: indexes(5, local) })).toEqual([])
    expect(reasons({ ...wide, indexes: indexes(6, local) })).toEqual([
      'there are 6 local indexes, and a table has at most 5',
    ])
    expect(reasons({ ...wide, indexes: indexes(5, projecting(20)) })).toEqual([])
    expect(reasons({ ...wide, indexes: indexes(6, projecting(17)) })).toEqual([
      'there are 102 attributes named by projections, and a table has at most 100',
    ])
    expect(reasons({ ...wide, indexes: indexes(1, projecting(21)) })).toEqual([
      "index 'by0' projects 21 named attributes, and can project at most 20",
    ])
  })

  it('may give an index capacity and leave the billing to others', () => {
    const byAt = globalIndex({ partition: 'at', throughput: { read: 1, write: 1 } })
    expect(reasons({ indexes: { byAt } })).toEqual([])
  })

  it('fails where it is written in code', () => {
    expect(() => model({ name: 'Bad', table: 'x', attributes, key: { partition: 'id' } })).toThrow(
      "Model Bad: the table name 'x' is not 3 to 255 letters, digits, '_', '-' or '.'",
    )
  })
})
