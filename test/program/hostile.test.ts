import * as fc from 'fast-check'
import { sequenceS, sequenceT } from 'fp-ts/Apply'
import * as E from 'fp-ts/Either'
import { pipe } from 'fp-ts/function'
import * as O from 'fp-ts/Option'
import * as RA from 'fp-ts/ReadonlyArray'
import { describe, expect, it } from 'vitest'
import * as A from '../../src/codec'
import { gte, never } from '../../src/expression/condition/constructors'
import * as U from '../../src/expression/update/constructors'
import { inMemory } from '../../src/memory'
import { globalIndex, model } from '../../src/model'
import type { Interpreter } from '../../src/program/Interpreter'
import type { Operation } from '../../src/program/Operation'
import * as P from '../../src/program/Program'
import * as Q from '../../src/program/Query'
import * as Read from '../../src/program/Read'
import * as Scan from '../../src/program/Scan'
import * as T from '../../src/program/Table'
import * as Policy from '../../src/program/time/Policy'
import * as W from '../../src/program/Write'
import { Account, ann, run, spying } from './accounts'

const key = { name: 'ann', number: 1 }
const many = (n: number) => Array.from({ length: n }, (_, number) => ({ ...ann, number }))
const puts = (n: number) => W.sequence(many(n).map((a) => W.put(Account)(a)))

const bound = async (wrap: (inner: Interpreter) => Interpreter = (inner) => inner) => {
  const store = inMemory()
  await run(store)(T.bind(Account))
  const { interpreter, asked } = spying(wrap(store))
  const count = async () => run(store)(Scan.count(Scan.scan(Account)))
  return { go: run(interpreter), asked, count }
}

const programs: ReadonlyArray<readonly [string, P.Program<unknown, unknown>]> = [
  ['perform', P.perform({ _tag: 'DescribeTable', table: 'accounts' })],
  ['find', Read.run(Read.find(Account)(key))],
  ['batch of reads', Read.batch(Read.findMany(Account)([key, { name: 'bob', number: 2 }]))],
  ['transaction of reads', Read.transact(Read.find(Account)(key))],
  ['put', W.run(W.put(Account)(ann, { returning: 'old' }))],
  ['update', W.run(W.update(Account)(key, U.increment(Account.at.balance, 1), { returning: 'new' }))],
  ['delete', W.run(W.delete(Account)(key))],
  ['check', W.run(W.check(Account)(key, gte(Account.at.balance, 1)))],
  ['batch of writes', W.batch(puts(26))],
  ['transaction of writes', W.transact(puts(2))],
  ['query', Q.collect(Q.query(Account, { name: 'ann' }))],
  ['page', Q.page(Q.query(Account.index.byEmail, { email: 'x' }))],
  ['count', Q.count(Q.query(Account, { name: 'ann' }))],
  ['parallel scan', pipe(Scan.scan(Account), Scan.parallel(2))],
  ['bind', T.bind(Account, { polling: Policy.limit(2) })],
  ['validate', T.validate(Account)],
]

const answers = fc.oneof(
  fc.constantFrom<unknown>(
    undefined,
    null,
    5,
    'x',
    {},
    E.right(undefined),
    E.right(null),
    E.right({}),
    E.left('x'),
    E.left({}),
  ),
  fc.anything().map((u) => E.right(u)),
  fc
    .record({
      items: fc.array(fc.anything(), { maxLength: 2 }),
      count: fc.constantFrom(-4, Number.NaN, 1, 0.5),
      scanned: fc.constantFrom(0, 1),
      next: fc.constantFrom<unknown>({ foo: 1 }, 5, { name: { S: 'ann' } }, null),
      unprocessed: fc.constantFrom<unknown>([], [null], [{ table: 'accounts' }], 3),
      schema: fc.constantFrom<unknown>({}, null, { name: 'accounts', key: {}, indexes: [] }),
      status: fc.constantFrom('ACTIVE', 3),
    })
    .map((u) => E.right(u)),
)

