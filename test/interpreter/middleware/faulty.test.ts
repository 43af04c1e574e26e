import * as E from 'fp-ts/Either'
import { describe, expect, it } from 'vitest'
import { type Chances, type Fault, type FaultyOptions, faulty } from '../../../src/middleware'
import type { Interpreter, Middleware } from '../../../src/program/Interpreter'
import type { Operation } from '../../../src/program/Operation'
import {
  broken,
  describeTable,
  get,
  getAll,
  increment,
  put,
  refusal,
  rejecting,
  scan,
  throwing,
  transaction,
  users,
  writeAll,
} from './support'

/** With this fault, whenever it is possible. */
const only = (name: Fault['_tag'], seed = 1): Middleware =>
  faulty({ seed, chances: { [name]: 1 }, mostInARow: Number.POSITIVE_INFINITY })

const found = async (store: ReturnType<typeof users>, name: string): Promise<boolean> => {
  const got = await store(get(name))()
  return E.isRight(got) && got.right.item !== undefined
}

describe('a fault', () => {
  it.each<[Fault['_tag'], string]>([
    ['Throttled', 'Throttled'],
    ['Conflicted', 'TransactionConflict'],
    ['Failed', 'ServiceFailed'],
    ['Unsent', 'NetworkFailed'],
    ['TimedOut', 'TimedOut'],
  ])('%s: nothing is done', async (name, expected) => {
    const store = users()
    expect(await only(name)(store)(put('ann'))()).toMatchObject({ left: { _tag: expected } })
    expect(await found(store, 'ann')).toBe(false)
  })

  it('Lost: it is done, and nobody knows', async () => {
    const errors = new Set<string>()
    for (let seed = 0; seed < 20; seed++) {
      const store = users()
      const answer = await only('Lost', seed)(store)(put('ann'))()
      if (E.isLeft(answer)) errors.add(answer.left._tag)
      expect(await found(store, 'ann')).toBe(true)
    }
    expect([...errors].sort()).toEqual(['NetworkFailed', 'ServiceFailed', 'TimedOut'])
  })

  it('Conflicted: a transaction has a reason for each action', async () => {
    const { actions } = transaction()
    const other = {
      ...transaction(),
      actions: [...actions, ...actions.map((a) => ({ ...a, key: { id: { S: 'bob' } } }))],
    }
    const answer = await only('Conflicted')(users())(other as Operation<'TransactWriteItems'>)()
    const reasons = E.isLeft(answer) && answer.left._tag === 'TransactionCanceled' ? answer.left.reasons : []
    expect(reasons.map(({ code }) => code).sort()).toEqual(['None', 'TransactionConflict'])
    expect(await only('Conflicted')(users())(get('ann'))()).toEqual(E.right({}))
  })

  it('Partial: some writes are done, and the others are unprocessed', async () => {
    const store = users()
    const names = ['ann', 'bob', 'cat', 'dan']
    const answer = await only('Partial')(store)(writeAll(...names))()
    const unprocessed = E.isRight(answer) ? answer.right.unprocessed.length : 0
    const done = await Promise.all(names.map((name) => found(store, name)))
    expect(unprocessed).toBeGreaterThan(0)
    expect(done.filter((is) => is).length).toBe(4 - unprocessed)
    expect(unprocessed).toBeLessThan(4)
    expect(await only('Partial')(store)(writeAll('ann'))()).toEqual(E.right({ unprocessed: [] }))
  })

  it('Partial: some keys are read, of each table once', async () => {
    const store = users()
    const names = ['ann', 'bob', 'cat', 'dan']
    await store(writeAll(...names))()
    const answer = await only('Partial')(store)(getAll(...names))()
    if (E.isLeft(answer)) throw new Error('no answer')
    const { items, unprocessed } = answer.right
    expect(unprocessed.length).toBe(1)
    expect(items.length + (unprocessed[0]?.keys.length ?? 0)).toBe(4)
    expect(items.length).toBeGreaterThan(0)
  })

  it('ShortPage: a walk finds all, by more pages, also ones that are empty and not the last', async () => {
    const store = users()
    await store(writeAll('ann', 'bob', 'cat', 'dan', 'eve'))()
    const filter = {
      _tag: 'Compare',
      comparator: '=',
      left: { _tag: 'Path', attribute: 'id', segments: ['id'] },
      right: { _tag: 'Value', value: { S: 'cat' } },
    } as const
    const short = only('ShortPage')(store)
    const pages: Array<number> = []
    let start: Operation<'Scan'>['start']
    do {
      const page = await short({ ...scan, filter, ...(start === undefined ? {} : { start }) })()
      if (E.isLeft(page)) throw new Error(page.left._tag)
      pages.push(page.right.count)
      start = page.right.next
    } while (start !== undefined)
    expect(pages.length).toBe(6)
    expect(pages.filter((count) => count > 0)).toEqual([1])
    expect(await short({ ...scan, limit: 1 })()).toMatchObject({ right: { scanned: 1 } })
  })
})

