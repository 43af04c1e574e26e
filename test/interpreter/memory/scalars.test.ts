import { describe, expect, it } from 'vitest'
import type { Condition, Operand } from '../../../src/expression/condition/model'
import type { Action } from '../../../src/expression/update/model'
import type { TableChange, TransactWriteItems, WriteAction } from '../../../src/program/Operation'
import {
  add,
  always,
  deleteFrom,
  deleteItem,
  exists,
  getItem,
  index,
  inPartition,
  key,
  keyIs,
  N,
  no,
  ok,
  path,
  pick,
  putItem,
  query,
  refused,
  remove,
  S,
  scan,
  set,
  storeOf,
  tables,
  updateItem,
  value,
} from './support'

const a1 = key('a', '1')
const into = (name: string, kind: 'Key' | 'IndexKey') =>
  refused(
    `Key attributes must be scalars; list random access '[]' and map lookup '.' are not allowed: ${kind}: ${name}`,
  )
const intoTable = into('pk', 'Key')
const intoIndex = into('g', 'IndexKey')

const inPk = path('pk', 'a')
const inG = path('g', 0)
const there = (at: ReturnType<typeof path>): Condition<never> => ({ _tag: 'Exists', path: at })
const or = (...conditions: ReadonlyArray<Condition<never>>): Condition<never> => ({ _tag: 'Or', conditions })

const x = path('x')
const size: Operand = { _tag: 'Size', path: inG }

describe('a path into a key', () => {
  it.each<Condition<never>>([
    there(inG),
    { _tag: 'Missing', path: inG },
    { _tag: 'HasType', path: inG, type: 'S' },
    { _tag: 'BeginsWith', path: inG, prefix: value(S('a')) },
    { _tag: 'BeginsWith', path: x, prefix: inG },
    { _tag: 'Contains', path: inG, operand: value(S('a')) },
    { _tag: 'Contains', path: x, operand: inG },
    { _tag: 'Compare', comparator: '=', left: inG, right: value(S('a')) },
    { _tag: 'Compare', comparator: '<', left: value(N(1)), right: size },
    { _tag: 'Between', operand: inG, low: value(N(1)), high: value(N(2)) },
    { _tag: 'Between', operand: x, low: inG, high: value(N(2)) },
    { _tag: 'Between', operand: x, low: value(N(1)), high: size },
    { _tag: 'In', operand: inG, candidates: [value(N(1)), x] },
    { _tag: 'In', operand: x, candidates: [value(N(1)), inG] },
    { _tag: 'Not', condition: there(inG) },
    { _tag: 'And', conditions: [exists('x'), there(inG)] },
    or(exists('x'), { _tag: 'Not', condition: or(exists('y'), there(inG)) }),
  ])('is refused wherever it stands in a condition: %j', (condition) => {
    const store = storeOf(tables)
    expect(no(store.run(putItem(a1, condition)))).toEqual(intoIndex)
    expect(no(store.run(deleteItem(a1, condition)))).toEqual(intoIndex)
    expect(no(store.run(updateItem(a1, [set(x, value(N(1)))], 'none', condition)))).toEqual(intoIndex)
    expect(no(store.run(scan({ filter: condition })))).toEqual(intoIndex)
    expect(no(store.run(query(inPartition('a'), { filter: condition })))).toEqual(intoIndex)
    expect(store.state()).toBe(tables)
  })

  it.each<Action>([
    set(inG, value(S('a'))),
    remove(inG),
    add(inG, N(1)),
    deleteFrom(inG, { SS: ['a'] }),
    set(x, inG),
    set(x, { _tag: 'IfMissing', path: inG, otherwise: value(N(1)) }),
    set(x, { _tag: 'IfMissing', path: path('y'), otherwise: inG }),
    set(x, { _tag: 'ListAppend', first: value({ L: [] }), second: inG }),
    set(x, { _tag: 'Arithmetic', operator: '+', left: value(N(1)), right: inG }),
  ])('is refused wherever it stands in an update: %j', (action) => {
    const store = storeOf(tables)
    expect(no(store.run(updateItem(a1, [set(path('z'), value(N(1))), action])))).toEqual(intoIndex)
    expect(store.state()).toBe(tables)
  })

  it('is refused in a projection', () => {
    const store = storeOf(tables)
    const only = pick(x, inG)
    expect(no(store.run(getItem(a1, only)))).toEqual(intoIndex)
    expect(no(store.run(getItem(a1, pick(inPk))))).toEqual(intoTable)
    expect(no(store.run(scan({ projection: only })))).toEqual(intoIndex)
    expect(no(store.run(query(inPartition('a'), { projection: only })))).toEqual(intoIndex)
    const good = { table: 'simple', keys: [{ id: S('a') }], consistent: true }
    const bad = { table: 'things', keys: [a1], consistent: true, projection: only }
    expect(no(store.run({ _tag: 'BatchGetItem', tables: [good, bad] }))).toEqual(intoIndex)
  })

  it('is told after what is wrong with the table, the key or the item, and before the condition is asked', () => {
    const store = storeOf(tables)
    ok(store.put({ ...a1, x: N(1) }))
    const condition: Condition<never> = { _tag: 'And', conditions: [exists('nope'), there(inPk)] }
    expect(no(store.run(deleteItem(a1, condition)))).toEqual(intoTable)
    expect(no(store.run(putItem(a1, condition, 'absent')))).toEqual({ _tag: 'TableNotFound', table: 'absent' })
    const wrong = refused('The provided key element does not match the schema')
    expect(no(store.run(deleteItem({ pk: S('a') }, condition)))).toEqual(wrong)
    expect(no(store.run(getItem({ pk: S('a') }, pick(inPk))))).toEqual(wrong)
    expect(no(store.run(putItem({ ...a1, g: N(1) }, condition)))).toMatchObject({
      message: expect.stringContaining('Type mismatch for Index Key g'),
    })
    const absent = { table: 'absent', keys: [a1], consistent: true }
    const bad = { table: 'things', keys: [a1], consistent: true, projection: pick(inG) }
    expect(no(store.run({ _tag: 'BatchGetItem', tables: [bad, absent] }))).toMatchObject({ _tag: 'TableNotFound' })
  })

  it('is told in an update once its condition holds, and after that it writes the key of the table', () => {
    const store = storeOf(tables)
    const failed = { _tag: 'ConditionFailed', table: 'things' }
    expect(no(store.run(updateItem(a1, [remove(inG)], 'none', exists('pk'))))).toEqual(failed)
    expect(no(store.run(updateItem(a1, [remove(inG), remove(inPk)])))).toMatchObject({
      message: expect.stringContaining('Cannot update attribute pk'),
    })
    expect(no(store.run(updateItem(a1, [set(x, inG), set(path('y'), inPk)])))).toEqual(intoTable)
  })

  it('names the key of the table first', () => {
    const store = storeOf(tables)
    expect(no(store.run(putItem(a1, or(there(inG), there(path('sk', 0)), there(inPk)))))).toEqual(intoTable)
    expect(no(store.run(scan({ filter: there(path('sk', 'a', 0)) })))).toEqual(into('sk', 'Key'))
  })

  it('cancels a transaction', () => {
    const store = storeOf(tables)
    const run = (...actions: ReadonlyArray<WriteAction>) =>
      no(store.run<TransactWriteItems>({ _tag: 'TransactWriteItems', actions, itemOnFailure: false }))
    const table = 'things'
    const good: WriteAction = { _tag: 'Put', table, item: key('b', '1'), condition: always }
    const canceled = (reason: ReturnType<typeof refused>) => ({
      _tag: 'TransactionCanceled',
      reasons: [{ code: 'None' }, { code: 'ValidationError', message: reason.message }],
    })
    const condition = there(inG)
    expect(run(good, { _tag: 'Check', table, key: a1, condition })).toEqual(canceled(intoIndex))
    expect(run(good, { _tag: 'Delete', table, key: a1, condition })).toEqual(canceled(intoIndex))
    expect(run(good, { _tag: 'Put', table, item: a1, condition })).toEqual(canceled(intoIndex))
    const update = { _tag: 'Update' as const, actions: [set(x, inPk)] }
    expect(run(good, { _tag: 'Update', table, key: a1, update, condition: always })).toEqual(canceled(intoTable))
    const gets = [
      { table, key: key('b', '1') },
      { table, key: a1, projection: pick(inPk) },
    ]
    expect(no(store.run({ _tag: 'TransactGetItems', gets }))).toEqual(canceled(intoTable))
    expect(store.state()).toBe(tables)
  })

  it('is refused on an index as on the table, before what it does not project', () => {
    const store = storeOf(tables)
    const onG = keyIs([{ name: 'g', value: S('a') }])
    const filter = or(exists('z'), there(inPk))
    expect(no(store.run(query(onG, { index: 'byG', filter })))).toEqual(intoTable)
    expect(no(store.run(scan({ index: 'byG', projection: pick(path('z'), path('l', 'a')) })))).toEqual(
      into('l', 'IndexKey'),
    )
  })
})

