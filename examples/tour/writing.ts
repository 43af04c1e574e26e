/** The steps that write one film: with conditions, and with an update. */
import { Condition as C, Update as U, Value as V, Write } from 'bloop-ts'
import * as E from 'fp-ts/Either'
import { pipe } from 'fp-ts/function'
import * as O from 'fp-ts/Option'
import * as RTE from 'fp-ts/ReaderTaskEither'
import * as RA from 'fp-ts/ReadonlyArray'
import { attempt } from './attempt'
import type { Reading } from './file'
import { Film } from './film'
import { votes } from './films'
import { expect, type NoSuchFilm, type Plan } from './step'
import { columns, dollars } from './text'

const noSuchFilm = (title: string) => (): NoSuchFilm => ({ _tag: 'NoSuchFilm', title })

/** The film that was rejected because its title is the number 300, mended. */
const mended = ({ rejected }: Reading) =>
  pipe(
    rejected,
    RA.findFirst(({ found }) => found === '300'),
    E.fromOption(noSuchFilm('300')),
    E.flatMap(({ item }) => Film.decode({ ...item, Title: { S: '300' } })),
    E.mapLeft(noSuchFilm('300')),
  )

export const putIfNotExists = (reading: Reading): Plan => {
  const put = (film: Film) =>
    Write.run(Write.put(Film)(film, { condition: Write.ifNotExists(Film), itemOnFailure: true }))
  return {
    title: 'Put a film if it does not exist: the rejected 300, its title made a text',
    program: pipe(
      RTE.Do,
      RTE.apS('film', RTE.fromEither(mended(reading))),
      RTE.bindW('first', ({ film }) => put(film)),
      RTE.bindW('second', ({ film }) => attempt(put({ ...film, budget: 1 }))),
      RTE.map(({ film, second }) => {
        const refused = E.isLeft(second) && second.left._tag === 'ConditionFailed' ? second.left.item : undefined
        const there = pipe(
          O.fromNullable(refused),
          O.flatMap((item) => O.fromEither(Film.decode(item))),
        )
        return {
          lines: [
            'first time   written',
            ...pipe(
              there,
              O.match(
                () => [],
                ({ title, budget }) => [
                  `second time  ConditionFailed: there is ${title}, with a budget of ${dollars(budget)}`,
                ],
              ),
            ),
          ],
          unexpected: expect(
            O.isSome(there) && there.value.budget === film.budget,
            `not refused: ${JSON.stringify(second)}`,
          ),
        }
      }),
    ),
  }
}

/** The store's answer must be what the update makes of the film here. */
export const updateAFilm = ({ accepted }: Reading): Plan => {
  const update = U.all([
    U.increment(Film.at.imdbVotes, 1),
    U.set(Film.at.rottenTomatoes, 98),
    U.set(Film.at.mpaaRating, 'PG'),
  ])
  return {
    title: 'Update a film, on a condition, and see what it is then',
    program: pipe(
      RTE.Do,
      RTE.apS(
        'before',
        RTE.fromOption(noSuchFilm('Casablanca'))(RA.findFirst(({ title }: Film) => title === 'Casablanca')(accepted)),
      ),
      RTE.bindW('after', ({ before }) =>
        Write.run(
          Write.update(Film)(Film.keyOf(before), update, {
            condition: C.lt(Film.at.rottenTomatoes, 98),
            returning: 'new',
          }),
        ),
      ),
      RTE.map(({ before, after }) => {
        const here = U.apply(update)(Film.encode(before))
        const same = E.isRight(here) && O.isSome(after) && V.equalsItems(here.right, Film.encode(after.value))
        const row = (film: Film) => [
          film.title,
          votes(film),
          `${film.rottenTomatoes} %`,
          film.mpaaRating ?? 'no MPAA rating',
        ]
        return {
          lines: columns([
            ['before', ...row(before)],
            ...pipe(
              after,
              O.match(
                () => [],
                (film) => [['after', ...row(film)]],
              ),
            ),
          ]),
          unexpected: expect(same, 'the update makes something else of it here'),
        }
      }),
    ),
  }
}
