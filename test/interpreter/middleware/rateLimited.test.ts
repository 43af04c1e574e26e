import * as E from 'fp-ts/Either'
import { describe, expect, it } from 'vitest'
import { virtual } from '../../../laws/middleware/time'
import { compose, type RateOptions, rateLimited, TokenBucket, timeout } from '../../../src/middleware'
import type { Interpreter } from '../../../src/program/Interpreter'
import { aborted, broken, describeTable, get, refusal, rejecting, silent, throwing, users, writeAll } from './support'

const of = (table: string) => ({ ...describeTable, table })

describe('a token bucket', () => {
  it('holds a second of its rate, and one token at least, where nothing is said', () => {
    expect([TokenBucket.burstOf({ perSecond: 5 }), TokenBucket.burstOf({ perSecond: 0.1 })]).toEqual([5, 1])
  })

  it('lets a burst begin, and then one after another', () => {
    const rate = { perSecond: 10, burst: 2 }
    let bucket = TokenBucket.full(rate, 1000)
    const waits = [1000, 1000, 1000, 1000, 1250, 9000].map((now) => {
      const [wait, after] = TokenBucket.take(rate, now)(bucket)
      bucket = after
      return wait
    })
    expect(waits).toEqual([0, 0, 100, 200, 50, 0])
  })

  it.each([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0])('stands still at %d', (now) => {
    const rate = { perSecond: 10, burst: 1 }
    const [, once] = TokenBucket.take(rate, now)(TokenBucket.full(rate, 1000))
    expect(TokenBucket.take(rate, now)(once)[0]).toBe(100)
    expect(TokenBucket.take(rate, now)(TokenBucket.full(rate, now))[0]).toBe(0)
  })
})

