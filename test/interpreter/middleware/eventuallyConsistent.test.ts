import * as E from 'fp-ts/Either'
import { describe, expect, it } from 'vitest'
import { eventuallyConsistent } from '../../../src/middleware'
import type { Operation } from '../../../src/program/Operation'
import { describeTable, get, getAll, increment, put, refusal, schema, transaction, users, writeAll } from './support'

const behind = (seed = 1, staleness = 3) => eventuallyConsistent({ seed, staleness, state: users().snapshot() })

const numbers = async (store: ReturnType<typeof behind>, operation: Operation<'GetItem'>, times: number) => {
  const seen: Array<number> = []
  for (let i = 0; i < times; i++) {
    const got = await store(operation)()
    const n = E.isRight(got) ? got.right.item?.n : undefined
    seen.push(n !== undefined && 'N' in n ? Number(n.N) : 0)
  }
  return seen
}

describe('eventuallyConsistent', () => {
  it('is behind by as many writes as it may, and by no more, and not always forward', async () => {
    const store = behind()
    for (let i = 0; i < 6; i++) await store(increment)()
    const seen = await numbers(store, get('ann', false), 100)
    expect([...new Set(seen)].sort()).toEqual([3, 4, 5, 6])
    expect(seen.some((n, i) => n < (seen[i - 1] ?? 0))).toBe(true)
    expect(new Set(await numbers(store, get('ann'), 20))).toEqual(new Set([6]))
  })

  it('counts no write that changed nothing, and no read', async () => {
    const store = behind(1, 1)
    await store(increment)()
    await store(increment)()
    const missing = { _tag: 'Missing', path: { _tag: 'Path', attribute: 'id', segments: ['id'] } } as const
    for (let i = 0; i < 5; i++) await store(put('ann', missing))()
    expect([...new Set(await numbers(store, get('ann', false), 50))].sort()).toEqual([1, 2])
  })

  it('judges conditions by the newest state', async () => {
    const store = behind()
    await store(put('ann'))()
    const missing = { _tag: 'Missing', path: { _tag: 'Path', attribute: 'id', segments: ['id'] } } as const
    for (let i = 0; i < 20; i++)
      expect(await store(put('ann', missing))()).toMatchObject({ left: { _tag: 'ConditionFailed' } })
    expect(await store(transaction())()).toEqual(E.right({}))
    const read = await store({
      _tag: 'TransactGetItems',
      gets: [{ table: 'users', key: get('ann').key }],
    })()
    expect(read).toMatchObject({ right: { items: [{ n: { N: '1' } }] } })
  })

  it('has global indexes that are behind', async () => {
    const query: Operation<'Query'> = {
      _tag: 'Query',
      table: 'users',
      index: 'byGroup',
      key: { _tag: 'KeyCondition', equals: [{ name: 'group', value: { S: 'all' } }] },
      filter: { _tag: 'Always' },
      consistent: false,
      select: 'count',
      direction: 'forward',
    }
    const store = behind()
    for (const name of ['ann', 'bob', 'cat', 'dan']) await store(put(name))()
    const counts = new Set<number>()
    for (let i = 0; i < 100; i++) {
      const page = await store(query)()
      if (E.isRight(page)) counts.add(page.right.count)
    }
    expect([...counts].sort()).toEqual([1, 2, 3, 4])
    expect(await store({ ...query, consistent: true })()).toMatchObject({
      left: { _tag: 'RequestRefused' },
    })
  })

  it('reads each item of a batch by itself', async () => {
    const store = behind(1, 2)
    await store(writeAll('ann'))()
    await store(writeAll('bob'))()
    const seen = new Set<string>()
    const asked = getAll('ann', 'bob')
    for (let i = 0; i < 100; i++) {
      const got = await store({
        ...asked,
        tables: asked.tables.map((t) => ({ ...t, consistent: false })),
      })()
      if (E.isRight(got)) seen.add(got.right.items.map(({ item }) => JSON.stringify(item.id)).join())
    }
    // Bob without Ann too, though Ann was written first.
    expect([...seen].sort()).toEqual(['', '{"S":"ann"}', '{"S":"ann"},{"S":"bob"}', '{"S":"bob"}'])
    expect(await store(asked)()).toMatchObject({ right: { items: [{}, {}], unprocessed: [] } })
    const none = { ...asked, tables: [{ table: 'none', keys: [{ id: { S: 'a' } }], consistent: false }] }
    expect(await store(none)()).toMatchObject({ left: { _tag: 'TableNotFound' } })
  })

  it('sees what changes tables at once', async () => {
    const store = behind()
    await store({ _tag: 'CreateTable', schema: { ...schema, name: 'others' } })()
    for (let i = 0; i < 20; i++) expect(await store({ ...get('ann', false), table: 'others' })()).toEqual(E.right({}))
    expect(await store({ ...describeTable, table: 'others' })()).toMatchObject({ _tag: 'Right' })
  })

  it('forgets the past when a state is put back', async () => {
    const store = behind()
    const before = store.snapshot()
    await store(increment)()
    store.restore(before)
    expect(new Set(await numbers(store, get('ann', false), 20))).toEqual(new Set([0]))
  })

  it('goes by the clock that it is given', async () => {
    let time = 0
    const store = eventuallyConsistent({ seed: 1, staleness: 2, state: users().snapshot(), now: () => time })
    for (const [at, expected] of [
      [0, 1],
      [599_999, 1],
      [600_000, 2],
    ] as const) {
      time = at
      await store(transaction('t'))()
      expect(await numbers(store, get('ann'), 1)).toEqual([expected])
    }
    expect(store.snapshot().now).toBe(600_000)
  })

  it.each([
    [{ seed: Number.NaN, staleness: 1 }, 'the seed is NaN, and not a whole number'],
    [{ seed: 1, staleness: -1 }, 'staleness is -1, and not a whole number from 0'],
    [{ seed: 1, staleness: Number.NaN }, 'staleness is NaN, and not a whole number from 0'],
    [{ seed: 1, staleness: Number.POSITIVE_INFINITY }, 'staleness is Infinity, and not a whole number from 0'],
  ])('refuses everything with %j', async (options, message) => {
    expect(await eventuallyConsistent(options)(describeTable)()).toEqual(refusal(message))
  })

  it.each([undefined, null, {}, { _tag: 'GetItem' }, { _tag: 'BatchGetItem' }])(
    'answers what is no operation: %j',
    async (junk) => {
      expect(await behind()(junk as never)()).toMatchObject({ _tag: 'Left' })
    },
  )
})