describe('programs, whoever interprets them', () => {
  it.each(programs)('%s never rejects, and takes no rubbish for an answer', async (_, program) => {
    await fc.assert(
      fc.asyncProperty(answers, async (answer) => {
        const result = await program((() => () => Promise.resolve(answer)) as never)()
        expect(result).toMatchObject({ _tag: expect.stringMatching(/^(Left|Right)$/) })
        if (E.isLeft(result)) expect(result.left).toMatchObject({ _tag: expect.any(String) })
      }),
      { numRuns: 200 },
    )
    for (const broken of [
      () => {
        throw new Error('thrown')
      },
      () => () => Promise.reject(new Error('rejected')),
      () => undefined,
      () => () => undefined,
    ])
      expect(await program(broken as never)()).toMatchObject({ _tag: 'Left', left: { _tag: expect.any(String) } })
  })

  it('does not count what is no count, nor go round in circles', async () => {
    const page = (next: string) => ({
      items: [],
      count: 0,
      scanned: 0,
      next: { name: { S: next }, number: { N: '1' } },
    })
    let turn = 0
    const circular = (() => () => Promise.resolve(E.right(page(`a${turn++ % 3}`)))) as never
    expect(await Scan.collect(Scan.scan(Account))(circular)()).toMatchObject(
      E.left({ _tag: 'InvalidAnswer', operation: 'Scan' }),
    )
    expect(await Q.count(Q.query(Account, { name: 'a0' }))(circular)()).toMatchObject(E.left({ _tag: 'InvalidAnswer' }))
    const negative = (() => () => Promise.resolve(E.right({ items: [], count: -4, scanned: 0 }))) as never
    expect(await Scan.count(Scan.scan(Account))(negative)()).toMatchObject(E.left({ _tag: 'InvalidAnswer' }))
  })

  it('refuses items that nobody asked for, and too few of those that were', async () => {
    const other = { table: 'accounts', item: Account.encode({ ...ann, name: 'eve' }) }
    const batch = (() => () => Promise.resolve(E.right({ items: [other], unprocessed: [] }))) as never
    expect(await Read.batch(Read.find(Account)(key))(batch)()).toMatchObject(E.left({ _tag: 'InvalidAnswer' }))
    const few = (() => () => Promise.resolve(E.right({ items: [] }))) as never
    expect(await Read.transact(Read.find(Account)(key))(few)()).toMatchObject(E.left({ _tag: 'InvalidAnswer' }))
  })
})

describe('descriptions of tables', () => {
  const Everything = model({
    name: 'Everything',
    table: 'everything',
    attributes: { id: A.string, other: A.string, expires: A.timestamp },
    key: { partition: 'id' },
    indexes: { byOther: globalIndex({ partition: 'other', throughput: { read: 1, write: 1 } }) },
    billing: { read: 1, write: 1 },
    timeToLive: 'expires',
    stream: 'new',
    backups: true,
    encryption: 'kms',
    deletionProtection: true,
    tableClass: 'infrequentAccess',
    tags: { team: 'red' },
  })
  const { timeToLive, backups, tags, ...settings } = Everything.settings
  const described = { schema: Everything.schema, settings, status: 'ACTIVE', pending: [], itemCount: 0 }

  /** A store that describes every table so, and switches what it is asked to. */
  const describing = (description: unknown): Interpreter =>
    ((operation: Operation) => () => {
      switch (operation._tag) {
        case 'DescribeTable':
        case 'UpdateTable':
          return Promise.resolve(E.right(description))
        case 'DescribeTimeToLive':
          return Promise.resolve(E.right({ status: 'ENABLED', attribute: 'expires' }))
        case 'ListTagsOfResource':
          return Promise.resolve(E.right({ tags }))
        default:
          return Promise.resolve(E.right({ enabled: true }))
      }
    }) as never
  const describeIt = P.perform({ _tag: 'DescribeTable', table: 'everything' })
  const asking: ReadonlyArray<P.Program<unknown, unknown>> = [
    describeIt,
    T.validate(Everything),
    T.bind(Everything, { polling: Policy.limit(2) }),
    T.plan(Everything, { replaceIndexes: true }),
  ]
  const refused = E.left({ _tag: 'InvalidAnswer', operation: 'DescribeTable' })

  it('that are right are taken', async () => {
    for (const program of asking) expect(await program(describing(described))()).toMatchObject({ _tag: 'Right' })
  })

  const attribute = (one: unknown) => ({ schema: { ...described.schema, key: { partition: [one], sort: [] } } })
  const wrong: ReadonlyArray<object> = [
    { settings: null },
    ...[
      { billing: null },
      { billing: 'free' },
      { billing: { read: 1 } },
      { indexThroughput: null },
      { indexThroughput: { byOther: 'onDemand' } },
      { stream: 'all' },
      { timeToLive: { attribute: 5 } },
      { backups: 'on' },
      { encryption: { key: null } },
      { encryption: null },
      { deletionProtection: 0 },
      { tableClass: 'cheap' },
      { tags: null },
      { tags: { team: null } },
    ].map((one) => ({ settings: { ...settings, ...one } })),
    attribute(null),
    attribute({ name: 5, type: 'S' }),
    attribute({ name: 'id', type: 'BOOL' }),
    { schema: { ...described.schema, key: { partition: [], sort: [] } } },
    // A hole, which most functions on lists leave out.
    { schema: { ...described.schema, key: { partition: new Array(1), sort: [] } } },
    { schema: { ...described.schema, indexes: [{ ...described.schema.indexes[0], projection: 'some' }] } },
    { schema: { ...described.schema, indexes: [{ ...described.schema.indexes[0], kind: 'other' }] } },
  ]
  it.each(wrong)('that are none, as %o, are no answers', async (part) => {
    for (const program of asking) expect(await program(describing({ ...described, ...part }))()).toMatchObject(refused)
  })

  it('with rubbish anywhere are no answers, or do no harm', async () => {
    const rubbish = fc.oneof(fc.anything(), fc.constantFrom<unknown>(null, 'off', {}, [], 0, true))
    const part = fc.oneof(
      fc.dictionary(fc.constantFrom('schema', 'status', 'pending', 'itemCount', 'settings'), rubbish),
      fc
        .dictionary(fc.constantFrom(...Object.keys(Everything.settings)), rubbish)
        .map((some) => ({ settings: { ...settings, ...some } })),
      fc
        .dictionary(fc.constantFrom('name', 'kind', 'key', 'projection'), rubbish)
        .map((some) => ({ schema: { ...described.schema, indexes: [{ ...described.schema.indexes[0], ...some }] } })),
    )
    await fc.assert(
      fc.asyncProperty(part, async (some) => {
        for (const program of asking) {
          const result = await program(describing({ ...described, ...some }))()
          expect(result).toMatchObject({ _tag: expect.stringMatching(/^(Left|Right)$/) })
          if (E.isLeft(result)) expect(result.left).toMatchObject({ _tag: expect.any(String) })
        }
      }),
      { numRuns: 500 },
    )
  })
})

