/** Where DynamoDB Local answers otherwise than DynamoDB: see docs/differences.md, "Operations". */
import { isRight } from 'fp-ts/Either'
import type { KnownDifference } from '../../laws/interpreter'
import type { Condition, Operand, PathOperand } from '../../src/expression/condition/model'
import { paths } from '../../src/expression/condition/reads'
import { apply } from '../../src/expression/update/apply'
import type { Update } from '../../src/expression/update/model'
import { reads, paths as updatePaths } from '../../src/expression/update/reads'
import { attributesOf } from '../../src/interpreter/memory/page'
import type { Operation, UpdateAt, WriteAction } from '../../src/program/Operation'
import type { AttributeValue, Item } from '../../src/value/AttributeValue'
import { equals } from '../../src/value/equality'
import { maxItemBytes } from '../../src/value/measure'
import { canonical } from '../../src/value/number/order'
import type { Segments } from '../../src/value/Path'
import { size } from '../../src/value/size'
import { tagOf } from '../../src/value/tag'

const tableKey = ['p', 'n']
const indexKeys = ['g', 'h', 'l']

const keyOf = (action: WriteAction): Item => (action._tag === 'Put' ? action.item : action.key)

const sameKey = (x: Item, y: Item): boolean =>
  tableKey.every((name) => x[name] !== undefined && y[name] !== undefined && equals(x[name], y[name]))

const actionsOf = (operation: Operation): ReadonlyArray<WriteAction> =>
  operation._tag === 'TransactWriteItems' ? operation.actions : []

const updatesOf = (operation: Operation): ReadonlyArray<UpdateAt> =>
  actionsOf(operation).flatMap((action) => (action._tag === 'Update' ? [action] : []))

const onlyTakesAway = ({ update: { actions } }: UpdateAt): boolean =>
  actions.length > 0 && actions.every(({ _tag }) => _tag === 'Remove' || _tag === 'Delete')

const find = (items: ReadonlyArray<Item>, key: Item): Item | undefined => items.find((item) => sameKey(item, key))

/** The item after an update; `undefined` where it cannot be applied. */
const after = ({ update, key }: UpdateAt, before: ReadonlyArray<Item>): Item | undefined => {
  const item = apply(update)(find(before, key) ?? key)
  return isRight(item) ? item.right : undefined
}

const isScalar = (value: AttributeValue): boolean => ['S', 'N', 'B'].includes(tagOf(value))

/** A key without an attribute, or with another one, or with a value that no key can have. */
const isNoKey = (key: Item): boolean =>
  tableKey.some((name) => key[name] === undefined || !isScalar(key[name])) || Object.keys(key).length !== 2

const isNoItem = (item: Item): boolean => tableKey.some((name) => item[name] === undefined || !isScalar(item[name]))

const holdsNoIndexKey = (item: Item): boolean =>
  indexKeys.some((name) => item[name] !== undefined && (!isScalar(item[name]) || size(item[name]) > 1024))

const leadsIntoKey = ({ segments: [name, ...rest] }: PathOperand): boolean =>
  rest.length > 0 && [...tableKey, ...indexKeys].includes(name)

/** The paths of a transaction's expressions. */
const pathsIn = (operation: Operation): ReadonlyArray<PathOperand> =>
  operation._tag === 'TransactGetItems'
    ? operation.gets.flatMap(({ projection }) => projection?.paths ?? [])
    : [
        ...actionsOf(operation).flatMap(({ condition }) => paths(condition)),
        ...updatesOf(operation).flatMap(({ update }) => [...updatePaths(update), ...reads(update)]),
      ]

/** Whether the number of a key is written as the store writes it. */
const isPlain = ({ n }: Item): boolean => n !== undefined && 'N' in n && n.N === canonical(n.N)

const pairs = <A>(all: ReadonlyArray<A>): ReadonlyArray<readonly [A, A]> =>
  all.flatMap((x, i) => all.slice(i + 1).map((y) => [x, y] as const))

const isHuge = (operation: Operation): boolean => JSON.stringify(operation).length > maxItemBytes

