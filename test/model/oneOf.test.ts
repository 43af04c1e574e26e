import * as E from 'fp-ts/Either'
import { pipe } from 'fp-ts/function'
import * as O from 'fp-ts/Option'
import * as RTE from 'fp-ts/ReaderTaskEither'
import { describe, expect, it } from 'vitest'
import * as A from '../../src/codec'
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

describe('a sum of models', () => {
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
