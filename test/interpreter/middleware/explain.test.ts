import * as fc from 'fast-check'
import * as E from 'fp-ts/Either'
import { describe, expect, it } from 'vitest'
import { suite } from '../../../laws/law'
import { operations } from '../../../laws/middleware/run'
import { transparentLaws } from '../../../laws/middleware/transparent'
import { Attribute as A, Model as M, Read, Write } from '../../../src'
import { explain, explainAnswer, explainOperation } from '../../../src/middleware'
import type { Operation } from '../../../src/program/Operation'
import {
  add,
  deleteItem,
  equal,
  exists,
  getItem,
  inPartition,
  key,
  missing,
  path,
  pick,
  putItem,
  query,
  remove,
  S,
  scan,
  schema,
  set,
  updateItem,
  value,
} from '../memory/support'
import { answering, broken, get, rejecting, store, thrower, throwing } from './doubles'

suite(describe, it)(transparentLaws(explain(() => undefined, { answers: true })), { numRuns: 60 })

const k = key('a', 'b')
const shownKey = "{ pk: 'a', sk: 'b' }"

describe('an operation as text', () => {
  it.each<[Operation, string]>([
    [getItem(k), `GetItem things ${shownKey}, consistent`],
    [
      { ...getItem(k, pick(path('a', 0, 'b.c'))), consistent: false, returnConsumed: true },
      `GetItem things ${shownKey}, consumption is answered
  ProjectionExpression a[0].\`b.c\``,
    ],
    [
      putItem({ ...k, b: { B: Uint8Array.of(1) } }, missing('pk'), 'things', { returning: 'old', itemOnFailure: true }),
      `PutItem things { pk: 'a', sk: 'b', b: <1 byte> }, old values are answered, the item is answered on failure
  ConditionExpression attribute_not_exists(pk)`,
    ],
    [putItem(k), `PutItem things ${shownKey}`],
    [
      putItem(k, { _tag: 'And', conditions: [exists('a'), { _tag: 'Or', conditions: [] }] }),
      `PutItem things ${shownKey}
  ConditionExpression never holds`,
    ],
    [
      updateItem(
        k,
        [remove(path('a')), set(path('x'), value(S("it's #n0 :v1"))), add(path('n'), { N: '1' })],
        'new',
        equal('v', { N: '7' }),
      ),
      `UpdateItem things ${shownKey}, new values are answered
  UpdateExpression SET x = 'it\\'s #n0 :v1' REMOVE a ADD n 1
  ConditionExpression v = 7`,
    ],
    [updateItem(k, []), `UpdateItem things ${shownKey}`],
    [
      updateItem(k, [set(path('a'), value(S('x'))), remove(path('a', 0))]),
      `UpdateItem things ${shownKey}
  not sent: UpdateExpression: two actions write overlapping paths: a and a[0]`,
    ],
    [deleteItem(k), `DeleteItem things ${shownKey}`],
    [
      query(inPartition('a', { _tag: 'Between', low: S('x'), high: S('y') }), {
        index: 'byL',
        filter: { _tag: 'Not', condition: exists('a') },
        projection: pick(path('pk')),
        direction: 'backward',
        limit: 5,
        start: k,
        consistent: true,
        select: 'count',
      }),
      `Query things.byL, backward, limit 5, after ${shownKey}, only counted, consistent
  KeyConditionExpression pk = 'a' AND sk BETWEEN 'x' AND 'y'
  FilterExpression attribute_not_exists(a)
  ProjectionExpression pk`,
    ],
    [
      scan({ filter: { _tag: 'Never' }, segment: { index: 1, total: 4 } }),
      `Scan things, segment 1 of 4
  no item passes the filter, which is not sent`,
    ],
    [
      {
        _tag: 'BatchGetItem',
        tables: [{ table: 'things', keys: [k, k], consistent: true, projection: pick(path('a')) }],
      },
      `BatchGetItem of 2 keys
  things, 2 keys, consistent
    ProjectionExpression a
    ${shownKey}
    ${shownKey}`,
    ],
    [
      {
        _tag: 'BatchWriteItem',
        writes: [
          { _tag: 'Put', table: 'things', item: k },
          { _tag: 'Delete', table: 'b', key: {} },
        ],
      },
      `BatchWriteItem of 2 writes
  Put things ${shownKey}
  Delete b {}`,
    ],
    [
      { _tag: 'TransactGetItems', gets: [{ table: 'things', key: k, projection: pick(path('a')) }] },
      `TransactGetItems of 1 read
  things ${shownKey}
    ProjectionExpression a`,
    ],
    [
      {
        _tag: 'TransactWriteItems',
        actions: [
          { _tag: 'Check', table: 'things', key: k, condition: exists('a') },
          { _tag: 'Delete', table: 'things', key: {}, condition: { _tag: 'Always' } },
        ],
        itemOnFailure: true,
        token: 't',
      },
      `TransactWriteItems of 2 actions, token t, items are answered on failure
  Check things ${shownKey}
    ConditionExpression attribute_exists(a)
  Delete things {}`,
    ],
    [
      { _tag: 'CreateTable', schema, settings: { billing: { read: 1, write: 2 }, stream: 'newAndOld' } },
      `CreateTable things
  partition pk S, sort sk S
  global index 'byG': partition g S, projecting keys
  global index 'byGL': partition g S, sort l N, projecting x
  local index 'byL': partition pk S, sort l N, projecting keys
  billing: {"read":1,"write":2}
  stream: newAndOld`,
    ],
    [{ _tag: 'DescribeTable', table: 'things' }, 'DescribeTable things'],
    [{ _tag: 'DeleteTable', table: 'things' }, 'DeleteTable things'],
    [
      { _tag: 'UpdateTable', table: 'things', change: { _tag: 'DeletionProtection', deletionProtection: true } },
      'UpdateTable things, DeletionProtection\n  deletionProtection: true',
    ],
    [
      { _tag: 'UpdateTable', table: 'things', change: { _tag: 'CreateIndex', index: schema.indexes[0] as never } },
      "UpdateTable things, CreateIndex\n  global index 'byG': partition g S, projecting keys",
    ],
    [
      { _tag: 'UpdateTimeToLive', table: 'things', attribute: 'expires', enabled: false },
      'UpdateTimeToLive things, expires off',
    ],
    [{ _tag: 'DescribeTimeToLive', table: 'things' }, 'DescribeTimeToLive things'],
    [{ _tag: 'UpdateContinuousBackups', table: 'things', enabled: true }, 'UpdateContinuousBackups things, on'],
    [{ _tag: 'DescribeContinuousBackups', table: 'things' }, 'DescribeContinuousBackups things'],
    [
      { _tag: 'TagResource', table: 'things', tags: { team: 'red', note: 'a\nb' } },
      'TagResource things\n  team: red\n  note: "a\\nb"',
    ],
    [{ _tag: 'UntagResource', table: 'things', names: ['team', 'b'] }, 'UntagResource things\n  team\n  b'],
    [{ _tag: 'ListTagsOfResource', table: 'things' }, 'ListTagsOfResource things'],
  ])('%#', (operation, text) => {
    expect(explainOperation(operation)).toBe(text)
  })

  it('is cut where it is long', () => {
    const text = explainOperation(putItem({ ...k, long: { S: 'x'.repeat(300_000) } }))
    expect(text.length).toBeLessThan(1_100)
    expect(text).toMatch(/… \(3000\d\d characters\)$/)
  })

  it('is total', () => {
    for (const junk of [undefined, null, 1, {}, { _tag: 'Nothing' }, { _tag: 'Query' }, { _tag: 'PutItem', put: {} }])
      expect(explainOperation(junk as never)).toBe('<no operation>')
  })

  it('has one line for each thing, whatever the values are', () => {
    fc.assert(
      fc.property(operations, (steps) =>
        steps.value.map(explainOperation).every((text) => [...text].every((c) => c === '\n' || c >= ' ')),
      ),
    )
  })
})