/** The values at which a query in its direction ends, where they belong to its range. */
const endsOf = ({ key: { range }, direction }: Operation<'Query'>): ReadonlyArray<AttributeValue> => {
  if (range === undefined) return []
  const forward = direction === 'forward'
  switch (range.range._tag) {
    case 'Between':
      return [forward ? range.range.high : range.range.low]
    case 'Compare':
      return range.range.comparator === (forward ? '<=' : '>=') ? [range.range.value] : []
    case 'BeginsWith':
      return []
  }
}

/** What the indexes of the laws' table project, where that is not everything. */
const projected: Readonly<Record<string, ReadonlyArray<string>>> = {
  byGroup: ['g', 'h', 'p', 'n', 'a', '#n0'],
  byLevel: ['p', 'l', 'n', 'a'],
}

/** A difference, with its smallest example: what is asked of a table that holds nothing. */
export interface Known extends KnownDifference {
  readonly example: Operation
}

/** The table of the examples. */
export const table = 'bloop-known'

const always: Condition<never> = { _tag: 'Always' }
const key: Item = { p: { S: 'a' }, n: { N: '1' } }
const page = { table, filter: always, consistent: false, select: 'items' } as const
const huge: Operand = { _tag: 'Value', value: { L: [{ S: 'x'.repeat(maxItemBytes + 1) }] } }

const at = (segments: Segments): PathOperand => ({ _tag: 'Path', attribute: segments[0], segments })
const remove = (segments: Segments): Update<never> => ({
  _tag: 'Update',
  actions: [{ _tag: 'Remove', path: at(segments) }],
})
const setOf = (segments: Segments, value: AttributeValue): Update<never> => ({
  _tag: 'Update',
  actions: [{ _tag: 'Set', path: at(segments), value: { _tag: 'Value', value } }],
})
const transact = (...actions: ReadonlyArray<WriteAction>): Operation => ({
  _tag: 'TransactWriteItems',
  actions,
  itemOnFailure: false,
})

