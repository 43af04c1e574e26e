import { describe, expect, it } from 'vitest'
import type { Operation } from '../../../src/program/Operation'
import type { Item } from '../../../src/value/AttributeValue'
import type { TableSchema } from '../../../src/value/TableSchema'
import {
  B,
  equal,
  exists,
  index,
  inPartition,
  key,
  keyIs,
  N,
  no,
  ok,
  path,
  pick,
  putItem,
  query,
  refused,
  S,
  scan,
  storeOf,
  tables,
  value,
  withTables,
} from './support'

const items: ReadonlyArray<Item> = [
  { ...key('a', '1'), g: S('G'), l: N(3), x: S('x'), y: S('y1') },
  { ...key('a', '2'), g: S('G'), l: N(1), x: S('x'), y: S('y2') },
  { ...key('a', '3'), g: S('G'), l: N(20), x: S('z'), y: S('y3') },
  { ...key('a', '4'), g: S('G'), l: N(1), y: S('y4') },
  { ...key('a', '5'), x: S('x') },
  { ...key('b', '1'), g: S('H'), l: N(-1) },
]
const filled = () => {
  const store = storeOf(tables)
  for (const item of items) ok(store.put(item))
  return store
}
const names = (page: { readonly items: ReadonlyArray<Item> }) =>
  page.items.map(({ sk }) => (sk as { S: string }).S).join('')
const byG = keyIs([{ name: 'g', value: S('G') }])

