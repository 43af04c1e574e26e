import * as E from 'fp-ts/Either'
import { pipe } from 'fp-ts/function'
import { describe, expect, it } from 'vitest'
import { flatten } from '../../../laws/law'
import { retryingLaws } from '../../../laws/middleware'
import { instant } from '../../../laws/middleware/time'
import { compose, faulty, retrying } from '../../../src/middleware'
import type { Interpreter, Middleware } from '../../../src/program/Interpreter'
import type { Operation } from '../../../src/program/Operation'
import { mayRepeat } from '../../../src/program/repeatable'
import * as Policy from '../../../src/program/time/Policy'
import type { Timer } from '../../../src/program/time/Timer'
import {
  aborted,
  answering,
  broken,
  describeTable,
  error,
  get,
  getAll,
  increment,
  item,
  put,
  refusal,
  rejecting,
  silent,
  throwing,
  transaction,
  users,
  writeAll,
} from './support'

const thrice = retrying(Policy.limit(3), { timer: instant })
const exists = { _tag: 'Exists', path: { _tag: 'Path', attribute: 'id', segments: ['id'] } } as const

describe('retrying repeats', () => {
  it.each<[string, Operation, E.Either<unknown, unknown>]>([
    ['a conditional put that was throttled', put('ann', exists), error.throttled],
    ['an increment in conflict', increment, error.conflict],
    ['a transaction in progress', transaction('t'), error.inProgress],
    ['a transaction others are in the way of', transaction('t'), error.canceled('None', 'TransactionConflict')],
    ['a read without an answer', get('ann'), error.network],
    ['a plain put without an answer', put('ann'), error.timedOut],
    ['a transaction without token and without answer', transaction(), error.service],
    ['a batch without an answer', writeAll('ann'), error.network],
    ['a description', describeTable, error.service],
    ['the creation of a table that was throttled', { _tag: 'DeleteTable', table: 'users' }, error.throttled],
  ])('%s', async (_, operation, failure) => {
    const { interpreter, asked } = answering(failure as never)
    expect(await thrice(interpreter)(operation)()).toEqual(failure)
    expect(asked.length).toBe(4)
  })
})

describe('a token', () => {
  const timed = (...times: ReadonlyArray<number>) => {
    const left = [...times]
    return retrying(Policy.limit(5), { timer: instant, token: () => 'made', now: () => left.shift() ?? 600_000 })
  }

  it('that the store has forgotten is not sent again', async () => {
    const { interpreter, asked } = answering(error.network as never)
    const expired = (token: string) => E.left({ _tag: 'TokenExpired', token, milliseconds: 600_000 })
    expect(await timed(0, 0, 599_999)(interpreter)(transaction())()).toEqual(expired('made'))
    expect(asked.length).toBe(2)
    expect(await timed(0, 0)(interpreter)(transaction('mine'))()).toEqual(expired('mine'))
    expect(asked.length).toBe(3)
  })

  it('does not matter to what has none', async () => {
    const { interpreter, asked } = answering(error.network as never)
    expect(await timed(0)(interpreter)(get('ann'))()).toEqual(error.network)
    expect(asked.length).toBe(6)
  })
})

describe('retrying does not repeat', () => {
  it.each<[string, Operation, E.Either<unknown, unknown>]>([
    ['a conditional put without an answer', put('ann', exists), error.network],
    ['an increment without an answer', increment, error.timedOut],
    ['a put that answers old values', { ...put('ann'), returning: 'old' }, error.service],
    ['the deletion of a table without an answer', { _tag: 'DeleteTable', table: 'users' }, error.network],
    ['a table in use', { _tag: 'DeleteTable', table: 'users' }, error.inUse],
    ['a refusal', get('ann'), error.refused],
    ['a transaction with a reason that lasts', transaction(), error.canceled('TransactionConflict', 'ValidationError')],
    ['a transaction without reasons', transaction(), error.canceled('None')],
    ['what was aborted', get('ann'), aborted],
  ])('%s', async (_, operation, failure) => {
    const { interpreter, asked } = answering(failure as never)
    expect(await thrice(interpreter)(operation)()).toEqual(failure)
    expect(asked.length).toBe(1)
  })
})

