import { describe, expect, it } from 'vitest'
import { advance, empty } from '../../../src/memory'
import type { BatchWrite, Operation, WriteAction } from '../../../src/program/Operation'
import type { Item } from '../../../src/value/AttributeValue'
import {
  add,
  always,
  equal,
  exists,
  getItem,
  key,
  missing,
  N,
  no,
  ok,
  path,
  pick,
  refused,
  remove,
  S,
  scan,
  set,
  storeOf,
  tables,
  value,
} from './support'

const many = (n: number) => Array.from({ length: n }, (_, i) => key('p', String(i).padStart(3, '0')))
const batchGet = (keys: ReadonlyArray<Item>, more = {}): Operation<'BatchGetItem'> => ({
  _tag: 'BatchGetItem',
  tables: [{ table: 'things', keys, consistent: true, ...more }],
})
const batchWrite = (writes: ReadonlyArray<BatchWrite>): Operation<'BatchWriteItem'> => ({
  _tag: 'BatchWriteItem',
  writes,
})
const put = (item: Item): BatchWrite => ({ _tag: 'Put', table: 'things', item })
const del = (k: Item): BatchWrite => ({ _tag: 'Delete', table: 'things', key: k })
const count = (store: ReturnType<typeof storeOf>) => ok(store.run(scan({ select: 'count' }))).count

describe('BatchGetItem', () => {
  it('answers the items that are there, of all tables', () => {
    const store = storeOf(tables)
    ok(store.put({ ...key('p', '1'), x: S('x'), y: S('y') }))
    ok(store.put({ id: S('i') }, always, 'simple'))
    const answer = store.run({
      _tag: 'BatchGetItem',
      tables: [
        { table: 'things', keys: [key('p', '1'), key('p', '2')], consistent: true, projection: pick(path('y')) },
        { table: 'simple', keys: [{ id: S('i') }], consistent: false },
      ],
    })
    expect(ok(answer)).toEqual({
      items: [
        { table: 'things', item: { y: S('y') } },
        { table: 'simple', item: { id: S('i') } },
      ],
      unprocessed: [],
    })
  })

  it('takes 1 to 100 keys, each once', () => {
    const store = storeOf(tables)
    ok(store.run(batchGet(many(100))))
    expect(no(store.run(batchGet(many(101))))).toMatchObject({ _tag: 'InvalidRequest' })
    expect(no(store.run(batchGet([])))).toMatchObject({ _tag: 'InvalidRequest' })
    expect(no(store.run(batchGet([key('p', '1'), key('p', '1')])))).toMatchObject({ _tag: 'InvalidRequest' })
    const respelled = [
      { pk: S('p'), sk: { N: '1' } },
      { sk: { N: '1.0' }, pk: S('p') },
    ]
    expect(no(store.run(batchGet(respelled)))).toMatchObject({ _tag: 'InvalidRequest' })
    const table = { table: 'things', keys: [key('p', '1')], consistent: true }
    expect(no(store.run({ _tag: 'BatchGetItem', tables: [table, { ...table, keys: [key('p', '2')] }] }))).toMatchObject(
      {
        _tag: 'InvalidRequest',
      },
    )
    expect(no(store.run(batchGet([{ pk: S('p') }])))).toEqual(
      refused('The provided key element does not match the schema'),
    )
    expect(no(store.run(batchGet([key('p', '')])))).toMatchObject({ _tag: 'RequestRefused' })
    expect(no(store.run(batchGet([{ id: S('p') }], { table: 'nope' })))).toEqual({
      _tag: 'TableNotFound',
      table: 'nope',
    })
  })

  it('gives back what it did not read after 16 MB, and all of it is read in the end', () => {
    const store = storeOf(tables)
    const keys = many(60)
    for (const k of keys) ok(store.put({ ...k, x: S('x'.repeat(380_000)) }))
    let asked: ReadonlyArray<Item> = keys
    const seen: Array<Item> = []
    const projection = pick(path('sk'))
    for (let rounds = 0; asked.length > 0; rounds++) {
      expect(rounds).toBeLessThan(5)
      const { items, unprocessed } = ok(store.run(batchGet(asked, { projection })))
      seen.push(...items.map(({ item }) => item))
      for (const rest of unprocessed) expect(rest).toMatchObject({ table: 'things', consistent: true, projection })
      asked = unprocessed.flatMap((rest) => rest.keys)
    }
    expect(seen).toHaveLength(60)
    expect(ok(store.run(batchGet(keys))).items).toHaveLength(44)
  })
})

