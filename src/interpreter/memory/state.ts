/** State: all that the store holds, as one persistent value: it can be kept, forked and compared. */
import type { TransactWriteItems } from '../../program/Operation'
import type { Item } from '../../value/AttributeValue'
import { equalsItems } from '../../value/equality'
import type { TableSchema } from '../../value/TableSchema'
import type { TableDescription } from '../../value/TableSpec'
import { copySchema } from './copied'
import type { Entry } from './entry'
import * as Placed from './placed'
import { same } from './same'
import { described, type Settings } from './settings'
import type { Shape } from './shape'
import * as Sorted from './sorted'
import type { Stream } from './stream'

export type { Entry } from './entry'

// -----------------------------------------------------------------------------
// model
// -----------------------------------------------------------------------------

/** Where in an index an item stands: `item` is its place in the table. */
export interface Reference {
  readonly place: string
  readonly item: string
}

/**
 * A table: its settings, its items, how many there are, and for each index the references to them; its stream and which was the
 * last, and the times at which its items expire.
 */
export interface Table {
  readonly shape: Shape
  readonly settings: Settings
  readonly items: Placed.Placed<Entry>
  readonly count: number
  readonly indexes: ReadonlyArray<Placed.Placed<Reference>>
  /** The stream that is on. */
  readonly stream: Stream | undefined
  /** The ARN of the last stream, which may be off. */
  readonly latestStream: string | undefined
  /** The places of the items that expire, under the time of it and the place; only where the time to live is on. */
  readonly expiries: Sorted.Sorted<string> | undefined
}

/** A transaction that was applied, kept for as long as its token is known. */
export interface Applied {
  readonly at: number
  readonly operation: TransactWriteItems
}

/**
 * All that the store holds: tables, the records of their streams, and the time, which goes on by `at` and `advance` alone.
 * Nothing changes a state: `step` answers another, which shares with it all that stayed the same; so keeping a state, or going
 * on from it twice, costs nothing, and neither of the two sees what the other writes, in items or in records.
 */
export interface State {
  readonly tables: Sorted.Sorted<Table>
  /** The time, in milliseconds of the epoch (of any, where no item has a time to live): as late as the state was told. */
  readonly now: number
  /** How many milliseconds the time of a store is ahead of the clock that it goes by. */
  readonly ahead: number
  /** The transactions of the last ten minutes, by token. */
  readonly tokens: Sorted.Sorted<Applied>
  /** The streams of the last 24 hours that are off, by ARN. */
  readonly streams: Sorted.Sorted<Stream>
  /** The last number that a record of a stream was given. */
  readonly sequence: number
  /** Before this time nothing happens by time alone. */
  readonly due: number
}

// -----------------------------------------------------------------------------
// constructors
// -----------------------------------------------------------------------------

/** The state with no table, at time 0. */
export const empty: State = {
  tables: Sorted.empty,
  now: 0,
  ahead: 0,
  tokens: Sorted.empty,
  streams: Sorted.empty,
  sequence: 0,
  due: Number.POSITIVE_INFINITY,
}

// -----------------------------------------------------------------------------
// combinators
// -----------------------------------------------------------------------------

/** The state with a table as it is now. */
export const withTable = (
  { tables, now, ahead, tokens, streams, sequence: before, due: dueBefore }: State,
  table: Table,
  sequence = before,
  due = dueBefore,
): State => ({ tables: Sorted.set(tables, table.shape.schema.name, table), now, ahead, tokens, streams, sequence, due })

// -----------------------------------------------------------------------------
// destructors
// -----------------------------------------------------------------------------

/** The table of a name. */
export const tableOf = (state: State, name: string): Table | undefined => Sorted.get(state.tables, name)

/** A table, as `DescribeTable` answers: always ready, with all of its indexes, its items counted exactly. */
export const describe = ({ shape, settings, count, latestStream }: Table): TableDescription => ({
  schema: copySchema(shape.schema),
  settings: described(settings),
  status: 'ACTIVE',
  pending: [],
  itemCount: count,
  ...(latestStream === undefined ? {} : { latestStream }),
})

/** The names of all tables. */
export const tableNames = (state: State): ReadonlyArray<string> => Sorted.toEntries(state.tables).map(([name]) => name)

/**
 * All items of a table, in the order of a Scan; none where there is no such table.
 *
 * @example
 * ```ts
 * import { empty, items, step } from 'bloop-ts/memory'
 * import * as assert from 'node:assert'
 *
 * const key = { partition: [{ name: 'id', type: 'S' }], sort: [] } as const
 * const [state] = step(empty, { _tag: 'CreateTable', schema: { name: 'users', key, indexes: [] } })
 * const put = { _tag: 'Put', table: 'users', item: { id: { S: 'ann' } }, condition: { _tag: 'Always' } } as const
 * const [after] = step(state, { _tag: 'PutItem', put, returning: 'none', itemOnFailure: false })
 * assert.deepStrictEqual([items(state, 'users'), items(after, 'users')], [[], [{ id: { S: 'ann' } }]])
 * ```
 */
export const items = (state: State, table: string): ReadonlyArray<Item> => {
  const found = tableOf(state, table)
  return found === undefined ? [] : Placed.values(found.items).map(({ item }) => item)
}

// -----------------------------------------------------------------------------
// instances
// -----------------------------------------------------------------------------

const equalsEntry = (x: Entry, y: Entry): boolean => x === y || (x.size === y.size && equalsItems(x.item, y.item))

const byName = (x: { readonly name: string }, y: { readonly name: string }): number => (x.name < y.name ? -1 : 1)

// Neither indexes nor what they project have an order.
const unordered = ({ key, indexes }: TableSchema): unknown => ({
  key,
  indexes: indexes
    .map((index) => ({
      ...index,
      projection: typeof index.projection === 'string' ? index.projection : [...index.projection].sort(),
    }))
    .sort(byName),
})

const equalsTable = (x: Table, y: Table): boolean =>
  x === y ||
  ((x.shape === y.shape || same(unordered(x.shape.schema), unordered(y.shape.schema))) &&
    (x.settings === y.settings || same(x.settings, y.settings)) &&
    Placed.equals(x.items, y.items, equalsEntry))

/**
 * Whether two states hold the same tables, with the same indexes and settings and equal items. Time, tokens and streams are no
 * part of it.
 */
export const Eq = {
  equals: (x: State, y: State): boolean => Sorted.equals(x.tables, y.tables, equalsTable),
}
