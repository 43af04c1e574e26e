import * as fc from 'fast-check'
import * as E from 'fp-ts/Either'
import { pipe } from 'fp-ts/function'
import * as O from 'fp-ts/Option'
import * as RTE from 'fp-ts/ReaderTaskEither'
import { describe, expect, it } from 'vitest'
import { ofModel } from '../../laws/arbitrary/model'
import { report, suite } from '../../laws/law'
import { modelLaws } from '../../laws/model'
import * as A from '../../src/codec'
import { failed } from '../../src/codec'
import { gte } from '../../src/expression/condition/constructors'
import { inMemory } from '../../src/memory'
import { globalIndex, model, oneOf } from '../../src/model'
import * as Q from '../../src/program/Query'
import * as Read from '../../src/program/Read'
import * as Scan from '../../src/program/Scan'
import * as T from '../../src/program/Table'
import * as W from '../../src/program/Write'

const base = { id: A.string, team: A.string }
const key = { partition: 'id' } as const
const Employee = model({
  name: 'Employee',
  table: 'staff',
  attributes: { ...base, type: A.literal('employee'), level: A.integer },
  key,
  indexes: { byTeam: globalIndex({ partition: 'team', projection: ['type', 'level'] }) },
})
const Manager = model({
  name: 'Manager',
  table: 'staff',
  attributes: { ...base, type: A.literal('manager'), reports: A.rename('r', A.list(A.string)) },
  key,
  indexes: { byTeam: globalIndex({ partition: 'team', projection: ['type', 'reports'] }) },
})
const Staff = oneOf('type', [Employee, Manager])

const ann = { id: 'ann', team: 'red', type: 'employee', level: 3 } as const
const bob = { id: 'bob', team: 'red', type: 'manager', reports: ['ann'] } as const

suite(describe, it)(modelLaws(Staff))

describe('a sum of models', () => {
  it('has its laws over what is handed in, which must have values of each model', () => {
    const employees = ofModel(Employee, { level: fc.constant(1) })
    expect(modelLaws(Staff, fc.oneof(employees, ofModel(Manager))).parents.map(({ name }) => name)).toEqual([
      'model Employee',
      'model Manager',
    ])
    expect(() => modelLaws(Staff, employees)).toThrow(
      'The arbitrary handed in for Employee | Manager gives no value of Manager, but such as {',
    )
  })

  it('is asked what is of none of its models, too', async () => {
    const values = fc.oneof(ofModel(Employee), ofModel(Manager), fc.constant({} as typeof ann))
    const law = modelLaws(Staff, values).laws.find(({ name }) => name === 'values are storable')
    expect((await law?.check({ seed: 1 }))?.counterexample).toEqual([{}])
  })

  it('says whose item it is that breaks a law, and why it is not read, without the models', async () => {
    const key = { partition: 'id' } as const
    const kind = (word: string) => A.refine(A.string, (text) => text.includes(word), word)
    const first = model({ name: 'First', table: 'words', attributes: { id: A.string, kind: kind('1') }, key })
    const second = model({ name: 'Second', table: 'words', attributes: { id: A.string, kind: kind('2') }, key })
    const one = { id: 'a', kind: '1' } as const
    const either = { id: 'a', kind: '12' } as const
    const told = async (values: fc.Arbitrary<typeof one | typeof either>, sum = oneOf('kind', [first, second])) => {
      const texts: Array<string> = []
      for (const law of modelLaws(sum, values).laws)
        texts.push(report(sum.name, law, await law.check({ seed: 1, numRuns: 50 })) ?? '')
      return texts.filter((text) => text !== '').map((text) => text.split('\nFound after')[0])
    }
    expect((await told(fc.constantFrom(one, either))).join()).toMatch(
      /^of (First|Second): First, Second\n\nCounterexample: \1 \{ id: 'a', kind: '12' \}$/,
    )
    const broken = { ...oneOf('kind', [first, second]), decode: () => E.left([]), read: () => failed }
    const [decoded, , read] = await told(fc.constantFrom(one, either), broken as never)
    expect(decoded).toMatch(
      /^left: {2}not read: \nright: \{ id: 'a', kind: '12?' \}\n\nCounterexample: \{"id":"a","kind":"12?"\}$/,
    )
    expect(read).toMatch(/^left: {2}not read\nright: .*\n\nCounterexample: \[\{.*\},"the table"\]$/)
  })

  it('may have attributes of any name', () => {
    const attributes = { id: A.string, ['__proto__']: A.integer }
    const variant = <Kind extends string>(name: Kind) =>
      model({ name, table: 'odd', attributes: { ...attributes, kind: A.literal(name) }, key: { partition: 'id' } })
    const Odd = oneOf('kind', [variant('one'), variant('two')])
    expect(Object.keys(Odd.attributes)).toEqual(['id', '__proto__', 'kind'])
    expect(Object.keys(Odd.at)).toEqual(['id', '__proto__', 'kind'])
  })

  it('encodes and decodes by the tag', () => {
    for (const one of [ann, bob]) expect(Staff.decode(Staff.encode(one))).toEqual(E.right(one))
    expect(Staff.decode({ ...Staff.encode(ann), type: { S: 'boss' } })).toMatchObject(
      E.left([{ message: 'expected the tag of Employee or Manager' }]),
    )
    expect(Staff.is(ann)).toBe(true)
    expect(Staff.is({ ...ann, type: 'manager' })).toBe(false)
    for (const junk of [null, undefined, 3, {}, { type: null }, { __proto__: null }]) {
      expect(E.isLeft(Staff.decode(junk))).toBe(true)
      expect(Staff.is(junk)).toBe(false)
    }
  })

  it('merges the tables of its models', () => {
    expect(Staff.schema.indexes).toMatchObject([{ name: 'byTeam', projection: ['type', 'level', 'r'] }])
    expect(() =>
      oneOf('type', [Employee, model({ name: 'Other', table: 'other', attributes: Manager.attributes, key })]),
    ).toThrow("Employee and Other: table: 'staff' and 'other'")
  })

  it('is saved, loaded, queried, filtered and scanned as one', async () => {
    const program = pipe(
      T.bind([Employee, Manager]),
      RTE.flatMap(() => W.run(W.sequence([W.save(Staff)(ann), W.save(Staff)(bob)]))),
      RTE.bindTo('saved'),
      RTE.bindW('loaded', () => Read.run(Read.find(Staff)({ id: 'bob' }))),
      RTE.bindW('queried', () => Q.collect(Q.query(Staff.index.byTeam, { team: 'red' }))),
      RTE.bindW('filtered', () => pipe(Scan.scan(Staff), Scan.filter(gte(Employee.at.level, 3)), Scan.collect)),
    )
    const result = await program(inMemory())()
    expect(result).toMatchObject(E.right({ loaded: O.some(bob), filtered: [ann] }))
    // Items of one index key have no order.
    const queried = E.isRight(result) ? result.right.queried : []
    expect(queried.find(({ id }) => id === 'ann')).toEqual(ann)
    expect(queried.find(({ id }) => id === 'bob')).toEqual(bob)
    expect(queried).toHaveLength(2)
  })
})

