import { describe, expect, it } from 'vitest'
import { flatten, replicationLaws, suite } from '../../../laws'
import type { Interpreter } from '../../../src'
import { inMemory, splitShards } from '../../../src/memory'

const sides = () => {
  const from = inMemory({ now: Date.now })
  const disturb = (table: string) => from.restore(splitShards(table)(from.snapshot()))
  return { from, to: inMemory({ now: Date.now }), disturb }
}

const { from, to, disturb } = sides()
suite(describe, it)(replicationLaws({ from, to }, { disturb }), { numRuns: 60 })

const broken = async (change: (target: Interpreter) => Interpreter): Promise<ReadonlyArray<string>> => {
  const made = sides()
  const names: Array<string> = []
  for (const { laws } of flatten(replicationLaws({ from: made.from, to: change(made.to) }, made)))
    for (const law of laws) if ((await law.check({ numRuns: 40, seed: 1 })).failed) names.push(law.name)
  return names
}

describe('the laws fail', () => {
  it('where a target forgets deletions', async () => {
    const keeping =
      (target: Interpreter): Interpreter =>
      (operation) =>
        target(
          operation._tag === 'BatchWriteItem'
            ? { ...operation, writes: operation.writes.filter(({ _tag }) => _tag !== 'Delete') }
            : operation,
        )
    expect(await broken(keeping)).toContain('a copy, and what is followed after it, make both sides equal')
  })

  it('where a target heeds no conditions', async () => {
    const heedless =
      (target: Interpreter): Interpreter =>
      (operation) =>
        target(
          operation._tag === 'TransactWriteItems'
            ? {
                ...operation,
                actions: operation.actions.map((action) => ({ ...action, condition: { _tag: 'Always' } })),
              }
            : operation,
        )
    expect(await broken(heedless)).toEqual(['guarded, a run from an older place takes nothing back'])
  })
})
