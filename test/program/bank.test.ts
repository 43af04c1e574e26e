import * as fc from 'fast-check'
import * as E from 'fp-ts/Either'
import { pipe } from 'fp-ts/function'
import * as RTE from 'fp-ts/ReaderTaskEither'
import { describe, expect, it } from 'vitest'
import * as A from '../../src/codec'
import { gte } from '../../src/expression/condition/constructors'
import * as U from '../../src/expression/update/constructors'
import { inMemory } from '../../src/memory'
import { compose, faulty, retrying } from '../../src/middleware'
import { model } from '../../src/model'
import type { Middleware } from '../../src/program/Interpreter'
import type { Program } from '../../src/program/Program'
import * as Read from '../../src/program/Read'
import * as T from '../../src/program/Table'
import * as Policy from '../../src/program/time/Policy'
import type { Timer } from '../../src/program/time/Timer'
import * as W from '../../src/program/Write'

// A bank on a bad day: transfers run side by side, conflict, are throttled, and lose their answers. Nothing gets lost.

const Purse = model({
  name: 'Purse',
  table: 'purses',
  attributes: { owner: A.string, coins: A.integer },
  key: { partition: 'owner' },
})

const owners = ['ann', 'bob', 'cid', 'dan']
const each = 10

interface Transfer {
  readonly from: number
  readonly to: number
  readonly coins: number
}

const nameOf = (owner: number): { readonly owner: string } => ({ owner: owners[owner] ?? '' })

const transfer = ({ from, to, coins }: Transfer): Program<unknown, void> =>
  pipe(
    W.sequence([
      W.update(Purse)(nameOf(from), U.decrement(Purse.at.coins, coins), { condition: gte(Purse.at.coins, coins) }),
      W.update(Purse)(nameOf(to), U.increment(Purse.at.coins, coins)),
    ]),
    W.transact,
    RTE.map(() => undefined),
  )

const purses: Program<unknown, ReadonlyArray<number>> = pipe(
  Read.transact(Read.loadMany(Purse)(owners.map((owner) => ({ owner })))),
  RTE.map((all) => all.map(({ coins }) => coins)),
)

const sum = (all: ReadonlyArray<number>): number => all.reduce((total, coins) => total + coins, 0)

const mostInARow = 3
const chances = {
  Throttled: 0.1,
  Conflicted: 0.2,
  Failed: 0.05,
  Unsent: 0.05,
  TimedOut: 0.05,
  Lost: 0.2,
  Partial: 0.3,
  ShortPage: 0.3,
}
const badDay = (day: number) => faulty({ seed: day, chances, mostInARow })

const transfers = fc.array(
  fc
    .record({ from: fc.nat(3), step: fc.integer({ min: 1, max: 3 }), coins: fc.integer({ min: 1, max: 8 }) })
    .map(({ from, step, coins }): Transfer => ({ from, to: (from + step) % owners.length, coins })),
  { minLength: 1, maxLength: 8 },
)

/** Whether the answer is one that says that nothing was done, for good. */
const isRefused = (answer: E.Either<unknown, unknown>): boolean => {
  const error = E.isLeft(answer) ? (answer.left as { readonly _tag: string; readonly reasons?: unknown }) : undefined
  return error?._tag === 'TransactionCanceled' && JSON.stringify(error.reasons).includes('ConditionalCheckFailed')
}

const opened = W.batch(W.sequence(owners.map((owner) => W.put(Purse)({ owner, coins: each }))))

/** What the owners have once the transfers that were answered as done are done, and no others. */
const settled = (planned: ReadonlyArray<Transfer>, done: ReadonlyArray<boolean>): ReadonlyArray<number> =>
  owners.map((_, owner) =>
    planned
      .filter((_transfer, i) => done[i])
      .reduce(
        (coins, { from, to, coins: moved }) => coins + (to === owner ? moved : from === owner ? -moved : 0),
        each,
      ),
  )

const isExpired = (answer: E.Either<unknown, unknown>): boolean =>
  E.isLeft(answer) && (answer.left as { readonly _tag: string })._tag === 'TokenExpired'

