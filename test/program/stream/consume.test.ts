import * as fc from 'fast-check'
import * as E from 'fp-ts/Either'
import * as RTE from 'fp-ts/ReaderTaskEither'
import { describe, expect, it } from 'vitest'
import * as Checkpoint from '../../../src/program/Checkpoint'
import type { PoisonRecord } from '../../../src/program/errors'
import { consumeWith } from '../../../src/program/stream/consume/consumeWith'
import { consuming } from '../../../src/program/stream/consume/consuming'
import type { StreamEvent } from '../../../src/program/stream/Event'
import * as Policy from '../../../src/program/time/Policy'
import {
  behind,
  consumed,
  type Handler,
  keeping,
  numberOf,
  program,
  range,
  saved,
  shard,
  store,
  timer,
} from './consumers'
import { type FakeShard, fakeFeed, gap, isGap, record, sequenceNumber, stream } from './fakeFeed'

describe('a consumer', () => {
  it('hands over all, in parts of a shard each, and tells what it does', async () => {
    const { seen, handler } = keeping()
    const events: Array<StreamEvent> = []
    const checkpoint = Checkpoint.inMemory()
    const options = { batch: 4, checkpoint, onEvent: (event: StreamEvent) => events.push(event) }
    const answer = await consumed([shard('a', 0, 10), shard('b', 20, 21)], handler, options)
    expect(answer).toEqual(E.right({ records: 11, batches: 4, poisoned: 0, gaps: 0 }))
    expect(seen.map((batch) => batch.map(({ n }) => n)).sort((x, y) => (x[0] ?? 0) - (y[0] ?? 0))).toEqual([
      [0, 1, 2, 3],
      [4, 5, 6, 7],
      [8, 9],
      [20],
    ])
    expect(events).toContainEqual({ _tag: 'Handled', shard: 'a', records: 4, attempts: 1 })
    expect(events.at(-1)).toEqual({ _tag: 'Checkpointed', shards: 2 })
    expect(await saved(checkpoint)).toEqual({ a: behind(9), b: behind(20) })
  })

  it('handles shards side by side, as many as is said, and no shard twice at once', async () => {
    const under = new Set<string>()
    let most = 0
    const handler: Handler = ([first]) =>
      program(async () => {
        const id = first?.shard ?? ''
        expect(under.has(id)).toBe(false)
        under.add(id)
        most = Math.max(most, under.size)
        await timer.sleep()
        under.delete(id)
        return E.right(0)
      })
    const shards = Array.from({ length: 7 }, (_, i) => shard(`s${i}`, i * 100, i * 100 + 30))
    const answer = await consumed(shards, handler, { concurrency: 3, batch: 4 }, { limit: 9 })
    expect([answer, most]).toEqual([E.right({ records: 210, batches: 70, poisoned: 0, gaps: 0 }), 3])
  })

  it.each([{ concurrency: 0 }, { concurrency: 1.5 }, { batch: 0 }, { batch: Number.NaN }, { checkpointEvery: -1 }])(
    'that is none begins nothing: %j',
    async (options) => {
      const { seen, handler } = keeping()
      expect(await consumed([shard('a', 0, 3)], handler, options)).toMatchObject(E.left({ _tag: 'InvalidRequest' }))
      expect(seen).toEqual([])
    },
  )

  it('ends with what its feed fails with, and has saved what was before', async () => {
    const checkpoint = Checkpoint.inMemory()
    const error = { _tag: 'TableNotFound', table: 'things' } as const
    const { handler } = keeping()
    const failing = { after: 2, error }
    expect(await consumed([shard('a', 0, 9)], handler, { checkpoint }, { limit: 3, failing })).toEqual(E.left(error))
    expect(await saved(checkpoint)).toEqual({ a: behind(5) })
  })

  it('whose listener throws goes on', async () => {
    const { handler } = keeping()
    const onEvent = () => {
      throw new Error('not heard')
    }
    expect(E.isRight(await consumed([shard('a', 0, 9)], handler, { onEvent }))).toBe(true)
  })

  it('takes what cannot be decoded for refused', async () => {
    const answer = await consumeWith(
      (consumer) =>
        ({ position }) =>
          consuming(fakeFeed([shard('a', 0, 2)])(position))(consumer),
    )(() => RTE.right(0), { timer, retry: Policy.never })({
      table: 'things',
      position: 'trimHorizon',
      decode: () => {
        throw new Error('no such thing')
      },
    })(store)()
    expect(answer).toMatchObject(
      E.left({ _tag: 'PoisonRecord', cause: { _tag: 'HandlerThrew', message: 'no such thing' } }),
    )
  })
})

