import * as fc from 'fast-check'
import * as E from 'fp-ts/Either'
import { describe, expect, it } from 'vitest'
import * as A from '../../src/codec'
import { gte } from '../../src/expression/condition/constructors'
import { inMemory } from '../../src/memory'
import { model } from '../../src/model'
import type { Interpreter } from '../../src/program/Interpreter'
import { maxBatchWrites } from '../../src/program/limits'
import type { Operation } from '../../src/program/Operation'
import * as Read from '../../src/program/Read'
import * as Scan from '../../src/program/Scan'
import { showError } from '../../src/program/showError'
import * as T from '../../src/program/Table'
import * as Policy from '../../src/program/time/Policy'
import { validateOperation } from '../../src/program/validate'
import * as W from '../../src/program/Write'
import { maxItemBytes } from '../../src/value/measure'
import { sizeOfItem } from '../../src/value/size'
import { Account, ann, run } from './accounts'

const numbered = (count: number) => Array.from({ length: count }, (_, number) => ({ ...ann, number }))
const puts = (count: number) => W.sequence(numbered(count).map((one) => W.put(Account)(one)))

type Answer = E.Either<unknown, unknown>
type Change = (operation: Operation, ask: () => Promise<Answer>) => Promise<Answer>

/** A store with a table, whose answers go through a change; and how many calls it is answering at most at once. */
const store = async (change: Change = (_, ask) => ask()) => {
  const inner = inMemory()
  await T.bind(Account)(inner)()
  const seen = { now: 0, most: 0, calls: [] as Array<Operation> }
  const interpreter: Interpreter = (operation) => async () => {
    seen.calls.push(operation)
    seen.most = Math.max(seen.most, ++seen.now)
    await new Promise((done) => setTimeout(done, 1))
    const answer = await change(operation, inner(operation))
    seen.now--
    return answer as never
  }
  const count = async () => {
    const answer = await Scan.count(Scan.scan(Account))(inner)()
    return E.isRight(answer) ? answer.right : -1
  }
  return { go: run(interpreter), seen, count, inner }
}

const timer = { random: () => 0.5, sleep: async () => undefined }

describe('the plan of a batch', () => {
  it('of reads has each key once, 100 a call, and one consistency for a table in a call', () => {
    const keys = numbered(150).map(({ name, number }) => ({ name, number }))
    const read = Read.sequence([
      Read.findMany(Account)([...keys, ...keys]),
      Read.findMany(Account)(keys.slice(0, 3), { consistent: true }),
    ])
    const plan = Read.plan(read).map(({ tables }) => tables.map((one) => [one.consistent, one.keys.length]))
    expect(plan).toEqual([[[true, 3]], [[false, 100]], [[false, 47]]])
  })

  it('of writes has 25 a call, and an item once in a wave', () => {
    const again = W.sequence([puts(30), puts(2)])
    const plan = W.plan(again)
    expect(E.isRight(plan) && plan.right.map((wave) => wave.map(({ writes }) => writes.length))).toEqual([[25, 5], [2]])
  })

  it('of writes that are none is a Left', () => {
    expect(W.plan(W.put(Account)({ ...ann, number: 0.5 }))).toMatchObject(E.left({ _tag: 'InvalidItem' }))
    const conditional = W.put(Account)(ann, { condition: gte(Account.at.balance, 1) })
    expect(W.plan(conditional as never)).toMatchObject(E.left({ _tag: 'InvalidRequest' }))
  })

  it('of reads mixes ways of reading in a call, but not in a table of it', () => {
    const other = model({
      name: 'Other',
      table: 'others',
      attributes: { id: A.integer },
      key: { partition: 'id' },
    })
    const read = Read.sequence<unknown, unknown>([
      Read.findMany(other)(numbered(150).map(({ number }) => ({ id: number }))),
      Read.find(Account)(ann, { consistent: true }),
      Read.find(Account)({ name: 'bob', number: 1 }),
    ])
    const plan = Read.plan(read).map(({ tables }) => tables.map((one) => [one.table, one.consistent, one.keys.length]))
    expect(plan).toEqual([
      [
        ['accounts', true, 1],
        ['others', false, 99],
      ],
      [
        ['others', false, 51],
        ['accounts', false, 1],
      ],
    ])
  })

  it('of writes has no more than 16 MB a call, as JSON', () => {
    const Nulls = model({
      name: 'Nulls',
      table: 'nulls',
      attributes: { id: A.integer, list: A.list(A.nullable(A.string)) },
      key: { partition: 'id' },
    })
    const list = Array.from({ length: 190_000 }, () => null)
    const items = Array.from({ length: 25 }, (_, id) => ({ id, list }))
    const plan = W.plan(W.sequence(items.map((one) => W.put(Nulls)(one))))
    const calls = E.isRight(plan) ? plan.right.flat() : []
    expect(calls.map(({ writes }) => writes.length)).toEqual([5, 5, 5, 5, 5])
    for (const call of calls) {
      expect(JSON.stringify(call.writes).length).toBeLessThan(16_000_000)
      expect(validateOperation(call)).toBe(undefined)
    }
    const together = { _tag: 'BatchWriteItem', writes: calls.flatMap(({ writes }) => writes) } as const
    expect(validateOperation(together)).toMatchObject({ _tag: 'InvalidRequest' })
    // As stored they are far less.
    expect(together.writes.every((write) => write._tag === 'Put' && sizeOfItem(write.item) < maxItemBytes)).toBe(true)
  })
})