describe('faulty', () => {
  it('tells each fault, and minds nothing that the listener does', async () => {
    const told: Array<readonly [Fault, Operation]> = []
    const onFault = (fault: Fault, operation: Operation) => {
      told.push([fault, operation])
      throw new Error('a bad listener')
    }
    const sut = faulty({ seed: 1, chances: { Throttled: 1 }, mostInARow: 1, onFault })(users())
    expect(await sut(get('ann'))()).toMatchObject({ left: { _tag: 'Throttled' } })
    expect(await sut(get('ann'))()).toEqual(E.right({}))
    expect(told).toEqual([[{ _tag: 'Throttled' }, get('ann')]])
  })

  it('has no faults for what cannot be sent', async () => {
    const bad = { ...get('ann'), key: { id: { N: 'no number' } } }
    expect(await only('Throttled')(users())(bad)()).toMatchObject({ left: { _tag: 'InvalidItem' } })
    for (const junk of [undefined, null, {}, { _tag: 'Nothing' }])
      expect(await only('Throttled')(users())(junk as never)()).toMatchObject({ _tag: 'Left' })
  })

  it('has about as many faults as it is told', async () => {
    let faults = 0
    const chances: Chances = { Throttled: 0.25, Failed: 0.2 }
    const options: FaultyOptions = { seed: 3, chances, mostInARow: Number.POSITIVE_INFINITY, onFault: () => faults++ }
    const sut = faulty(options)(users())
    for (let i = 0; i < 2000; i++) await sut(get('ann'))()
    expect(faults / 2000).toBeGreaterThan(0.37) // 0.25 + 0.75 · 0.2 = 0.4
    expect(faults / 2000).toBeLessThan(0.43)
  })

  it('has other faults with another seed, and begins anew for each interpreter', async () => {
    const run = async (middleware: Middleware): Promise<string> => {
      const sut = middleware(users())
      const tags: Array<string> = []
      for (let i = 0; i < 50; i++) tags.push((await sut(i % 2 === 0 ? get('ann') : increment)())._tag)
      return tags.join()
    }
    const one = faulty({ seed: 1, chances: { Throttled: 0.5 } })
    expect(await run(one)).toBe(await run(one))
    expect(await run(faulty({ seed: 2, chances: { Throttled: 0.5 } }))).not.toBe(await run(one))
  })

  it.each<[FaultyOptions, string]>([
    [{ seed: Number.NaN, chances: {} }, 'the seed is NaN, and not a whole number'],
    [{ seed: 0.5, chances: {} }, 'the seed is 0.5, and not a whole number'],
    [{ seed: 1, chances: { Lost: -0.1 } }, 'the chance of Lost is -0.1, and not a number from 0 to 1'],
    [{ seed: 1, chances: { Throttled: 2 } }, 'the chance of Throttled is 2, and not a number from 0 to 1'],
    [{ seed: 1, chances: { Partial: Number.NaN } }, 'the chance of Partial is NaN, and not a number from 0 to 1'],
    [{ seed: 1, chances: {}, mostInARow: -1 }, 'mostInARow is -1, and not a whole number from 0, or Infinity'],
    [{ seed: 1, chances: {}, mostInARow: Number.NaN }, 'mostInARow is NaN, and not a whole number from 0, or Infinity'],
  ])('refuses everything with %j', async (options, message) => {
    expect(await faulty(options)(throwing)(describeTable)()).toEqual(refusal(message))
  })

  it.each([undefined, null, 5, []])('refuses everything with chances %j', async (chances) => {
    expect(await faulty({ seed: 1, chances: chances as never })(users())(get('ann'))()).toMatchObject({
      left: { _tag: 'RequestRefused', name: 'InvalidConfiguration' },
    })
  })

  it('minds no listener that rejects', async () => {
    const onFault = () => Promise.reject(new Error('a listener'))
    const sut = faulty({ seed: 1, chances: { Throttled: 1 }, mostInARow: 1, onFault })(users())
    expect((await sut(get('ann'))())._tag).toBe('Left')
    expect((await sut(get('ann'))())._tag).toBe('Right')
    await new Promise((resolve) => setTimeout(resolve, 1))
  })

  it('has the same faults for what overlaps, whichever is answered first', async () => {
    const faultsOf = async (delay: (n: number) => number): Promise<ReadonlyArray<string>> => {
      const seen: Array<string> = []
      const onFault = (fault: Fault, operation: Operation) =>
        void seen.push(`${fault._tag} ${JSON.stringify(operation)}`)
      const store = users()
      let n = 0
      const slow: Interpreter = (operation) => async () => {
        await new Promise((resolve) => setTimeout(resolve, delay(n++)))
        return store(operation)()
      }
      const sut = faulty({ seed: 7, chances: { Throttled: 0.3, Lost: 0.5 }, onFault })(slow)
      await Promise.all(Array.from({ length: 20 }, (_, i) => sut(get(`${i}`))()))
      return seen
    }
    const [x, y] = [await faultsOf((n) => n), await faultsOf((n) => 20 - n)]
    expect(x).toEqual(y)
    expect(x.length).toBeGreaterThan(5)
  })

  it('answers where the interpreter throws or rejects', async () => {
    for (const name of ['Throttled', 'Lost', 'Partial', 'ShortPage'] as const)
      for (const operation of [get('ann'), getAll('ann', 'bob'), writeAll('ann', 'bob'), scan])
        for (const interpreter of [throwing, rejecting])
          expect(await only(name)(interpreter)(operation)()).toMatchObject({ _tag: 'Left' })
    expect(await only('Partial')(throwing)(getAll('ann', 'bob'))()).toEqual(broken('thrown'))
  })
})