describe('poison', () => {
  const refusing =
    (bad: number, seen: Array<number> = []): Handler =>
    (records) =>
      program(async () => {
        if (records.some(({ n }) => n === bad)) return E.left('no')
        seen.push(...records.map(({ n }) => n))
        return E.right(0)
      })

  it('that nobody takes ends it, and the place is right before it', async () => {
    const checkpoint = Checkpoint.inMemory()
    const answer = await consumed([shard('a', 0, 9)], refusing(5), { checkpoint })
    expect(answer).toEqual(
      E.left({ _tag: 'PoisonRecord', shard: 'a', record: record(5, 'a'), cause: 'no' } satisfies PoisonRecord<string>),
    )
    expect(await saved(checkpoint)).toEqual({ a: behind(4) })
  })

  it('is taken, and what follows is handled', async () => {
    const seen: Array<number> = []
    const taken: Array<PoisonRecord<string>> = []
    const events: Array<StreamEvent> = []
    const answer = await consumed([shard('a', 0, 9)], refusing(5, seen), {
      poison: (poison) => RTE.fromIO(() => taken.push(poison)),
      onEvent: (event) => events.push(event),
    })
    expect(answer).toMatchObject(E.right({ records: 9, poisoned: 1 }))
    expect(seen).toEqual([0, 1, 2, 3, 4, 6, 7, 8])
    expect(taken.map(({ shard: id, cause, record: { sequenceNumber: s } }) => [id, cause, s])).toEqual([
      ['a', 'no', sequenceNumber(5)],
    ])
    expect(events).toContainEqual({ _tag: 'Poisoned', shard: 'a', sequenceNumber: sequenceNumber(5) })
    expect(events).toContainEqual({ _tag: 'Bisected', shard: 'a', records: 9 })
  })

  it('whose taker fails ends it with that', async () => {
    const checkpoint = Checkpoint.inMemory()
    const options = { checkpoint, poison: () => RTE.left(17) }
    expect(await consumed([shard('a', 0, 9)], refusing(5), options)).toEqual(E.left(17))
    expect(await saved(checkpoint)).toEqual({ a: behind(4) })
  })

  it('of one shard lets what is under way of others end, and no more begin', async () => {
    const checkpoint = Checkpoint.inMemory()
    let end = (): void => undefined
    const slow = new Promise<void>((done) => {
      end = done
    })
    const handler: Handler = ([first]) =>
      program(async () => {
        if (first?.shard === 'a') {
          setTimeout(end, 5)
          return E.left('no')
        }
        await slow
        return E.right(0)
      })
    const options = { checkpoint, batch: 2, retry: Policy.never }
    const answer = await consumed([shard('a', 0, 1), shard('b', 10, 20)], handler, options)
    expect(answer).toMatchObject(E.left({ _tag: 'PoisonRecord' }))
    expect(await saved(checkpoint)).toEqual({ a: 'start', b: behind(11) })
  })
})

describe('a gap', () => {
  const entries = [...range(0, 3), gap('a'), ...range(5, 7)]

  it('that nobody takes ends it, and is told again', async () => {
    const checkpoint = Checkpoint.inMemory()
    const { handler, numbers } = keeping()
    const lost = E.left({ _tag: 'RecordsLost', gap: gap('a') })
    expect(await consumed([{ id: 'a', entries }], handler, { checkpoint })).toEqual(lost)
    expect(await consumed([{ id: 'a', entries }], handler, { checkpoint })).toEqual(lost)
    expect(numbers()).toEqual([0, 1, 2])
    expect(await saved(checkpoint)).toEqual({ a: behind(2) })
  })

  it('is taken in its place', async () => {
    const { handler, numbers } = keeping()
    const places: Array<number> = []
    const answer = await consumed([{ id: 'a', entries }], handler, {
      gap: () => RTE.fromIO(() => places.push(numbers().length)),
    })
    expect(answer).toEqual(E.right({ records: 5, batches: 2, poisoned: 0, gaps: 1 }))
    expect([numbers(), places]).toEqual([[0, 1, 2, 5, 6], [3]])
  })

  it('whose taker fails, or throws, ends it with that', async () => {
    const { handler } = keeping()
    expect(await consumed([{ id: 'a', entries }], handler, { gap: () => RTE.left('alas') })).toEqual(E.left('alas'))
    const throwing = () => {
      throw new Error('broken')
    }
    expect(await consumed([{ id: 'a', entries }], handler, { gap: throwing })).toEqual(
      E.left({ _tag: 'HandlerThrew', message: 'broken' }),
    )
  })
})

