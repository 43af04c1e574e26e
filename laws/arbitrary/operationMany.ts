/** Batches and transactions that write, good ones and such as are refused. */
import * as fc from 'fast-check'
import type { Condition } from '../../src/expression/condition/model'
import type { BatchWrite, Operation, WriteAction } from '../../src/program/Operation'
import type { Item } from '../../src/value/AttributeValue'
import { keyOf } from '../interpreter/table'
import { item, key, someItem, someKey } from './operationItem'
import { absentTable, writeAction } from './operationWrite'

// -----------------------------------------------------------------------------
// batches
// -----------------------------------------------------------------------------

const distinctly = (count: number, table: string): ReadonlyArray<BatchWrite> =>
  Array.from({ length: count }, (_, i) => ({
    _tag: 'Put',
    table,
    item: { p: { S: 'many' }, n: { N: String(i) }, g: { S: 'x' }, h: { N: String(i % 3) } },
  }))

/** A batch of writes: up to 25, rarely over. */
export const batchWrite = (table: string): fc.Arbitrary<Operation> => {
  const write: fc.Arbitrary<BatchWrite> = fc.oneof(
    {
      weight: 3,
      arbitrary: fc.record({ _tag: fc.constant('Put' as const), table: fc.constant(table), item: someItem }),
    },
    {
      weight: 1,
      arbitrary: fc.record({ _tag: fc.constant('Delete' as const), table: fc.constant(table), key: someKey }),
    },
  )
  return fc
    .oneof(
      { weight: 12, arbitrary: fc.array(write, { maxLength: 4 }) },
      { weight: 1, arbitrary: fc.constantFrom(distinctly(25, table), distinctly(26, table)) },
    )
    .map((writes) => ({ _tag: 'BatchWriteItem', writes }))
}

// -----------------------------------------------------------------------------
// transactions
// -----------------------------------------------------------------------------

const tooMany = (table: string): ReadonlyArray<WriteAction> =>
  distinctly(101, table).flatMap((write) => (write._tag === 'Put' ? [{ ...write, condition: { _tag: 'Always' } }] : []))

/** A transaction that writes; sometimes one item twice, rarely over 100 actions. */
export const transactWrite = (table: string, items: ReadonlyArray<Item>): fc.Arbitrary<Operation> => {
  const action = writeAction(fc.constant(table), items)
  const any: fc.Arbitrary<WriteAction> = fc.oneof(
    { weight: 3, arbitrary: action.put },
    { weight: 4, arbitrary: action.update },
    { weight: 2, arbitrary: action.delete },
    { weight: 2, arbitrary: action.check },
  )
  const target = (a: WriteAction): string =>
    JSON.stringify(a._tag === 'Put' ? [a.item.p, a.item.n] : [a.key.p, a.key.n])
  return fc
    .tuple(
      fc.oneof(
        { weight: 16, arbitrary: fc.uniqueArray(any, { minLength: 1, maxLength: 4, selector: target }) },
        { weight: 3, arbitrary: fc.array(any, { maxLength: 4 }) },
        { weight: 1, arbitrary: fc.constant(tooMany(table)) },
      ),
      fc.boolean(),
      fc.oneof(
        { weight: 12, arbitrary: fc.constant({}) },
        { weight: 8, arbitrary: fc.constantFrom({ token: 't1' }, { token: 't2' }) },
        { weight: 1, arbitrary: fc.constantFrom({ token: '' }, { token: 't'.repeat(37) }) },
      ),
    )
    .map(([actions, itemOnFailure, token]) => ({ _tag: 'TransactWriteItems', actions, itemOnFailure, ...token }))
}

/** A write of the very transaction that was written before is likely with these. */
export const simpleTransaction = (table: string): fc.Arbitrary<Operation> =>
  fc.tuple(key, fc.constantFrom('t1', 't2')).map(([k, token]) => ({
    _tag: 'TransactWriteItems',
    actions: [
      {
        _tag: 'Update',
        table,
        key: k,
        update: {
          _tag: 'Update',
          actions: [
            {
              _tag: 'Add',
              path: { _tag: 'Path', attribute: 'count', segments: ['count'] },
              value: { _tag: 'Value', value: { N: '1' } },
            },
          ],
        },
        condition: { _tag: 'Always' },
      },
    ],
    itemOnFailure: false,
    token,
  }))

/** Several tables, of which one is not there, or one table twice; all else is good: one fault at a time. */
export const ofTables = (table: string): fc.Arbitrary<Operation> =>
  fc.tuple(item, fc.constantFrom(absentTable, table), fc.nat(3)).map(([i, other, kind]): Operation => {
    const k = keyOf(i)
    const away = { ...k, n: { N: '77' } }
    const always: Condition<never> = { _tag: 'Always' }
    const tables = [
      { table, keys: [k], consistent: true },
      { table: other, keys: [away], consistent: true },
    ]
    const put = { _tag: 'Put' as const, table, item: i }
    const deletes = { _tag: 'Delete' as const, table: other, key: away }
    return kind === 0
      ? { _tag: 'BatchGetItem', tables }
      : kind === 1
        ? { _tag: 'BatchWriteItem', writes: [put, deletes] }
        : kind === 2
          ? { _tag: 'TransactGetItems', gets: tables.map((t) => ({ table: t.table, key: t.keys[0] as Item })) }
          : {
              _tag: 'TransactWriteItems',
              actions: [
                { ...put, condition: always },
                { ...deletes, condition: always },
              ],
              itemOnFailure: false,
            }
  })
