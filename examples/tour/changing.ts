/** The step that changes a film which somebody else changes at the same time. */
import { Read, Update as U, Write } from 'bloop-ts'
import * as E from 'fp-ts/Either'
import { pipe } from 'fp-ts/function'
import * as RTE from 'fp-ts/ReaderTaskEither'
import { attempt } from './attempt'
import { Film } from './film'
import { votes } from './films'
import { expect, type Plan } from './step'

const toyStory = { title: 'Toy Story', released: new Date('1995-11-22') }
const load = Read.run(Read.load(Film)(toyStory, { consistent: true }))
const vote = Write.run(Write.update(Film)(toyStory, U.increment(Film.at.imdbVotes, 1)))

/** Writes what has changed, if the film is still as it was read. */
const change = (seen: Film, changed: Film) =>
  Write.run(Write.change(Film)(seen, changed, { condition: Write.snapshot(Film)(seen) }))

/** Two change a film at once: what the slower one has read is no longer what is there. */
export const detectAChange: Plan = {
  title: 'Change a film if it is still as it was read; somebody was faster',
  program: pipe(
    RTE.Do,
    RTE.apS('seen', load),
    RTE.bindW('voted', () => vote),
    RTE.bindW('changed', ({ seen }) => attempt(change(seen, { ...seen, minutes: 81 }))),
    RTE.bindW('now', () => load),
    RTE.map(({ seen, changed, now }) => {
      const refused = E.isLeft(changed) && changed.left._tag === 'ConditionFailed'
      return {
        lines: [
          `read with ${votes(seen)}, then somebody votes`,
          `${refused ? 'ConditionFailed' : 'written'}: it has ${votes(now)} now`,
        ],
        unexpected: expect(refused && now.minutes === seen.minutes, `not refused: ${JSON.stringify(changed)}`),
      }
    }),
  ),
}
