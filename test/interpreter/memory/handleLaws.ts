import { isDeepStrictEqual } from 'node:util'
import * as fc from 'fast-check'
import { equation, type Laws, laws } from '../../../laws/law'
import { empty, type InMemory, items, type State, step } from '../../../src/memory'
import type { Operation } from '../../../src/program/Operation'
import { recordsOf, shardsOf } from './streamSupport'
import { add, always, N, path, putItem, S, scan, simple } from './support'

// -----------------------------------------------------------------------------
// steps
// -----------------------------------------------------------------------------

/** An operation, or that time goes on by so many minutes. */
type Step = Operation | number

const increment = (id: string, token: string): Operation => ({
  _tag: 'TransactWriteItems',
  token,
  itemOnFailure: false,
  actions: [
    {
      _tag: 'Update',
      table: 'simple',
      key: { id: S(id) },
      update: { _tag: 'Update', actions: [add(path('n'), N(1))] },
      condition: always,
    },
  ],
})

const id = fc.constantFrom('a', 'b')
const steps: fc.Arbitrary<ReadonlyArray<Step>> = fc.array(
  fc.oneof(
    // The end is up to two days after the beginning.
    fc
      .tuple(id, fc.integer({ min: 1, max: 48 }))
      .map(([name, hours]) => putItem({ id: S(name), ends: N(start / 1_000 + hours * 3_600) }, always, 'simple')),
    fc.tuple(id, fc.constantFrom('x', 'y')).map(([name, token]) => increment(name, token)),
    fc.constant<Step>({ ...scan(), table: 'simple', consistent: true }),
    fc.constantFrom(1, 5, 60, 300, 1_500),
  ),
  { maxLength: 12 },
)

/** The time at which a store begins. */
export const start = Date.UTC(2026, 0, 1)

/** A table with a stream and a time to live. */
export const initial: State = [
  { _tag: 'CreateTable', schema: simple, settings: { stream: 'newAndOld' } } as const,
  { _tag: 'UpdateTimeToLive', table: 'simple', attribute: 'ends', enabled: true } as const,
].reduce((state, operation) => step(state, operation)[0], empty)

// -----------------------------------------------------------------------------
// running
// -----------------------------------------------------------------------------

const take = async (store: InMemory, one: Step): Promise<unknown> =>
  typeof one === 'number' ? store.advance({ minutes: one }) : store(one)()

/** What steps are answered, and all that they leave: items, records, tokens, the time. */
const outcome = async (store: InMemory, list: ReadonlyArray<Step>): Promise<unknown> => {
  const answers: Array<unknown> = []
  for (const one of list) answers.push(await take(store, one))
  return [answers, store.snapshot(), store.now()]
}

const same = (name: string, ...[given, sides]: readonly [fc.Arbitrary<Given>, (given: Given) => Promise<Sides>]) =>
  equation<Given, unknown>(name, given, sides, isDeepStrictEqual)

// What programs see of it: what is forgotten may still be there until something happens.
const seen = (store: InMemory): unknown => {
  const state = store.snapshot()
  const [again, ...answers] = [increment('a', 'x'), increment('b', 'y')].reduce<readonly [State, ...unknown[]]>(
    ([before, ...list], operation) => {
      const [next, answer] = step(before, operation)
      return [next, ...list, answer]
    },
    [state],
  )
  return [store.now(), items(state, 'simple'), shardsOf(state), recordsOf(state), answers, items(again, 'simple')]
}

type Given = readonly [ReadonlyArray<Step>, ReadonlyArray<Step>, ReadonlyArray<Step>]
type Sides = { readonly left: unknown; readonly right: unknown }

// -----------------------------------------------------------------------------
// laws
// -----------------------------------------------------------------------------

/** The laws of a store as tests hold it; each store that is made begins with `initial`. */
export const handleLaws = (make: () => InMemory): Laws => {
  const given = fc.tuple(steps, steps, steps)
  const after = async (before: ReadonlyArray<Step>): Promise<InMemory> => {
    const store = make()
    await outcome(store, before)
    return store
  }
  const length = fc.nat({ max: 200_000_000 })
  return laws('stores in the hands of tests', [
    same('restore(snapshot()) changes nothing', given, async ([before, next]) => {
      const [store, twin] = [await after(before), await after(before)]
      store.restore(store.snapshot())
      return { left: await outcome(store, next), right: await outcome(twin, next) }
    }),
    same('restore undoes all since the snapshot', given, async ([before, between, next]) => {
      const [store, twin] = [await after(before), await after(before)]
      const kept = store.snapshot()
      await outcome(store, between)
      store.restore(kept)
      return { left: await outcome(store, next), right: await outcome(twin, next) }
    }),
    same('a store goes on from the state of another', given, async ([before, between, next]) => {
      const [store, other] = [await after(before), await after(between)]
      other.restore(store.snapshot())
      return { left: await outcome(other, next), right: await outcome(store, next) }
    }),
    same('a fork does as its origin', given, async ([before, next]) => {
      const store = await after(before)
      return { left: await outcome(store.fork(), next), right: await outcome(store, next) }
    }),
    same('a fork and its origin see nothing that the other writes', given, async ([before, mine, yours]) => {
      const [store, twin, other] = [await after(before), await after(before), await after(before)]
      const fork = store.fork()
      const [one, two]: [Array<unknown>, Array<unknown>] = [[], []]
      for (let i = 0; i < Math.max(mine.length, yours.length); i++) {
        const [here, there] = [mine[i], yours[i]]
        if (here !== undefined) one.push(await take(store, here))
        if (there !== undefined) two.push(await take(fork, there))
      }
      const right = [await outcome(twin, mine), await outcome(other, yours)]
      return {
        left: [
          [one, store.snapshot(), store.now()],
          [two, fork.snapshot(), fork.now()],
        ],
        right,
      }
    }),
    equation<readonly [ReadonlyArray<Step>, number, number], unknown>(
      'advance(a), then advance(b), is advance(a + b)',
      fc.tuple(steps, length, length),
      async ([before, a, b]) => {
        const [store, twin] = [await after(before), await after(before)]
        store.advance(a)
        store.advance({ milliseconds: b })
        twin.advance(a + b)
        return { left: seen(store), right: seen(twin) }
      },
      isDeepStrictEqual,
    ),
    equation<readonly [ReadonlyArray<Step>, number], unknown>(
      'advance moves the time by so much',
      fc.tuple(steps, length),
      async ([before, by]) => {
        const store = await after(before)
        const then = store.now()
        store.advance(by)
        return { left: store.now(), right: then + by }
      },
      isDeepStrictEqual,
    ),
  ])
}
