/** Films compared: their orders, and whether lists of them are the same. */
import { pipe } from 'fp-ts/function'
import * as N from 'fp-ts/number'
import * as Ord from 'fp-ts/Ord'
import * as RA from 'fp-ts/ReadonlyArray'
import * as S from 'fp-ts/string'
import { showDay } from './day'
import type { Film } from './film'
import { amount } from './text'

/** What a film is known by. */
export type Known = Pick<Film, 'title' | 'released'>

export type Rated = Pick<Film, 'imdbRating'>

/** '1995-11-22 Toy Story' */
export const showFilm = ({ title, released }: Known): string => `${showDay(released)} ${title}`

/** '151,143 votes' */
export const votes = ({ imdbVotes }: Pick<Film, 'imdbVotes'>): string => `${amount(imdbVotes ?? 0)} votes`

/** By the day of release, and by title on one day. */
export const byRelease: Ord.Ord<Known> = pipe(S.Ord, Ord.contramap(showFilm))

/** The best first. */
export const byRating: Ord.Ord<Rated> = pipe(
  Ord.reverse(N.Ord),
  Ord.contramap(({ imdbRating = 0 }) => imdbRating),
)

/** The same films in the same order. */
export const sameFilms = (some: ReadonlyArray<Known>, others: ReadonlyArray<Known>): boolean =>
  RA.getEq(S.Eq).equals(some.map(showFilm), others.map(showFilm))
