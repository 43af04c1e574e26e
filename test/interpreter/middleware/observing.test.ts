import * as E from 'fp-ts/Either'
import { pipe } from 'fp-ts/function'
import * as RTE from 'fp-ts/ReaderTaskEither'
import { describe, expect, it } from 'vitest'
import { suite } from '../../../laws/law'
import { observingLaws } from '../../../laws/middleware/observing'
import { Attribute as A, Model as M, Query as Q, Read, Scan, Table as T, Update as U, Write } from '../../../src'
import { inMemory } from '../../../src/interpreter/memory/inMemory'
import { type Event, observing } from '../../../src/middleware'
import type { Interpreter } from '../../../src/program/Interpreter'
import type { Program } from '../../../src/program/Program'
import { answering, broken, rejecting, thrower, throwing } from './doubles'

suite(describe, it)(observingLaws, { numRuns: 60 })

const key = { partition: 'id' } as const
const indexes = { byName: M.globalIndex({ partition: 'name', projection: 'keys' }) }
const User = M.model({
  name: 'User',
  table: 'users',
  attributes: { id: A.string, name: A.rename('n', A.string), age: A.optional(A.integer) },
  key,
  indexes,
})
const Login = M.model({ name: 'Login', table: 'users', attributes: { id: A.string, at: A.timestamp }, key })
const Key = M.model({ name: 'Key', table: 'users', attributes: { id: A.string }, key })
const Other = M.model({ name: 'Other', table: 'others', attributes: { id: A.string }, key })

type Told = Event<typeof User | typeof Login | typeof Key>

const ann = { id: 'ann', name: 'Ann', age: 7 }
const bob = { id: 'bob', name: 'Bob' }
const login = { id: 'ann', at: new Date(1_000) }

const told = async (
  program: Program<unknown, unknown>,
  {
    models = [User, Login],
    before = [] as ReadonlyArray<typeof User._A>,
    around = (i: Interpreter): Interpreter => i,
  } = {},
): Promise<ReadonlyArray<Told>> => {
  const store = inMemory()
  const ready = pipe(
    T.bind([User, Login, Other]) as Program<unknown, unknown>,
    RTE.flatMap(
      (): Program<unknown, unknown> => Write.run(Write.sequence(before.map((user) => Write.put(User)(user)))),
    ),
  )
  expect(await ready(store)()).toMatchObject({ _tag: 'Right' })
  const events: Array<Told> = []
  await program(observing(models, (event) => events.push(event))(around(store)))()
  return events
}

const saved = (model: string, value: unknown) => ({ _tag: 'ItemSaved', model, table: 'users', value })
const loaded = (model: string, value: unknown) => ({ _tag: 'ItemLoaded', model, table: 'users', value })
const deleted = (id: string, models = ['User', 'Login']) => ({
  _tag: 'ItemDeleted',
  models,
  table: 'users',
  key: { id: { S: id } },
})

