/** The laws of programs, for every interpreter: what reads, writes, queries and scans promise together. */

import * as fc from 'fast-check'
import * as E from 'fp-ts/Either'
import { pipe } from 'fp-ts/function'
import * as O from 'fp-ts/Option'
import * as RTE from 'fp-ts/ReaderTaskEither'
import * as C from '../src/expression/condition/constructors'
import type { Interpreter } from '../src/program/Interpreter'
import type { Program } from '../src/program/Program'
import * as Q from '../src/program/Query'
import * as Read from '../src/program/Read'
import * as Scan from '../src/program/Scan'
import * as T from '../src/program/Table'
import * as W from '../src/program/Write'
import { type Equation, equation, type Law, type Laws, laws } from './law'
import { byPlace, keyed, Thing as ThingModel, ThingNotes, things } from './program/things'

type Thing = typeof ThingModel._A

// -----------------------------------------------------------------------------
// running
// -----------------------------------------------------------------------------

const clear: Program<unknown, unknown> = pipe(
  Scan.collect(Scan.scan(ThingModel)),
  RTE.flatMap((all): Program<unknown, unknown> => W.batch(W.sequence(all.map((thing) => W.delete(ThingModel)(thing))))),
)

/** A law whose sides are programs, each run on a table that holds nothing. */
const programLaw =
  (interpreter: Interpreter) =>
  <A>(
    name: string,
    arbitrary: fc.Arbitrary<A>,
    sides: (a: A) => { readonly left: Program<unknown, unknown>; readonly right: Program<unknown, unknown> },
  ): Law => {
    let bound: Promise<unknown> | undefined
    return equation<A, unknown>(
      name,
      arbitrary,
      async (a): Promise<Equation<unknown>> => {
        bound ??= T.bind(ThingModel)(interpreter)()
        await bound
        const answer = async (program: Program<unknown, unknown>): Promise<unknown> => {
          await clear(interpreter)()
          return program(interpreter)()
        }
        const { left, right } = sides(a)
        return { left: await answer(left), right: await answer(right) }
      },
      (x, y) => canonical(x) === canonical(y),
      canonical,
    )
  }

/** Text of an answer; a set has no order. */
const canonical = (answer: unknown): string =>
  JSON.stringify(answer, (_, value: unknown) => (value instanceof Set ? [...value].map(String).sort() : value)) ?? ''

/** A program whose failure is its result, so that the next one goes on. */
const attempt =
  <E, A>(program: Program<E, A>): Program<never, E.Either<E, A>> =>
  (interpreter) =>
  async () =>
    E.right(await program(interpreter)())

const putAll = (all: ReadonlyArray<Thing>): Program<unknown, unknown> =>
  W.batch(W.sequence(all.map((thing) => W.put(ThingModel)(thing))))

const right = <A>(a: A): Program<unknown, unknown> => RTE.right(a)
const andThen =
  (next: Program<unknown, unknown>) =>
  (program: Program<unknown, unknown>): Program<unknown, unknown> =>
    pipe(
      program,
      RTE.flatMap(() => next),
    )

const everything: Program<unknown, unknown> = pipe(Scan.collect(Scan.scan(ThingModel)), RTE.map(keyed))
const find = (thing: Thing) => Read.run(Read.find(ThingModel)(thing))

// -----------------------------------------------------------------------------
// laws
// -----------------------------------------------------------------------------

const thing = things.thing
const several = things.several

/**
 * The laws of programs on an interpreter. They create a table `bloop-laws` and use it alone.
 *
 * @example
 * ```ts
 * import { flatten, programLaws } from 'bloop-ts/laws'
 * import { inMemory } from 'bloop-ts/memory'
 * import * as assert from 'node:assert'
 *
 * for (const { laws } of flatten(programLaws(inMemory())))
 *   for (const law of laws) assert.strictEqual((await law.check({ numRuns: 5 })).failed, false)
 * ```
 */
