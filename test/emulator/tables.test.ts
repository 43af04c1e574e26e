import * as E from 'fp-ts/Either'
import { afterAll, describe, expect, inject, it } from 'vitest'
import { local } from '../../src/local'
import type { CreateTable, Metered, Operation, TableChange } from '../../src/program/Operation'
import type { IndexSchema } from '../../src/value/TableSchema'
import type { TableDescription } from '../../src/value/TableSpec'
import { always, operations, plain } from '../interpreter/aws/stub'

const endpoint = inject('endpoint')
const run = Date.now().toString(36)
const store = local({ endpoint, tableName: `tables-${run}-{table}` })

const made = new Set<string>()
afterAll(async () => {
  for (const table of made) await store({ _tag: 'DeleteTable', table })()
})

const byAge: IndexSchema = {
  name: 'byAge',
  kind: 'global',
  key: { partition: [{ name: 'age', type: 'N' }], sort: [{ name: 'id', type: 'S' }] },
  projection: 'keys',
}
const byPlace: IndexSchema = {
  name: 'byPlace',
  kind: 'global',
  key: {
    partition: [
      { name: 'country', type: 'S' },
      { name: 'city', type: 'S' },
    ],
    sort: [],
  },
  projection: ['note'],
}

const create = async (
  name: string,
  settings: NonNullable<CreateTable['settings']>,
  indexes: ReadonlyArray<IndexSchema> = [],
) => {
  made.add(name)
  const schema = { ...operations.CreateTable.schema, name, indexes }
  const created = await store({ _tag: 'CreateTable', schema, settings })()
  return E.isRight(created) ? created.right : expect.fail(JSON.stringify(created))
}
const describeTable = async (table: string): Promise<TableDescription> => {
  const described = await store({ _tag: 'DescribeTable', table })()
  return E.isRight(described) ? described.right : expect.fail(JSON.stringify(described))
}
const change = (table: string, c: TableChange) => store({ _tag: 'UpdateTable', table, change: c })()

/**
 * The table once no index is pending, and how its indexes were before. It is looked at without a pause, to meet the moment in
 * which the emulator cannot describe it.
 */
const settled = async (table: string) => {
  const seen: Array<TableDescription['pending']> = []
  for (;;) {
    const described = await describeTable(table)
    if (described.pending.length === 0) return { described, seen }
    seen.push(described.pending)
  }
}

describe('CreateTable', () => {
  it.each([
    [{}, { billing: 'onDemand' }],
    [{ billing: { read: 5, write: 6 } }, { billing: { read: 5, write: 6 } }],
    [{ stream: 'keys' }, { billing: 'onDemand', stream: 'keys' }],
    [{ stream: 'new' }, { billing: 'onDemand', stream: 'new' }],
    [{ stream: 'old' }, { billing: 'onDemand', stream: 'old' }],
    [{ stream: 'newAndOld' }, { billing: 'onDemand', stream: 'newAndOld' }],
    [{ encryption: 'kms' }, { billing: 'onDemand', encryption: 'kms' }],
    [{ encryption: 'owned' }, { billing: 'onDemand' }],
    [{ tableClass: 'infrequentAccess' }, { billing: 'onDemand', tableClass: 'infrequentAccess' }],
  ] as const)('%j', async (settings, described) => {
    const name = `made-${made.size}`
    const { settings: created } = await create(name, settings)
    expect(created).toEqual({ ...plain, ...described })
    expect((await describeTable(name)).settings).toEqual(created)
  })

  it('with capacity of indexes', async () => {
    const settings = { billing: { read: 5, write: 6 }, indexThroughput: { byAge: { read: 1, write: 2 } } }
    expect((await create('provisioned', settings, [byAge, byPlace])).settings).toEqual({
      ...plain,
      billing: { read: 5, write: 6 },
      indexThroughput: { byAge: { read: 1, write: 2 }, byPlace: { read: 5, write: 6 } },
    })
  })

  it('with protection from deletion', async () => {
    expect((await create('kept', { deletionProtection: true })).settings.deletionProtection).toBe(true)
    const remove = { _tag: 'DeleteTable', table: 'kept' } as const
    expect(await store(remove)()).toMatchObject(E.left({ _tag: 'RequestRefused', name: 'ValidationException' }))
    expect(await change('kept', { _tag: 'DeletionProtection', deletionProtection: false })).toMatchObject(
      E.right({ settings: { deletionProtection: false } }),
    )
    expect(await store(remove)()).toEqual(E.right({}))
  })
})

