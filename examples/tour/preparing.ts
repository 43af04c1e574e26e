/** The steps that bring the films from the file into the table. */
import { Scan, Write } from 'bloop-ts'
import { pipe } from 'fp-ts/function'
import * as RTE from 'fp-ts/ReaderTaskEither'
import * as RNEA from 'fp-ts/ReadonlyNonEmptyArray'
import type { Reading } from './file'
import { Film } from './film'
import { expect, type Plan } from './step'
import { amount, clip, columns, counted } from './text'
import { until } from './until'

/** All films of the file, each accepted by the model or rejected for a reason. */
export const readTheFile = ({ read, accepted, rejected, classes }: Reading): Plan => ({
  title: `Read ${counted(read, 'film')} through the model`,
  program: RTE.of({
    lines: [
      `${amount(accepted.length)} accepted, ${amount(rejected.length)} rejected: ${classes.length} classes, a sample of each`,
      ...columns(
        classes.map((rejections) => {
          const { path, expected, found, film } = RNEA.head(rejections)
          return [amount(rejections.length), path, `found ${found}`, `in ${clip(film, 24)}`, expected]
        }),
      ),
    ],
    unexpected: expect(accepted.length + rejected.length === read, 'a film was neither accepted nor rejected'),
  }),
})

/** One value for all puts; how it is cut into calls, and what the store leaves over, is the library's business. */
export const writeTheFilms = ({ accepted }: Reading): Plan => ({
  title: `Write ${counted(accepted.length, 'film')} in batches`,
  program: pipe(
    Write.sequence(accepted.map((film) => Write.put(Film)(film))),
    Write.batch,
    RTE.map((written) => ({
      lines: [`${counted(written.length, 'film')} written`],
      unexpected: expect(written.length === accepted.length, 'not all films were written'),
    })),
  ),
})

/** A film that lacks a key attribute of an index is not in it. Indexes of AWS follow their table within moments. */
export const countTheIndexes = ({ accepted }: Reading): Plan => {
  const directed = accepted.filter(({ director }) => director !== undefined).length
  const rated = accepted.filter(({ genre, imdbRating }) => genre !== undefined && imdbRating !== undefined).length
  const count = (source: typeof Film.index.byDirector | typeof Film.index.byGenre, expected: number) =>
    pipe(
      Scan.count(Scan.scan(source)),
      until((found: number) => found === expected, 50),
    )
  return {
    title: 'Count the indexes: they have only the films with their keys',
    program: pipe(
      RTE.Do,
      RTE.bindW('byDirector', () => count(Film.index.byDirector, directed)),
      RTE.bindW('byGenre', () => count(Film.index.byGenre, rated)),
      RTE.map(({ byDirector, byGenre }) => ({
        lines: columns([
          ['byDirector', amount(byDirector), 'films with a director'],
          ['byGenre', amount(byGenre), 'films with a genre and an IMDB rating'],
        ]),
        unexpected: expect(byDirector === directed && byGenre === rated, `${directed} and ${rated} were expected`),
      })),
    ),
  }
}
