import { describe, expect, it } from 'vitest'
import { kinds } from '../../sim/faults'
import { scenarioOf } from '../../sim/scenario'
import { simulate, simulateAll, unseen } from '../../sim/simulate'
import { isSound, Monoid } from '../../sim/verdict'

const from = (first: number, count: number): ReadonlyArray<number> => Array.from({ length: count }, (_, i) => first + i)

describe('the simulation', () => {
  it('finds no defect, and every kind of fault happens', async () => {
    const verdict = await simulateAll({})(from(1, 200))
    expect(verdict.failing).toEqual([])
    expect(isSound(verdict)).toBe(true)
    expect(unseen(verdict)).toEqual([])
    expect(Object.keys(verdict.faults)).toEqual([...kinds])
    expect(verdict.records).toBeGreaterThan(15_000)
  })

  it('kills a process at each of its awaits', async () => {
    const { crashes, faults, failing } = await simulate({})(300)
    expect(failing).toEqual([])
    expect(faults.crash).toBeGreaterThan(30)
    expect(Object.keys(crashes).length).toBeGreaterThan(4)
  })

  it.each([1, 2, 3, 7, 100])('does the same in the same order for seed %i each time', async (seed) => {
    const traced = async () => {
      const lines: Array<string> = []
      const verdict = await simulate({ line: (text) => void lines.push(text) })(seed)
      return { verdict, text: lines.join('\n') }
    }
    const one = await traced()
    expect(one.text.length).toBeGreaterThan(1_000)
    expect(await traced()).toEqual(one)
    // That someone looks changes nothing.
    expect(await simulate({})(seed)).toEqual(one.verdict)
  })

  it('asks neither a clock nor chance of the world', async () => {
    const [{ random }, { now }, { setTimeout: real }] = [Math, Date, globalThis]
    const asked: Array<string> = []
    const noting =
      <A extends ReadonlyArray<unknown>, B>(name: string, f: (...args: A) => B) =>
      (...args: A): B => {
        asked.push(name)
        return f(...args)
      }
    Math.random = noting('Math.random', random)
    Date.now = noting('Date.now', now)
    globalThis.setTimeout = noting('setTimeout', real) as unknown as typeof setTimeout
    try {
      await simulateAll({})(from(500, 30))
    } finally {
      Math.random = random
      Date.now = now
      globalThis.setTimeout = real
    }
    expect(asked).toEqual([])
  })

  it('draws the same scenario for a seed each time, and others for others', () => {
    expect(scenarioOf(1)).toEqual(scenarioOf(1))
    expect(new Set(from(1, 100).map((seed) => JSON.stringify({ ...scenarioOf(seed), seed: 0 }))).size).toBe(100)
  })

  it('adds verdicts up', async () => {
    const [x, y, z] = await Promise.all([1, 2, 3].map(simulate({})))
    if (x === undefined || y === undefined || z === undefined) throw new Error('no verdict')
    const { concat, empty } = Monoid
    expect(concat(concat(x, y), z)).toEqual(concat(x, concat(y, z)))
    expect([concat(empty, x), concat(x, empty)]).toEqual([x, x])
  })
})