describe('a graceful stop', () => {
  it('in the middle of a batch finishes the part under way, and saves right after it', async () => {
    const controller = new AbortController()
    const checkpoint = Checkpoint.inMemory()
    const { handler, numbers } = keeping()
    const stopping: Handler = (records) => {
      if (records.some(({ n }) => n === 5)) controller.abort()
      return handler(records)
    }
    const options = { checkpoint, batch: 3, signal: controller.signal }
    const answer = await consumed([shard('a', 0, 100)], stopping, options)
    expect(answer).toEqual(E.right({ records: 6, batches: 2, poisoned: 0, gaps: 0 }))
    expect(await saved(checkpoint)).toEqual({ a: behind(5) })
    expect(E.isRight(await consumed([shard('a', 0, 100)], handler, { checkpoint }))).toBe(true)
    expect(numbers()).toEqual(range(0, 100).map(numberOf))
  })

  it('ends waiting, for records and for a retry', async () => {
    const controller = new AbortController()
    const { handler } = keeping()
    setTimeout(() => controller.abort(), 5)
    const { signal } = controller
    expect(await consumed([shard('a', 0, 3)], handler, { signal }, { endless: true })).toMatchObject(
      E.right({ records: 3 }),
    )
    const other = new AbortController()
    const refused: Handler = () => RTE.fromIO(() => setTimeout(() => other.abort(), 5)) as never
    const failing: Handler = (records) => (interpreter) => async () => {
      await refused(records)(interpreter)()
      return E.left('no')
    }
    const asleep = { random: () => 0, sleep: () => new Promise<void>(() => undefined) }
    const options = { signal: other.signal, timer: asleep, retry: Policy.constant(1) }
    expect(await consumed([shard('a', 0, 3)], failing, options)).toEqual(
      E.right({ records: 0, batches: 0, poisoned: 0, gaps: 0 }),
    )
  })

  it('before it begins claims nothing', async () => {
    const checkpoint = Checkpoint.inMemory()
    const claim = await checkpoint.claim(store)()
    const { handler, seen } = keeping()
    const answer = await consumed([shard('a', 0, 3)], handler, { checkpoint, signal: AbortSignal.abort() })
    expect([E.isRight(answer), seen]).toEqual([true, []])
    expect(E.isRight(claim) && E.isRight(await checkpoint.save(claim.right, 1)(store)())).toBe(true)
  })
})

// -----------------------------------------------------------------------------
// whatever happens
// -----------------------------------------------------------------------------

/** A tree of shards over a few items, in one order that is that of every item. */
const tree: fc.Arbitrary<ReadonlyArray<FakeShard>> = fc
  .array(fc.record({ item: fc.nat(3), gap: fc.integer({ min: 0, max: 9 }) }), { maxLength: 60 })
  .map((list) => {
    const entries = (half: number, from: number, to: number) =>
      list.flatMap(({ item, gap: g }, n) => {
        if (n < from || n >= to || (half >= 0 && item % 2 !== half)) return []
        return [...(g === 0 ? [gap('x')] : []), record(n, `i${item}`)]
      })
    const middle = Math.floor(list.length / 2)
    return [
      { id: 'root', entries: entries(-1, 0, middle) },
      { id: 'even', parent: 'root', entries: entries(0, middle, list.length) },
      { id: 'odd', parent: 'root', entries: entries(1, middle, list.length) },
    ]
  })

const itemsOf = (shards: ReadonlyArray<FakeShard>): ReadonlyMap<number, string> =>
  new Map(
    shards.flatMap(({ entries }) =>
      entries.flatMap((one) => (isGap(one) ? [] : [[numberOf(one), JSON.stringify(one.keys)] as const])),
    ),
  )

