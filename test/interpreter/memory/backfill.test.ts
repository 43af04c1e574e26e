import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Eq, items, type State, step } from '../../../src/memory'
import type { Operation, TableChange } from '../../../src/program/Operation'
import type { Item } from '../../../src/value/AttributeValue'
import type { IndexSchema, TableSchema } from '../../../src/value/TableSchema'
import {
  always,
  B,
  deleteItem,
  index,
  key,
  keyIs,
  N,
  no,
  ok,
  path,
  putItem,
  query,
  refused,
  S,
  scan,
  schema,
  set,
  simple,
  storeOf,
  tables,
  updateItem,
  value,
  withTables,
} from './support'

const change = (c: TableChange) => ({ _tag: 'UpdateTable', table: 'things', change: c }) as const
const creates = (made: IndexSchema) => change({ _tag: 'CreateIndex', index: made })
const deletes = (name: string) => change({ _tag: 'DeleteIndex', index: name })
const times = <A>(n: number, f: (i: number) => A) => Array.from({ length: n }, (_, i) => f(i))

const byX = index('byX', 'global', 'x', [['n', 'N']])
const with_ = (...indexes: ReadonlyArray<IndexSchema>): TableSchema => ({
  ...schema,
  indexes: [...schema.indexes, ...indexes],
})