describe('Query', () => {
  const store = filled()
  const ask = (q: Operation<'Query'>) => ok(store.run(q))
  const wrong = (q: Operation<'Query'>) => no(store.run(q))

  it('answers one partition in the order of the sort key, or backwards', () => {
    expect(names(ask(query(inPartition('a'))))).toBe('12345')
    expect(names(ask(query(inPartition('a'), { direction: 'backward' })))).toBe('54321')
    expect(ask(query(inPartition('nobody')))).toEqual({ items: [], count: 0, scanned: 0 })
  })

  it('takes every range', () => {
    const range = (r: Parameters<typeof inPartition>[1]) => names(ask(query(inPartition('a', r))))
    const compare = (comparator: '=' | '<' | '<=' | '>' | '>=') => range({ _tag: 'Compare', comparator, value: S('3') })
    expect(['=', '<', '<=', '>', '>='].map((c) => compare(c as '='))).toEqual(['3', '12', '123', '45', '345'])
    expect(range({ _tag: 'Between', low: S('2'), high: S('4') })).toBe('234')
    expect(range({ _tag: 'BeginsWith', prefix: S('3') })).toBe('3')
  })

  it('takes a range of one value for an equality, also of the partition key', () => {
    const one = (name: string, v: string) =>
      ({ name, range: { _tag: 'Compare', comparator: '=', value: S(v) } }) as const
    const sortFirst = { _tag: 'KeyCondition', equals: [{ name: 'sk', value: S('3') }], range: one('pk', 'a') } as const
    expect(names(ask(query(sortFirst)))).toBe('3')
    const twice = { ...sortFirst, equals: [{ name: 'pk', value: S('a') }] } as const
    expect(no(store.run(query(twice)))).toMatchObject({ _tag: 'InvalidExpression' })
  })

  it('orders text by UTF-8, bytes unsigned and numbers by value, and ranges agree', () => {
    const orders: ReadonlyArray<readonly ['S' | 'N' | 'B', ReadonlyArray<Item[string]>]> = [
      [
        'S',
        ['\u0000', '\u0000\u0000', '\u0001', 'A', 'a', 'a\u0000', 'a\u0001', 'aa', 'é', '\ud7ff', '\uffee', '😀'].map(
          S,
        ),
      ],
      ['N', ['-1E5', '-10', '-9.5', '-1E-3', '0', '1E-130', '0.5', '1', '2', '10', '9.9E125'].map(N)],
      ['B', [B(0), B(0, 0), B(1), B(1, 0), B(127), B(128), B(255), B(255, 0), B(255, 255)]],
    ]
    for (const [type, sorted] of orders) {
      const schema: TableSchema = {
        name: 'things',
        key: { partition: [{ name: 'pk', type: 'S' }], sort: [{ name: 'sk', type }] },
        indexes: [],
      }
      const ordered = storeOf(withTables(schema))
      for (const [i, sk] of [...sorted.entries()].reverse()) ok(ordered.run(putItem({ pk: S('p'), sk, i: N(i) })))
      const got = (q: Operation<'Query'>) => ok(ordered.run(q)).items.map(({ i }) => Number((i as { N: string }).N))
      const all = sorted.map((_, i) => i)
      expect(got(query(inPartition('p')))).toEqual(all)
      for (const [i, sk] of sorted.entries()) {
        const than = (comparator: '<' | '<=' | '>' | '>=' | '=') =>
          got(query(inPartition('p', { _tag: 'Compare', comparator, value: sk })))
        expect(than('<')).toEqual(all.slice(0, i))
        expect(than('<=')).toEqual(all.slice(0, i + 1))
        expect(than('=')).toEqual([i])
        expect(than('>=')).toEqual(all.slice(i))
        expect(than('>')).toEqual(all.slice(i + 1))
        const begins = all.filter((j) => {
          const other = sorted[j] as { readonly S?: string; readonly B?: Uint8Array }
          return 'S' in sk
            ? other.S?.startsWith(sk.S as string)
            : 'B' in sk && (sk.B as Uint8Array).every((byte, k) => other.B?.[k] === byte)
        })
        if (type !== 'N') expect(got(query(inPartition('p', { _tag: 'BeginsWith', prefix: sk })))).toEqual(begins)
      }
    }
  })

  it('filters what it evaluated, and counts both', () => {
    const page = ask(query(inPartition('a'), { filter: equal('x', S('x')) }))
    expect([names(page), page.count, page.scanned]).toEqual(['125', 3, 5])
    expect(ask(query(inPartition('a'), { filter: equal('x', S('x')), select: 'count' }))).toEqual({
      items: [],
      count: 3,
      scanned: 5,
    })
    expect(ask(query(inPartition('a'), { filter: { _tag: 'Never' } }))).toEqual({ items: [], count: 0, scanned: 5 })
  })

  it('ends a page at its limit, with a key to go on from even where nothing follows', () => {
    const page = (limit: number) => ask(query(inPartition('a'), { limit, select: 'count' }))
    expect(page(2)).toEqual({ items: [], count: 2, scanned: 2, next: key('a', '2') })
    expect(page(5)).toEqual({ items: [], count: 5, scanned: 5, next: key('a', '5') })
    expect(page(6)).toEqual({ items: [], count: 5, scanned: 5 })
    const filtered = ask(query(inPartition('a'), { limit: 1, filter: equal('x', S('z')) }))
    expect(filtered).toEqual({ items: [], count: 0, scanned: 1, next: key('a', '1') })
  })

  it('goes on after a key, whether or not there is an item', () => {
    const following = (start: Item, more: Partial<Operation<'Query'>> = {}) =>
      names(ask(query(inPartition('a'), { start, ...more })))
    expect(following(key('a', '2'))).toBe('345')
    expect(following(key('a', '25'))).toBe('345')
    expect(following(key('a', '5'))).toBe('')
    expect(following(key('a', '3'), { direction: 'backward' })).toBe('21')
  })

  it('refuses a start key that it cannot have given out', () => {
    const start = (k: Item, more: Partial<Operation<'Query'>> = {}) =>
      wrong(query(inPartition('a'), { start: k, ...more }))
    const invalid = refused('The provided starting key is invalid')
    expect(start({ pk: S('a') })).toEqual(invalid)
    expect(start({ ...key('a', '1'), z: S('z') })).toEqual(invalid)
    expect(start({ pk: S('a'), sk: N(1) })).toEqual(invalid)
    expect(start({ pk: S('a'), sk: S('') })).toMatchObject({
      message: expect.stringMatching(/^The provided starting key is/),
    })
    const outside = refused('The provided starting key is outside query boundaries based on provided conditions')
    expect(start(key('b', '1'))).toEqual(outside)
    const key3 = inPartition('a', { _tag: 'Compare', comparator: '<', value: S('3') })
    expect(wrong(query(key3, { start: key('a', '3') }))).toEqual(outside)
    expect(wrong(query(key3, { start: key('a', '4'), direction: 'backward' }))).toEqual(outside)
    expect(wrong(query(byG, { index: 'byG', start: { g: S('G') } }))).toEqual(invalid)
    expect(wrong(query(byG, { index: 'byG', start: key('a', '1') }))).toEqual(invalid)
    expect(wrong(query(byG, { index: 'byG', start: { ...key('a', '1'), g: S('H') } }))).toEqual(outside)
    expect(wrong(query(inPartition('a'), { start: { pk: N('x') } }))).toMatchObject({ _tag: 'InvalidItem' })
  })

  it('projects', () => {
    expect(ask(query(inPartition('b'), { projection: pick(path('l'), path('nope')) })).items).toEqual([{ l: N(-1) }])
    expect(wrong(query(inPartition('b'), { projection: pick(path('l')), select: 'count' }))).toEqual(
      refused('Cannot specify the ProjectionExpression when choosing to get only the Count'),
    )
  })

  it('refuses a condition that is not one of the key', () => {
    const missed = (name: string) => refused(`Query condition missed key schema element: ${name}`)
    expect(wrong(query(keyIs([{ name: 'sk', value: S('1') }])))).toEqual(missed('pk'))
    expect(
      wrong(
        query(
          keyIs([
            { name: 'pk', value: S('a') },
            { name: 'x', value: S('x') },
          ]),
        ),
      ),
    ).toEqual(missed('sk'))
    const r = { _tag: 'Compare', comparator: '>', value: S('a') } as const
    expect(wrong(query(keyIs([{ name: 'sk', value: S('1') }], ['pk', r])))).toEqual(
      refused('Query key condition not supported'),
    )
    const type = refused(
      'One or more parameter values were invalid: Condition parameter type does not match schema type',
    )
    expect(wrong(query(keyIs([{ name: 'pk', value: N(1) }])))).toEqual(type)
    expect(wrong(query(inPartition('a', { _tag: 'Compare', comparator: '>', value: N(1) })))).toEqual(type)
    for (const bad of [
      inPartition(''),
      inPartition('a', { _tag: 'BeginsWith', prefix: S('') }),
      inPartition('a', { _tag: 'Between', low: S('z'), high: S('a') }),
      keyIs([
        { name: 'pk', value: S('a') },
        { name: 'pk', value: S('a') },
      ]),
      inPartition('a', { _tag: 'BeginsWith', prefix: N(1) }),
    ]) {
      expect(wrong(query(bad))).toMatchObject({ _tag: 'InvalidExpression', place: 'KeyConditionExpression' })
    }
  })

  it('refuses a filter on the key attributes of what is queried, and only on those', () => {
    const primary = (name: string) =>
      refused(`Filter Expression can only contain non-primary key attributes: Primary key attribute: ${name}`)
    expect(wrong(query(inPartition('a'), { filter: equal('sk', S('1')) }))).toEqual(primary('sk'))
    expect(wrong(query(byG, { index: 'byG', filter: exists('g') }))).toEqual(primary('g'))
    const size = {
      _tag: 'Compare',
      comparator: '=',
      left: { _tag: 'Size', path: path('pk') },
      right: value(N(1)),
    } as const
    expect(wrong(query(inPartition('a'), { filter: { _tag: 'Not', condition: size } }))).toEqual(primary('pk'))
    expect(names(ask(query(byG, { index: 'byG', filter: equal('sk', S('1')) })))).toBe('1')
    expect(names(ask(query(inPartition('a'), { index: 'byL', filter: equal('sk', S('1')) })))).toBe('1')
  })

  it('refuses a limit below 1, an unknown index, an unknown table', () => {
    for (const limit of [0, -1, 1.5, Number.NaN, 2 ** 31]) {
      expect(wrong(query(inPartition('a'), { limit }))).toMatchObject({ _tag: 'InvalidRequest' })
    }
    expect(wrong(query(inPartition('a'), { index: 'nope' }))).toEqual(
      refused('The table does not have the specified index: nope'),
    )
    expect(wrong(query(inPartition('a'), { table: 'nope' }))).toEqual({ _tag: 'TableNotFound', table: 'nope' })
  })
})

