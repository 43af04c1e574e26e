/** The steps that query. What each of them must answer is worked out here, from the films of the file. */
import { Condition as C, KeyCondition as K, Query as Q, Scan } from 'bloop-ts'
import { pipe } from 'fp-ts/function'
import * as RTE from 'fp-ts/ReaderTaskEither'
import * as RA from 'fp-ts/ReadonlyArray'
import { showDay } from './day'
import type { Reading } from './file'
import { Film } from './film'
import { byRating, byRelease, type Known, type Rated, sameFilms, votes } from './films'
import { expect, type Plan } from './step'
import { columns, counted, dollars } from './text'

const ratings = (films: ReadonlyArray<Rated>): string => films.map(({ imdbRating }) => imdbRating).join()

/** An index has films of one rating in any order: here they are sorted for good. */
export const queryAnIndex = ({ accepted }: Reading): Plan => {
  const sort = RA.sortBy<Known & Rated>([byRating, byRelease])
  const expected = accepted.filter(
    ({ genre, imdbRating = 0, imdbVotes }) => genre === 'Horror' && imdbRating >= 7.9 && (imdbVotes ?? 0) >= 75_000,
  )
  return {
    title: 'Query a global index, with a range and a filter: the best of well-known horror',
    program: pipe(
      Q.query(Film.index.byGenre, { genre: 'Horror', imdbRating: K.gte(7.9) }),
      Q.filter(C.gte(Film.at.imdbVotes, 75_000)),
      Q.descending,
      Q.collect,
      RTE.map((found) => ({
        lines: columns(
          sort(found).map(({ imdbRating, released, title, imdbVotes }) => [
            `${imdbRating?.toFixed(1)}`,
            showDay(released),
            title,
            votes({ imdbVotes }),
          ]),
        ),
        unexpected: [
          ...expect(sameFilms(sort(found), sort(expected)), `${expected.length} other films were expected`),
          ...expect(ratings(found) === ratings(sort(found)), 'they are not in descending order'),
        ],
      })),
    ),
  }
}

/** The type of what is found is narrower as well: a film's `minutes` would not compile. */
export const projectAQuery = ({ accepted }: Reading): Plan => {
  const expected = accepted.filter(
    ({ director, released }) => director === 'Ridley Scott' && released.getUTCFullYear() < 1990,
  )
  return {
    title: 'Project a query: what is not needed is not read, and the type of a film knows it',
    program: pipe(
      Q.query(Film.index.byDirector, { director: 'Ridley Scott', released: K.lt(new Date('1990-01-01')) }),
      Q.project('title', 'released', 'budget', 'worldwideGross'),
      Q.collect,
      RTE.map((found) => ({
        lines: columns(
          found.map(({ title, released, budget, worldwideGross }) => [
            showDay(released),
            title,
            `cost ${dollars(budget)}`,
            `earned ${dollars(worldwideGross)}`,
          ]),
        ),
        unexpected: [
          ...expect(sameFilms(found, RA.sort(byRelease)(expected)), `${expected.length} other films were expected`),
          ...expect(
            found.every((film) => Object.keys(film).length === 4),
            'there is more than was asked for',
          ),
        ],
      })),
    ),
  }
}

/** The filter is the condition that counts here, as a predicate. */
export const countFilms = ({ accepted }: Reading): Plan => {
  const long = pipe(C.gt(Film.at.minutes, 150), C.and(C.eq(Film.at.mpaaRating, 'R')))
  const expected = accepted.filter(C.toPredicate(Film)(long)).length
  return {
    title: 'Count films, without reading them',
    program: pipe(
      Scan.scan(Film),
      Scan.filter(long),
      Scan.consistent,
      Scan.count,
      RTE.map((found) => ({
        lines: [`${counted(found, 'film')} rated R that take more than 150 minutes`],
        unexpected: expect(found === expected, `${expected} were expected`),
      })),
    ),
  }
}