describe('an answer as text', () => {
  const items = { items: [{}, undefined], unprocessed: [] }
  it.each<[Operation['_tag'], unknown, string]>([
    ['GetItem', E.right({ item: {} }), '1 item'],
    ['GetItem', E.right({}), 'no item'],
    ['PutItem', E.right({ attributes: {} }), 'done'],
    ['Query', E.right({ items: [], count: 2, scanned: 5, next: {} }), '2 items of 5 evaluated, more follow'],
    ['Scan', E.right({ items: [], count: 1, scanned: 1 }), '1 item of 1 evaluated'],
    ['TransactGetItems', E.right({ items: items.items }), '1 item'],
    ['BatchGetItem', E.right({ items: [{}], unprocessed: [{ table: 'a', keys: [{}, {}] }] }), '1 item, 2 unprocessed'],
    ['BatchWriteItem', E.right({ unprocessed: [{ _tag: 'Put' }] }), 'done, 1 unprocessed'],
    ['DescribeTable', E.right({ status: 'CREATING' }), 'CREATING'],
    ['DeleteItem', E.right({ consumed: [{ table: 'a', units: 1.5 }] }), 'done, 1.5 units of a'],
    ['PutItem', E.left({ _tag: 'ConditionFailed', table: 'a', item: { secret: S('x') } }), 'ConditionFailed'],
    ['PutItem', E.left({ _tag: 'RequestRefused', name: 'n', message: 'm' }), 'RequestRefused: n, m'],
    ['PutItem', E.left({ _tag: 'Throttled', name: 'n' }), 'Throttled: n'],
    ['PutItem', E.left({ _tag: 'NetworkFailed', message: 'm' }), 'NetworkFailed: m'],
    ['Query', E.left({ _tag: 'InvalidRequest', reason: 'r' }), 'InvalidRequest: r'],
    [
      'Query',
      E.left({ _tag: 'InvalidExpression', place: 'FilterExpression', reason: 'r' }),
      'InvalidExpression: FilterExpression, r',
    ],
    [
      'TransactWriteItems',
      E.left({ _tag: 'TransactionCanceled', reasons: [{ code: 'None' }, { code: 'X' }] }),
      'TransactionCanceled: None, X',
    ],
  ])('%s %#', (operation, answer, text) => {
    expect(explainAnswer(operation, answer as never)).toBe(text)
  })
})

