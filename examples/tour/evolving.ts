/** The steps that find out what a later version of the model needs of the table, and that bring it about. */
import { Query as Q, showError, Table as T } from 'bloop-ts'
import * as E from 'fp-ts/Either'
import { pipe } from 'fp-ts/function'
import * as RTE from 'fp-ts/ReaderTaskEither'
import { attempt } from './attempt'
import type { Reading } from './file'
import { showFilm } from './films'
import { Later } from './later'
import { expect, type Plan } from './step'
import { clip, counted } from './text'

const text = (shown: string): ReadonlyArray<string> => shown.split('\n').map((line) => clip(line))

/** Of a table that is there, binding changes nothing. */
export const findTheDifferences: Plan = {
  title: 'Bind a later version of the model: the table is not as it needs it, and stays as it is',
  program: pipe(
    attempt(T.bind(Later)),
    RTE.map((bound) => ({
      lines: E.isLeft(bound) ? text(showError(bound.left)) : [],
      unexpected: expect(
        E.isLeft(bound) && bound.left._tag === 'TableMismatch' && bound.left.differences.length === 5,
        'five differences were expected',
      ),
    })),
  ),
}

const plan = T.plan(Later, { replaceIndexes: true })

/** The plan is printed as it was made: data, with nothing done yet. */
export const carryOutAPlan = ({ accepted }: Reading): Plan => {
  const expected = accepted.filter(({ genre }) => genre === 'Western').length
  return {
    title: 'Plan what is missing, read the plan, and carry it out; then ask the new index',
    program: pipe(
      RTE.Do,
      RTE.apS('planned', plan),
      RTE.bindW('applied', ({ planned }) => T.apply(planned)),
      RTE.bindW('again', () => plan),
      RTE.bindW('westerns', () => pipe(Q.query(Later.index.newest, { genre: 'Western' }), Q.descending, Q.collect)),
      RTE.map(({ planned, again, westerns }) => ({
        lines: [
          ...text(T.showPlan(planned)),
          ...text(T.showPlan(again)).map((line) => `${line}${line.startsWith(' ') ? '' : ', planned again'}`),
          `${counted(westerns.length, 'western')}, the last of them ${westerns.slice(0, 1).map(showFilm).join()}`,
        ],
        unexpected: [
          ...again.flatMap(({ actions }) => expect(actions.length === 0, `${actions.length} actions are left`)),
          ...expect(westerns.length === expected, `${expected} westerns were expected`),
        ],
      })),
    ),
  }
}
