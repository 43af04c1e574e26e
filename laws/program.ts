/** The laws of programs, for every interpreter: what reads, writes, queries and scans promise together. */

import * as fc from 'fast-check'
import { pipe } from 'fp-ts/function'
import * as O from 'fp-ts/Option'
import type { Interpreter, Middleware } from '../src/program/Interpreter'
import * as Read from '../src/program/Read'
import * as W from '../src/program/Write'
import { type Law, type Laws, laws } from './law'
import { conditionLaws } from './program/conditions'
import { readLaws } from './program/reads'
import { andThen, everything, type MakeLaw, programLaw, right } from './program/run'
import { selectionLaws } from './program/selections'
import { arbitrary, Thing, ThingNotes } from './program/things'
import { conditionalWriteLaws, writeLaws } from './program/writes'

// -----------------------------------------------------------------------------
// model
// -----------------------------------------------------------------------------

/** Which laws, and on what days. Everything may be left out. */
export interface ProgramLawsOptions {
  /**
   * Whether writes of one item that may not be done twice, with a condition or an increment, have their laws too: `true`. They
   * do not hold where answers are lost, whoever repeats: `retrying` gives their unknown outcome to the program.
   */
  readonly conditional?: boolean
  /** What each run of a law goes through, by a generated number from 0: faults of that day, and what overcomes them. */
  readonly day?: (day: number) => Middleware
}

// -----------------------------------------------------------------------------
// laws
// -----------------------------------------------------------------------------

const { thing } = arbitrary

const put = (a: Thing) => W.run(W.put(Thing)(a))
const find = (a: Thing) => Read.run(Read.find(Thing)(a))

const singleLaws = (law: MakeLaw): ReadonlyArray<Law> => [
  law('save, then find = the item', thing, (a) => ({
    left: pipe(W.run(W.save(Thing)(a)), andThen(find(a))),
    right: right(O.some(a)),
  })),
  law('save keeps what another model declares', fc.tuple(thing, fc.string()), ([a, note]) => ({
    given: W.run(W.put(ThingNotes)({ p: a.p, s: a.s, note })),
    left: pipe(W.run(W.save(Thing)(a)), andThen(Read.run(Read.find(ThingNotes)(a)))),
    right: right(O.some({ p: a.p, s: a.s, note })),
  })),
  law('put, put = the last put', fc.tuple(thing, thing), ([a, b]) => {
    const last = { ...b, p: a.p, s: a.s }
    return { left: pipe(put(a), andThen(put(last)), andThen(everything)), right: right([[last], []]) }
  }),
  law('change a b = save b, where a is stored', fc.tuple(thing, thing), ([a, b]) => {
    const after = { ...b, p: a.p, s: a.s }
    return {
      given: put(a),
      left: pipe(W.run(W.change(Thing)(a, after)), andThen(everything)),
      right: pipe(W.run(W.save(Thing)(after)), andThen(everything)),
    }
  }),
]

/**
 * The laws of programs on an interpreter. They create the tables `bloop-laws` and `bloop-laws-other`, and use them alone. What
 * may be repeated has laws of its own: with `{ conditional: false }` they are all.
 *
 * @example
 * ```ts
 * import { Policy } from 'bloop-ts'
 * import { flatten, programLaws } from 'bloop-ts/laws'
 * import { inMemory } from 'bloop-ts/memory'
 * import { compose, faulty, retrying } from 'bloop-ts/middleware'
 * import * as assert from 'node:assert'
 *
 * const timer = { random: () => 0, sleep: () => Promise.resolve() }
 * const day = (seed: number) => compose(retrying(Policy.limit(9), { timer }), faulty({ seed, chances: { Lost: 0.2 } }))
 * for (const all of [programLaws(inMemory()), programLaws(inMemory(), { conditional: false, day })])
 *   for (const { laws } of flatten(all))
 *     for (const law of laws) assert.strictEqual((await law.check({ numRuns: 5 })).failed, false)
 * ```
 */
export const programLaws = (
  interpreter: Interpreter,
  { conditional = true, day = () => (inner) => inner }: ProgramLawsOptions = {},
): Laws => {
  const law = programLaw({ interpreter, day })
  const repeatable = [...singleLaws(law), ...selectionLaws(law), ...readLaws(law), ...writeLaws(law)]
  const programs = laws('programs', repeatable)
  return conditional
    ? laws('programs with conditions', [...conditionLaws(law), ...conditionalWriteLaws(law)], [programs])
    : programs
}
