import * as E from 'fp-ts/Either'
import { describe, expect, it } from 'vitest'
import { suite } from '../../../laws/law'
import { batchingLaws } from '../../../laws/middleware/batching'
import { batching, microtasks } from '../../../src/interpreter/middleware/batching'
import type { Interpreter } from '../../../src/program/Interpreter'
import type { BatchGetItem, GetItem, Operation } from '../../../src/program/Operation'
import * as Policy from '../../../src/program/time/Policy'
import type { Item } from '../../../src/value/AttributeValue'
import { path, pick, putItem } from '../memory/support'
import { answering, broken, get, rejecting, spied, store, thrower, throwing } from './doubles'

const timer = { random: () => 0.5, sleep: () => Promise.resolve() }

const check = suite(describe, it)
check(batchingLaws(batching({ retry: Policy.limit(4), timer }), 4), { numRuns: 150 })

const narrow = batchingLaws(batching({ concurrency: 1, retry: Policy.limit(4), timer }), 4)
check({ ...narrow, name: 'batches of reads, one call at a time' }, { numRuns: 150 })

const all = (interpreter: Interpreter, ...operations: ReadonlyArray<Operation>) =>
  Promise.all(operations.map((operation) => interpreter(operation)()))

const isBatch = (operation: Operation): operation is BatchGetItem => operation._tag === 'BatchGetItem'

const ann: Item = { id: { S: 'ann' }, age: { N: '7' }, note: { S: 'x' } }
const bob: Item = { id: { S: 'bob' } }

