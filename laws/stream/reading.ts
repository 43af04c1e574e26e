/** What the laws of streams read: changes and gaps, each with the place after it. */
import * as TE from 'fp-ts/TaskEither'
import type { StreamToken } from '../../src/codec/streamToken'
import type { Interpreter } from '../../src/program/Interpreter'
import type { Shard } from '../../src/program/operation/stream'
import * as S from '../../src/program/Stream'
import { expectRight, type ThingModel } from './table'

// -----------------------------------------------------------------------------
// model
// -----------------------------------------------------------------------------

/** An item of the table. */
export type Thing = ThingModel['_A']

/** A store, and how it is read. */
export interface Run {
  readonly interpreter: Interpreter
  readonly model: ThingModel
  readonly reading: S.StreamOptions
}

/** A change, and the place after it as JSON keeps it. */
export interface Read {
  readonly change: S.Change<Thing, { readonly id: string }>
  readonly token: StreamToken
}

/** A gap, and the place after it as JSON keeps it. */
export interface Lost {
  readonly gap: S.Gap
  readonly token: StreamToken
}

// -----------------------------------------------------------------------------
// interpreters
// -----------------------------------------------------------------------------

// A few dozen records have been read long before.
const mostAsked = 3_000

/** A store as one reading asks it: one that gives the same again and again comes to an end, which is a failure. */
export const ending = (interpreter: Interpreter): Interpreter => {
  let asked = 0
  return (operation) => {
    asked++
    return asked <= mostAsked
      ? interpreter(operation)
      : TE.left({ _tag: 'InvalidRequest', reason: `asked ${mostAsked} times, and there is no end` })
  }
}

const kept = (token: StreamToken): StreamToken => JSON.parse(JSON.stringify(token))

/** All that is read from a position to the end, or to so many, gaps too. */
export const pulledFrom = async (
  { interpreter, model, reading }: Run,
  position: S.Position,
): Promise<ReadonlyArray<Read | Lost>> => {
  const all: Array<Read | Lost> = []
  for await (const pulled of S.items(reading)(S.of(model, position))(ending(interpreter))) {
    const { value, token } = expectRight('it is read', pulled)
    if (value._tag === 'Raw') throw new Error(`not decoded: ${JSON.stringify(value.record)}`)
    all.push(value._tag === 'Gap' ? { gap: value, token: kept(token()) } : { change: value, token: kept(token()) })
  }
  return all
}

/** All changes that are read from a position on, without a gap. */
export const readFrom = async (run: Run, position: S.Position): Promise<ReadonlyArray<Read>> =>
  (await pulledFrom(run, position)).map((one) => {
    if ('gap' in one) throw new Error(S.showGap(one.gap))
    return one
  })

/** The place of who begins with the oldest record, and has read none. */
export const startOf = async ({ interpreter, model, reading }: Run): Promise<StreamToken> => {
  const opened = expectRight('it is open', await S.open(reading)(S.of(model, 'trimHorizon'))(ending(interpreter))())
  opened.close()
  return kept(opened.token())
}

/** The parents of all shards that are described. */
export const parentsOf = async (
  { interpreter }: Run,
  { table, stream }: StreamToken,
): Promise<ReadonlyMap<string, string | undefined>> => {
  const describe = ending(interpreter)
  const all: Array<Shard> = []
  for (let start: string | undefined; ; ) {
    const more = start === undefined ? {} : { start }
    const page = await describe({ _tag: 'DescribeStream', table, stream, ...more })()
    const { shards, next } = expectRight('the stream is described', page)
    all.push(...shards)
    if (next === undefined) return new Map(all.map(({ id, parent }) => [id, parent]))
    start = next
  }
}

// -----------------------------------------------------------------------------
// destructors
// -----------------------------------------------------------------------------

/** The item before a change. */
export const before = ({ change }: Read): Thing | undefined => (change._tag === 'Inserted' ? undefined : change.old)

/** The item after a change. */
export const after = ({ change }: Read): Thing | undefined => (change._tag === 'Removed' ? undefined : change.new)

/** Whether texts are the same. */
export const isSame = (x: ReadonlyArray<string>, y: ReadonlyArray<string>): boolean =>
  x.length === y.length && x.every((line, i) => line === y[i])
