import * as E from 'fp-ts/Either'
import { pipe } from 'fp-ts/function'
import * as O from 'fp-ts/Option'
import { describe, expect, it } from 'vitest'
import { aws, type Transport } from '../../src/aws'
import * as U from '../../src/expression/update/constructors'
import { parseLog, recorder, replay, showLog } from '../../src/interpreter/middleware/recording'
import { inMemory } from '../../src/memory'
import { faulty, retrying } from '../../src/middleware'
import type { Interpreter } from '../../src/program/Interpreter'
import type { Operation } from '../../src/program/Operation'
import * as Read from '../../src/program/Read'
import * as T from '../../src/program/Table'
import * as Policy from '../../src/program/time/Policy'
import * as W from '../../src/program/Write'
import { Account, ann, spying } from './accounts'

const increment = W.update(Account)(ann, U.increment(Account.at.balance, 1))
const balance = pipe(Read.find(Account)(ann), Read.map(O.map((account) => account.balance)), Read.run)

/** A store with one account, and a clock that passes while somebody waits. */
const world = async () => {
  let time = 0
  const now = () => time
  const store = inMemory({ now })
  await T.bind(Account)(store)()
  await W.run(W.put(Account)(ann))(store)()
  const sleep = async (milliseconds: number): Promise<void> => {
    time += milliseconds
  }
  const at = (milliseconds: number) => {
    time = milliseconds
  }
  return { store, now, at, timer: { random: () => 0, sleep } }
}

const expired = (milliseconds: number) => E.left({ _tag: 'TokenExpired', token: 'order-17', milliseconds })
const transaction = (more: object): Operation<'TransactWriteItems'> => ({
  _tag: 'TransactWriteItems',
  actions: E.isRight(increment.requests) ? increment.requests.right.map(({ action }) => action) : [],
  itemOnFailure: false,
  ...more,
})
const throttled = E.left({ _tag: 'Service', name: 'ThrottlingException', message: '' } as const)

/** A transport that answers one after another, and what it was sent. */
const answering = (...answers: ReadonlyArray<E.Either<never, unknown> | typeof throttled>) => {
  const sent: Array<unknown> = []
  const transport: Transport = (_, input) => async () => {
    sent.push(input)
    return answers[Math.min(sent.length, answers.length) - 1] ?? throttled
  }
  return { sent, transport }
}

describe('a transaction that is run again before its token expires, and sent again after', () => {
  it('is not applied twice, whoever repeats it', async () => {
    const { store, now, at, timer } = await world()
    const pay = W.transactWith({ token: 'order-17', firstUsed: 0, now })(increment)
    expect(E.isRight(await pay(store)())).toBe(true)
    at(599_000)
    const busy = faulty({ seed: 1, chances: { Throttled: 1 }, mostInARow: 1 })(store)
    const patient = retrying(pipe(Policy.constant(2_000), Policy.concat(Policy.limit(3))), { timer, now })
    expect(await pay(patient(busy))()).toEqual(expired(601_000))
    expect(await balance(store)()).toEqual(E.right(O.some(11)))
  })

  it('is not sent by the interpreter for AWS', async () => {
    const { now, at, timer } = await world()
    at(599_000)
    const { sent, transport } = answering(throttled)
    const retry = { ...timer, random: () => 1, baseMilliseconds: 2_000 }
    const pay = W.transactWith({ token: 'order-17', firstUsed: 0, now })(increment)
    expect(await pay(aws({ transport, now, retry }))()).toEqual(expired(601_000))
    expect(sent.length).toBe(1)
  })

  it('has one window, though two repeat it', async () => {
    const { now, timer } = await world()
    const { sent, transport } = answering(throttled)
    const retry = { ...timer, attempts: 2, random: () => 1, baseMilliseconds: 100_000, capMilliseconds: 100_000 }
    const patient = retrying(Policy.constant(100_000), { timer, now, token: () => 'order-17' })
    expect(await W.transact(increment)(patient(aws({ transport, now, retry })))()).toEqual(expired(600_000))
    expect(sent.length).toBe(6)
  })
})

