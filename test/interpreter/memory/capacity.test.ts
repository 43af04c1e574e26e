import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Eq, type State, step } from '../../../src/memory'
import type { Consumption, Metered, Operation, WriteAction } from '../../../src/program/Operation'
import type { Item } from '../../../src/value/AttributeValue'
import { sizeOfItem } from '../../../src/value/size'
import type { TableSchema } from '../../../src/value/TableSchema'
import {
  always,
  deleteItem,
  equal,
  exists,
  getItem,
  index,
  inPartition,
  key,
  keyIs,
  N,
  ok,
  path,
  pick,
  putItem,
  query,
  remove,
  S,
  scan,
  set,
  simple,
  storeOf,
  updateItem,
  value,
  withTables,
} from './support'

const KB = 1024

/** The table of the measurements: a global index that projects `proj`, a local one that projects everything. */
const measured: TableSchema = {
  name: 'things',
  key: { partition: [{ name: 'pk', type: 'S' }], sort: [{ name: 'sk', type: 'S' }] },
  indexes: [
    index('gsi', 'global', 'gsiPk', [], ['proj']),
    index('lsi', 'local', 'pk', [['lsiSk']]),
    index('keys', 'local', 'pk', [['keysSk']], 'keys'),
  ],
}
const state = withTables(measured, simple)
const a1 = key('a', '1')

/** An item of a table without indexes of exactly so many bytes. */
const sized = (id: string, bytes: number): Item => {
  const bare = { id: S(id), v: S('') }
  return { ...bare, v: S('x'.repeat(bytes - sizeOfItem(bare))) }
}

const asked = <Op extends Operation & Metered>(operation: Op): Op => ({ ...operation, returnConsumed: true })

const consumedOf = (answer: object): NonNullable<Consumption['consumed']> => (answer as Consumption).consumed ?? []

/** What an operation consumes, of one table; the store goes on. */
const units = (store: ReturnType<typeof storeOf>, operation: Operation & Metered): number | undefined => {
  const [first, ...others] = consumedOf(ok(store.run(asked(operation))))
  expect(others).toEqual([])
  return first?.units
}

const put = (item: Item, table = 'simple') => putItem(item, always, table)
const at = (id: string) => ({ id: S(id) })

describe('reads consume', () => {
  const store = storeOf(state)
  for (const [id, bytes] of [
    ['3.5', 3.5 * KB],
    ['4', 4 * KB],
    ['4+', 4 * KB + 1],
    ['8', 8 * KB],
    ['10', 10 * KB],
    ['1.5', 1.5 * KB],
    ['6.5', 6.5 * KB],
  ] as const) {
    ok(store.run(put(sized(id, bytes))))
  }
  const get = (id: string, consistent: boolean) => ({ ...getItem(at(id), undefined, 'simple'), consistent })

  it.each([
    ['3.5', 1],
    ['4', 1],
    ['4+', 2],
    ['8', 2],
    ['10', 3],
    ['missing', 1],
  ])('for %s KB %i units of 4 KB, half where they need not be consistent, twice in a transaction', (id, n) => {
    expect(units(store, get(id, true))).toBe(n)
    expect(units(store, get(id, false))).toBe(n / 2)
    expect(units(store, { ...get(id, true), projection: pick(path('id')) })).toBe(n)
    expect(units(store, { _tag: 'TransactGetItems', gets: [{ table: 'simple', key: at(id) }] })).toBe(2 * n)
  })

  it('for each item of a batch by itself, and for those that are not there', () => {
    const batch = (consistent: boolean, ...ids: ReadonlyArray<string>): Operation<'BatchGetItem'> => ({
      _tag: 'BatchGetItem',
      tables: [{ table: 'simple', keys: ids.map(at), consistent }],
    })
    // 4 KB + 8 KB, not 8 KB.
    expect(units(store, batch(true, '1.5', '6.5'))).toBe(3)
    expect(units(store, batch(false, '1.5', '6.5', 'missing'))).toBe(2)
  })

  it('an entry for each table', () => {
    const of = ok(
      store.run(
        asked({
          _tag: 'BatchGetItem',
          tables: [
            { table: 'simple', keys: [at('10'), at('4')], consistent: true },
            { table: 'things', keys: [a1], consistent: false },
          ],
        }),
      ),
    )
    expect(of.consumed).toEqual([
      { table: 'simple', units: 4 },
      { table: 'things', units: 0.5 },
    ])
    const transaction = ok(
      store.run(
        asked({
          _tag: 'TransactGetItems',
          gets: [
            { table: 'things', key: a1 },
            { table: 'simple', key: at('10') },
            { table: 'things', key: key('a', '2') },
          ],
        }),
      ),
    )
    expect(transaction.consumed).toEqual([
      { table: 'things', units: 4 },
      { table: 'simple', units: 6 },
    ])
  })
})

