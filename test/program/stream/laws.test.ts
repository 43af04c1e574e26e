import * as TE from 'fp-ts/TaskEither'
import { describe, expect, it } from 'vitest'
import { flatten, type StreamLawsOptions, streamLaws, suite } from '../../../laws'
import type { Interpreter } from '../../../src'
import { inMemory, splitShards } from '../../../src/memory'
import type { StreamRecords } from '../../../src/program/Operation'

const store = () => {
  const interpreter = inMemory({ now: Date.now })
  const options = {
    disturb: (table: string) => interpreter.restore(splitShards(table)(interpreter.snapshot())),
    elapse: (hours: number) => interpreter.advance({ hours }),
    reading: { now: interpreter.now },
  }
  return { interpreter, options }
}

const { interpreter, options } = store()
suite(describe, it)(streamLaws(interpreter, options), { numRuns: 60 })

describe('a store whose clock stands still', () => {
  suite(describe, it)(streamLaws(inMemory(), { reading: { now: () => 0 } }), { numRuns: 20 })
})

const broken = async (change: (store: Interpreter) => Interpreter): Promise<ReadonlyArray<string>> => {
  const made = store()
  const names: Array<string> = []
  for (const { laws } of flatten(streamLaws(change(made.interpreter), made.options)))
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
    expect(await broken(confused)).toEqual([
      'records = before ++ resume(token), at every place',
      'an expired token is a gap, and what follows it is not lost',
    ])
  })

  it('where nothing can be read, soon', async () => {
    const failing =
      (inner: Interpreter): Interpreter =>
      (operation) =>
        operation._tag === 'GetRecords' ? () => Promise.reject(new Error('no records')) : inner(operation)
    const made = store()
    for (const law of streamLaws(failing(made.interpreter), made.options).laws) {
      const { failed, errorInstance } = await law.check({ numRuns: 5, seed: 1, endOnFailure: true })
      expect([law.name, failed, String(errorInstance)]).toEqual([law.name, true, expect.stringContaining('no records')])
    }
  })

  it('where there is no end of what is read, too', async () => {
    const again =
      (inner: Interpreter): Interpreter =>
      (operation) =>
        operation._tag === 'GetRecords'
          ? (TE.map((read: StreamRecords) => ({ ...read, next: operation.iterator }))(
              inner(operation) as never,
            ) as never)
          : inner(operation)
    const made = store()
    for (const law of streamLaws(again(made.interpreter), made.options).laws) {
      const { failed } = await law.check({ numRuns: 3, seed: 1, endOnFailure: true })
      expect([law.name, failed]).toEqual([law.name, true])
    }
  })

  it('where what is trimmed is passed over', async () => {
    const silent =
      (inner: Interpreter): Interpreter =>
      (operation) =>
        operation._tag === 'GetShardIterator'
          ? (TE.orElse(() => inner({ ...operation, from: { _tag: 'TrimHorizon' } }))(
              inner(operation) as never,
            ) as never)
          : inner(operation)
    expect(await broken(silent)).toEqual(['an expired token is a gap, and what follows it is not lost'])
  })

  it('where nothing expires, or the clocks differ', async () => {
    const { interpreter: kept, options: all } = store()
    const expired = async (options: StreamLawsOptions): Promise<string> => {
      const law = streamLaws(kept, options).laws.find(({ name }) => name.startsWith('an expired token'))
      return String((await law?.check({ numRuns: 25, seed: 1 }))?.errorInstance)
    }
    let hours = 0
    const reading = { now: () => kept.now() + hours * 3_600_000 }
    const elapse = (more: number): void => {
      hours += more
    }
    expect(await expired({ ...all, elapse, reading })).toMatch(/not expired, or too much:\n.*\nand not\nnothing$/)
    expect(await expired({ ...all, reading: {} })).toMatch(
      /25 hours passed, but not on the reader's clock: reading.now$/,
    )
  })

  it('where a stream is known by its table alone', async () => {
    const confused =
      (inner: Interpreter): Interpreter =>
      (operation) =>
      async () => {
        if (!('stream' in operation)) return inner(operation)()
        const table = await inner({ _tag: 'DescribeTable', table: operation.table })()
        const stream = table._tag === 'Right' ? (table.right.latestStream ?? operation.stream) : operation.stream
        return inner({ ...operation, stream })()
      }
    expect(await broken(confused)).toEqual(['a token of a stream that was replaced is a gap, and then the new one'])
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
