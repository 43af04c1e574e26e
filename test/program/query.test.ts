import * as fc from 'fast-check'
import * as E from 'fp-ts/Either'
import { pipe } from 'fp-ts/function'
import * as O from 'fp-ts/Option'
import { describe, expect, it } from 'vitest'
import { gte } from '../../src/expression/condition/constructors'
import { between, gt } from '../../src/expression/KeyCondition'
import { inMemory } from '../../src/memory'
import * as Q from '../../src/program/Query'
import * as Scan from '../../src/program/Scan'
import * as T from '../../src/program/Table'
import * as W from '../../src/program/Write'
import { Account, ann, run, spying } from './accounts'

const accounts = [1, 2, 3, 4].map((number) => ({ ...ann, number, balance: 100 - number, email: 'ann@x' }))

const filled = async () => {
  const { interpreter, asked } = spying(inMemory())
  const go = run(interpreter)
  await go(T.bind(Account))
  await go(W.batch(W.sequence(accounts.map((a) => W.put(Account)(a)))))
  asked.length = 0
  return { go, asked }
}

const numbers = (result: E.Either<unknown, ReadonlyArray<{ readonly number: number }>>) =>
  E.isRight(result) ? result.right.map(({ number }) => number) : result.left

describe('Query', () => {
  it('asks with a range of the sort key', async () => {
    const { go } = await filled()
    expect(numbers(await go(Q.collect(Q.query(Account, { name: 'ann', number: between(2, 3) }))))).toEqual([2, 3])
    expect(numbers(await go(Q.collect(Q.query(Account, { name: 'ann', number: gt(3) }))))).toEqual([4])
    expect(numbers(await go(Q.collect(Q.query(Account.index.byBalance, { name: 'ann' }))))).toEqual([4, 3, 2, 1])
  })

  it('asks keys of several attributes from the left', async () => {
    const { go } = await filled()
    const where = { email: 'ann@x', name: 'ann' }
    expect(numbers(await go(Q.collect(Q.query(Account.index.byDay, { ...where, balance: gt(97) }))))).toEqual([2, 1])
    expect(
      numbers(await go(Q.collect(Q.query(Account.index.byDay, { ...where, balance: 98, openedAt: new Date(0) })))),
    ).toEqual([2])
  })

  it('answers what the index projects', async () => {
    const { go } = await filled()
    expect(await go(Q.first(Q.query(Account.index.byEmail, { email: 'ann@x' })))).toEqual(
      E.right(O.some({ name: 'ann', number: 1, email: 'ann@x' })),
    )
    expect(await go(Q.first(Q.query(Account.index.byBalance, { name: 'ann' })))).toEqual(
      E.right(O.some({ name: 'ann', number: 4, balance: 96, openedAt: new Date(0) })),
    )
  })

  it('projects, and can still go on from a cursor', async () => {
    const { go } = await filled()
    const query = pipe(Q.query(Account, { name: 'ann' }), Q.project('balance'), Q.take(3), Q.limit(4))
    const page = await go(Q.page(query))
    expect(page).toMatchObject(E.right({ items: [{ balance: 99 }, { balance: 98 }, { balance: 97 }] }))
    const next = E.isRight(page) ? page.right.next : undefined
    expect(await go(Q.collect(pipe(query, Q.startAt(next))))).toEqual(E.right([{ balance: 96 }]))
  })

  it('sends a limit of what it takes, where nothing is filtered', async () => {
    const { go, asked } = await filled()
    await go(Q.first(Q.query(Account, { name: 'ann' })))
    await go(Q.first(pipe(Q.query(Account, { name: 'ann' }), Q.filter(gte(Account.at.balance, 0)))))
    expect(asked.map((op) => (op._tag === 'Query' ? op.limit : 'other'))).toEqual([1, undefined])
  })

  it('says whether there is exactly one', async () => {
    const { go } = await filled()
    expect(await go(Q.one(Q.query(Account, { name: 'ann', number: 2 })))).toMatchObject(E.right({ number: 2 }))
    expect(await go(Q.one(Q.query(Account, { name: 'ann' })))).toEqual(E.left({ _tag: 'MoreThanOne' }))
    expect(await go(Q.one(Q.query(Account, { name: 'bob' })))).toEqual(E.left({ _tag: 'NotFound' }))
  })

  it('counts without items, folds page by page', async () => {
    const { go, asked } = await filled()
    expect(await go(Q.count(Q.query(Account, { name: 'ann' })))).toEqual(E.right(4))
    expect(asked).toMatchObject([{ select: 'count' }])
    const total = Q.fold(0, (sum: number, a: { readonly balance: number }) => sum + a.balance)
    expect(await go(pipe(Q.query(Account, { name: 'ann' }), Q.limit(1), total))).toEqual(E.right(390))
  })

  it('gives pages and items to a for await, and a failure as the last element', async () => {
    const { interpreter } = spying(inMemory())
    const seen: Array<unknown> = []
    for await (const item of Q.items(Q.query(Account, { name: 'ann' }))(interpreter)) seen.push(item)
    expect(seen).toEqual([E.left({ _tag: 'TableNotFound', table: 'accounts' })])
  })

  it('refuses where clauses that the types would refuse, and sends nothing', async () => {
    const { go, asked } = await filled()
    const bad: ReadonlyArray<object> = [
      {},
      { number: 1 },
      { name: '' },
      { name: gt('a') },
      { name: 'ann', balance: 1 },
      { name: 'ann', number: Number.NaN },
    ]
    for (const where of bad)
      expect(await go(Q.collect(Q.query(Account, where as never)))).toMatchObject(E.left({ _tag: 'InvalidRequest' }))
    const gap = { email: 'x', name: 'ann', openedAt: new Date(0) }
    expect(await go(Q.collect(Q.query(Account.index.byDay, gap as never)))).toEqual(
      E.left({
        _tag: 'InvalidRequest',
        reason: "'openedAt' has a value, but 'balance' before it in the sort key has none",
      }),
    )
    expect(asked).toEqual([])
  })

  it('refuses cursors that are not its own, whatever they are', async () => {
    const { go, asked } = await filled()
    const page = await go(Q.page(pipe(Scan.scan(Account.index.byEmail), Scan.limit(1))))
    const foreign = E.isRight(page) ? (page.right.next ?? '') : ''
    asked.length = 0
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.string(), fc.base64String(), fc.constant(foreign)), async (cursor) => {
        const result = await go(Q.collect(pipe(Q.query(Account, { name: 'ann' }), Q.startAt(cursor))))
        expect(result).toEqual(E.left({ _tag: 'InvalidRequest', reason: 'the cursor is none of this query or scan' }))
      }),
    )
    expect(asked).toEqual([])
  })
})

