import * as fc from 'fast-check'
import * as E from 'fp-ts/Either'
import { describe, expect, it } from 'vitest'
import { type BisectOptions, bisect, type Step } from '../../../src/program/stream/consume/bisect'
import * as Policy from '../../../src/program/time/Policy'

const timer = { random: () => 0, sleep: async () => undefined }
const upTo = (count: number) => Array.from({ length: count }, (_, n) => n)

/** Hands numbers over to one that refuses some: what it was given, what was told, and what came of it. */
const hand = async (count: number, options: Partial<BisectOptions<number, string, string>>) => {
  const given: Array<ReadonlyArray<number>> = []
  const told: Array<Step<number>> = []
  const { run = async () => E.right(0), ...rest } = options
  const outcome = await bisect<number, string, string>({
    retry: Policy.limit(1),
    timer,
    told: (step) => told.push(step),
    ...rest,
    run: (records) => {
      given.push(records)
      return run(records)
    },
  })(upTo(count))
  return { given, told, outcome }
}

const refusing =
  (...bad: ReadonlyArray<number>) =>
  async (records: ReadonlyArray<number>) =>
    records.some((n) => bad.includes(n)) ? E.left('no') : E.right(undefined)

describe('a batch', () => {
  it('that is taken is handed over once, as it is', async () => {
    const { given, told, outcome } = await hand(5, {})
    expect([given, told, outcome]).toEqual([
      [[0, 1, 2, 3, 4]],
      [{ _tag: 'Handled', records: 5, attempts: 1 }],
      { handled: 5 },
    ])
    expect((await hand(0, {})).given).toEqual([])
  })

  it('that is refused is handed over again, after the waits of the policy', async () => {
    const slept: Array<number> = []
    let refusals = 2
    const { told } = await hand(3, {
      run: async () => (refusals-- > 0 ? E.left('no') : E.right(0)),
      retry: Policy.exponential(100),
      timer: { random: () => 0, sleep: async (ms) => void slept.push(ms) },
    })
    expect([told, slept]).toEqual([[{ _tag: 'Handled', records: 3, attempts: 3 }], [100, 200]])
  })

  it('is halved down to the record that is refused, and ends there', async () => {
    const { given, told, outcome } = await hand(4, { run: refusing(2), retry: Policy.never })
    expect(given).toEqual([[0, 1, 2, 3], [0, 1], [2, 3], [2]])
    expect(told.map(({ _tag }) => _tag)).toEqual(['Bisected', 'Handled', 'Bisected'])
    expect(outcome).toEqual({ handled: 2, ended: { _tag: 'Poison', record: 2, cause: 'no' } })
  })

  it('waits for the whole batch, and for a record alone, and not for each half', async () => {
    const slept: Array<number> = []
    const { outcome } = await hand(64, {
      run: refusing(20),
      retry: (attempt) => (attempt.repetition < 2 ? 100 : undefined),
      timer: { random: () => 0, sleep: async (ms) => void slept.push(ms) },
    })
    expect([outcome.handled, slept]).toEqual([20, [100, 100, 100, 100]])
  })

  it('goes on after poison that is taken', async () => {
    const taken: Array<readonly [number, unknown]> = []
    const { outcome, told } = await hand(9, {
      run: refusing(0, 5, 8),
      poison: async (record, cause) => E.right(taken.push([record, cause])),
    })
    expect(outcome).toEqual({ handled: 9 })
    expect(taken).toEqual([
      [0, 'no'],
      [5, 'no'],
      [8, 'no'],
    ])
    const count = told.map((step) => (step._tag === 'Bisected' ? 0 : step._tag === 'Poisoned' ? 1 : step.records))
    expect(count.reduce((sum, n) => sum + n, 0)).toBe(9)
  })

  it('ends where poison is refused too, or its taker throws', async () => {
    const run = refusing(1)
    expect((await hand(3, { run, poison: async () => E.left('neither') })).outcome).toEqual({
      handled: 1,
      ended: { _tag: 'Refused', record: 1, error: 'neither' },
    })
    const poison = () => {
      throw new Error('broken')
    }
    expect((await hand(3, { run, poison })).outcome).toMatchObject({
      ended: { error: { _tag: 'HandlerThrew', message: 'broken' } },
    })
  })

  it.each([
    () => {
      throw new Error('no')
    },
    () => Promise.reject(new Error('no')),
    () => undefined as never,
    async () => 7 as never,
  ])('whose handler breaks its word is refused: %s', async (run) => {
    expect((await hand(2, { run })).outcome).toMatchObject({ handled: 0, ended: { cause: { _tag: 'HandlerThrew' } } })
  })

  it('is not begun, repeated or halved once the signal fired, and what is under way is finished', async () => {
    const controller = new AbortController()
    const { signal } = controller
    const first = await hand(4, {
      signal,
      run: async (records) => {
        if (records.length === 2) controller.abort()
        return records.length > 2 ? E.left('no') : E.right(0)
      },
      retry: Policy.never,
    })
    expect(first.given).toEqual([
      [0, 1, 2, 3],
      [0, 1],
    ])
    expect(first.outcome).toEqual({ handled: 2, ended: { _tag: 'Stopped' } })
    expect((await hand(4, { signal })).given).toEqual([])
    const waiting = new AbortController()
    const retried = await hand(1, {
      run: async () => {
        waiting.abort()
        return E.left('no')
      },
      signal: waiting.signal,
    })
    expect([retried.given.length, retried.outcome]).toEqual([1, { handled: 0, ended: { _tag: 'Stopped' } }])
  })

  it('never hands over out of order, and leaves nothing out', async () => {
    const arbitrary = fc.record({
      count: fc.nat(40),
      bad: fc.array(fc.nat(40), { maxLength: 4 }),
      // Of each call in turn, whether it fails for no reason.
      moods: fc.array(fc.boolean()),
      repetitions: fc.nat(2),
    })
    await fc.assert(
      fc.asyncProperty(arbitrary, async ({ count, bad, moods, repetitions }) => {
        const done: Array<number> = []
        const poisoned: Array<number> = []
        const moody = [...moods]
        const { outcome } = await hand(count, {
          retry: Policy.limit(repetitions),
          run: async (records) => {
            // What comes next is the first that is not dealt with.
            expect(records[0]).toBe(done.length)
            if (records.some((n) => bad.includes(n)) || moody.shift() === true) return E.left('no')
            done.push(...records)
            return E.right(0)
          },
          poison: async (record) => {
            expect(record).toBe(done.length)
            poisoned.push(record)
            return E.right(done.push(record))
          },
        })
        expect([outcome, done]).toEqual([{ handled: count }, upTo(count)])
        for (const n of bad) if (n < count) expect(poisoned).toContain(n)
      }),
      { numRuns: 500 },
    )
  })

  it('of many has few attempts for one that is poison', async () => {
    const { given } = await hand(1_000, { run: refusing(777), retry: Policy.never, poison: async () => E.right(0) })
    expect(given.length).toBeLessThan(25)
  })
})