describe('models that call one key differently', () => {
  const key = { partition: 'id' } as const
  const Worker = model({
    name: 'Worker',
    table: 'staff',
    attributes: { id: A.string, type: A.literal('worker'), level: A.integer },
    key,
    indexes: { byLevel: globalIndex({ partition: 'level' }) },
  })
  const Chief = model({
    name: 'Chief',
    table: 'staff',
    attributes: { no: A.rename('id', A.string), type: A.literal('chief'), grade: A.rename('level', A.integer) },
    key: { partition: 'no' },
    indexes: { byLevel: globalIndex({ partition: 'grade' }) },
  })
  const Anyone = oneOf('type', [Worker, Chief])
  suite(describe, it)(modelLaws(Anyone))

  const ann = { id: 'ann', type: 'worker', level: 3 } as const
  const bob = { no: 'bob', type: 'chief', grade: 3 } as const

  it('are read and queried by either name', async () => {
    const store = inMemory()
    const program = pipe(
      T.bind([Worker, Chief]),
      RTE.flatMap(() => W.run(W.sequence([W.save(Anyone)(ann), W.save(Anyone)(bob)]))),
      RTE.flatMap(() => Read.run(Read.loadMany(Anyone)([{ id: 'bob' }, { no: 'ann' }]))),
    )
    expect(await program(store)()).toEqual(E.right([bob, ann]))
    const both = expect.arrayContaining([ann, bob])
    expect(await Q.collect(Q.query(Anyone.index.byLevel, { level: 3 }))(store)()).toEqual(E.right(both))
    expect(await Q.collect(Q.query(Anyone.index.byLevel, { grade: 3 }))(store)()).toEqual(E.right(both))
  })
})

describe('a tag', () => {
  const at = { table: 'staff', key: { partition: 'id' } } as const
  const variant = (name: string, type: string, more: object = {}) =>
    model({ name, attributes: { id: A.string, type: A.literal(type), ...more }, ...at })

  it('that two models share, or store under two names, is none', () => {
    expect(() => oneOf('type', [variant('One', 'x'), variant('Two', 'x')])).toThrow(
      "One and Two: 'type' can be the same",
    )
    const Renamed = model({ name: 'Two', attributes: { id: A.string, type: A.rename('t', A.literal('y')) }, ...at })
    expect(() => oneOf('type', [variant('One', 'x'), Renamed])).toThrow("'type' is stored as 'type' and 't'")
  })

  it('that an index does not project leaves the index out', () => {
    const indexed = (name: string, type: 'x' | 'y') =>
      model({
        name,
        attributes: { id: A.string, type: A.literal(type), team: A.string },
        ...at,
        indexes: {
          byTeam: globalIndex({ partition: 'team', projection: 'keys' }),
          byType: globalIndex({ partition: 'type', projection: 'keys' }),
        },
      })
    const Both = oneOf('type', [indexed('One', 'x'), indexed('Two', 'y')])
    expect(Object.keys(Both.index)).toEqual(['byType'])
    // @ts-expect-error it could not tell them apart
    expect(Both.index.byTeam).toBeUndefined()
  })
})

describe('the contradictions of a sum', () => {
  const at = { table: 'mixed', key: { partition: 'id' } } as const
  const P = model({
    name: 'P',
    attributes: { id: A.string, type: A.literal('p'), x: A.string },
    ...at,
    indexes: { byX: globalIndex({ partition: 'x' }) },
  })
  const Q = model({ name: 'Q', attributes: { id: A.string, type: A.literal('q'), y: A.string }, ...at })
  const R = model({ name: 'R', attributes: { id: A.string, type: A.literal('r'), x: A.integer }, ...at })

  it('are those of its models', () => {
    const contradiction = { path: 'attributes.x', models: ['P', 'R'], values: ['S', 'N'] }
    expect(() => oneOf('type', [P, R])).toThrow("P and R: attributes.x: 'S' and 'N'")
    for (const models of [
      [P, Q, R],
      [oneOf('type', [P, Q]), R],
      [oneOf('type', [Q, P]), R],
    ])
      expect(T.specs(models)).toEqual(
        E.left({ _tag: 'ModelsContradict', table: 'mixed', contradictions: [contradiction] }),
      )
  })
})
