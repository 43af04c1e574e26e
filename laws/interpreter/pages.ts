/** Laws of queries and scans: what pages, directions, segments, filters and counts have to do with one another. */
import * as fc from 'fast-check'
import { evaluate } from '../../src/expression/condition/evaluate'
import type { Condition } from '../../src/expression/condition/model'
import type { KeyCondition, Range } from '../../src/expression/KeyCondition'
import type { BatchWrite, Operation, Query, Scan } from '../../src/program/Operation'
import type { AttributeValue, Item } from '../../src/value/AttributeValue'
import { equals } from '../../src/value/equality'
import { compare } from '../../src/value/order'
import type { TableSchema } from '../../src/value/TableSchema'
import { condition } from '../arbitrary/operationExpression'
import { dataOf, item, key, level } from '../arbitrary/operationItem'
import { type Asked, goodKey } from '../arbitrary/operationKey'
import type { Equation, Law } from '../law'
import { bagText, itemText } from './meaning'
import { showOperation, showOperations } from './show'
import { contents, expectRight, type Store, walkItems, wholeTable, writeAll } from './store'
import { type Opened, storeLaw } from './storeLaw'
import { indexOf, isIn, keyOf, sortOf } from './table'

const always: Condition<never> = { _tag: 'Always' }

// -----------------------------------------------------------------------------
// meaning
// -----------------------------------------------------------------------------

const inRange = (range: Range<AttributeValue>, value: AttributeValue): boolean => {
  const against = (other: AttributeValue): number => compare(value, other) ?? Number.NaN
  switch (range._tag) {
    case 'Between':
      return against(range.low) >= 0 && against(range.high) <= 0
    case 'BeginsWith':
      return 'S' in value && 'S' in range.prefix && value.S.startsWith(range.prefix.S)
    case 'Compare': {
      const order = against(range.value)
      switch (range.comparator) {
        case '=':
          return order === 0
        case '<':
          return order < 0
        case '<=':
          return order <= 0
        case '>':
          return order > 0
        case '>=':
          return order >= 0
      }
    }
  }
}

const matches =
  ({ equals: all, range }: KeyCondition) =>
  (i: Item): boolean =>
    all.every(({ name, value }) => i[name] !== undefined && equals(i[name], value)) &&
    (range === undefined || (i[range.name] !== undefined && inRange(range.range, i[range.name] as AttributeValue)))

const bySort =
  (schema: TableSchema, index: string | undefined) =>
  (x: Item, y: Item): number => {
    for (const { name } of sortOf(schema, index)) {
      const order = compare(x[name] as AttributeValue, y[name] as AttributeValue) ?? 0
      if (order !== 0) return order
    }
    return 0
  }

// What a query promises: on the table the order, on an index the order of the sort keys, which may tie.
const ordered = (schema: TableSchema, index: string | undefined, items: ReadonlyArray<Item>): string => {
  if (index === undefined) return items.map(itemText).join('\n')
  const names = sortOf(schema, index).map(({ name }) => name)
  const keys = items.map((i) => names.map((name) => itemText({ k: i[name] as AttributeValue })).join(' '))
  return `${keys.join('; ')}\n${bagText(items)}`
}

// -----------------------------------------------------------------------------
// arbitraries
// -----------------------------------------------------------------------------

const manyItems = fc.uniqueArray(item, {
  minLength: 1,
  maxLength: 14,
  size: 'max',
  selector: (i) => itemText(keyOf(i)),
})

const queryOf = (table: string, keyed: { readonly index?: string; readonly key: KeyCondition }): Query => ({
  _tag: 'Query',
  table,
  ...keyed,
  filter: always,
  consistent: keyed.index === undefined,
  direction: 'forward',
  select: 'items',
})

const isLegal = ({ key }: { readonly key: KeyCondition }): boolean => {
  const range = key.range?.range
  return range?._tag !== 'Between' || (compare(range.low, range.high) ?? 0) <= 0
}

