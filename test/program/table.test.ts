import * as E from 'fp-ts/Either'
import { describe, expect, it } from 'vitest'
import * as A from '../../src/codec'
import { inMemory } from '../../src/memory'
import { globalIndex, model } from '../../src/model'
import type { Interpreter } from '../../src/program/Interpreter'
import * as T from '../../src/program/Table'
import { Account, run, spying } from './accounts'

const attributes = { name: A.string, number: A.integer, email: A.string }
const Narrow = model({ name: 'Narrow', table: 'accounts', attributes, key: { partition: 'name', sort: 'number' } })
const Wide = model({
  name: 'Wide',
  table: 'accounts',
  attributes,
  key: { partition: 'name', sort: 'number' },
  indexes: { byEmail: globalIndex({ partition: 'email' }), byNumber: globalIndex({ partition: 'number' }) },
})
const Other = model({ name: 'Other', table: 'accounts', attributes, key: { partition: 'email' } })

describe('Table', () => {
  it('creates what is missing, then validates it, again and again', async () => {
    const { interpreter, asked } = spying(inMemory())
    const go = run(interpreter)
    expect(await go(T.validate(Account))).toEqual(E.left({ _tag: 'TableNotFound', table: 'accounts' }))
    expect(E.isRight(await go(T.bind(Account)))).toBe(true)
    expect(E.isRight(await go(T.bind(Account)))).toBe(true)
    expect(asked.filter(({ _tag }) => _tag === 'CreateTable')).toHaveLength(1)
    expect(await go(T.validate(Narrow))).toMatchObject(E.right([{ status: 'ACTIVE' }]))
    expect(E.isRight(await go(T.delete('accounts')))).toBe(true)
    expect(await go(T.describe('accounts'))).toEqual(E.left({ _tag: 'TableNotFound', table: 'accounts' }))
  })

  it('gives all differences of a table that is not as needed', async () => {
    const go = run(inMemory())
    await go(T.bind(Account))
    expect(await go(T.bind(Wide))).toEqual(
      E.left({
        _tag: 'TableMismatch',
        table: 'accounts',
        differences: [
          { path: 'indexes.byEmail.projection', expected: 'all', actual: 'keys' },
          { path: 'indexes.byNumber', expected: 'a global index', actual: 'none' },
        ],
      }),
    )
    expect(await go(T.validate(Other))).toMatchObject(
      E.left({
        differences: [{ path: 'key', expected: 'partition email S', actual: 'partition name S, sort number N' }],
      }),
    )
  })

  it('merges the models of a table, and names both where they contradict', async () => {
    const go = run(inMemory())
    expect(E.isRight(await go(T.bind([Narrow, Wide])))).toBe(true)
    expect(await go(T.bind([Narrow, Other]))).toMatchObject(
      E.left({ _tag: 'InvalidRequest', reason: expect.stringMatching(/^Narrow and Other: the keys are/) }),
    )
  })

  it('waits until the table is active, within bounds', async () => {
    const inner = inMemory()
    let looks = 0
    const slow =
      (ready: number): Interpreter =>
      (operation) =>
      async () => {
        const answer = await inner(operation)()
        if (operation._tag !== 'DescribeTable' || E.isLeft(answer) || ++looks > ready) return answer
        return E.right({ ...answer.right, status: 'CREATING' }) as never
      }
    const waits: Array<number> = []
    const sleep = async (milliseconds: number) => void waits.push(milliseconds)
    expect(E.isRight(await run(slow(3))(T.bind(Account, { sleep })))).toBe(true)
    expect(waits).toEqual([50, 100, 200])
    looks = Number.NEGATIVE_INFINITY
    expect(await run(slow(3))(T.bind(Account, { sleep, attempts: 5 }))).toMatchObject(E.left({ _tag: 'TimedOut' }))
  })
})
