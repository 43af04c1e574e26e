/** The laws of reading streams: what is read is what happened, in order, from any place on. */
import * as fc from 'fast-check'
import * as E from 'fp-ts/Either'
import type { Interpreter } from '../src/program/Interpreter'
import { collect, scan } from '../src/program/Scan'
import * as S from '../src/program/Stream'
import { feed } from '../src/program/stream/feeding'
import { concat, exponential, limit } from '../src/program/time/Policy'
import { type Law, type Laws, laws, property } from './law'
import { expiredLaw, replacedLaw } from './stream/gap'
import { after, before, ending, isSame, parentsOf, type Read, type Run, readFrom, type Thing } from './stream/reading'
import { type Act, acts, done, expectRight, madeAnew, thing } from './stream/table'

// -----------------------------------------------------------------------------
// model
// -----------------------------------------------------------------------------

/** What the laws have to know of the interpreter under test. Everything may be left out. */
export interface StreamLawsOptions {
  /** The name of the table that they make and delete, over and over: `bloop-laws-stream`. */
  readonly table?: string
  /**
   * How it is read: without waits, to the second empty answer of each shard in a row, and to the sixth failure of a read. A
   * store whose answers may be empty before there is nothing needs more of them, and waits.
   */
  readonly reading?: S.StreamOptions
  /** What is done between writes, now and then: shards are split, or some hours pass. */
  readonly disturb?: (table: string) => void | Promise<void>
  /**
   * Lets so many hours pass, after which records older than 24 are gone: in memory `(hours) => store.advance({ hours })`, with
   * `store.now` as `reading.now`. Where it is left out, as of stores whose time nobody moves, there is no law of what expired.
   */
  readonly elapse?: (hours: number) => void | Promise<void>
}

// -----------------------------------------------------------------------------
// what is so of all that is read
// -----------------------------------------------------------------------------

const text = (all: ReadonlyArray<Read>): ReadonlyArray<string> =>
  all.map(({ change: { _tag, key, sequenceNumber } }) => `${_tag} ${key.id} ${sequenceNumber}`).sort()

const versionOf = (value: Thing | undefined): number | undefined => value?.version

const brokenOrder = (all: ReadonlyArray<Read>): string | undefined => {
  const last = new Map<string, Thing | undefined>()
  for (const read of all) {
    const { id } = read.change.key
    const was = last.get(id)
    if (versionOf(was) !== versionOf(before(read)))
      return `${id}: ${JSON.stringify(before(read))} after ${JSON.stringify(was)}`
    last.set(id, after(read))
  }
  return undefined
}

const wrongReplay = async ({ interpreter, model }: Run, all: ReadonlyArray<Read>): Promise<string | undefined> => {
  const replayed = new Map<string, Thing>()
  for (const read of all) {
    const value = after(read)
    if (value === undefined) replayed.delete(read.change.key.id)
    else replayed.set(read.change.key.id, value)
  }
  const stored = expectRight('the table is scanned', await collect(scan(model))(interpreter)())
  const line = ({ id, version }: Thing) => `${id} ${version}`
  const [x, y] = [[...replayed.values()].map(line).sort(), stored.map(line).sort()]
  return isSame(x, y) ? undefined : `replayed: ${x.join(', ')}\nstored: ${y.join(', ')}`
}

/** The shards of all batches as they are given, of a record each: where records are merged by time, it hides what is begun too early. */
const shardsFed = async ({ interpreter, model, reading }: Run): Promise<ReadonlyArray<string>> => {
  const stream = { table: model.schema.name, position: 'trimHorizon' } as const
  const opened = expectRight('it is open', await feed(stream, { ...reading, limit: 1 })(ending(interpreter))())
  const shards: Array<string> = []
  for (;;) {
    const fed = expectRight('it is read', await opened.next())
    if (fed === undefined) return shards
    if (fed._tag === 'Gap') throw new Error(S.showGap(fed))
    shards.push(fed.shard)
    opened.done(fed.shard)
  }
}

const childBeforeParent = async (run: Run, all: ReadonlyArray<Read>): Promise<string | undefined> => {
  const [first] = all
  if (first === undefined) return undefined
  const parents = await parentsOf(run, first.token)
  for (const shards of [all.map(({ change }) => change.shard), await shardsFed(run)]) {
    const begun = new Set<string>()
    for (const shard of shards) {
      begun.add(shard)
      const late = [...begun].find((other) => parents.get(other) === shard)
      if (late !== undefined) return `${shard} goes on after its child ${late} began`
    }
  }
  return undefined
}

const wrongResume = async (run: Run, all: ReadonlyArray<Read>): Promise<string | undefined> => {
  for (const [n, { token }] of all.entries()) {
    const rest = await readFrom(run, token)
    const wanted = text(all.slice(n + 1))
    if (!isSame(text(rest), wanted))
      return `after ${n + 1} of ${all.length} from ${JSON.stringify(token)}\n${text(rest).join('\n')}\nand not\n${wanted.join('\n')}`
  }
  return undefined
}

const bytesOfShard = 1_024

