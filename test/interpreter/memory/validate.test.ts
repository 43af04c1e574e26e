import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Condition } from '../../../src/expression/condition/model'
import { validateCondition } from '../../../src/expression/render/validate'
import { inMemory } from '../../../src/memory'
import type { Operation } from '../../../src/program/Operation'
import { validateOperation } from '../../../src/program/validate'
import type { Item } from '../../../src/value/AttributeValue'
import {
  equal,
  exists,
  getItem,
  inPartition,
  key,
  N,
  path,
  pick,
  putItem,
  query,
  S,
  scan,
  set,
  tables,
  updateItem,
  value,
} from './support'

const a1 = key('a', '1')
const bad = { x: N('1e-200') }

const wrong: ReadonlyArray<readonly [string, Operation, string]> = [
  ['a key that is no value', getItem({ pk: N('x') }), 'InvalidItem'],
  ['overlapping paths', getItem(a1, pick(path('x'), path('x', 'y'))), 'InvalidExpression'],
  ['an item that cannot be stored', putItem({ ...a1, ...bad }), 'InvalidItem'],
  ['a condition on what cannot be stored', putItem(a1, equal('x', bad.x)), 'InvalidExpression'],
  [
    'a condition over 4 KB',
    putItem(a1, { _tag: 'And', conditions: Array.from({ length: 500 }, (_, i) => exists(`a${i}`)) }),
    'InvalidExpression',
  ],
  ['a path without a name', putItem(a1, exists('')), 'InvalidExpression'],
  [
    'an update of overlapping paths',
    updateItem(a1, [set(path('x'), value(N(1))), set(path('x'), value(N(2)))]),
    'InvalidExpression',
  ],
  [
    'a range from high to low',
    query(inPartition('a', { _tag: 'Between', low: S('b'), high: S('a') })),
    'InvalidExpression',
  ],
  ['a limit of 0', query(inPartition('a'), { limit: 0 }), 'InvalidRequest'],
  ['a segment beyond the last', scan({ segment: { index: 2, total: 2 } }), 'InvalidRequest'],
  ['a start key that is no value', scan({ start: { pk: S(5 as never) } }), 'InvalidItem'],
  [
    '30 writes in a batch',
    { _tag: 'BatchWriteItem', writes: Array.from({ length: 30 }, () => ({ _tag: 'Put', table: 'things', item: a1 })) },
    'InvalidRequest',
  ],
  [
    'a bad item in a batch',
    { _tag: 'BatchWriteItem', writes: [{ _tag: 'Put', table: 'things', item: { ...a1, ...bad } }] },
    'InvalidItem',
  ],
  [
    'a table of a batch without keys',
    {
      _tag: 'BatchGetItem',
      tables: [
        { table: 'things', keys: [a1], consistent: false },
        { table: 'simple', keys: [], consistent: false },
      ],
    },
    'InvalidRequest',
  ],
  [
    'a bad item in a transaction',
    {
      _tag: 'TransactWriteItems',
      itemOnFailure: false,
      actions: [{ _tag: 'Put', table: 'things', item: { ...a1, ...bad }, condition: { _tag: 'Always' } }],
    },
    'InvalidItem',
  ],
  [
    'a long token',
    {
      _tag: 'TransactWriteItems',
      itemOnFailure: false,
      token: 'x'.repeat(37),
      actions: [{ _tag: 'Check', table: 'things', key: a1, condition: exists('x') }],
    },
    'InvalidRequest',
  ],
]

describe('validateOperation', () => {
  it.each(wrong)('finds %s, and the store in memory says the same', async (_, operation, tag) => {
    const found = validateOperation(operation)
    expect(found?._tag).toBe(tag)
    expect(await inMemory({ state: tables })(operation)()).toEqual({ _tag: 'Left', left: found })
  })

  it('finds nothing wrong with what is right, asked twice', () => {
    const operation = putItem({ ...a1, x: N(1) }, exists('pk'))
    expect([validateOperation(operation), validateOperation(operation)]).toEqual([undefined, undefined])
    expect(validateOperation({ _tag: 'DescribeTable', table: '' })).toBe(undefined)
  })

  it.each([null, undefined, 'a', { S: null }, { N: 1 }])(
    'finds the literal %j, alone or within other conditions',
    (v) => {
      const literal = equal('x', v as unknown as Item[string])
      for (const condition of [literal, { _tag: 'And', conditions: [exists('pk'), literal] } as const]) {
        expect(validateOperation(putItem(a1, condition))).toMatchObject({ _tag: 'InvalidExpression' })
      }
    },
  )

  it('says of conditions what their rendering says, also of those that it sees at a glance', () => {
    const name = fc.constantFrom('x', '__proto__', '#n0', '', '\ud800', 'a'.repeat(300))
    const at = fc
      .tuple(name, fc.array(fc.oneof(name, fc.constantFrom(0, -1, 1.5)), { maxLength: 9 }))
      .map(([n, rest]) => path(n, ...rest))
    const literal = fc.constantFrom(
      S('s'),
      N(1),
      N('1e-200'),
      S('\ud800'),
      { SS: [] },
      { L: [N(1)] },
      S('x'.repeat(5000)),
    )
    const leaf: fc.Arbitrary<Condition<never>> = fc.oneof(
      at.map((p) => ({ _tag: 'Exists' as const, path: p })),
      fc
        .tuple(at, literal)
        .map(([left, v]) => ({ _tag: 'Compare' as const, comparator: '=' as const, left, right: value(v) })),
    )
    const conditions = fc.oneof(
      leaf,
      fc.array(leaf, { maxLength: 20 }).map((list): Condition<never> => ({ _tag: 'And', conditions: list })),
    )
    fc.assert(
      fc.property(conditions, (c) => {
        const rendered = validateCondition('ConditionExpression')(c)
        expect(validateOperation(putItem(a1, c))).toEqual(rendered._tag === 'Left' ? rendered.left : undefined)
      }),
      { numRuns: 1000 },
    )
  })

  it('does not take what was wrong once for right later', () => {
    const operation = putItem(a1, exists(''))
    expect(validateOperation(operation)?._tag).toBe('InvalidExpression')
    expect(validateOperation(operation)?._tag).toBe('InvalidExpression')
  })
})
