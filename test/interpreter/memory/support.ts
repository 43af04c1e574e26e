import type { Either } from 'fp-ts/Either'
import type { Condition } from '../../../src/expression/condition/model'
import type { KeyCondition, KeyEquals, Range } from '../../../src/expression/KeyCondition'
import type { Projection } from '../../../src/expression/Projection'
import type { Action, SetValue } from '../../../src/expression/update/model'
import { empty, type State, step } from '../../../src/memory'
import type { Operation, Returning } from '../../../src/program/Operation'
import type { AttributeValue, Item } from '../../../src/value/AttributeValue'
import type { Segment } from '../../../src/value/Path'
import type { IndexSchema, TableSchema } from '../../../src/value/TableSchema'

export const S = (text: string): AttributeValue => ({ S: text })
export const N = (n: number | string): AttributeValue => ({ N: String(n) })
export const B = (...bytes: ReadonlyArray<number>): AttributeValue => ({ B: Uint8Array.from(bytes) })

export const always: Condition<never> = { _tag: 'Always' }
export const path = (name: string, ...rest: ReadonlyArray<Segment>) =>
  ({ _tag: 'Path', attribute: name, segments: [name, ...rest] }) as const
export const value = (v: AttributeValue) => ({ _tag: 'Value', value: v }) as const
export const exists = (name: string): Condition<never> => ({ _tag: 'Exists', path: path(name) })
export const missing = (name: string): Condition<never> => ({ _tag: 'Missing', path: path(name) })
export const equal = (name: string, v: AttributeValue): Condition<never> => ({
  _tag: 'Compare',
  comparator: '=',
  left: path(name),
  right: value(v),
})
export const less = (name: string, v: AttributeValue): Condition<never> => ({
  _tag: 'Compare',
  comparator: '<',
  left: path(name),
  right: value(v),
})

export const pick = (first: ReturnType<typeof path>, ...rest: ReadonlyArray<ReturnType<typeof path>>): Projection => ({
  _tag: 'Projection',
  paths: [first, ...rest],
})

export const set = (at: ReturnType<typeof path>, to: SetValue): Action => ({ _tag: 'Set', path: at, value: to })
export const remove = (at: ReturnType<typeof path>): Action => ({ _tag: 'Remove', path: at })
export const add = (at: ReturnType<typeof path>, v: AttributeValue): Action => ({
  _tag: 'Add',
  path: at,
  value: value(v),
})
export const deleteFrom = (at: ReturnType<typeof path>, v: AttributeValue): Action => ({
  _tag: 'Delete',
  path: at,
  value: value(v),
})

const attribute = (name: string, type: 'S' | 'N' | 'B' = 'S') => ({ name, type })

export const index = (
  name: string,
  kind: 'global' | 'local',
  partition: string,
  sort: ReadonlyArray<readonly [string, ('S' | 'N' | 'B')?]> = [],
  projection: IndexSchema['projection'] = 'all',
): IndexSchema => ({
  name,
  kind,
  key: { partition: [attribute(partition)], sort: sort.map(([n, t]) => attribute(n, t)) },
  projection,
})

/** pk and sk; a global index of keys, one of some attributes with a sort key, a local one of keys. */
export const schema: TableSchema = {
  name: 'things',
  key: { partition: [attribute('pk')], sort: [attribute('sk')] },
  indexes: [
    index('byG', 'global', 'g', [], 'keys'),
    index('byGL', 'global', 'g', [['l', 'N']], ['x']),
    index('byL', 'local', 'pk', [['l', 'N']], 'keys'),
  ],
}
export const simple: TableSchema = { name: 'simple', key: { partition: [attribute('id')], sort: [] }, indexes: [] }

/** A store that goes on from its own state. */
export const storeOf = (state: State = empty) => {
  let current = state
  return {
    state: () => current,
    put: (item: Item, condition: Condition<never> = always, table = 'things') => run(putItem(item, condition, table)),
    run: <Op extends Operation>(operation: Op) => run(operation),
  }
  function run<Op extends Operation>(operation: Op) {
    const [next, answer] = step(current, operation)
    current = next
    return answer
  }
}

export const withTables = (...schemas: ReadonlyArray<TableSchema>): State =>
  schemas.reduce((state, s) => step(state, { _tag: 'CreateTable', schema: s })[0], empty)

export const tables: State = withTables(schema, simple)

export const putItem = (
  item: Item,
  condition: Condition<never> = always,
  table = 'things',
  more: { readonly returning?: 'none' | 'old'; readonly itemOnFailure?: boolean } = {},
): Operation<'PutItem'> => ({
  _tag: 'PutItem',
  put: { _tag: 'Put', table, item, condition },
  returning: 'none',
  itemOnFailure: false,
  ...more,
})
export const getItem = (key: Item, projection?: Projection, table = 'things'): Operation<'GetItem'> => ({
  _tag: 'GetItem',
  table,
  key,
  consistent: true,
  ...(projection && { projection }),
})
export const updateItem = (
  key: Item,
  actions: ReadonlyArray<Action>,
  returning: Returning = 'none',
  condition: Condition<never> = always,
  itemOnFailure = false,
): Operation<'UpdateItem'> => ({
  _tag: 'UpdateItem',
  update: { _tag: 'Update', table: 'things', key, update: { _tag: 'Update', actions }, condition },
  returning,
  itemOnFailure,
})
export const deleteItem = (
  key: Item,
  condition: Condition<never> = always,
  returning: 'none' | 'old' = 'none',
): Operation<'DeleteItem'> => ({
  _tag: 'DeleteItem',
  delete: { _tag: 'Delete', table: 'things', key, condition },
  returning,
  itemOnFailure: false,
})

export const keyIs = (
  equals: readonly [KeyEquals, ...KeyEquals[]],
  range?: readonly [string, Range<AttributeValue>],
): KeyCondition => ({
  _tag: 'KeyCondition',
  equals,
  ...(range && { range: { name: range[0], range: range[1] } }),
})
export const inPartition = (pk: string, range?: Range<AttributeValue>): KeyCondition =>
  keyIs([{ name: 'pk', value: S(pk) }], range && ['sk', range])

export const query = (key: KeyCondition, more: Partial<Operation<'Query'>> = {}): Operation<'Query'> => ({
  _tag: 'Query',
  table: 'things',
  key,
  filter: always,
  consistent: false,
  select: 'items',
  direction: 'forward',
  ...more,
})
export const scan = (more: Partial<Operation<'Scan'>> = {}): Operation<'Scan'> => ({
  _tag: 'Scan',
  table: 'things',
  filter: always,
  consistent: false,
  select: 'items',
  ...more,
})

export const key = (pk: string, sk: string): Item => ({ pk: S(pk), sk: S(sk) })

/** The Right, or a failure that shows the Left. */
export const ok = <E, A>(either: Either<E, A>): A => {
  if (either._tag === 'Left') throw new Error(`Left: ${JSON.stringify(either.left)}`)
  return either.right
}
/** The Left, or a failure that shows the Right. */
export const no = <E, A>(either: Either<E, A>): E => {
  if (either._tag === 'Right') throw new Error(`Right: ${JSON.stringify(either.right)}`)
  return either.left
}
export const refused = (message: string) => ({ _tag: 'RequestRefused', name: 'ValidationException', message })
