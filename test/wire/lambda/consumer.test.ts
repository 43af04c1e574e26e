import * as fc from 'fast-check'
import * as E from 'fp-ts/Either'
import * as RTE from 'fp-ts/ReaderTaskEither'
import { describe, expect, it } from 'vitest'
import { laws, property, suite } from '../../../laws/law'
import { consumer, type LambdaEvent, type LambdaOptions } from '../../../src/lambda'
import { inMemory } from '../../../src/memory'
import type { StreamRecord } from '../../../src/program/operation/stream'
import { perform } from '../../../src/program/Program'
import * as Policy from '../../../src/program/time/Policy'
import type { Timer } from '../../../src/program/time/Timer'
import { dynamodbRecord, kinesisData, kinesisRecord } from './encode'

// -----------------------------------------------------------------------------
// a stream of records as they are, of items that are called by a letter
// -----------------------------------------------------------------------------

const stream = { decode: (_: string, record: StreamRecord) => record }

const numberOf = (i: number) => String(4_000_000_000_000 + i)

const record = (i: number, id = 'a'): StreamRecord => ({
  event: 'MODIFY',
  sequenceNumber: numberOf(i),
  keys: { id: { S: id } },
  newImage: { id: { S: id }, n: { N: String(i) } },
  byTimeToLive: false,
})

const eventOf = (records: ReadonlyArray<StreamRecord>) => ({ Records: records.map(dynamodbRecord) })
const numbered = (count: number) => Array.from({ length: count }, (_, i) => record(i))

/** Nobody waits. */
const timer: Timer = { random: () => 0.5, sleep: () => Promise.resolve() }
const quick = { timer, retry: Policy.limit(2) } as const

/** A program that fails where one of the records is among some, and keeps what it did. */
const refusing = (bad: ReadonlySet<string>) => {
  const handled: Array<string> = []
  const handle = (records: ReadonlyArray<StreamRecord>) => {
    const found = records.find(({ sequenceNumber }) => bad.has(sequenceNumber))
    if (found !== undefined) return RTE.left(`refused ${found.sequenceNumber}`)
    return RTE.fromIO(() => {
      for (const { sequenceNumber } of records) handled.push(sequenceNumber)
    })
  }
  return { handled, handle }
}

const failing = (itemIdentifier: string) => ({ batchItemFailures: [{ itemIdentifier }] })
const fine = { batchItemFailures: [] }

const asked = <E, P = never>(
  handle: Parameters<typeof consumer<StreamRecord, E, P>>[0],
  options: LambdaOptions<E, P> = {},
) => {
  const events: Array<LambdaEvent<E, P>> = []
  const handler = consumer(handle, { ...quick, onEvent: (event) => events.push(event), ...options })(stream)(inMemory())
  return { events, handler }
}

// -----------------------------------------------------------------------------
// laws
// -----------------------------------------------------------------------------

const batches = fc.record({ count: fc.integer({ min: 1, max: 40 }), batch: fc.option(fc.integer({ min: 1, max: 45 })) })

const same = (left: unknown, right: unknown) =>
  JSON.stringify(left) === JSON.stringify(right)
    ? undefined
    : `left:  ${JSON.stringify(left)}\nright: ${JSON.stringify(right)}`

