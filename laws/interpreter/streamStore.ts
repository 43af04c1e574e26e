/** The table of the laws of streams: made anew for each run, and its stream read as a whole. */
import { isLeft } from 'fp-ts/Either'
import type { Interpreter } from '../../src/program/Interpreter'
import type { IteratorStart, Operation, Shard, StreamRecord } from '../../src/program/Operation'
import type { StreamView } from '../../src/value/TableSettings'
import { ask, expectRight, open, type Store } from './store'
import { schemaOf } from './table'

// -----------------------------------------------------------------------------
// model
// -----------------------------------------------------------------------------

/** A view that there are records of. */
export type View = Exclude<StreamView, 'off'>

/** A store whose table has a stream. */
export interface StreamStore extends Store {
  readonly view: View
  readonly stream: string
}

/** The records of a shard, from its oldest on. */
export interface ShardRead {
  readonly shard: Shard
  readonly records: ReadonlyArray<StreamRecord>
}

/** How long a table may be in the making, or in being deleted; and a stream in being switched on. */
const readyWithinMs = 60_000
const pollMs = 100

/** No shard of the laws is read in more goes. */
const maxReads = 2_000

// -----------------------------------------------------------------------------
// constructors
// -----------------------------------------------------------------------------

/** Some milliseconds. */
export const sleep = (milliseconds: number): Promise<void> => new Promise((done) => setTimeout(done, milliseconds))

const until = async <A>(what: string, look: () => Promise<A | undefined>): Promise<A> => {
  const deadline = Date.now() + readyWithinMs
  for (let looks = 0; ; looks++) {
    const found = await look()
    if (found !== undefined) return found
    if (Date.now() > deadline) throw new Error(`${what} after ${readyWithinMs} ms`)
    // What is done at once is seen at the second look.
    if (looks > 0) await sleep(pollMs)
  }
}

const clear = (interpreter: Interpreter, table: string): Promise<true> =>
  until(`the table ${table} is not deleted`, async () => {
    const found = await ask(interpreter, { _tag: 'DescribeTable', table })
    if (isLeft(found) && found.left._tag === 'TableNotFound') return true
    const deleted = await ask(interpreter, { _tag: 'DeleteTable', table })
    return isLeft(deleted) && deleted.left._tag === 'TableNotFound' ? true : undefined
  })

/** The table, made anew, with a stream of a view. */
export const openStream = async (interpreter: Interpreter, table: string, view: View): Promise<StreamStore> => {
  const schema = schemaOf(table, false)
  await clear(interpreter, table)
  await expectRight(interpreter, { _tag: 'CreateTable', schema, settings: { stream: view } })
  const store = await open(interpreter, schema)
  const stream = await until(`the stream of the table ${table} is not on`, async () => {
    const { latestStream } = await expectRight(interpreter, { _tag: 'DescribeTable', table })
    if (latestStream === undefined) return undefined
    const { status } = await expectRight(interpreter, { _tag: 'DescribeStream', table, stream: latestStream })
    return status === 'ENABLED' ? latestStream : undefined
  })
  return { ...store, view, stream }
}

// -----------------------------------------------------------------------------
// interpreters: shards
// -----------------------------------------------------------------------------

type Describing = Omit<Operation<'DescribeStream'>, '_tag' | 'table' | 'stream'>

/** The pages of a description of the stream. */
export const describePages = async (
  { interpreter, schema: { name: table }, stream }: StreamStore,
  asked: Describing = {},
): Promise<ReadonlyArray<ReadonlyArray<Shard>>> => {
  const pages: Array<ReadonlyArray<Shard>> = []
  let start: string | undefined
  do {
    const more = start === undefined ? {} : { start }
    const page = await expectRight(interpreter, { _tag: 'DescribeStream', table, stream, ...asked, ...more })
    pages.push(page.shards)
    start = page.next
    if (pages.length > maxReads) throw new Error(`more than ${maxReads} pages of shards`)
  } while (start !== undefined)
  return pages
}

/** All shards, each after its parent. */
export const shardsOf = async (store: StreamStore): Promise<ReadonlyArray<Shard>> => {
  const left = new Map((await describePages(store)).flat().map((shard) => [shard.id, shard]))
  const ordered: Array<Shard> = []
  while (left.size > 0) {
    const ready = [...left.values()].filter(({ parent }) => parent === undefined || !left.has(parent))
    if (ready.length === 0) throw new Error(`shards are their own ancestors: ${[...left.keys()].join(', ')}`)
    for (const shard of ready) left.delete(shard.id)
    ordered.push(...ready)
  }
  return ordered
}

// -----------------------------------------------------------------------------
// interpreters: records
// -----------------------------------------------------------------------------

/** An iterator of a shard. */
export const iteratorAt = async (store: StreamStore, shard: string, from: IteratorStart): Promise<string> => {
  const { interpreter, schema, stream } = store
  const operation = { _tag: 'GetShardIterator', table: schema.name, stream, shard, from } as const
  return (await expectRight(interpreter, operation)).iterator
}

/** What is read from an iterator on, in goes, until the shard ends or nothing more comes. */
export const readOn = async (
  { interpreter, schema: { name: table }, stream }: StreamStore,
  shard: string,
  iterator: string,
  limit?: number,
): Promise<ReadonlyArray<ReadonlyArray<StreamRecord>>> => {
  const goes: Array<ReadonlyArray<StreamRecord>> = []
  let next: string | undefined = iterator
  // Nothing may be answered before the end: only where that happens several times, it is taken for it.
  for (let empty = 0; next !== undefined && empty < 3; ) {
    const operation: Operation<'GetRecords'> = { _tag: 'GetRecords', table, stream, shard, iterator: next }
    const answer = await expectRight(interpreter, limit === undefined ? operation : { ...operation, limit })
    goes.push(answer.records)
    next = answer.next
    empty = answer.records.length === 0 ? empty + 1 : 0
    if (goes.length > maxReads) throw new Error(`more than ${maxReads} reads of a shard`)
  }
  return goes
}

/** The records of a shard from a place on. */
export const readFrom = async (
  store: StreamStore,
  shard: string,
  from: IteratorStart,
): Promise<ReadonlyArray<StreamRecord>> => (await readOn(store, shard, await iteratorAt(store, shard, from))).flat()

/** The whole stream, shard by shard, each after its parent. */
export const readAll = async (store: StreamStore): Promise<ReadonlyArray<ShardRead>> => {
  const reads: Array<ShardRead> = []
  for (const shard of await shardsOf(store)) {
    reads.push({ shard, records: await readFrom(store, shard.id, { _tag: 'TrimHorizon' }) })
  }
  return reads
}

/** The records of all shards. */
export const allRecords = (reads: ReadonlyArray<ShardRead>): ReadonlyArray<StreamRecord> =>
  reads.flatMap(({ records }) => records)

/** The whole stream, once it has as many records as are expected, or the patience is over. */
export const readExpected = async (
  store: StreamStore,
  count: number,
  patience: number,
): Promise<ReadonlyArray<ShardRead>> => {
  const deadline = Date.now() + patience
  for (;;) {
    const reads = await readAll(store)
    if (allRecords(reads).length >= count || Date.now() >= deadline) return reads
    await sleep(pollMs)
  }
}
