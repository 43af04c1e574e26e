/** Mutants of the streams of an interpreter: what is recorded, and how it is read. */
import type { Mutant } from '../mutant'

const records = (...names: ReadonlyArray<string>): ReadonlyArray<string> =>
  names.map((name) => `streams of an interpreter: records of changes > ${name}`)

const reading = (...names: ReadonlyArray<string>): ReadonlyArray<string> =>
  names.map((name) => `streams of an interpreter: reading of shards > ${name}`)

const write = 'src/interpreter/memory/write.ts'
const stream = 'src/interpreter/memory/stream.ts'
const streams = 'src/interpreter/memory/streams.ts'

/** Faults of records. */
export const recorded: ReadonlyArray<Mutant> = [
  {
    name: 'deletions are not recorded',
    file: write,
    from: 'stream !== undefined && (old === undefined ||',
    to: 'stream !== undefined && entry !== undefined && (old === undefined ||',
    kills: records(
      'all records, from the empty table on, make the table',
      'what an item was is what it became in the record before',
      'there is a record for each change, as the view has it, and no other',
    ),
  },
  {
    name: 'a write that changes nothing is recorded',
    file: write,
    from: 'old === undefined || entry === undefined || !equalsItems(old.item, entry.item))',
    to: 'old === undefined || entry === undefined || old !== entry)',
    kills: records('what changes nothing is not recorded'),
  },
  {
    name: 'the old image of a record is the new one',
    file: stream,
    from: "const before = view === 'old' || view === 'newAndOld' ? old : undefined",
    to: "const before = view === 'old' || view === 'newAndOld' ? (old && entry) : undefined",
    kills: records('what an item was is what it became in the record before'),
  },
  {
    name: 'a stream of keys has images',
    file: stream,
    from: "const after = view === 'new' || view === 'newAndOld' ? entry : undefined",
    to: "const after = view !== 'old' ? entry : undefined",
    kills: records('there is a record for each change, as the view has it, and no other'),
  },
  {
    name: 'an item that comes again after its deletion is modified',
    file: stream,
    from: "event: old === undefined ? 'INSERT' :",
    to: "event: old === undefined && entry !== undefined && number % 2 === 0 ? 'INSERT' :",
    kills: records('there is a record for each change, as the view has it, and no other'),
  },
  {
    name: 'records of a moment share a sequence number',
    file: write,
    from: 'const sequence = records ? state.sequence + 1 : state.sequence',
    to: 'const sequence = records ? state.sequence + (old === undefined ? 1 : 0) : state.sequence',
    kills: records('what an item was is what it became in the record before'),
  },
]

/** Faults of iterators and shards. */
export const readings: ReadonlyArray<Mutant> = [
  {
    name: 'at a record is after it',
    file: streams,
    from: "const after = from._tag === 'At' ? number - 1 : number",
    to: 'const after = number',
    kills: reading('at and after a record are what is left of the shard'),
  },
  {
    name: 'after a record it is given again',
    file: streams,
    from: "const after = from._tag === 'At' ? number - 1 : number",
    to: 'const after = number - 1',
    kills: reading('at and after a record are what is left of the shard'),
  },
  {
    name: 'the latest is the oldest',
    file: streams,
    from: "case 'Latest':\n      return sequence",
    to: "case 'Latest':\n      return Math.max(trimmed, shard.starting - 1)",
    kills: reading('the latest is what is written from now on'),
  },
  {
    name: 'the latest is the last record there is',
    file: streams,
    from: "case 'Latest':\n      return sequence",
    to: "case 'Latest':\n      return sequence - 1",
    kills: reading('the latest is what is written from now on'),
  },
  {
    name: 'an iterator repeats its last record',
    file: streams,
    from: 'after: last, at: now }) }),',
    to: 'after: records.length > 1 ? last - 1 : last, at: now }) }),',
    kills: reading('pages of any limit are the whole'),
  },
  {
    name: 'an iterator leaves a record out after a full page',
    file: streams,
    from: 'after: last, at: now }) }),',
    to: 'after: records.length === limit ? last + 1 : last, at: now }) }),',
    kills: reading('pages of any limit are the whole'),
  },
  {
    name: 'a page of records has one more than its limit',
    file: streams,
    from: 'if (records.length === limit ||',
    to: 'if (records.length > limit ||',
    kills: reading('pages of any limit are the whole'),
  },
  {
    name: 'the children of a shard are those of its parent',
    file: streams,
    from: 'childrenOf === undefined || parent === childrenOf)',
    to: 'childrenOf === undefined || id === childrenOf)',
    kills: reading('the children of a shard name it as their parent'),
  },
  {
    name: 'an iterator of a shard that is not there has no records',
    file: streams,
    from: 'if (shard === undefined) return [state, left(noStream(table, arn, id))]\n  const after',
    to: 'if (shard === undefined) return [state, right({ iterator: iteratorText({ arn, shard: id, after: 0, at: state.now }) })]\n  const after',
    kills: reading('a stream or a shard that is not there is not found'),
  },
  {
    name: 'a stream is known by its table alone',
    file: streams,
    from: 'return stream?.arn === arn ? stream :',
    to: 'return stream !== undefined ? stream :',
    kills: reading('a stream or a shard that is not there is not found'),
  },
]
