import big from 'big.js'
import { type AgreesOptions, agrees, type FunctionModel, type Law, type Laws, suite } from 'bloop-ts/laws'
import { inMemory } from 'bloop-ts/memory'
import { retrying } from 'bloop-ts/middleware'
import * as fc from 'fast-check'
import * as E from 'fp-ts/Either'
import { pipe } from 'fp-ts/function'
import * as RTE from 'fp-ts/ReaderTaskEither'
import { describe, expect, it } from 'vitest'
import { linearise } from '../../laws/agrees/linearise'
import { isOpen } from '../../laws/agrees/open'
import { same, sameAnswer } from '../../laws/agrees/same'
import { type Client, inTurns, nextChoices } from '../../laws/agrees/turns'
import {
  Attribute as A,
  Model as M,
  Policy,
  type Program,
  Read,
  systemTimer,
  Table as T,
  Update as U,
  Write,
} from '../../src'

// -----------------------------------------------------------------------------
// a counter, and ways to count wrongly
// -----------------------------------------------------------------------------

const Counter = M.model({
  name: 'Counter',
  table: 'counters',
  attributes: { id: A.string, count: A.integer },
  key: { partition: 'id' },
})

const load = (id: string) =>
  pipe(
    Read.run(Read.load(Counter)({ id }, { consistent: true })),
    RTE.map(({ count }) => count),
  )
const put = (id: string, count: number) => Write.run(Write.put(Counter)({ id, count }))
const add = (id: string, by: number) => Write.run(Write.update(Counter)({ id }, U.increment(Counter.at.count, by)))

type Add = (by: number) => Program.Program<unknown, void>

const right: Add = (by) => add('a', by)
const readThenWrite: Add = (by) =>
  pipe(
    load('a'),
    RTE.flatMap((count) => put('a', count + by)),
  )

const counting: FunctionModel<number, Add> = {
  name: 'a counter',
  given: pipe(
    T.bind(Counter),
    RTE.flatMap(() => put('a', 0)),
    RTE.flatMap(() => put('b', 0)),
  ),
  initial: 0,
  input: fc.integer({ min: 1, max: 9 }),
  step: (count, by) => [count + by, E.right(undefined)],
  observe: load('a'),
}

const faults = { Throttled: 0.1, Failed: 0.1, Unsent: 0.1, TimedOut: 0.1, Lost: 0.3, Conflicted: 0.1 }

const failureOf = async (
  law: Law | undefined,
  parameters: fc.Parameters<unknown> = {},
): Promise<string | undefined> => {
  const details = await law?.check({ seed: 1, numRuns: 200, ...parameters })
  if (!details?.failed) return undefined
  return details.errorInstance instanceof Error ? details.errorInstance.message : 'failed'
}

const failures = (laws: Laws): Promise<ReadonlyArray<string | undefined>> =>
  Promise.all(laws.laws.map((law) => failureOf(law)))

const everything = { concurrent: 3, faults } as const

// -----------------------------------------------------------------------------
// tests
// -----------------------------------------------------------------------------

suite(describe, it)(agrees(right, counting, everything), { numRuns: 200 })

