import { newIORef } from 'fp-ts/IORef'
import { describe, expect, it } from 'vitest'
import { Eq, inMemory, inMemoryFrom, items, type State } from '../../../src/memory'
import { add, always, getItem, key, N, path, putItem, S, tables } from './support'

const a1 = key('a', '1')

describe('inMemory', () => {
  it('does nothing before it is run, and then in the order in which it is run', async () => {
    const store = inMemory({ state: tables })
    const put = store(putItem(a1))
    expect(await store(getItem(a1))()).toEqual({ _tag: 'Right', right: {} })
    const [first, second, third] = await Promise.all([store(getItem(a1))(), put(), store(getItem(a1))()])
    expect([first, second, third]).toMatchObject([{ right: {} }, { _tag: 'Right' }, { right: { item: a1 } }])
    expect(first).toEqual({ _tag: 'Right', right: {} })
  })

  it('keeps stores apart', async () => {
    const [one, other] = [inMemory({ state: tables }), inMemory({ state: tables })]
    await one(putItem(a1))()
    expect(await other(getItem(a1))()).toEqual({ _tag: 'Right', right: {} })
  })

  it('lets exactly one of many win', async () => {
    const store = inMemory({ state: tables })
    const missing = { _tag: 'Missing', path: path('pk') } as const
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, i) => store(putItem({ ...a1, n: N(i) }, missing))()),
    )
    expect(answers.filter(({ _tag }) => _tag === 'Right')).toHaveLength(1)
  })

  it('lets its state be kept, forked and put back', async () => {
    const store = inMemory({ state: tables })
    await store(putItem({ ...a1, x: S('before') }))()
    const kept = store.snapshot()
    const fork = inMemory({ state: kept })
    await fork(putItem({ ...a1, x: S('fork') }))()
    await store(putItem({ ...a1, x: S('after') }))()
    expect(items(kept, 'things')).toEqual([{ ...a1, x: S('before') }])
    expect(items(fork.snapshot(), 'things')).toEqual([{ ...a1, x: S('fork') }])
    expect(Eq.equals(store.snapshot(), kept)).toBe(false)
    store.restore(kept)
    expect(await store(getItem(a1))()).toMatchObject({ right: { item: { x: S('before') } } })
    expect(items(kept, 'nope')).toEqual([])
  })

  it('runs on any cell, such as an IORef', async () => {
    const ref = newIORef<State>(tables)()
    await inMemoryFrom(ref)(putItem(a1))()
    expect(items(ref.read(), 'things')).toEqual([a1])
  })

  it('goes by the clock that it is given, and by no other', async () => {
    let now = 1_000
    const store = inMemory({ state: tables, now: () => now })
    const update = { _tag: 'Update', actions: [add(path('n'), N(1))] } as const
    const plus = {
      _tag: 'TransactWriteItems',
      token: 'token',
      itemOnFailure: false,
      actions: [{ _tag: 'Update', table: 'things', key: a1, update, condition: always }],
    } as const
    const n = async () => {
      await store(plus)()
      return items(store.snapshot(), 'things').map(({ n: count }) => count)
    }
    expect([await n(), await n()]).toEqual([[N(1)], [N(1)]])
    now += 600_000
    expect(await n()).toEqual([N(2)])
    now = 0
    expect(await n()).toEqual([N(2)])
    expect(store.snapshot().now).toBe(601_000)
    expect(inMemory().snapshot().now).toBe(0)
  })
})