describe('BatchWriteItem', () => {
  it('puts and deletes', () => {
    const store = storeOf(tables)
    ok(store.put(key('p', '1')))
    expect(ok(store.run(batchWrite([del(key('p', '1')), put(key('p', '2')), del(key('p', '3'))])))).toEqual({
      unprocessed: [],
    })
    expect(ok(store.run(scan())).items).toEqual([key('p', '2')])
  })

  it('takes 1 to 25 writes, each of another item, and writes nothing of a batch that it refuses', () => {
    const store = storeOf(tables)
    ok(store.run(batchWrite(many(25).map(put))))
    const before = store.state()
    expect(no(store.run(batchWrite(many(30).map(put))))).toMatchObject({ _tag: 'InvalidRequest' })
    expect(no(store.run(batchWrite([])))).toMatchObject({ _tag: 'InvalidRequest' })
    expect(no(store.run(batchWrite([put(key('q', '1')), del(key('q', '1'))])))).toEqual(
      refused('Provided list of item keys contains duplicates'),
    )
    const good = put(key('q', '1'))
    const wrongKey = refused('The provided key element does not match the schema')
    expect(no(store.run(batchWrite([good, del({ pk: S('q') })])))).toEqual(wrongKey)
    expect(no(store.run(batchWrite([good, put({ pk: S('q') })])))).toEqual(wrongKey)
    expect(no(store.run(batchWrite([good, put({ ...key('q', '2'), g: N(1) })])))).toMatchObject({
      message: expect.stringMatching(/Type mismatch for Index Key g/),
    })
    expect(no(store.run(batchWrite([good, put({ ...key('q', '2'), x: { SS: [] } })])))).toMatchObject({
      _tag: 'InvalidItem',
    })
    expect(no(store.run(batchWrite([good, put(key('q', ''))])))).toMatchObject({ _tag: 'RequestRefused' })
    expect(no(store.run(batchWrite([good, { ...good, table: 'nope' } as BatchWrite])))).toMatchObject({
      _tag: 'TableNotFound',
    })
    expect(store.state()).toBe(before)
    expect(count(store)).toBe(25)
  })
})

const twrite = (
  actions: ReadonlyArray<WriteAction>,
  more: { readonly token?: string; readonly itemOnFailure?: boolean } = {},
): Operation<'TransactWriteItems'> => ({ _tag: 'TransactWriteItems', actions, itemOnFailure: false, ...more })
const tput = (item: Item, condition: WriteAction['condition'] = always): WriteAction => ({
  _tag: 'Put',
  table: 'things',
  item,
  condition,
})
const tdel = (k: Item, condition: WriteAction['condition'] = always): WriteAction => ({
  _tag: 'Delete',
  table: 'things',
  key: k,
  condition,
})
const tcheck = (k: Item, condition: WriteAction['condition']): WriteAction => ({
  _tag: 'Check',
  table: 'things',
  key: k,
  condition,
})
const tupdate = (k: Item, ...actions: ReadonlyArray<ReturnType<typeof set>>): WriteAction => ({
  _tag: 'Update',
  table: 'things',
  key: k,
  update: { _tag: 'Update', actions },
  condition: always,
})