// Rare among all key conditions, and of few that meet an item.
const beginning = fc.tuple(key, level).map(
  ([{ p }, prefix]): Asked => ({
    index: 'byLevel',
    key: {
      _tag: 'KeyCondition',
      equals: [{ name: 'p', value: p as AttributeValue }],
      range: { name: 'l', range: { _tag: 'BeginsWith', prefix } },
    },
  }),
)

const given = (schema: TableSchema) =>
  fc.record({
    items: manyItems,
    asked: fc
      .oneof({ weight: 7, arbitrary: goodKey(schema).filter(isLegal) }, { weight: 1, arbitrary: beginning })
      .map((keyed) => queryOf(schema.name, keyed)),
  })

type Later = { readonly later: ReadonlyArray<BatchWrite> }

// With writes that come after the items, of the same keys: what an index had of an item, it has no more.
const thenWritten = <A extends { readonly items: ReadonlyArray<Item>; readonly asked: Operation }>(
  table: string,
  first: fc.Arbitrary<A>,
): fc.Arbitrary<A & Later> =>
  first.chain((a) =>
    fc
      .subarray([...a.items])
      .chain((some) =>
        fc.tuple(
          ...some.map((i) =>
            fc.oneof(
              {
                weight: 3,
                arbitrary: item.map((x): BatchWrite => ({ _tag: 'Put', table, item: { ...x, ...keyOf(i) } })),
              },
              { weight: 1, arbitrary: fc.constant<BatchWrite>({ _tag: 'Delete', table, key: keyOf(i) }) },
            ),
          ),
        ),
      )
      .map((later) => ({ ...a, later })),
  )

const scanOf = (table: string, index: string | undefined): Scan => ({
  ...wholeTable(table),
  ...(index === undefined ? {} : { index }),
  consistent: index === undefined,
})

const showLater = ({ later, ...a }: Later & Parameters<typeof show>[0]): string =>
  `${bagText(a.items)}\n${showOperations([{ _tag: 'BatchWriteItem', writes: later }, a.asked])}`

const show = ({ items, asked }: { readonly items: ReadonlyArray<Item>; readonly asked: Operation }): string =>
  `${bagText(items)}\n${showOperation(asked)}`

// -----------------------------------------------------------------------------
// laws
// -----------------------------------------------------------------------------

