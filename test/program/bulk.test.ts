import * as E from 'fp-ts/Either'
import { describe, expect, it, vi } from 'vitest'
import { inMemory } from '../../src/memory'
import type { Interpreter } from '../../src/program/Interpreter'
import type { BatchWrite, Operation } from '../../src/program/Operation'
import * as Scan from '../../src/program/Scan'
import * as T from '../../src/program/Table'
import * as W from '../../src/program/Write'
import { Account, ann, run } from './accounts'

const put = (number: number, balance = 10) => W.put(Account)({ ...ann, number, balance })
const puts = (count: number) => Array.from({ length: count }, (_, number) => put(number))

type Answer = E.Either<unknown, unknown>

/** A store with a table; the `n`th batch, counted from 0, may be answered by something else. */
const store = async (
  change: (n: number, writes: ReadonlyArray<BatchWrite>) => Promise<Answer> | undefined = () => undefined,
) => {
  const inner = inMemory()
  await T.bind(Account)(inner)()
  const sent: Array<ReadonlyArray<BatchWrite>> = []
  const interpreter: Interpreter = (operation) => async () => {
    const asked: Operation = operation
    if (asked._tag !== 'BatchWriteItem') return inner(operation)()
    sent.push(asked.writes)
    return ((await change(sent.length - 1, asked.writes)) ?? (await inner(operation)())) as never
  }
  const count = async () => run(inner)(Scan.count(Scan.scan(Account)))
  return { go: run(interpreter), sent, count }
}

const throttled = () => Promise.resolve(E.left({ _tag: 'Throttled', name: 'x' }))
const silent = () => new Promise<never>(() => undefined)

const leftOf = (answer: E.Either<unknown, unknown>) =>
  (E.isLeft(answer) ? answer.left : undefined) as
    | { readonly _tag: string; readonly writes: ReadonlyArray<BatchWrite> }
    | undefined

describe('a bulk ends by its signal', () => {
  const ended = E.left({ _tag: 'UnprocessedWrites', cause: { _tag: 'Aborted' } })

  it('before it began: nothing is sent, or taken', async () => {
    const { go, sent } = await store()
    let begun = 0
    const source = function* () {
      begun++
      yield put(1)
    }
    expect(await go(W.all(source, { signal: AbortSignal.abort() }))).toEqual(
      E.left({ _tag: 'UnprocessedWrites', cause: { _tag: 'Aborted' }, writes: [], written: 0 }),
    )
    expect([begun, sent.length]).toEqual([0, 0])
  })

  it('within its source: what was given in that moment is told', async () => {
    const { go, sent } = await store()
    const controller = new AbortController()
    const source = function* () {
      for (let number = 0; ; number++) {
        if (number === 30) controller.abort()
        yield put(number)
      }
    }
    const answer = await go(W.all(source, { signal: controller.signal }))
    expect(answer).toMatchObject(ended)
    const told = leftOf(answer)?.writes.map((write) => write._tag === 'Put' && write.item.number)
    expect(told?.slice(-6)).toEqual([25, 26, 27, 28, 29, 30].map((n) => ({ N: `${n}` })))
    expect(sent.length).toBe(1)
  })

  it('while the store is silent', async () => {
    const { go } = await store(silent)
    const signal = AbortSignal.timeout(10)
    const answer = await go(W.all(puts(30), { signal }))
    expect(answer).toMatchObject(ended)
    expect(leftOf(answer)?.writes.length).toBe(30)
  })

  it('while the source is silent, which is told to close and not waited for', async () => {
    const { go, count } = await store()
    let closed = 0
    const source: AsyncIterable<ReturnType<typeof put>> = {
      [Symbol.asyncIterator]: () => {
        let given = 0
        return {
          next: async () => (given < 30 ? { done: false, value: put(given++) } : silent()),
          return: () => {
            closed++
            return silent()
          },
        }
      },
    }
    const answer = await go(W.all(source, { signal: AbortSignal.timeout(20) }))
    expect(answer).toMatchObject(ended)
    expect([closed, leftOf(answer)?.writes.length, await count()]).toEqual([1, 5, E.right(25)])
  })
})