describe('a batch', () => {
  it('has no more calls under way than is said', async () => {
    const { go, seen, count } = await store()
    await go(W.batchWith({ concurrency: 2 })(puts(200)))
    expect([seen.most, await count()]).toEqual([2, 200])
    seen.most = 0
    await go(Read.batchWith({ concurrency: 3 })(Read.findMany(Account)(numbered(900))))
    expect(seen.most).toBe(3)
  })

  it.each([0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY])('with %d calls at once is none', async (concurrency) => {
    const { go, seen } = await store()
    const refused = E.left({ _tag: 'InvalidRequest' })
    expect(await go(W.batchWith({ concurrency })(puts(2)))).toMatchObject(refused)
    expect(await go(Read.batchWith({ concurrency })(Read.find(Account)(ann)))).toMatchObject(refused)
    expect(await go(W.all([puts(2)], { concurrency }))).toMatchObject(refused)
    expect(seen.calls).toEqual([])
  })

  it('is repeated by a policy where a round brings nothing', async () => {
    let deaf = 3
    const hard = async (operation: Operation, ask: () => Promise<Answer>): Promise<Answer> => {
      if (deaf-- <= 0) return ask()
      if (operation._tag === 'BatchWriteItem') return E.right({ unprocessed: operation.writes })
      return operation._tag === 'BatchGetItem' ? E.right({ items: [], unprocessed: operation.tables }) : ask()
    }
    const { go } = await store(hard)
    const retry = Policy.limit(3)
    expect(E.isRight(await go(W.batchWith({ retry, timer })(puts(3))))).toBe(true)
    deaf = 3
    expect(E.isRight(await go(Read.batchWith({ retry, timer })(Read.load(Account)({ name: 'ann', number: 1 }))))).toBe(
      true,
    )
    deaf = 4
    expect(await go(W.batchWith({ retry, timer })(puts(3)))).toMatchObject(
      E.left({ _tag: 'UnprocessedWrites', written: 0, writes: [{}, {}, {}] }),
    )
  })

  it('that is ended by a signal says what was not done', async () => {
    const controller = new AbortController()
    let calls = 0
    const { go, count } = await store(async (_, ask) => {
      if (++calls === 3) controller.abort()
      return ask()
    })
    const answer = await go(W.batchWith({ concurrency: 1, signal: controller.signal })(puts(200)))
    // The third was under way: nobody waits for it, and what is not known to be written is told, though it is.
    expect(answer).toMatchObject(E.left({ _tag: 'UnprocessedWrites', cause: { _tag: 'Aborted' }, written: 50 }))
    await new Promise((done) => setTimeout(done, 5))
    expect(await count()).toBe(75)
  })

  it('of reads of which a call fails has what was read, and what was not', async () => {
    let calls = 0
    const { go } = await store(async (operation, ask) =>
      operation._tag === 'BatchGetItem' && ++calls > 1 ? E.left({ _tag: 'Throttled', name: 'x' }) : ask(),
    )
    await go(W.batch(puts(200)))
    const answer = await go(Read.batchWith({ concurrency: 1 })(Read.findMany(Account)(numbered(200))))
    expect(answer).toMatchObject(E.left({ _tag: 'UnprocessedKeys', cause: { _tag: 'Throttled' } }))
    const { keys, items } =
      E.isLeft(answer) && answer.left._tag === 'UnprocessedKeys' ? answer.left : { keys: [], items: [] }
    expect([keys.length, items.length]).toEqual([100, 100])
    expect(E.isLeft(answer) && showError(answer.left).split('\n')[0]).toBe(
      'UnprocessedKeys: these were not read, since a call failed: Throttled: x',
    )
  })
})