describe('agrees', () => {
  it('gives a law for each way to run: alone, under faults, at once, and both', () => {
    const names = (options: AgreesOptions) => agrees(right, counting, options).laws.map(({ name }) => name)
    expect(names(everything)).toEqual([
      'calls are answered as by the model, and leave what it holds',
      'under faults, a call that failed was done or was not',
      'calls of 3 clients at once are answered as in some order',
      'calls of 3 clients at once are answered as in some order, under faults',
    ])
    expect(names({}).length).toBe(1)
    expect(names({ faults }).length).toBe(2)
    expect(names({ concurrent: 2 }).length).toBe(2)
  })

  it('finds an update that is lost where two clients are at it, and not alone', async () => {
    const [alone, atABadTime, atOnce, both] = await failures(agrees(readThenWrite, counting, everything))
    expect([alone, atABadTime]).toEqual([undefined, undefined])
    expect(both).toContain('no order of these calls explains')
    expect(atOnce).toMatchInlineSnapshot(`
      "1  readThenWrite(1)
      1    GetItem counters { id: 'a' }
      2  readThenWrite(1)
      2    GetItem counters { id: 'a' }
      1    Put counters { id: 'a', count: 1 }
      1    answers undefined
      2    Put counters { id: 'a', count: 1 }
      2    answers undefined

      no order of these calls explains what they answer and what is stored; the one that explains most:
        client 1: readThenWrite(1)
        client 2: readThenWrite(1)
      and then:
      what is stored
        model: 2
        store: 1"
    `)
  })

  it('finds a wrong answer, as one call', async () => {
    const answers = (by: number): Program.Program<unknown, number> =>
      pipe(
        add('a', by),
        RTE.flatMap(() => load('a')),
        RTE.map((count) => (by > 5 ? count - 1 : count)),
      )
    const model: FunctionModel<number, typeof answers> = {
      ...counting,
      step: (count, by) => [count + by, E.right(count + by)],
      sameAnswer: (expected, actual) => same(expected, actual),
    }
    expect(await failureOf(agrees(answers, model).laws[0])).toMatchInlineSnapshot(`
      "answers(6)
        Update counters { id: 'a' } SET count = count + 6
        GetItem counters { id: 'a' }
        answers 5

      answers(6)
        model: answers 6
        store: answers 5"
    `)
  })

  it('finds what is left behind otherwise, though the answers are right', async () => {
    expect(
      await failureOf(agrees((by: number) => add('a', by > 3 ? by - 1 : by), counting).laws[0]),
    ).toMatchInlineSnapshot(`
      "call(4)
        Update counters { id: 'a' } SET count = count + 3
        answers undefined

      what is stored
        model: 4
        store: 3"
    `)
  })

  it('finds what is done in part: under faults, and by the invariant', async () => {
    const pair = { a: 0, b: 0 }
    const twice = (by: number) =>
      pipe(
        add('a', by),
        RTE.flatMap(() => add('b', by)),
      )
    const model: FunctionModel<typeof pair, typeof twice> = {
      name: 'a pair',
      ...(counting.given === undefined ? {} : { given: counting.given }),
      initial: pair,
      input: counting.input,
      step: ({ a, b }, by) => [{ a: a + by, b: b + by }, E.right(undefined)],
      observe: pipe(RTE.Do, RTE.apS('a', load('a')), RTE.apS('b', load('b'))),
    }
    expect(await failureOf(agrees(twice, model).laws[0])).toBeUndefined()
    expect(await failureOf(agrees(twice, model, { faults }).laws[1])).toMatchInlineSnapshot(`
      "twice(1)
        Update counters { id: 'a' } SET count = count + 1
        Update counters { id: 'b' } SET count = count + 1: ServiceFailed (Failed)
        fails with {"_tag":"ServiceFailed","message":"a fault that was injected","name":"InternalServerError"}

      what is stored
        model: {"a":1,"b":1}
        store: {"a":1,"b":0}"
    `)
    const invariant = ({ a, b }: typeof pair) => (a === b ? undefined : `${a} is not ${b}`)
    expect(await failureOf(agrees(twice, { ...model, invariant }).laws[0])).toContain(
      'the invariant is broken: 1 is not 0',
    )
  })

  it('finds a model that breaks its own invariant', async () => {
    const invariant = (count: number) => (count > 5 ? `${count} is over 5` : undefined)
    expect(await failureOf(agrees(right, { ...counting, observe: RTE.of(0), invariant }).laws[0])).toContain(
      'what is stored',
    )
    const { observe: _, ...unseen } = counting
    expect(await failureOf(agrees(right, { ...unseen, invariant }).laws[0])).toContain(
      'model: breaks its own invariant: 6 is over 5',
    )
  })

  it('says what threw, which program failed, and which option is none', async () => {
    const throws = (): never => {
      throw new Error('a defect')
    }
    const [threw] = await failures(agrees(throws, counting))
    expect(threw).toMatchInlineSnapshot(`
      "throws(1)
        throws a defect

      throws(1) threw: a defect"
    `)
    const rejects: Add = () => () => () => Promise.reject(new Error('a defect'))
    expect((await failures(agrees(rejects, counting)))[0]).toContain('rejects(1) threw: a defect')

    const [given] = await failures(agrees(right, { ...counting, given: load('none') }))
    expect(given).toContain("given failed: TableNotFound: there is no table 'counters'")
    const [observe] = await failures(agrees(right, { ...counting, observe: load('none') }))
    expect(observe).toContain('observe failed: MissingItems')
    for (const concurrent of [0, 6, 1.5])
      expect((await failures(agrees(right, counting, { concurrent })))[0]).toContain('`concurrent` is a whole number')
    expect((await failures(agrees(right, counting, { mostCalls: 0 })))[0]).toContain('`mostCalls` is a whole number')
  })

  it('takes an error of the store for an answer like any other, without faults', async () => {
    const refused: Add = () => RTE.left({ _tag: 'Throttled', name: 'x' })
    expect(await failureOf(agrees(refused, counting).laws[0])).toContain(
      'store: fails with {"_tag":"Throttled","name":"x"}',
    )
  })

  it('runs the same again from a seed and a path', async () => {
    const law = agrees(readThenWrite, counting, everything).laws[2]
    const first = await law?.check({ seed: 7, numRuns: 200 })
    const again = await law?.check({ seed: 7, path: first?.counterexamplePath ?? '', endOnFailure: true })
    expect(first?.failed).toBe(true)
    expect(again?.errorInstance).toEqual(first?.errorInstance)
    expect(fc.stringify(again?.counterexample)).toContain('client 1: readThenWrite(')
  })

  it('lets the application have its own middleware around faults', async () => {
    const timer = { random: () => 0, sleep: async () => undefined }
    const set = (count: number) => put('a', count)
    const setting: FunctionModel<number, typeof set> = {
      ...counting,
      step: (_, count) => [count, E.right(undefined)],
      isOpen: () => false,
    }
    expect(await failureOf(agrees(set, setting, { faults }).laws[1])).toContain('fails with')
    const middleware = retrying(Policy.limit(8), { timer })
    expect(await failures(agrees(set, setting, { ...everything, middleware }))).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
    ])
  })

  it('does not hold clients that are to run as they will', async () => {
    const origin = inMemory()
    const slow = (): ReturnType<typeof inMemory> => {
      const store = origin.fork()
      return Object.assign(
        ((operation) => async () => {
          await new Promise((done) => setTimeout(done))
          return store(operation)()
        }) as typeof store,
        store,
      )
    }
    const options = { concurrent: 2, held: false, interpreter: slow } as const
    expect(await failureOf(agrees(right, counting, options).laws[1], { numRuns: 20 })).toBeUndefined()
    expect(await failureOf(agrees(readThenWrite, counting, options).laws[1], { numRuns: 20 })).toContain('no order')
  })
})

