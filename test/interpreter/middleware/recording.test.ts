import * as assert from 'node:assert'
import * as E from 'fp-ts/Either'
import { describe, expect, it } from 'vitest'
import { suite } from '../../../laws/law'
import { recordingLaws } from '../../../laws/middleware/recording'
import { type Entry, parseLog, recorder, recording, replay, showEntry, showLog } from '../../../src/middleware'
import type { Operation } from '../../../src/program/Operation'
import { unstorable } from '../../../src/value/unstorable'
import { equal, getItem, inPartition, key, path, putItem, query, set, updateItem, value } from '../memory/support'
import { answering, broken, get, rejecting, store, thrower, throwing } from './doubles'

suite(describe, it)(recordingLaws, { numRuns: 150 })

const entry = (operation: Operation, answer: Entry['answer'] = E.right({})): Entry => ({
  asked: 0,
  answered: 0,
  operation,
  answer,
})

const transactGet: Operation<'TransactGetItems'> = {
  _tag: 'TransactGetItems',
  gets: [{ table: 'simple', key: { id: { S: 'ann' } } }],
}

const roundTrip = (one: Entry) => parseLog(showEntry(one))

describe('a log as text', () => {
  it('is a line for each entry, and the empty log is empty', () => {
    const log = [entry(get('ann')), { ...entry(get('b\nob')), asked: 1, answered: 1 }]
    expect(showLog(log).split('\n').length).toBe(2)
    expect(parseLog(showLog(log))).toEqual(E.right(log))
    expect(parseLog(showLog([]))).toEqual(E.right([]))
    expect(parseLog(`\n${showLog(log)}\r\n\n`)).toEqual(E.right(log))
  })

  it.each<[string, Operation]>([
    ['bytes', putItem({ pk: { B: Uint8Array.from({ length: 256 }, (_, i) => i) }, sk: { BS: [Uint8Array.of()] } })],
    ['conditions', putItem(key('a', 'b'), { _tag: 'And', conditions: [equal('x', { N: '1.0' }), { _tag: 'Never' }] })],
    ['updates', updateItem(key('a', 'b'), [set(path('x', 0, 'y'), value({ N: '1e3' }))])],
    [
      'queries',
      query(inPartition('a', { _tag: 'BeginsWith', prefix: { S: '😀' } }), { limit: -0, start: key('a', 'b') }),
    ],
    ['bad numbers', query(inPartition('a'), { limit: Number.NaN })],
    ['an infinite number', query(inPartition('a'), { limit: Number.NEGATIVE_INFINITY })],
    ['fields that are undefined', { ...getItem(key('a', 'b')), index: undefined } as never],
    ['hostile names', putItem(JSON.parse('{"__proto__":{"S":"a"},"$":{"S":"b"},"constructor":{"M":{"$":{"L":[]}}}}'))],
    ['a mark that is none', putItem({ $: ['Undefined'] as never, x: { $: ['Bytes', 1] } as never })],
  ])('keeps %s', (_, operation) => {
    const throttled = entry(operation, E.left({ _tag: 'Throttled', name: 'x' }))
    const parsed = roundTrip(throttled)
    // Vitest takes an attribute that is named constructor for the constructor.
    assert.deepStrictEqual(parsed, E.right([throttled]))
    expect(E.isRight(parsed) && showLog(parsed.right)).toBe(showEntry(throttled))
  })

  it('keeps what mismatches found, as far as it is data', () => {
    const found = [undefined, new Date(5), new Date(Number.NaN), new Set([1, 'x']), 12n, -0, null, { S: undefined }]
    const mismatches = found.map((actual) => ({ path: ['a', 0], expected: 'text', actual }))
    const answer = E.left({ _tag: 'InvalidItem', table: 'users', mismatches } as const)
    expect(roundTrip(entry(get('ann'), answer))).toStrictEqual(E.right([entry(get('ann'), answer)]))
  })

  it('is total on what is no data', () => {
    const cycle: { [name: string]: unknown } = {}
    cycle.itself = cycle
    let deep: unknown = 1
    for (let i = 0; i < 100_000; i++) deep = [deep]
    const found = [cycle, deep, () => 1, Symbol('s'), new Map([[1, 2]]), new (class Own {})(), globalThis]
    for (const actual of found) {
      const mismatches = [{ path: [], expected: 'data', actual }]
      const text = showEntry(entry(get('ann'), E.left({ _tag: 'InvalidItem', table: 'users', mismatches })))
      expect(parseLog(text)).toMatchObject({ _tag: 'Right' })
    }
    expect(showEntry(entry(putItem({ pk: unstorable('text', () => 1) })))).toContain('a function')
  })
})