describe('whatever fails, and however often it is started again', () => {
  const arbitrary = fc.record({
    shards: tree,
    moods: fc.array(fc.constantFrom('refuse', 'throw', 'take', 'take', 'crash'), { maxLength: 30 }),
    batch: fc.integer({ min: 1, max: 7 }),
    limit: fc.integer({ min: 1, max: 11 }),
    concurrency: fc.integer({ min: 1, max: 3 }),
  })

  it('every record is handled, each item in order but for what is repeated, and poison is none', async () => {
    await fc.assert(
      fc.asyncProperty(arbitrary, async ({ shards, moods, batch, limit, concurrency }) => {
        const items = itemsOf(shards)
        const checkpoint = Checkpoint.inMemory()
        const left = [...moods]
        // Of each item the last that was handled, and the farthest.
        const handled = new Map<string, number>()
        const all = new Set<number>()
        for (let starts = 0; ; starts++) {
          expect(starts).toBeLessThan(100)
          let crash = (_: 'crashed'): void => undefined
          const crashed = new Promise<'crashed'>((resolve) => {
            crash = resolve
          })
          let isOver = false
          const last = new Map<string, number>()
          const handler: Handler = (records) =>
            program(async () => {
              await timer.sleep()
              const mood = isOver ? 'crash' : (left.shift() ?? 'take')
              if (mood === 'refuse') return E.left('no')
              if (mood === 'throw') throw new Error('no')
              for (const { n } of records) {
                const item = items.get(n) ?? ''
                // Within one life an item goes on from where it was; it may begin before, but not leave out.
                const before = last.get(item)
                if (before !== undefined) expect(n).toBeGreaterThan(before)
                for (const [other, of] of items) if (of === item && other < n) expect(all.has(other)).toBe(true)
                last.set(item, n)
                all.add(n)
                handled.set(item, n)
              }
              if (mood === 'take') return E.right(0)
              isOver = true
              crash('crashed')
              return new Promise<never>(() => undefined)
            })
          const options = {
            checkpoint,
            batch,
            concurrency,
            retry: Policy.limit(40),
            checkpointEvery: 0,
            gap: () => RTE.right(0),
          }
          const answer = await Promise.race([consumed(shards, handler, options, { limit }), crashed])
          if (answer === 'crashed') continue
          expect(answer).toMatchObject(E.right({ poisoned: 0 }))
          break
        }
        expect([...all].sort((x, y) => x - y)).toEqual([...items.keys()].sort((x, y) => x - y))
      }),
      { numRuns: 150 },
    )
  })

  it('the place that is saved is exactly what was handled', async () => {
    await fc.assert(
      fc.asyncProperty(arbitrary, fc.nat(60), async ({ shards, moods, batch, limit, concurrency }, stopAt) => {
        const checkpoint = Checkpoint.inMemory()
        const left = moods.filter((mood) => mood !== 'crash')
        const controller = new AbortController()
        const seen: Array<number> = []
        const handler: Handler = (records) =>
          program(async () => {
            await timer.sleep()
            const mood = left.shift() ?? 'take'
            if (mood !== 'take') return E.left('no')
            seen.push(...records.map(({ n }) => n))
            if (seen.length >= stopAt) controller.abort()
            return E.right(0)
          })
        const options = { checkpoint, batch, concurrency, gap: () => RTE.right(0) }
        const retry = Policy.limit(1)
        const first = await consumed(shards, handler, { ...options, retry, signal: controller.signal }, { limit })
        const before = seen.length
        if (E.isRight(first)) expect(first.right.records).toBe(before)
        left.length = 0
        expect(E.isRight(await consumed(shards, handler, { ...options, retry }, { limit }))).toBe(true)
        // Nothing twice, and nothing left out.
        expect([...seen].sort((x, y) => x - y)).toEqual([...itemsOf(shards).keys()].sort((x, y) => x - y))
      }),
      { numRuns: 150 },
    )
  })
})

describe('a token that is none', () => {
  it.each([7, { version: 2 }, { version: 1, table: 'things', stream, shards: { a: 'later' } }])(
    'is refused, and nothing is overwritten: %j',
    async (value) => {
      const checkpoint = Checkpoint.inMemory()
      const claim = await checkpoint.claim(store)()
      if (E.isRight(claim)) await checkpoint.save(claim.right, value)(store)()
      const { handler, seen } = keeping()
      const answer = await consumed([shard('a', 0, 3)], handler, { checkpoint })
      expect(answer).toMatchObject(E.left({ _tag: 'InvalidToken' }))
      expect(E.isLeft(answer) && 'mismatches' in answer.left && answer.left.mismatches.length).toBeGreaterThan(0)
      expect(seen).toEqual([])
      expect(E.map(({ value: v }: Checkpoint.Claim) => v)(await checkpoint.claim(store)())).toEqual(E.right(value))
    },
  )
})
