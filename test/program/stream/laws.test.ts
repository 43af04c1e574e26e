import * as TE from 'fp-ts/TaskEither'
import { describe, expect, it } from 'vitest'
import { flatten, streamLaws, suite } from '../../../laws'
import type { Interpreter } from '../../../src'
import { inMemory, splitShards } from '../../../src/memory'
import type { StreamRecords } from '../../../src/program/Operation'

const store = () => {
  const interpreter = inMemory({ now: Date.now })
  return { interpreter, disturb: (table: string) => interpreter.restore(splitShards(table)(interpreter.snapshot())) }
}

const { interpreter, disturb } = store()
suite(describe, it)(streamLaws(interpreter, { disturb }), { numRuns: 60 })

describe('a store whose clock stands still', () => {
  suite(describe, it)(streamLaws(inMemory(), { reading: { now: () => 0 } }), { numRuns: 20 })
})

const broken = async (change: (store: Interpreter) => Interpreter): Promise<ReadonlyArray<string>> => {
  const made = store()
  const names: Array<string> = []
  for (const { laws } of flatten(streamLaws(change(made.interpreter), { disturb: made.disturb })))
    for (const law of laws) if ((await law.check({ numRuns: 25, seed: 1 })).failed) names.push(law.name)
  return names
}

describe('the laws fail', () => {
  it('where a record is left out', async () => {
    const forgetful =
      (inner: Interpreter): Interpreter =>
      (operation) =>
        operation._tag === 'GetRecords'
          ? (TE.map(({ records, ...rest }: StreamRecords) => ({
              ...rest,
              records: records.length > 2 ? records.slice(0, -1) : records,
            }))(inner(operation) as never) as never)
          : inner(operation)
    expect(await broken(forgetful)).toContain('records replayed give the table')
  })

  it('where a place is forgotten', async () => {
    const confused =
      (inner: Interpreter): Interpreter =>
      (operation) =>
        inner(
          operation._tag === 'GetShardIterator' && operation.from._tag === 'After'
            ? { ...operation, from: { _tag: 'TrimHorizon' } }
            : operation,
        )
    expect(await broken(confused)).toEqual(['records = before ++ resume(token), at every place'])
  })

  it('where latest is later', async () => {
    const late =
      (inner: Interpreter): Interpreter =>
      (operation) => {
        if (operation._tag !== 'GetShardIterator' || operation.from._tag !== 'Latest') return inner(operation)
        return TE.right({ iterator: 'not yet' }) as never
      }
    const none =
      (inner: Interpreter): Interpreter =>
      (operation) =>
        operation._tag === 'GetRecords' && operation.iterator === 'not yet'
          ? (TE.right({ records: [], next: 'not yet' }) as never)
          : late(inner)(operation)
    expect(await broken(none)).toEqual(['from latest on nothing is missed that is written once it is open'])
  })
})
