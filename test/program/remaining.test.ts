import * as E from 'fp-ts/Either'
import { describe, expect, it } from 'vitest'
import { ofNames } from '../../src/expression/Projection'
import { retrying } from '../../src/middleware'
import type { Interpreter } from '../../src/program/Interpreter'
import type { BatchGetItem, BatchWriteItem, Operation } from '../../src/program/Operation'
import * as Read from '../../src/program/Read'
import { counted, inRounds } from '../../src/program/rounds'
import { paceOf } from '../../src/program/time/Pace'
import * as Policy from '../../src/program/time/Policy'
import { total } from '../../src/program/total'
import * as W from '../../src/program/Write'
import { Account, ann } from './accounts'

const timer = { random: () => 0.5, sleep: async () => undefined }
const id = (n: number) => ({ id: { N: `${n}` } })
const of = (n: number) => ({ table: 'users', item: { ...id(n), a: { S: 'x' } } })
const asking = (answer: unknown): Interpreter => (() => () => Promise.resolve(E.right(answer))) as never
const invalid = E.left({ _tag: 'InvalidAnswer' })

describe('an answer to a BatchGetItem', () => {
  const get = (...keys: ReadonlyArray<number>): BatchGetItem => ({
    _tag: 'BatchGetItem',
    tables: [{ table: 'users', keys: keys.map(id), consistent: false }],
  })
  const left = (...keys: ReadonlyArray<number>) => get(...keys).tables
  const put = { table: 'users', item: { a: { S: 'x' } } }

  it.each<[string, unknown]>([
    ['an unprocessed key that nobody asked for', { items: [], unprocessed: left(999) }],
    ['of another table', { items: [], unprocessed: [{ ...left(1)[0], table: 'others' }] }],
    ['more unprocessed keys than were asked', { items: [], unprocessed: left(1, 2, 2) }],
    ['a key both answered and unprocessed', { items: [of(1)], unprocessed: left(1) }],
    ['an item that nobody asked for', { items: [of(999)], unprocessed: [] }],
    ['an item of another table', { items: [{ ...of(1), table: 'others' }], unprocessed: [] }],
    ['an item twice', { items: [of(1), of(1)], unprocessed: [] }],
    ['an item without its key', { items: [put], unprocessed: [] }],
    ['a key that is no value', { items: [{ table: 'users', item: { id: { N: {} } } }], unprocessed: [] }],
  ])('with %s is none', async (_, answer) => {
    expect(await total(asking(answer))(get(1, 2))()).toMatchObject(invalid)
  })

  it('may leave what was asked, which is handed on as it was asked', async () => {
    const answer = { items: [of(2)], unprocessed: [{ table: 'users', keys: [{ id: { N: '1.0' } }], consistent: true }] }
    expect(await total(asking(answer))(get(1, 2))()).toEqual(E.right({ items: [of(2)], unprocessed: left(1) }))
  })

  it('may have items without the key where it was not asked for, but no more than keys', async () => {
    const projected = { ...get(1, 2), tables: get(1, 2).tables.map((one) => ({ ...one, projection: ofNames('a') })) }
    const two = { items: [put, put], unprocessed: [] }
    expect(await total(asking(two))(projected)()).toEqual(E.right(two))
    expect(await total(asking({ ...two, items: [put, put, put] }))(projected)()).toMatchObject(invalid)
    const withKey = { ...projected, tables: left(1, 2).map((one) => ({ ...one, projection: ofNames('a', 'id') })) }
    expect(await total(asking(two))(withKey)()).toMatchObject(invalid)
  })
})

describe('an answer to a BatchWriteItem', () => {
  const put = (n: number, a = 'x') => ({ _tag: 'Put', table: 'users', item: { ...id(n), a: { S: a } } }) as const
  const gone = (n: number) => ({ _tag: 'Delete', table: 'users', key: id(n) }) as const
  const write: BatchWriteItem = { _tag: 'BatchWriteItem', writes: [put(1), put(2), gone(3)] }

  it.each<[string, ReadonlyArray<unknown>]>([
    ['a write that nobody asked for', [put(999)]],
    ['another write of the same item', [put(1, 'y')]],
    ['a delete for a put', [gone(1)]],
    ['a write twice', [put(1), put(1)]],
    ['another table', [{ ...put(1), table: 'others' }]],
  ])('with %s is none', async (_, unprocessed) => {
    expect(await total(asking({ unprocessed }))(write)()).toMatchObject(invalid)
    const patient = retrying(Policy.limit(3), { timer })(asking({ unprocessed }))
    expect(await patient(write)()).toMatchObject(invalid)
  })

  it('may leave what was asked, which is handed on as it was asked', async () => {
    const unprocessed = [gone(3), { ...put(1), item: { a: { S: 'x' }, id: { N: '1.0' } } }]
    expect(await total(asking({ unprocessed }))(write)()).toEqual(E.right({ unprocessed: [put(1), gone(3)] }))
  })
})

describe('an error', () => {
  it.each<unknown>([undefined, null, 'x', {}, [null], [{}], [{ code: 3 }], [{ code: 'x', item: 'y' }]])(
    'TransactionCanceled with the reasons %j is none',
    async (reasons) => {
      const canceled = (() => () => Promise.resolve(E.left({ _tag: 'TransactionCanceled', reasons }))) as never
      expect(await W.transact(W.put(Account)(ann))(canceled)()).toMatchObject(invalid)
      expect(await Read.transact(Read.find(Account)(ann))(canceled)()).toMatchObject(invalid)
    },
  )

  it('that is thrown, and has no text, is an answer', async () => {
    const thrown = Object.assign(new Error('x'), { message: { toString: null } })
    const broken: Interpreter = () => () => Promise.reject(thrown)
    expect(await W.run(W.put(Account)(ann))(broken)()).toEqual(
      E.left({ _tag: 'ServiceFailed', name: 'BrokenInterpreter', message: '<an object>' }),
    )
  })
})