describe('rateLimited', () => {
  const starting = () => {
    const starts: Array<readonly [string, number]> = []
    const time = virtual()
    const interpreter: Interpreter = (operation) => async () => {
      starts.push([operation._tag === 'DescribeTable' ? operation.table : operation._tag, time.now()])
      return E.right({}) as never
    }
    return { ...time, starts, interpreter }
  }

  it('has a bucket for each table, and a rate of its own for some', async () => {
    const { starts, interpreter, now, timer, until } = starting()
    const tables = { constructor: { perSecond: 1 } }
    const sut = rateLimited({ perSecond: 10, burst: 1, tables, now, timer })(interpreter)
    const names = ['constructor', 'users', 'constructor', 'users', 'toString', 'toString']
    await until(Promise.all(names.map((name) => sut(of(name))())))
    expect(starts).toEqual([
      ['constructor', 0],
      ['users', 0],
      ['toString', 0],
      ['users', 100],
      ['toString', 100],
      ['constructor', 1000],
    ])
  })

  it('takes a token of each table', async () => {
    const { starts, interpreter, now, timer, until } = starting()
    const sut = rateLimited({ perSecond: 10, burst: 1, now, timer })(interpreter)
    const both = writeAll('ann', 'bob')
    const [one, two] = both.writes
    if (one === undefined || two === undefined) throw new Error('two writes')
    const operation = { ...both, writes: [one, { ...two, table: 'others' }] }
    await until(Promise.all([sut(of('users'))(), sut(operation)(), sut(of('others'))()]))
    expect(starts).toEqual([
      ['users', 0],
      ['BatchWriteItem', 100],
      ['others', 200],
    ])
  })

  it('has no more under way than it may, in the order of arrival', async () => {
    const { starts, now, timer, until } = starting()
    const slow: Interpreter = (operation) => async () => {
      starts.push([operation._tag === 'DescribeTable' ? operation.table : '', now()])
      await timer.sleep(50)
      return E.right({}) as never
    }
    const sut = rateLimited({ perSecond: 1000, concurrency: 2, now, timer })(slow)
    await until(Promise.all(['aaa', 'bbb', 'ccc', 'ddd', 'eee'].map((name) => sut(of(name))())))
    expect(starts.map(([name, at]) => `${name} ${at}`)).toEqual(['aaa 0', 'bbb 0', 'ccc 50', 'ddd 50', 'eee 100'])
  })

  it('goes by time that passes, and waits in it', async () => {
    const sut = rateLimited({ perSecond: 100, burst: 1 })(users())
    const begin = performance.now()
    for (let i = 0; i < 4; i++) expect(await sut(get('ann'))()).toEqual(E.right({}))
    expect(performance.now() - begin).toBeGreaterThan(25)
  })

  it.each<[RateOptions, string]>([
    [{ perSecond: 0 }, 'perSecond is 0, and not a finite number above 0'],
    [{ perSecond: -1 }, 'perSecond is -1, and not a finite number above 0'],
    [
      { perSecond: Number.NaN },
      'perSecond is NaN, and not a finite number above 0; burst is NaN, and not a finite number from 1',
    ],
    [{ perSecond: Number.POSITIVE_INFINITY, burst: 1 }, 'perSecond is Infinity, and not a finite number above 0'],
    [{ perSecond: 1, burst: 0.5 }, 'burst is 0.5, and not a finite number from 1'],
    [{ perSecond: 1, burst: Number.NaN }, 'burst is NaN, and not a finite number from 1'],
    [{ perSecond: 1, concurrency: 0 }, 'concurrency is 0, and not a whole number from 1, or Infinity'],
    [{ perSecond: 1, concurrency: 1.5 }, 'concurrency is 1.5, and not a whole number from 1, or Infinity'],
    [{ perSecond: 1, concurrency: Number.NaN }, 'concurrency is NaN, and not a whole number from 1, or Infinity'],
    [
      { perSecond: 1, tables: { a: { perSecond: -1, burst: 1 } } },
      'perSecond of a is -1, and not a finite number above 0',
    ],
  ])('refuses everything with %j', async (options, message) => {
    expect(await rateLimited(options)(throwing)(get('ann'))()).toEqual(refusal(message))
  })

  it('ends what waits with its signal', async () => {
    const controller = new AbortController()
    const { interpreter, starts } = starting()
    const sut = rateLimited({ perSecond: 0.001, signal: controller.signal })(interpreter)
    const answers = Promise.all([sut(get('ann'))(), sut(get('bob'))(), sut(get('cat'))()])
    setTimeout(() => controller.abort(), 5)
    expect(await answers).toEqual([E.right({}), aborted, aborted])
    expect(await sut(get('ann'))()).toEqual(aborted)
    expect(starts.length).toBe(1)
  })

  it('ends what is under way, and what waits for a place, with its signal', async () => {
    const controller = new AbortController()
    const sut = rateLimited({ perSecond: 1000, concurrency: 1, signal: controller.signal })(silent)
    const answers = Promise.all(['aaa', 'bbb', 'aaa'].map((name) => sut(of(name))()))
    setTimeout(() => controller.abort(), 5)
    expect(await answers).toEqual([aborted, aborted, aborted])
  })

  it.each<[string, () => Promise<void>]>([
    ['rejects', () => Promise.reject(new Error('no sleep'))],
    [
      'throws',
      () => {
        throw new Error('no sleep')
      },
    ],
  ])('does not wait where sleep %s', async (_, sleep) => {
    const sut = rateLimited({ perSecond: 1, now: () => 0, timer: { sleep } })(users())
    for (let i = 0; i < 3; i++) expect(await sut(get('ann'))()).toEqual(E.right({}))
  })

  it.each<[string, () => number]>([
    ['says NaN', () => Number.NaN],
    ['goes back', () => -Date.now()],
    [
      'throws',
      () => {
        throw new Error('no time')
      },
    ],
  ])('waits all the same where the clock %s', async (_, now) => {
    const sut = rateLimited({ perSecond: 200, burst: 1, now })(users())
    for (let i = 0; i < 3; i++) expect(await sut(get('ann'))()).toEqual(E.right({}))
  })

  it('has its places back where a timeout is within', async () => {
    const sut = compose(rateLimited({ perSecond: 1000, concurrency: 1 }), timeout(5))(silent)
    const late = E.left({ _tag: 'TimedOut', milliseconds: 5 })
    expect(await Promise.all(['aaa', 'aaa', 'bbb'].map((name) => sut(of(name))()))).toEqual([late, late, late])
  })

  it('keeps the place of what is aborted until it ends', async () => {
    const controller = new AbortController()
    let under = 0
    let end = (): void => undefined
    const slow: Interpreter = (operation) => () => {
      under++
      return new Promise((resolve) => {
        end = () => {
          under--
          users()(operation)().then(resolve)
        }
      })
    }
    const limited = rateLimited({ perSecond: 1e6, burst: 1e6, concurrency: 1, signal: controller.signal })(slow)
    const first = limited(get('ann'))()
    await new Promise((resolve) => setTimeout(resolve, 1))
    controller.abort()
    expect(await first).toEqual(aborted)
    expect(await limited(get('bob'))()).toEqual(aborted)
    expect(under).toBe(1)
    end()
    expect(under).toBe(0)
  })

  it.each([
    [{ perSecond: 5, tables: null }, 'tables is null, and no record'],
    [{ perSecond: 5, tables: { users: null } }, 'the rate of users is null, and no record'],
    [null, 'the rate is null, and no record'],
  ])('refuses everything with %j', async (options, message) => {
    expect(await rateLimited(options as never)(users())(get('ann'))()).toEqual(refusal(message))
  })

  it('gives its place back where the interpreter throws or rejects', async () => {
    for (const [interpreter, message] of [[throwing, 'thrown'] as const, [rejecting, 'rejected'] as const]) {
      const sut = rateLimited({ perSecond: 1000, concurrency: 1 })(interpreter)
      for (let i = 0; i < 3; i++) expect(await sut(get('ann'))()).toEqual(broken(message))
    }
  })

  it.each([undefined, null, {}, { _tag: 'PutItem' }])('passes on what is no operation: %j', async (junk) => {
    const answer = await rateLimited({ perSecond: 1000 })(users())(junk as never)()
    expect(answer).toMatchObject({ _tag: 'Left' })
  })
})