describe('a page consumes', () => {
  const fill = (n: number, item: (i: number) => Item) => {
    const store = storeOf(state)
    for (let i = 0; i < n; i++) ok(store.put({ ...key('a', String(i).padStart(4, '0')), ...item(i) }))
    return store
  }

  it('what its items have together, rounded up once', () => {
    // 1,500 items of 64 bytes: 96,000 bytes, 24 units.
    const small = fill(1500, () => ({ v: S('x'.repeat(64 - 2 - 1 - 2 - 4 - 1)) }))
    expect(units(small, { ...query(inPartition('a')), consistent: true })).toBe(24)
    expect(units(small, query(inPartition('a')))).toBe(12)
    expect(units(small, { ...scan(), consistent: true })).toBe(24)
    expect(units(small, { ...scan({ select: 'count' }), consistent: true })).toBe(24)
    // 10 items of 40.8 KB: 44 KB.
    const ten = fill(10, () => ({ v: S('x'.repeat(4178 - 10)) }))
    expect(units(ten, { ...query(inPartition('a')), consistent: true })).toBe(11)
  })

  it('what it evaluated, whatever its filter and projection leave', () => {
    const store = fill(6, () => ({ v: S('x'.repeat(2000)) }))
    const whole = units(store, scan())
    expect(whole).toBe(1.5)
    for (const more of [
      { filter: exists('nothing') },
      { filter: equal('v', S('')) },
      { projection: pick(path('sk')) },
    ]) {
      expect(units(store, scan(more))).toBe(whole)
      expect(units(store, query(inPartition('a'), { ...more, filter: always }))).toBe(whole)
    }
    expect(units(store, scan({ limit: 2 }))).toBe(0.5)
  })

  it('something where there is nothing', () => {
    const store = storeOf(state)
    expect(units(store, scan())).toBe(0.5)
    expect(units(store, { ...query(inPartition('a')), consistent: true })).toBe(1)
  })

  it('of an index what the index has', () => {
    // 8 items of 2,000 bytes: 16 KB, 2 units.
    const bare = { ...key('a', '0000'), gsiPk: S('g'), proj: S('') }
    const store = fill(8, () => ({
      gsiPk: S('g'),
      proj: S('x'.repeat(2000 - sizeOfItem(bare))),
      other: S('x'.repeat(9000)),
    }))
    const all = query(keyIs([{ name: 'gsiPk', value: S('g') }]), { index: 'gsi' })
    expect(units(store, all)).toBe(2)
    expect(units(store, scan({ index: 'gsi', filter: exists('proj') }))).toBe(2)
  })

  it('of a local index also each item that it fetches', () => {
    // 4 items of 300 bytes, of which the index has less: 4 KB + 4 × 4 KB.
    const bare = { ...key('a', '0000'), keysSk: S('k'), v: S('') }
    const store = fill(4, () => ({ keysSk: S('k'), v: S('x'.repeat(300 - sizeOfItem(bare))) }))
    const of = (more: Partial<Operation<'Query'>>) =>
      units(store, { ...query(inPartition('a'), { index: 'keys', ...more }), consistent: true })
    expect(of({})).toBe(1)
    expect(of({ projection: pick(path('keysSk')) })).toBe(1)
    expect(of({ projection: pick(path('keysSk'), path('v')) })).toBe(5)
    expect(of({ projection: pick(path('v')), limit: 3 })).toBe(4)
    expect(of({ projection: pick(path('v')), filter: equal('sk', S('0001')) })).toBe(2)
  })
})