suite(
  describe,
  it,
)(
  laws('a consumer of Lambda', [
    property('a program that succeeds is handed all, in order, once', batches, async ({ count, batch }) => {
      const { handled, handle } = refusing(new Set())
      const { handler } = asked(handle, batch === null ? {} : { batch })
      const answer = await handler(eventOf(numbered(count)))
      return same([answer, handled], [fine, numbered(count).map(({ sequenceNumber }) => sequenceNumber)])
    }),
    property(
      'a record that fails, wherever it stands, is the one that is reported, and all before it were handled in order, and none after it',
      fc.tuple(batches, fc.array(fc.nat(39), { minLength: 1, maxLength: 3 })),
      async ([{ count, batch }, positions]) => {
        const bad = positions.map((position) => position % count)
        const { handled, handle } = refusing(new Set(bad.map(numberOf)))
        const { handler, events } = asked(handle, batch === null ? {} : { batch })
        const answer = await handler(eventOf(numbered(count)))
        const first = Math.min(...bad)
        const told = events.flatMap((event) => (event._tag === 'GivenBack' ? [event] : []))
        return same(
          [answer, handled, told.map(({ sequenceNumber, records, cause }) => [sequenceNumber, records, cause._tag])],
          [
            failing(numberOf(first)),
            Array.from({ length: first }, (_, i) => numberOf(i)),
            [[numberOf(first), count - first, 'PoisonRecord']],
          ],
        )
      },
    ),
    property(
      'poison that is taken is taken in its order, and all others are handled in theirs',
      fc.tuple(batches, fc.uniqueArray(fc.nat(39), { maxLength: 5 }), fc.array(fc.nat(39), { maxLength: 3 })),
      async ([{ count, batch }, refused, unreadable]) => {
        const broken = new Set(unreadable.map((position) => position % count))
        const bad = new Set(refused.filter((i) => i < count && !broken.has(i)).map(numberOf))
        const { handled, handle } = refusing(bad)
        const order: Array<string> = []
        const { handler } = asked<string, never>(
          (records) =>
            RTE.chainFirstIOK(() => () => void order.push(...records.map((one) => one.sequenceNumber)))(
              handle(records),
            ),
          {
            ...(batch === null ? {} : { batch }),
            poison: (poison) =>
              RTE.fromIO(() => {
                order.push(
                  poison._tag === 'InvalidRecord' ? (poison.sequenceNumber ?? '') : poison.record.sequenceNumber,
                )
              }),
          },
        )
        const event = eventOf(numbered(count))
        const Records = event.Records.map((one, i) => (broken.has(i) ? { ...(one as object), eventName: 'NONE' } : one))
        const answer = await handler({ Records })
        const all = numbered(count).map(({ sequenceNumber }) => sequenceNumber)
        const good = all.filter((number, i) => !bad.has(number) && !broken.has(i))
        return same([answer, order, handled], [fine, all, good])
      },
    ),
    property(
      'Lambda, which goes on where it is told to, brings every record, and leaves each item at its last one',
      fc.record({
        letters: fc.array(fc.constantFrom('a', 'b', 'c'), { minLength: 1, maxLength: 30 }),
        seed: fc.array(fc.boolean(), { minLength: 200, maxLength: 200 }),
      }),
      async ({ letters, seed }) => {
        const records = letters.map((letter, i) => record(i, letter))
        const items = new Map<string, unknown>()
        const seen = new Set<string>()
        let attempt = 0
        const { handler } = asked((some) =>
          RTE.fromEither(
            // A failure may come after a part was done.
            (() => {
              const fails = seed[attempt++] === true
              for (const { keys, sequenceNumber, newImage } of fails ? some.slice(0, some.length >> 1) : some) {
                items.set(JSON.stringify(keys), newImage?.n)
                seen.add(sequenceNumber)
              }
              return fails ? E.left('for the moment') : E.right(undefined)
            })(),
          ),
        )
        let from = 0
        for (let round = 0; round < 500 && from < records.length; round++) {
          const { batchItemFailures } = await handler(eventOf(records.slice(from)))
          const [failure] = batchItemFailures
          from =
            failure === undefined
              ? records.length
              : records.findIndex(({ sequenceNumber }) => sequenceNumber === failure.itemIdentifier)
        }
        const last = new Map(records.map(({ keys }, i) => [JSON.stringify(keys), { N: String(i) }]))
        return same([seen.size, [...items].sort()], [records.length, [...last].sort()])
      },
    ),
  ]),
)

// -----------------------------------------------------------------------------
// facts
// -----------------------------------------------------------------------------

describe('a record that fails', () => {
  it('is handed over again after the waits of the policy, once it is alone', async () => {
    const sizes: Array<number> = []
    const slept: Array<number> = []
    const { handler } = asked(
      (records) => {
        sizes.push(records.length)
        return RTE.left('no')
      },
      {
        retry: Policy.concat(Policy.limit(3))(Policy.exponential(10)),
        timer: { random: () => 0, sleep: async (milliseconds) => void slept.push(milliseconds) },
      },
    )
    expect(await handler(eventOf(numbered(4)))).toEqual(failing(numberOf(0)))
    expect(sizes).toEqual([4, 2, 1, 1, 1, 1])
    expect(slept).toEqual([10, 20, 40])
  })

  it('may succeed then', async () => {
    let left = 4
    const { handler, events } = asked(() => (left-- > 0 ? RTE.left('no') : RTE.right(undefined)))
    expect(await handler(eventOf(numbered(4)))).toEqual(fine)
    expect(events).toEqual([
      { _tag: 'Records', shard: expect.any(String), records: 4 },
      { _tag: 'Bisected', shard: expect.any(String), records: 4 },
      { _tag: 'Bisected', shard: expect.any(String), records: 2 },
      { _tag: 'Handled', shard: expect.any(String), records: 1, attempts: 3 },
      { _tag: 'Handled', shard: expect.any(String), records: 1, attempts: 1 },
      { _tag: 'Handled', shard: expect.any(String), records: 2, attempts: 1 },
    ])
  })

  it('is reported where what takes poison fails', async () => {
    const { handler, events } = asked(() => RTE.left('no'), { poison: () => RTE.left('full') })
    expect(await handler(eventOf(numbered(2)))).toEqual(failing(numberOf(0)))
    expect(events.at(-1)).toMatchObject({
      _tag: 'GivenBack',
      records: 2,
      cause: { _tag: 'PoisonRefused', error: 'full' },
    })
  })
})