describe('writes', () => {
  it('are values of the model that declares what is written', async () => {
    const program = pipe(
      Write.run(Write.save(User)(ann)),
      RTE.flatMap(() => Write.run(Write.save(Login)(login))),
      RTE.flatMap(() => Write.run(Write.save(User)(bob))),
      RTE.flatMap(() => Write.run(Write.put(Login)(login))),
    )
    expect(await told(program)).toEqual([
      saved('User', ann),
      saved('Login', login),
      saved('User', bob),
      saved('Login', login),
    ])
  })

  it('that save no value are updates', async () => {
    const grow = U.increment(User.at.age, 1)
    expect(await told(Write.run(Write.update(User)({ id: 'ann' }, grow)), { before: [ann] })).toEqual([
      { _tag: 'ItemUpdated', models: ['User', 'Login'], table: 'users', key: { id: { S: 'ann' } }, update: grow },
    ])
    expect(
      await told(Write.run(Write.update(User)({ id: 'ann' }, U.set(User.at.age, 1))), { before: [ann] }),
    ).toMatchObject([{ _tag: 'ItemUpdated' }])
  })

  it('that delete tell the models of the table, and what was there where it is answered', async () => {
    const erase = Write.delete(User)({ id: 'ann' })
    expect(await told(Write.run(erase), { before: [ann], models: [User] as never })).toEqual([deleted('ann', ['User'])])
    const old: Program<unknown, unknown> = (interpreter) =>
      interpreter({
        _tag: 'DeleteItem',
        delete: { _tag: 'Delete', table: 'users', key: { id: { S: 'ann' } }, condition: { _tag: 'Always' } },
        returning: 'old',
        itemOnFailure: false,
      })
    expect(await told(old, { before: [ann] })).toEqual([{ ...deleted('ann', ['User']), value: ann }])
    expect(await told(old)).toEqual([deleted('ann')])
  })

  it('of no model, or of no table of a model, are not told', async () => {
    const stranger = { _tag: 'Put', table: 'users', item: { id: { S: 'x' }, who: { S: '?' } } } as const
    const put: Program<unknown, unknown> = (interpreter) =>
      interpreter({
        _tag: 'PutItem',
        put: { ...stranger, condition: { _tag: 'Always' } },
        returning: 'none',
        itemOnFailure: false,
      })
    expect(await told(put)).toEqual([])
    expect(await told(Write.run(Write.put(Other)({ id: 'a' })))).toEqual([])
    expect(await told(Write.run(Write.delete(Other)({ id: 'a' })))).toEqual([])
  })

  it('are told in the order of the models', async () => {
    expect(await told(Write.run(Write.put(Key)({ id: 'a' })), { models: [Key] as never })).toEqual([
      saved('Key', { id: 'a' }),
    ])
    expect(await told(Write.run(Write.put(User)(ann)), { models: [Key, User] as never })).toEqual([saved('User', ann)])
  })

  it('that fail are not told', async () => {
    const once = { condition: Write.ifNotExists(User) }
    expect(await told(Write.run(Write.put(User)(ann, once)), { before: [ann] })).toEqual([])
    const all = Write.sequence([Write.put(User)(ann, once), Write.put(User)(bob)])
    expect(await told(Write.transact(all), { before: [ann] })).toEqual([])
  })

  it('of a transaction are told all, but for checks', async () => {
    const all = Write.sequence([
      Write.save(User)(ann),
      Write.delete(User)({ id: 'bob' }),
      Write.check(User)({ id: 'cat' }, Write.ifNotExists(User)),
    ])
    expect(await told(Write.transact(all))).toEqual([saved('User', ann), deleted('bob')])
  })

  it('of a batch are told where they were processed', async () => {
    const batch = {
      _tag: 'BatchWriteItem',
      writes: [ann, bob].map((user) => ({ _tag: 'Put' as const, table: 'users', item: User.encode(user) })),
    } as const
    const erase = { _tag: 'Delete', table: 'users', key: { id: { S: 'eve' } } } as const
    const partly = answering(() => E.right({ unprocessed: [batch.writes[0], erase] }))
    const events: Array<Told> = []
    await observing([User], (event) => events.push(event))(partly)({ ...batch, writes: [...batch.writes, erase] })()
    expect(events).toEqual([saved('User', bob)])
  })
})