describe('what is sent', () => {
  it('is a GetItem for a read alone', async () => {
    const { interpreter, sent } = spied(await store([ann]))
    expect(await batching()(interpreter)(get('ann'))()).toEqual(E.right({ item: ann }))
    expect(sent).toEqual([get('ann')])
  })

  it('is one read for one key, whatever is projected, consistent where one is', async () => {
    const { interpreter, sent } = spied(await store([ann]))
    const answers = await all(
      batching()(interpreter),
      get('ann', { consistent: false }),
      get('ann', { projection: pick(path('age')) }),
      get('ann', { projection: pick(path('note')) }),
      get('ann', { key: { id: { S: 'ann' } } }),
    )
    expect(answers).toEqual([
      E.right({ item: ann }),
      E.right({ item: { age: ann.age } }),
      E.right({ item: { note: ann.note } }),
      E.right({ item: ann }),
    ])
    expect(sent).toEqual([get('ann')])
  })

  it('is one number, however it is written', async () => {
    const { interpreter, sent } = spied(answering(() => E.right({})))
    const key = (n: string): GetItem => get('', { key: { n: { N: n } } })
    await all(batching()(interpreter), key('1'), key('1.0'), key('1e0'), key('2'))
    expect(sent.filter(isBatch).map(({ tables }) => tables[0]?.keys)).toEqual([[{ n: { N: '1' } }, { n: { N: '2' } }]])
  })

  it('has the key with a projection that lacks it, and everything where projections differ', async () => {
    const { interpreter, sent } = spied(await store([ann, bob]))
    const age = pick(path('age'))
    expect(
      await all(batching()(interpreter), get('ann', { projection: age }), get('bob', { projection: age })),
    ).toEqual([E.right({ item: { age: ann.age } }), E.right({ item: {} })])
    await all(batching()(interpreter), get('ann', { projection: age }), get('bob'))
    expect(sent.filter(isBatch).map(({ tables }) => tables[0]?.projection)).toEqual([
      pick(path('age'), path('id')),
      undefined,
    ])
  })

  it('is two calls for two consistencies of a table, and one for two tables', async () => {
    const { interpreter, sent } = spied(await store())
    const other = (id: string): GetItem => get(id, { table: 'things', key: { pk: { S: id }, sk: { S: id } } })
    await all(
      batching()(interpreter),
      get('a'),
      get('b'),
      get('c', { consistent: false }),
      get('d', { consistent: false }),
    )
    await all(batching()(interpreter), get('a'), other('b'))
    expect(
      sent.filter(isBatch).map(({ tables }) => tables.map(({ table, consistent }) => [table, consistent])),
    ).toEqual([
      [['simple', true]],
      [['simple', false]],
      [
        ['simple', true],
        ['things', true],
      ],
    ])
  })

  it('goes before a write that is asked after it, and is what was asked before', async () => {
    const { interpreter, sent } = spied(await store([ann]))
    const put = putItem(bob, { _tag: 'Always' }, 'simple')
    const answers = await all(batching()(interpreter), get('ann'), get('bob'), put, get('bob'))
    expect(sent.map(({ _tag }) => _tag)).toEqual(['BatchGetItem', 'PutItem', 'GetItem'])
    expect(answers).toEqual([E.right({ item: ann }), E.right({}), E.right({}), E.right({ item: bob })])
  })

  it('joins nothing that is under way', async () => {
    const { interpreter, sent } = spied(await store([ann]))
    const batched = batching({ schedule: (flush) => flush() })(interpreter)
    await all(batched, get('ann'), get('ann'))
    expect(sent.length).toBe(2)
  })

  it('is asked what it consumes where a read asks, and one that asks is told', async () => {
    const { interpreter, sent } = spied(await store([ann, bob]))
    const asking = { returnConsumed: true }
    const answers = await all(
      batching()(interpreter),
      get('bob'),
      get('ann', asking),
      get('ann'),
      get('eve', asking),
      get('bob', asking),
    )
    expect(sent.map(({ _tag }) => _tag)).toEqual(['BatchGetItem'])
    expect(answers.map((one) => E.isRight(one) && 'consumed' in one.right && one.right.consumed)).toEqual([
      false,
      [{ table: 'simple', units: 0 }],
      false,
      [{ table: 'simple', units: 0 }],
      [{ table: 'simple', units: 3 }],
    ])
    const one = await all(batching()(interpreter), get('ann'), get('ann', asking), get('ann', asking))
    expect(sent.length).toBe(2)
    expect(one.map((answer) => E.isRight(answer) && 'consumed' in answer.right && answer.right.consumed)).toEqual([
      false,
      [{ table: 'simple', units: 1 }],
      [{ table: 'simple', units: 0 }],
    ])
  })

  it('is as was asked before a write, however many reads there are and however slow the store is', async () => {
    const inner = await store()
    const slow: Interpreter = (operation) => async () => {
      const answer = await inner(operation)()
      await new Promise((resolve) => setTimeout(resolve, 1))
      return answer
    }
    const reads = Array.from({ length: 900 }, (_, i) => get(String(i)))
    const item: Item = { id: { S: '899' }, v: { N: '7' } }
    const answers = await all(batching()(slow), ...reads, putItem(item, { _tag: 'Always' }, 'simple'), get('899'))
    expect(answers[899]).toEqual(E.right({}))
    expect(answers[901]).toEqual(E.right({ item }))
  })

  it('is not held where a write is of another key', async () => {
    const inner = await store()
    const { interpreter, sent } = spied((operation) =>
      operation._tag === 'GetItem' ? () => new Promise(() => undefined) : inner(operation),
    )
    const batched = batching()(interpreter)
    batched(get('ann'))()
    const put = (item: Item) => batched(putItem(item, { _tag: 'Always' }, 'simple'))()
    expect(await put(bob)).toEqual(E.right({}))
    let done = false
    put(ann).then(() => {
      done = true
    })
    await new Promise((resolve) => setTimeout(resolve, 5))
    expect([done, sent.length]).toEqual([false, 2])
  })

  it('waits with a table that is deleted, and with all that is asked of it after', async () => {
    const { interpreter, sent } = spied(await store([ann]))
    const gone = { _tag: 'DeleteTable', table: 'simple' } as const
    const answers = await all(batching()(interpreter), get('ann'), gone, get('ann'), get('bob'))
    expect(sent.map(({ _tag }) => _tag)).toEqual(['GetItem', 'DeleteTable', 'BatchGetItem'])
    expect(answers.map(({ _tag }) => _tag)).toEqual(['Right', 'Right', 'Left', 'Left'])
  })

  it('is never more at once than it is allowed', async () => {
    let [now, most] = [0, 0]
    const slow: Interpreter = (operation) => async () => {
      most = Math.max(most, ++now)
      await new Promise((resolve) => setTimeout(resolve, 1))
      now--
      return E.right(operation._tag === 'GetItem' ? {} : { items: [], unprocessed: [] }) as never
    }
    const reads = Array.from({ length: 950 }, (_, i) => get(String(i)))
    await all(batching({ concurrency: 3 })(slow), ...reads)
    expect(most).toBe(3)
  })

  it('waits for steps of programs before a read', async () => {
    const { interpreter, sent } = spied(await store())
    const batched = batching()(interpreter)
    const later = async (id: string, steps: number) => {
      for (let i = 0; i < steps; i++) await undefined
      return batched(get(id))()
    }
    await Promise.all([later('a', 0), later('b', 10), later('c', 20)])
    expect(sent.map(({ _tag }) => _tag)).toEqual(['BatchGetItem'])
    await Promise.all([later('a', 0), later('b', 60)])
    expect(sent.map(({ _tag }) => _tag)).toEqual(['BatchGetItem', 'GetItem', 'GetItem'])
  })
})

