/** The steps on the table itself: planned and bound for all models at once, refused to one that contradicts, and deleted. */
import { showError, Table as T } from 'bloop-ts'
import * as E from 'fp-ts/Either'
import { pipe } from 'fp-ts/function'
import * as RTE from 'fp-ts/ReaderTaskEither'
import { attempt } from '../tour/attempt'
import { drop, dropping } from '../tour/drop'
import { expect, type Plan } from '../tour/step'
import { columns } from '../tour/text'
import { Contractor, Employee, Manager, Pay } from './models'

const models = [Employee, Manager, Pay]

export const dropTable = drop({ ...Employee.schema, indexes: [] })

/** A table of that name may be there from a run that was interrupted. */
export const planForAll: Plan = {
  title: 'Plan one table for three models: all that each needs, and the union of what the index projects',
  program: pipe(
    dropTable,
    RTE.flatMap(() => T.plan(models)),
    RTE.map((plan) => ({
      lines: T.showPlan(plan).split('\n'),
      unexpected: expect(plan.length === 1, `${plan.length} tables were planned`),
    })),
  ),
}

/** No model has to be bound before the others, and none sees what it did not ask for. */
export const bindAll: Plan = {
  title: 'Bind them together; then each by itself finds the table as it needs it',
  program: pipe(
    T.bind(models),
    RTE.flatMap(() => RTE.traverseSeqArray((model: (typeof models)[number]) => T.validate(model))(models)),
    RTE.map((validated) => ({
      lines: columns(models.map(({ name }) => [name, 'valid'])),
      unexpected: expect(validated.length === 3, 'each should be valid'),
    })),
  ),
}

/** It is found out here: the store is not asked. */
export const bindAContradiction: Plan = {
  title: 'Bind another model, which contradicts them',
  program: pipe(
    attempt(T.bind([...models, Contractor])),
    RTE.map((bound) => ({
      lines: E.isLeft(bound) ? showError(bound.left).split('\n') : [],
      unexpected: expect(E.isLeft(bound) && bound.left._tag === 'ModelsContradict', 'it should be refused'),
    })),
  ),
}

export const deleteTheTable: Plan = dropping(dropTable)