describe('writes consume', () => {
  it('units of 1 KB for the larger of the item before and after', () => {
    const store = storeOf(state)
    expect(units(store, put(sized('a', 500)))).toBe(1)
    expect(units(store, put(sized('a', 1 * KB)))).toBe(1)
    expect(units(store, put(sized('a', 1 * KB + 1)))).toBe(2)
    expect(units(store, put(sized('a', 1.6 * KB)))).toBe(2)
    expect(units(store, put(sized('a', 3 * KB)))).toBe(3)
    expect(units(store, put(sized('a', 500)))).toBe(3)
    const smaller = updateItem(at('b'), [remove(path('v'))])
    ok(store.run(put(sized('b', 2.5 * KB))))
    expect(units(store, { ...smaller, update: { ...smaller.update, table: 'simple' } })).toBe(3)
    const gone = (id: string): Operation<'DeleteItem'> => ({
      ...deleteItem(at(id)),
      delete: { _tag: 'Delete', table: 'simple', key: at(id), condition: always },
    })
    ok(store.run(put(sized('c', 1.6 * KB))))
    expect([units(store, gone('c')), units(store, gone('c'))]).toEqual([2, 1])
  })

  it('for each item of a batch by itself', () => {
    const store = storeOf(state)
    const writes = [sized('a', 500), sized('b', 3.5 * KB)].map(
      (item) => ({ _tag: 'Put', table: 'simple', item }) as const,
    )
    // 1 KB + 4 KB, not 4 KB.
    expect(units(store, { _tag: 'BatchWriteItem', writes })).toBe(5)
    const both = [
      { _tag: 'Put', table: 'things', item: { ...a1, gsiPk: S('g') } },
      { _tag: 'Delete', table: 'simple', key: at('b') },
      { _tag: 'Put', table: 'things', item: key('a', '2') },
    ] as const
    expect(ok(store.run(asked({ _tag: 'BatchWriteItem', writes: both }))).consumed).toEqual([
      { table: 'things', units: 3 },
      { table: 'simple', units: 4 },
    ])
  })

  it('twice in a transaction, also what is only checked', () => {
    const store = storeOf(state)
    ok(store.run(put(sized('checked', 1.5 * KB))))
    const actions: ReadonlyArray<WriteAction> = [
      { _tag: 'Put', table: 'simple', item: sized('a', 500), condition: always },
      { _tag: 'Check', table: 'simple', key: at('checked'), condition: exists('id') },
      { _tag: 'Put', table: 'things', item: { ...a1, gsiPk: S('g'), lsiSk: S('l') }, condition: always },
      { _tag: 'Delete', table: 'simple', key: at('missing'), condition: always },
    ]
    const transaction = asked({ _tag: 'TransactWriteItems', actions, itemOnFailure: false, token: 't' } as const)
    expect(ok(store.run(transaction)).consumed).toEqual([
      { table: 'simple', units: 2 + 4 + 2 },
      { table: 'things', units: 6 },
    ])
    // Once more with its token it only reads.
    expect(ok(store.run(transaction)).consumed).toEqual([
      { table: 'simple', units: 6 },
      { table: 'things', units: 2 },
    ])
    expect(ok(store.run({ ...transaction, returnConsumed: false }))).toEqual({})
    ok(store.run({ _tag: 'DeleteTable', table: 'things' }))
    expect(ok(store.run(transaction)).consumed).toHaveLength(2)
  })

  it('nothing that a failure would tell', () => {
    const failed = storeOf(state).run(asked(putItem(a1, exists('pk'))))
    expect(failed).toEqual({ _tag: 'Left', left: { _tag: 'ConditionFailed', table: 'things' } })
  })
})