describe('Query on an index', () => {
  const store = filled()
  const ask = (q: Operation<'Query'>) => ok(store.run(q))
  const wrong = (q: Operation<'Query'>) => no(store.run(q))

  it('has the items that have its key attributes, in its order, ties in the order of the table', () => {
    expect(names(ask(query(byG, { index: 'byGL' })))).toBe('2413')
    expect(names(ask(query(byG, { index: 'byGL', direction: 'backward' })))).toBe('3142')
    expect(names(ask(query(byG, { index: 'byG' })))).toBe('1234')
    expect(names(ask(query(inPartition('a'), { index: 'byL' })))).toBe('2413')
  })

  it('answers its own attributes and the keys, and goes on from all of them', () => {
    const [first] = ask(query(byG, { index: 'byGL' })).items
    expect(first).toEqual({ ...key('a', '2'), g: S('G'), l: N(1), x: S('x') })
    const page = ask(query(byG, { index: 'byGL', limit: 1 }))
    expect(page.next).toEqual({ ...key('a', '2'), g: S('G'), l: N(1) })
    expect(names(ask(query(byG, { index: 'byGL', start: page.next as Item })))).toBe('413')
    expect(names(ask(query(byG, { index: 'byGL', start: page.next as Item, direction: 'backward' })))).toBe('')
  })

  it('fetches from the table what a local index has not; a global one refuses', () => {
    const projection = pick(path('y'))
    expect(ask(query(inPartition('a'), { index: 'byL', projection, limit: 1 })).items).toEqual([{ y: S('y2') }])
    expect(wrong(query(byG, { index: 'byGL', projection: pick(path('x'), path('y')) }))).toEqual(
      refused('One or more parameter values were invalid: Global secondary index byGL does not project [y]'),
    )
    const filter = equal('y', S('y1'))
    for (const [name, k] of [
      ['byGL', byG],
      ['byL', inPartition('a')],
    ] as const) {
      expect(wrong(query(k, { index: name, filter }))).toEqual(
        refused(
          `One or more parameter values were invalid: Secondary index ${name} does not project one or more filter attributes: [y]`,
        ),
      )
    }
  })

  it('is consistent only where it is local', () => {
    expect(wrong(query(byG, { index: 'byG', consistent: true }))).toEqual(
      refused('Consistent reads are not supported on global secondary indexes'),
    )
    expect(no(store.run(scan({ index: 'byG', consistent: true })))).toMatchObject({ _tag: 'RequestRefused' })
    expect(names(ask(query(inPartition('a'), { index: 'byL', consistent: true })))).toBe('2413')
  })

  it('takes keys of several attributes: all of the partition, and the sort key from the left', () => {
    const attribute = (name: string, type: 'S' | 'N' = 'S') => ({ name, type })
    const multi: TableSchema = {
      name: 'things',
      key: { partition: [attribute('id')], sort: [] },
      indexes: [
        {
          name: 'multi',
          kind: 'global',
          key: {
            partition: [attribute('p1'), attribute('p2', 'N'), attribute('p3'), attribute('p4')],
            sort: [attribute('s1'), attribute('s2', 'N'), attribute('s3'), attribute('s4')],
          },
          projection: 'all',
        },
      ],
    }
    const other = storeOf(withTables(multi))
    const rest = { p3: S('p'), p4: S('p'), s3: S('s'), s4: S('s') }
    for (const [id, p1, p2, s1, s2] of [
      ['1', 'x', 1, 'a', 10],
      ['2', 'x', 1, 'a', 9],
      ['3', 'x', 1, 'ab', 1],
      ['4', 'x', 2, 'a', 1],
    ] as const) {
      ok(other.run(putItem({ id: S(id), p1: S(p1), p2: N(p2), s1: S(s1), s2: N(s2), ...rest })))
    }
    ok(other.run(putItem({ id: S('5'), p1: S('x'), p2: N(1), s1: S('a'), ...rest })))
    const partition = [
      { name: 'p2', value: N('1.0') },
      { name: 'p1', value: S('x') },
      { name: 'p4', value: S('p') },
      { name: 'p3', value: S('p') },
    ] as const
    const ids = (k: Parameters<typeof query>[0]) =>
      ok(other.run(query(k, { index: 'multi' })))
        .items.map(({ id }) => (id as { S: string }).S)
        .join('')
    expect(ids(keyIs(partition))).toBe('213')
    expect(ids(keyIs([...partition, { name: 's1', value: S('a') }]))).toBe('21')
    const over = { _tag: 'Compare', comparator: '>', value: N(9) } as const
    expect(ids(keyIs([...partition, { name: 's1', value: S('a') }], ['s2', over]))).toBe('1')
    expect(ids(keyIs(partition, ['s1', { _tag: 'BeginsWith', prefix: S('a') }]))).toBe('213')
    expect(ids(keyIs(partition, ['s1', { _tag: 'Compare', comparator: '<=', value: S('a') }]))).toBe('21')
    const fails = (k: Parameters<typeof query>[0]) => no(other.run(query(k, { index: 'multi' })))
    expect(fails(keyIs([partition[0], partition[1]]))).toMatchObject({ _tag: 'RequestRefused' })
    expect(fails(keyIs(partition, ['s2', over]))).toMatchObject({ _tag: 'RequestRefused' })
    expect(fails(keyIs([...partition, { name: 's2', value: N(9) }]))).toMatchObject({ _tag: 'RequestRefused' })
    const page = ok(other.run(query(keyIs(partition), { index: 'multi', limit: 1 })))
    expect(page.next).toMatchObject({ id: S('2'), p1: S('x'), s2: N(9), s4: S('s') })
    expect(Object.keys(page.next ?? {})).toHaveLength(9)
  })
})

