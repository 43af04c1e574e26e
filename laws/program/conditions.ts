/** The laws of writes with conditions. */
import * as fc from 'fast-check'
import * as E from 'fp-ts/Either'
import { pipe } from 'fp-ts/function'
import * as RTE from 'fp-ts/ReaderTaskEither'
import type { Program } from '../../src/program/Program'
import * as W from '../../src/program/Write'
import type { Law } from '../law'
import { type Any, attempt, canonical, type MakeLaw, right, things, together } from './run'
import { arbitrary, Thing } from './things'

// -----------------------------------------------------------------------------
// programs
// -----------------------------------------------------------------------------

type Refusal = { readonly _tag: string }

const ifAbsent = { condition: W.ifNotExists(Thing) }

/** Ways to write a thing where there is none. */
const ways: { readonly [way: string]: (thing: Thing) => Program<Refusal, void> } = {
  put: (thing) => W.run(W.put(Thing)(thing, ifAbsent)),
  save: (thing) => W.run(W.save(Thing)(thing, ifAbsent)),
  transact: (thing) => W.transact(W.put(Thing)(thing, ifAbsent)),
}

const outcomes = ['won', 'ConditionFailed', 'TransactionCanceled']

/** How many won, what is stored if it is not the winner's, and how the others failed if not by their condition. */
const contest = (contenders: ReadonlyArray<readonly [string, Thing]>): Any =>
  pipe(
    together(contenders.map(([way, one]) => attempt(ways[way]?.(one) ?? RTE.left({ _tag: way })))),
    RTE.flatMap((answers) =>
      pipe(
        things,
        RTE.map((stored) => {
          const ended = answers.map((answer) => (E.isRight(answer) ? 'won' : answer.left._tag))
          const winners = contenders.filter((_, i) => ended[i] === 'won').map(([, one]) => one)
          return {
            winners: winners.length,
            others: canonical(stored) === canonical(winners) ? [] : stored,
            failures: ended.filter((end) => !outcomes.includes(end)),
          }
        }),
      ),
    ),
  )

const contenders = fc
  .tuple(arbitrary.thing, fc.array(fc.constantFrom(...Object.keys(ways)), { minLength: 1, maxLength: 30, size: 'max' }))
  .map(([a, chosen]) => chosen.map((way, n) => [way, { ...a, n }] as const))

/** Text of a thing, whatever order its attributes are in. */
const inDepth = ({ word, n, ratio, tags, inner }: Thing): string => canonical([word, n, ratio, tags, inner])

/** Two things of one key, which differ in some attributes only, or in none. */
const neighbours = fc
  .tuple(
    arbitrary.thing,
    arbitrary.thing,
    fc.array(fc.constantFrom<keyof Thing>('word', 'n', 'ratio', 'tags', 'inner')),
  )
  .map(([a, b, others]) => {
    const { p, s } = a
    const of = (name: keyof Thing): Thing => (others.includes(name) ? b : a)
    const optional = { word: of('word').word, ratio: of('ratio').ratio }
    const stored: Thing = {
      p,
      s,
      n: of('n').n,
      tags: of('tags').tags,
      inner: of('inner').inner,
      ...(optional.word === undefined ? {} : { word: optional.word }),
      ...(optional.ratio === undefined ? {} : { ratio: optional.ratio }),
    }
    return [a, stored] as const
  })

// -----------------------------------------------------------------------------
// laws
// -----------------------------------------------------------------------------

/** The laws of single writes with a condition. */
export const conditionLaws = (law: MakeLaw): ReadonlyArray<Law> => [
  law('of n concurrent writes if absent exactly one wins, and stays', contenders, (all) => ({
    left: contest(all),
    right: right({ winners: 1, others: [], failures: [] }),
  })),
  law('a snapshot detects a change, and only a change', neighbours, ([a, stored]) => ({
    given: W.run(W.put(Thing)(stored)),
    left: pipe(attempt(W.run(W.put(Thing)(a, { condition: W.snapshot(Thing)(a) }))), RTE.map(E.isRight)),
    right: right(inDepth(stored) === inDepth(a)),
  })),
  law('a failed condition leaves the state as it was', fc.tuple(arbitrary.several, arbitrary.thing), ([all, a]) => ({
    given: W.batch(W.sequence([...all, a].map((one) => W.put(Thing)(one)))),
    left: pipe(
      attempt(W.run(W.put(Thing)({ ...a, n: a.n + 1 }, ifAbsent))),
      RTE.flatMap((answer) =>
        pipe(
          things,
          RTE.map((stored) => [E.isLeft(answer) && answer.left._tag, stored]),
        ),
      ),
    ),
    right: pipe(
      things,
      RTE.map((stored) => ['ConditionFailed', stored]),
    ),
  })),
]
