/** Sequences of operations on the table of the laws of interpreters. */
import * as fc from 'fast-check'
import type { Operation } from '../../src/program/Operation'
import type { Item } from '../../src/value/AttributeValue'
import type { TableSchema } from '../../src/value/TableSchema'
import { showOperations } from '../interpreter/show'
import { item } from './operationItem'
import { batchWrite, ofTables, simpleTransaction, transactWrite } from './operationMany'
import { query, scan } from './operationPage'
import { isMetered, tableOperation } from './operationTable'
import { read, single } from './operationWrite'

// -----------------------------------------------------------------------------
// model
// -----------------------------------------------------------------------------

/** A value that a failure prints as text. */
export interface Shown<A> {
  readonly value: A
}

// -----------------------------------------------------------------------------
// constructors
// -----------------------------------------------------------------------------

/** An arbitrary whose values a failure prints with `show`, and not as trees. */
export const shown = <A>(arbitrary: fc.Arbitrary<A>, show: (a: A) => string): fc.Arbitrary<Shown<A>> =>
  arbitrary.map((value) => ({ value, [fc.toStringMethod]: () => `\n${show(value)}\n` }))

const count = fc.oneof({ weight: 9, arbitrary: fc.constant(false) }, { weight: 1, arbitrary: fc.constant(true) })

// Sometimes an operation is asked what it consumes; one with a token never: whether that makes it another, nobody promises.
const asked = (arbitrary: fc.Arbitrary<Operation>): fc.Arbitrary<Operation> =>
  fc
    .tuple(arbitrary, count)
    .map(([o, returnConsumed]) =>
      returnConsumed && isMetered(o) && !('token' in o) ? { ...o, returnConsumed: true } : o,
    )

/** An operation on the table; `items` are those that are likely in it. */
export const operation =
  (schema: TableSchema, backupsAndTags = false) =>
  (items: ReadonlyArray<Item>): fc.Arbitrary<Operation> =>
    asked(
      fc.oneof(
        { weight: 30, arbitrary: single(schema.name, items) },
        { weight: 10, arbitrary: batchWrite(schema.name) },
        { weight: 12, arbitrary: transactWrite(schema.name, items) },
        { weight: 3, arbitrary: simpleTransaction(schema.name) },
        { weight: 12, arbitrary: read(schema.name, items) },
        { weight: 20, arbitrary: query(schema, items) },
        { weight: 10, arbitrary: scan(schema, items) },
        { weight: 2, arbitrary: ofTables(schema.name) },
        { weight: 3, arbitrary: tableOperation(schema, backupsAndTags) },
      ),
    )

/** A few items of a table, some of them at one key. */
export const someItems: fc.Arbitrary<ReadonlyArray<Item>> = fc.array(item, { minLength: 1, maxLength: 6 })

const put =
  (table: string) =>
  (i: Item): Operation => ({
    _tag: 'PutItem',
    put: { _tag: 'Put', table, item: i, condition: { _tag: 'Always' } },
    returning: 'none',
    itemOnFailure: false,
  })

/** Puts of some of a few items, and then operations that are likely to meet them. */
export const operations = (
  schema: TableSchema,
  backupsAndTags: boolean,
): fc.Arbitrary<Shown<ReadonlyArray<Operation>>> =>
  shown(
    someItems.chain((items) =>
      fc
        .tuple(
          fc.subarray([...items]),
          fc.array(operation(schema, backupsAndTags)(items), { maxLength: 10, size: 'max' }),
        )
        .map(([first, more]) => [...first.map(put(schema.name)), ...more]),
    ),
    showOperations,
  )
