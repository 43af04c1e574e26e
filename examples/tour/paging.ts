/** The step that pages: three pages of one query, each from the cursor of the one before, as text that can be kept. */
import { Query as Q } from 'bloop-ts'
import * as E from 'fp-ts/Either'
import { pipe } from 'fp-ts/function'
import * as RTE from 'fp-ts/ReaderTaskEither'
import * as RA from 'fp-ts/ReadonlyArray'
import { attempt } from './attempt'
import type { Reading } from './file'
import { Film } from './film'
import { byRelease, sameFilms, showFilm } from './films'
import { expect, type Plan } from './step'
import { clip, columns, counted } from './text'

type Page = Q.Page<Film>

const row = ({ items, next }: Page): ReadonlyArray<string> => [
  counted(items.length, 'film'),
  ...pipe(items.slice(0, 1), RA.map(showFilm)),
  next === undefined ? 'the last page' : `cursor ${clip(next, 24)}`,
]

export const readPages = ({ accepted }: Reading): Plan => {
  const spielberg = pipe(Q.query(Film.index.byDirector, { director: 'Steven Spielberg' }), Q.limit(8))
  const from = (cursor: string | undefined) => pipe(spielberg, Q.startAt(cursor), Q.page)
  const expected = pipe(
    accepted.filter(({ director }) => director === 'Steven Spielberg'),
    RA.sort(byRelease),
  )
  return {
    title: 'Read pages, and resume from a cursor',
    program: pipe(
      RTE.Do,
      RTE.apS('first', from(undefined)),
      RTE.bind('second', ({ first }) => from(first.next)),
      RTE.bind('third', ({ second }) => from(second.next)),
      RTE.bindW('stranger', ({ first }) =>
        attempt(pipe(Q.query(Film.index.byGenre, { genre: 'Western' }), Q.startAt(first.next), Q.page)),
      ),
      RTE.map(({ first, second, third, stranger }) => ({
        lines: [
          ...columns([first, second, third].map(row)),
          ...(E.isLeft(stranger) ? [`the first cursor, given to another query: ${stranger.left._tag}`] : []),
        ],
        unexpected: [
          ...expect(
            sameFilms(
              [first, second, third].flatMap(({ items }) => items),
              expected,
            ),
            `${counted(expected.length, 'film')} in the order of release were expected`,
          ),
          ...expect(
            E.isLeft(stranger) && stranger.left._tag === 'InvalidRequest',
            'a cursor of another query was taken',
          ),
        ],
      })),
    ),
  }
}
