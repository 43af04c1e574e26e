/** The steps that write: people are hired, paid and promoted, each by the model whose business it is. */
import { Condition as C, Read, showError, Value as V, Write } from 'bloop-ts'
import * as E from 'fp-ts/Either'
import { pipe } from 'fp-ts/function'
import * as RTE from 'fp-ts/ReaderTaskEither'
import { attempt } from '../tour/attempt'
import { expect, type Plan } from '../tour/step'
import { itemOf, showStored } from './item'
import { Employee, Manager, Pay } from './models'
import { ann, bob, eve, pay, promoted } from './people'

const hire = (one: Employee) => Write.save(Employee)(one, { condition: Write.ifNotExists(Employee) })

/** One transaction of two models. */
export const hirePeople: Plan = {
  title: 'Hire three, all or none, if they are not there yet; then one of them again',
  program: pipe(
    Write.transact(
      Write.sequence([hire(ann), hire(bob), Write.save(Manager)(eve, { condition: Write.ifNotExists(Manager) })]),
    ),
    RTE.flatMap(() => attempt(Write.run(hire({ ...ann, level: 1 })))),
    RTE.map((again) => ({
      lines: ['hired', ...(E.isLeft(again) ? [`again: ${again.left._tag}`] : [])],
      unexpected: expect(E.isLeft(again) && again.left._tag === 'ConditionFailed', 'ann should not be hired twice'),
    })),
  ),
}

/** What is stored afterwards must be what the models make of their values, and nothing else. */
const storedAs = (expected: V.Item) =>
  pipe(
    itemOf('ann'),
    RTE.map((item) => ({
      lines: showStored(item),
      unexpected: expect(V.equalsItems(item, expected), `${V.showItem(expected)} was expected`),
    })),
  )

/** A save sets and removes what its own model declares. */
export const payAnn: Plan = {
  title: 'Pay ann: another model saves its part of the same item, and leaves the rest alone',
  program: pipe(
    Write.run(Write.save(Pay)(pay)),
    RTE.flatMap(() => storedAs({ ...Employee.encode(ann), ...Pay.encode(pay) })),
  ),
}

/** Where an employee has a desk, which is a number, a manager has an office, which is a text. */
export const promoteAnn: Plan = {
  title: 'Promote ann, if she is not a manager yet: a manager is saved over the employee',
  program: pipe(
    Write.run(Write.save(Manager)(promoted, { condition: C.ne(Manager.at.role, 'manager') })),
    RTE.flatMap(() => storedAs({ ...Employee.encode(ann), ...Pay.encode(pay), ...Manager.encode(promoted) })),
  ),
}

const load = Read.struct({
  manager: Read.load(Manager)({ id: 'ann' }, { consistent: true }),
  pay: Read.load(Pay)({ id: 'ann' }, { consistent: true }),
})

/** A value of a model is never made of what is not one. */
export const readAnn: Plan = {
  title: 'Read ann as a manager and as paid; and as an employee, which she is no longer',
  program: pipe(
    RTE.Do,
    RTE.apS('is', Read.run(load)),
    RTE.bindW('was', () => attempt(Read.run(Read.load(Employee)({ id: 'ann' }, { consistent: true })))),
    RTE.map(({ is, was }) => ({
      lines: [
        `Manager  in ${is.manager.office}, of ${[...is.manager.reports].join()}`,
        `Pay      ${is.pay.monthly} a month`,
        ...(E.isLeft(was) ? showError(was.left).split('\n') : []),
      ],
      unexpected: [
        ...expect(is.pay.monthly.eq(pay.monthly), 'her pay should be as it was'),
        ...expect(E.isLeft(was) && was.left._tag === 'DecodeFailed', 'she should not be an employee'),
      ],
    })),
  ),
}