describe('same', () => {
  class Money {
    constructor(readonly cents: number) {}
  }
  it.each([
    [{ a: [1, new Set([big('1.0')])] }, { a: [1, new Set([big(1)])] }, true],
    [new Map([['a', { b: 1 }]]), new Map([['a', { b: 1 }]]), true],
    [new Map([['a', 1]]), new Map([['a', 2]]), false],
    [new Map([['a', 1]]), {}, false],
    [new Money(1), new Money(1), true],
    [new Money(1), new Money(2), false],
    [new Money(1), { cents: 1 }, false],
    [new Error('a'), new Error('b'), false],
    [{ a: undefined }, {}, true],
    [{ a: 1 }, { a: 1, b: 2 }, false],
    [[1, 2], [1], false],
    [[1], { 0: 1 }, false],
    [Number.NaN, Number.NaN, true],
    [null, {}, false],
  ])('of %j and %j', (x, y, expected) => {
    expect([same(x, y), same(y, x)]).toEqual([expected, expected])
  })

  it('asks of an error only what the model says', () => {
    const error = { _tag: 'ConditionFailed', table: 'users' }
    expect(sameAnswer(E.left({ _tag: 'ConditionFailed' }), E.left(error))).toBe(true)
    expect(sameAnswer(E.left({ _tag: 'ConditionFailed', table: 'orders' }), E.left(error))).toBe(false)
    expect(sameAnswer(E.left({ _tag: 'Throttled' }), E.left(error))).toBe(false)
    expect(sameAnswer(E.left({ _tag: 'ConditionFailed' }), E.right(error))).toBe(false)
    expect(sameAnswer(E.right(undefined), E.left(error))).toBe(false)
  })
})

