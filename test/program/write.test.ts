import { sequenceS } from 'fp-ts/Apply'
import * as E from 'fp-ts/Either'
import * as O from 'fp-ts/Option'
import * as TE from 'fp-ts/TaskEither'
import { describe, expect, it } from 'vitest'
import * as A from '../../src/codec'
import { always, gte } from '../../src/expression/condition/constructors'
import * as U from '../../src/expression/update/constructors'
import { inMemory } from '../../src/memory'
import { model } from '../../src/model'
import type { Interpreter } from '../../src/program/Interpreter'
import type { Operation } from '../../src/program/Operation'
import type { Program } from '../../src/program/Program'
import * as Read from '../../src/program/Read'
import * as T from '../../src/program/Table'
import * as W from '../../src/program/Write'
import { Account, ann, run, spying } from './accounts'

const bound = async (inner: Interpreter = inMemory()) => {
  const { interpreter, asked } = spying(inner)
  const go = run(interpreter)
  await go(T.bind(Account))
  asked.length = 0
  return { go, asked }
}
const key = { name: 'ann', number: 1 }
const stored = (go: ReturnType<typeof run>) => go(Read.run(Read.find(Account)(key)))

describe('Write', () => {
  it('answers old and new values', async () => {
    const { go } = await bound()
    const raise = U.increment(Account.at.balance, 5)
    await go(W.run(W.put(Account)(ann)))
    expect(await go(W.run(W.update(Account)(key, raise, { returning: 'new' })))).toEqual(
      E.right(O.some({ ...ann, balance: 15 })),
    )
    expect(await go(W.run(W.update(Account)(key, raise, { returning: 'old' })))).toEqual(
      E.right(O.some({ ...ann, balance: 15 })),
    )
    expect(await go(W.run(W.put(Account)(ann, { returning: 'old' })))).toEqual(E.right(O.some({ ...ann, balance: 20 })))
    expect(await go(W.run(W.delete(Account)(key, { returning: 'old' })))).toEqual(E.right(O.some(ann)))
    expect(await go(W.run(W.delete(Account)(key, { returning: 'old' })))).toEqual(E.right(O.none))
  })

  it('gives the item of a failed condition where it is asked for', async () => {
    const { go } = await bound()
    await go(W.run(W.put(Account)(ann)))
    const condition = W.ifNotExists(Account)
    expect(await go(W.run(W.put(Account)(ann, { condition })))).toEqual(
      E.left({ _tag: 'ConditionFailed', table: 'accounts' }),
    )
    expect(await go(W.run(W.put(Account)(ann, { condition, itemOnFailure: true })))).toEqual(
      E.left({ _tag: 'ConditionFailed', table: 'accounts', item: Account.encode(ann) }),
    )
  })

  it('sends nothing for an update that writes nothing, and only a check where it has a condition', async () => {
    const { go, asked } = await bound()
    expect(await go(W.run(W.update(Account)(key, U.empty)))).toEqual(E.right(undefined))
    expect(await go(W.run(W.change(Account)(ann, ann)))).toEqual(E.right(undefined))
    expect(await go(W.run(W.update(Account)(key, U.empty, { condition: always })))).toEqual(E.right(undefined))
    expect(asked).toEqual([])
    expect(await go(W.run(W.update(Account)(key, U.empty, { condition: gte(Account.at.balance, 1) })))).toEqual(
      E.left({ _tag: 'ConditionFailed', table: 'accounts' }),
    )
    expect(await stored(go)).toEqual(E.right(O.none))
  })

  it('creates an item of nothing but a key by save', async () => {
    const { go } = await bound()
    const Tag = model({
      name: 'Tag',
      table: 'accounts',
      attributes: { name: A.string, number: A.integer, email: A.optional(A.string) },
      key: { partition: 'name', sort: 'number' },
    })
    const find = Read.run(Read.find(Tag)(key))
    expect(await go(W.run(W.save(Tag)(key, { returning: 'old' })))).toEqual(E.right(O.none))
    expect(await go(find)).toEqual(E.right(O.some(key)))
    await go(W.run(W.save(Tag)({ ...key, email: 'a@x' })))
    expect(await go(W.run(W.save(Tag)(key, { returning: 'new' })))).toEqual(E.right(O.some(key)))
    const refused = W.save(Tag)(key, { condition: W.ifNotExists(Tag) })
    expect(await go(W.run(refused))).toMatchObject(E.left({ _tag: 'ConditionFailed' }))
  })

  it('writes only the difference by change', async () => {
    const { go, asked } = await bound()
    await go(W.run(W.put(Account)(ann)))
    await go(W.run(W.change(Account)(ann, { ...ann, balance: 11, email: 'a@x' })))
    expect(asked[1]).toMatchObject({
      _tag: 'UpdateItem',
      update: { update: { actions: [{ _tag: 'Set' }, { _tag: 'Set' }] } },
    })
    expect(await stored(go)).toEqual(E.right(O.some({ ...ann, balance: 11, email: 'a@x' })))
    expect(await go(W.run(W.change(Account)(ann, { ...ann, number: 2 })))).toMatchObject(
      E.left({ _tag: 'InvalidRequest' }),
    )
  })

  it('names the place of a value that cannot be stored, and sends nothing of a key that cannot', async () => {
    const { go, asked } = await bound()
    expect(await go(W.run(W.put(Account)({ ...ann, balance: 0.5 })))).toMatchObject(
      E.left({ _tag: 'InvalidItem', table: 'accounts', mismatches: [{ path: ['balance'] }] }),
    )
    asked.length = 0
    for (const name of ['', 'x'.repeat(2049)])
      expect(await go(W.run(W.put(Account)({ ...ann, name })))).toMatchObject(
        E.left({ _tag: 'InvalidItem', mismatches: [{ path: ['name'] }] }),
      )
    expect(asked).toEqual([])
  })

  it('puts 26 items in two calls, and one item twice in two waves', async () => {
    const { go, asked } = await bound()
    const many = Array.from({ length: 26 }, (_, number) => ({ ...ann, number }))
    expect(E.isRight(await go(W.batch(W.sequence(many.map((a) => W.put(Account)(a))))))).toBe(true)
    expect(asked.map((op) => (op._tag === 'BatchWriteItem' ? op.writes.length : 0))).toEqual([25, 1])
    asked.length = 0
    const twice = W.sequence([W.put(Account)(ann), W.delete(Account)(key), W.put(Account)({ ...ann, balance: 3 })])
    await go(W.batch(twice))
    expect(asked.map((op) => (op._tag === 'BatchWriteItem' ? op.writes.length : 0))).toEqual([1, 1, 1])
    expect(await stored(go)).toEqual(E.right(O.some({ ...ann, balance: 3 })))
  })

  it('hands back what a store never processes, and nothing else', async () => {
    const inner = inMemory()
    const lazy: Interpreter = (operation) => {
      const asked: Operation = operation
      return asked._tag === 'BatchWriteItem'
        ? TE.right({ unprocessed: asked.writes.slice(-1) } as never)
        : inner(operation)
    }
    const { go } = await bound(lazy)
    const many = Array.from({ length: 3 }, (_, number) => W.put(Account)({ ...ann, number }))
    expect(await go(W.batch(W.sequence(many)))).toMatchObject(
      E.left({ _tag: 'UnprocessedWrites', written: 2, writes: [{ _tag: 'Put', item: { number: { N: '2' } } }] }),
    )
  })

  it('transacts all or nothing, with the reasons in order', async () => {
    const { go } = await bound()
    const write = W.sequence([
      W.put(Account)({ ...ann, number: 7 }),
      W.check(Account)(key, gte(Account.at.balance, 1)),
      W.put(Account)({ ...ann, number: 8 }),
    ])
    expect(await go(W.transact(write))).toMatchObject(
      E.left({
        _tag: 'TransactionCanceled',
        reasons: [{ code: 'None' }, { code: 'ConditionalCheckFailed' }, { code: 'None' }],
      }),
    )
    expect(await go(Read.run(Read.findMany(Account)([{ name: 'ann', number: 7 }])))).toEqual(E.right([O.none]))
  })

  it('refuses an item twice, 101 actions and an over-long token before anything is sent', async () => {
    const { go } = await bound()
    const puts = (n: number) => W.sequence(Array.from({ length: n }, (_, number) => W.put(Account)({ ...ann, number })))
    expect(await go(W.transact(W.sequence([W.put(Account)(ann), W.delete(Account)(key)])))).toEqual(
      E.left({
        _tag: 'InvalidRequest',
        reason: "a transaction writes one item twice: accounts { name: 'ann', number: 1 }",
      }),
    )
    expect(await go(W.transact(puts(101)))).toMatchObject(E.left({ _tag: 'InvalidRequest' }))
    expect(await go(W.transactWith({ token: 'x'.repeat(37) })(puts(1)))).toMatchObject(
      E.left({ _tag: 'InvalidRequest' }),
    )
    expect(E.isRight(await go(W.transact(puts(100))))).toBe(true)
  })
})

