import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { conditionLaws } from '../../laws/condition'
import { equation, flatten, laws, property, report, type SuiteParameters, suite } from '../../laws/law'

const wrong = equation(
  'twice = plus one',
  fc.nat(),
  (n) => ({ left: 2 * n, right: n + 1 }),
  (x, y) => x === y,
)
const sums = laws('sums', [wrong, property('holds', fc.nat(), () => undefined)])

/** The tests that a suite registers, run: what each throws. */
const outcomes = async (parameters: SuiteParameters, all = sums): Promise<ReadonlyArray<readonly [string, string]>> => {
  const tests: Array<readonly [string, () => Promise<void>]> = []
  suite(
    (_, body) => body(),
    (name, body) => tests.push([name, body]),
  )(all, parameters)
  return Promise.all(
    tests.map(
      async ([name, body]) =>
        [
          name,
          await body().then(
            () => 'passes',
            (error: Error) => error.message,
          ),
        ] as const,
    ),
  )
}

describe('a law that fails', () => {
  it('prints both sides, what it shrank to, and how to run it again', async () => {
    const [[, text = ''] = [], [, other] = []] = await outcomes({ seed: 3 })
    expect(other).toBe('passes')
    expect(text).toMatch(
      /^left: {2}0\nright: 1\n\nCounterexample: 0\nFound after \d+ runs?, shrunk \d+ times?\.\n\nTo run it again:\n {2}law\.check\(\{ seed: 3, path: "[\d:]+", endOnFailure: true \}\)\n {2}suite\(describe, it\)\(laws, \{ only: "sums > twice = plus one", seed: 3, path: "[\d:]+", endOnFailure: true \}\)$/,
    )
  })

  it('is run again by what it prints, alone, with what it shrank to', async () => {
    const first = await wrong.check({ seed: 3 })
    const path = first.counterexamplePath ?? ''
    const again = await outcomes({ only: 'sums > twice = plus one', seed: 3, path, endOnFailure: true })
    expect(again).toHaveLength(1)
    expect(again[0]?.[1]).toContain('Counterexample: 0\nFound after 1 run, shrunk 0 times.')
    const details = await wrong.check({ seed: 3, path, endOnFailure: true })
    expect(details.counterexample).toEqual(first.counterexample)
  })

  it('is not left out where others have its name, and is found by its own', async () => {
    const holds = laws('sums', [property('twice = plus one', fc.nat(), () => undefined)])
    const all = laws('all', [], [holds, sums, sums])
    expect(flatten(all).map(({ name }) => name)).toEqual(['sums', 'sums (2)', 'all'])
    const [[, text = ''] = []] = await outcomes({ only: 'sums (2) > twice = plus one', seed: 3 }, all)
    expect(text).toContain('only: "sums (2) > twice = plus one"')
  })

  it('says so where there is no law of that name', async () => {
    expect(await outcomes({ only: 'sums > other' })).toEqual([['sums > other', 'There is no law "sums > other"']])
  })

  it('tells where an error of the code under test was thrown', async () => {
    const throwing = property('throws', fc.nat(), () => {
      throw new TypeError('at line one')
    })
    expect(report('g', throwing, await throwing.check())).toMatch(/^TypeError: at line one\n +at .*report\.test/)
  })

  it('has nothing to say of one that holds', async () => {
    for (const law of conditionLaws().laws) expect(report('g', law, await law.check({ numRuns: 5 }))).toBeUndefined()
  })
})
