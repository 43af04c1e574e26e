/** The laws of events. */
import * as E from 'fp-ts/Either'
import { pipe } from 'fp-ts/function'
import * as RTE from 'fp-ts/ReaderTaskEither'
import { inMemory } from '../../src/interpreter/memory/inMemory'
import { type Event, observing } from '../../src/interpreter/middleware/observing'
import type { Program } from '../../src/program/Program'
import * as Q from '../../src/program/Query'
import * as Read from '../../src/program/Read'
import * as Scan from '../../src/program/Scan'
import * as T from '../../src/program/Table'
import * as W from '../../src/program/Write'
import { type Law, type Laws, laws, property } from '../law'
import { byPlace, Thing, ThingNotes, arbitrary as things } from '../program/things'
import { sameValue } from '../sameValue'
import { transparentLaws } from './transparent'

type Told = Event<typeof Thing>

/** What is told of a program that is run after another. */
const eventsOf = async (
  before: Program<unknown, unknown>,
  program: Program<unknown, unknown>,
): Promise<ReadonlyArray<Told>> => {
  const store = inMemory()
  await pipe(
    T.bind([Thing, ThingNotes]) as Program<unknown, unknown>,
    RTE.flatMap(() => before),
  )(store)()
  const told: Array<Told> = []
  await program(observing([Thing], (event) => told.push(event))(store))()
  return told
}

const nothing: Program<unknown, unknown> = () => async () => E.right(undefined)

const sorted = (values: ReadonlyArray<unknown>): ReadonlyArray<unknown> => {
  const text = (value: unknown): string => JSON.stringify(value, (_, v) => (v instanceof Set ? [...v].sort() : v))
  return [...values].sort((x, y) => (text(x) < text(y) ? -1 : 1))
}

const told = (
  name: string,
  tag: 'ItemSaved' | 'ItemLoaded',
  program: (all: ReadonlyArray<typeof Thing._A>) => Program<unknown, unknown>,
): Law =>
  property(name, things.several, async (all) => {
    const distinct = byPlace(all)
    const puts = W.batch(W.sequence(distinct.map((thing) => W.put(Thing)(thing))))
    const events = await eventsOf(tag === 'ItemSaved' ? nothing : puts, program(distinct))
    const values = events.flatMap((event) => (event._tag === tag ? [event.value] : []))
    return events.length === values.length && sameValue(sorted(values), sorted(distinct))
      ? undefined
      : `told: ${JSON.stringify(events)}`
  })

/** The laws of `observing`. */
export const observingLaws: Laws = laws(
  'events',
  [
    told('what is put is told', 'ItemSaved', (all) => W.run(W.sequence(all.map((thing) => W.put(Thing)(thing))))),
    told('what is put in a batch is told', 'ItemSaved', (all) =>
      W.batch(W.sequence(all.map((thing) => W.put(Thing)(thing)))),
    ),
    told('what is saved is told', 'ItemSaved', (all) => W.run(W.sequence(all.map((thing) => W.save(Thing)(thing))))),
    told('what is saved in a transaction is told', 'ItemSaved', (all) =>
      W.transact(W.sequence(all.map((thing) => W.save(Thing)(thing)))),
    ),
    told('what is read is told', 'ItemLoaded', (all) => Read.run(Read.findMany(Thing)(all))),
    told('what is read in a batch is told', 'ItemLoaded', (all) => Read.batch(Read.findMany(Thing)(all))),
    told('what is read in a transaction is told', 'ItemLoaded', (all) => Read.transact(Read.findMany(Thing)(all))),
    told('what is scanned is told', 'ItemLoaded', () => Scan.collect(Scan.scan(Thing))),
    told('what is queried is told', 'ItemLoaded', (all) =>
      pipe(
        [...new Set(all.map(({ p }) => p))],
        RTE.traverseSeqArray((p) => Q.collect(Q.query(Thing, { p }))),
      ),
    ),
  ],
  [transparentLaws(observing([Thing], () => undefined))],
)