describe('Scan', () => {
  const store = filled()
  const ask = (s: Operation<'Scan'>) => ok(store.run(s))

  it('answers all items, partition by partition, each in the order of the sort key', () => {
    const all = names(ask(scan()))
    expect([all.replace('12345', 'a').replace('1', 'b')].map((s) => [...s].sort().join(''))).toEqual(['ab'])
    expect(ask(scan({ index: 'byG' })).count).toBe(5)
    expect(ask(scan({ index: 'byL', select: 'count' })).count).toBe(5)
    expect(ask(scan({ filter: equal('sk', S('1')) })).count).toBe(2)
  })

  it('refuses what no segment is, and a start key of another segment', () => {
    for (const segment of [
      { index: 3, total: 3 },
      { index: -1, total: 3 },
      { index: 0, total: 0 },
      { index: 0, total: 1_000_001 },
      { index: 0.5, total: 2 },
    ]) {
      expect(no(store.run(scan({ segment })))).toMatchObject({ _tag: 'InvalidRequest' })
    }
    const answers = [0, 1, 2, 3].map((i) => store.run(scan({ segment: { index: i, total: 4 }, start: key('a', '1') })))
    expect(answers.filter(({ _tag }) => _tag === 'Right')).toHaveLength(1)
    expect(no(store.run(scan({ start: { pk: S('a') } })))).toMatchObject({ _tag: 'RequestRefused' })
  })
})