/** The laws of queries and scans. */
export const pageLaws = (store: Opened, schema: TableSchema): ReadonlyArray<Law> => {
  const law = storeLaw(store)
  const queried = given(schema)
  const scanned = fc.record({
    items: manyItems,
    asked: fc
      .constantFrom(undefined, ...schema.indexes.map(({ name }) => name))
      .map((index) => scanOf(schema.name, index)),
  })
  const limit = fc.integer({ min: 1, max: 5 })
  const filtered = fc
    .oneof(queried, scanned)
    .filter(({ asked }) => asked.index === undefined)
    .chain((of) => fc.record({ of: fc.constant(of), filter: condition(of.items.map(dataOf)), limit }))
    .map(({ of, filter, limit: l }) => ({ ...of, filter, l }))
  const both = async (s: Store, x: Query | Scan, y: Query | Scan): Promise<Equation<ReadonlyArray<Item>>> => ({
    left: await walkItems(s.interpreter, x),
    right: await walkItems(s.interpreter, y),
  })
  const text = (asked: Query | Scan, items: ReadonlyArray<Item>): string =>
    asked._tag === 'Scan' ? bagText(items) : ordered(schema, asked.index, items)
  const same = (asked: Query | Scan, { left, right }: Equation<ReadonlyArray<Item>>): Equation<string> => ({
    left: text(asked, left),
    right: text(asked, right),
  })
  return [
    law(
      'a query is a filtered and sorted scan',
      thenWritten(schema.name, queried),
      showLater,
      async (s, { asked, later }) => {
        await writeAll(s.interpreter, later)
        const index = indexOf(schema, asked.index)
        const all = (await contents(s)).filter((i) => index === undefined || isIn(index)(i)).filter(matches(asked.key))
        const found = await walkItems(s.interpreter, asked)
        const names = new Set([...sortOf(schema, asked.index).map(({ name }) => name), 'p', 'n'])
        const narrow = (i: Item): Item => Object.fromEntries(Object.entries(i).filter(([name]) => names.has(name)))
        return {
          left: ordered(schema, asked.index, found.map(narrow)),
          right: ordered(schema, asked.index, [...all].sort(bySort(schema, asked.index)).map(narrow)),
        }
      },
    ),
    law(
      'a scan of an index reads the items that have its keys',
      thenWritten(schema.name, scanned),
      showLater,
      async (s, { asked, later }) => {
        await writeAll(s.interpreter, later)
        const index = indexOf(schema, asked.index)
        const all = (await contents(s)).filter((i) => index === undefined || isIn(index)(i))
        return { left: bagText((await walkItems(s.interpreter, asked)).map(keyOf)), right: bagText(all.map(keyOf)) }
      },
    ),
    law(
      'pages are the same items for every limit',
      fc.record({ of: fc.oneof(queried, scanned), limit }).map(({ of, limit: l }) => ({ ...of, l })),
      (a) => `${show(a)} LIMIT ${a.l}`,
      async (s, { asked, l }) => same(asked, await both(s, { ...asked, limit: l }, asked)),
    ),
    law(
      'a page evaluates at most its limit, answers at most what it evaluates, and counts what it answers',
      filtered,
      (a) => show({ ...a, asked: { ...a.asked, filter: a.filter, limit: a.l } }),
      async (s, { asked, filter, l }) => {
        const answer = await s.interpreter({ ...asked, filter, limit: l })()
        // A filter that is not one, or reads the key that is queried, is refused.
        const page = answer._tag === 'Left' ? await expectRight(s.interpreter, { ...asked, limit: l }) : answer.right
        const { items, count, scanned: evaluated } = page
        return {
          left: `${items.length === count} ${count <= evaluated} ${evaluated <= l}`,
          right: 'true true true',
        }
      },
    ),
    law('backward is forward, reversed', queried, show, async (s, { asked }) => {
      const { left, right } = await both(s, { ...asked, direction: 'backward' }, asked)
      return same(asked, { left: [...left].reverse(), right })
    }),
    law(
      'segments partition a scan',
      fc.record({ of: scanned, total: fc.integer({ min: 1, max: 5 }) }).map(({ of, total }) => ({ ...of, total })),
      (a) => `${show(a)} IN ${a.total} SEGMENTS`,
      // A walk through one segment goes on through all the others.
      async (s, { asked, total }) => same(asked, await both(s, { ...asked, segment: { index: 0, total } }, asked)),
    ),
    law(
      'a filter keeps what it holds for, for every limit, and a count counts it',
      filtered,
      (a) => show({ ...a, asked: { ...a.asked, filter: a.filter, limit: a.l } }),
      async (s, { asked, filter, l }) => {
        const answer = await s.interpreter({ ...asked, filter })()
        // A filter that is not one, or reads the key that is queried, is refused.
        if (answer._tag === 'Left') return { left: '', right: '' }
        const kept = (await walkItems(s.interpreter, asked)).filter(evaluate(filter))
        const paged = await walkItems(s.interpreter, { ...asked, filter, limit: l })
        const counted = await expectRight(s.interpreter, { ...asked, filter, select: 'count' })
        return {
          left: `${counted.count} ${counted.items.length} ${text(asked, answer.right.items)}\n${text(asked, paged)}`,
          right: `${kept.length} 0 ${text(asked, kept)}\n${text(asked, kept)}`,
        }
      },
    ),
  ]
}