describe('a record that cannot be read', () => {
  const [first, second] = eventOf(numbered(2)).Records
  const { handled, handle } = refusing(new Set())
  const { handler, events } = asked(handle)

  it('is reported by its number, and what is before it was handled', async () => {
    const unreadable = { eventSource: 'aws:dynamodb', eventName: 'INSERT', dynamodb: { SequenceNumber: '99' } }
    expect(await handler({ Records: [first, unreadable, second] })).toEqual(failing('99'))
    expect(handled.splice(0)).toEqual([numberOf(0)])
    expect(events.at(-1)).toMatchObject({ _tag: 'GivenBack', records: 2, cause: { _tag: 'InvalidRecord', index: 1 } })
  })

  it('is reported by the number before it, where it has none', async () => {
    expect(await handler({ Records: [first, {}, second] })).toEqual(failing(numberOf(0)))
    expect(await handler({ Records: [{}, first] })).toEqual(failing(''))
    expect(handled.splice(0)).toEqual([numberOf(0)])
  })
})

describe('an event', () => {
  it('that is none is given back as a whole', async () => {
    const { handler, events } = asked(() => RTE.right(undefined))
    for (const event of [undefined, 'text', {}, { Records: 1 }]) expect(await handler(event)).toEqual(failing(''))
    expect(events.map(({ _tag }) => _tag)).toEqual(Array.from({ length: 4 }, () => 'InvalidEvent'))
  })

  it('without records is done', async () => {
    expect(await asked(() => RTE.left('no')).handler({ Records: [] })).toEqual(fine)
  })

  it('tells how old its last record is', async () => {
    const events: Array<LambdaEvent<never>> = []
    const handler = consumer((_: ReadonlyArray<StreamRecord>) => RTE.right(undefined), {
      now: () => 1_700_000_005_000,
      onEvent: (event) => events.push(event),
    })(stream)(inMemory())
    await handler(eventOf([{ ...record(0), at: 1_700_000_000_000 }]))
    expect(events[0]).toMatchObject({ _tag: 'Records', records: 1, lag: 5_000 })
  })

  it('of Kinesis is reported by the number that Kinesis gave; other tables are passed over', async () => {
    const { handled, handle } = refusing(new Set(['22']))
    const of = (number: string, tableName: string) =>
      kinesisRecord({ ...(kinesisData(record(0), undefined) as object), tableName }, number)
    const Records = [of('11', 'notes'), of('12', 'others'), of('22', 'notes')]
    expect(await asked(handle, { table: 'notes' }).handler({ Records })).toEqual(failing('22'))
    expect(await asked(handle, { table: 'others' }).handler({ Records })).toEqual(fine)
    expect(handled).toEqual(['11', '12'])
  })
})

describe('it never rejects', () => {
  const broken = (): never => {
    throw new Error('broken')
  }
  const answers = [
    broken,
    () => broken,
    () => () => broken,
    () => () => () => Promise.reject(new Error('broken')),
    () => () => async () => undefined as never,
    () => undefined as never,
  ]
  it.each(answers.map((handle, i) => [i, handle] as const))('whatever a program does: %i', async (_, handle) => {
    const { handler, events } = asked<string>(handle)
    expect(await handler(eventOf(numbered(2)))).toEqual(failing(numberOf(0)))
    expect(events.at(-1)).toMatchObject({ cause: { _tag: 'PoisonRecord', cause: { _tag: 'HandlerThrew' } } })
    const taker = asked<string, string>(() => RTE.left('no'), { poison: handle })
    expect(await taker.handler(eventOf(numbered(2)))).toEqual(failing(numberOf(0)))
  })

  it('whatever it is handed in', async () => {
    const options = { ...quick, onEvent: broken, now: broken, batch: Number.NaN }
    const handler = consumer((_: ReadonlyArray<StreamRecord>) => RTE.right(undefined), options)(stream)(inMemory())
    const contexts = [
      null,
      1,
      { getRemainingTimeInMillis: 1 },
      { getRemainingTimeInMillis: broken },
      { getRemainingTimeInMillis: () => 'x' },
    ]
    for (const context of contexts) expect(await handler(eventOf(numbered(3)), context)).toEqual(fine)
    const undecodable = { decode: broken }
    expect(await consumer(() => RTE.right(undefined), quick)(undecodable)(inMemory())(eventOf(numbered(2)))).toEqual(
      failing(numberOf(0)),
    )
  })
})

