import { describe, expect, it } from 'vitest'
import { streamOperationLaws } from '../../../laws/interpreter/streams'
import { flatten, suite } from '../../../laws/law'
import { advance, inMemory, splitShards } from '../../../src/memory'
import type { Interpreter } from '../../../src/program/Interpreter'
import type { Operation } from '../../../src/program/Operation'

suite(describe, it)(streamOperationLaws(inMemory()), { numRuns: 100 })

// What disturbs: shards are split, and time goes on, so that they are closed and gone on with.
const store = inMemory()
let turn = 0
const disturb = (table: string): void => {
  turn += 1
  const state = store.snapshot()
  store.restore(turn % 3 === 0 ? advance(60 * 60_000)(state) : splitShards(table)(state))
}

describe('with shards that are split and time that goes on', () => {
  suite(describe, it)(streamOperationLaws(store, { disturb }), { numRuns: 100 })
})

// -----------------------------------------------------------------------------
// interpreters that are wrong in one way
// -----------------------------------------------------------------------------

const failed = async (interpreter: Interpreter): Promise<ReadonlyArray<string>> => {
  const names: Array<string> = []
  for (const { laws } of flatten(streamOperationLaws(interpreter))) {
    for (const law of laws) if ((await law.check({ numRuns: 40, seed: 1 })).failed) names.push(law.name)
  }
  return names
}

const reading =
  (change: (operation: Operation<'GetRecords' | 'GetShardIterator'>) => Operation) =>
  (inner: Interpreter): Interpreter =>
  (operation) =>
    inner(
      (operation._tag === 'GetRecords' || operation._tag === 'GetShardIterator'
        ? change(operation)
        : operation) as typeof operation,
    )

describe('the laws find out', () => {
  it('an iterator that is after where it should be at', async () => {
    const wrong = reading((operation) =>
      operation._tag === 'GetShardIterator' && operation.from._tag === 'At'
        ? { ...operation, from: { ...operation.from, _tag: 'After' } }
        : operation,
    )
    expect(await failed(wrong(inMemory()))).toEqual(['at and after a record are what is left of the shard'])
  })

  it('the latest that is the oldest', async () => {
    const wrong = reading((operation) =>
      operation._tag === 'GetShardIterator' && operation.from._tag === 'Latest'
        ? { ...operation, from: { _tag: 'TrimHorizon' } }
        : operation,
    )
    expect(await failed(wrong(inMemory()))).toEqual(['the latest is what is written from now on'])
  })

  it('a limit that is not kept', async () => {
    const wrong = reading((operation) => (operation._tag === 'GetRecords' ? { ...operation, limit: 7 } : operation))
    expect(await failed(wrong(inMemory()))).toEqual(['pages of any limit are the whole'])
  })

  it('records that are lost, and images that are left out', async () => {
    const changed =
      (keep: number, bare: boolean) =>
      (inner: Interpreter): Interpreter =>
      (operation) =>
      async () => {
        const answer = await inner(operation)()
        if (operation._tag !== 'GetRecords' || answer._tag === 'Left' || !('records' in answer.right)) return answer
        const records = answer.right.records
          .filter(({ sequenceNumber }) => keep === 0 || Number(sequenceNumber.slice(-3)) % keep !== 0)
          .map(({ newImage, ...record }) => (bare ? record : newImage === undefined ? record : { ...record, newImage }))
        return { ...answer, right: { ...answer.right, records } } as typeof answer
      }
    expect(await failed(changed(3, false)(inMemory()))).toContain(
      'all records, from the empty table on, make the table',
    )
    expect(await failed(changed(0, true)(inMemory()))).toContain(
      'what an item was is what it became in the record before',
    )
    expect(await failed(changed(0, true)(inMemory()))).toContain(
      'there is a record for each change, as the view has it, and no other',
    )
  })

  it('writes that change nothing and are recorded', async () => {
    // Each put is two: the item without what it has, and the item.
    const doubled =
      (inner: Interpreter): Interpreter =>
      (operation) =>
      async () => {
        if (operation._tag === 'PutItem') {
          const { p, n } = operation.put.item
          const item = p === undefined || n === undefined ? {} : { p, n, other: { BOOL: true } }
          await inner({ ...operation, put: { ...operation.put, item } })()
        }
        return inner(operation)()
      }
    expect(await failed(doubled(inMemory()))).toContain('what changes nothing is not recorded')
  })
})