describe('an error is open', () => {
  it.each([
    [{ _tag: 'TimedOut', milliseconds: 1 }, true],
    [{ _tag: 'Throttled', name: 'x' }, true],
    [{ _tag: 'ConditionFailed', table: 'x' }, false],
    [{ _tag: 'TransactionCanceled', reasons: [{ code: 'None' }, { code: 'TransactionConflict' }] }, true],
    [{ _tag: 'TransactionCanceled', reasons: [{ code: 'ConditionalCheckFailed' }] }, false],
    [{ _tag: 'SourceFailed', written: 1, cause: { _tag: 'NetworkFailed', message: '' } }, true],
    [undefined, false],
    ['TimedOut', false],
  ])('%j: %s', (error, expected) => {
    expect(isOpen(error)).toBe(expected)
  })
})

describe('linearise', () => {
  // Calls of a register: writes, and reads that saw a value.
  const call = fc
    .record({ began: fc.nat(12), lasts: fc.integer({ min: 1, max: 6 }), write: fc.boolean(), value: fc.nat(2) })
    .map(({ began, lasts, write, value }) => ({
      // No two moments are the same.
      began: began * 2,
      ended: (began + lasts) * 2 + 1,
      after: (state: number) => (write ? [value] : state === value ? [state] : []),
    }))
  type Call = typeof call extends fc.Arbitrary<infer C> ? C : never

  const orders = (all: ReadonlyArray<Call>): ReadonlyArray<ReadonlyArray<Call>> =>
    all.length === 0 ? [[]] : all.flatMap((one) => orders(all.filter((x) => x !== one)).map((rest) => [one, ...rest]))

  const isOrder = (order: ReadonlyArray<Call>): boolean =>
    order.every((one, i) => order.slice(i + 1).every((later) => later.ended >= one.began))

  const explains = (order: ReadonlyArray<Call>): boolean =>
    order.reduce<ReadonlyArray<number>>((states, one) => states.flatMap(one.after), [0]).length > 0

  it('finds an order where one of all that keep to time explains it, and only there', () => {
    let found = 0
    fc.assert(
      fc.property(fc.array(call, { maxLength: 5 }), (all) => {
        const expected = orders(all).some((order) => isOrder(order) && explains(order))
        const { order, rest } = linearise<Call, number>(all, 0, same)
        found += expected ? 1 : 0
        expect(rest.length === 0).toBe(expected)
        expect(isOrder(order) && explains(order)).toBe(true)
      }),
      { numRuns: 500 },
    )
    expect(found).toBeGreaterThan(50)
    expect(found).toBeLessThan(450)
  })
})

describe('turns', () => {
  const clientOf =
    (name: string, seen: Array<string>, times = 2): Client =>
    async (turn) => {
      for (let i = 0; i < times; i++) await turn(async () => void seen.push(`${name}${i}`))
    }

  it('are taken as they are chosen, and in order without choices', async () => {
    const runWith = async (choices: ReadonlyArray<number>) => {
      const seen: Array<string> = []
      await inTurns([clientOf('a', seen), clientOf('b', seen)], choices, systemTimer)
      return seen.join(' ')
    }
    expect(await runWith([])).toBe('a0 a1 b0 b1')
    expect(await runWith([1, 0, 1])).toBe('b0 a0 b1 a1')
  })

  it('can be gone through in all orders', async () => {
    const orders = new Set<string>()
    let choices: ReadonlyArray<number> | undefined = []
    let runs = 0
    while (choices !== undefined) {
      const seen: Array<string> = []
      choices = nextChoices(await inTurns([clientOf('a', seen), clientOf('b', seen, 3)], choices, systemTimer))
      orders.add(seen.join())
      runs++
    }
    expect([runs, orders.size]).toEqual([10, 10])
  })

  it('hold all that a client asks at once, and wait for who is elsewhere, but not for who waits for others', async () => {
    const seen: Array<string> = []
    let open = (): void => undefined
    const gate = new Promise<void>((resolve) => {
      open = resolve
    })
    const waits: Client = async (turn) => {
      await gate
      await turn(async () => void seen.push('waited'))
    }
    const sleeps: Client = async (turn) => {
      await new Promise((done) => setTimeout(done, 10))
      await turn(async () => void seen.push('slept'))
      open()
    }
    const both: Client = async (turn) => {
      await Promise.all(['x', 'y'].map((name) => turn(async () => void seen.push(name))))
    }
    await inTurns([waits, sleeps, both], [0, 1, 0], systemTimer)
    expect(seen).toEqual(['slept', 'x', 'waited', 'y'])
  })
})