describe('retrying waits', () => {
  const recording = (): { readonly waits: Array<number>; readonly timer: Timer } => {
    const waits: Array<number> = []
    return { waits, timer: { random: () => 0.5, sleep: async (milliseconds) => void waits.push(milliseconds) } }
  }

  it('as its policy says', async () => {
    const { waits, timer } = recording()
    const policy = pipe(Policy.exponential(10), Policy.capped(50), Policy.jittered, Policy.concat(Policy.limit(5)))
    await retrying(policy, { timer })(answering(error.throttled).interpreter)(get('ann'))()
    expect(waits).toEqual([5, 10, 20, 25, 25])
  })

  it('no longer in all than its policy says', async () => {
    const { waits, timer } = recording()
    const policy = pipe(Policy.constant(40), Policy.within(100))
    await retrying(policy, { timer })(answering(error.throttled).interpreter)(get('ann'))()
    expect(waits).toEqual([40, 40, 20])
  })

  it.each<[string, Policy.Policy]>([
    ['NaN', () => Number.NaN],
    ['Infinity', () => Number.POSITIVE_INFINITY],
    ['a negative number', () => -1],
    [
      'nothing, but throws',
      () => {
        throw new Error('no policy')
      },
    ],
  ])('not at all where the policy says %s', async (_, policy) => {
    const { interpreter, asked } = answering(error.throttled)
    expect(await retrying(policy, { timer: instant })(interpreter)(get('ann'))()).toEqual(error.throttled)
    expect(await retrying(policy, { timer: instant })(interpreter)(getAll('ann'))()).toEqual(error.throttled)
    expect(asked.length).toBe(2)
  })

  it.each<[string, Timer['sleep']]>([
    ['rejects', () => Promise.reject(new Error('no sleep'))],
    [
      'throws',
      () => {
        throw new Error('no sleep')
      },
    ],
  ])('no time where sleep %s', async (_, sleep) => {
    const { interpreter } = answering(error.throttled, E.right({}))
    expect(await retrying(Policy.limit(1), { timer: { ...instant, sleep } })(interpreter)(get('ann'))()).toEqual(
      E.right({}),
    )
  })
})

describe('retrying ends with its signal', () => {
  const forever = (signal: AbortSignal, timer?: Timer) =>
    retrying(Policy.immediately, timer === undefined ? { signal } : { signal, timer })

  it.each([get('ann'), getAll('ann'), writeAll('ann'), transaction()])('before it begins: $_tag', async (operation) => {
    const { interpreter, asked } = answering(error.throttled)
    expect(await forever(AbortSignal.abort())(interpreter)(operation)()).toEqual(aborted)
    expect(asked).toEqual([])
  })

  it.each([get('ann'), getAll('ann'), writeAll('ann'), transaction()])('while it repeats: $_tag', async (operation) => {
    const controller = new AbortController()
    setTimeout(() => controller.abort(), 10)
    expect(await forever(controller.signal)(answering(error.throttled).interpreter)(operation)()).toEqual(aborted)
  })

  it.each([get('ann'), getAll('ann'), writeAll('ann'), transaction()])(
    'while nothing is answered: $_tag',
    async (o) => {
      const controller = new AbortController()
      setTimeout(() => controller.abort(), 5)
      expect(await forever(controller.signal)(silent)(o)()).toEqual(aborted)
    },
  )

  it('while it waits', async () => {
    const controller = new AbortController()
    const sleep = () => {
      controller.abort()
      return new Promise<void>(() => undefined)
    }
    const { interpreter, asked } = answering(error.throttled)
    const timer = { ...instant, sleep }
    expect(await forever(controller.signal, timer)(interpreter)(get('ann'))()).toEqual(aborted)
    expect(asked.length).toBe(1)
  })
})

describe('a transaction', () => {
  const tokens = (asked: ReadonlyArray<Operation>) =>
    asked.map((operation) => (operation._tag === 'TransactWriteItems' ? operation.token : 'none'))

  it('without a token gets one, and keeps it', async () => {
    let made = 0
    const token = () => `token-${++made}`
    const { interpreter, asked } = answering(error.network, error.throttled, E.right({}), error.network, E.right({}))
    const sut = retrying(Policy.limit(3), { timer: instant, token })(interpreter)
    await sut(transaction())()
    await sut(transaction())()
    expect(tokens(asked)).toEqual(['token-1', 'token-1', 'token-1', 'token-2', 'token-2'])
  })

  it('keeps its own, and gets a UUID by default', async () => {
    const { interpreter, asked } = answering(E.right({}))
    await thrice(interpreter)(transaction('mine'))()
    await thrice(interpreter)(transaction())()
    expect(tokens(asked)).toEqual(['mine', expect.stringMatching(/^[0-9a-f-]{36}$/)])
  })

  it('is refused where its token is none', async () => {
    const { interpreter, asked } = answering(E.right({}))
    const token = () => {
      throw new Error('no token')
    }
    expect(await retrying(Policy.limit(3), { token })(interpreter)(transaction())()).toEqual(
      refusal('the idempotency token could not be made'),
    )
    expect(asked).toEqual([])
    const empty = await retrying(Policy.limit(3), { token: () => '' })(users())(transaction())()
    expect(empty).toMatchObject({ left: { _tag: 'InvalidRequest' } })
  })

  it('whose answers are lost is done once', async () => {
    const store = users()
    await thrice(faulty({ seed: 1, chances: { Lost: 1 } })(store))(transaction())()
    expect(await store(get('ann'))()).toEqual(E.right({ item: { id: { S: 'ann' }, n: { N: '1' } } }))
  })
})

