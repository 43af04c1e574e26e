import * as E from 'fp-ts/Either'
import { describe, expect, it } from 'vitest'
import type { OperationName } from '../../../src/program/Operation'
import { answers, ask, id, names, operations } from './stub'

const many: ReadonlyArray<OperationName> = ['BatchGetItem', 'BatchWriteItem', 'TransactGetItems', 'TransactWriteItems']
const single: ReadonlyArray<OperationName> = ['GetItem', 'PutItem', 'UpdateItem', 'DeleteItem', 'Query', 'Scan']
const metered = [...single, ...many]

const asking = <K extends OperationName>(name: K) => ({ ...operations[name], returnConsumed: true })
const saying = (name: OperationName, ConsumedCapacity: unknown) => ({ ...(answers[name] as object), ConsumedCapacity })
const of = (TableName: string, CapacityUnits: number) => ({ TableName, CapacityUnits })
const consumedIn = (answer: E.Either<unknown, object>) =>
  E.isRight(answer) && 'consumed' in answer.right ? answer.right.consumed : undefined

const twoTables = {
  ...asking('BatchGetItem'),
  tables: [...operations.BatchGetItem.tables, { table: 'teams', keys: [id('red')], consistent: false }],
}

describe('what is consumed', () => {
  it.each(names)('%s: is asked for where the operation asks, and nowhere else', async (name) => {
    const sent = async (operation: (typeof operations)[OperationName]) =>
      (await ask(operation, [E.right(answers[name])])).sent[0]?.input
    expect(await sent(operations[name])).not.toHaveProperty('ReturnConsumedCapacity')
    if (metered.includes(name)) {
      expect(await sent(asking(name))).toEqual({ ...(await sent(operations[name])), ReturnConsumedCapacity: 'TOTAL' })
      expect(await sent({ ...operations[name], returnConsumed: false } as never)).toEqual(await sent(operations[name]))
    }
  })

  it.each(single)('%s: of one table, by the name that it was asked by', async (name) => {
    const { answer } = await ask(asking(name), [E.right(saying(name, of('prod-users', 0.5)))], {
      tableName: 'prod-{table}',
    })
    expect(consumedIn(answer)).toEqual([{ table: 'users', units: 0.5 }])
  })

  it.each(many)('%s: of several tables', async (name) => {
    const consumed = [of('users', 2), of('teams', 0), of('users', 0.5)]
    const operation = name === 'BatchGetItem' ? twoTables : asking(name)
    const { answer } = await ask(operation, [
      E.right(saying(name, consumed.slice(0, name === 'TransactWriteItems' ? 1 : 3))),
    ])
    expect(consumedIn(answer)).toEqual(
      name === 'TransactWriteItems'
        ? [{ table: 'users', units: 2 }]
        : [
            { table: 'users', units: 2.5 },
            { table: 'teams', units: 0 },
          ],
    )
  })

  it('is summed over the rounds of a batch', async () => {
    const more = { Responses: {}, UnprocessedKeys: { users: { Keys: [id('ann')] } } }
    const reading = await ask(asking('BatchGetItem'), [
      E.right({ ...more, ConsumedCapacity: [of('users', 1)] }),
      E.right(saying('BatchGetItem', [of('users', 0.5)])),
    ])
    expect(consumedIn(reading.answer)).toEqual([{ table: 'users', units: 1.5 }])
    const left = { UnprocessedItems: { teams: [{ DeleteRequest: { Key: id('red') } }] } }
    const writing = await ask(asking('BatchWriteItem'), [
      E.right({ ...left, ConsumedCapacity: [of('users', 1)] }),
      E.left({ _tag: 'TimedOut', milliseconds: 1 }),
    ])
    expect(writing.answer).toMatchObject(E.right({ unprocessed: [{ _tag: 'Delete' }] }))
    expect(consumedIn(writing.answer)).toEqual([{ table: 'users', units: 1 }])
  })

  it.each(metered)('%s: is not answered where it was not asked for, nor where nothing is said', async (name) => {
    const { answer } = await ask(operations[name], [E.right(saying(name, of('users', 1)))])
    expect(answer).toEqual((await ask(operations[name], [E.right(answers[name])])).answer)
    for (const nothing of [undefined, null]) {
      const unsaid = await ask(asking(name), [E.right(saying(name, nothing))])
      expect(unsaid.answer).toEqual(answer)
    }
  })

  it.each(metered)('%s: rubbish', async (name) => {
    for (const rubbish of [5, 'x', {}, [5], of('others', 1), of('users', -1), of('users', Number.NaN), of('', 1)]) {
      const { answer } = await ask(asking(name), [E.right(saying(name, rubbish))])
      expect(answer).toMatchObject(E.left({ _tag: 'InvalidAnswer', operation: name }))
      expect(JSON.stringify(answer)).toContain('"ConsumedCapacity"')
    }
  })
})
