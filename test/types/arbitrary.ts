/** What arbitraries are of, and what must not compile of them. This file is checked, never run. */
import { Attribute as A, type Condition as C, Model as M, Query as Q, Read, type Update as U, Write } from 'bloop-ts'
import {
  type Answer,
  arbitrary,
  arbitraryCondition,
  arbitraryKey,
  arbitraryProgram,
  arbitraryQuery,
  arbitraryUpdate,
  conditionLaws,
  modelLaws,
  updateLaws,
} from 'bloop-ts/laws'
import * as fc from 'fast-check'
import { pipe } from 'fp-ts/function'
import type { Branded } from 'io-ts'

interface IsAge {
  readonly age: unique symbol
}
type Age = Branded<number, IsAge>

const User = M.model({
  name: 'User',
  table: 'users',
  attributes: {
    id: A.string,
    age: A.brand(A.integer, (n): n is Age => n > 0, 'age'),
    email: A.optional(A.string),
    home: A.optional(A.map({ city: A.string, zip: A.optional(A.integer) })),
  },
  key: { partition: 'id' },
  indexes: { byEmail: M.globalIndex({ partition: 'email', projection: ['age'] }) },
})
type User = M.TypeOf<typeof User>

const ages: fc.Arbitrary<Age> = fc.nat().map((n) => n as Age)
const ann: User = { id: 'ann', age: 41 as Age }

export const users: fc.Arbitrary<User> = arbitrary(User)
export const some: fc.Arbitrary<User> = arbitrary(User, { age: ages, home: { city: fc.constant('Ulm') } })
export const dates: fc.Arbitrary<Date> = arbitrary(A.dateTime)
export const homes: fc.Arbitrary<{ readonly city: string }> = arbitrary(A.map({ city: A.string }), {
  city: fc.string(),
})
export const keys: fc.Arbitrary<M.KeyOf<typeof User>> = arbitraryKey(User)
export const ids: fc.Arbitrary<{ readonly id: string }> = arbitraryKey(User, { id: fc.string() })
export const conditions: fc.Arbitrary<C.Condition<M.RowOf<typeof User>>> = arbitraryCondition(User, { about: ann })
export const updates: fc.Arbitrary<U.Update<(typeof User)['_NonKeyRow']>> = arbitraryUpdate(User, {
  overrides: { age: ages },
})
export const queries: fc.Arbitrary<Q.Selection<User, (typeof User)['_Filter']>> = arbitraryQuery(User)
export const laws = [modelLaws(User, users), conditionLaws(User, users), updateLaws(User, users), updateLaws()]

const of = <Kind extends string>(name: Kind) =>
  M.model({
    name,
    table: 'things',
    attributes: { id: A.string, kind: A.literal(name) },
    key: { partition: 'id' },
    indexes: { byKind: M.globalIndex({ partition: 'kind' }) },
  })
const Both = M.oneOf('kind', [of('one'), of('two')])
export const lawsOfSums = [modelLaws(Both), modelLaws(Both, arbitrary(Both)), modelLaws(Both, arbitrary(of('one')))]

// They go where such values go.
export const property = fc.asyncProperty(
  arbitrary(User),
  arbitraryKey(User),
  arbitraryCondition(User),
  arbitraryUpdate(User),
  arbitraryQuery(User.index.byEmail),
  arbitraryProgram(User),
  async (user, key, condition, update, query, program) => {
    Write.save(User)(user, { condition })
    Write.update(User)(key, update, { condition })
    Read.find(User)(key)
    pipe(query, Q.limit(1), Q.collect)
    const found: ReadonlyArray<{ readonly id: string; readonly age: Age }> = []
    const same: Q.Selection<(typeof found)[number], never> | undefined = undefined
    const run = program(() => async () => ({ _tag: 'Left', left: { _tag: 'Throttled' } }) as never)
    const answers = await run()
    if (answers._tag === 'Right') {
      const all: ReadonlyArray<Answer> = answers.right
      return all.length > 0 && same === undefined
    }
    return answers.left satisfies never
  },
)

// @ts-expect-error: an arbitrary of other values
arbitrary(User, { age: fc.string() })
// @ts-expect-error: numbers are no ages
arbitrary(User, { age: fc.nat() })
// @ts-expect-error: an attribute that is none
arbitrary(User, { agee: ages })
// @ts-expect-error: a field that is none
arbitrary(User, { home: { street: fc.string() } })
// @ts-expect-error: a leaf has no fields
arbitrary(User, { email: { city: fc.string() } })
// @ts-expect-error: no value of the model
arbitraryCondition(User, { about: { id: 'ann' } })
// @ts-expect-error: values of another model
modelLaws(Both, arbitrary(of('three')))
// @ts-expect-error: values of a sum are more than those of one of its models
modelLaws(of('one'), arbitrary(Both))
// @ts-expect-error: an index has no laws
modelLaws(User.index.byEmail)
// @ts-expect-error: nor has its model
modelLaws(User.index.byEmail.model)
// @ts-expect-error: nor that of a sum's
modelLaws(Both.index.byKind.model)
// @ts-expect-error: a sum of sums
M.oneOf('kind', [Both, of('three')])
// @ts-expect-error: an index has no arbitrary of values
arbitrary(User.index.byEmail)
