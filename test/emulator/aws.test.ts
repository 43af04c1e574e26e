import * as E from 'fp-ts/Either'
import { afterAll, describe, expect, inject, it } from 'vitest'
import type { Action } from '../../src/expression/update/model'
import { local } from '../../src/local'
import { inMemory } from '../../src/memory'
import type { BatchGot, Operation, Put, Returning, UpdateItem } from '../../src/program/Operation'
import type { TableSchema } from '../../src/value/TableSchema'
import { always, at, equals, id, operations, plain, projection } from '../interpreter/aws/stub'

// -----------------------------------------------------------------------------
// the stores
// -----------------------------------------------------------------------------

const endpoint = inject('endpoint')
const run = Date.now().toString(36)
const emulator = local({ endpoint, tableName: `aws-${run}-{table}` })
const memory = inMemory()

const schema: TableSchema = {
  name: 'things',
  key: { partition: [{ name: 'id', type: 'S' }], sort: [{ name: 'n', type: 'N' }] },
  indexes: [
    {
      name: 'byPlace',
      kind: 'global',
      key: {
        partition: [
          { name: 'country', type: 'S' },
          { name: 'city', type: 'S' },
        ],
        sort: [
          { name: 'year', type: 'N' },
          { name: 'title', type: 'S' },
        ],
      },
      projection: ['note'],
    },
    {
      name: 'byRank',
      kind: 'local',
      key: { partition: [{ name: 'id', type: 'S' }], sort: [{ name: 'rank', type: 'N' }] },
      projection: 'keys',
    },
  ],
}

/** Answers in an order that says nothing: sets, batches, an INCLUDE list. */
const settled = (answer: unknown): unknown => {
  const sorted = (u: unknown): unknown => {
    if (Array.isArray(u)) return u.map(sorted)
    if (typeof u !== 'object' || u === null || u instanceof Uint8Array) return u
    return Object.fromEntries(
      Object.entries(u).map(([name, value]) => [
        name,
        Array.isArray(value) && ['SS', 'NS', 'BS', 'projection'].includes(name) ? [...value].sort() : sorted(value),
      ]),
    )
  }
  return sorted(answer)
}

/** The answer, which is the same from the emulator and from memory. */
const ask = async <Op extends Operation>(operation: Op) => {
  const answer = await emulator(operation)()
  expect(settled(answer)).toEqual(settled(await memory(operation)()))
  return answer
}

const key = (text: string, n: number) => ({ ...id(text), n: { N: String(n) } })
const put = (item: Put['item'], condition = always): Put => ({ _tag: 'Put', table: 'things', item, condition })
const place = (city: string, year: number, title: string) => ({
  country: { S: 'FR' },
  city: { S: city },
  year: { N: String(year) },
  title: { S: title },
})

afterAll(async () => {
  await emulator({ _tag: 'DeleteTable', table: 'things' })()
})

// -----------------------------------------------------------------------------
// tests
// -----------------------------------------------------------------------------

describe('tables', () => {
  it('with local and global indexes, and keys of several attributes', async () => {
    const created = await emulator({ _tag: 'CreateTable', schema })()
    const settings = { ...plain, billing: 'onDemand' }
    expect(settled(created)).toEqual(
      settled(E.right({ schema, settings, status: 'ACTIVE', pending: [], itemCount: 0 })),
    )
    await memory({ _tag: 'CreateTable', schema })()
    expect(await ask({ _tag: 'DescribeTable', table: 'things' })).toMatchObject(E.right({ status: 'ACTIVE' }))
  })

  it('in use, and missing', async () => {
    expect(await ask({ _tag: 'CreateTable', schema })).toEqual(E.left({ _tag: 'TableInUse', table: 'things' }))
    const missing = E.left({ _tag: 'TableNotFound', table: 'users' })
    for (const name of ['GetItem', 'PutItem', 'UpdateItem', 'DeleteItem', 'BatchGetItem', 'Query', 'Scan'] as const)
      expect(await emulator(operations[name])()).toEqual(missing)
    for (const name of ['DescribeTable', 'DeleteTable'] as const) expect(await ask(operations[name])).toEqual(missing)
    expect(await emulator(operations.TransactWriteItems)()).toEqual(missing)
  })
})

