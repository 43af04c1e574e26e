import { expect, it } from 'vitest'
import { compose, identity, Monoid } from '../../../src/middleware'
import type { Interpreter, Middleware } from '../../../src/program/Interpreter'
import { describeTable, get, users } from './support'

const renaming =
  (from: string, to: string): Middleware =>
  (interpreter) =>
  (operation) =>
    interpreter(operation._tag === from ? ({ ...operation, _tag: to } as unknown as typeof operation) : operation)

it('the first is the outermost: it sees an operation first', async () => {
  const asked: Array<string> = []
  const store: Interpreter = (operation) => {
    asked.push(operation._tag)
    return users()(operation)
  }
  const both = [renaming('DescribeTable', 'GetItem'), renaming('GetItem', 'Scan')] as const
  await compose(...both)(store)(describeTable)()
  await compose(both[1], both[0])(store)(describeTable)()
  await Monoid.concat(...both)(store)(get('ann'))()
  expect(asked).toEqual(['Scan', 'GetItem', 'Scan'])
})

it('nothing composed is the interpreter itself', () => {
  const interpreter = users()
  expect(compose()(interpreter)).toBe(interpreter)
  expect(identity(interpreter)).toBe(interpreter)
  expect(Monoid.empty(interpreter)).toBe(interpreter)
})