describe('UpdateTable', () => {
  it('billing: to capacity, of an index alone, and back', async () => {
    await create('billed', {}, [byAge])
    const billing = { read: 5, write: 6 }
    const indexThroughput = { byAge: { read: 1, write: 2 } }
    expect(await change('billed', { _tag: 'Billing', billing, indexThroughput })).toMatchObject(
      E.right({ settings: { billing, indexThroughput } }),
    )
    const more = { byAge: { read: 3, write: 4 } }
    expect(await change('billed', { _tag: 'Billing', indexThroughput: more })).toMatchObject(
      E.right({ settings: { billing, indexThroughput: more } }),
    )
    expect(await change('billed', { _tag: 'Billing', billing: 'onDemand' })).toMatchObject({ _tag: 'Right' })
    expect((await describeTable('billed')).settings).toEqual({ ...plain, billing: 'onDemand' })
  })

  it('streams: on, off, and on in another way', async () => {
    await create('streamed', {})
    for (const stream of ['keys', 'off', 'newAndOld'] as const)
      expect(await change('streamed', { _tag: 'Stream', stream })).toMatchObject(E.right({ settings: { stream } }))
  })

  it('indexes are made while the table answers, and filled; of one that goes the rest stays', async () => {
    await create('indexed', {}, [byAge])
    const writes = Array.from({ length: 25 }, (_, i) => ({
      _tag: 'Put' as const,
      table: 'indexed',
      item: { id: { S: `${i}` }, country: { S: 'FR' }, city: { S: 'Nice' }, note: { S: 'x' } },
    }))
    await store({ _tag: 'BatchWriteItem', writes })()
    const created = await change('indexed', { _tag: 'CreateIndex', index: byPlace })
    expect(created).toMatchObject(E.right({ pending: [{ name: 'byPlace', status: 'CREATING' }] }))
    const { described, seen } = await settled('indexed')
    expect(seen.flat().every(({ name, status }) => name === 'byPlace' && status === 'CREATING')).toBe(true)
    expect(described.schema.indexes.map(({ name }) => name).sort()).toEqual(['byAge', 'byPlace'])
    expect(described.schema.indexes.find(({ name }) => name === 'byPlace')).toEqual(byPlace)
    const count: Operation<'Scan'> = { ...operations.Scan, table: 'indexed', index: 'byPlace', select: 'count' }
    expect(await store(count)()).toMatchObject(E.right({ count: 25 }))
    expect(await change('indexed', { _tag: 'DeleteIndex', index: 'byAge' })).toMatchObject(
      E.right({ schema: { indexes: [byPlace] }, pending: [{ name: 'byAge', status: 'DELETING' }] }),
    )
    expect((await settled('indexed')).described.schema.indexes).toEqual([byPlace])
  })

  it('of a table that is not there', async () => {
    for (const name of ['UpdateTable', 'DescribeTimeToLive', 'UpdateContinuousBackups', 'TagResource'] as const)
      expect(await store(operations[name])()).toEqual(E.left({ _tag: 'TableNotFound', table: 'users' }))
  })
})

describe('what is consumed', () => {
  it('is answered by every operation that is asked', async () => {
    await create('metered', {})
    const key = { id: { S: 'ann' } }
    const table = 'metered'
    const put = { _tag: 'Put', table, item: key, condition: always } as const
    const update = { _tag: 'Update', actions: [] } as const
    const asked: ReadonlyArray<Operation & Metered> = [
      { ...operations.PutItem, put },
      { ...operations.UpdateItem, update: { _tag: 'Update', table, key, update, condition: always } },
      { ...operations.GetItem, table },
      { ...operations.Query, table },
      { ...operations.Scan, table },
      { ...operations.BatchGetItem, tables: [{ table, keys: [key], consistent: true }] },
      { ...operations.BatchWriteItem, writes: [{ _tag: 'Put', table, item: key }] },
      { ...operations.TransactGetItems, gets: [{ table, key }] },
      { ...operations.TransactWriteItems, actions: [put] },
      { ...operations.DeleteItem, delete: { _tag: 'Delete', table, key, condition: always } },
    ]
    for (const operation of asked) {
      expect(await store({ ...operation, returnConsumed: true } as Operation)()).toMatchObject(
        E.right({ consumed: [{ table, units: expect.any(Number) }] }),
      )
      expect(await store(operation)()).not.toHaveProperty('right.consumed')
    }
  })
})
