/** The step that asks the shared index: as one model, as the other, and as either. */
import { Condition as C, Query as Q } from 'bloop-ts'
import { pipe } from 'fp-ts/function'
import * as RTE from 'fp-ts/ReaderTaskEither'
import * as RA from 'fp-ts/ReadonlyArray'
import * as S from 'fp-ts/string'
import { expect, type Plan } from '../tour/step'
import { columns } from '../tour/text'
import { until } from '../tour/until'
import { Employee, Manager, Staff } from './models'

const five = { level: 5 }

/** The role is projected, so that a filter may read it; the desk is not, and an employee who is found has none. */
const employees = pipe(
  Q.query(Employee.index.byLevel, five),
  Q.filter(C.eq(Employee.at.role, 'employee')),
  Q.collect,
  RTE.map(RA.map(({ id, email }) => `${id} at ${email}`)),
)
const managers = pipe(
  Q.query(Manager.index.byLevel, five),
  Q.filter(C.eq(Manager.at.role, 'manager')),
  Q.collect,
  RTE.map(RA.map(({ id, reports }) => `${id} with ${[...reports].join()}`)),
)
/** Each is decoded by its own model; the compiler knows which has an email, and which has reports. */
const either = pipe(
  Q.query(Staff.index.byLevel, five),
  Q.collect,
  RTE.map(
    RA.map((one) =>
      one.role === 'employee' ? `${one.id} at ${one.email}` : `${one.id} with ${[...one.reports].join()}`,
    ),
  ),
  RTE.map(RA.sort(S.Ord)),
)

const expected = [['bob at bob@example.org'], ['ann with bob'], ['ann with bob', 'bob at bob@example.org']]

/** Indexes of AWS follow their table within moments. */
export const askTheIndex: Plan = {
  title: 'Ask the shared index for level 5: as employees, as managers, and as a sum of both',
  program: pipe(
    RTE.sequenceSeqArray([employees, managers, either]),
    until((found) => JSON.stringify(found) === JSON.stringify(expected), 50),
    RTE.map((found) => ({
      lines: columns(found.map((people, at) => [['Employee', 'Manager', 'Staff'][at] ?? '', people.join(', ')])),
      unexpected: expect(JSON.stringify(found) === JSON.stringify(expected), 'other people were expected'),
    })),
  ),
}