describe('writes that the types would refuse', () => {
  it('are no batch: nothing is sent, deleted or written without its condition', async () => {
    const { go, asked } = await bound()
    const writes: ReadonlyArray<unknown> = [
      W.update(Account)(key, U.increment(Account.at.balance, 1)),
      W.save(Account)(ann),
      W.check(Account)(key, gte(Account.at.balance, 1)),
      W.put(Account)(ann, { condition: never }),
      W.delete(Account)(key, { returning: 'old' }),
    ]
    for (const write of writes)
      expect(await go(W.batch(write as never))).toMatchObject(E.left({ _tag: 'InvalidRequest' }))
    expect(await go(W.transact(W.put(Account)(ann, { returning: 'old' }) as never))).toMatchObject(
      E.left({ _tag: 'InvalidRequest' }),
    )
    expect(asked).toEqual([])
  })

  it('are not written where their condition, options or update are nothing', async () => {
    const { go, asked } = await bound()
    for (const options of [{ condition: null }, { condition: undefined }, null, 3, { returning: 'all' }])
      expect(await go(W.run(W.put(Account)(ann, options as never)))).toMatchObject(E.left({ _tag: 'InvalidRequest' }))
    for (const update of [null, undefined, {}, { _tag: 'Update' }])
      expect(await go(W.run(W.update(Account)(key, update as never)))).toMatchObject(E.left({ _tag: 'InvalidRequest' }))
    for (const names of [[], ['nobody']])
      expect(await go(Scan.collect(Scan.project(...(names as [never]))(Scan.scan(Account))))).toMatchObject(
        E.left({ _tag: 'InvalidRequest' }),
      )
    expect(asked).toEqual([])
  })
})