// As measured on AWS by the public suite of nubo-db/dynamodb-conformance.
describe('writes to indexes consume', () => {
  const seeded = { ...a1, gsiPk: S('g'), lsiSk: S('l'), proj: S('p'), other: S('o') }
  const from = (item: Item) => {
    const store = storeOf(state)
    ok(store.put(item))
    return store
  }
  const to = (name: string, v: string) => updateItem(a1, [set(path(name), value(S(v)))])

  it.each<readonly [string, Item | undefined, Operation & Metered, number]>([
    ['a put into one', undefined, putItem({ ...a1, gsiPk: S('g'), proj: S('p') }), 2],
    ['a put into none', undefined, putItem({ ...a1, other: S('o') }), 1],
    ['a put into both', undefined, putItem({ ...a1, gsiPk: S('g'), lsiSk: S('l') }), 3],
    ['the same put again', seeded, putItem(seeded), 1],
    ['an attribute that one projects', seeded, to('other', 'o2'), 2],
    ['an attribute that both project', seeded, to('proj', 'p2'), 3],
    ['another key of the global one', seeded, to('gsiPk', 'h'), 4],
    ['no key of the global one any more', seeded, updateItem(a1, [remove(path('gsiPk'))]), 3],
    ['another key of the local one', seeded, to('lsiSk', 'm'), 3],
    ['a key where there was none', { ...a1, other: S('o') }, to('gsiPk', 'g'), 2],
    ['a deletion', seeded, deleteItem(a1), 3],
    ['a deletion of what is in none', { ...a1, other: S('o') }, deleteItem(a1), 1],
  ])('%s', (_, before, operation, n) => {
    expect(units(before === undefined ? storeOf(state) : from(before), operation)).toBe(n)
  })

  it('a unit for each KB that they have', () => {
    const big = { ...a1, gsiPk: S('g'), proj: S('x'.repeat(2 * KB)), other: S('x'.repeat(3 * KB)) }
    expect(units(storeOf(state), putItem(big))).toBe(6 + 3)
    expect(units(from(big), to('gsiPk', 'h'))).toBe(6 + 6)
    expect(units(from(big), to('proj', ''))).toBe(6 + 3)
    expect(units(from(big), deleteItem(a1))).toBe(6 + 3)
  })
})

// -----------------------------------------------------------------------------
// laws
// -----------------------------------------------------------------------------

const text = fc.constantFrom('a', 'b', 'x'.repeat(1500), 'x'.repeat(5000)).map(S)
const item: fc.Arbitrary<Item> = fc
  .tuple(
    fc.record({ pk: fc.constantFrom('a', 'b').map(S), sk: fc.constantFrom('1', '2').map(S) }),
    fc.record(
      { gsiPk: fc.constantFrom('g', 'h').map(S), lsiSk: fc.constantFrom('l', 'm').map(S), proj: text, other: text },
      { requiredKeys: [] },
    ),
  )
  .map(([k, rest]): Item => ({ ...k, ...rest }))
const keyOf = (i: Item): Item => ({ pk: i.pk ?? S(''), sk: i.sk ?? S('') })
const action: fc.Arbitrary<Exclude<WriteAction, { _tag: 'Check' }>> = fc.oneof(
  item.map((i) => ({ _tag: 'Put' as const, table: 'things', item: i, condition: always })),
  item.map((i) => ({ _tag: 'Delete' as const, table: 'things', key: keyOf(i), condition: always })),
  fc.tuple(item, fc.constantFrom('gsiPk', 'proj', 'other')).map(([i, name]) => ({
    ...updateItem(keyOf(i), [set(path(name), value(S('new')))]).update,
  })),
)
const single = (a: Exclude<WriteAction, { _tag: 'Check' }>): Operation & Metered => {
  const rest = { returning: 'none', itemOnFailure: false } as const
  switch (a._tag) {
    case 'Put':
      return { _tag: 'PutItem', put: a, ...rest }
    case 'Update':
      return { _tag: 'UpdateItem', update: a, ...rest }
    case 'Delete':
      return { _tag: 'DeleteItem', delete: a, ...rest }
  }
}
const states: fc.Arbitrary<State> = fc
  .array(action, { maxLength: 8 })
  .map((list) => list.reduce((s, a) => step(s, single(a))[0], state))
