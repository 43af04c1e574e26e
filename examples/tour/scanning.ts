/** The steps that read everything: a parallel scan, and one condition judged here and there. */
import { Condition as C, Scan } from 'bloop-ts'
import { pipe } from 'fp-ts/function'
import * as RTE from 'fp-ts/ReaderTaskEither'
import * as RA from 'fp-ts/ReadonlyArray'
import type { Reading } from './file'
import { Film } from './film'
import { byRelease, sameFilms, showFilm } from './films'
import { expect, type Plan } from './step'
import { amount, counted } from './text'

const everything = Scan.consistent(Scan.scan(Film))

/** All that was written: the accepted films, and the one that was put. */
const isThere = ({ accepted }: Reading, found: ReadonlyArray<Film>): boolean =>
  pipe(
    found,
    RA.filter(({ title }) => title !== '300'),
    RA.sort(byRelease),
    (rest) => sameFilms(rest, RA.sort(byRelease)(accepted)),
  )

export const scanInParallel = (reading: Reading): Plan => ({
  title: 'Scan the table in four segments side by side',
  program: pipe(
    everything,
    Scan.parallel(4),
    RTE.map((found) => ({
      lines: [`${counted(found.length, 'film')}, each of them once`],
      unexpected: [
        ...expect(found.length === reading.accepted.length + 1, `${reading.accepted.length + 1} were expected`),
        ...expect(isThere(reading, found), 'other films were expected'),
      ],
    })),
  ),
})

type Condition = C.Condition<typeof Film._Row>

/** The second is not `imdbRating >= 7.5`: it also holds for films without a rating, of which `<` is false. */
const conditions: ReadonlyArray<Condition> = [
  pipe(C.gte(Film.at.imdbRating, 7.5), C.and(C.ne(Film.at.mpaaRating, 'R')), C.or(C.contains(Film.at.director, 'Lee'))),
  C.not(C.lt(Film.at.imdbRating, 7.5)),
]

/** The films for which a condition holds in the store, and those of all films for which it holds here. */
const judge = (films: ReadonlyArray<Film>) => (condition: Condition) =>
  pipe(
    everything,
    Scan.filter(condition),
    Scan.project('title', 'released'),
    Scan.collect,
    RTE.map((found) => {
      const inStore = new Set(found.map(showFilm))
      const holds = C.toPredicate(Film)(condition)
      return {
        text: C.show(condition),
        inStore: found.length,
        here: films.filter(holds).length,
        differ: films.filter((film) => inStore.has(showFilm(film)) !== holds(film)).map(showFilm),
      }
    }),
  )

export const judgeHereAndThere: Plan = {
  title: 'Judge every film twice: the condition as a filter of the store, and as a predicate here',
  program: pipe(
    Scan.collect(everything),
    RTE.bindTo('films'),
    RTE.bind('verdicts', ({ films }) => pipe(conditions, RTE.traverseSeqArray(judge(films)))),
    RTE.map(({ films, verdicts }) => ({
      lines: verdicts.flatMap(({ text, inStore, here, differ }) => [
        text,
        `  of ${amount(films.length)} films it holds for ${amount(inStore)} in the store and ${amount(here)} here, ` +
          `with ${counted(differ.length, 'difference')}`,
      ]),
      unexpected: [
        ...expect(films.length > 0, 'there is no film'),
        ...verdicts.flatMap(({ text, differ }) => expect(differ.length === 0, `${text}: ${differ.join(', ')}`)),
      ],
    })),
  ),
}