describe('one item', () => {
  const hostile = JSON.parse(
    '{"__proto__":{"S":"p"},"constructor":{"M":{"__proto__":{"N":"1"}}},"#n0":{"S":":v0"},"a.b[1]":{"NULL":true}}',
  )
  const item = {
    ...key('ann', 1),
    ...hostile,
    ...place('Paris', 1999, 'x'),
    bytes: { B: new Uint8Array([0, 1, 255]) },
    sets: { L: [{ SS: ['b', 'a'] }, { NS: ['2', '10'] }, { BS: [new Uint8Array([1])] }] },
    emoji: { S: '😀' },
    big: { N: '12345678901234567890123456789012345678' },
  }
  Object.defineProperty(item, '__proto__', { value: { S: 'p' }, enumerable: true })

  it('is read as it was put, whatever its names and values', async () => {
    await ask({ _tag: 'PutItem', put: put(item), returning: 'none', itemOnFailure: false })
    const answer = await ask({ _tag: 'GetItem', table: 'things', key: key('ann', 1), consistent: true })
    expect(E.isRight(answer) && Object.keys(answer.right.item ?? {}).sort()).toEqual(Object.keys(item).sort())
    expect(settled(answer)).toEqual(settled(E.right({ item })))
    expect(await ask({ _tag: 'GetItem', table: 'things', key: key('ann', 2), consistent: false })).toEqual(E.right({}))
    await ask({
      _tag: 'GetItem',
      table: 'things',
      key: key('ann', 1),
      consistent: false,
      projection: projection('#n0', 'emoji'),
    })
  })

  it('conditions, with the item and without', async () => {
    for (const itemOnFailure of [true, false]) {
      const condition = equals('emoji', 'x')
      await ask({ _tag: 'PutItem', put: put(key('ann', 1), condition), returning: 'old', itemOnFailure })
      await ask({
        _tag: 'DeleteItem',
        delete: { _tag: 'Delete', table: 'things', key: key('ann', 1), condition },
        returning: 'old',
        itemOnFailure,
      })
    }
  })

  it('a condition that never holds', async () => {
    expect(
      await ask({
        _tag: 'PutItem',
        put: put(key('ann', 1), { _tag: 'Never' }),
        returning: 'none',
        itemOnFailure: false,
      }),
    ).toEqual(E.left({ _tag: 'ConditionFailed', table: 'things' }))
  })

  const set = (...segments: readonly [string, ...Array<string | number>]): Action => ({
    _tag: 'Set',
    path: { _tag: 'Path', attribute: segments[0], segments },
    value: { _tag: 'Value', value: { N: '5' } },
  })
  const update = (
    text: string,
    actions: ReadonlyArray<Action>,
    returning: Returning,
    condition = always,
  ): UpdateItem => ({
    _tag: 'UpdateItem',
    update: { _tag: 'Update', table: 'things', key: key(text, 1), update: { _tag: 'Update', actions }, condition },
    returning,
    itemOnFailure: true,
  })

  it.each(['none', 'old', 'new', 'updatedOld', 'updatedNew'] as const)('updates returning %s', async (returning) => {
    await ask(update(`new ${returning}`, [set('a')], returning))
    await ask(update(`new ${returning}`, [set('a'), set('b')], returning))
    await ask({
      _tag: 'PutItem',
      put: put({ ...key('map', 1), m: { M: { x: { N: '1' }, y: { N: '2' } } }, l: { L: [{ N: '1' }, { N: '2' }] } }),
      returning: 'old',
      itemOnFailure: false,
    })
    await ask(update('map', [set('m', 'x')], returning))
    await ask(update('map', [set('l', 1)], returning))
    await ask(update('map', [set('m', 'z'), set('c')], returning))
  })

  it('updates that only take away create nothing', async () => {
    const remove: Action = { _tag: 'Remove', path: at('a') }
    const subset: Action = { _tag: 'Delete', path: at('s'), value: { _tag: 'Value', value: { SS: ['a'] } } }
    for (const actions of [[remove], [subset], [remove, subset]])
      for (const returning of ['none', 'old', 'new', 'updatedOld', 'updatedNew'] as const) {
        await ask(update('nobody', actions, returning))
        await ask(update('nobody', actions, returning, equals('a', 'x')))
        await ask(update('nobody', actions, returning, { _tag: 'Missing', path: at('a') }))
        await ask({ _tag: 'GetItem', table: 'things', key: key('nobody', 1), consistent: true })
      }
    await ask(update('map', [remove], 'new'))
    await ask(update('map', [remove], 'new', equals('c', 'x')))
  })
})