describe('explain', () => {
  it('prints before it is sent, and numbers where answers are printed', async () => {
    const printed: Array<string> = []
    const later = answering(
      () => new Promise((resolve) => setTimeout(() => resolve(E.right({})), printed.length === 1 ? 4 : 0)),
    )
    const explained = explain((text) => printed.push(text), { answers: true })(later)
    await Promise.all([explained(get('a'))(), explained(get('b', { consistent: false }))()])
    expect(printed).toEqual([
      "1. GetItem simple { id: 'a' }, consistent",
      "2. GetItem simple { id: 'b' }",
      '2. → no item',
      '1. → no item',
    ])
  })

  it('minds no printer that throws, and no interpreter that does', async () => {
    const rejects = () => Promise.reject(new Error('a printer'))
    for (const print of [thrower, rejects])
      expect(await explain(print, { answers: true })(await store())(get('a'))()).toEqual(E.right({}))
    const printed: Array<string> = []
    const explained = explain((text) => printed.push(text), { answers: true })
    expect(await explained(throwing)(get('a'))()).toEqual(broken('thrown'))
    expect(await explained(rejecting)(get('a'))()).toEqual(broken('rejected'))
    expect(printed[1]).toBe('1. → ServiceFailed: BrokenInterpreter, thrown')
  })
})

it('the calls of a plan are explained, before they are sent', () => {
  const User = M.model({ name: 'User', table: 'users', attributes: { id: A.string }, key: { partition: 'id' } })
  const read = Read.plan(Read.findMany(User)(Array.from({ length: 101 }, (_, i) => ({ id: `${i}` }))))
  expect(read.map((call) => explainOperation(call).split('\n')[0])).toEqual([
    'BatchGetItem of 100 keys',
    'BatchGetItem of 1 key',
  ])
  const write = Write.plan(Write.sequence([Write.put(User)({ id: 'ann' }), Write.delete(User)({ id: 'ann' })]))
  expect(E.isRight(write) && write.right.map((wave) => wave.map(explainOperation))).toEqual([
    ["BatchWriteItem of 1 write\n  Put users { id: 'ann' }"],
    ["BatchWriteItem of 1 write\n  Delete users { id: 'ann' }"],
  ])
})