describe('a bulk', () => {
  it('writes all that a source gives, and tells how far it is', async () => {
    const { go, seen, count } = await store()
    const progress: Array<number> = []
    const source = numbered(260).map((one) => W.put(Account)(one))
    const answer = await go(W.all(source, { onProgress: ({ written }) => void progress.push(written) }))
    expect(answer).toEqual(E.right({ written: 260, calls: 11 }))
    expect([await count(), progress.at(-1), progress.length, seen.most]).toEqual([260, 260, 11, 4])
  })

  it('takes from its source only what there is room for', async () => {
    let taken = 0
    let most = 0
    const { go, seen } = await store(async (_, ask) => {
      const before = seen.calls.length
      most = Math.max(most, taken - (before - seen.now) * maxBatchWrites)
      return ask()
    })
    const source = async function* () {
      for (const one of numbered(2_000)) {
        taken++
        yield W.put(Account)(one)
      }
    }
    expect(await go(W.all(source(), { concurrency: 2 }))).toEqual(E.right({ written: 2_000, calls: 80 }))
    expect(most).toBeLessThanOrEqual(4 * maxBatchWrites)
  })

  it('is what is written one by one, whatever is written twice', async () => {
    const action = fc.record({ number: fc.nat(6), balance: fc.nat(9), kind: fc.constantFrom('put', 'delete') })
    await fc.assert(
      fc.asyncProperty(
        fc.array(action, { maxLength: 60 }),
        fc.integer({ min: 1, max: 4 }),
        async (actions, concurrency) => {
          const writes = actions.map(({ number, balance, kind }) =>
            kind === 'put' ? W.put(Account)({ ...ann, number, balance }) : W.delete(Account)({ name: 'ann', number }),
          )
          const [one, other] = [await store(), await store()]
          await one.go(W.all(writes, { concurrency }))
          await other.go(W.run(W.sequence(writes)))
          const all = Scan.collect(Scan.scan(Account))
          expect(await all(one.inner)()).toEqual(await all(other.inner)())
        },
      ),
      { numRuns: 30 },
    )
  })

  it('ends with the first call that fails, closes its source, and loses nothing', async () => {
    let calls = 0
    let closed = false
    let taken = 0
    const { go, count } = await store(async (_, ask) =>
      ++calls > 2 ? E.left({ _tag: 'Throttled', name: 'x' }) : ask(),
    )
    const source = function* () {
      try {
        for (const one of numbered(10_000)) {
          taken++
          yield W.put(Account)(one)
        }
      } finally {
        closed = true
      }
    }
    const answer = await go(W.all(source(), { concurrency: 2 }))
    expect(answer).toMatchObject(E.left({ _tag: 'UnprocessedWrites', cause: { _tag: 'Throttled' }, written: 50 }))
    const left = E.isLeft(answer) && answer.left._tag === 'UnprocessedWrites' ? answer.left.writes.length : 0
    expect([closed, await count(), left]).toEqual([true, 50, taken - 50])
  })

  it('of a source that throws writes what it gave', async () => {
    const { go, count } = await store()
    const source = async function* () {
      yield puts(30)
      throw new Error('the file ends here')
    }
    expect(await go(W.all(source()))).toEqual(
      E.left({ _tag: 'SourceFailed', cause: { _tag: 'SourceThrew', message: 'the file ends here' }, written: 30 }),
    )
    expect(await count()).toBe(30)
  })

  it('of a write that is none writes what came before', async () => {
    const { go, count } = await store()
    const source = [puts(3), W.put(Account)({ ...ann, number: 0.5 }), puts(5)]
    expect(await go(W.all(source))).toMatchObject(
      E.left({ _tag: 'SourceFailed', cause: { _tag: 'InvalidItem' }, written: 3 }),
    )
    expect(await count()).toBe(3)
  })

  it('goes on where its listener throws, and ends where its signal fires', async () => {
    const { go } = await store()
    const onProgress = () => {
      throw new Error('not heard')
    }
    expect(await go(W.all([puts(60)], { onProgress }))).toEqual(E.right({ written: 60, calls: 3 }))
    const controller = new AbortController()
    const forever = function* () {
      for (let number = 0; ; number++) {
        if (number === 100) controller.abort()
        yield W.put(Account)({ ...ann, number })
      }
    }
    expect(await go(W.all(forever(), { signal: controller.signal }))).toMatchObject(
      E.left({ _tag: 'UnprocessedWrites', cause: { _tag: 'Aborted' } }),
    )
  })

  it('of nothing writes nothing', async () => {
    const { go, seen } = await store()
    expect(await go(W.all([]))).toEqual(E.right({ written: 0, calls: 0 }))
    expect(seen.calls).toEqual([])
  })
})