describe('TransactWriteItems', () => {
  const one = { ...key('p', '1'), n: N(1) }

  it('does all of it', () => {
    const store = storeOf(tables)
    ok(store.put(one))
    ok(store.put(key('p', '2')))
    const actions = [tcheck(key('p', '0'), missing('pk')), tupdate(one, add(path('n'), N(2))), tdel(key('p', '2'))]
    expect(no(store.run(twrite([...actions, tput(key('p', '3'))])))).toMatchObject({ _tag: 'TransactionCanceled' })
    const withKey = actions.map((a) => (a._tag === 'Update' ? { ...a, key: key('p', '1') } : a))
    expect(ok(store.run(twrite([...withKey, tput(key('p', '3'))])))).toEqual({})
    expect(ok(store.run(scan())).items).toEqual([{ ...one, n: N(3) }, key('p', '3')])
  })

  it('does nothing where one action fails, and says of each, in order, why', () => {
    const store = storeOf(tables)
    ok(store.put(one))
    const before = store.state()
    const actions = [
      tput(key('p', '9')),
      tput(one, missing('pk')),
      tupdate(key('p', '3'), set(path('q', 'w'), value(N(1)))),
      tput({ ...key('p', '4'), g: N(1) }),
      tdel(key('p', '5'), exists('pk')),
      tupdate(key('p', '6'), set(path('sk'), value(S('7')))),
      tput({ pk: N(1), sk: S('1') }),
      tdel({ pk: S('p'), sk: N(1) }),
      tput({ pk: S('p') }),
    ]
    const invalid = (message: string | RegExp) => ({
      code: 'ValidationError',
      message: typeof message === 'string' ? message : expect.stringMatching(message),
    })
    const failed = { code: 'ConditionalCheckFailed', message: 'The conditional request failed' }
    const reasons = [
      { code: 'None' },
      failed,
      invalid(/^The document path provided in the update expression is invalid for update/),
      invalid(
        'One or more parameter values were invalid: Type mismatch for Index Key g Expected: S Actual: N IndexName: byG',
      ),
      failed,
      invalid(
        'One or more parameter values were invalid: Cannot update attribute sk. This attribute is part of the key',
      ),
      invalid('One or more parameter values were invalid: Type mismatch for key pk expected: S actual: N'),
      invalid('The provided key element does not match the schema'),
      invalid('One or more parameter values were invalid: Missing the key sk in the item'),
    ]
    expect(no(store.run(twrite(actions)))).toEqual({ _tag: 'TransactionCanceled', reasons })
    expect(no(store.run(twrite(actions, { itemOnFailure: true })))).toMatchObject({
      reasons: [{ code: 'None' }, { ...failed, item: one }, {}, {}, failed, {}, {}, {}, {}],
    })
    expect(store.state()).toBe(before)
  })

  it('refuses as a whole: an item twice, an empty key, an unknown table, what cannot be stored, too much', () => {
    const store = storeOf(tables)
    const before = store.state()
    const twice = refused('Transaction request cannot include multiple operations on one item')
    expect(no(store.run(twrite([tput(key('p', '1')), tdel(key('p', '1'))])))).toEqual(twice)
    expect(no(store.run(twrite([tcheck(key('p', '1'), exists('pk')), tcheck(key('p', '1'), missing('pk'))])))).toEqual(
      twice,
    )
    expect(no(store.run(twrite([tput(key('p', '1')), tput(key('', '1'))])))).toMatchObject({
      message: expect.stringMatching(/cannot contain an empty string value. Key: pk$/),
    })
    expect(no(store.run(twrite([tput({ ...key('p', '1'), g: S('') })])))).toMatchObject({
      message: expect.stringMatching(/IndexName: byG, IndexKey: g$/),
    })
    expect(no(store.run(twrite([{ ...tput(key('p', '1')), table: 'nope' }])))).toEqual({
      _tag: 'TableNotFound',
      table: 'nope',
    })
    expect(no(store.run(twrite([tput({ ...key('p', '1'), x: N('NaN') })])))).toMatchObject({ _tag: 'InvalidItem' })
    const bigs = many(12).map((k) => tput({ ...k, x: S('x'.repeat(350_000)) }))
    expect(no(store.run(twrite(bigs)))).toMatchObject({ message: expect.stringMatching(/cannot exceed 4MB/) })
    ok(store.run(twrite(bigs.slice(0, 11))))
    expect(no(storeOf(before).run(twrite([])))).toMatchObject({ _tag: 'InvalidRequest' })
    expect(no(store.run(twrite(many(101).map((k) => tput(k)))))).toMatchObject({ _tag: 'InvalidRequest' })
    ok(store.run(twrite(many(100).map((k) => tput(k)))))
  })

  it('applies a request with the same token once in ten minutes', () => {
    const store = storeOf(tables)
    const plus = twrite([tupdate(key('p', '1'), add(path('n'), N(1)))], { token: 'a' })
    for (let i = 0; i < 3; i++) expect(ok(store.run(structuredClone(plus)))).toEqual({})
    expect(ok(store.run(getItem(key('p', '1')))).item?.n).toEqual(N(1))
    const other = twrite([tupdate(key('p', '1'), add(path('n'), N(2)))], { token: 'a' })
    expect(no(store.run(other))).toEqual({ _tag: 'IdempotentMismatch' })
    const unstorable = twrite([tput({ ...key('p', '2'), x: N('NaN') })], { token: 'a' })
    expect(no(store.run(unstorable))).toMatchObject({ _tag: 'InvalidItem' })
    const soon = storeOf(advance(599_999)(store.state()))
    expect(no(soon.run(other))).toEqual({ _tag: 'IdempotentMismatch' })
    const later = storeOf(advance(600_000)(store.state()))
    ok(later.run(plus))
    expect(ok(later.run(getItem(key('p', '1')))).item?.n).toEqual(N(2))
  })

  it('knows no token of a transaction that was not applied', () => {
    const store = storeOf(tables)
    expect(no(store.run(twrite([tput(one, exists('pk'))], { token: 'a' })))).toMatchObject({
      _tag: 'TransactionCanceled',
    })
    ok(store.run(twrite([tput(one)], { token: 'a' })))
    for (const token of ['', 'x'.repeat(37)]) {
      expect(no(store.run(twrite([tput(one)], { token })))).toMatchObject({ _tag: 'InvalidRequest' })
    }
  })

  it('forgets old tokens', () => {
    let state = tables
    for (let i = 0; i < 2000; i++) {
      const store = storeOf(advance(10_000)(state))
      ok(store.run(twrite([tput(key('p', '1'))], { token: `t${i}` })))
      state = store.state()
    }
    expect(state.tokens.size).toBeLessThan(1100)
  })

  it('does not create an item only to take something away from it', () => {
    const store = storeOf(tables)
    ok(store.run(twrite([tupdate(key('p', '1'), remove(path('x')))])))
    expect(count(store)).toBe(0)
  })
})

