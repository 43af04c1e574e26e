/** Queries and scans: of the table and its indexes, in all directions, also ones that are refused. */
import * as fc from 'fast-check'
import type { Operation } from '../../src/program/Operation'
import type { Item } from '../../src/value/AttributeValue'
import type { TableSchema } from '../../src/value/TableSchema'
import { name } from './name'
import { badCondition, condition } from './operationExpression'
import { badKey, dataOf, key, projection, sometimes } from './operationItem'
import { someAsked } from './operationKey'
import { someTable } from './operationWrite'

// -----------------------------------------------------------------------------
// pages
// -----------------------------------------------------------------------------

const shared = (schema: TableSchema, items: ReadonlyArray<Item>) =>
  fc
    .tuple(
      fc.record({
        table: someTable(schema.name),
        filter: fc.oneof(
          { weight: 12, arbitrary: fc.constant({ _tag: 'Always' as const }) },
          { weight: 12, arbitrary: condition(items.map(dataOf)) },
          { weight: 2, arbitrary: condition(items) },
          { weight: 1, arbitrary: badCondition },
        ),
        consistent: fc.oneof({ weight: 6, arbitrary: fc.constant(false) }, { weight: 1, arbitrary: fc.constant(true) }),
        select: fc.oneof(
          { weight: 5, arbitrary: fc.constant('items' as const) },
          { weight: 1, arbitrary: fc.constant('count' as const) },
        ),
      }),
      sometimes(
        [1, 1],
        'limit',
        fc.oneof(
          { weight: 12, arbitrary: fc.integer({ min: 1, max: 4 }) },
          { weight: 1, arbitrary: fc.constantFrom(0, -1, 1.5, 1000) },
        ),
      ),
      sometimes([1, 2], 'projection', projection),
    )
    .map(([a, b, c]) => ({ ...a, ...b, ...c }))

// Where a scan goes on after a key that is too long for the table, nobody promises.
const badStart = badKey.filter(({ p }) => p === undefined || !('S' in p) || p.S.length < 2048)

// Of an index none is right: where such a one leads is promised of the table's own order only.
const start: fc.Arbitrary<Item> = fc.oneof(
  { weight: 6, arbitrary: key },
  { weight: 2, arbitrary: badStart },
  { weight: 1, arbitrary: fc.tuple(key, name).map(([k, n]) => ({ ...k, [n]: { S: 'x' } })) },
)

/** A query, mostly one that is answered. */
export const query = (schema: TableSchema, items: ReadonlyArray<Item>): fc.Arbitrary<Operation> =>
  fc
    .tuple(
      shared(schema, items),
      someAsked(schema),
      fc.constantFrom('forward' as const, 'backward' as const),
      sometimes([1, 8], 'start', start),
    )
    .map(([page, keyed, direction, from]) => ({ _tag: 'Query', ...page, ...keyed, direction, ...from }))

const segment = fc.oneof(
  {
    weight: 8,
    arbitrary: fc
      .integer({ min: 1, max: 4 })
      .chain((total) => fc.record({ index: fc.nat(total - 1), total: fc.constant(total) })),
  },
  { weight: 1, arbitrary: fc.constantFrom({ index: 2, total: 2 }, { index: -1, total: 2 }, { index: 0, total: 0 }) },
)

const indexName = ({ indexes }: TableSchema): fc.Arbitrary<string> =>
  fc.oneof(
    { weight: 15, arbitrary: fc.constantFrom(...indexes.map(({ name }) => name)) },
    { weight: 1, arbitrary: fc.constant('byNothing') },
  )

/** A scan, mostly one that is answered. */
export const scan = (schema: TableSchema, items: ReadonlyArray<Item>): fc.Arbitrary<Operation> =>
  fc
    .tuple(
      shared(schema, items),
      sometimes([3, 2], 'index', indexName(schema)),
      sometimes([1, 2], 'segment', segment),
      sometimes([1, 14], 'start', badStart),
    )
    .map(([page, index, segmented, from]) => ({ _tag: 'Scan', ...page, ...index, ...segmented, ...from }))