describe('1 MB', () => {
  const big = (pk: string, sk: number, bytes: number) => ({
    ...key(pk, String(sk).padStart(2, '0')),
    y: S('y'.repeat(bytes - 2 - pk.length - 2 - 2 - 1)),
    l: N(7),
  })
  const of = (bytes: number, count: number) => {
    const store = storeOf(tables)
    for (let i = 0; i < count; i++) ok(store.put(big('a', i, bytes - 3)))
    return store
  }

  it('ends a page once that much was evaluated, filtered or not', () => {
    const store = of(262_144, 6)
    const page = ok(store.run(query(inPartition('a'), { select: 'count' })))
    expect([page.count, page.next]).toEqual([4, key('a', '03')])
    const filtered = ok(store.run(query(inPartition('a'), { filter: { _tag: 'Never' } })))
    expect([filtered.count, filtered.scanned, filtered.next]).toEqual([0, 4, key('a', '03')])
    const over = of(262_134, 6)
    expect(ok(over.run(query(inPartition('a'), { select: 'count' }))).count).toBe(5)
  })

  it('counts for an index what the index has, not the whole items', () => {
    const store = of(262_144, 6)
    const page = ok(store.run(query(inPartition('a'), { index: 'byL' })))
    expect([page.count, page.next]).toEqual([6, undefined])
    expect(ok(store.run(scan({ index: 'byL', select: 'count' }))).count).toBe(6)
    const withIndex = storeOf(
      withTables({
        name: 'things',
        key: { partition: [{ name: 'pk', type: 'S' }], sort: [{ name: 'sk', type: 'S' }] },
        indexes: [index('all', 'local', 'pk', [['l', 'N']])],
      }),
    )
    for (let i = 0; i < 6; i++) ok(withIndex.put(big('a', i, 262_144 - 3)))
    expect(ok(withIndex.run(query(inPartition('a'), { index: 'all', select: 'count' }))).count).toBe(4)
  })
})