describe('rounds', () => {
  it('end where the rest goes up and down: only less than ever before is progress', async () => {
    const sizes = [10, 9, 10, 9, 10, 9, 10, 9, 10, 9, 10, 9]
    let asked = 0
    const outcome = await inRounds(
      {
        ask: async (_: number) => E.right<never, number>(sizes[asked++] ?? 0),
        rest: (left) => left,
        size: (left) => left,
        mayRepeat: () => false,
        next: counted(paceOf(Policy.limit(3), timer, undefined)),
      },
      11,
    )
    expect([asked, outcome.left]).toEqual([5, 10])
  })

  it.each<[string, unknown]>([
    [
      'a policy that throws',
      {
        retry: () => {
          throw new Error('x')
        },
      },
    ],
    ['a policy that gives no number', { retry: () => 5n }],
    ['a timer without chance', { retry: Policy.limit(2), timer: {} }],
    [
      'a timer that throws',
      {
        retry: Policy.limit(2),
        timer: {
          random: () => 0,
          sleep: () => {
            throw null
          },
        },
      },
    ],
  ])('with %s end', async (_, options) => {
    const lazy = (operation: Operation) => () =>
      Promise.resolve(E.right({ items: [], unprocessed: operation._tag === 'BatchWriteItem' ? operation.writes : [] }))
    expect(await W.batchWith(options as never)(W.put(Account)(ann))(lazy as never)()).toMatchObject(
      E.left({ _tag: 'UnprocessedWrites', written: 0 }),
    )
  })
})

describe('a signal', () => {
  const silent: Interpreter = () => () => new Promise(() => undefined)
  const numbered = (count: number) => Array.from({ length: count }, (_, number) => ({ ...ann, number }))

  it('ends batches whose store never answers', async () => {
    const write = W.sequence(numbered(60).map((one) => W.put(Account)(one)))
    const aborted = E.left({ _tag: 'Aborted' })
    expect(await W.batchWith({ signal: AbortSignal.timeout(5) })(write)(silent)()).toEqual(aborted)
    const read = Read.findMany(Account)(numbered(150))
    expect(await Read.batchWith({ signal: AbortSignal.timeout(5) })(read)(silent)()).toEqual(aborted)
  })

  it('that fired before lets nothing be sent', async () => {
    let sent = 0
    const counting: Interpreter = () => () => {
      sent++
      return new Promise(() => undefined)
    }
    const signal = AbortSignal.abort()
    expect(E.isLeft(await W.batchWith({ signal })(W.put(Account)(ann))(counting)())).toBe(true)
    expect(E.isLeft(await Read.batchWith({ signal })(Read.find(Account)(ann))(counting)())).toBe(true)
    expect(sent).toBe(0)
  })

  it('has one listener, however much is under way', async () => {
    const warnings: Array<unknown> = []
    const heard = (warning: Error): void => void warnings.push(warning.message)
    process.on('warning', heard)
    const controller = new AbortController()
    const { signal } = controller
    const write = W.sequence(numbered(1_000).map((one) => W.put(Account)(one)))
    const patient = retrying(Policy.limit(1), { signal })(silent)
    const all: ReadonlyArray<Promise<E.Either<unknown, unknown>>> = [
      W.batchWith({ signal, concurrency: 40 })(write)(silent)(),
      ...numbered(20).map((one) => W.run(W.put(Account)(one))(patient)()),
    ]
    await new Promise((done) => setTimeout(done, 10))
    controller.abort()
    expect((await Promise.all(all)).every(E.isLeft)).toBe(true)
    process.off('warning', heard)
    expect(warnings).toEqual([])
  })
})

describe('a lone check', () => {
  const check = W.run(W.check(Account)(ann, { _tag: 'Exists', path: Account.at.balance } as never))
  const failing = (error: object) => (() => () => Promise.resolve(E.left(error))) as never
  const canceled = (code: string) => ({ _tag: 'TransactionCanceled', reasons: [{ code, message: 'm' }] })

  it.each([
    [canceled('ThrottlingError'), { _tag: 'Throttled', name: 'ThrottlingError' }],
    [canceled('ProvisionedThroughputExceeded'), { _tag: 'Throttled', name: 'ProvisionedThroughputExceeded' }],
    [canceled('TransactionConflict'), { _tag: 'TransactionConflict' }],
    [canceled('ValidationError'), { _tag: 'RequestRefused', name: 'ValidationError', message: 'm' }],
    [{ _tag: 'TransactionInProgress' }, { _tag: 'TransactionConflict' }],
    [
      { _tag: 'TokenExpired', token: 't', milliseconds: 600_000 },
      { _tag: 'TimedOut', milliseconds: 600_000 },
    ],
    [{ _tag: 'IdempotentMismatch' }, { _tag: 'RequestRefused', name: 'IdempotentParameterMismatchException' }],
  ])('that fails with %j fails with %j', async (error, expected) => {
    expect(await check(failing(error))()).toMatchObject(E.left(expected))
  })
})