describe('a path that leads into no key', () => {
  it('is taken: what else has such a name, and what a condition says without it', () => {
    const store = storeOf(tables)
    ok(store.put({ ...a1, m: { M: { pk: S('x'), g: { L: [N(1)] } } } }))
    expect(ok(store.run(getItem(a1, pick(path('m', 'g', 0), path('pk'), path('g')))))).toEqual({
      item: { pk: S('a'), m: { M: { g: { L: [N(1)] } } } },
    })
    ok(store.run(deleteItem(a1, there(path('m', 'pk')))))
    // It is not sent.
    ok(store.put(a1, or(always, there(inG))))
    ok(store.run(scan({ filter: or(always, there(inG)) })))
  })

  it('is one into an attribute of another table', () => {
    const store = storeOf(tables)
    const item = { id: S('a'), g: { L: [N(1)] } }
    ok(store.put(item, { _tag: 'Missing', path: inG }, 'simple'))
    expect(ok(store.run(getItem({ id: S('a') }, pick(inG), 'simple')))).toEqual({ item: { g: item.g } })
  })

  it('is one into the key of an index that is not made yet, or was deleted', () => {
    const store = storeOf(tables)
    const change = (c: TableChange) => ok(store.run({ _tag: 'UpdateTable', table: 'things', change: c }))
    const read = () => store.run(getItem(a1, pick(path('x', 'a'))))
    expect(ok(read())).toEqual({})
    change({ _tag: 'CreateIndex', index: index('byX', 'global', 'x') })
    expect(no(read())).toEqual(into('x', 'IndexKey'))
    change({ _tag: 'DeleteIndex', index: 'byX' })
    expect(ok(read())).toEqual({})
    change({ _tag: 'DeleteIndex', index: 'byG' })
    expect(no(store.run(getItem(a1, pick(inG))))).toEqual(intoIndex)
    change({ _tag: 'DeleteIndex', index: 'byGL' })
    expect(ok(store.run(getItem(a1, pick(inG))))).toEqual({})
    expect(no(store.run(getItem(a1, pick(path('l', 0)))))).toEqual(into('l', 'IndexKey'))
  })
})