describe('several writes', () => {
  const huge = { ...ann, number: 45, tags: new Set(['x'.repeat(410_000)]) }

  it('are all validated before the first is sent, and the error names the item', async () => {
    const { go, asked } = await bound()
    const expected = E.left({ _tag: 'InvalidItem', key: Account.encodeKey(huge) })
    expect(await go(W.batch(W.sequence([...many(40), huge].map((a) => W.put(Account)(a)))))).toMatchObject(expected)
    expect(await go(W.run(W.sequence([W.put(Account)(ann), W.put(Account)(huge)])))).toMatchObject(expected)
    const overlapping = U.all([U.set(Account.at.balance, 1), U.set(Account.at.balance, 2)])
    expect(
      await go(W.run(sequenceT(W.Applicative)(W.save(Account)(ann), W.update(Account)(key, overlapping)))),
    ).toMatchObject(E.left({ _tag: 'InvalidExpression' }))
    expect(asked).toEqual([])
  })

  it('name the one whose condition does not hold', async () => {
    const { go, count } = await bound()
    const writes = many(3).map((a) => W.put(Account)(a, a.number === 1 ? { condition: never } : {}))
    expect(await go(W.run(W.sequence(writes as never)))).toMatchObject(
      E.left({ _tag: 'ConditionFailed', key: Account.encodeKey({ name: 'ann', number: 1 }) }),
    )
    expect(await count()).toEqual(E.right(1))
  })

  it('say what is not known to be written when a call of a batch fails', async () => {
    let calls = 0
    const failing =
      (after: number) =>
      (inner: Interpreter): Interpreter =>
      (operation) => {
        const asked: Operation = operation
        return asked._tag === 'BatchWriteItem' && ++calls > after
          ? () => Promise.resolve(E.left({ _tag: 'Throttled', name: 'x' }) as never)
          : inner(operation)
      }
    const { go, count } = await bound(failing(2))
    const result = await go(W.batch(puts(120)))
    expect(result).toMatchObject(E.left({ _tag: 'UnprocessedWrites', cause: { _tag: 'Throttled' } }))
    const left = E.isLeft(result) && result.left._tag === 'UnprocessedWrites' ? result.left.writes.length : 0
    expect(await count()).toEqual(E.right(120 - left))
    calls = 0
    const none = await bound(failing(0))
    expect(await none.go(W.batch(puts(3)))).toEqual(E.left({ _tag: 'Throttled', name: 'x' }))
  })

  it('refuse an empty text in the key of an index, with its place', async () => {
    const { go, asked } = await bound()
    expect(await go(W.run(W.put(Account)({ ...ann, email: '' })))).toMatchObject(
      E.left({ _tag: 'InvalidItem', mismatches: [{ path: ['email'] }] }),
    )
    expect(asked).toEqual([])
  })

  it('answer the item where an update that writes nothing is asked for it', async () => {
    const { go } = await bound()
    const same = W.change(Account)(ann, ann, { returning: 'new' })
    expect(await go(W.run(same))).toEqual(E.right(O.none))
    await go(W.run(W.put(Account)(ann)))
    expect(await go(W.run(same))).toEqual(E.right(O.some(ann)))
    expect(
      await go(W.run(W.update(Account)(key, U.empty, { returning: 'old', condition: gte(Account.at.balance, 1) }))),
    ).toEqual(E.right(O.some(ann)))
  })
})

describe('applicatives', () => {
  it('compose by sequenceT, sequenceS and traverse, for every way', async () => {
    const { go, count } = await bound()
    const two = sequenceT(W.Applicative)(W.put(Account)(ann), W.put(Account)({ ...ann, number: 2 }))
    expect(E.isRight(await go(W.batch(two)))).toBe(true)
    const named = sequenceS(W.Applicative)({
      gone: W.delete(Account)(key),
      kept: W.save(Account)({ ...ann, number: 2 }),
    })
    expect(E.isRight(await go(W.transact(named)))).toBe(true)
    expect(await count()).toEqual(E.right(1))
    const all = RA.traverse(W.Applicative)((a: typeof ann) => W.put(Account)(a))(many(3_000))
    expect(E.isRight(await go(W.batch(all)))).toBe(true)
    const found = RA.traverse(Read.Applicative)((a: typeof ann) => Read.find(Account)(a))(many(3_000))
    const read = await go(Read.batch(found))
    expect(E.isRight(read) && read.right.every(O.isSome)).toBe(true)
  })

  it('are stack-safe for 50,000', () => {
    const add = (n: number) => (m: number) => n + m
    let read: Read.Read<never, number> = Read.of(0)
    let write: W.Write<W.Way, never, number> = W.of(0)
    for (let i = 0; i < 50_000; i++) {
      read = pipe(read, Read.map(add), Read.ap(Read.of(1)))
      write = pipe(write, W.map(add), W.ap(W.of(1)))
    }
    expect([read.gets, read.build([]), write.requests, write.build([])]).toEqual([
      [],
      E.right(50_000),
      E.right([]),
      E.right(50_000),
    ])
  })

  it('keep their laws', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(key, { name: 'bob', number: 2 }), { maxLength: 4 }), (keys) => {
        const reads = keys.map((one) => Read.find(Account)(one))
        const stored = keys.map((one) => Account.encode({ ...ann, ...one }))
        const byAp = reads.reduce<Read.Read<unknown, ReadonlyArray<unknown>>>(
          (all, one) =>
            pipe(
              all,
              Read.map((xs) => (x: unknown) => [...xs, x]),
              Read.ap(one),
            ),
          Read.of([]),
        )
        expect(byAp.gets).toEqual(Read.sequence(reads).gets)
        expect(byAp.build(stored)).toEqual(Read.sequence(reads).build(stored))
        expect(
          pipe(
            byAp,
            Read.map((x) => x),
          ).build(stored),
        ).toEqual(byAp.build(stored))
      }),
    )
  })
})
