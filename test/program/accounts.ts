/** A model that the tests of programs share, and how they run programs. */
import type { Either } from 'fp-ts/Either'
import * as A from '../../src/codec'
import { globalIndex, localIndex, model, type TypeOf } from '../../src/model'
import type { Interpreter } from '../../src/program/Interpreter'
import type { Operation } from '../../src/program/Operation'
import type { Program } from '../../src/program/Program'

export const Account = model({
  name: 'Account',
  table: 'accounts',
  attributes: {
    name: A.string,
    number: A.integer,
    email: A.optional(A.string),
    balance: A.integer,
    tags: A.set(A.string),
    openedAt: A.rename('o', A.dateTime),
  },
  key: { partition: 'name', sort: 'number' },
  indexes: {
    byEmail: globalIndex({ partition: 'email', projection: 'keys' }),
    byBalance: localIndex({ sort: 'balance', projection: ['openedAt'] }),
    byDay: globalIndex({ partition: ['email', 'name'], sort: ['balance', 'openedAt'], projection: ['tags'] }),
  },
})
export type Account = TypeOf<typeof Account>

export const ann: Account = { name: 'ann', number: 1, balance: 10, tags: new Set(['vip']), openedAt: new Date(0) }

export const run =
  (interpreter: Interpreter) =>
  <E, A>(program: Program<E, A>): Promise<Either<E, A>> =>
    program(interpreter)()

/** An interpreter that keeps the operations it is asked, and then asks another one. */
export const spying = (inner: Interpreter): { readonly asked: Array<Operation>; readonly interpreter: Interpreter } => {
  const asked: Array<Operation> = []
  return {
    asked,
    interpreter: (operation) => () => {
      asked.push(operation)
      return inner(operation)()
    },
  }
}
