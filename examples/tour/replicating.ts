/** The last step: films of one region are replicated to another. Both are in memory, whatever the tour is made in. */
import { Checkpoint, Replicate, Table as T, Update as U, Write } from 'bloop-ts'
import { inMemory } from 'bloop-ts/memory'
import { pipe } from 'fp-ts/function'
import { IORef } from 'fp-ts/IORef'
import * as RTE from 'fp-ts/ReaderTaskEither'
import * as RA from 'fp-ts/ReadonlyArray'
import * as TE from 'fp-ts/TaskEither'
import type { Reading } from './file'
import type { Film } from './film'
import { Later } from './later'
import { expect, type Plan } from './step'
import { amount, columns } from './text'

/** Westerns are shelved, musicals are deleted. */
const changesOf = (films: ReadonlyArray<Film>) => {
  const of = (genre: Film['genre']) => films.filter((film) => film.genre === genre)
  const changes = Write.sequence([
    ...of('Western').map((film) => Write.update(Later)(Later.keyOf(film), U.set(Later.at.source, 'shelf'))),
    ...of('Musical').map((film) => Write.delete(Later)(Later.keyOf(film))),
  ])
  return { changes, count: of('Western').length + of('Musical').length }
}

export const replicateTheFilms = ({ accepted }: Reading): Plan => {
  const { changes, count } = changesOf(accepted)
  const before = accepted.length
  const after = before - accepted.filter(({ genre }) => genre === 'Musical').length
  return {
    title: 'Replicate the films from one region in memory to another: a copy, then the stream, in two runs',
    program: RTE.fromTaskEither(
      pipe(
        TE.rightIO(() => {
          const clock = new IORef(Date.UTC(2026, 0, 1))
          return { clock, from: inMemory({ now: clock.read }), to: inMemory(), place: Checkpoint.inMemory() }
        }),
        TE.tap(({ from }) =>
          pipe(
            T.bind(Later),
            RTE.flatMap(() => Write.batch(Write.sequence(accepted.map((film) => Write.put(Later)(film))))),
          )(from),
        ),
        // What was written in the minute before a stream is first read may be told once more.
        TE.tapIO(({ clock }) => clock.modify((now) => now + 120_000)),
        TE.flatMap(({ clock, from, to, place }) => {
          const replicate = Replicate.run(Later, {
            from,
            to,
            checkpoint: () => place,
            bind: true,
            now: clock.read,
            readsPerSecond: Number.POSITIVE_INFINITY,
            until: { emptyAnswers: 1 },
          })
          return pipe(
            replicate,
            TE.bindTo('first'),
            TE.bindW('written', () => Write.run(changes)(from)),
            TE.bindW('second', () => replicate),
            TE.bindW('verified', () => Replicate.verify(Later, { from, to })),
          )
        }),
        TE.map(({ first, second, verified }) => {
          const sum = ({ tables }: Replicate.Replicated, of: 'copied' | 'records') =>
            pipe(
              tables,
              RA.foldMap({ concat: (x: number, y: number) => x + y, empty: 0 })((table) => table[of]),
            )
          const row = (label: string, done: Replicate.Replicated) => [
            label,
            amount(sum(done, 'copied')),
            'copied',
            amount(sum(done, 'records')),
            'records followed',
          ]
          return {
            lines: [
              ...columns([row('first run', first), row('from where it ended', second)]),
              `verified: ${amount(verified.items)} items, ${amount(verified.differences)} differences`,
            ],
            unexpected: [
              ...expect(sum(first, 'copied') === before, `${before} were to be copied`),
              ...expect(sum(second, 'copied') === 0, 'the second run copied again'),
              ...expect(sum(second, 'records') === count, `${count} records were to be followed`),
              ...expect(verified.items === after && verified.differences === 0, `${after} equal items were expected`),
            ],
          }
        }),
      ),
    ),
  }
}
