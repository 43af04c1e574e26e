/** Writes for the laws of streams, and the records that are expected of them. */
import * as fc from 'fast-check'
import type { Operation, StreamRecord } from '../../src/program/Operation'
import type { Item } from '../../src/value/AttributeValue'
import { shown } from '../arbitrary/operation'
import { update } from '../arbitrary/operationExpression'
import { item, key } from '../arbitrary/operationItem'
import { get } from './items'
import { itemText } from './meaning'
import { showOperations } from './show'
import { ask, expectRight } from './store'
import type { StreamStore, View } from './streamStore'
import { keyOf } from './table'

// -----------------------------------------------------------------------------
// model
// -----------------------------------------------------------------------------

/** What is done between writes. */
export type Disturb = (table: string) => void | Promise<void>

/** A write; `disturbed`: what disturbs comes before it. */
export interface Write {
  readonly operation: (table: string) => Operation
  readonly keys: ReadonlyArray<Item>
  readonly disturbed: boolean
}

// -----------------------------------------------------------------------------
// arbitraries
// -----------------------------------------------------------------------------

const always = { _tag: 'Always' } as const
const quiet = { returning: 'none', itemOnFailure: false } as const

const keyText = (i: Item): string => itemText(keyOf(i))

/** Puts an item. */
export const put = (i: Item) => (table: string) =>
  ({ _tag: 'PutItem', put: { _tag: 'Put', table, item: i, condition: always }, ...quiet }) as const

/** Deletes what has a key. */
export const remove = (k: Item) => (table: string) =>
  ({ _tag: 'DeleteItem', delete: { _tag: 'Delete', table, key: k, condition: always }, ...quiet }) as const

type Bare = Omit<Write, 'disturbed'>

const putting = item.map((i): Bare => ({ operation: put(i), keys: [keyOf(i)] }))

const removing = key.map((k): Bare => ({ operation: remove(k), keys: [k] }))

const updating = fc.tuple(key, update([])).map(
  ([k, u]): Bare => ({
    operation: (table) => ({
      _tag: 'UpdateItem',
      update: { _tag: 'Update', table, key: k, update: u, condition: always },
      ...quiet,
    }),
    keys: [k],
  }),
)

const several = fc
  .uniqueArray(fc.tuple(item, fc.boolean()), { minLength: 1, maxLength: 5, selector: ([i]) => keyText(i) })
  .chain((list) =>
    fc.boolean().map((atOnce): Bare => {
      const writes = (table: string) =>
        list.map(([i, puts]) =>
          puts ? ({ _tag: 'Put', table, item: i } as const) : ({ _tag: 'Delete', table, key: keyOf(i) } as const),
        )
      return {
        operation: (table) =>
          atOnce
            ? {
                _tag: 'TransactWriteItems',
                actions: writes(table).map((write) => ({ ...write, condition: always })),
                itemOnFailure: false,
              }
            : { _tag: 'BatchWriteItem', writes: writes(table) },
        keys: list.map(([i]) => keyOf(i)),
      }
    }),
  )

/** Some writes, of few keys. */
export const someWrites: fc.Arbitrary<ReadonlyArray<Write>> = fc.array(
  fc
    .tuple(
      fc.oneof(
        { weight: 5, arbitrary: putting },
        { weight: 2, arbitrary: removing },
        { weight: 3, arbitrary: updating },
        { weight: 2, arbitrary: several },
      ),
      fc.integer({ min: 0, max: 4 }).map((n) => n === 0),
    )
    .map(([write, disturbed]): Write => ({ ...write, disturbed })),
  { minLength: 1, maxLength: 12 },
)

/** What has writes, which are shown in a failure. */
export const shownWrites = <A extends { readonly writes: ReadonlyArray<Write> }>(given: fc.Arbitrary<A>) =>
  shown(given, ({ writes }) => showOperations(writes.map(({ operation }) => operation('…'))))

// -----------------------------------------------------------------------------
// combinators
// -----------------------------------------------------------------------------

/** An image as text. */
export const imageText = (image: Item | undefined): string => (image === undefined ? 'nothing' : itemText(image))

/** A record as text, without its number and time. */
export const recordText = ({ event, keys, oldImage, newImage }: StreamRecord): string =>
  `${event} of ${itemText(keys)} from ${imageText(oldImage)} to ${imageText(newImage)}`

/** The record of a change, as a view has it; `undefined` where nothing changed. */
const expectedText = (view: View, k: Item, old: Item | undefined, now: Item | undefined): string | undefined =>
  imageText(old) === imageText(now)
    ? undefined
    : recordText({
        event: old === undefined ? 'INSERT' : now === undefined ? 'REMOVE' : 'MODIFY',
        sequenceNumber: '',
        keys: k,
        ...(old !== undefined && (view === 'old' || view === 'newAndOld') ? { oldImage: old } : {}),
        ...(now !== undefined && (view === 'new' || view === 'newAndOld') ? { newImage: now } : {}),
        byTimeToLive: false,
      })

/** By key, in order. */
export const grouped = <A>(
  list: ReadonlyArray<A>,
  keyTextOf: (a: A) => string,
): ReadonlyMap<string, ReadonlyArray<A>> => {
  const groups = new Map<string, Array<A>>()
  for (const a of list) {
    const text = keyTextOf(a)
    const group = groups.get(text)
    if (group === undefined) groups.set(text, [a])
    else group.push(a)
  }
  return groups
}

/** What is said where two texts are not one. */
export const differ = (expected: string, found: string): string | undefined =>
  expected === found ? undefined : `expected:\n${expected}\nfound:\n${found}`

// -----------------------------------------------------------------------------
// interpreters
// -----------------------------------------------------------------------------

/** Does the writes, and answers the records that are expected of each key. */
export const perform = async (
  store: StreamStore,
  writes: ReadonlyArray<Write>,
  disturb: Disturb,
): Promise<ReadonlyMap<string, ReadonlyArray<string>>> => {
  const { interpreter, schema, view } = store
  const found = async (k: Item) => (await expectRight(interpreter, get(schema.name, k))).item
  const expected: Array<readonly [string, string]> = []
  for (const { operation, keys, disturbed } of writes) {
    if (disturbed) await disturb(schema.name)
    const before = await Promise.all(keys.map(found))
    await ask(interpreter, operation(schema.name))
    const after = await Promise.all(keys.map(found))
    keys.forEach((k, i) => {
      const text = expectedText(view, k, before[i], after[i])
      if (text !== undefined) expected.push([itemText(k), text])
    })
  }
  const groups = grouped(expected, ([text]) => text)
  return new Map([...groups].map(([text, list]) => [text, list.map(([, line]) => line)]))
}

/** How many records are expected. */
export const countOf = (groups: ReadonlyMap<string, ReadonlyArray<unknown>>): number =>
  [...groups.values()].reduce((sum, { length }) => sum + length, 0)
