import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Eq, items, type State, step, tableNames } from '../../../src/memory'
import type { Operation } from '../../../src/program/Operation'
import {
  add,
  always,
  equal,
  getItem,
  index,
  inPartition,
  key,
  N,
  ok,
  path,
  pick,
  putItem,
  query,
  S,
  scan,
  schema,
  set,
  storeOf,
  tables,
  updateItem,
  value,
} from './support'

const a1 = key('a', '1')

// A table with a stream, and what there is to be asked of it.
const store = storeOf(tables)
const settings = { stream: 'newAndOld' } as const
const created = ok(store.run({ _tag: 'CreateTable', schema: { ...schema, name: 'streamed' }, settings }))
const stream = created.latestStream ?? ''
store.put({ ...a1, x: S('x') }, always, 'streamed')
const { id: shard = '', starting = '' } =
  ok(store.run({ _tag: 'DescribeStream', table: 'streamed', stream })).shards[0] ?? {}
const from = { _tag: 'TrimHorizon' } as const
const { iterator } = ok(store.run({ _tag: 'GetShardIterator', table: 'streamed', stream, shard, from }))
const withStream: State = store.state()

const some: ReadonlyArray<Operation> = [
  getItem(a1, pick(path('x', 0, 'y'))),
  putItem({ ...a1, g: S('g'), x: { L: [{ M: { y: N(1) } }] } }, equal('x', S('x'))),
  updateItem(a1, [
    set(path('x', 0, 'y'), { _tag: 'Arithmetic', operator: '+', left: path('n'), right: value(N(1)) }),
    add(path('n'), N(1)),
  ]),
  {
    _tag: 'DeleteItem',
    delete: { _tag: 'Delete', table: 'things', key: a1, condition: { _tag: 'Not', condition: equal('x', N(1)) } },
    returning: 'old',
    itemOnFailure: true,
  },
  query(inPartition('a', { _tag: 'Between', low: S('1'), high: S('2') }), {
    filter: { _tag: 'Or', conditions: [equal('x', S('x')), always] },
    start: a1,
    limit: 2,
    projection: pick(path('x')),
  }),
  scan({ segment: { index: 0, total: 2 }, start: a1, index: 'byG' }),
  { _tag: 'BatchGetItem', tables: [{ table: 'things', keys: [a1], consistent: true }] },
  {
    _tag: 'BatchWriteItem',
    writes: [
      { _tag: 'Put', table: 'things', item: a1 },
      { _tag: 'Delete', table: 'things', key: key('a', '2') },
    ],
  },
  { _tag: 'TransactGetItems', gets: [{ table: 'things', key: a1 }] },
  {
    _tag: 'TransactWriteItems',
    token: 'token',
    itemOnFailure: true,
    actions: [
      { _tag: 'Put', table: 'things', item: a1, condition: always },
      { _tag: 'Check', table: 'things', key: key('a', '2'), condition: equal('x', N(1)) },
    ],
  },
  { _tag: 'CreateTable', schema: { ...schema, name: 'other' } },
  {
    _tag: 'CreateTable',
    schema: { ...schema, name: 'another' },
    settings: {
      billing: { read: 1, write: 1 },
      indexThroughput: { byG: { read: 2, write: 2 } },
      stream: 'new',
      encryption: { key: 'alias/mine' },
      deletionProtection: true,
      tableClass: 'infrequentAccess',
      tags: { team: 'a' },
    },
  },
  { _tag: 'DescribeTable', table: 'things' },
  { _tag: 'DeleteTable', table: 'simple' },
  ...[
    { _tag: 'Billing', billing: { read: 1, write: 1 }, indexThroughput: { byG: { read: 1, write: 1 } } } as const,
    { _tag: 'Stream', stream: 'keys' } as const,
    { _tag: 'Encryption', encryption: { key: 'alias/mine' } } as const,
    { _tag: 'DeletionProtection', deletionProtection: true } as const,
    { _tag: 'TableClass', tableClass: 'infrequentAccess' } as const,
    { _tag: 'CreateIndex', index: index('more', 'global', 'x', [['n', 'N']], ['y']) } as const,
    { _tag: 'DeleteIndex', index: 'byG' } as const,
  ].map((change) => ({ _tag: 'UpdateTable', table: 'things', change }) as const),
  { _tag: 'DescribeTimeToLive', table: 'things' },
  { _tag: 'UpdateTimeToLive', table: 'things', attribute: 'ends', enabled: true },
  { _tag: 'DescribeContinuousBackups', table: 'things' },
  { _tag: 'UpdateContinuousBackups', table: 'things', enabled: true },
  { _tag: 'ListTagsOfResource', table: 'things' },
  { _tag: 'TagResource', table: 'things', tags: { team: 'a' } },
  { _tag: 'UntagResource', table: 'things', names: ['team'] },
  { _tag: 'DescribeStream', table: 'streamed', stream, childrenOf: shard, start: shard, limit: 5 },
  { _tag: 'GetShardIterator', table: 'streamed', stream, shard, from: { _tag: 'At', sequenceNumber: starting } },
  { _tag: 'GetShardIterator', table: 'streamed', stream, shard, from: { _tag: 'Latest' } },
  { _tag: 'GetRecords', table: 'streamed', stream, shard, iterator, limit: 5 },
]

