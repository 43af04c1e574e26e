import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as Log from '../../../src/interpreter/memory/log'

type Command = { readonly _tag: 'append'; readonly count: number } | { readonly _tag: 'drop'; readonly from: number }

const command: fc.Arbitrary<Command> = fc.oneof(
  { weight: 3, arbitrary: fc.nat(90).map((count) => ({ _tag: 'append' as const, count })) },
  { weight: 1, arbitrary: fc.nat(3000).map((count) => ({ _tag: 'append' as const, count })) },
  { weight: 2, arbitrary: fc.integer({ min: -5, max: 4000 }).map((from) => ({ _tag: 'drop' as const, from })) },
)
const commands = fc.array(command, { maxLength: 12 })

/** The log, beside an array of all that ever was added and how much of it was dropped. */
interface Model {
  readonly log: Log.Log<number>
  readonly all: ReadonlyArray<number>
  readonly start: number
}

const nothing: Model = { log: Log.empty, all: [], start: 0 }

const after = ({ log, all, start }: Model, c: Command): Model => {
  if (c._tag === 'drop') {
    return { log: Log.drop(log, c.from), all, start: Math.max(start, Math.min(c.from, all.length)) }
  }
  const added = Array.from({ length: c.count }, (_, i) => all.length * 7 + i)
  return { log: added.reduce((l, n) => Log.append(l, n), log), all: [...all, ...added], start }
}

const holds = ({ log, all, start }: Model): void => {
  expect([log.start, log.end]).toEqual([start, all.length])
  expect(Log.toArray(log)).toEqual(all.slice(start))
}

describe('Log', () => {
  it('holds what an array holds that is added to and sliced; and all before stay as they were', () => {
    fc.assert(
      fc.property(commands, (list) => {
        const states = [nothing]
        for (const c of list) states.push(after(states[states.length - 1] as Model, c))
        for (const model of states) holds(model)
      }),
      { numRuns: 200 },
    )
  })

  it('has each value under its number, finds the first of which something is true, and reads on from any', () => {
    fc.assert(
      fc.property(commands, fc.nat(4000), fc.nat(100), (list, at, count) => {
        const { log, all, start } = list.reduce(after, nothing)
        expect(Log.get(log, at)).toBe(at < start ? undefined : all[at])
        const wanted = all[at] ?? Number.POSITIVE_INFINITY
        expect(Log.find(log, (n) => n >= wanted)).toBe(Math.max(start, Math.min(at, all.length)))
        const seen: Array<number> = []
        Log.visit(log, at, (n) => seen.push(n) < count)
        const expected = all.slice(Math.max(start, at))
        expect(seen).toEqual(expected.slice(0, Math.max(1, count)))
      }),
      { numRuns: 200 },
    )
  })

  it('is forked: two that go on from one never see what the other adds', () => {
    fc.assert(
      fc.property(commands, fc.nat(100), fc.nat(100), (list, x, y) => {
        const model = list.reduce(after, nothing)
        const grow = (value: number, count: number) =>
          Array.from({ length: count }).reduce<Log.Log<number>>((l) => Log.append(l, value), model.log)
        const [one, two] = [grow(-1, x), grow(-2, y)]
        const kept = model.all.slice(model.start)
        expect(Log.toArray(one)).toEqual([...kept, ...Array.from({ length: x }, () => -1)])
        expect(Log.toArray(two)).toEqual([...kept, ...Array.from({ length: y }, () => -2)])
        holds(model)
      }),
      { numRuns: 100 },
    )
  })

  it('lets go of what is dropped', () => {
    let log: Log.Log<object> = Log.empty
    for (let i = 0; i < 100_000; i++) log = Log.drop(Log.append(log, {}), i - 10)
    const held = (u: unknown): number =>
      Array.isArray(u) ? u.reduce<number>((sum, child) => sum + held(child), 0) : u === undefined ? 0 : 1
    expect(held(log.root)).toBeLessThanOrEqual(64)
    expect(log.end - log.start).toBe(11)
  })
})
