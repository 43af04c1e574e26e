import * as fc from 'fast-check'
import * as E from 'fp-ts/Either'
import { describe, expect, it } from 'vitest'
import type { AwsOptions } from '../../../src/aws'
import { namesOf, naming } from '../../../src/interpreter/aws/tableNames'
import type { Operation } from '../../../src/program/Operation'
import { answers, arn, ask, id, names, operations, quick, service, stub, tableNames } from './stub'

const tableName = 'prod-{table}'

describe('table names', () => {
  it.each(tableNames)('%s: requests have the names of the store', async (name) => {
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
    const { answer } = await ask({ ...operations.GetItem, table: "$&$'$1" }, [], { tableName: '{table}-{table}' })
    expect(JSON.stringify(answer)).toContain("'$&$'$1-$&$'$1' is not a table's name")
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

  it.each<AwsOptions>([{}, { tableName: '{table}' }, { tableName: (table) => table }])(
    'a name that no table has is refused, and nothing is sent',
    async (options) => {
      for (const table of ['', 'ab', 'a b', 'a/b', 'a:b', 'x'.repeat(256), 'naïve', 'arn:aws:s3:::bucket'])
        for (const name of ['GetItem', 'DescribeTable', 'ListTagsOfResource'] as const) {
          const { answer, sent } = await ask({ ...operations[name], table }, [E.right({})], options)
          const refusal = options.tableName === undefined ? 'ValidationException' : 'InvalidTableName'
          expect(answer).toMatchObject(E.left({ _tag: 'RequestRefused', name: refusal }))
          expect(sent).toEqual([])
        }
    },
  )

  it('a stream is named by its own ARN, and must be of the table by the name of the store', async () => {
    const { StreamDescription } = answers.DescribeStream as { readonly StreamDescription: object }
    const of = (TableName: string) => E.right({ StreamDescription: { ...StreamDescription, TableName } })
    const prod = await ask(operations.DescribeStream, [of('prod-users')], { tableName })
    expect(JSON.stringify(prod.sent)).toContain(operations.DescribeStream.stream)
    expect(prod.answer).toEqual((await ask(operations.DescribeStream, [of('users')])).answer)
    expect((await ask(operations.DescribeStream, [of('users')], { tableName })).answer).toMatchObject(
      E.left({ _tag: 'InvalidAnswer' }),
    )
  })

  it('a table may be named by its ARN, in the answers too', async () => {
    const tableName = (table: string) => arn.replace('users', table)
    for (const name of tableNames) {
      const { sent } = await ask(operations[name], [E.right({})], { tableName, retry: { attempts: 1 } })
      expect(JSON.stringify(sent[0]?.input)).toContain(arn)
    }
    for (const name of ['DescribeTable', 'BatchGetItem', 'ListTagsOfResource'] as const) {
      const bare = await ask(operations[name], [E.right(answers[name])])
      expect((await ask(operations[name], [E.right(answers[name])], { tableName })).answer).toEqual(bare.answer)
    }
  })

  it('ARNs that end alike are told apart, or not at all', () => {
    const there = arn.replace('eu-west-1', 'us-east-1')
    const named = namesOf(naming((table) => (table === 'here' ? arn : there)))(['here', 'there'])
    const called = E.isRight(named) ? [arn, there, 'users'].map(named.right.called) : expect.fail('no names')
    expect(called).toEqual(['here', 'there', undefined])
  })

  it('a name that was given to one table is not given to another, in any later request', async () => {
    const { transport, sent } = stub([E.right(answers.GetItem)])
    const interpreter = quick(transport, { tableName: () => 'one' })
    const of = (table: string) => interpreter({ ...operations.GetItem, table })()
    expect(await of('users')).toEqual(E.right({ item: id('ann') }))
    for (const name of ['GetItem', 'DescribeTable', 'TagResource'] as const)
      expect(await interpreter({ ...operations[name], table: 'teams' } as Operation)()).toEqual(
        E.left({
          _tag: 'InvalidRequest',
          reason: "the table name template gives 'users' and 'teams' the same name, 'one'",
        }),
      )
    expect(sent.length).toBe(1)
    expect(await of('users')).toEqual(E.right({ item: id('ann') }))
    expect(await quick(transport, { tableName: () => 'one' })({ ...operations.GetItem, table: 'teams' })()).toEqual(
      E.right({ item: id('ann') }),
    )
  })

  it('law: what is called can be undone, for any function that keeps the tables apart', () =>
    fc.assert(
      fc.property(fc.uniqueArray(fc.string()), fc.func(fc.stringMatching(/^[a-zA-Z0-9_.-]{3,5}$/)), (tables, f) => {
        const named = namesOf(naming((table) => f(table)))(tables)
        const distinct = new Set(tables.map((table) => f(table))).size === tables.length
        return (
          E.isRight(named) === distinct &&
          (E.isLeft(named) || tables.every((t) => named.right.called(named.right.stored(t)) === t))
        )
      }),
    ))
})
