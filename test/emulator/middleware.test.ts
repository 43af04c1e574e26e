import * as E from 'fp-ts/Either'
import { describe, expect, inject, it } from 'vitest'
import { answerText } from '../../laws/interpreter/meaning'
import { local } from '../../src/interpreter/local'
import { consumedOf } from '../../src/interpreter/middleware/metered'
import { inMemory } from '../../src/memory'
import { batching, meter, parseLog, recorder, replay, showLog } from '../../src/middleware'
import type { Interpreter } from '../../src/program/Interpreter'
import type { GetItem, Operation, WriteAction } from '../../src/program/Operation'
import type { Item } from '../../src/value/AttributeValue'
import { path, pick, schema, simple } from '../interpreter/memory/support'
import { get, spied } from '../interpreter/middleware/doubles'

const emulator = local({ endpoint: inject('endpoint'), tableName: `middleware-${Date.now().toString(36)}-{table}` })

const item = (n: number): Item => ({
  id: { S: `${n}` },
  n: { N: `${n}.0` },
  l: { L: [{ B: Uint8Array.of(n % 256) }, { S: 'x' }] },
})

const ready = (async () => {
  for (const one of [schema, simple]) await emulator({ _tag: 'CreateTable', schema: one })()
  for (let i = 0; i < 240; i += 20) {
    const writes = Array.from({ length: 20 }, (_, j) => ({ _tag: 'Put', table: 'simple', item: item(i + j) }) as const)
    expect(await emulator({ _tag: 'BatchWriteItem', writes })()).toEqual(E.right({ unprocessed: [] }))
  }
})()

const answers = (interpreter: Interpreter, operations: ReadonlyArray<Operation>) =>
  Promise.all(operations.map(async (operation) => answerText(operation, await interpreter(operation)())))

describe('batching on DynamoDB Local', () => {
  const same = async (reads: ReadonlyArray<GetItem>): Promise<ReadonlyArray<Operation>> => {
    await ready
    const { interpreter, sent } = spied(emulator)
    expect(await answers(batching()(interpreter), reads)).toEqual(await answers(emulator, reads))
    return sent
  }

  it('reads more keys than a call has, some of them not there, some twice', async () => {
    const sent = await same(Array.from({ length: 300 }, (_, i) => get(`${i % 260}`)))
    expect(sent.map(({ _tag }) => _tag)).toEqual(['BatchGetItem', 'BatchGetItem', 'BatchGetItem'])
  })

  it.each([
    ['the key is not', pick(path('n'))],
    ['the key is', pick(path('n'), path('id'))],
    ['elements of a list are', pick(path('l', 1), path('l', 0))],
    ['what is not there is', pick(path('nothing', 'at', 'all'))],
  ])('where %s projected', async (_, projection) => {
    expect((await same([1, 2, 500].map((n) => get(`${n}`, { projection })))).length).toBe(1)
    await same([get('1', { projection }), get('2'), get('1', { projection: pick(path('l')) })])
  })

  it('where a place in a key is projected, which is refused', async () => {
    const into = (at: string): GetItem => {
      const { key } = { key: { pk: { S: 'a' }, sk: { S: at } } }
      return get('', { table: 'things', key, projection: pick(path(at, 0)) })
    }
    await same([get('1', { projection: pick(path('id', 0)) }), get('1'), get('2'), get('3')])
    const reads = [into('pk'), into('sk'), into('g'), into('l'), into('x')]
    await same([...reads, ...reads.map(({ projection: _, ...whole }) => whole)])
  })

  it('where one is of no key, or of no table', async () => {
    await same([
      get('1'),
      get('2', { key: { id: { N: '1' } } }),
      get('2', { key: { id: { S: '2' }, more: { S: 'x' } } }),
      get('2', { table: 'absent' }),
      get('2', { table: 'things', key: { pk: { S: 'a' }, sk: { S: '' } } }),
      get('2', { table: 'things', key: { pk: { S: 'a' }, sk: { S: 'b' } } }),
    ])
  })
})

it('what DynamoDB Local answers is recorded and replayed', async () => {
  await ready
  const operations: ReadonlyArray<Operation> = [
    get('1'),
    get('2', { table: 'absent' }),
    { _tag: 'DescribeTable', table: 'things' },
  ]
  const { middleware, read } = recorder()
  const expected = await Promise.all(operations.map((operation) => middleware(emulator)(operation)()))
  const log = parseLog(showLog(read()))
  if (E.isLeft(log)) throw new Error(JSON.stringify(log.left))
  const replayed = replay(log.right)
  expect(await Promise.all(operations.map((operation) => replayed(operation)()))).toEqual(expected)
})

it('what DynamoDB Local says was consumed is added up', async () => {
  await ready
  const { middleware, read } = meter()
  expect(await middleware(emulator)(get('1'))()).not.toHaveProperty('right.consumed')
  await middleware(emulator)(get('1', { consistent: false }))()
  expect(read()).toEqual({ simple: { GetItem: 1.5 } })
})

it('says where DynamoDB Local counts otherwise than AWS does', async () => {
  await ready
  const store = inMemory()
  for (const one of [schema, simple]) await store({ _tag: 'CreateTable', schema: one })()
  await store({ _tag: 'BatchWriteItem', writes: [{ _tag: 'Put', table: 'simple', item: item(1) }] })()
  const condition = { _tag: 'Always' } as const
  const there = { _tag: 'Exists', path: path('id') } as const
  const at = (id: string) => ({ table: 'simple', key: { id: { S: id } } })
  const transaction = (...actions: ReadonlyArray<WriteAction>): Operation => ({
    _tag: 'TransactWriteItems',
    actions,
    itemOnFailure: false,
    returnConsumed: true,
  })
  const unitsOf = async (operation: Operation): Promise<ReadonlyArray<number>> => {
    const answers = [await emulator(operation)(), await store(operation)()]
    return answers.flatMap((answer) => consumedOf(answer).map(({ units }) => units))
  }
  const get = (...ids: ReadonlyArray<string>): Operation => ({
    _tag: 'BatchGetItem',
    tables: [{ table: 'simple', keys: ids.map((id) => at(id).key), consistent: true }],
    returnConsumed: true,
  })
  const found = {
    check: await unitsOf(transaction({ _tag: 'Check', ...at('1'), condition: there })),
    put: await unitsOf(transaction({ _tag: 'Put', table: 'simple', item: { id: { S: 'new' } }, condition })),
    deletion: await unitsOf(transaction({ _tag: 'Delete', ...at('absent'), condition })),
    reads: await unitsOf(get('1', 'absent')),
    nothing: await unitsOf(get('absent', 'absent too')),
  }
  // Of each the emulator's units, and those in memory.
  expect(found).toEqual({ check: [2, 2], put: [2, 2], deletion: [1, 2], reads: [1, 2], nothing: [0, 2] })
})
