import * as fc from 'fast-check'
import * as E from 'fp-ts/Either'
import { describe, expect, it } from 'vitest'
import { namesOf } from '../../../src/interpreter/aws/tableNames'
import { answers, ask, id, names, operations, service } from './stub'

const tableName = 'prod-{table}'

describe('table names', () => {
  it.each(names)('%s: requests have the names of the store', async (name) => {
    const { sent } = await ask(operations[name], [E.right({})], { tableName, retry: { attempts: 1 } })
    const text = JSON.stringify(sent[0]?.input)
    expect(text).toContain('"prod-users"')
    expect(text).not.toContain('"users"')
  })

  it('answers and errors have the names of the program', async () => {
    const prod = (answer: unknown): unknown =>
      JSON.parse(JSON.stringify(answer).replaceAll('"users"', '"prod-users"').replaceAll('"teams"', '"prod-teams"'))
    for (const name of names) {
      const plain = await ask(operations[name], [E.right(answers[name])])
      const named = await ask(operations[name], [E.right(prod(answers[name]))], { tableName })
      expect(named.answer).toEqual(plain.answer)
    }
    const unprocessed = { Responses: {}, UnprocessedKeys: { 'prod-users': { Keys: [id('bob')] } } }
    expect((await ask(operations.BatchGetItem, [E.right(unprocessed)], { tableName })).answer).toMatchObject(
      E.right({ unprocessed: [{ table: 'users', keys: [id('bob')] }] }),
    )
    const message = 'Requested resource not found: Table: prod-teams not found'
    const missing = service('ResourceNotFoundException', { message })
    expect((await ask(operations.BatchWriteItem, [E.left(missing)], { tableName })).answer).toEqual(
      E.left({ _tag: 'TableNotFound', table: 'teams' }),
    )
  })

  it('a function', async () => {
    const { sent } = await ask(operations.GetItem, [E.right({})], { tableName: (table) => table.toUpperCase() })
    expect(sent[0]?.input).toMatchObject({ TableName: 'USERS' })
  })

  it('a template whose text means something to a replacement', async () => {
    const { sent } = await ask({ ...operations.GetItem, table: "$&$'$1" }, [E.right({})], {
      tableName: '{table}-{table}',
    })
    expect(sent[0]?.input).toMatchObject({ TableName: "$&$'$1-$&$'$1" })
  })

  it('two tables with one name are refused, and nothing is sent', async () => {
    for (const name of ['BatchWriteItem', 'TransactGetItems'] as const) {
      const { answer, sent } = await ask(operations[name], [E.right({})], { tableName: () => 'one' })
      expect(answer).toEqual(
        E.left({
          _tag: 'InvalidRequest',
          reason: "the table name template gives 'users' and 'teams' the same name, 'one'",
        }),
      )
      expect(sent).toEqual([])
    }
  })

  it('a function that throws, or gives no text or an empty one, is a refusal', async () => {
    const throwing = () => {
      throw new Error('no name')
    }
    const wrong = (() => 5) as unknown as () => string
    for (const name of names)
      for (const tableName of [throwing, wrong, () => ''])
        expect((await ask(operations[name], [E.right({})], { tableName })).answer).toMatchObject(
          E.left({ _tag: 'RequestRefused', name: 'InvalidTableName' }),
        )
  })

  it('law: what is called can be undone, for any function that keeps the tables apart', () =>
    fc.assert(
      fc.property(fc.uniqueArray(fc.string()), fc.func(fc.string({ minLength: 1 })), (tables, f) => {
        const named = namesOf((table) => f(table))(tables)
        const distinct = new Set(tables.map((table) => f(table))).size === tables.length
        return (
          E.isRight(named) === distinct &&
          (E.isLeft(named) || tables.every((t) => named.right.called(named.right.stored(t)) === t))
        )
      }),
    ))
})