type Spot = ReadonlyArray<string>

/** All places in a value, so that each can be spoilt. */
const spots = (u: unknown): ReadonlyArray<Spot> =>
  typeof u !== 'object' || u === null
    ? [[]]
    : [[], ...Object.entries(u).flatMap(([name, inner]) => spots(inner).map((rest) => [name, ...rest]))]

const spoil = (u: unknown, [name, ...rest]: Spot, junk: unknown): unknown => {
  if (name === undefined) return junk
  const inner = spoil((u as Record<string, unknown>)[name], rest, junk)
  return Array.isArray(u) ? u.map((x, i) => (String(i) === name ? inner : x)) : { ...(u as object), [name]: inner }
}

const junk = fc.oneof(
  fc.constantFrom(
    undefined,
    null,
    0,
    -1,
    '',
    '__proto__',
    'constructor',
    'Put',
    'Check',
    'count',
    [],
    {},
    Symbol.iterator,
  ),
  fc.constantFrom(
    { N: 'NaN' },
    { S: 5 },
    { L: [{ L: [{}] }] },
    { M: null },
    { B: 'text' },
    {
      get S() {
        throw new Error('no')
      },
    },
    new Proxy(
      {},
      {
        get: () => {
          throw new Error('no')
        },
        ownKeys: () => {
          throw new Error('no')
        },
      },
    ),
    () => 'function',
  ),
  fc.anything({ maxDepth: 3 }),
)
const spoilt = fc
  .constantFrom(...some.flatMap((operation) => spots(operation).map((spot) => [operation, spot] as const)))
  .chain(([operation, spot]) => junk.map((u) => spoil(operation, spot, u)))

const deep = (depth: number) => {
  let u: unknown = { S: 'x' }
  for (let i = 0; i < depth; i++) u = { L: [u] }
  return u
}

/** Whether a table is set to nothing that is not a setting. */
const wellSet = (state: State, table: string): boolean => {
  const found = step(state, { _tag: 'DescribeTable', table })[1]
  const tags = step(state, { _tag: 'ListTagsOfResource', table })[1]
  if (found._tag === 'Left' || tags._tag === 'Left') return false
  const { billing, indexThroughput = {}, stream, encryption, deletionProtection, tableClass } = found.right.settings
  const isThroughput = (u: unknown): boolean =>
    typeof u === 'object' && u !== null && Object.values(u).every(Number.isSafeInteger) && Object.keys(u).length === 2
  return (
    (billing === 'onDemand' || isThroughput(billing)) &&
    Object.values(indexThroughput).every(isThroughput) &&
    ['off', 'keys', 'new', 'old', 'newAndOld'].includes(String(stream)) &&
    (typeof encryption === 'object' ? typeof encryption.key === 'string' : /^(owned|kms)$/.test(String(encryption))) &&
    typeof deletionProtection === 'boolean' &&
    ['standard', 'infrequentAccess'].includes(String(tableClass)) &&
    Object.values(tags.right.tags).every((value) => typeof value === 'string')
  )
}

const answers = (operation: unknown): void => {
  const [state, answer] = step(withStream, operation as Operation)
  expect(['Left', 'Right']).toContain(answer._tag)
  if (answer._tag === 'Left') {
    expect(state).toBe(withStream)
    expect(answer.left).toMatchObject({ _tag: expect.any(String) })
  } else {
    expect(answer.right).toBeTypeOf('object')
    expect(Eq.equals(state, state)).toBe(true)
    for (const table of tableNames(state)) expect(wellSet(state, table)).toBe(true)
    for (const item of items(state, 'things')) expect(item).toMatchObject({ pk: { S: expect.any(String) } })
  }
}

describe('whatever it is asked, step answers', () => {
  it('anything', () => {
    fc.assert(fc.property(fc.anything(), answers), { numRuns: 1000 })
    fc.assert(
      fc.property(fc.constantFrom(...some), fc.anything(), ({ _tag }, rest) => answers({ ...(rest as object), _tag })),
      { numRuns: 1000 },
    )
    for (const _tag of ['constructor', '__proto__', 'toString', 'hasOwnProperty']) answers({ _tag })
  })

  it('operations with something spoilt', () => {
    fc.assert(fc.property(spoilt, answers), { numRuns: 5000 })
  })

  it('operations as they should be', () => {
    for (const operation of some) answers(operation)
  })

  it('values nested too deep for a stack', () => {
    for (const depth of [40, 5_000, 100_000]) {
      answers(putItem({ ...a1, x: deep(depth) as never }))
      answers(putItem(a1, equal('x', deep(depth) as never)))
      answers(updateItem(a1, [set(path('x'), value(deep(depth) as never))]))
      let condition = equal('x', S('x'))
      for (let i = 0; i < depth; i++) condition = { _tag: 'Not', condition }
      answers(putItem(a1, condition))
      answers(scan({ filter: condition }))
    }
  })
})