describe('a transaction', () => {
  const key = { name: 'ann', number: 1 }

  it('has its reasons tied to its actions, with the items that were asked for', async () => {
    const { go } = await store()
    await go(W.batch(puts(3)))
    const condition = gte(Account.at.balance, 99)
    const write = W.sequence([
      W.delete(Account)({ name: 'bob', number: 9 }),
      W.check(Account)(key, condition, { itemOnFailure: true }),
      W.check(Account)({ name: 'ann', number: 2 }, condition),
    ])
    const answer = await go(W.transact(write))
    const reasons = E.isLeft(answer) && answer.left._tag === 'TransactionCanceled' ? answer.left.reasons : []
    expect(reasons.map(({ code, action }) => [code, action && '_tag' in action && action._tag])).toEqual([
      ['None', 'Delete'],
      ['ConditionalCheckFailed', 'Check'],
      ['ConditionalCheckFailed', 'Check'],
    ])
    expect(reasons.map(({ item }) => item?.number)).toEqual([undefined, { N: '1' }, undefined])
    expect(E.isLeft(answer) && showError(answer.left).split('\n')[2]).toBe(
      "  action 2 (Check accounts { name: 'ann', number: 1 }): ConditionalCheckFailed, The conditional request failed",
    )
  })

  it('with an old token is not sent once the store has forgotten it', async () => {
    const { go, seen } = await store()
    let time = 1_000
    const once = W.transactWith({ token: 'order-17', firstUsed: 1_000, now: () => time })(W.put(Account)(ann))
    expect(E.isRight(await go(once))).toBe(true)
    time += 599_999
    expect(E.isRight(await go(once))).toBe(true)
    time += 1
    expect(await go(once)).toEqual(E.left({ _tag: 'TokenExpired', token: 'order-17', milliseconds: 600_000 }))
    expect(seen.calls.length).toBe(2)
  })

  it('of reads can be run again', async () => {
    const { go } = await store()
    const read = Read.transact(Read.find(Account)(key))
    expect(await go(read)).toMatchObject(E.right({ _tag: 'None' }))
    await go(W.batch(puts(3)))
    expect(await go(read)).toMatchObject(E.right({ _tag: 'Some' }))
  })
})