describe('an index that is created', () => {
  it('is filled at once, can be queried, and follows the table', () => {
    const store = storeOf(tables)
    const [a1, a2, a3] = ['1', '2', '3'].map((sk) => key('a', sk)) as [Item, Item, Item]
    ok(store.put({ ...a1, x: S('x'), n: N(2) }))
    ok(store.put({ ...a2, x: S('x'), n: N(1) }))
    ok(store.put({ ...a3, x: S('x') }))
    const described = ok(store.run(creates(byX)))
    expect(described).toMatchObject({ schema: with_(byX), status: 'ACTIVE', pending: [], itemCount: 3 })
    const found = () =>
      ok(store.run(query(keyIs([{ name: 'x', value: S('x') }]), { index: 'byX' }))).items.map(({ sk }) => sk)
    expect(found()).toEqual([S('2'), S('1')])
    ok(store.put({ ...a3, x: S('x'), n: N(0) }))
    ok(store.run(deleteItem(a1)))
    expect(found()).toEqual([S('3'), S('2')])
  })

  it('leaves out what has no key for it, or none that it can have; writes of such items are refused', () => {
    const store = storeOf(tables)
    const bad: ReadonlyArray<readonly [string, Item]> = [
      ['type', { x: N(1), n: N(1) }],
      ['empty', { x: S(''), n: N(1) }],
      ['long', { x: S('x'.repeat(2049)), n: N(1) }],
      ['sort', { x: S('x'), n: S('x') }],
      ['alone', { x: { NULL: true } }],
    ]
    ok(store.put({ ...key('ok', '1'), x: S('x'), n: N(1) }))
    ok(store.put({ ...key('sparse', '1'), x: S('x') }))
    for (const [pk, rest] of bad) ok(store.put({ ...key(pk, '1'), ...rest }))
    ok(store.run(creates(byX)))
    expect(ok(store.run(scan({ index: 'byX' }))).items.map(({ pk }) => pk)).toEqual([S('ok')])
    expect(ok(store.run(scan())).count).toBe(7)
    const touch = [set(path('y'), value(N(1)))]
    for (const [pk, rest] of bad) {
      const before = store.state()
      for (const write of [updateItem(key(pk, '1'), touch), putItem({ ...key(pk, '1'), ...rest })]) {
        expect(no(store.run(write))).toMatchObject({ _tag: 'RequestRefused', name: 'ValidationException' })
      }
      expect(store.state()).toBe(before)
      ok(store.run(deleteItem(key(pk, '1'), always)))
    }
    ok(store.run(updateItem(key('ok', '1'), touch)))
    ok(store.run(updateItem(key('sparse', '1'), [set(path('n'), value(N(5)))])))
    expect(ok(store.run(scan({ index: 'byX' }))).count).toBe(2)
  })

  it('asks nothing more of items once it is deleted', () => {
    const store = storeOf(tables)
    ok(store.put({ ...key('a', '1'), x: N(1) }))
    ok(store.run(creates(byX)))
    expect(no(store.run(updateItem(key('a', '1'), [set(path('y'), value(N(1)))])))).toMatchObject({
      _tag: 'RequestRefused',
    })
    ok(store.run(deletes('byX')))
    ok(store.run(updateItem(key('a', '1'), [set(path('y'), value(N(1)))])))
    expect(no(store.run(scan({ index: 'byX' })))).toEqual(refused('The table does not have the specified index: byX'))
  })

  it('has capacity of its own where the table is billed for it', () => {
    const throughput = { read: 7, write: 8 }
    const store = storeOf()
    ok(store.run({ _tag: 'CreateTable', schema, settings: { billing: { read: 1, write: 1 } } }))
    expect(no(store.run(creates(byX)))).toEqual(
      refused('One or more parameter values were invalid: ProvisionedThroughput must be specified for index: byX'),
    )
    const { settings } = ok(store.run(change({ _tag: 'CreateIndex', index: byX, throughput })))
    expect(settings.indexThroughput).toMatchObject({ byG: { read: 1, write: 1 }, byX: throughput })
    expect(ok(store.run(deletes('byX'))).settings.indexThroughput).not.toHaveProperty('byX')
  })

  const many = withTables({ ...schema, indexes: times(20, (i) => index(`global${i}`, 'global', 'g')) })
  const refusals: ReadonlyArray<readonly [string, State, TableChange, unknown]> = [
    [
      'whose name is taken',
      tables,
      { _tag: 'CreateIndex', index: { ...byX, name: 'byG' } },
      refused('Attempting to create an index which already exists'),
    ],
    [
      'whose name a local one has',
      tables,
      { _tag: 'CreateIndex', index: { ...byX, name: 'byL' } },
      refused('Attempting to create an index which already exists'),
    ],
    [
      'that is the 21st',
      many,
      { _tag: 'CreateIndex', index: byX },
      { _tag: 'Throttled', name: 'LimitExceededException' },
    ],
    [
      'whose key has another type elsewhere',
      tables,
      { _tag: 'CreateIndex', index: index('byX', 'global', 'sk', [['g', 'N']]) },
      { ...refused(''), message: expect.any(String) },
    ],
    [
      'with capacity on demand',
      tables,
      { _tag: 'CreateIndex', index: byX, throughput: { read: 1, write: 1 } },
      refused(
        'One or more parameter values were invalid: Neither ReadCapacityUnits nor WriteCapacityUnits can be specified for index: byX when BillingMode is PAY_PER_REQUEST',
      ),
    ],
    [
      'that is local',
      tables,
      { _tag: 'CreateIndex', index: index('byX', 'local', 'pk', [['x']]) },
      { _tag: 'InvalidRequest', reason: 'a local index is created with its table only' },
    ],
    [
      'with a bad name',
      tables,
      { _tag: 'CreateIndex', index: { ...byX, name: 'no' } },
      { ...refused(''), message: expect.stringContaining('Invalid table/index name') },
    ],
    [
      'to be deleted that is not there',
      tables,
      { _tag: 'DeleteIndex', index: 'byNothing' },
      { _tag: 'TableNotFound', table: 'things' },
    ],
    [
      'to be deleted that is local',
      tables,
      { _tag: 'DeleteIndex', index: 'byL' },
      refused('Cannot delete an index that is not a GlobalSecondaryIndex: byL'),
    ],
  ]
  it.each(refusals)('is refused: one %s', (_, state, asked, error) => {
    const [next, answer] = step(state, change(asked))
    expect(no(answer)).toEqual(error)
    expect(next).toBe(state)
  })
})

// -----------------------------------------------------------------------------
// laws
// -----------------------------------------------------------------------------

const optional = (name: string, ...values: ReadonlyArray<Item[string]>): fc.Arbitrary<Item> =>
  fc.oneof(
    fc.constant({}),
    fc.constantFrom(...values).map((v) => ({ [name]: v })),
  )