describe('failures', () => {
  const batchOf =
    (answer: (operation: BatchGetItem) => unknown): Interpreter =>
    (operation) =>
    async () =>
      (isBatch(operation) ? answer(operation) : E.right({ item: ann })) as never

  const two = (interpreter: Interpreter) => all(interpreter, get('ann'), get('bob'))

  it('of a batch are those of all its reads', async () => {
    const failure = E.left({ _tag: 'NetworkFailed', message: 'gone' })
    expect(await two(batching()(batchOf(() => failure)))).toEqual([failure, failure])
  })

  it('of one key or table are not those of the others', async () => {
    const refused = { _tag: 'RequestRefused', name: 'ValidationException' }
    const answers = await all(
      batching()(await store([ann])),
      get('ann'),
      get('bob', { key: { id: { N: '1' } } }),
      get('bob', { key: { id: { NULL: true } } }),
      get('bob', { key: {} }),
      get('bob', { key: { id: { S: 'bob' }, sk: { S: 'x' } } }),
      get('bob', { table: 'absent' }),
      get('bob', { key: { id: { N: 'one' } } }),
      get('bob', { projection: pick(path('a'), path('a', 'b')) }),
    )
    expect(answers).toMatchObject([
      E.right({ item: ann }),
      E.left(refused),
      E.left(refused),
      E.left(refused),
      E.left(refused),
      E.left({ _tag: 'TableNotFound' }),
      E.left({ _tag: 'InvalidItem' }),
      E.left({ _tag: 'InvalidExpression' }),
    ])
  })

  it('where a batch may not be sent, reads are', async () => {
    const denied = E.left({ _tag: 'RequestRefused', name: 'AccessDeniedException', message: '' })
    expect(await two(batching()(batchOf(() => denied)))).toEqual([E.right({ item: ann }), E.right({ item: ann })])
  })

  it('of a table that is not there are found out once', async () => {
    const { interpreter, sent } = spied(await store())
    const answers = await all(batching()(interpreter), get('a', { table: 'absent' }), get('b', { table: 'absent' }))
    expect(answers.map(E.isLeft)).toEqual([true, true])
    expect(sent.length).toBe(1)
  })

  it('of a key that is never processed are its own', async () => {
    const waits: Array<number> = []
    const never = batchOf(({ tables: [asked] }) =>
      E.right({
        items: asked?.keys.some(({ id }) => id !== undefined && 'S' in id && id.S === 'ann')
          ? [{ table: 'simple', item: ann }]
          : [],
        unprocessed: [{ ...asked, keys: [{ id: { S: 'bob' } }] }],
      }),
    )
    const { interpreter, sent } = spied(never)
    const sleep = async (milliseconds: number) => void waits.push(milliseconds)
    const policy = Policy.concat(Policy.limit(3))(Policy.exponential(50))
    const batched = batching({ retry: policy, timer: { random: () => 0.5, sleep } })(interpreter)
    expect(await two(batched)).toEqual([E.right({ item: ann }), E.left({ _tag: 'Throttled', name: 'UnprocessedKeys' })])
    expect(waits).toEqual([50, 100, 200])
    expect(sent.filter(isBatch).map(({ tables }) => tables[0]?.keys.length)).toEqual([2, 1, 1, 1])
  })

  const item = (id: string) => ({ table: 'simple', item: { id: { S: id } } })
  const asked = (id: string) => ({ table: 'simple', keys: [{ id: { S: id } }], consistent: true })
  it.each([
    ['an item that nobody asked for', { items: [item('eve')], unprocessed: [] }],
    ['an item of another table', { items: [{ ...item('ann'), table: 'other' }], unprocessed: [] }],
    ['an item twice', { items: [item('ann'), item('ann')], unprocessed: [] }],
    ['an item without its key', { items: [{ table: 'simple', item: { age: { N: '1' } } }], unprocessed: [] }],
    ['an item with a key that is no value', { items: [{ table: 'simple', item: { id: { S: 5 } } }], unprocessed: [] }],
    ['an item that is also unprocessed', { items: [item('ann')], unprocessed: [asked('ann')] }],
    ['an unprocessed key that nobody asked for', { items: [], unprocessed: [asked('eve')] }],
    ['no answer', {}],
  ])('are typed where the answer has %s', async (_, answer) => {
    const answers = await two(batching()(batchOf(() => E.right(answer))))
    expect(answers).toMatchObject([{ left: { _tag: 'InvalidAnswer' } }, { left: { _tag: 'InvalidAnswer' } }])
  })

  it('of interpreters that throw or reject are typed', async () => {
    expect(await two(batching()(throwing))).toEqual([broken('thrown'), broken('thrown')])
    expect(await two(batching()(rejecting))).toEqual([broken('rejected'), broken('rejected')])
  })

  it('of the schedule, the policy and the timer do not hang', async () => {
    const left = batchOf(({ tables }) => E.right({ items: [], unprocessed: tables }))
    expect(await two(batching({ schedule: thrower })(await store([ann])))).toEqual([
      E.right({ item: ann }),
      E.right({}),
    ])
    for (const options of [{ retry: thrower }, { timer: { random: thrower, sleep: thrower } }]) {
      const answers = await two(batching({ timer, ...options })(left))
      expect(answers.every(E.isLeft)).toBe(true)
    }
  })

  it.each([0, -1, 1.5, Number.NaN])('of a concurrency of %s are said', async (concurrency) => {
    expect(await batching({ concurrency })(await store())(get('ann'))()).toMatchObject({
      left: { _tag: 'RequestRefused', name: 'InvalidConfiguration' },
    })
  })
})

