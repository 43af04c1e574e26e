/** Operations that write, and those that read items by their keys: good ones, and ones that are refused. */
import * as fc from 'fast-check'
import type { Condition } from '../../src/expression/condition/model'
import type { Operation, Returning } from '../../src/program/Operation'
import type { Item } from '../../src/value/AttributeValue'
import { keyOf } from '../interpreter/table'
import { badCondition, badUpdate, condition, update } from './operationExpression'
import { projection, someItem, someKey, sometimes } from './operationItem'

/** A table that is not there. */
export const absentTable = 'bloop-laws-absent'

/** The key of an item at hand, or any. */
const keyNear = (items: ReadonlyArray<Item>): fc.Arbitrary<Item> =>
  fc.oneof({ weight: 2, arbitrary: fc.constantFrom(...items).map((i) => keyOf(i)) }, { weight: 3, arbitrary: someKey })

const mostly = <A>(weight: number, usual: fc.Arbitrary<A>, rare: fc.Arbitrary<A>): fc.Arbitrary<A> =>
  fc.oneof({ weight, arbitrary: usual }, { weight: 1, arbitrary: rare })

/** The table, mostly. */
export const someTable = (table: string): fc.Arbitrary<string> =>
  mostly(60, fc.constant(table), fc.constant(absentTable))

const conditions = (items: ReadonlyArray<Item>): fc.Arbitrary<Condition<never>> =>
  fc.oneof(
    { weight: 20, arbitrary: fc.constant({ _tag: 'Always' }) },
    { weight: 25, arbitrary: condition(items) },
    { weight: 1, arbitrary: badCondition },
  )

// -----------------------------------------------------------------------------
// writes of one item
// -----------------------------------------------------------------------------

/** One action of a transaction; the first three kinds are also operations by themselves. */
export const writeAction = (table: fc.Arbitrary<string>, items: ReadonlyArray<Item>) => {
  const where = { table, condition: conditions(items) }
  return {
    put: fc.record({
      _tag: fc.constant('Put' as const),
      ...where,
      item: mostly(9, someItem, fc.constantFrom(...items)),
    }),
    update: fc.record({
      _tag: fc.constant('Update' as const),
      ...where,
      key: keyNear(items),
      update: mostly(25, update(items), badUpdate),
    }),
    delete: fc.record({ _tag: fc.constant('Delete' as const), ...where, key: keyNear(items) }),
    check: fc.record({ _tag: fc.constant('Check' as const), ...where, key: keyNear(items) }),
  }
}

const old = fc.constantFrom('none' as const, 'old' as const)
const returning = fc.constantFrom<Returning>('none', 'old', 'new', 'updatedOld', 'updatedNew')

/** An operation that writes one item. */
export const single = (table: string, items: ReadonlyArray<Item>): fc.Arbitrary<Operation> => {
  const action = writeAction(someTable(table), items)
  const itemOnFailure = fc.boolean()
  return fc.oneof(
    {
      weight: 5,
      arbitrary: fc.record({ _tag: fc.constant('PutItem' as const), put: action.put, returning: old, itemOnFailure }),
    },
    {
      weight: 6,
      arbitrary: fc.record({
        _tag: fc.constant('UpdateItem' as const),
        update: action.update,
        returning,
        itemOnFailure,
      }),
    },
    {
      weight: 2,
      arbitrary: fc.record({
        _tag: fc.constant('DeleteItem' as const),
        delete: action.delete,
        returning: old,
        itemOnFailure,
      }),
    },
  )
}

// -----------------------------------------------------------------------------
// reads by key
// -----------------------------------------------------------------------------

const projected = sometimes([1, 1], 'projection', projection)

/** A read of one item, or of several, as a batch or at one moment. */
export const read = (table: string, items: ReadonlyArray<Item>): fc.Arbitrary<Operation> => {
  const near = keyNear(items)
  const keys = fc.array(near, { maxLength: 4 })
  return fc.oneof<Array<fc.Arbitrary<Operation>>>(
    fc
      .tuple(someTable(table), near, fc.boolean(), projected)
      .map(([name, k, consistent, only]) => ({ _tag: 'GetItem', table: name, key: k, consistent, ...only })),
    fc.tuple(keys, fc.boolean(), projected).map(([ks, consistent, only]) => ({
      _tag: 'BatchGetItem',
      tables: [{ table, keys: ks, consistent, ...only }],
    })),
    fc.array(fc.tuple(fc.constant(table), near, projected), { maxLength: 4 }).map((gets) => ({
      _tag: 'TransactGetItems',
      gets: gets.map(([name, k, only]) => ({ table: name, key: k, ...only })),
    })),
  )
}