const tooLong = (all: ReadonlyArray<Read>): string | undefined => {
  const long = all.find(
    ({ token }) => JSON.stringify(token).length > bytesOfShard * Math.max(1, Object.keys(token.shards).length),
  )
  return long === undefined ? undefined : JSON.stringify(long.token)
}

// -----------------------------------------------------------------------------
// laws
// -----------------------------------------------------------------------------

/** In memory there is nothing to wait for; of other stores `reading` says what there is. One that always fails is not asked for ever. */
const atOnce: S.StreamOptions = {
  readsPerSecond: Number.POSITIVE_INFINITY,
  polling: () => 1,
  retry: concat(limit(5))(exponential(10)),
  until: { emptyAnswers: 2 },
}

/** Reads on until everything is written and all shards had nothing for a while. */
const untilNothingComes = (reading: S.StreamOptions) => {
  const over = new AbortController()
  let open = 1
  let empty = 0
  let written = false
  const options: S.StreamOptions = {
    ...reading,
    until: 'never',
    signal: over.signal,
    onEvent: (event) => {
      if (event._tag === 'ShardOpened' || event._tag === 'ShardEnded') open = Math.max(1, event.open)
      empty = event._tag === 'Empty' && written ? empty + 1 : 0
      if (empty > 10 * open) over.abort()
    },
  }
  return {
    options,
    isWritten: () => {
      written = true
    },
  }
}

/**
 * The laws of reading streams, on an interpreter: `records = before ++ resume(token)` at every place, through JSON; of each
 * item the records are in order, and each one begins with what the one before left; replayed they give the table; a shard
 * begins when its parent is read; tokens are short; a stream that is open misses nothing; and what is lost is a gap, never silence:
 * of a stream that was replaced, and of records that expired, where `elapse` is given.
 *
 * They make and delete a table, over and over. The reader's clock (`reading.now`) has to be the store's, about.
 *
 * Without `disturb` a stream has one shard, and then they say nothing of parents and children: only the store can make more.
 *
 * @example
 * ```ts
 * import { flatten, streamLaws } from 'bloop-ts/laws'
 * import { inMemory, splitShards } from 'bloop-ts/memory'
 * import * as assert from 'node:assert'
 *
 * const store = inMemory({ now: Date.now })
 * const disturb = (table: string) => store.restore(splitShards(table)(store.snapshot()))
 * const elapse = (hours: number) => store.advance({ hours })
 * for (const { laws } of flatten(streamLaws(store, { disturb, elapse, reading: { now: store.now } })))
 *   for (const law of laws) assert.strictEqual((await law.check({ numRuns: 5 })).failed, false)
 * ```
 */
export const streamLaws = (
  interpreter: Interpreter,
  { table = 'bloop-laws-stream', reading = {}, disturb = () => undefined, elapse }: StreamLawsOptions = {},
): Laws => {
  const model = thing(table)
  const run: Run = { interpreter, model, reading: { ...atOnce, ...reading } }

  const ofAll = (
    name: string,
    wrong: (all: ReadonlyArray<Read>) => string | undefined | Promise<string | undefined>,
  ): Law =>
    property(name, acts, async (list) => {
      await madeAnew(interpreter, model)
      await done(interpreter, model, list, disturb)
      return wrong(await readFrom(run, 'trimHorizon'))
    })

  return laws('reading streams', [
    ofAll('records = before ++ resume(token), at every place', (all) => wrongResume(run, all)),
    ofAll('of an item records are in order, and begin with what the one before left', brokenOrder),
    ofAll('records replayed give the table', (all) => wrongReplay(run, all)),
    ofAll('a shard begins when its parent is read', (all) => childBeforeParent(run, all)),
    ofAll('a token is under 1 KB for each open shard', tooLong),
    ...(elapse === undefined ? [] : [expiredLaw(run, disturb, elapse)]),
    replacedLaw(run, disturb),
    property(
      'from latest on nothing is missed that is written once it is open',
      fc.tuple(acts, acts),
      async ([earlier, later]: readonly [ReadonlyArray<Act>, ReadonlyArray<Act>]) => {
        await madeAnew(interpreter, model)
        await done(interpreter, model, earlier, disturb)
        const known = text(await readFrom(run, 'trimHorizon'))
        const seen: Array<string> = []
        const { options, isWritten } = untilNothingComes(run.reading)
        const opened = expectRight('it is open', await S.open(options)(S.of(model, 'latest'))(ending(interpreter))())
        await done(interpreter, model, later, disturb)
        isWritten()
        for (;;) {
          const pulled = await opened.next()
          if (E.isLeft(pulled)) return `it fails: ${JSON.stringify(pulled.left)}`
          if (pulled.right._tag === 'None') break
          const { value } = pulled.right
          if (value._tag === 'Gap' || value._tag === 'Raw') return `it gives ${JSON.stringify(value)}`
          seen.push(`${value._tag} ${value.key.id} ${value.sequenceNumber}`)
        }
        const wanted = text(await readFrom(run, 'trimHorizon')).filter((line) => !known.includes(line))
        const given = seen.filter((line) => !known.includes(line)).sort()
        return isSame(given, wanted) ? undefined : `${given.join('\n')}\nand not\n${wanted.join('\n')}`
      },
    ),
  ])
}