describe("Lambda's time", () => {
  /** A clock that waits only where it is told to, and a context that goes by it. */
  const clock = (time: number) => {
    let now = 0
    const waiting = new Set<() => void>()
    return {
      pass: (milliseconds: number) => {
        now += milliseconds
        for (const wake of [...waiting]) wake()
      },
      context: { getRemainingTimeInMillis: () => time - now },
      timer: {
        random: () => 0,
        sleep: (milliseconds: number, signal?: AbortSignal) =>
          new Promise<void>((resolve) => {
            const end = now + milliseconds
            const wake = () => {
              if (now < end && signal?.aborted !== true) return
              waiting.delete(wake)
              resolve()
            }
            waiting.add(wake)
            signal?.addEventListener('abort', wake)
            wake()
          }),
      } satisfies Timer,
    }
  }

  it('is not waited for: what is under way is given back, and can begin no more operations', async () => {
    const { context, pass, timer: virtual } = clock(3_000)
    const later: Array<string> = []
    const { handler, events } = asked<unknown>(
      (records) => {
        if (records[0]?.sequenceNumber === numberOf(0)) return RTE.right(undefined)
        return (interpreter) => async () => {
          pass(2_800)
          await new Promise((resolve) => setTimeout(resolve, 1))
          const answer = await perform({ _tag: 'DescribeTable', table: 'notes' })(interpreter)()
          later.push(E.isLeft(answer) ? answer.left._tag : 'done')
          return E.right(undefined)
        }
      },
      { timer: virtual, batch: 1, poison: () => RTE.right(undefined) },
    )
    expect(await handler(eventOf(numbered(3)), context)).toEqual(failing(numberOf(1)))
    expect(events.at(-1)).toMatchObject({ _tag: 'GivenBack', records: 2, cause: { _tag: 'OutOfTime' } })
    await new Promise((resolve) => setTimeout(resolve, 10))
    expect(later).toEqual(['Aborted'])
  })

  it('ends a program that never answers', async () => {
    const { context, pass, timer: virtual } = clock(3_000)
    const { handler } = asked<unknown>(() => () => () => new Promise(() => pass(5_000)), { timer: virtual })
    expect(await handler(eventOf(numbered(3)), context)).toEqual(failing(numberOf(0)))
  })

  it('is looked at before records are handed over', async () => {
    const { context, pass, timer: virtual } = clock(3_000)
    const { handler } = asked(() => RTE.fromIO(() => pass(1_400)), {
      timer: { ...virtual, sleep: () => new Promise(() => {}) },
      batch: 1,
    })
    expect(await handler(eventOf(numbered(5)), context)).toEqual(failing(numberOf(2)))
    const { context: short, timer: still } = clock(500)
    expect(await asked(() => RTE.right(undefined), { timer: still }).handler(eventOf(numbered(5)), short)).toEqual(fine)
    const reserving = asked(() => RTE.right(undefined), { timer: still, reserve: 500 })
    expect(await reserving.handler(eventOf(numbered(5)), short)).toEqual(failing(numberOf(0)))
    for (const reserve of [Number.NaN, -1, Number.POSITIVE_INFINITY]) {
      const { handler: unreserved } = asked(() => RTE.right(undefined), { timer: still, reserve })
      expect(await unreserved(eventOf(numbered(5)), short)).toEqual(fine)
      expect(await unreserved(eventOf(numbered(5)))).toEqual(fine)
    }
  })

  it('is enough for poison to be taken, however long its waits', async () => {
    const { context, pass, timer: virtual } = clock(3_000)
    const slow: Timer = {
      ...virtual,
      sleep: (milliseconds, signal) => {
        // The deadline waits; what waits before a repetition lets time pass.
        if (milliseconds > 2_000) return virtual.sleep(milliseconds, signal)
        pass(milliseconds)
        return Promise.resolve()
      },
    }
    const taken: Array<unknown> = []
    const { handler } = asked<string, never>(() => RTE.left('no'), {
      timer: slow,
      retry: Policy.constant(1_900),
      poison: (poison) => RTE.fromIO(() => void taken.push(poison)),
    })
    expect(await handler(eventOf(numbered(1)), context)).toEqual(fine)
    expect(taken).toMatchObject([{ _tag: 'PoisonRecord', cause: 'no', record: { sequenceNumber: numberOf(0) } }])
  })

  it('is not limited where Lambda does not say', async () => {
    const { handler } = asked(() => RTE.right(undefined))
    expect(await handler(eventOf(numbered(1)))).toEqual(fine)
  })
})
