import { describe, expect, it } from 'vitest'
import { empty, tableNames } from '../../../src/memory'
import type { TableSchema } from '../../../src/value/TableSchema'
import { index, key, N, no, ok, putItem, S, scan, schema, simple, storeOf, tables } from './support'

const create = (s: TableSchema) => ({ _tag: 'CreateTable', schema: s }) as const
const attribute = (name: string, type: 'S' | 'N' | 'B' = 'S') => ({ name, type })
const times = <A>(n: number, f: (i: number) => A) => Array.from({ length: n }, (_, i) => f(i))

describe('tables', () => {
  it('are created ready, described with their items counted, and deleted with them', () => {
    const store = storeOf()
    const settings = {
      billing: 'onDemand',
      stream: 'off',
      encryption: 'owned',
      deletionProtection: false,
      tableClass: 'standard',
    }
    const described = { schema, settings, status: 'ACTIVE', pending: [] }
    expect(ok(store.run(create(schema)))).toEqual({ ...described, itemCount: 0 })
    expect(no(store.run(create(schema)))).toEqual({ _tag: 'TableInUse', table: 'things' })
    ok(store.put(key('a', '1')))
    ok(store.put(key('a', '2')))
    ok(store.put(key('a', '2')))
    const describeTable = { _tag: 'DescribeTable', table: 'things' } as const
    expect(ok(store.run(describeTable))).toEqual({ ...described, itemCount: 2 })
    expect(tableNames(store.state())).toEqual(['things'])
    expect(ok(store.run({ _tag: 'DeleteTable', table: 'things' }))).toEqual({})
    const gone = { _tag: 'TableNotFound', table: 'things' }
    expect(no(store.run(describeTable))).toEqual(gone)
    expect(no(store.run({ _tag: 'DeleteTable', table: 'things' }))).toEqual(gone)
    ok(store.run(create(schema)))
    expect(ok(store.run(scan())).items).toEqual([])
  })

  it('do not change with what they were made from', () => {
    const store = storeOf()
    const made = structuredClone(schema)
    ok(store.run(create(made)))
    ;(made.indexes as Array<unknown>).length = 0
    ;(made.key.partition[0] as { name: string }).name = 'changed'
    expect(ok(store.run({ _tag: 'DescribeTable', table: 'things' })).schema).toEqual(schema)
    ok(store.put({ ...key('a', '1'), g: S('g') }))
  })

  it('do not change with what they are described as', () => {
    const store = storeOf(tables)
    const found = ok(store.run({ _tag: 'DescribeTable', table: 'things' }))
    const before = structuredClone(found)
    ;(found.schema.indexes as Array<unknown>).length = 0
    ;(found.schema.key.partition[0] as { name: string }).name = 'changed'
    ;(found.settings as { billing: unknown }).billing = 'changed'
    expect(ok(store.run({ _tag: 'DescribeTable', table: 'things' }))).toEqual(before)
  })

  it('may be named after what JavaScript has a use for', () => {
    const store = storeOf()
    ok(store.run(create({ ...simple, name: '__proto__' })))
    ok(store.run(putItem({ id: S('a'), n: N(1) }, undefined, '__proto__')))
    expect(ok(store.run(scan({ table: '__proto__' }))).count).toBe(1)
    expect(no(store.run(scan({ table: 'constructor' })))).toMatchObject({ _tag: 'TableNotFound' })
  })

  it('take 20 global and 5 local indexes', () => {
    const globals = times(20, (i) => index(`global${i}`, 'global', `g${i}`))
    const locals = times(5, (i) => index(`local${i}`, 'local', 'pk', [[`l${i}`]]))
    ok(storeOf().run(create({ ...schema, indexes: [...globals, ...locals] })))
  })

  const four = times(4, (i) => attribute(`s${i}`))
  const wrong: ReadonlyArray<readonly [string, Partial<TableSchema>]> = [
    ['a short name', { name: 'ab' }],
    ['a long name', { name: 'x'.repeat(256) }],
    ['a name with a space', { name: 'a b c' }],
    ['a name with a letter outside a-z', { name: 'näme' }],
    ['two partition keys', { key: { partition: [attribute('a'), attribute('b')], sort: [] }, indexes: [] }],
    ['two sort keys', { key: { partition: [attribute('a')], sort: four.slice(0, 2) }, indexes: [] }],
    ['one name twice in the key', { key: { partition: [attribute('a')], sort: [attribute('a')] }, indexes: [] }],
    ['a key of another type', { key: { partition: [{ name: 'a', type: 'BOOL' as 'S' }], sort: [] }, indexes: [] }],
    ['a key without name', { key: { partition: [attribute('')], sort: [] }, indexes: [] }],
    ['21 global indexes', { indexes: times(21, (i) => index(`global${i}`, 'global', 'g')) }],
    ['6 local indexes', { indexes: times(6, (i) => index(`local${i}`, 'local', 'pk', [['l']])) }],
    ['two indexes of one name', { indexes: [index('one', 'global', 'g'), index('one', 'local', 'pk', [['l']])] }],
    ['an index with a short name', { indexes: [index('on', 'global', 'g')] }],
    ['a local index without sort key', { indexes: [index('one', 'local', 'pk')] }],
    ['a local index with another partition', { indexes: [index('one', 'local', 'g', [['l']])] }],
    ['a local index on a table without sort key', { ...simple, indexes: [index('one', 'local', 'id', [['l']])] }],
    ['a local index with two sort keys', { indexes: [index('one', 'local', 'pk', [['l'], ['m']])] }],
    ['an attribute of two types', { indexes: [index('one', 'global', 'pk', [['sk', 'N']])] }],
    ['an index key of one attribute twice', { indexes: [index('one', 'global', 'g', [['g']])] }],
    [
      'five partition keys in an index',
      {
        indexes: [{ ...index('one', 'global', 'g'), key: { partition: [attribute('g'), ...four] as never, sort: [] } }],
      },
    ],
    [
      'five sort keys in an index',
      {
        indexes: [
          index(
            'one',
            'global',
            'g',
            times(5, (i) => [`k${i}`] as const),
          ),
        ],
      },
    ],
    ['a projection of one attribute twice', { indexes: [index('one', 'global', 'g', [], ['x', 'x'])] }],
    ['a projection of a nameless attribute', { indexes: [index('one', 'global', 'g', [], [''])] }],
    [
      'over 100 projected attributes',
      {
        indexes: times(2, (i) =>
          index(
            `idx${i}`,
            'global',
            'g',
            [],
            times(51, (j) => `a${j}`),
          ),
        ),
      },
    ],
  ]
  it.each(wrong)('are refused for %s', (_, part) => {
    const store = storeOf()
    expect(no(store.run(create({ ...schema, ...part })))).toMatchObject({
      _tag: 'RequestRefused',
      name: 'ValidationException',
    })
    expect(store.state()).toBe(empty)
  })

  it('are refused for a projection of nothing, before the store is asked', () => {
    const reason = "index 'one' projects neither 'all' nor 'keys' nor at least one attribute"
    const asked = create({ ...schema, indexes: [index('one', 'global', 'g', [], [])] })
    expect(no(storeOf().run(asked))).toEqual({ _tag: 'InvalidRequest', reason })
  })

  it('keep an index only of what has its keys, through every change', () => {
    const store = storeOf(tables)
    const inIndex = () => ok(store.run(scan({ index: 'byGL', select: 'count' }))).count
    ok(store.put({ ...key('a', '1'), g: S('g') }))
    expect(inIndex()).toBe(0)
    ok(store.put({ ...key('a', '1'), g: S('g'), l: N(1) }))
    expect(inIndex()).toBe(1)
    ok(store.put({ ...key('a', '1'), g: S('g'), l: N(2) }))
    expect(inIndex()).toBe(1)
    ok(store.put({ ...key('a', '1'), l: N(2) }))
    expect(inIndex()).toBe(0)
  })
})
