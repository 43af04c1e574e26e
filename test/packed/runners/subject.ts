// Laws of a user, run under vitest, node:test and jest (runners.mjs): such that hold, and one that does not.
import { Attribute as A, Condition as C, Model as M } from 'bloop-ts'
import {
  arbitrary,
  arbitraryCondition,
  arbitraryUpdate,
  conditionLaws,
  equation,
  type Laws,
  laws,
  modelLaws,
  updateLaws,
} from 'bloop-ts/laws'
import * as fc from 'fast-check'

const User = M.model({
  name: 'User',
  table: 'users',
  attributes: {
    id: A.string,
    age: A.optional(A.integer),
    tags: A.set(A.string),
    home: A.optional(A.map({ city: A.string })),
  },
  key: { partition: 'id' },
})

const { age } = User.at
const holds = (condition: C.Condition<M.RowOf<typeof User>>, user: M.TypeOf<typeof User>): boolean =>
  C.toPredicate(User)(condition)(user)

const typed = laws('what is typed to a model', [
  equation(
    'NOT NOT x is x',
    fc.tuple(arbitrary(User), arbitraryCondition(User), arbitraryUpdate(User)),
    ([user, condition]) => ({ left: holds(C.not(C.not(condition)), user), right: holds(condition, user) }),
    (x, y) => x === y,
  ),
])

export const sound: ReadonlyArray<Laws> = [typed, modelLaws(User), conditionLaws(User), updateLaws(User)]

export const broken: Laws = laws('orders', [
  equation(
    'NOT age < n is age >= n',
    fc.tuple(arbitrary(User), arbitraryCondition(User), fc.integer()),
    ([user, , n]) => ({ left: holds(C.not(C.lt(age, n)), user), right: holds(C.gte(age, n), user) }),
    (x, y) => x === y,
    (verdict) => `it ${verdict ? 'holds' : 'does not hold'}`,
  ),
])