export const programLaws = (interpreter: Interpreter): Laws => {
  const law = programLaw(interpreter)
  return laws('programs', [
    law('save, then find = the item', thing, (a) => ({
      left: pipe(W.run(W.save(ThingModel)(a)), andThen(find(a))),
      right: right(O.some(a)),
    })),
    law('save keeps what another model declares', fc.tuple(thing, fc.string()), ([a, note]) => ({
      left: pipe(
        W.run(W.put(ThingNotes)({ p: a.p, s: a.s, note })),
        andThen(W.run(W.save(ThingModel)(a))),
        andThen(Read.run(Read.find(ThingNotes)(a))),
      ),
      right: right(O.some({ p: a.p, s: a.s, note })),
    })),
    law('put, put = the last put', fc.tuple(thing, thing), ([a, b]) => {
      const last = { ...b, p: a.p, s: a.s }
      return {
        left: pipe(W.run(W.put(ThingModel)(a)), andThen(W.run(W.put(ThingModel)(last))), andThen(everything)),
        right: right([last]),
      }
    }),
    law('change a b = save b, where a is stored', fc.tuple(thing, thing), ([a, b]) => {
      const after = { ...b, p: a.p, s: a.s }
      const put = W.run(W.put(ThingModel)(a))
      return {
        left: pipe(put, andThen(W.run(W.change(ThingModel)(a, after))), andThen(everything)),
        right: pipe(put, andThen(W.run(W.save(ThingModel)(after))), andThen(everything)),
      }
    }),
    law('a failed condition leaves the state as it was', fc.tuple(several, thing), ([all, a]) => {
      const refused = attempt(W.run(W.put(ThingModel)({ ...a, n: 1 }, { condition: W.ifNotExists(ThingModel) })))
      const before = pipe(putAll(all), andThen(W.run(W.put(ThingModel)(a))))
      return { left: pipe(before, andThen(refused), andThen(everything)), right: pipe(before, andThen(everything)) }
    }),
    law(
      'of n concurrent puts if absent exactly one wins',
      fc.tuple(thing, fc.integer({ min: 1, max: 8 })),
      ([a, n]) => ({
        left: pipe(
          RTE.sequenceArray(
            Array.from({ length: n }, (_, i) =>
              attempt(W.run(W.put(ThingModel)({ ...a, n: i }, { condition: W.ifNotExists(ThingModel) }))),
            ),
          ),
          RTE.map((results) => results.filter(E.isRight).length),
        ),
        right: right(1),
      }),
    ),
    law('a snapshot detects a change, and only a change', fc.tuple(thing, thing), ([a, b]) => {
      const stored = { ...b, p: a.p, s: a.s }
      const write = W.run(W.put(ThingModel)(a, { condition: W.snapshot(ThingModel)(a) }))
      return {
        left: pipe(
          W.run(W.put(ThingModel)(stored)),
          andThen(attempt(write)),
          RTE.map((result) => E.isRight(result as E.Either<unknown, unknown>)),
        ),
        right: right(canonical(stored) === canonical(a)),
      }
    }),
    law('query = sort of filter of scan', fc.tuple(several, things.p), ([all, p]) => ({
      left: pipe(putAll(all), andThen(Q.collect(Q.query(ThingModel, { p })))),
      right: pipe(
        putAll(all),
        andThen(Scan.collect(Scan.scan(ThingModel))),
        RTE.map((found) => keyed((found as ReadonlyArray<Thing>).filter((one) => one.p === p))),
      ),
    })),
    law('an index answers the items that have its key', fc.tuple(several, things.word), ([all, word]) => ({
      left: pipe(putAll(all), andThen(pipe(Q.collect(Q.query(ThingModel.index.byWord, { word })), RTE.map(keyed)))),
      right: pipe(
        putAll(all),
        andThen(Scan.collect(Scan.scan(ThingModel))),
        RTE.map((found) => keyed((found as ReadonlyArray<Thing>).filter((one) => one.word === word))),
      ),
    })),
    law('descending is the reverse of ascending', fc.tuple(several, things.p), ([all, p]) => ({
      left: pipe(putAll(all), andThen(pipe(Q.query(ThingModel, { p }), Q.descending, Q.collect))),
      right: pipe(
        putAll(all),
        andThen(Q.collect(Q.query(ThingModel, { p }))),
        RTE.map((found) => [...(found as ReadonlyArray<Thing>)].reverse()),
      ),
    })),
    law('pages concatenate to the same for every limit', fc.tuple(several, things.p, things.limit), ([all, p, n]) => ({
      left: pipe(putAll(all), andThen(pipe(Q.query(ThingModel, { p }), Q.limit(n), Q.collect))),
      right: pipe(putAll(all), andThen(Q.collect(Q.query(ThingModel, { p })))),
    })),
    law('take k, then what its cursor resumes, is all', fc.tuple(several, things.p, things.limit), ([all, p, k]) => {
      const query = Q.query(ThingModel, { p })
      return {
        left: pipe(
          putAll(all),
          andThen(
            pipe(
              Q.page(pipe(query, Q.take(k))),
              RTE.flatMap((page) =>
                page.next === undefined
                  ? RTE.right(page.items)
                  : pipe(
                      Q.collect(pipe(query, Q.startAt(page.next))),
                      RTE.map((rest) => [...page.items, ...rest]),
                    ),
              ),
            ),
          ),
        ),
        right: pipe(putAll(all), andThen(Q.collect(query))),
      }
    }),
    law('count = how many items', fc.tuple(several, things.limit), ([all, n]) => ({
      left: pipe(putAll(all), andThen(pipe(Scan.scan(ThingModel), Scan.limit(n), Scan.count))),
      right: right(keyed(all).length),
    })),
    law('the segments of a parallel scan partition the scan', fc.tuple(several, things.limit), ([all, n]) => ({
      left: pipe(putAll(all), andThen(pipe(Scan.scan(ThingModel), Scan.parallel(n), RTE.map(keyed)))),
      right: right(keyed(all)),
    })),
    law('reads: batch = one by one', fc.tuple(several, several), ([all, asked]) => {
      const read = Read.findMany(ThingModel)(asked)
      return {
        left: pipe(putAll(all), andThen(Read.batch(read))),
        right: pipe(putAll(all), andThen(Read.run(read))),
      }
    }),
    law('reads: a transaction = one by one', fc.tuple(several, several), ([all, asked]) => {
      const read = Read.findMany(ThingModel)(asked)
      return {
        left: pipe(putAll(all), andThen(Read.transact(read))),
        right: pipe(putAll(all), andThen(Read.run(read))),
      }
    }),
    law('writes: batch = one by one', fc.tuple(several, several, several), ([before, puts, deletes]) => {
      const write = W.sequence([
        ...puts.map((one) => W.put(ThingModel)(one)),
        ...deletes.map((one) => W.delete(ThingModel)(one)),
      ])
      return {
        left: pipe(putAll(before), andThen(W.batch(write)), andThen(everything)),
        right: pipe(putAll(before), andThen(W.run(write)), andThen(everything)),
      }
    }),
    law(
      'writes: a transaction = one by one, where each item is written once',
      fc.tuple(several, several),
      ([before, puts]) => {
        const write = W.sequence(byPlace(puts).map((one) => W.put(ThingModel)(one)))
        return {
          left: pipe(putAll(before), andThen(W.transact(write)), andThen(everything)),
          right: pipe(putAll(before), andThen(W.run(write)), andThen(everything)),
        }
      },
    ),
    law('a transaction is all or nothing', fc.tuple(several, thing), ([before, a]) => {
      const other = { ...a, p: `${a.p}'` }
      const refused = W.sequence([
        W.put(ThingModel)(other),
        W.check(ThingModel)({ p: 'nobody', s: 0 }, C.exists(ThingModel.at.p)),
      ])
      return {
        left: pipe(putAll(before), andThen(attempt(W.transact(refused))), andThen(everything)),
        right: pipe(putAll(before), andThen(everything)),
      }
    }),
  ])
}
