/** The laws of writes: however they are composed and sent, they do the same. */
import * as fc from 'fast-check'
import * as E from 'fp-ts/Either'
import { pipe } from 'fp-ts/function'
import * as RTE from 'fp-ts/ReaderTaskEither'
import * as C from '../../src/expression/condition/constructors'
import type { Program } from '../../src/program/Program'
import * as W from '../../src/program/Write'
import type { Law } from '../law'
import { type Any, attempt, both, everything, type MakeLaw, putAll } from './run'
import { arbitrary, keyed, Thing } from './things'
import {
  anyWrite,
  batches,
  onceEach,
  type Plain,
  plain,
  plainWrite,
  type Special,
  special,
  treeOf,
  writeOf,
} from './writeTree'

const { thing, several } = arbitrary

// -----------------------------------------------------------------------------
// programs
// -----------------------------------------------------------------------------

const refusals = ['TransactionCanceled', 'ConditionFailed', 'RequestRefused']

/** The result and what is stored then; where it was refused, that it was, and `unless`. */
const settled = (program: Program<{ readonly _tag: string }, unknown>, unless: Any): Any =>
  pipe(
    attempt(program),
    RTE.flatMap((answer) =>
      E.isRight(answer)
        ? both(RTE.right(answer.right), everything)
        : both(RTE.right(refusals.includes(answer.left._tag) ? 'refused' : answer.left), unless),
    ),
  )

const stored = (before: ReadonlyArray<Thing>): Any => RTE.right([keyed(before), []])

// -----------------------------------------------------------------------------
// laws
// -----------------------------------------------------------------------------

const transactionLaw = (law: MakeLaw, name: string, conditional: boolean): Law =>
  law(
    name,
    several.chain((before) =>
      fc.tuple(
        fc.constant(before),
        treeOf<Plain | Special>(fc.oneof(plain, special(conditional, before))).map(onceEach),
      ),
    ),
    ([before, tree]) => {
      const write = writeOf(anyWrite)(tree)
      return {
        given: putAll(before),
        left: settled(W.transact(write), everything),
        // One by one, what was written before the one that was refused stays.
        right: settled(W.run(write), stored(before)),
      }
    },
  )

/** The laws of writes that may be repeated. */
export const writeLaws = (law: MakeLaw): ReadonlyArray<Law> => [
  law(
    'writes: batch = one by one',
    fc.tuple(several, batches, fc.integer({ min: 1, max: 4 })),
    ([before, tree, concurrency]) => {
      const write = writeOf(plainWrite)(tree)
      return {
        given: putAll(before),
        left: both(W.batchWith({ concurrency })(write), everything),
        right: both(W.run(write), everything),
      }
    },
  ),
  transactionLaw(law, 'writes: a transaction = one by one, or nothing', false),
  law('a transaction is all or nothing', fc.tuple(several, thing), ([before, a]) => {
    const refused = W.sequence([
      W.put(Thing)({ ...a, p: `${a.p}'` }),
      W.check(Thing)({ p: 'nobody', s: 0 }, C.exists(Thing.at.p)),
    ])
    return {
      given: putAll(before),
      left: pipe(attempt(W.transact(refused)), RTE.map(E.isLeft), (failed) => both(failed, everything)),
      right: both(RTE.right(true), everything),
    }
  }),
]

/** The laws of writes of which some may not be repeated. */
export const conditionalWriteLaws = (law: MakeLaw): ReadonlyArray<Law> => [
  transactionLaw(law, 'writes with conditions: a transaction = one by one, or nothing', true),
]