const operation: fc.Arbitrary<Operation & Metered> = fc.oneof(
  action.map(single),
  item.map((i) => getItem(keyOf(i))),
  fc.constantFrom<Operation & Metered>(
    scan(),
    scan({ index: 'gsi' }),
    query(inPartition('a'), { index: 'keys', projection: pick(path('other')) }),
    putItem(a1, exists('nothing')),
    getItem({ pk: N(1) }),
  ),
  fc.uniqueArray(item, { minLength: 1, maxLength: 3, selector: (i) => JSON.stringify(keyOf(i)) }).map((list) => ({
    _tag: 'BatchGetItem' as const,
    tables: [{ table: 'things', keys: list.map(keyOf), consistent: false }],
  })),
  fc.array(item, { minLength: 1, maxLength: 3 }).map((list) => ({
    _tag: 'BatchWriteItem' as const,
    writes: list.map((i) => ({ _tag: 'Put' as const, table: 'things', item: i })),
  })),
  fc.array(action, { minLength: 1, maxLength: 3 }).map((actions) => ({
    _tag: 'TransactWriteItems' as const,
    actions,
    itemOnFailure: true,
  })),
  fc.array(item, { minLength: 1, maxLength: 3 }).map((list) => ({
    _tag: 'TransactGetItems' as const,
    gets: list.map((i) => ({ table: 'things', key: keyOf(i) })),
  })),
)
const unitsIn = (s: State, o: Operation & Metered): number =>
  consumedOf(ok(step(s, asked(o))[1]))[0]?.units ?? Number.NaN

describe('laws of capacity', () => {
  it('asked for or not, all else is the same; asked for, it is at least the least', () => {
    fc.assert(
      fc.property(states, operation, (s, o) => {
        const [plain, answer] = step(s, o)
        const [told, other] = step(s, asked(o))
        expect(Eq.equals(plain, told)).toBe(true)
        if (answer._tag === 'Left' || other._tag === 'Left') {
          expect(other).toEqual(answer)
          return
        }
        const { consumed = [], ...rest } = other.right as Consumption
        expect(rest).toEqual(answer.right)
        expect(answer.right).not.toHaveProperty('consumed')
        const reads = ['GetItem', 'BatchGetItem', 'Query', 'Scan'].includes(o._tag)
        for (const { table, units: n } of consumed) {
          expect(table).toBe('things')
          expect(n).toBeGreaterThanOrEqual(reads ? 0.5 : 1)
          expect(n * (reads ? 2 : 1)).toBe(Math.floor(n * (reads ? 2 : 1)))
        }
        expect(consumed).toHaveLength(1)
      }),
      { numRuns: 1000 },
    )
  })

  it('in a transaction it is twice that of the same alone', () => {
    fc.assert(
      fc.property(states, action, item, (s, a, i) => {
        const alone = unitsIn(s, single(a))
        expect(unitsIn(s, { _tag: 'TransactWriteItems', actions: [a], itemOnFailure: false })).toBe(2 * alone)
        const read = unitsIn(s, getItem(keyOf(i)))
        expect(unitsIn(s, { _tag: 'TransactGetItems', gets: [{ table: 'things', key: keyOf(i) }] })).toBe(2 * read)
        expect(unitsIn(s, { ...getItem(keyOf(i)), consistent: false })).toBe(read / 2)
      }),
      { numRuns: 1000 },
    )
  })

  it('of a batch it is that of its items, one by one', () => {
    const distinct = fc.uniqueArray(item, {
      minLength: 1,
      maxLength: 4,
      selector: (i) => JSON.stringify(keyOf(i)),
    })
    const sum = (list: ReadonlyArray<number>) => list.reduce((x, y) => x + y, 0)
    fc.assert(
      fc.property(states, distinct, (s, list) => {
        const writes = list.map((i) => ({ _tag: 'Put' as const, table: 'things', item: i }))
        expect(unitsIn(s, { _tag: 'BatchWriteItem', writes })).toBe(sum(list.map((i) => unitsIn(s, putItem(i)))))
        const keys = list.map(keyOf)
        expect(unitsIn(s, { _tag: 'BatchGetItem', tables: [{ table: 'things', keys, consistent: true }] })).toBe(
          sum(keys.map((k) => unitsIn(s, getItem(k)))),
        )
      }),
      { numRuns: 500 },
    )
  })
})
