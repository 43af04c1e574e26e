import { describe, expect, it } from 'vitest'
import { suite } from '../../../laws/law'
import { at, type Duration, type InMemory, inMemory, items, type State } from '../../../src/memory'
import { eventuallyConsistent } from '../../../src/middleware'
import { handleLaws, initial, start } from './handleLaws'
import { N, putItem, S } from './support'

const stoodStill = { state: at(start)(initial) }
const clocked = { state: initial, now: () => start }
const kinds: Readonly<Record<string, () => InMemory>> = {
  'whose time is its own': () => inMemory(stoodStill),
  'with a clock': () => inMemory(clocked),
  'that has gone ahead of its clock': () => {
    const store = inMemory(clocked)
    store.advance({ minutes: 90 })
    return store
  },
  'that may be behind': () => eventuallyConsistent({ ...clocked, seed: 1, staleness: 3 }),
}
for (const [name, make] of Object.entries(kinds))
  describe(`a store ${name}`, () => suite(describe, it)(handleLaws(make), { numRuns: 100 }))

// -----------------------------------------------------------------------------
// handles that are wrong in one way
// -----------------------------------------------------------------------------

const wrong = (change: (store: InMemory) => Partial<InMemory>) => () => {
  const store = inMemory(clocked)
  const inner: InMemory = Object.assign((...[operation]: Parameters<InMemory>) => store(operation), { ...store })
  return Object.assign(inner, change(store))
}
const failing = async (make: () => InMemory): Promise<ReadonlyArray<string>> => {
  const names: Array<string> = []
  for (const law of handleLaws(make).laws) if ((await law.check({ numRuns: 200, seed: 1 })).failed) names.push(law.name)
  return names
}
const undone = 'restore undoes all since the snapshot'
const alone = 'a fork and its origin see nothing that the other writes'
const forgetful =
  (what: (before: State, restored: State) => Partial<State>) =>
  (store: InMemory): Partial<InMemory> => ({
    restore: (state) => store.restore({ ...state, ...what(store.snapshot(), state) }),
  })

describe('the laws fail', () => {
  it.each<[string, string, (store: InMemory) => Partial<InMemory>]>([
    ['a fork is the store itself', alone, (store) => ({ fork: () => store })],
    ['a fork begins anew', 'a fork does as its origin', () => ({ fork: () => inMemory(clocked) })],
    ['tokens are not restored', undone, forgetful(({ tokens }) => ({ tokens }))],
    ['the time is not restored', undone, forgetful(({ now, ahead }) => ({ now, ahead }))],
    ['the records are not restored', undone, forgetful(({ sequence }) => ({ sequence }))],
    [
      'advance is by seconds',
      'advance moves the time by so much',
      (store) => ({
        advance: (by: Duration) => store.advance(typeof by === 'number' ? by / 1_000 : by),
      }),
    ],
    [
      'the last advance counts',
      'advance(a), then advance(b), is advance(a + b)',
      (store) => {
        const first = store.snapshot()
        return {
          advance: (by: Duration) => {
            store.restore({ ...store.snapshot(), now: first.now, ahead: 0 })
            store.advance(by)
          },
        }
      },
    ],
  ])('where %s', async (_, law, change) => {
    expect(await failing(wrong(change))).toContain(law)
  })
  it('nowhere else', async () => {
    expect(await failing(wrong(() => ({})))).toEqual([])
  })
})

// -----------------------------------------------------------------------------
// time
// -----------------------------------------------------------------------------

describe('time in the hands of tests', () => {
  it.each<[Duration, number]>([
    [{}, 0],
    [1, 1],
    [1.9, 1],
    [{ milliseconds: 1 }, 1],
    [{ seconds: 1 }, 1_000],
    [{ minutes: 1 }, 60_000],
    [{ hours: 1 }, 3_600_000],
    [{ hours: 0.5 }, 1_800_000],
    [{ days: 1 }, 86_400_000],
    [{ days: 1, hours: 2, minutes: 3, seconds: 4, milliseconds: 5 }, 93_784_005],
    [{ hours: 1, minutes: -30 }, 1_800_000],
    [-1, 0],
    [{ minutes: -1 }, 0],
    [Number.NaN, 0],
    [{ hours: Number.NaN }, 0],
  ])('%j', (by, milliseconds) => {
    for (const options of [stoodStill, clocked]) {
      const store = inMemory(options)
      store.advance(by)
      expect(store.now() - start).toBe(milliseconds)
    }
  })

  it('ends somewhere', () => {
    const store = inMemory(clocked)
    store.advance(Number.POSITIVE_INFINITY)
    store.advance({ days: 1 })
    expect(Number.isFinite(store.now())).toBe(true)
  })

  it('is of the clock and of what it was advanced by, in forks too', () => {
    let time = start
    const store = inMemory({ now: () => time })
    store.advance({ hours: 2 })
    time += 1_000
    const fork = store.fork()
    fork.advance({ hours: 1 })
    time += 1_000
    expect([store.now() - start, fork.now() - start]).toEqual([7_202_000, 10_802_000])
    store.restore(fork.snapshot())
    expect(store.now()).toBe(fork.now())
    time -= 60_000
    expect(store.now() - start).toBe(10_802_000)
  })

  it('deletes what has expired, before anybody asks', async () => {
    const store = inMemory(clocked)
    await store(putItem({ id: S('a'), ends: N(start / 1_000 + 3_600) }, undefined, 'simple'))()
    const names = (state: State) => items(state, 'simple').length
    store.advance({ hours: 1 })
    expect(names(store.snapshot())).toBe(1)
    const before = store.snapshot()
    store.advance({ seconds: 1 })
    expect([names(store.snapshot()), names(before)]).toEqual([0, 1])
  })

  it('sees a clock of the world when it is looked at', async () => {
    let time = start
    const store = inMemory({ state: initial, now: () => time })
    await store(putItem({ id: S('a'), ends: N(start / 1_000 + 1) }, undefined, 'simple'))()
    time += 10_000
    expect([items(store.snapshot(), 'simple'), items(store.fork().snapshot(), 'simple')]).toEqual([[], []])
  })
})
