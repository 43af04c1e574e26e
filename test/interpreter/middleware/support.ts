import * as E from 'fp-ts/Either'
import type { Condition } from '../../../src/expression/condition/model'
import { type InMemory, inMemory } from '../../../src/interpreter/memory/inMemory'
import { empty } from '../../../src/interpreter/memory/state'
import { step } from '../../../src/interpreter/memory/step'
import type { Interpreter } from '../../../src/program/Interpreter'
import type { Operation } from '../../../src/program/Operation'
import type { Item } from '../../../src/value/AttributeValue'
import type { TableSchema } from '../../../src/value/TableSchema'

// -----------------------------------------------------------------------------
// a table of users
// -----------------------------------------------------------------------------

export const schema: TableSchema = {
  name: 'users',
  key: { partition: [{ name: 'id', type: 'S' }], sort: [] },
  indexes: [
    {
      name: 'byGroup',
      kind: 'global',
      key: { partition: [{ name: 'group', type: 'S' }], sort: [] },
      projection: 'all',
    },
  ],
}

/** A store with the table, and nothing in it. */
export const users = (): InMemory => inMemory({ state: step(empty, { _tag: 'CreateTable', schema })[0] })

export const item = (name: string): Item => ({ id: { S: name }, group: { S: 'all' } })

// -----------------------------------------------------------------------------
// operations
// -----------------------------------------------------------------------------

const always: Condition<never> = { _tag: 'Always' }
const keyOf = (name: string): Item => ({ id: { S: name } })

export const describeTable: Operation<'DescribeTable'> = { _tag: 'DescribeTable', table: 'users' }

export const get = (name: string, consistent = true): Operation<'GetItem'> => ({
  _tag: 'GetItem',
  table: 'users',
  key: keyOf(name),
  consistent,
})
export const getAll = (...names: ReadonlyArray<string>): Operation<'BatchGetItem'> => ({
  _tag: 'BatchGetItem',
  tables: [{ table: 'users', keys: names.map(keyOf), consistent: true }],
})
export const scan: Operation<'Scan'> = {
  _tag: 'Scan',
  table: 'users',
  filter: always,
  consistent: true,
  select: 'items',
}

export const put = (name: string, condition: Condition<never> = always): Operation<'PutItem'> => ({
  _tag: 'PutItem',
  put: { _tag: 'Put', table: 'users', item: item(name), condition },
  returning: 'none',
  itemOnFailure: false,
})
export const writeAll = (...names: ReadonlyArray<string>): Operation<'BatchWriteItem'> => ({
  _tag: 'BatchWriteItem',
  writes: names.map((name) => ({ _tag: 'Put', table: 'users', item: item(name) })),
})

// One more in `n` of Ann.
const update = {
  _tag: 'Update',
  table: 'users',
  key: keyOf('ann'),
  update: {
    _tag: 'Update',
    actions: [
      {
        _tag: 'Add',
        path: { _tag: 'Path', attribute: 'n', segments: ['n'] },
        value: { _tag: 'Value', value: { N: '1' } },
      },
    ],
  },
  condition: always,
} as const

export const increment: Operation<'UpdateItem'> = {
  _tag: 'UpdateItem',
  update,
  returning: 'none',
  itemOnFailure: false,
}
export const transaction = (token?: string): Operation<'TransactWriteItems'> => ({
  _tag: 'TransactWriteItems',
  actions: [update],
  itemOnFailure: false,
  ...(token === undefined ? {} : { token }),
})

// -----------------------------------------------------------------------------
// answers
// -----------------------------------------------------------------------------

export const aborted = E.left({ _tag: 'Aborted' } as const)

export const refusal = (message: string) =>
  E.left({ _tag: 'RequestRefused', name: 'InvalidConfiguration', message } as const)

export const broken = (message: string) =>
  E.left({ _tag: 'ServiceFailed', name: 'BrokenInterpreter', message } as const)

export const error = {
  throttled: E.left({ _tag: 'Throttled', name: 'ThrottlingException' } as const),
  conflict: E.left({ _tag: 'TransactionConflict' } as const),
  inProgress: E.left({ _tag: 'TransactionInProgress' } as const),
  canceled: (...codes: ReadonlyArray<string>) =>
    E.left({ _tag: 'TransactionCanceled', reasons: codes.map((code) => ({ code })) } as const),
  network: E.left({ _tag: 'NetworkFailed', message: 'gone' } as const),
  timedOut: E.left({ _tag: 'TimedOut', milliseconds: 1 } as const),
  service: E.left({ _tag: 'ServiceFailed', name: 'InternalServerError', message: 'gone' } as const),
  inUse: E.left({ _tag: 'TableInUse', table: 'users' } as const),
  refused: E.left({ _tag: 'RequestRefused', name: 'ValidationException', message: 'no' } as const),
}

// -----------------------------------------------------------------------------
// interpreters
// -----------------------------------------------------------------------------

/** Answers one after another, the last again and again; and what was asked. */
export const answering = (
  ...answers: ReadonlyArray<E.Either<unknown, unknown>>
): { readonly interpreter: Interpreter; readonly asked: Array<Operation> } => {
  const asked: Array<Operation> = []
  return {
    asked,
    interpreter: (operation) => async () => {
      asked.push(operation)
      return answers[Math.min(asked.length, answers.length) - 1] as never
    },
  }
}

export const silent: Interpreter = () => () => new Promise(() => undefined)
export const throwing: Interpreter = () => {
  throw new Error('thrown')
}
export const rejecting: Interpreter = () => () => Promise.reject(new Error('rejected'))