/** The differences, by name. */
export const known: ReadonlyArray<Known> = [
  {
    // It looks for it while it goes through the actions, by the text of the number.
    name: 'a transaction with an item twice is cancelled for its conditions first, or done if a number is not in plain form',
    example: transact(
      { _tag: 'Put', table, item: key, condition: always },
      { _tag: 'Delete', table, key: { ...key, n: { N: '1.0' } }, condition: always },
    ),
    applies: ({ operation }) =>
      pairs(actionsOf(operation)).some(
        ([x, y]) =>
          sameKey(keyOf(x), keyOf(y)) &&
          (!isPlain(keyOf(x)) || !isPlain(keyOf(y)) || actionsOf(operation).some((a) => a.condition._tag !== 'Always')),
      ),
  },
  {
    name: 'an update in a transaction that only takes away creates the item',
    example: transact({ _tag: 'Update', table, key, update: remove(['a']), condition: always }),
    applies: ({ operation, before }) =>
      updatesOf(operation).some((u) => onlyTakesAway(u) && find(before, u.key) === undefined),
  },
  {
    name: 'an update in a transaction that cannot be applied to the item refuses the transaction, without reasons',
    example: transact({ _tag: 'Update', table, key, update: setOf(['a', 'b'], { N: '1' }), condition: always }),
    // It does so before it looks for the tables of the other actions.
    applies: ({ operation, before, expected }) =>
      (expected.includes('ValidationError') || expected.startsWith('TableNotFound')) &&
      updatesOf(operation).some((u) => after(u, before) === undefined),
  },
  {
    name: 'an update of the key in a transaction cancels it with one reason, however many actions there are',
    example: transact(
      { _tag: 'Update', table, key, update: setOf(['p'], { S: 'z' }), condition: always },
      { _tag: 'Delete', table, key: { ...key, n: { N: '2' } }, condition: always },
    ),
    applies: ({ operation, expected }) =>
      expected.includes('ValidationError') &&
      actionsOf(operation).length > 1 &&
      updatesOf(operation).some(({ update }) => update.actions.some(({ path }) => tableKey.includes(path.segments[0]))),
  },
  {
    name: 'a key in a transaction that is none refuses the transaction, without reasons',
    example: transact({ _tag: 'Delete', table, key: { p: { S: 'a' } }, condition: always }),
    applies: ({ operation, expected }) =>
      expected.includes('ValidationError') &&
      actionsOf(operation).some((a) => (a._tag === 'Put' ? isNoItem(a.item) : isNoKey(a.key))),
  },
  {
    name: 'a key of an index in a transaction that is too long, or no text, number or bytes, refuses it, without reasons',
    example: transact({ _tag: 'Put', table, item: { ...key, l: { NULL: true } }, condition: always }),
    applies: ({ operation, before, expected }) =>
      expected.includes('ValidationError') &&
      actionsOf(operation).some((a) =>
        holdsNoIndexKey((a._tag === 'Put' ? a.item : a._tag === 'Update' ? after(a, before) : undefined) ?? {}),
      ),
  },
  {
    name: 'a key in a transaction that reads, and is none, cancels it without reasons, or refuses it',
    example: { _tag: 'TransactGetItems', gets: [{ table, key: { p: { S: 'a' } } }] },
    applies: ({ operation, expected }) => operation._tag === 'TransactGetItems' && expected.includes('ValidationError'),
  },
  {
    // It does so before it looks for the tables of other actions, and not for a check, whose condition it asks.
    name: 'a path into a key in a transaction refuses it, without reasons',
    example: transact({ _tag: 'Delete', table, key, condition: { _tag: 'Exists', path: at(['p', 'a']) } }),
    applies: ({ operation, expected }) =>
      (expected.includes('ValidationError') || expected.startsWith('TableNotFound')) &&
      pathsIn(operation).some(leadsIntoKey),
  },
  {
    name: 'an update may set the key of a local index to a text that is too long',
    example: {
      _tag: 'UpdateItem',
      update: { _tag: 'Update', table, key, update: setOf(['l'], { S: 'x'.repeat(1025) }), condition: always },
      returning: 'none',
      itemOnFailure: false,
    },
    applies: ({ operation, before, expected }) =>
      (expected.includes('ValidationError') || expected.includes('ValidationException')) &&
      [...updatesOf(operation), ...(operation._tag === 'UpdateItem' ? [operation.update] : [])].some((u) => {
        const level = after(u, before)?.l
        return level !== undefined && size(level) > 1024
      }),
  },
  {
    name: 'a query does not go on from the very end of its range',
    example: {
      ...page,
      _tag: 'Query',
      key: {
        _tag: 'KeyCondition',
        equals: [{ name: 'p', value: { S: 'a' } }],
        range: { name: 'n', range: { _tag: 'Compare', comparator: '<=', value: { N: '1' } } },
      },
      start: key,
      direction: 'forward',
    },
    applies: ({ operation, expected }) =>
      operation._tag === 'Query' &&
      operation.start?.n !== undefined &&
      !expected.startsWith('RequestRefused') &&
      endsOf(operation).some((end) => equals(end, operation.start?.n ?? end)),
  },
  {
    name: 'a literal with a text of over 400 KB within a list or map is refused',
    example: {
      _tag: 'DeleteItem',
      delete: {
        _tag: 'Delete',
        table,
        key,
        condition: { _tag: 'Compare', comparator: '=', left: at(['a']), right: huge },
      },
      returning: 'none',
      itemOnFailure: false,
    },
    applies: ({ operation, expected }) =>
      !expected.startsWith('RequestRefused') && !expected.startsWith('Invalid') && isHuge(operation),
  },
  {
    name: 'a scan of an index filters on what the index does not project',
    example: { ...page, _tag: 'Scan', index: 'byGroup', filter: { _tag: 'Exists', path: at(['b']) } },
    applies: ({ operation, expected }) =>
      operation._tag === 'Scan' &&
      expected === 'RequestRefused ValidationException' &&
      attributesOf(operation.filter).some((name) => !(projected[operation.index ?? ''] ?? [name]).includes(name)),
  },
]