describe('Scan', () => {
  it('takes from several segments side by side', async () => {
    const { go, asked } = await filled()
    const all = await go(pipe(Scan.scan(Account), Scan.parallel(3)))
    expect(E.isRight(all) && all.right.length).toBe(4)
    expect(asked.map((op) => (op._tag === 'Scan' ? op.segment?.total : undefined))).toEqual([3, 3, 3])
    const some = await go(pipe(Scan.scan(Account), Scan.take(2), Scan.parallel(3)))
    expect(E.isRight(some) && some.right.length).toBe(2)
  })

  it('refuses to take or to be cut into what is no whole number from 1', async () => {
    const { go, asked } = await filled()
    for (const n of [0, -1, 1.5, Number.NaN]) {
      const invalid = E.left({ _tag: 'InvalidRequest' })
      expect(await go(pipe(Scan.scan(Account), Scan.take(n), Scan.collect))).toMatchObject(invalid)
      expect(await go(pipe(Scan.scan(Account), Scan.take(n), Scan.count))).toMatchObject(invalid)
      expect(await go(pipe(Scan.scan(Account), Scan.limit(n), Scan.collect))).toMatchObject(invalid)
      expect(await go(pipe(Scan.scan(Account), Scan.parallel(n)))).toMatchObject(invalid)
    }
    expect(asked.every(({ _tag }) => _tag === 'Scan')).toBe(true)
  })

  it('does not ask a store that stays where it is for ever', async () => {
    const next = { name: { S: 'ann' }, number: { N: '1' } }
    const stuck = (() => () => Promise.resolve(E.right({ items: [], count: 0, scanned: 0, next }))) as never
    expect(await Scan.collect(Scan.scan(Account))(stuck)()).toMatchObject(E.left({ _tag: 'InvalidAnswer' }))
    expect(await Scan.count(Scan.scan(Account))(stuck)()).toMatchObject(E.left({ _tag: 'InvalidAnswer' }))
  })

  it('survives 50,000 pages', async () => {
    const page = { items: [], count: 0, scanned: 0 }
    let pages = 0
    const endless = (() => () => {
      pages++
      const next = { name: { S: 'ann' }, number: { N: String(pages) } }
      return Promise.resolve(E.right(pages < 50_000 ? { ...page, next } : page))
    }) as never
    expect(await Scan.collect(Scan.scan(Account))(endless)()).toEqual(E.right([]))
    expect(pages).toBe(50_000)
  })
})
