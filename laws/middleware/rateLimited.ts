/** The laws of rates. */
import * as fc from 'fast-check'
import { identity } from '../../src/interpreter/middleware/compose'
import { rateLimited } from '../../src/interpreter/middleware/rateLimited'
import { burstOf, full, type Rate, take } from '../../src/interpreter/middleware/tokenBucket'
import type { Interpreter } from '../../src/program/Interpreter'
import type { Operation } from '../../src/program/Operation'
import { tablesOf } from '../../src/program/tablesOf'
import { type Laws, laws, property } from '../law'
import { operations, outcome, sameOutcome } from './run'
import { virtual } from './time'

// -----------------------------------------------------------------------------
// arbitraries
// -----------------------------------------------------------------------------

const rate: fc.Arbitrary<Required<Rate>> = fc.record({
  perSecond: fc.oneof(fc.integer({ min: 1, max: 2000 }), fc.double({ min: 0.1, max: 50, noNaN: true })),
  burst: fc.integer({ min: 1, max: 5 }),
})

/** Milliseconds from one arrival to the next. */
const gaps = fc.array(fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 500 })), { maxLength: 15 })

// -----------------------------------------------------------------------------
// what is allowed
// -----------------------------------------------------------------------------

/** What is wrong with times of beginning, in milliseconds: too many of them in some window. */
const tooMany = (allowed: Rate, starts: ReadonlyArray<number>): string | undefined => {
  const sorted = [...starts].sort((x, y) => x - y)
  for (const [i, first] of sorted.entries()) {
    for (const [j, last] of sorted.entries()) {
      if (j < i) continue
      const most = burstOf(allowed) + ((last - first) * allowed.perSecond) / 1000
      if (j - i + 1 > most + 1e-6) return `${j - i + 1} within ${last - first} ms, and at most ${most}: ${sorted}`
    }
  }
  return undefined
}

// Its number is its key.
const numbered = (number: number, tables: ReadonlyArray<string>): Operation<'TransactGetItems'> => ({
  _tag: 'TransactGetItems',
  gets: tables.map((table) => ({ table, key: { n: { N: String(number) } } })),
})

const numberOf = (operation: Operation): number => {
  const key = operation._tag === 'TransactGetItems' ? operation.gets[0]?.key.n : undefined
  return key !== undefined && 'N' in key ? Number(key.N) : -1
}

// -----------------------------------------------------------------------------
// laws
// -----------------------------------------------------------------------------

/** The law of token buckets, which are pure. */
export const tokenBucketLaws: Laws = laws('token buckets', [
  property('no more than burst + perSecond · t begin within t seconds, in order', fc.tuple(rate, gaps), ([r, list]) => {
    let [now, bucket] = [0, full(r, 0)]
    const starts: Array<number> = []
    for (const gap of list) {
      now += gap
      const [wait, after] = take(r, now)(bucket)
      starts.push(now + wait)
      bucket = after
    }
    const unordered = starts.some((start, i) => start < (starts[i - 1] ?? 0) - 1e-6)
    return unordered ? `not in order: ${starts}` : tooMany(r, starts)
  }),
  property('nobody waits for less than the burst', rate, (r) => {
    let bucket = full(r, 0)
    for (let i = 0; i < r.burst; i++) {
      const [wait, after] = take(r, 0)(bucket)
      if (wait > 0) return `number ${i + 1} waits ${wait} ms`
      bucket = after
    }
    return undefined
  }),
])

/** The laws of `rateLimited`, in virtual time. */
export const rateLimitedLaws: Laws = laws(
  'rate limits',
  [
    sameOutcome('it is identity up to time', fc.tuple(operations, rate), ([{ value }, r]) => {
      const { now, timer, until } = virtual()
      return {
        left: until(outcome(rateLimited({ ...r, concurrency: 1, now, timer }), value)),
        right: outcome(identity, value),
      }
    }),
    property(
      'no table begins more than burst + perSecond · t within t seconds, nor out of order, nor more at once',
      fc.tuple(
        rate,
        gaps,
        fc.integer({ min: 1, max: 4 }),
        fc.integer({ min: 0, max: 300 }),
        fc.infiniteStream(fc.nat(6)),
      ),
      async ([r, list, concurrency, duration, choice]) => {
        const { now, timer, until } = virtual()
        const starts: Array<{ readonly table: string; readonly at: number; readonly number: number }> = []
        let [atOnce, most] = [0, 0]
        const slow: Interpreter = (operation) => async () => {
          for (const table of tablesOf(operation)) starts.push({ table, at: now(), number: numberOf(operation) })
          most = Math.max(most, ++atOnce)
          await timer.sleep(duration)
          atOnce--
          return { _tag: 'Right', right: { items: [] } } as never
        }
        const limited = rateLimited({ ...r, concurrency, now, timer })(slow)
        const arrive = async (at: number, number: number): Promise<void> => {
          const tables = [['aaa'], ['bbb'], ['aaa', 'bbb']][(choice.next().value ?? 0) % 3] ?? []
          await timer.sleep(at)
          await limited(numbered(number, tables))()
        }
        let at = 0
        const all = list.map((gap, number) => {
          at += gap
          return arrive(at, number)
        })
        await until(Promise.all(all))
        if (most > concurrency) return `${most} at once`
        for (const table of ['aaa', 'bbb']) {
          const own = starts.filter((start) => start.table === table)
          if (own.some(({ number }, i) => number < (own[i - 1]?.number ?? 0)))
            return `out of order: ${own.map(({ number }) => number)}`
          const wrong = tooMany(
            r,
            own.map((start) => start.at),
          )
          if (wrong !== undefined) return wrong
        }
        return undefined
      },
    ),
  ],
  [tokenBucketLaws],
)