describe('a bulk after a failure', () => {
  it('begins no other call, be it of the same Write', async () => {
    const { go, sent } = await store(throttled)
    const answer = await go(W.all([W.sequence(puts(10_000))], { concurrency: 2 }))
    expect(answer).toMatchObject(E.left({ _tag: 'UnprocessedWrites', cause: { _tag: 'Throttled' }, written: 0 }))
    expect(leftOf(answer)?.writes.length).toBe(10_000)
    expect(sent.length).toBeLessThanOrEqual(2)
  })

  it('sends no later write of an item whose write failed, and tells both in order', async () => {
    const { go, sent } = await store((n) => (n === 0 ? throttled() : undefined))
    const answer = await go(W.all([put(1, 1), put(1, 2)]))
    expect(sent.length).toBe(1)
    expect(leftOf(answer)?.writes.map((write) => write._tag === 'Put' && write.item.balance)).toEqual([
      { N: '1' },
      { N: '2' },
    ])
  })

  it('says too what was wrong with its source', async () => {
    const { go } = await store(async () => {
      await new Promise((done) => setTimeout(done, 5))
      return throttled()
    })
    const source = function* () {
      yield W.sequence(puts(25))
      throw new Error('the file ends here')
    }
    expect(await go(W.all(source))).toMatchObject(
      E.left({
        _tag: 'UnprocessedWrites',
        cause: { _tag: 'Throttled' },
        source: { _tag: 'SourceFailed', cause: { _tag: 'SourceThrew', message: 'the file ends here' } },
      }),
    )
  })
})

describe('a source', () => {
  it.each<[string, unknown, string]>([
    ['nothing with a prototype', Object.create(null), '<an object>'],
    ['what cannot be text', { toString: () => ({}) }, '<an object>'],
    ['an error without text', Object.assign(new Error('x'), { message: Object.create(null) }), '<an object>'],
    ['a text', 'the disk', 'the disk'],
    ['a symbol', Symbol('s'), 'Symbol(s)'],
  ])('that throws %s is an answer', async (_, thrown, message) => {
    const { go } = await store()
    const source = function* () {
      yield put(1)
      throw thrown
    }
    expect(await go(W.all(source))).toEqual(
      E.left({ _tag: 'SourceFailed', cause: { _tag: 'SourceThrew', message }, written: 1 }),
    )
    expect(
      await go(
        W.all(() => {
          throw thrown
        }),
      ),
    ).toMatchObject(E.left({ _tag: 'SourceFailed', cause: { message } }))
  })

  it('with an invalid write says of which item, and how many were written; closing it is not heard', async () => {
    const { go } = await store()
    const huge = { ...ann, number: 7, tags: new Set(['x'.repeat(410_000)]) }
    const writes = [put(1), W.put(Account)(huge), put(2)]
    const source: Iterable<(typeof writes)[number]> = {
      [Symbol.iterator]: () => {
        const inner = writes[Symbol.iterator]()
        return {
          next: () => inner.next(),
          return: () => {
            throw new Error('not heard')
          },
        }
      },
    }
    expect(await go(W.all(source))).toMatchObject(
      E.left({ _tag: 'SourceFailed', cause: { _tag: 'InvalidItem', key: Account.encodeKey(huge) }, written: 1 }),
    )
  })

  it.each([null, 3, {}, { requests: null }])('that gives %j, which is no write, is an answer', async (junk) => {
    const { go } = await store()
    expect(await go(W.all([junk as never]))).toMatchObject(
      E.left({ _tag: 'SourceFailed', cause: { _tag: 'InvalidRequest' } }),
    )
    expect(await go(W.all(junk as never))).toMatchObject(E.left({ _tag: 'SourceFailed' }))
  })

  it('is read again where it can be, and refused where it was consumed', async () => {
    const { go, count } = await store()
    const generator = function* () {
      yield* puts(30)
    }
    const written = E.right({ written: 30, calls: 2 })
    for (const again of [puts(30), new Set(puts(30)), generator]) {
      const program = W.all(again)
      expect(await go(program)).toEqual(written)
      expect(await go(program)).toEqual(written)
    }
    const consumed = generator()
    expect(await go(W.all(consumed))).toEqual(written)
    expect(await go(W.all(consumed))).toMatchObject(E.left({ _tag: 'InvalidRequest' }))
    expect(await count()).toEqual(E.right(30))
  })
})

describe('a listener of a bulk', () => {
  it('may reject', async () => {
    const { go } = await store()
    const rejections: Array<unknown> = []
    const heard = (reason: unknown) => rejections.push(reason)
    process.on('unhandledRejection', heard)
    const onProgress = () => Promise.reject(new Error('not heard'))
    expect(await go(W.all(puts(60), { onProgress }))).toEqual(E.right({ written: 60, calls: 3 }))
    await new Promise((done) => setTimeout(done, 5))
    process.off('unhandledRejection', heard)
    expect(rejections).toEqual([])
  })
})

describe('one stuck call', () => {
  it('gathers nothing while others go on', async () => {
    const race = vi.spyOn(Promise, 'race')
    const controller = new AbortController()
    const { go } = await store((n) => (n === 0 ? silent() : undefined))
    const source = function* () {
      for (let number = 0; number < 2_500; number++) {
        if (number === 2_400) controller.abort()
        yield put(number)
      }
    }
    const answer = await go(W.all(source, { concurrency: 2, signal: controller.signal }))
    expect(answer).toMatchObject(E.left({ _tag: 'UnprocessedWrites', cause: { _tag: 'Aborted' } }))
    expect(race).not.toHaveBeenCalled()
    race.mockRestore()
  })
})