describe('many items', () => {
  const writes = Array.from({ length: 20 }, (_, i) => ({
    _tag: 'Put' as const,
    table: 'things',
    item: {
      ...key('many', i),
      ...place(i % 2 === 0 ? 'Lyon' : 'Nice', 2000 + (i % 5), `t${i}`),
      note: { S: `${i}` },
      rank: { N: `${-i}` },
    },
  }))

  it('batches', async () => {
    expect(await ask({ _tag: 'BatchWriteItem', writes })).toEqual(E.right({ unprocessed: [] }))
    const keys = Array.from({ length: 25 }, (_, i) => key('many', i))
    const byNumber = ({ items, unprocessed }: BatchGot) => ({
      unprocessed,
      items: items.map(({ table, item }) => `${table} ${JSON.stringify(item.n)}`).sort(),
    })
    const batch = { _tag: 'BatchGetItem', tables: [{ table: 'things', keys, consistent: true }] } as const
    const [there, here] = [await emulator(batch)(), await memory(batch)()]
    expect(E.isRight(there) && byNumber(there.right).items.length).toBe(20)
    expect(E.map(byNumber)(there)).toEqual(E.map(byNumber)(here))
  })

  it('a query of an index with four key attributes', async () => {
    const query: Operation<'Query'> = {
      _tag: 'Query',
      table: 'things',
      index: 'byPlace',
      key: {
        _tag: 'KeyCondition',
        equals: [
          { name: 'country', value: { S: 'FR' } },
          { name: 'city', value: { S: 'Lyon' } },
          { name: 'year', value: { N: '2002' } },
        ],
        range: { name: 'title', range: { _tag: 'Compare', comparator: '>', value: { S: 't1' } } },
      },
      filter: always,
      consistent: false,
      select: 'items',
      direction: 'backward',
    }
    const answer = await ask(query)
    expect(E.isRight(answer) && answer.right.items.map((item) => item.title)).toEqual([{ S: 't2' }, { S: 't12' }])
    expect(await ask({ ...query, select: 'count' })).toMatchObject(E.right({ count: 2 }))
    await ask({ ...query, select: 'count', projection: projection('title') })
    await ask({ ...query, filter: equals('note', '12') })
    await ask({ ...query, filter: { _tag: 'Never' } })
  })

  it('pages that are put together', async () => {
    const numbers: Array<unknown> = []
    let start: Put['item'] | undefined
    do {
      const page = await ask({
        _tag: 'Query',
        table: 'things',
        index: 'byRank',
        key: { _tag: 'KeyCondition', equals: [{ name: 'id', value: { S: 'many' } }] },
        filter: always,
        consistent: true,
        limit: 3,
        select: 'items',
        direction: 'forward',
        ...(start === undefined ? {} : { start }),
      })
      if (E.isLeft(page)) return expect.fail(JSON.stringify(page))
      numbers.push(...page.right.items.map((item) => item.n))
      start = page.right.next
    } while (start !== undefined)
    expect(new Set(numbers.map((n) => JSON.stringify(n))).size).toBe(20)
  })

  it('segments that part a scan', async () => {
    let total = 0
    for (const index of [0, 1, 2]) {
      const page = await emulator({
        _tag: 'Scan',
        table: 'things',
        filter: equals('country', 'FR'),
        consistent: true,
        select: 'count',
        segment: { index, total: 3 },
      })()
      total += E.isRight(page) ? page.right.count : 0
    }
    expect(total).toBe(21)
  })
})

describe('transactions', () => {
  it('all, or nothing with the reasons in order', async () => {
    const actions = [
      put({ ...key('tx', 1), a: { S: 'x' } }),
      { _tag: 'Check', table: 'things', key: key('many', 1), condition: equals('note', '1') } as const,
      { _tag: 'Check', table: 'things', key: key('many', 2), condition: always } as const,
    ]
    expect(await ask({ _tag: 'TransactWriteItems', actions, itemOnFailure: true, token: `t${run}` })).toEqual(
      E.right({}),
    )
    expect(await ask({ _tag: 'TransactWriteItems', actions, itemOnFailure: true, token: `t${run}` })).toEqual(
      E.right({}),
    )
    const other = [put(key('tx', 9))]
    expect(
      await emulator({ _tag: 'TransactWriteItems', actions: other, itemOnFailure: true, token: `t${run}` })(),
    ).toEqual(E.left({ _tag: 'IdempotentMismatch' }))
    const failing = [put(key('tx', 2)), put(key('tx', 1), equals('a', 'y')), put(key('tx', 3))]
    for (const itemOnFailure of [true, false]) {
      const answer = await emulator({ _tag: 'TransactWriteItems', actions: failing, itemOnFailure })()
      expect(answer).toEqual(
        E.left({
          _tag: 'TransactionCanceled',
          reasons: [
            { code: 'None' },
            {
              code: 'ConditionalCheckFailed',
              message: 'The conditional request failed',
              ...(itemOnFailure ? { item: { ...key('tx', 1), a: { S: 'x' } } } : {}),
            },
            { code: 'None' },
          ],
        }),
      )
    }
  })

  it('reads at one moment, in order', async () => {
    const gets = [key('tx', 1), key('tx', 2), key('many', 3)].map((k) => ({ table: 'things', key: k }))
    const answer = await ask({
      _tag: 'TransactGetItems',
      gets: [{ ...gets[0], projection: projection('a') } as never, ...gets.slice(1)],
    })
    expect(E.isRight(answer) && answer.right.items.map((item) => item !== undefined)).toEqual([true, false, true])
  })
})
