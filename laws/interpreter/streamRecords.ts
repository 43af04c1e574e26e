/** Laws of what is recorded of writes. */
import * as fc from 'fast-check'
import type { Interpreter } from '../../src/program/Interpreter'
import type { StreamRecord } from '../../src/program/Operation'
import type { Item } from '../../src/value/AttributeValue'
import { order } from '../../src/value/sequenceNumber'
import { type Law, property } from '../law'
import { bagText, itemText } from './meaning'
import { contents, expectRight } from './store'
import { allRecords, openStream, readExpected, type View } from './streamStore'
import {
  countOf,
  type Disturb,
  differ,
  grouped,
  imageText,
  perform,
  put,
  recordText,
  remove,
  shownWrites,
  someWrites,
  type Write,
} from './streamWrites'

// -----------------------------------------------------------------------------
// combinators
// -----------------------------------------------------------------------------

const someView = fc.constantFrom<View>('keys', 'new', 'old', 'newAndOld')

const linesOf = (groups: ReadonlyMap<string, ReadonlyArray<string>>): string =>
  [...groups]
    .map(([name, lines]) => [`${name}:`, ...lines].join('\n  '))
    .sort()
    .join('\n')

const replayed = (records: ReadonlyArray<StreamRecord>): string => {
  const table = new Map<string, Item>()
  for (const { keys, newImage } of records) {
    if (newImage === undefined) table.delete(itemText(keys))
    else table.set(itemText(keys), newImage)
  }
  return bagText([...table.values()])
}

// What is wrong between a record of an item and the one before it.
const wrongLink = (record: StreamRecord, before: StreamRecord | undefined): boolean =>
  imageText(record.oldImage) !== imageText(before?.newImage) ||
  (before !== undefined && order.compare(before.sequenceNumber, record.sequenceNumber) >= 0)

const growing = (records: ReadonlyArray<StreamRecord>): boolean =>
  records.every((record, i) => {
    const before = records[i - 1]
    return before === undefined || order.compare(before.sequenceNumber, record.sequenceNumber) < 0
  })

// -----------------------------------------------------------------------------
// laws
// -----------------------------------------------------------------------------

/** The laws of records: what they make, how they follow on one another, and which there are. */
export const recordLaws = (
  interpreter: Interpreter,
  table: string,
  patience: number,
  disturb: Disturb,
): ReadonlyArray<Law> => {
  const both = shownWrites(someWrites.map((writes) => ({ writes })))
  const wrote = async (writes: ReadonlyArray<Write>, view: View = 'newAndOld') => {
    const store = await openStream(interpreter, table, view)
    const expected = await perform(store, writes, disturb)
    return { store, expected, reads: await readExpected(store, countOf(expected), patience) }
  }
  return [
    property('all records, from the empty table on, make the table', both, async ({ value: { writes } }) => {
      const { store, reads } = await wrote(writes)
      return differ(bagText(await contents(store)), replayed(allRecords(reads)))
    }),
    property('what an item was is what it became in the record before', both, async ({ value: { writes } }) => {
      const { reads } = await wrote(writes)
      for (const { shard, records } of reads) if (!growing(records)) return `numbers do not grow in ${shard.id}`
      for (const records of grouped(allRecords(reads), ({ keys }) => itemText(keys)).values()) {
        const wrong = records.findIndex((record, i) => wrongLink(record, records[i - 1]))
        if (wrong >= 0) return `the record ${wrong} does not follow of\n${records.map(recordText).join('\n')}`
      }
      return undefined
    }),
    property(
      'there is a record for each change, as the view has it, and no other',
      shownWrites(fc.record({ writes: someWrites, view: someView })),
      async ({ value: { writes, view } }) => {
        const { expected, reads } = await wrote(writes, view)
        const groups = grouped(allRecords(reads), ({ keys }) => itemText(keys))
        const found = new Map([...groups].map(([text, records]) => [text, records.map(recordText)] as const))
        return differ(linesOf(expected), linesOf(found))
      },
    ),
    property('what changes nothing is not recorded', both, async ({ value: { writes } }) => {
      const { store, expected } = await wrote(writes)
      for (const i of await contents(store)) await expectRight(interpreter, put(i)(table))
      await expectRight(interpreter, remove({ p: { S: 'none' }, n: { N: '0' } })(table))
      const last = { p: { S: 'last' }, n: { N: '0' } }
      await expectRight(interpreter, put(last)(table))
      const reads = await readExpected(store, countOf(expected) + 1, patience)
      return differ(String(countOf(expected) + 1), String(allRecords(reads).length))
    }),
  ]
}