describe('Read', () => {
  it('asks each key once in a batch, at most 100 a call, and answers in the order asked', async () => {
    const { go, asked } = await bound()
    await go(W.batch(W.sequence(Array.from({ length: 101 }, (_, number) => W.put(Account)({ ...ann, number })))))
    asked.length = 0
    const keys = [...Array.from({ length: 101 }, (_, i) => ({ name: 'ann', number: 100 - i })), key]
    const found = await go(Read.batch(Read.loadMany(Account)(keys)))
    expect(E.isRight(found) && found.right.map(({ number }) => number)).toEqual(keys.map(({ number }) => number))
    expect(asked.map((op) => (op._tag === 'BatchGetItem' ? op.tables[0]?.keys.length : 0))).toEqual([100, 1])
  })

  it('names all missing items of all reads together', async () => {
    const { go } = await bound()
    const both = sequenceS(Read.Applicative)({
      one: Read.load(Account)(key),
      more: Read.loadMany(Account)([{ name: 'bob', number: 2 }]),
    })
    const ways: ReadonlyArray<Program<unknown, unknown>> = [Read.run(both), Read.batch(both), Read.transact(both)]
    for (const way of ways)
      expect(await go(way)).toMatchObject(
        E.left({ _tag: 'MissingItems', keys: [{ key: { name: { S: 'ann' } } }, { key: { name: { S: 'bob' } } }] }),
      )
  })

  it('hands back the keys that a store never processes', async () => {
    const inner = inMemory()
    const lazy: Interpreter = (operation) => {
      const asked: Operation = operation
      return asked._tag === 'BatchGetItem'
        ? TE.right({ items: [], unprocessed: asked.tables } as never)
        : inner(operation)
    }
    const { go } = await bound(lazy)
    expect(await go(Read.batch(Read.find(Account)(key)))).toEqual(
      E.left({ _tag: 'UnprocessedKeys', keys: [{ table: 'accounts', key: Account.encodeKey(key) }], items: [] }),
    )
  })

  it('gives DecodeFailed with all places for what is stored wrongly', async () => {
    const { go } = await bound()
    const item = { ...Account.encodeKey(key), balance: { N: '1.5' }, tags: { S: 'vip' } }
    await go((interpreter) =>
      interpreter({
        _tag: 'PutItem',
        put: { _tag: 'Put', table: 'accounts', item, condition: always },
        returning: 'none',
        itemOnFailure: false,
      }),
    )
    expect(await go(Read.run(Read.find(Account)(key)))).toMatchObject(
      E.left({
        _tag: 'DecodeFailed',
        model: 'Account',
        mismatches: [{ path: ['balance'] }, { path: ['tags'] }, { path: ['o'] }],
      }),
    )
  })
})