/** All that may have been done: a transfer whose token expired was done once, or not at all. */
const possible = (answers: ReadonlyArray<E.Either<unknown, unknown>>): ReadonlyArray<ReadonlyArray<boolean>> =>
  answers.reduce<ReadonlyArray<ReadonlyArray<boolean>>>(
    (all, answer) =>
      all.flatMap((done) => (isExpired(answer) ? [true, false] : [E.isRight(answer)]).map((one) => [...done, one])),
    [[]],
  )

/** Time as the bank knows it: it passes while somebody waits. */
interface Clock {
  readonly now: () => number
  readonly timer: Timer
}

const clock = (): Clock => {
  let time = 0
  const sleep = async (milliseconds: number): Promise<void> => {
    time += milliseconds
  }
  return { now: () => time, timer: { random: () => 0.5, sleep } }
}

/** How long is waited between two attempts; with the longest, tokens expire. */
const waits = fc.constantFrom(0, 1_000, 60_000, 200_000)

const ends = { done: 0, refused: 0, expired: 0 }

/** The bank through a middleware that repeats what fails: every outcome is known, and the coins are where they belong. */
const keepsItsCoins = (patience: (wait: number, clock: Clock) => Middleware) =>
  fc.asyncProperty(transfers, fc.integer({ min: 0, max: 2 ** 31 - 1 }), waits, async (planned, day, wait) => {
    const time = clock()
    const store = inMemory({ now: time.now })
    await pipe(
      T.bind(Purse),
      RTE.flatMap((): Program<unknown, unknown> => opened),
    )(store)()
    const bank = compose(patience(wait, time), badDay(day))(store)
    const seen: Array<number> = []
    const watch = async (): Promise<void> => {
      for (let look = 0; look < 3; look++) {
        const all = await purses(bank)()
        if (E.isRight(all)) seen.push(sum(all.right))
      }
    }
    const [answers] = await Promise.all([Promise.all(planned.map((one) => transfer(one)(bank)())), watch()])
    const left = await purses(store)()
    expect(answers.filter((answer) => E.isLeft(answer) && !isRefused(answer) && !isExpired(answer))).toEqual([])
    expect(possible(answers).map((done) => E.right(settled(planned, done)))).toContainEqual(left)
    expect(E.isRight(left) && left.right.every((coins) => coins >= 0)).toBe(true)
    expect(seen).toEqual([1, 2, 3].map(() => each * owners.length))
    ends.done += answers.filter(E.isRight).length
    ends.refused += answers.filter(isRefused).length
    ends.expired += answers.filter(isExpired).length
  })

const policy = (wait: number) => pipe(Policy.constant(wait), Policy.concat(Policy.limit(mostInARow * 4)))

/** Repeats with tokens, by a clock. */
const patient =
  (clockOf: (time: Clock) => () => number) =>
  (wait: number, time: Clock): Middleware => {
    let tokens = 0
    return retrying(policy(wait), { timer: time.timer, now: clockOf(time), token: () => `token-${tokens++}` })
  }

describe('a bank', () => {
  it('keeps its coins, whatever fails, and does each transfer once or not at all', { timeout: 300_000 }, async () => {
    await fc.assert(keepsItsCoins(patient(({ now }) => now)), { numRuns: 1_000 })
    expect(Object.values(ends).every((count) => count > 50)).toBe(true)
  })

  it.each<[string, (wait: number, clock: Clock) => Middleware]>([
    [
      'repetitions did not keep their token',
      () => (interpreter) => (operation) => async () => {
        for (let attempt = 0; ; attempt++) {
          const answer = await interpreter(operation)()
          if (E.isRight(answer) || isRefused(answer) || attempt > mostInARow * 4) return answer
        }
      },
    ],
    ['repetitions did not look at the clock', patient(() => () => 0)],
  ])('would do some twice, if %s', async (_, patience) => {
    expect((await fc.check(keepsItsCoins(patience), { numRuns: 300, endOnFailure: true })).failed).toBe(true)
  })
})
