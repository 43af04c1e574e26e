/** Laws of how shards and their records are read. */
import * as fc from 'fast-check'
import type { Interpreter } from '../../src/program/Interpreter'
import type { Operation, StreamRecord } from '../../src/program/Operation'
import { type Law, property } from '../law'
import { showOperation } from './show'
import { ask } from './store'
import {
  allRecords,
  describePages,
  iteratorAt,
  openStream,
  readExpected,
  readFrom,
  readOn,
  shardsOf,
} from './streamStore'
import { countOf, type Disturb, differ, perform, recordText, shownWrites, someWrites, type Write } from './streamWrites'

// -----------------------------------------------------------------------------
// combinators
// -----------------------------------------------------------------------------

const sameRecord = (x: StreamRecord, y: StreamRecord): boolean =>
  x.sequenceNumber === y.sequenceNumber && recordText(x) === recordText(y)

const sameRecords = (x: ReadonlyArray<StreamRecord>, y: ReadonlyArray<StreamRecord>): boolean =>
  x.length === y.length && x.every((record, i) => sameRecord(record, y[i] as StreamRecord))

// -----------------------------------------------------------------------------
// laws
// -----------------------------------------------------------------------------

/** The laws of reading: iterators and pages are slices of the whole. */
export const readLaws = (
  interpreter: Interpreter,
  table: string,
  patience: number,
  disturb: Disturb,
): ReadonlyArray<Law> => {
  const both = shownWrites(someWrites.map((writes) => ({ writes })))
  const wrote = async (writes: ReadonlyArray<Write>) => {
    const store = await openStream(interpreter, table, 'newAndOld')
    const expected = await perform(store, writes, disturb)
    return { store, reads: await readExpected(store, countOf(expected), patience) }
  }
  return [
    property('at and after a record are what is left of the shard', both, async ({ value: { writes } }) => {
      const { store, reads } = await wrote(writes)
      for (const { shard, records } of reads) {
        for (const [i, { sequenceNumber }] of records.entries()) {
          const at = await readFrom(store, shard.id, { _tag: 'At', sequenceNumber })
          const after = await readFrom(store, shard.id, { _tag: 'After', sequenceNumber })
          if (!sameRecords(at, records.slice(i))) return `at the record ${i} of ${shard.id}`
          if (!sameRecords(after, records.slice(i + 1))) return `after the record ${i} of ${shard.id}`
        }
      }
      return undefined
    }),
    property(
      'the latest is what is written from now on',
      shownWrites(fc.record({ writes: someWrites, more: someWrites })),
      async ({ value: { writes, more } }) => {
        const { store, reads } = await wrote(writes)
        const known = reads.filter(({ shard }) => shard.ending === undefined)
        const iterators = new Map<string, string>()
        for (const { shard } of known) iterators.set(shard.id, await iteratorAt(store, shard.id, { _tag: 'Latest' }))
        // Undisturbed, for iterators do not last.
        const expected = await perform(store, more, () => undefined)
        const whole = await readExpected(store, allRecords(reads).length + countOf(expected), patience)
        for (const { shard, records } of known) {
          const all = whole.find((read) => read.shard.id === shard.id)?.records ?? []
          const latest = (await readOn(store, shard.id, iterators.get(shard.id) ?? '')).flat()
          if (!sameRecords(latest, all.slice(records.length))) return `from the latest of ${shard.id}`
        }
        return undefined
      },
    ),
    property(
      'pages of any limit are the whole',
      shownWrites(fc.record({ writes: someWrites, limit: fc.integer({ min: 1, max: 5 }) })),
      async ({ value: { writes, limit } }) => {
        const { store, reads } = await wrote(writes)
        for (const { shard, records } of reads) {
          const goes = await readOn(store, shard.id, await iteratorAt(store, shard.id, { _tag: 'TrimHorizon' }), limit)
          if (goes.some(({ length }) => length > limit)) return `more than ${limit} records at once of ${shard.id}`
          if (!sameRecords(goes.flat(), records)) return `pages of ${limit} of ${shard.id}`
        }
        const whole = await shardsOf(store)
        const pages = await describePages(store, { limit })
        if (pages.some(({ length }) => length > limit)) return `more than ${limit} shards at once`
        const idsOf = (list: ReadonlyArray<{ readonly id: string }>) => [...list.map(({ id }) => id)].sort().join(', ')
        return differ(idsOf(whole), idsOf(pages.flat()))
      },
    ),
    property('the children of a shard name it as their parent', both, async ({ value: { writes } }) => {
      const { store } = await wrote(writes)
      const whole = await shardsOf(store)
      for (const { id } of whole) {
        const answered = new Set((await describePages(store, { childrenOf: id })).flat().map((shard) => shard.id))
        const missing = whole.filter(({ parent, id: child }) => parent === id && !answered.has(child))
        if (missing.length > 0) return `${missing.map((shard) => shard.id).join(', ')} of ${id}`
      }
      return undefined
    }),
    property('a stream or a shard that is not there is not found', both, async ({ value: { writes } }) => {
      const { store } = await wrote(writes)
      const { stream } = store
      const [first] = await shardsOf(store)
      const from = { _tag: 'TrimHorizon' } as const
      const other = stream.replace(/\d{4}-/, '1999-')
      const shard = (first?.id ?? 'shardId').replace(/\d/g, '9')
      const asked: ReadonlyArray<Operation> = [
        { _tag: 'DescribeStream', table, stream: other },
        { _tag: 'GetShardIterator', table, stream: other, shard: first?.id ?? shard, from },
        { _tag: 'GetShardIterator', table, stream, shard, from },
      ]
      for (const operation of asked) {
        const answer = await ask(interpreter, operation)
        if (answer._tag === 'Right' || answer.left._tag !== 'StreamNotFound') return showOperation(operation)
      }
      return undefined
    }),
  ]
}
