/** Rate limited: no more operations in a second, and no more at once, than a table is to bear. */
import type { IO } from 'fp-ts/IO'
import type { Middleware } from '../../program/Interpreter'
import type { Operation } from '../../program/Operation'
import { tablesOf } from '../../program/tablesOf'
import { abortable } from '../../program/time/abortable'
import { pause, systemTimer, type Timer } from '../../program/time/Timer'
import { total } from '../../program/total'
import { type AnswerTo, aborted, failed } from './answer'
import { identity } from './compose'
import { configured, type Flaw, isFromOne, isMost, isPositive, isRecord } from './options'
import { type Bucket, burstOf, full, type Rate, take } from './tokenBucket'
import { queues, slots } from './turns'

// -----------------------------------------------------------------------------
// model
// -----------------------------------------------------------------------------

/** The rate of each table, and the rest that limits it. */
export interface RateOptions extends Rate {
  /** Tables with a rate of their own. */
  readonly tables?: { readonly [table: string]: Rate }
  /** How many operations are under way at once, of all tables together; no limit where left out. */
  readonly concurrency?: number
  /** The clock, in milliseconds of any epoch; one that never goes back where left out. */
  readonly now?: IO<number>
  readonly timer?: Pick<Timer, 'sleep'>
  /** Ends what waits, and what is under way, as `Aborted`. */
  readonly signal?: AbortSignal
}

// -----------------------------------------------------------------------------
// constructors
// -----------------------------------------------------------------------------

const monotonic: IO<number> = () => performance.now()

// A clock that throws stands still, and so does one that says no number.
const read = (now: IO<number>): number => {
  try {
    return now()
  } catch {
    return Number.NaN
  }
}

const flawsOf = (name: string, rate: Rate): ReadonlyArray<Flaw> => {
  const none = isRecord(`the rate${name}`, rate)
  return none === undefined
    ? [isPositive(`perSecond${name}`, rate.perSecond), isFromOne(`burst${name}`, burstOf(rate))]
    : [none]
}

// Streams have limits of their own, and take nothing of their tables. What is no operation is about no table; the
// interpreter says what it is.
const namesOf = (operation: Operation): ReadonlyArray<string> => {
  try {
    return 'stream' in operation ? [] : tablesOf(operation)
  } catch {
    return []
  }
}

// -----------------------------------------------------------------------------
// combinators
// -----------------------------------------------------------------------------

/**
 * A token bucket for each table: an operation takes one token, one of several tables takes one of each, and waits until it
 * has them. Those of a table begin in the order in which they were run; one that waits keeps those behind it waiting. A
 * token is an operation and not a unit of capacity, whatever it reads or writes. Reads of a table's stream take none, and
 * count for `concurrency` alone.
 *
 * An operation that never ends keeps its place among `concurrency` for ever: put a `timeout` inside. A rate that is none
 * refuses everything.
 *
 * Laws: it is `identity` up to time; no more than `burst + perSecond · t` operations of a table begin within any `t`
 * seconds.
 *
 * @example
 * ```ts
 * import { Program } from 'bloop-ts'
 * import { inMemory } from 'bloop-ts/memory'
 * import { rateLimited } from 'bloop-ts/middleware'
 * import * as assert from 'node:assert'
 *
 * let time = 0 // time that passes by sleeping, and so at once
 * const sleep = async (milliseconds: number) => void (time += milliseconds)
 * const slow = rateLimited({ perSecond: 10, burst: 1, now: () => time, timer: { sleep } })(inMemory())
 * const describe = Program.perform({ _tag: 'DescribeTable', table: 'users' })
 * for (const expected of [0, 100, 200]) {
 *   await describe(slow)()
 *   assert.strictEqual(time, expected)
 * }
 * ```
 */
export const rateLimited = (options: RateOptions): Middleware => {
  const none = isRecord('the rate', options)
  return none === undefined ? limited(options) : configured([none], identity)
}

const limited = (options: RateOptions): Middleware => {
  const { tables = {}, concurrency = Number.POSITIVE_INFINITY, now = monotonic, timer = systemTimer, signal } = options
  const noTables = isRecord('tables', tables)
  const rates = new Map(noTables === undefined ? Object.entries(tables) : [])
  const flaws = [
    ...flawsOf('', options),
    noTables,
    ...[...rates].flatMap(([table, rate]) => flawsOf(` of ${table}`, rate)),
    isMost('concurrency', concurrency),
  ]
  return configured(flaws, (interpreter) => {
    const ask = total(interpreter)
    const buckets = new Map<string, Bucket>()
    const arrive = queues()
    const places = slots(concurrency)
    const wait = pause(timer, signal)

    const bucketOf = (name: string, time: number): readonly [number, Bucket] => {
      const rate = rates.get(name) ?? options
      return take(rate, time)(buckets.get(name) ?? full(rate, time))
    }

    /** The milliseconds until there is a token of each table. */
    const untilFree = (names: ReadonlyArray<string>): number => {
      const time = read(now)
      return names.reduce((longest, name) => Math.max(longest, bucketOf(name, time)[0]), 0)
    }

    /** Takes the tokens as the operation begins: it may have waited for more than them. */
    const begin = (names: ReadonlyArray<string>): void => {
      const time = read(now)
      for (const name of names) buckets.set(name, bucketOf(name, time)[1])
    }

    const inTurn = async <Op extends Operation>(operation: Op): Promise<AnswerTo<Op>> => {
      const names = namesOf(operation)
      const turn = arrive(names)
      await turn.come
      const milliseconds = untilFree(names)
      // Timers know whole milliseconds, and would fire too early.
      if (milliseconds > 0) await wait(Math.ceil(milliseconds - 1e-9))
      await places.take()
      begin(names)
      turn.pass()
      // What was sent keeps its place until it ends, also where nobody waits for it any more.
      const answer = signal?.aborted ? failed<Op>(aborted) : await ask(operation)()
      places.release()
      return answer
    }

    return <Op extends Operation>(operation: Op) =>
      () =>
        abortable(signal)(() => inTurn(operation)) as Promise<AnswerTo<Op>>
  })
}