describe('a signal', () => {
  const aborted = E.left({ _tag: 'Aborted' })

  it('that has fired sends nothing', async () => {
    const { interpreter, sent } = spied(await store([ann]))
    const batched = batching({ signal: AbortSignal.abort() })(interpreter)
    expect(await all(batched, get('ann'), get('bob'))).toEqual([aborted, aborted])
    expect(sent).toEqual([])
  })

  it('ends what waits, and what is under way', async () => {
    const silent: Interpreter = () => () => new Promise(() => undefined)
    const { interpreter, sent } = spied(silent)
    const controller = new AbortController()
    const batched = batching({ signal: controller.signal, concurrency: 1 })(interpreter)
    const put = putItem(ann, { _tag: 'Always' }, 'simple')
    const answers = all(batched, get('ann'), get('bob'), get('ann', { consistent: false, table: 'things' }), put)
    await new Promise((resolve) => setTimeout(resolve, 2))
    controller.abort()
    expect(await answers).toEqual([aborted, aborted, aborted, aborted])
    expect(sent.length).toBe(1)
  })

  it('ends reads that are not flushed yet, and the wait for what is unprocessed', async () => {
    const controller = new AbortController()
    const unflushed = batching({ signal: controller.signal, schedule: () => undefined })(await store())
    const { interpreter, sent } = spied(
      answering((operation) => E.right({ items: [], unprocessed: isBatch(operation) ? operation.tables : [] })),
    )
    const patient = batching({ signal: controller.signal, retry: Policy.constant(1_000_000) })(interpreter)
    const answers = [all(unflushed, get('ann')), all(patient, get('ann'), get('bob'))]
    await new Promise((resolve) => setTimeout(resolve, 2))
    controller.abort()
    expect(await Promise.all(answers)).toEqual([[aborted], [aborted, aborted]])
    await new Promise((resolve) => setTimeout(resolve, 2))
    expect(sent.length).toBe(1)
  })
})

it.each([undefined, null, 1, {}, { _tag: 'toString' }, { _tag: 'GetItem' }, { _tag: 'GetItem', key: {} }])(
  'what is no operation is answered: %j',
  async (junk) => {
    expect(await batching()(await store())(junk as never)()).toMatchObject({ _tag: 'Left' })
  },
)

it('microtasks run as often as they are said to', async () => {
  const seen: Array<string> = []
  microtasks(3)(() => seen.push('flushed'))
  for (let i = 0; i < 4; i++) {
    seen.push(`${i}`)
    await undefined
  }
  expect(seen).toEqual(['0', '1', '2', 'flushed', '3'])
})