describe('a text that is no log is told with all places', () => {
  it.each([
    ['nonsense', [[0]]],
    ['1', [[0]]],
    ['null', [[0]]],
    [
      '[]',
      [
        [0, 'asked'],
        [0, 'answered'],
        [0, 'operation'],
      ],
    ],
    ['{"$":["Bytes","%"]}', [[0]]],
    ['{"$":["Nothing"]}', [[0]]],
    ['{"$":7}', [[0]]],
    ['{"$":["BigInt","x"]}', [[0]]],
    ['{"$":["Object",[1]]}', [[0]]],
    [`${'['.repeat(200_000)}${']'.repeat(200_000)}`, [[0]]],
  ])('%#', (text, paths) => {
    const parsed = parseLog(text)
    expect(E.isLeft(parsed) && parsed.left.mismatches.map(({ path: at }) => at)).toEqual(paths)
  })

  const at = (n: number, operation: Operation = get('ann')): Entry => ({ ...entry(operation), asked: n, answered: n })
  const line = (change: object): string => JSON.stringify({ ...JSON.parse(showEntry(at(1))), ...change })
  const left = (error: object) => ({ answer: { _tag: 'Left', left: error } })
  const right = (output: object) => ({ answer: { _tag: 'Right', right: output } })
  it.each([
    [{ asked: -1 }, 'asked'],
    [{ asked: 0 }, 'asked'],
    [{ answered: 0.5 }, 'answered'],
    [{ answered: 2 }, 'answered'],
    [{ answered: 3 }, 'answered'],
    [{ operation: {} }, 'operation'],
    [{ operation: { _tag: 'toString' } }, 'operation'],
    [{ operation: { _tag: 'GetItem' } }, 'answer'],
    [{ operation: { ...get('ann'), table: 5 } }, 'answer'],
    [{ operation: { ...get('ann'), key: { id: { S: 5 } } } }, 'answer'],
    [{ operation: inPartition('a') }, 'operation'],
    [{ operation: query(inPartition('a'), { limit: 0 }), ...right({ items: [], count: 0, scanned: 0 }) }, 'answer'],
    [{ answer: undefined }, 'answer'],
    [{ answer: { _tag: 'Right' } }, 'answer'],
    [right({ item: 'x' }), 'answer'],
    [left({}), 'answer'],
    [left({ _tag: 'Nonsense' }), 'answer'],
    [left({ _tag: 'TableNotFound' }), 'answer'],
    [left({ _tag: 'Throttled', name: 1 }), 'answer'],
    [left({ _tag: 'ConditionFailed', table: 'simple' }), 'answer'],
    [left({ _tag: 'InvalidItem', table: 'simple', mismatches: [{}] }), 'answer'],
    [{ operation: transactGet, ...left({ _tag: 'TransactionCanceled' }) }, 'answer'],
    [{ operation: transactGet, ...left({ _tag: 'TransactionCanceled', reasons: [{}] }) }, 'answer'],
    [{ answer: { _tag: 'Middle' } }, 'answer'],
  ])('%j', (change, place) => {
    expect(parseLog(`${showEntry(at(0))}\n${line(change)}\n${showEntry(at(2))}`)).toMatchObject({
      left: {
        _tag: 'InvalidLog',
        mismatches: [{ path: [place === 'answered' && 'answered' in change && change.answered === 2 ? 2 : 1, place] }],
      },
    })
  })

  it('where a line is missing or doubled', () => {
    const [x, y, z] = [0, 1, 2].map((n) => showEntry(at(n)))
    expect(parseLog([x, y, z].join('\n'))).toMatchObject({ _tag: 'Right' })
    expect(parseLog([x, z].join('\n'))).toMatchObject({ left: { mismatches: [{ path: [1, 'answered'] }] } })
    expect(parseLog([x, y, x].join('\n'))).toMatchObject({
      left: { mismatches: [{ path: [2, 'asked'] }, { path: [2, 'answered'] }] },
    })
  })

  it('and not where an operation was never answered', async () => {
    const { middleware, read } = recorder()
    const recorded = middleware((operation) =>
      operation._tag === 'GetItem'
        ? () => new Promise(() => undefined)
        : answering(() => E.right({ items: [] }))(operation),
    )
    recorded(get('ann'))()
    await recorded(transactGet)()
    expect(parseLog(showLog(read()))).toEqual(E.right(read()))
  })
})