describe('when a token was first used', () => {
  it('is said by the program, or else by who repeats, and not on the wire', async () => {
    const since: Array<unknown> = []
    const telling: Interpreter = (operation) => () => {
      since.push('tokenSince' in operation ? operation.tokenSince : undefined)
      return inMemory()(operation)()
    }
    const patient = retrying(Policy.never, { now: () => 5 })(telling)
    await W.transactWith({ token: 'a', firstUsed: 3, now: () => 4 })(increment)(patient)()
    await W.transactWith({ token: 'a' })(increment)(patient)()
    await W.transact(increment)(patient)()
    expect(since).toEqual([3, 5, 5])
    const { sent, transport } = answering(E.right({}))
    await aws({ transport, now: () => 1 })(transaction({ token: 'a', tokenSince: 1 }))()
    expect(JSON.stringify(sent)).toContain('ClientRequestToken')
    expect(JSON.stringify(sent)).not.toContain('ince')
  })

  it('is no part of what makes two transactions the same', async () => {
    const { store } = await world()
    for (const tokenSince of [1, 2, undefined])
      expect(
        E.isRight(await store(transaction({ token: 'a', ...(tokenSince === undefined ? {} : { tokenSince }) }))()),
      ).toBe(true)
    expect(await balance(store)()).toEqual(E.right(O.some(11)))
  })

  it('is recorded', async () => {
    const { store } = await world()
    const { middleware, read } = recorder()
    const operation = transaction({ token: 'a', tokenSince: 7 })
    const answer = await middleware(store)(operation)()
    const log = parseLog(showLog(read()))
    expect(E.isRight(log) && log.right.map((entry) => entry.operation)).toEqual([operation])
    expect(E.isRight(log) && (await replay(log.right)(operation)())).toEqual(answer)
  })

  it.each([Number.NaN, Number.POSITIVE_INFINITY, '0', null])('is a finite number, and not %j', async (tokenSince) => {
    const { store } = await world()
    const { sent, transport } = answering(E.right({}))
    for (const interpreter of [store, aws({ transport }), retrying(Policy.never)(store)])
      expect(await interpreter(transaction({ token: 'a', tokenSince }))()).toMatchObject(
        E.left({ _tag: 'InvalidRequest' }),
      )
    expect(sent).toEqual([])
  })

  it('later than now, by a clock that went backwards, is now', async () => {
    const { store } = await world()
    const pay = W.transactWith({ token: 'a', firstUsed: 9e15, now: () => 0 })(increment)
    expect(E.isRight(await pay(retrying(Policy.never, { now: () => 0 })(store))())).toBe(true)
    const { transport } = answering(E.right({}))
    expect(E.isRight(await pay(aws({ transport, now: () => 0 }))())).toBe(true)
  })

  it('goes by the system clock where the program says no other', async () => {
    const { store } = await world()
    expect(await W.transactWith({ token: 'order-17', firstUsed: 0 })(increment)(store)()).toMatchObject(
      E.left({ _tag: 'TokenExpired' }),
    )
    expect(E.isRight(await W.transactWith({ token: 'a', firstUsed: Date.now() })(increment)(store)())).toBe(true)
  })
})

describe('a guard that would guard nothing', () => {
  it.each<[string, object]>([
    ['a time without token', { firstUsed: 0 }],
    ['a time and a clock without token', { firstUsed: 0, now: () => 0 }],
    ['a clock without time', { token: 'a', now: () => 0 }],
    ['a time that is none', { token: 'a', firstUsed: Number.NaN }],
  ])('is none: %s', async (_, options) => {
    const { asked, interpreter } = spying((await world()).store)
    expect(await W.transactWith(options)(increment)(interpreter)()).toMatchObject(E.left({ _tag: 'InvalidRequest' }))
    expect(asked).toEqual([])
  })

  it('does not compile', () => {
    // @ts-expect-error a clock without time
    W.transactWith({ token: 'a', now: () => 0 })
    // @ts-expect-error a time without token
    W.transactWith({ firstUsed: 0, now: () => 0 })
  })
})

const thrower = () => {
  throw new Error('no clock')
}

describe.each<[string, () => number]>([
  ['throws', thrower],
  ['says NaN', () => Number.NaN],
  ['says no number', () => '0' as never],
])('a clock that %s', (_, now) => {
  const invalid = E.left({ _tag: 'InvalidRequest', reason: 'the clock says no time' })

  it('is an error of the program, and nothing is sent', async () => {
    const { asked, interpreter } = spying((await world()).store)
    expect(await W.transactWith({ token: 'a', firstUsed: 0, now })(increment)(interpreter)()).toEqual(invalid)
    expect(await W.transact(increment)(retrying(Policy.never, { now })(interpreter))()).toEqual(invalid)
    expect(asked).toEqual([])
    const { sent, transport } = answering(E.right({}))
    expect(await W.transact(increment)(aws({ transport, now }))()).toEqual(invalid)
    expect(sent).toEqual([])
  })

  it('later on ends the repetitions with what came last', async () => {
    const { store } = await world()
    const failingAfter = (looks: number) => {
      let looked = 0
      return () => (looked++ < looks ? 0 : now())
    }
    const busy = faulty({ seed: 1, chances: { Throttled: 1 } })(store)
    expect(await W.transact(increment)(retrying(Policy.limit(9), { now: failingAfter(3) })(busy))()).toMatchObject(
      E.left({ _tag: 'Throttled' }),
    )
    const { sent, transport } = answering(throttled)
    const retry = { sleep: () => Promise.resolve() }
    expect(await W.transact(increment)(aws({ transport, retry, now: failingAfter(3) }))()).toMatchObject(
      E.left({ _tag: 'Throttled' }),
    )
    expect(sent.length).toBe(2)
  })
})
