import * as E from 'fp-ts/Either'
import { inMemory } from '../../../src/interpreter/memory/inMemory'
import type { Interpreter } from '../../../src/program/Interpreter'
import type { GetItem, Operation } from '../../../src/program/Operation'
import type { Item } from '../../../src/value/AttributeValue'
import { always, schema, simple } from '../memory/support'

/** A store with the tables `things` (pk, sk) and `simple` (id). */
export const store = async (items: ReadonlyArray<Item> = []): Promise<Interpreter> => {
  const made = inMemory()
  for (const one of [schema, simple]) await made({ _tag: 'CreateTable', schema: one })()
  for (const item of items) {
    const put = { _tag: 'Put', table: 'simple', item, condition: always } as const
    await made({ _tag: 'PutItem', put, returning: 'none', itemOnFailure: false })()
  }
  return made
}

export const get = (id: string, more: Partial<GetItem> = {}): GetItem => ({
  _tag: 'GetItem',
  table: 'simple',
  key: { id: { S: id } },
  consistent: true,
  ...more,
})

/** What is sent to a store, in order. */
export const spied = (inner: Interpreter): { readonly interpreter: Interpreter; readonly sent: Array<Operation> } => {
  const sent: Array<Operation> = []
  return {
    sent,
    interpreter: (operation) => () => {
      sent.push(operation)
      return inner(operation)()
    },
  }
}

/** An interpreter that answers as a function says, whatever its type. */
export const answering =
  (answer: (operation: Operation) => unknown): Interpreter =>
  (operation) =>
  async () =>
    answer(operation) as never

export const throwing: Interpreter = () => {
  throw new Error('thrown')
}
export const rejecting: Interpreter = () => () => Promise.reject(new Error('rejected'))
export const broken = (message: string) => E.left({ _tag: 'ServiceFailed', name: 'BrokenInterpreter', message })

/** What throws whatever is asked of it. */
export const thrower = (): never => {
  throw new Error('a callback')
}