describe('TransactGetItems', () => {
  const get = (...keys: ReadonlyArray<Item>): Operation<'TransactGetItems'> => ({
    _tag: 'TransactGetItems',
    gets: keys.map((k) => ({ table: 'things', key: k })),
  })

  it('answers in the order asked, with gaps', () => {
    const store = storeOf(tables)
    ok(store.put({ ...key('p', '2'), x: S('x') }))
    const [first, second] = get(key('p', '1'), key('p', '2')).gets
    const gets = [first, { ...second, projection: pick(path('x')) }] as Operation<'TransactGetItems'>['gets']
    expect(ok(store.run({ _tag: 'TransactGetItems', gets }))).toEqual({ items: [undefined, { x: S('x') }] })
  })

  it('refuses an item twice, a bad key, too many, too much', () => {
    const store = storeOf(tables)
    expect(no(store.run(get(key('p', '1'), key('p', '1'))))).toMatchObject({ _tag: 'RequestRefused' })
    expect(no(store.run(get(key('p', '1'), { pk: S('p') })))).toEqual({
      _tag: 'TransactionCanceled',
      reasons: [
        { code: 'None' },
        { code: 'ValidationError', message: 'The provided key element does not match the schema' },
      ],
    })
    expect(no(store.run(get(key('p', ''))))).toMatchObject({ _tag: 'RequestRefused' })
    expect(no(store.run(get()))).toMatchObject({ _tag: 'InvalidRequest' })
    expect(no(store.run(get(...many(101))))).toMatchObject({ _tag: 'InvalidRequest' })
    expect(no(storeOf(empty).run(get(key('p', '1'))))).toMatchObject({ _tag: 'TableNotFound' })
    for (const k of many(12)) ok(store.put({ ...k, x: S('x'.repeat(350_000)) }))
    expect(no(store.run(get(...many(12))))).toMatchObject({ message: expect.stringMatching(/4MB/) })
    expect(ok(store.run(get(...many(11)))).items).toHaveLength(11)
  })
})

describe('a condition on what is written', () => {
  it('is asked of the state before the transaction', () => {
    const store = storeOf(tables)
    ok(store.put({ ...key('p', '1'), n: N(1) }))
    const actions = [
      tupdate(key('p', '1'), add(path('n'), N(1))),
      tput(key('p', '2'), missing('pk')),
      tcheck(key('p', '3'), missing('pk')),
    ]
    ok(store.run(twrite(actions)))
    expect(no(store.run(twrite([tcheck(key('p', '1'), equal('n', N(1)))])))).toMatchObject({
      reasons: [{ code: 'ConditionalCheckFailed' }],
    })
  })
})