describe('a batch', () => {
  const left = writeAll('bob').writes
  const consumed = [{ table: 'users', units: 0.5 }]

  it('is asked for the rest, and the answers are put together', async () => {
    const { tables } = getAll('bob')
    const ann = { table: 'users', item: item('ann') }
    const bob = { table: 'users', item: item('bob') }
    const { interpreter, asked } = answering(
      E.right({ items: [ann], unprocessed: tables, consumed }),
      error.network,
      E.right({ items: [bob], unprocessed: [], consumed }),
    )
    const operation = { ...getAll('ann', 'bob'), returnConsumed: true }
    expect(await thrice(interpreter)(operation)()).toEqual(
      E.right({ items: [ann, bob], unprocessed: [], consumed: [{ table: 'users', units: 1 }] }),
    )
    const rest = { ...operation, tables }
    expect(asked).toEqual([operation, rest, rest])
  })

  it('answers what is left in the end', async () => {
    const { interpreter, asked } = answering(E.right({ unprocessed: left }))
    expect(await thrice(interpreter)(writeAll('ann', 'bob'))()).toEqual(E.right({ unprocessed: left }))
    expect(asked.length).toBe(1 + 1 + 3) // the first, one that is its first repetition, and three of the rest
  })

  it('answers what is left where it fails for the moment later', async () => {
    const { interpreter } = answering(E.right({ unprocessed: left }), error.throttled)
    expect(await thrice(interpreter)(writeAll('ann', 'bob'))()).toEqual(E.right({ unprocessed: left }))
    const hard = answering(E.right({ unprocessed: left }), error.refused)
    expect(await thrice(hard.interpreter)(writeAll('ann', 'bob'))()).toEqual(error.refused)
  })

  it('is repeated at all only as the policy says', async () => {
    const { interpreter, asked } = answering(E.right({ unprocessed: left }))
    const never = retrying(Policy.never)(interpreter)
    expect(await never(writeAll('ann', 'bob'))()).toEqual(E.right({ unprocessed: left }))
    expect(asked.length).toBe(1)
  })
})

describe('an interpreter that breaks its word', () => {
  it.each<[string, Interpreter, unknown]>([
    ['throws', throwing, broken('thrown')],
    ['rejects', rejecting, broken('rejected')],
    ['answers rubbish', () => async () => 'rubbish' as never, { left: { _tag: 'InvalidAnswer' } }],
  ])('%s', async (_, interpreter, expected) => {
    for (const operation of [get('ann'), getAll('ann'), writeAll('ann'), transaction(), increment])
      expect(await thrice(interpreter)(operation)()).toMatchObject(expected as object)
  })
})

// -----------------------------------------------------------------------------
// ways to repeat that are wrong
// -----------------------------------------------------------------------------

const repeating =
  (times: number, again: (operation: Operation, error: never) => boolean): Middleware =>
  (interpreter) =>
  (operation) =>
  async () => {
    for (let i = 0; ; i++) {
      const answer = await interpreter(operation)()
      if (E.isRight(answer) || i === times || !again(operation, answer.left as never)) return answer
    }
  }

const mutants: Readonly<Record<string, Middleware>> = {
  'repeats nothing': repeating(0, () => true),
  'repeats everything': compose(
    thrice,
    repeating(3, () => true),
  ),
  'gives up too early': retrying(Policy.limit(2), { timer: instant }),
  'leaves batches unprocessed': repeating(3, mayRepeat),
  'makes a token for each repetition': (interpreter) => {
    let made = 0
    return thrice((operation) =>
      interpreter(operation._tag === 'TransactWriteItems' ? { ...operation, token: `t${++made}` } : operation),
    )
  },
}

describe('the laws find a middleware that', () => {
  it.each(Object.entries(mutants))('%s', async (_, mutant) => {
    const found = []
    for (const { laws } of flatten(retryingLaws(mutant, 3)))
      for (const law of laws) if ((await law.check({ numRuns: 300, endOnFailure: true })).failed) found.push(law.name)
    expect(found).not.toEqual([])
  })
})
