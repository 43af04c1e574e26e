/** The laws of what was lost: a token that came too late is answered by a gap, and what follows the gap is all there. */
import * as fc from 'fast-check'
import { showGap } from '../../src/program/Stream'
import { type Law, property } from '../law'
import {
  after,
  before,
  isSame,
  type Lost,
  parentsOf,
  pulledFrom,
  type Read,
  type Run,
  readFrom,
  startOf,
} from './reading'
import { type Act, acts, done, madeAnew } from './table'

// -----------------------------------------------------------------------------
// model
// -----------------------------------------------------------------------------

type Doing = (table: string) => void | Promise<void>

/** What there was to be read, and the places to read on from: before all, and after each. */
interface Earlier {
  readonly all: ReadonlyArray<Read>
  readonly places: ReadonlyArray<Read['token']>
  readonly parents: ReadonlyMap<string, string | undefined>
}

const earlier = async (run: Run): Promise<Earlier> => {
  const start = await startOf(run)
  const all = await readFrom(run, 'trimHorizon')
  return { all, places: [start, ...all.map(({ token }) => token)], parents: await parentsOf(run, start) }
}

// -----------------------------------------------------------------------------
// changes as text
// -----------------------------------------------------------------------------

interface Line {
  readonly id: string
  readonly text: string
}

const line = (id: string, from: number | undefined, to: number | undefined): Line => ({
  id,
  text: `${id}: ${from ?? 'nothing'} → ${to ?? 'nothing'}`,
})

// Of each item in order; of different items there is none.
const texts = (lines: ReadonlyArray<Line>): ReadonlyArray<string> =>
  [...lines].sort((x, y) => (x.id < y.id ? -1 : x.id > y.id ? 1 : 0)).map(({ text }) => text)

const lines = (all: ReadonlyArray<Read>): ReadonlyArray<string> =>
  texts(all.map((read) => line(read.change.key.id, before(read)?.version, after(read)?.version)))

/** The changes that acts make, told by the acts alone: what a store forgets is not forgotten here. */
const changes = (stored: Map<string, number>, list: ReadonlyArray<Act>): ReadonlyArray<Line> =>
  list.flatMap((act, version) => {
    if (act._tag === 'Disturb') return []
    const from = stored.get(act.id)
    const to = act._tag === 'Put' ? version : undefined
    if (to === undefined) stored.delete(act.id)
    else stored.set(act.id, to)
    return from === to ? [] : [line(act.id, from, to)]
  })

const listed = (all: ReadonlyArray<string>): string => (all.length === 0 ? 'nothing' : all.join('\n'))

const shown = (pulled: ReadonlyArray<Read | Lost>): string =>
  listed(pulled.map((one) => ('gap' in one ? showGap(one.gap) : `${one.change.shard} ${lines([one]).join()}`)))

// -----------------------------------------------------------------------------
// what is so of what is read from a token that came too late
// -----------------------------------------------------------------------------

/** Whether a gap says that a change is lost: it is of the change's shard, of one that this goes on from, or of all. */
const tells =
  ({ parents }: Earlier, { change }: Read) =>
  ({ gap }: Lost): boolean => {
    if (gap.shard === undefined) return true
    // A broken store may name shards as each other's parents.
    const above = new Set<string>()
    for (let shard: string | undefined = change.shard; shard !== undefined && !above.has(shard); ) {
      above.add(shard)
      shard = parents.get(shard)
    }
    return above.has(gap.shard)
  }

const isGap = (one: Read | Lost): one is Lost => 'gap' in one
const isRead = (one: Read | Lost): one is Read => 'change' in one

/** A change that was lost, and of which no gap says so before the item's next change, or at all. */
const untold = (was: Earlier, lost: ReadonlyArray<Read>, pulled: ReadonlyArray<Read | Lost>): Read | undefined =>
  lost.find((one) => {
    const next = pulled.findIndex((other) => isRead(other) && other.change.key.id === one.change.key.id)
    return !pulled
      .slice(0, next === -1 ? pulled.length : next)
      .filter(isGap)
      .some(tells(was, one))
  })

// -----------------------------------------------------------------------------
// laws
// -----------------------------------------------------------------------------

// The first writes are a day and an hour old then, the second ones not a day: as a rule both are in one shard.
const [between, until] = [2, 23]
const day = 24 * 60 * 60 * 1000
// What disturbs may let hours pass: with these the second ones would be too old as well.
const writes = acts.map((list) => list.filter(({ _tag }) => _tag !== 'Disturb'))

/** The law of a token whose records expired. */
export const expiredLaw = (run: Run, disturb: Doing, elapse: (hours: number) => void | Promise<void>): Law =>
  property(
    'an expired token is a gap, and what follows it is not lost',
    fc.tuple(acts, fc.boolean(), writes, writes),
    async ([first, isDisturbed, second, third]) => {
      const { interpreter, model } = run
      const stored = new Map<string, number>()
      const now = run.reading.now ?? Date.now
      const begun = now()
      await madeAnew(interpreter, model)
      await done(interpreter, model, first, disturb)
      const was = await earlier(run)
      if (isDisturbed) await disturb(model.schema.name)
      await elapse(between)
      await done(interpreter, model, second, disturb)
      await elapse(until)
      if (now() - begun <= day) return `${between + until} hours passed, but not on the reader's clock: reading.now`
      changes(stored, first)
      const left = changes(stored, second)
      const found = await readFrom(run, 'trimHorizon')
      if (!isSame(lines(found), texts(left)))
        return `not expired, or too much:\n${shown(found)}\nand not\n${listed(texts(left))}`
      await done(interpreter, model, third, disturb)
      const wanted = texts([...left, ...changes(stored, third)])
      for (const [n, token] of was.places.entries()) {
        const pulled = await pulledFrom(run, token)
        const where = () => `after ${n} of ${was.all.length} from ${JSON.stringify(token)}\n${shown(pulled)}`
        const silent = untold(was, was.all.slice(n), pulled)
        if (silent !== undefined) return `${where()}\nand no gap for\n${shown([silent])}`
        if (!isSame(lines(pulled.filter(isRead)), wanted)) return `${where()}\nand not\n${listed(wanted)}`
        const last = pulled[pulled.length - 1]
        const more = last === undefined ? [] : await pulledFrom(run, last.token)
        if (more.length > 0) return `${where()}\nand after that from ${JSON.stringify(last?.token)}\n${shown(more)}`
      }
      return undefined
    },
  )

/** The law of a token whose stream is gone. */
export const replacedLaw = (run: Run, disturb: Doing): Law =>
  property(
    'a token of a stream that was replaced is a gap, and then the new one',
    fc.tuple(acts, acts),
    async ([first, second]) => {
      const { interpreter, model } = run
      await madeAnew(interpreter, model)
      await done(interpreter, model, first, disturb)
      const was = await earlier(run)
      await madeAnew(interpreter, model)
      await done(interpreter, model, second, disturb)
      const wanted = texts(changes(new Map(), second))
      for (const [n, token] of was.places.entries()) {
        const pulled = await pulledFrom(run, token)
        const where = () => `after ${n} of ${was.all.length} from ${JSON.stringify(token)}\n${shown(pulled)}`
        const at = pulled.findIndex((one) => isGap(one) && one.gap.reason === 'streamReplaced')
        if (at === -1) return `${where()}\nand no gap`
        // Before the gap is what the store still had of the old stream.
        if (!isSame(lines(pulled.slice(at).filter(isRead)), wanted)) return `${where()}\nand not\n${listed(wanted)}`
      }
      return undefined
    },
  )