describe('recording', () => {
  it('tells in the order of the answers, and says what was asked first', async () => {
    let release = (): void => {}
    const released = new Promise<void>((resolve) => {
      release = resolve
    })
    const slow = answering(async (operation) => {
      if (operation._tag === 'GetItem' && operation.consistent) await released
      return E.right({})
    })
    const { middleware, read } = recorder()
    const recorded = middleware(slow)
    const asked = recorded(get('slow'))()
    await recorded(get('fast', { consistent: false }))()
    release()
    await asked
    expect(read().map(({ asked, answered }) => [asked, answered])).toEqual([
      [1, 0],
      [0, 1],
    ])
  })

  it('keeps what was asked and answered, whoever changes it after', async () => {
    const item = { id: { S: 'ann' } }
    const asked = { ...get('ann'), key: { id: { S: 'ann' } } }
    const { middleware, read } = recorder()
    const answer = middleware(answering(() => E.right({ item })))(asked)()
    asked.key.id.S = 'eve'
    await answer
    item.id.S = 'eve'
    for (const { operation } of read()) (operation as { table: string }).table = 'eve'
    expect(read()).toEqual([entry(get('ann'), E.right({ item: { id: { S: 'ann' } } }))])
  })

  it('minds no sink that throws or rejects', async () => {
    const rejects = () => Promise.reject(new Error('a sink'))
    for (const sink of [thrower, rejects])
      expect(await recording(sink)(await store())(get('ann'))()).toEqual(E.right({}))
  })

  it('records what broken interpreters are answered as', async () => {
    for (const [interpreter, message] of [[throwing, 'thrown'] as const, [rejecting, 'rejected'] as const]) {
      const { middleware, read } = recorder()
      expect(await middleware(interpreter)(get('ann'))()).toEqual(broken(message))
      expect(await replay(read())(get('ann'))()).toEqual(broken(message))
    }
  })
})

describe('replay', () => {
  const log = [
    { ...entry(get('ann'), E.right({ item: { id: { S: 'second' } } })), asked: 2 },
    { ...entry(get('ann'), E.right({ item: { id: { S: 'first' } } })), asked: 1 },
  ]

  it('answers one operation in the order in which it was asked, and refuses it when it is used up', async () => {
    const replayed = replay(log)
    expect(await replayed(get('ann'))()).toEqual(E.right({ item: { id: { S: 'first' } } }))
    expect(await replayed(get('ann'))()).toEqual(E.right({ item: { id: { S: 'second' } } }))
    expect(await replayed(get('ann'))()).toEqual(
      E.left({ _tag: 'RequestRefused', name: 'NotRecorded', message: "GetItem simple { id: 'ann' }, consistent" }),
    )
  })

  it('takes operations for the same as data', async () => {
    const { _tag, table, key: keyed, consistent } = get('ann')
    const turned = { consistent, key: keyed, table, projection: undefined, _tag } as never
    expect(await replay(log)(turned)()).toMatchObject({ _tag: 'Right' })
    expect(await replay(log)(get('bob'))()).toMatchObject({ left: { name: 'NotRecorded' } })
  })

  it('takes a transaction for the same whatever its token, where none has its token', async () => {
    const transaction = (token?: string): Operation<'TransactWriteItems'> => ({
      _tag: 'TransactWriteItems',
      actions: [{ _tag: 'Delete', table: 'simple', key: { id: { S: 'ann' } }, condition: { _tag: 'Always' } }],
      itemOnFailure: false,
      ...(token === undefined ? {} : { token }),
    })
    const conflict = { _tag: 'TransactionInProgress' } as const
    const replayed = replay([
      { ...entry(transaction('x')), asked: 0 },
      { ...entry(transaction('y'), E.left(conflict)), asked: 1 },
      { ...entry(transaction('z')), asked: 2 },
    ])
    expect(await replayed(transaction('y'))()).toEqual(E.left(conflict))
    expect(await replayed(transaction())()).toEqual(E.right({}))
    expect(await replayed(transaction('other'))()).toEqual(E.right({}))
    expect(await replayed(transaction('x'))()).toMatchObject({ left: { name: 'NotRecorded' } })
  })

  it('is total', async () => {
    for (const junk of [undefined, null, {}, { _tag: 'Nothing' }])
      expect(await replay(log)(junk as never)()).toMatchObject({
        left: { _tag: 'RequestRefused', name: 'NotRecorded' },
      })
  })
})