const item: fc.Arbitrary<Item> = fc
  .tuple(
    fc.record({ pk: fc.constantFrom('a', 'b').map(S), sk: fc.constantFrom('1', '2', '3').map(S) }),
    optional('g', S('g'), S('h')),
    optional('x', S('x'), S('y'), S(''), N(1), B(1)),
    optional('n', N(1), N(2), S('s')),
  )
  .map(([k, ...rest]) => Object.assign({}, k, ...rest))
const writes = fc.array(
  fc.oneof(
    { weight: 3, arbitrary: item.map((i): Operation => putItem(i)) },
    {
      weight: 2,
      arbitrary: fc
        .tuple(item, fc.constantFrom('x', 'g', 'y'), fc.constantFrom(S('x'), S('z'), N(3)))
        .map(([{ pk = S(''), sk = S('') }, name, v]): Operation => updateItem({ pk, sk }, [set(path(name), value(v))])),
    },
    {
      weight: 1,
      arbitrary: item.map(({ pk = S(''), sk = S('') }): Operation => deleteItem({ pk, sk })),
    },
  ),
  { maxLength: 20 },
)
const run = (state: State, operations: ReadonlyArray<Operation>): State =>
  operations.reduce((s, operation) => step(s, operation)[0], state)

/** What can be seen of a table: its items, and those of each index in order. */
const seen = (state: State) => {
  const { schema: found } = ok(step(state, { _tag: 'DescribeTable', table: 'things' })[1])
  return [
    items(state, 'things'),
    ...[...found.indexes]
      .sort((x, y) => (x.name < y.name ? -1 : 1))
      .map(({ name }) => [name, ok(step(state, scan({ index: name }))[1]).items]),
  ]
}

describe('laws of indexes that come and go', () => {
  it('an index made later is as one made with the table, for what both can hold', () => {
    fc.assert(
      fc.property(writes, writes, (before, after) => {
        const early = withTables(with_(byX), simple)
        // Only what the index holds or lets pass, so that nothing is refused on one side alone.
        const passed: Array<Operation> = []
        before.reduce((s, write) => {
          const [next, answer] = step(s, write)
          if (answer._tag === 'Right') passed.push(write)
          return next
        }, early)
        const made = run(early, [...passed, ...after])
        const later = run(tables, [...passed, creates(byX), ...after])
        expect(Eq.equals(made, later)).toBe(true)
        expect(seen(later)).toEqual(seen(made))
      }),
      { numRuns: 500 },
    )
  })

  it('made and deleted, it leaves the table as it was, and the state before as it was', () => {
    fc.assert(
      fc.property(writes, writes, (before, after) => {
        const state = run(tables, before)
        const text = JSON.stringify(state)
        const made = run(state, [creates(byX)])
        const again = run(made, [...after, deletes('byX')])
        expect(JSON.stringify(state)).toBe(text)
        expect(Eq.equals(run(made, [deletes('byX')]), state)).toBe(true)
        expect(JSON.stringify(run(made, [deletes('byX')]))).toBe(text)
        expect(seen(again)).toEqual(
          seen(
            run(
              tables,
              items(again, 'things').map((i) => putItem(i)),
            ),
          ),
        )
      }),
      { numRuns: 500 },
    )
  })

  it('it holds exactly what has a key that it can have; of all else no write is taken', () => {
    fc.assert(
      fc.property(writes, writes, (before, after) => {
        const made = run(tables, [...before, creates(byX)])
        const state = run(made, after)
        const isS = (i: Item) => i.x !== undefined && 'S' in i.x && i.x.S !== ''
        const isN = (i: Item) => i.n !== undefined && 'N' in i.n
        const all = items(state, 'things')
        expect(ok(step(state, scan({ index: 'byX' }))[1]).items.length).toBe(all.filter((i) => isS(i) && isN(i)).length)
        for (const i of all) {
          const bad = (i.x !== undefined && !isS(i)) || (i.n !== undefined && !isN(i))
          const { pk = S(''), sk = S('') } = i
          const touched = step(state, updateItem({ pk, sk }, [set(path('y'), value(N(1)))]))[1]
          expect([touched._tag, step(state, putItem(i))[1]._tag]).toEqual(bad ? ['Left', 'Left'] : ['Right', 'Right'])
        }
      }),
      { numRuns: 500 },
    )
  })
})