describe('reads', () => {
  const before = [ann, bob]

  it('are values of the model that reads them', async () => {
    expect(await told(Read.run(Read.findMany(User)([ann, bob, { id: 'x' }])), { before })).toEqual([
      loaded('User', ann),
      loaded('User', bob),
    ])
    expect(await told(Read.run(Read.find(User)(ann)), { before, models: [Key] as never })).toEqual([
      loaded('Key', { id: 'ann' }),
    ])
  })

  it('are values of the model that declares most of the item, as writes are', async () => {
    const program = pipe(
      Write.run(Write.put(User)(ann)),
      RTE.flatMap(() => Read.run(Read.find(User)(ann))),
      RTE.flatMap(() => Write.run(Write.put(Key)({ id: 'key' }))),
      RTE.flatMap(() => Read.run(Read.find(Key)({ id: 'key' }))),
    )
    for (const models of [
      [Key, User],
      [User, Key],
    ])
      expect(await told(program, { models: models as never })).toEqual([
        saved('User', ann),
        loaded('User', ann),
        saved('Key', { id: 'key' }),
        loaded('Key', { id: 'key' }),
      ])
  })

  it('of parts of values are not told', async () => {
    const query = Q.query(User.index.byName, { name: 'Ann' })
    expect(await told(Q.collect(query), { before })).toEqual([])
    expect(await told(Scan.collect(pipe(Scan.scan(User), Scan.project('id', 'name'))), { before })).toEqual([])
    expect(await told(Q.count(Q.query(User, { id: 'ann' })), { before })).toEqual([])
    expect(await told(Q.collect(query), { before, models: [Key] as never })).toEqual([loaded('Key', { id: 'ann' })])
    const whole = pipe(Scan.scan(User), Scan.project('id', 'name', 'age'))
    expect((await told(Scan.collect(whole), { before })).length).toBe(2)
  })
})

describe('tables', () => {
  it('are bound for each model that they are as needed for', async () => {
    const bound = await told(T.validate([User, Other]), { models: [User, Login, Key] as never })
    expect(bound.map((event) => [event._tag, 'model' in event ? event.model : ''])).toEqual([
      ['TableBound', 'User'],
      ['TableBound', 'Login'],
      ['TableBound', 'Key'],
    ])
    const Narrow = M.model({ name: 'Narrow', table: 'users', attributes: { id: A.integer }, key })
    expect(await told(T.validate(User), { models: [Narrow] as never })).toEqual([])
  })
})

describe('a table that is described again', () => {
  it('is told once, and again when it was gone', async () => {
    const described: Program<unknown, unknown> = (interpreter) => interpreter({ _tag: 'DescribeTable', table: 'users' })
    const gone: Program<unknown, unknown> = (interpreter) => interpreter({ _tag: 'DeleteTable', table: 'users' })
    const programs = [described, described, Write.run(Write.put(User)(bob)), described]
    const all = (more: ReadonlyArray<Program<unknown, unknown>>): Program<unknown, unknown> =>
      more.reduce((x, y) =>
        pipe(
          x,
          RTE.flatMap(() => y),
        ),
      )
    const tags = async (program: Program<unknown, unknown>) =>
      (await told(program, { models: [User] as never })).map(({ _tag }) => _tag)
    expect(await tags(all(programs))).toEqual(['TableBound', 'ItemSaved'])
    expect(await tags(all([described, gone, T.bind([User, Login]) as Program<unknown, unknown>]))).toEqual([
      'TableBound',
      'TableBound',
    ])
  })
})

describe('observing', () => {
  it('minds no listener that throws or rejects, and goes on', async () => {
    let count = 0
    const store = inMemory()
    await T.bind(User)(store)()
    for (const listener of [thrower, () => Promise.reject(new Error('a listener'))]) {
      const observed = observing([User], () => {
        count++
        return listener()
      })(store)
      const both = Write.transact(Write.sequence([Write.put(User)(ann), Write.put(User)(bob)]))
      expect(await both(observed)()).toMatchObject({ _tag: 'Right' })
    }
    expect(count).toBe(4)
  })

  it('minds no interpreter that throws or rejects', async () => {
    const get = { _tag: 'GetItem', table: 'users', key: { id: { S: 'a' } }, consistent: true } as const
    const observed = observing([User], () => undefined)
    expect(await observed(throwing)(get)()).toEqual(broken('thrown'))
    expect(await observed(rejecting)(get)()).toEqual(broken('rejected'))
    const rubbish = answering(() => E.right({ item: { id: null } }))
    expect(await observed(rubbish)(get)()).toMatchObject({ _tag: 'Right' })
  })
})
