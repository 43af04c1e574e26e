import * as E from 'fp-ts/Either'
import { describe, expect, it } from 'vitest'
import { suite } from '../../../laws/law'
import { capacityLaws } from '../../../laws/middleware/capacity'
import { batching, capacity, compose, meter, Totals } from '../../../src/middleware'
import { answering, broken, get, rejecting, spied, store, thrower, throwing } from './doubles'

suite(describe, it)(capacityLaws, { numRuns: 150 })

const consumed = [{ table: 'simple', units: 0.5 }]

describe('capacity', () => {
  it('asks, and takes out what was not asked for', async () => {
    const { interpreter, sent } = spied(answering(() => E.right({ item: {}, consumed })))
    const told: Array<unknown> = []
    const metered = capacity((totals) => told.push(totals))(interpreter)
    expect(await metered(get('ann'))()).toStrictEqual(E.right({ item: {} }))
    expect(await metered(get('ann', { returnConsumed: false }))()).toStrictEqual(E.right({ item: {} }))
    expect(await metered(get('ann', { returnConsumed: true }))()).toStrictEqual(E.right({ item: {}, consumed }))
    expect(told).toEqual([1, 2, 3].map(() => ({ simple: { GetItem: 0.5 } })))
    expect(sent.every((operation) => 'returnConsumed' in operation && operation.returnConsumed === true)).toBe(true)
  })

  it('asks nothing of operations on tables', async () => {
    const { interpreter, sent } = spied(answering(() => E.right({ tags: {} })))
    const list = { _tag: 'ListTagsOfResource', table: 'simple' } as const
    expect(await meter().middleware(interpreter)(list)()).toEqual(E.right({ tags: {} }))
    expect(sent).toEqual([list])
  })

  it('tells nothing of failures, nor where the store does not say', async () => {
    const { middleware, read } = meter()
    await middleware(answering(() => E.left({ _tag: 'Throttled', name: 'x', consumed })))(get('ann'))()
    await middleware(answering(() => E.right({})))(get('ann'))()
    expect(read()).toEqual({})
  })

  it('adds up by table and operation, and reads what was until then', async () => {
    const { middleware, read } = meter()
    const metered = middleware(
      answering(({ _tag }) =>
        E.right({
          items: [],
          count: 0,
          scanned: 0,
          consumed: _tag === 'Scan' ? [...consumed, { table: 'b', units: 2 }] : consumed,
        }),
      ),
    )
    await metered(get('ann'))()
    const before = read()
    await metered(get('ann'))()
    await metered({ _tag: 'Scan', table: 'simple', filter: { _tag: 'Always' }, consistent: false, select: 'items' })()
    expect(before).toEqual({ simple: { GetItem: 0.5 } })
    expect(read()).toEqual({ simple: { GetItem: 1, Scan: 0.5 }, b: { Scan: 2 } })
    expect(Totals.units(read())).toBe(3.5)
  })

  it('counts batches inside batching', async () => {
    const { middleware, read } = meter()
    const inner = answering(() => E.right({ items: [], unprocessed: [], consumed }))
    const both = compose(batching(), middleware)(inner)
    await Promise.all([both(get('ann'))(), both(get('bob'))()])
    expect(read()).toEqual({ simple: { BatchGetItem: 0.5 } })
  })

  it('minds no sink that throws, and no interpreter that does', async () => {
    const answer = answering(() => E.right({ consumed }))
    expect(await capacity(thrower)(answer)(get('ann'))()).toStrictEqual(E.right({}))
    expect(await meter().middleware(throwing)(get('ann'))()).toEqual(broken('thrown'))
    expect(await meter().middleware(rejecting)(get('ann'))()).toEqual(broken('rejected'))
  })

  it.each([undefined, null, 1, {}, { _tag: 'toString' }])('answers what is no operation: %j', async (junk) => {
    expect(await meter().middleware(await store())(junk as never)()).toMatchObject({ _tag: 'Left' })
  })
})
