/** What must not compile of models, reads, writes and queries. This file is checked, never run. */

import big from 'big.js'
import {
  Attribute as A,
  Condition as C,
  KeyCondition as K,
  Model as M,
  Query as Q,
  Read,
  Update as U,
  Write,
} from 'bloop-ts'
import { pipe } from 'fp-ts/function'

const Account = M.model({
  name: 'Account',
  table: 'accounts',
  attributes: {
    name: A.string,
    number: A.integer,
    email: A.optional(A.string),
    balance: A.decimal,
    active: A.boolean,
    tags: A.set(A.string),
    openedAt: A.rename('o', A.dateTime),
    profile: A.map({ scores: A.list(A.integer), nick: A.optional(A.string) }),
  },
  key: { partition: 'name', sort: 'number' },
  indexes: {
    byEmail: M.globalIndex({ partition: 'email', projection: 'keys' }),
    byBalance: M.localIndex({ sort: 'balance', projection: ['openedAt'] }),
    byDay: M.globalIndex({ partition: ['email', 'name'], sort: ['openedAt', 'number'], projection: ['tags'] }),
  },
})
type Account = M.TypeOf<typeof Account>

const Other = M.model({
  name: 'Other',
  table: 'others',
  attributes: { name: A.string, balance: A.integer, o: A.string },
  key: { partition: 'name' },
})

const a: Account = {
  name: 'ann',
  number: 1,
  balance: big('1'),
  active: true,
  tags: new Set(['vip']),
  openedAt: new Date(0),
  profile: { scores: [1] },
}

// what compiles
const rich = pipe(C.gte(Account.at.balance, big('1000000')), C.and(C.contains(Account.at.tags, 'vip')))
export const checks = [
  C.toPredicate(Account)(rich)(a),
  C.gt(Account.at.profile.scores.at(0), 3),
  Write.save(Account)(a, { condition: Write.ifNotExists(Account) }),
  Write.save(Account)(a, { condition: rich }),
  Write.put(Account)(a, { condition: Write.snapshot(Account)(a) }),
  Write.update(Account)({ name: 'ann', number: 1 }, U.set(Account.at.balance, big('2'))),
  Q.query(Account, { name: 'ann' }),
  Q.query(Account, { name: 'ann', number: 3 }),
  Q.query(Account, { name: 'ann', number: K.between(1, 5) }),
  Q.query(Account.index.byEmail, { email: 'x' }),
  Q.query(Account.index.byBalance, { name: 'ann', balance: K.gte(big('5')) }),
  Q.query(Account.index.byDay, { email: 'x', name: 'ann', openedAt: new Date(0), number: K.lt(3) }),
  Q.query(Account.index.byDay, { email: 'x', name: 'ann', openedAt: K.lt(new Date(0)) }),
  pipe(Q.query(Account, { name: 'ann' }), Q.filter(rich), Q.project('balance', 'email'), Q.first),
  Write.batch(Write.put(Account)(a)),
]
export const projected: (b: Parameters<typeof Q.collect>[0]) => unknown = Q.collect

// what must not
// @ts-expect-error an unknown attribute as key
M.model({ name: 'Bad', table: 'bad', attributes: { id: A.string }, key: { partition: 'nope' } })
// @ts-expect-error a boolean as key
M.model({ name: 'Bad', table: 'bad', attributes: { id: A.boolean }, key: { partition: 'id' } })
// @ts-expect-error an optional attribute as key
M.model({ name: 'Bad', table: 'bad', attributes: { id: A.optional(A.string) }, key: { partition: 'id' } })
M.model({
  name: 'Bad',
  table: 'bad',
  // @ts-expect-error an index on an unknown attribute
  attributes: { id: A.string },
  key: { partition: 'id' },
  indexes: { byX: M.globalIndex({ partition: 'x' }) },
})
// @ts-expect-error a time to live that is no number
M.model({ name: 'Bad', table: 'bad', attributes: { id: A.string }, key: { partition: 'id' }, timeToLive: 'id' })

// @ts-expect-error a value of the wrong type
C.eq(Account.at.balance, 'much')
// @ts-expect-error ordering on booleans
C.gt(Account.at.active, true)
// @ts-expect-error begins_with on a number
C.beginsWith(Account.at.number, '1')
// @ts-expect-error a condition of another model: balance has another type there
C.toPredicate(Account)(C.eq(Other.at.balance, 1))
// @ts-expect-error a condition of another model: no such attribute
Write.save(Account)(a, { condition: C.eq(Other.at.o, 'x') })
// @ts-expect-error a query without its partition key
Q.query(Account, { number: 3 })
// @ts-expect-error a range where there is no sort key
Q.query(Account.index.byEmail, { email: 'x', number: K.gt(3) })
// @ts-expect-error begins_with on a sort key that is a number
Q.query(Account, { name: 'ann', number: K.beginsWith('1') })
// @ts-expect-error a range before a value in a key of several attributes
Q.query(Account.index.byDay, { email: 'x', name: 'ann', openedAt: K.lt(new Date(0)), number: 3 })
// @ts-expect-error a filter on a key attribute of what is queried
pipe(Q.query(Account, { name: 'ann' }), Q.filter(C.eq(Account.at.number, 3)))
// @ts-expect-error a filter on an attribute that the index does not project
pipe(Q.query(Account.index.byEmail, { email: 'x' }), Q.filter(C.eq(Account.at.active, true)))
// @ts-expect-error a filter on an attribute that the local index does not project
pipe(Q.query(Account.index.byBalance, { name: 'ann' }), Q.filter(C.eq(Account.at.active, true)))
// @ts-expect-error a projection onto what the index does not project
pipe(Q.query(Account.index.byEmail, { email: 'x' }), Q.project('balance'))
// @ts-expect-error a conditional write in a plain batch
Write.batch(Write.put(Account)(a, { condition: rich }))
// @ts-expect-error a save in a plain batch
Write.batch(Write.save(Account)(a))
// @ts-expect-error updating a key
Write.update(Account)({ name: 'ann', number: 1 }, U.set(Account.at.number, 2))
// @ts-expect-error a key without its sort attribute
Read.load(Account)({ name: 'ann' })
