/** The tests of a subject: each of its mutants is found by the laws that it names, and each of its laws finds one. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Engine, engine, isFound } from './engine'
import type { Subject } from './inventory'
import type { Mutant } from './mutant'

const defaultRuns = 200

// DISCOVER=1 prints all laws of the subject that find each mutant.
const discovers = process.env.DISCOVER !== undefined

/** Registers the tests. What is a law of other subjects too, named here, need find no mutant in this one. */
export const kill = (
  subject: Subject,
  mutants: ReadonlyArray<Mutant>,
  elsewhere: ReadonlyArray<Subject> = [],
): void => {
  describe(`mutants of ${subject}`, () => {
    let made: Engine
    beforeAll(async () => {
      made = await engine(subject)
    })
    afterAll(() => made.close())

    it.each(mutants.map((mutant) => [mutant.name, mutant] as const))('%s', async (_, mutant) => {
      const { kills, numRuns = defaultRuns } = mutant
      const laws = await made.lawsOf(mutant)
      const found: Array<string> = []
      for (const [name, law] of laws)
        if ((discovers || kills.includes(name)) && (await isFound(law, numRuns))) found.push(name)
      if (discovers) console.log([mutant.name, ...found.map((name) => `  ${JSON.stringify(name)},`)].join('\n'))
      expect(kills).not.toEqual([])
      expect(found).toEqual(expect.arrayContaining([...kills]))
    })

    it('every law finds one', async () => {
      const killers = new Set(mutants.flatMap(({ kills }) => kills))
      const laws = await made.lawsOf()
      for (const other of elsewhere) {
        const theirs = await engine(other)
        for (const name of (await theirs.lawsOf()).keys()) killers.add(name)
        await theirs.close()
      }
      expect([...laws.keys()].filter((name) => !killers.has(name))).toEqual([])
    })
  })
}
