import * as fc from 'fast-check'
import * as E from 'fp-ts/Either'
import { describe, expect, it } from 'vitest'
import { spec } from '../../laws/arbitrary/spec'
import { suite } from '../../laws/law'
import { tableLaws } from '../../laws/table'
import * as A from '../../src/codec'
import { inMemory } from '../../src/memory'
import { faulty } from '../../src/middleware'
import { globalIndex, localIndex, model } from '../../src/model'
import type { AnyModel } from '../../src/model/AnyModel'
import type { Interpreter } from '../../src/program/Interpreter'
import type { Operation } from '../../src/program/Operation'
import { showError } from '../../src/program/showError'
import * as T from '../../src/program/Table'
import * as Policy from '../../src/program/time/Policy'
import { systemTimer } from '../../src/program/time/Timer'
import { Account, run, spying } from './accounts'

const attributes = { name: A.string, number: A.integer, email: A.string }
const key = { partition: 'name', sort: 'number' } as const
const Narrow = model({ name: 'Narrow', table: 'accounts', attributes, key })
const Wide = model({
  name: 'Wide',
  table: 'accounts',
  attributes,
  key,
  indexes: { byEmail: globalIndex({ partition: 'email' }), byNumber: globalIndex({ partition: 'number' }) },
})
const Other = model({ name: 'Other', table: 'accounts', attributes, key: { partition: 'email' } })
const Session = model({
  name: 'Session',
  table: 'sessions',
  attributes: { id: A.string, user: A.string, expires: A.timestamp },
  key: { partition: 'id' },
  indexes: { byUser: globalIndex({ partition: 'user' }) },
  timeToLive: 'expires',
  backups: true,
  tags: { team: 'red' },
})

/** Looks again at once, a few times. */
const eager = { polling: Policy.limit(5) }

type Answer = E.Either<unknown, unknown>

/** The interpreter, with the answers to some operations changed; `nth` counts those of the same name. */
const answering =
  (
    inner: Interpreter,
    change: (operation: Operation, nth: number, ask: () => Promise<Answer>) => Promise<Answer>,
  ): Interpreter =>
  (operation) =>
  () => {
    counts[operation._tag] = (counts[operation._tag] ?? 0) + 1
    return change(operation, counts[operation._tag] as number, inner(operation)) as never
  }
let counts: Record<string, number> = {}
const fresh = () => {
  counts = {}
  return inMemory()
}

const refused = (name: string) => E.left({ _tag: 'RequestRefused', name, message: '' })

suite(describe, it)(tableLaws(inMemory()), { numRuns: 300 })

describe('binding', () => {
  it('creates what is missing, then validates it, again and again', async () => {
    const { interpreter, asked } = spying(inMemory())
    const go = run(interpreter)
    expect(await go(T.validate(Account))).toEqual(E.left({ _tag: 'TableNotFound', table: 'accounts' }))
    expect(E.isRight(await go(T.bind(Account)))).toBe(true)
    expect(E.isRight(await go(T.bind(Account)))).toBe(true)
    expect(asked.filter(({ _tag }) => _tag === 'CreateTable')).toHaveLength(1)
    expect(await go(T.validate(Narrow))).toMatchObject(E.right([{ status: 'ACTIVE', unverified: [] }]))
    expect(E.isRight(await go(T.delete('accounts')))).toBe(true)
    expect(await go(T.describe('accounts'))).toEqual(E.left({ _tag: 'TableNotFound', table: 'accounts' }))
  })

  it('gives all differences of a table that is not as needed', async () => {
    const go = run(inMemory())
    await go(T.bind(Account))
    const mismatch = await go(T.bind(Wide))
    expect(mismatch).toEqual(
      E.left({
        _tag: 'TableMismatch',
        table: 'accounts',
        differences: [
          { path: 'indexes.byEmail.projection', expected: 'all', actual: 'keys' },
          { path: 'indexes.byNumber', expected: 'a global index', actual: 'none' },
        ],
      }),
    )
    expect(E.isLeft(mismatch) && showError(mismatch.left)).toBe(
      [
        "TableMismatch: the table 'accounts' is not as its models need it",
        '  indexes.byEmail.projection: expected all, found keys',
        '  indexes.byNumber: expected a global index, found none',
      ].join('\n'),
    )
  })

  it('makes no table where another one is not as needed', async () => {
    const { interpreter, asked } = spying(inMemory())
    const go = run(interpreter)
    await go(T.bind(Account))
    expect(await go(T.bind([Session, Other]))).toMatchObject(E.left({ _tag: 'TableMismatch', table: 'accounts' }))
    expect(asked.filter(({ _tag }) => _tag === 'CreateTable')).toHaveLength(1)
  })

  it('completes a table whose making was interrupted, and changes nothing else', async () => {
    const { interpreter, asked } = spying(inMemory())
    const go = run(interpreter)
    const { schema, settings } = Session
    const { timeToLive, backups, ...created } = settings
    await interpreter({ _tag: 'CreateTable', schema, settings: created })()
    expect(await go(T.validate(Session))).toMatchObject(
      E.left({ _tag: 'TableMismatch', differences: [{ path: 'timeToLive' }, { path: 'backups' }] }),
    )
    expect(await go(T.bind(Session))).toMatchObject(E.right([{ settings: { timeToLive, backups } }]))
    expect(asked.filter(({ _tag }) => /^(Create|Update|Tag)/.test(_tag)).map(({ _tag }) => _tag)).toEqual([
      'CreateTable',
      'UpdateTimeToLive',
      'UpdateContinuousBackups',
    ])
  })

  it('switches nothing off', async () => {
    const { interpreter, asked } = spying(inMemory())
    const go = run(interpreter)
    const Careless = model({
      name: 'Careless',
      table: 'sessions',
      attributes: { id: A.string },
      key: { partition: 'id' },
      backups: false,
    })
    await go(T.bind(Session))
    expect(await go(T.bind(Careless))).toMatchObject(E.left({ differences: [{ path: 'backups', expected: 'false' }] }))
    expect(asked.filter(({ _tag }) => _tag === 'UpdateContinuousBackups')).toHaveLength(1)
  })

  it('does not move a time to live to another attribute', async () => {
    const go = run(inMemory())
    const Moved = model({
      name: 'Moved',
      table: 'sessions',
      attributes: { id: A.string, until: A.timestamp },
      key: { partition: 'id' },
      timeToLive: 'until',
    })
    await go(T.bind(Session))
    expect(await go(T.bind(Moved))).toMatchObject(E.left({ _tag: 'TableMismatch' }))
  })
})

describe('models of one table', () => {
  it('are merged', async () => {
    const go = run(inMemory())
    expect(E.isRight(await go(T.bind([Narrow, Wide])))).toBe(true)
    expect(E.isRight(await go(T.bind(Narrow)))).toBe(true)
  })

  it('are named where they contradict each other', async () => {
    const answer = await run(inMemory())(T.bind([Narrow, Wide, Other]))
    expect(answer).toMatchObject(
      E.left({
        _tag: 'ModelsContradict',
        table: 'accounts',
        contradictions: [
          { path: 'key', models: ['Narrow', 'Other'] },
          { path: 'key', models: ['Wide', 'Other'] },
        ],
      }),
    )
    expect(E.isLeft(answer) && showError(answer.left).split('\n')[1]).toBe(
      "  Narrow and Other: key: 'partition name S, sort number N' and 'partition email S'",
    )
  })

  it('contradict each other where one keeps another type under the name of a key', () => {
    const indexes = { byEmail: globalIndex({ partition: 'email' }) }
    const Keyed = model({ name: 'Keyed', table: 'accounts', attributes, key, indexes })
    const Numbered = model({
      name: 'Numbered',
      table: 'accounts',
      attributes: { ...attributes, email: A.integer },
      key,
    })
    const contradiction = { path: 'attributes.email', models: ['Keyed', 'Numbered'], values: ['S', 'N'] }
    expect(T.specs([Keyed, Numbered])).toMatchObject(E.left({ contradictions: [contradiction] }))
    expect(E.isRight(T.specs([Keyed, Narrow]))).toBe(true)
  })

  it('that need more together than a table can have are told', () => {
    const many = (name: string, from: number) =>
      model({
        name,
        table: 'accounts',
        attributes,
        key,
        indexes: Object.fromEntries(
          Array.from({ length: 11 }, (_, i) => [`index-${from + i}`, globalIndex({ partition: 'email' })]),
        ),
      })
    expect(T.specs([many('One', 0), many('Two', 0)])).toMatchObject(E.right([{ name: 'One, Two' }]))
    expect(T.specs([many('One', 0), many('Two', 11)])).toMatchObject(
      E.left({ _tag: 'InvalidRequest', reason: expect.stringContaining('One, Two') }),
    )
  })

  it('of several tables make several specs', () => {
    expect(T.specs([Narrow, Session, Wide])).toMatchObject(E.right([{ name: 'Narrow, Wide' }, { name: 'Session' }]))
  })
})

describe('plans', () => {
  it('print what would be done, and do nothing', async () => {
    const { interpreter, asked } = spying(inMemory())
    const planned = await run(interpreter)(T.plan([Session, Account]))
    expect(E.isRight(planned) && T.showPlan(planned.right)).toBe(
      [
        'sessions (Session)',
        '  create the table: partition id S',
        "    with global index 'byUser': partition user S, projecting all",
        '    with tags: team = red',
        "  switch on the time to live 'expires'",
        '  switch on continuous backups',
        'accounts (Account)',
        '  create the table: partition name S, sort number N',
        "    with global index 'byEmail': partition email S, projecting keys",
        "    with local index 'byBalance': partition name S, sort balance N, projecting o",
        "    with global index 'byDay': partition email S, name S, sort balance N, o S, projecting tags",
      ].join('\n'),
    )
    expect(asked.every(({ _tag }) => _tag === 'DescribeTable')).toBe(true)
    expect(JSON.parse(JSON.stringify(planned))).toEqual(planned)
  })

  it('have what cannot be changed, and are then not carried out', async () => {
    const { interpreter, asked } = spying(inMemory())
    const go = run(interpreter)
    await go(T.bind(Narrow))
    const Local = model({
      name: 'Local',
      table: 'accounts',
      attributes,
      key,
      indexes: { byEmail: localIndex({ sort: 'email' }), byNumber: globalIndex({ partition: 'number' }) },
    })
    const planned = await go(T.plan(Local))
    expect(E.isRight(planned) && T.showPlan(planned.right)).toBe(
      [
        'accounts (Local)',
        "  create the global index 'byNumber': partition number N, projecting all",
        '  cannot be changed: indexes.byEmail: expected a local index, found none',
      ].join('\n'),
    )
    expect(E.isRight(planned) && (await go(T.apply(planned.right)))).toMatchObject(
      E.left({ _tag: 'TableMismatch', differences: [{ path: 'indexes.byEmail' }] }),
    )
    expect(asked.some(({ _tag }) => _tag === 'UpdateTable')).toBe(false)
  })

  it('replace indexes only where that is asked for', async () => {
    const go = run(inMemory())
    await go(T.bind(Account))
    expect(await go(T.plan(Wide))).toMatchObject(E.right([{ unresolved: [{ path: 'indexes.byEmail.projection' }] }]))
    const planned = await go(T.plan(Wide, { replaceIndexes: true }))
    expect(planned).toMatchObject(
      E.right([
        {
          actions: [
            { change: { _tag: 'DeleteIndex' } },
            { change: { _tag: 'CreateIndex' } },
            { change: { _tag: 'CreateIndex' } },
          ],
          unresolved: [],
        },
      ]),
    )
    expect(E.isRight(planned) && E.isRight(await go(T.apply(planned.right)))).toBe(true)
    expect(E.isRight(await go(T.bind(Wide)))).toBe(true)
  })
})

describe('what is replaced', () => {
  it('goes on to hold what others need of it', async () => {
    const go = run(inMemory())
    const Earlier = model({
      name: 'Earlier',
      table: 'accounts',
      attributes: { ...attributes, level: A.integer },
      key,
      stream: 'old',
      indexes: { byLevel: globalIndex({ partition: 'level', projection: ['email'] }) },
    })
    const Later = model({
      name: 'Later',
      table: 'accounts',
      attributes: { ...attributes, level: A.integer, note: A.string },
      key,
      stream: 'new',
      indexes: { byLevel: globalIndex({ partition: 'level', projection: ['note'] }) },
    })
    await go(T.bind(Earlier))
    const planned = await go(T.plan(Later, { replaceIndexes: true }))
    expect(E.isRight(planned) && E.isRight(await go(T.apply(planned.right)))).toBe(true)
    expect(E.isRight(await go(T.validate(Earlier)))).toBe(true)
    expect(await go(T.describe('accounts'))).toMatchObject(
      E.right({ settings: { stream: 'newAndOld' }, schema: { indexes: [{ projection: ['email', 'note'] }] } }),
    )
  })
})

describe('a table that is not ready', () => {
  const slow = (ready: number, part: object) =>
    answering(fresh(), async (operation, nth, ask) => {
      const answer = await ask()
      return operation._tag !== 'DescribeTable' || E.isLeft(answer) || nth > ready
        ? answer
        : E.right({ ...(answer.right as object), ...part })
    })

  it('is waited for', async () => {
    expect(E.isRight(await run(slow(4, { status: 'CREATING' }))(T.bind(Account, eager)))).toBe(true)
    const pending = [{ name: 'byEmail', status: 'CREATING', backfilling: true }]
    expect(E.isRight(await run(slow(4, { pending }))(T.bind(Account, eager)))).toBe(true)
  })

  it('is waited for no longer than is allowed', async () => {
    expect(await run(slow(99, { status: 'CREATING' }))(T.bind(Account, eager))).toMatchObject(
      E.left({
        _tag: 'PlanUnfinished',
        cause: { _tag: 'TableNotReady', table: 'accounts', status: 'CREATING' },
        done: [],
        underway: { _tag: 'CreateTable' },
        left: [],
      }),
    )
  })

  it('is waited for until the deadline, in real time', async () => {
    const patience = { deadline: 50, polling: Policy.constant(5) }
    const began = Date.now()
    expect(await run(slow(1e9, { status: 'UPDATING' }))(T.bind(Account, patience))).toMatchObject(
      E.left({ cause: { _tag: 'TableNotReady', status: 'UPDATING' } }),
    )
    expect(Date.now() - began).toBeLessThan(5_000)
  })

  it('is not waited for once the signal fires', async () => {
    const controller = new AbortController()
    setTimeout(() => controller.abort(), 20)
    const patience = { polling: Policy.constant(60_000), signal: controller.signal }
    expect(await run(slow(99, { status: 'CREATING' }))(T.bind(Account, patience))).toMatchObject(
      E.left({ cause: { _tag: 'Aborted' } }),
    )
    expect(await run(fresh())(T.bind(Account, { signal: controller.signal }))).toEqual(E.left({ _tag: 'Aborted' }))
  })

  it.each(['DELETING', 'ARCHIVED', 'INACCESSIBLE_ENCRYPTION_CREDENTIALS'])(
    'and is %s is not waited for',
    async (status) => {
      const interpreter = slow(99, { status })
      await interpreter({ _tag: 'CreateTable', schema: Account.schema })()
      const error = E.left({ _tag: 'TableNotReady', table: 'accounts', status })
      expect(await run(interpreter)(T.bind(Account))).toMatchObject(error)
      expect(await run(interpreter)(T.validate(Account))).toMatchObject(error)
      expect(await run(interpreter)(T.plan(Account))).toMatchObject(error)
    },
  )

  it('for its index is not valid yet, if the index is needed', async () => {
    const interpreter = slow(99, { pending: [{ name: 'byEmail', status: 'CREATING', backfilling: true }] })
    await interpreter({ _tag: 'CreateTable', schema: Account.schema })()
    const answer = await run(interpreter)(T.validate(Account))
    expect(E.isLeft(answer) && showError(answer.left)).toBe(
      "TableNotReady: the table 'accounts' is ACTIVE\n  index 'byEmail': CREATING, being filled",
    )
    expect(E.isRight(await run(interpreter)(T.validate(Narrow)))).toBe(true)
  })

  it('and a look that never ends, end at the deadline', async () => {
    const silent: Interpreter = () => () => new Promise(() => undefined)
    expect(await run(silent)(T.bind(Account, { deadline: 30 }))).toEqual(E.left({ _tag: 'TimedOut', milliseconds: 30 }))
  })

  it('and an interpreter that never answers, end at the deadline', async () => {
    const silent = answering(fresh(), (operation, _, ask) =>
      operation._tag === 'CreateTable' ? new Promise(() => undefined) : ask(),
    )
    expect(await run(silent)(T.bind(Account, { deadline: 30 }))).toMatchObject(
      E.left({ _tag: 'PlanUnfinished', cause: { _tag: 'TimedOut', milliseconds: 30 } }),
    )
  })
})

describe('a store that fails', () => {
  it('is asked again where it is throttled, or its answer was lost', async () => {
    const flaky = answering(fresh(), async (operation, nth, ask) => {
      if (operation._tag === 'CreateTable' && nth === 1)
        return E.left({ _tag: 'Throttled', name: 'LimitExceededException' })
      if (operation._tag === 'CreateTable' || (operation._tag === 'UpdateTimeToLive' && nth === 1)) {
        await ask()
        return E.left({ _tag: 'NetworkFailed', message: 'lost' })
      }
      if (operation._tag === 'UpdateContinuousBackups' && nth < 3)
        return refused('ContinuousBackupsUnavailableException')
      return ask()
    })
    expect(E.isRight(await run(flaky)(T.bind(Session, eager)))).toBe(true)
    expect(counts).toMatchObject({ CreateTable: 2, UpdateTimeToLive: 1, UpdateContinuousBackups: 3 })
  })

  it('is not asked for ever', async () => {
    const throttled = answering(fresh(), async (operation, _, ask) =>
      operation._tag === 'CreateTable' ? E.left({ _tag: 'Throttled', name: 'LimitExceededException' }) : ask(),
    )
    expect(await run(throttled)(T.bind(Account, eager))).toMatchObject(E.left({ cause: { _tag: 'TimedOut' } }))
    expect(counts.CreateTable).toBe(6)
  })

  it('after half of the work says what was done, and what was not', async () => {
    const interpreter = answering(fresh(), async (operation, _, ask) =>
      operation._tag === 'UpdateTimeToLive' ? refused('AccessDeniedException') : ask(),
    )
    const answer = await run(interpreter)(T.bind(Session, eager))
    expect(answer).toMatchObject(
      E.left({
        _tag: 'PlanUnfinished',
        cause: { name: 'AccessDeniedException' },
        done: [{ _tag: 'CreateTable' }],
        left: [{ _tag: 'UpdateTimeToLive' }, { _tag: 'UpdateContinuousBackups' }],
      }),
    )
    expect(E.isLeft(answer) && showError(answer.left)).toBe(
      [
        'PlanUnfinished: RequestRefused: AccessDeniedException, ',
        '  done: sessions: create the table: partition id S',
        "  not done: sessions: switch on the time to live 'expires'",
        '  not done: sessions: switch on continuous backups',
      ].join('\n'),
    )
  })

  it('does not find its table for a while', async () => {
    const late = answering(fresh(), async (operation, nth, ask) =>
      operation._tag === 'DescribeTable' && nth < 4 ? E.left({ _tag: 'TableNotFound', table: 'accounts' }) : ask(),
    )
    expect(E.isRight(await run(late)(T.bind(Account, eager)))).toBe(true)
  })

  it('with someone else who binds at the same time', async () => {
    const { interpreter, asked } = spying(inMemory())
    const answers = await Promise.all([1, 2, 3].map(() => run(interpreter)(T.bind(Session, eager))))
    expect(answers.every(E.isRight)).toBe(true)
    expect(asked.length).toBeGreaterThan(3)
  })

  it('by not permitting a look leaves something unverified', async () => {
    const shy = answering(fresh(), async (operation, _, ask) =>
      /^(DescribeTimeToLive|ListTags)/.test(operation._tag) ? refused('AccessDeniedException') : ask(),
    )
    const answer = await run(shy)(T.bind(Session, eager))
    expect(E.isRight(answer) && answer.right.map(({ unverified }) => unverified)).toMatchObject([
      [
        {
          _tag: 'Unverified',
          path: 'timeToLive',
          expected: 'attribute expires',
          cause: { name: 'AccessDeniedException' },
        },
        { _tag: 'Unverified', path: 'tags.team', expected: 'red', cause: { name: 'AccessDeniedException' } },
      ],
    ])
    const planned = await run(shy)(T.plan(Session))
    expect(E.isRight(planned) && T.showPlan(planned.right)).toContain(
      'not verified: timeToLive: expected attribute expires',
    )
  })

  it('by not having an operation fails, though nobody can say what is lacking', async () => {
    const lacking = answering(fresh(), async (operation, _, ask) =>
      /TimeToLive$/.test(operation._tag) ? refused('UnknownOperationException') : ask(),
    )
    expect(await run(lacking)(T.bind(Session, eager))).toMatchObject(
      E.left({ _tag: 'PlanUnfinished', left: [{ _tag: 'UpdateTimeToLive' }, { _tag: 'UpdateContinuousBackups' }] }),
    )
  })

  it('while it looks is said', async () => {
    const down = answering(fresh(), async (operation, _, ask) =>
      operation._tag === 'DescribeTimeToLive' ? E.left({ _tag: 'NetworkFailed', message: 'down' }) : ask(),
    )
    await down({ _tag: 'CreateTable', schema: Session.schema })()
    expect(await run(down)(T.validate(Session))).toMatchObject(E.left({ _tag: 'NetworkFailed' }))
  })
})

describe('a plan that is carried out', () => {
  const v = (projection: 'b' | 'c', more: object = {}) =>
    model({
      name: 'V',
      table: 'versions',
      attributes: { id: A.string, a: A.string, b: A.string, c: A.string },
      key: { partition: 'id' },
      indexes: { byA: globalIndex({ partition: 'a', projection: [projection] }) },
      stream: projection === 'b' ? 'old' : 'new',
      ...more,
    })
  const planOf = async (store: Interpreter, of: T.Models) => {
    const planned = await run(store)(T.plan(of, { replaceIndexes: true }))
    return E.isRight(planned) ? planned.right : expect.fail(JSON.stringify(planned))
  }

  it('twice does nothing the second time, though it was kept as text', async () => {
    const { interpreter, asked } = spying(inMemory())
    await run(interpreter)(T.bind(v('b')))
    const plan = await planOf(interpreter, v('c', { tags: { x: '1' } }))
    expect(E.isRight(await run(interpreter)(T.apply(plan)))).toBe(true)
    const before = asked.length
    expect(E.isRight(await run(interpreter)(T.apply(JSON.parse(JSON.stringify(plan)))))).toBe(true)
    expect(asked.slice(before).filter(({ _tag }) => !/^(Describe|List)/.test(_tag))).toEqual([])
  })

  it('does not touch a table that is another than the one planned for', async () => {
    const store = inMemory()
    const Mine = model({
      name: 'Mine',
      table: 'versions',
      attributes: { id: A.string, exp: A.timestamp },
      key: { partition: 'id' },
      timeToLive: 'exp',
      backups: true,
    })
    const plan = await planOf(store, Mine)
    const Theirs = model({ name: 'Theirs', table: 'versions', attributes: { no: A.integer }, key: { partition: 'no' } })
    await run(store)(T.bind(Theirs))
    const before = await run(store)(T.describe('versions'))
    expect(await run(store)(T.apply(plan))).toMatchObject(
      E.left({ _tag: 'PlanUnfinished', cause: { _tag: 'TableMismatch' }, done: [] }),
    )
    expect(await run(store)(T.describe('versions'))).toEqual(before)
    expect(await store({ _tag: 'DescribeTimeToLive', table: 'versions' })()).toEqual(E.right({ status: 'DISABLED' }))
  })

  it('does not rebuild what another one has just rebuilt', async () => {
    for (const failure of [
      { _tag: 'Throttled', name: 'LimitExceededException' },
      { _tag: 'TableNotFound', table: 'versions' },
    ]) {
      const { interpreter, asked } = spying(fresh())
      await run(interpreter)(T.bind(v('b')))
      const plan = await planOf(interpreter, v('c'))
      const before = asked.length
      const overtaken = answering(interpreter, async (operation, nth, ask) => {
        if (operation._tag !== 'UpdateTable' || nth > 1) return ask()
        await run(interpreter)(T.apply(plan))
        return E.left(failure)
      })
      expect(E.isRight(await run(overtaken)(T.apply(plan, eager)))).toBe(true)
      const changes = asked.slice(before).flatMap((one) => (one._tag === 'UpdateTable' ? [one.change._tag] : []))
      expect(changes).toEqual(['DeleteIndex', 'CreateIndex', 'Stream', 'Stream'])
    }
  })

  it('leaves a table alone that somebody else made meanwhile', async () => {
    const inner = fresh()
    const attributes = { id: A.string, user: A.string, exp: A.timestamp }
    const at = { table: 'versions', attributes, key: { partition: 'id' } } as const
    const Theirs = model({ name: 'Theirs', ...at })
    const indexes = { byUser: globalIndex({ partition: 'user' }) }
    const Mine = model({ name: 'Mine', ...at, indexes, timeToLive: 'exp', backups: true })
    const late = answering(inner, async (operation, _, ask) => {
      if (operation._tag === 'CreateTable') await run(inner)(T.bind(Theirs))
      return ask()
    })
    expect(await run(late)(T.bind(Mine, eager))).toMatchObject(
      E.left({ _tag: 'PlanUnfinished', cause: { _tag: 'TableMismatch' }, done: [], left: [{}, {}, {}] }),
    )
    expect(counts).toMatchObject({ CreateTable: 1 })
    expect(counts).not.toHaveProperty('UpdateTimeToLive')
  })

  it('says of an answer that is none that the action may be done', async () => {
    const inner = fresh()
    await run(inner)(T.bind(v('b')))
    const plan = await planOf(inner, v('b', { tags: { x: '1' } }))
    const odd = answering(inner, async (operation, _, ask) =>
      operation._tag === 'TagResource' ? (undefined as never) : ask(),
    )
    expect(await run(odd)(T.apply(plan, eager))).toMatchObject(
      E.left({ cause: { _tag: 'InvalidAnswer' }, done: [], underway: { _tag: 'TagResource' }, left: [] }),
    )
  })

  it('says at once what no waiting would close', async () => {
    const store = inMemory()
    await run(store)(T.bind(v('b')))
    const plan = await planOf(store, v('b'))
    await run(store)(T.delete('versions'))
    // All but the key is as it is needed.
    const Theirs = model({
      name: 'Theirs',
      table: 'versions',
      attributes: { no: A.integer, a: A.string, b: A.string },
      key: { partition: 'no' },
      indexes: { byA: globalIndex({ partition: 'a', projection: ['b'] }) },
      stream: 'old',
    })
    await run(store)(T.bind(Theirs))
    const waits: Array<number> = []
    const sleep = (milliseconds: number, signal?: AbortSignal) => {
      waits.push(milliseconds)
      return systemTimer.sleep(milliseconds, signal)
    }
    expect(await run(store)(T.apply(plan, { deadline: 3_000, timer: { random: () => 0, sleep } }))).toMatchObject(
      E.left({ _tag: 'TableMismatch', table: 'versions' }),
    )
    expect(waits).toEqual([3_000])
  })

  it('of a table that is gone says so at once', async () => {
    const store = inMemory()
    await run(store)(T.bind(v('b')))
    const plan = await planOf(store, v('c'))
    await run(store)(T.delete('versions'))
    expect(await run(store)(T.apply(plan))).toMatchObject(
      E.left({ cause: { _tag: 'TableNotFound' }, done: [], left: [{}, {}, {}, {}] }),
    )
  })

  it('is repeated where it was throttled half-way, and says nothing was done that was not', async () => {
    const inner = fresh()
    await run(inner)(T.bind(v('b')))
    const plan = await planOf(inner, v('c', { tags: { x: '1' } }))
    const throttled = answering(inner, async (operation, nth, ask) =>
      /^(UpdateTable|TagResource)$/.test(operation._tag) && nth % 2 === 1
        ? E.left({ _tag: 'Throttled', name: 'x' })
        : ask(),
    )
    expect(E.isRight(await run(throttled)(T.apply(plan, eager)))).toBe(true)
    expect(E.isRight(await run(inner)(T.validate([v('b'), v('c')])))).toBe(true)
  })

  it('waits until what was done is seen', async () => {
    const inner = fresh()
    await run(inner)(T.bind(v('b')))
    const plan = await planOf(inner, v('b', { tags: { x: '1' } }))
    const stale = answering(inner, async (operation, nth, ask) =>
      operation._tag === 'ListTagsOfResource' && nth < 4 ? E.right({ tags: {} }) : ask(),
    )
    expect(E.isRight(await run(stale)(T.apply(plan, eager)))).toBe(true)
  })

  it('moves a time to live as soon as DynamoDB allows it', async () => {
    const inner = fresh()
    const expiring = (timeToLive: 'old' | 'exp') =>
      model({
        name: 'E',
        table: 'expiring',
        attributes: { id: A.string, old: A.timestamp, exp: A.timestamp },
        key: { partition: 'id' },
        timeToLive,
      })
    await run(inner)(T.bind(expiring('old')))
    const plan = await planOf(inner, expiring('exp'))
    const hourly = answering(inner, async (operation, nth, ask) =>
      operation._tag === 'UpdateTimeToLive' && nth > 1 && nth < 4
        ? E.left({
            _tag: 'RequestRefused',
            name: 'ValidationException',
            message: 'Time to live has been modified multiple times within a fixed interval',
          })
        : ask(),
    )
    expect(E.isRight(await run(hourly)(T.apply(plan, eager)))).toBe(true)
  })

  it('on a bad day ends as on a good one', async () => {
    await fc.assert(
      fc.asyncProperty(spec('bad-days'), spec('bad-days'), fc.nat(1e6), async (old, needed, day) => {
        const inner = inMemory()
        const modelOf = (one: T.TableSpec) => ({ name: 'Spec', attributes: {}, ...one }) as unknown as AnyModel
        await run(inner)(T.bind(modelOf(old)))
        const plan = await planOf(inner, modelOf(needed))
        if (plan.some(({ unresolved }) => unresolved.length > 0)) return
        const chances = { Throttled: 0.2, Failed: 0.1, Unsent: 0.1, TimedOut: 0.1, Lost: 0.2 }
        const bad = faulty({ seed: day, chances, mostInARow: 3 })(inner)
        const patience = {
          polling: Policy.limit(500),
          timer: { random: () => 0, sleep: systemTimer.sleep },
          deadline: 20_000,
        }
        const applied = await run(bad)(T.apply(plan, patience))
        if (E.isLeft(applied)) throw new Error(JSON.stringify(applied.left).slice(0, 1500))
        const again = await planOf(inner, modelOf(needed))
        expect(again.flatMap(({ actions }) => actions)).toEqual([])
      }),
      { numRuns: 200 },
    )
  })
})

describe('patience', () => {
  const silent: Interpreter = () => () => new Promise(() => undefined)
  it.each([Number.NaN, -1, 0, Number.NEGATIVE_INFINITY])('of %d ms is over at once', async (deadline) => {
    for (const program of [T.bind, T.validate, T.plan])
      expect(await program(Account, { deadline })(silent)()).toMatchObject(E.left({ _tag: 'TimedOut' }))
    expect(await T.apply([], { deadline })(silent)()).toEqual(E.right([]))
  })

  it('ends what only looks, too', async () => {
    for (const program of [T.validate, T.plan])
      expect(await program(Account, { deadline: 20 })(silent)()).toEqual(E.left({ _tag: 'TimedOut', milliseconds: 20 }))
  })

  it('is not taken up by an index that nobody needs', async () => {
    const inner = fresh()
    await run(inner)(T.bind(Account))
    const theirs = answering(inner, async (operation, _, ask) => {
      const answer = await ask()
      const pending = [{ name: 'theirs', status: 'CREATING', backfilling: true }]
      return operation._tag === 'DescribeTable' && E.isRight(answer)
        ? E.right({ ...(answer.right as object), pending })
        : answer
    })
    expect(E.isRight(await run(theirs)(T.bind(Account, eager)))).toBe(true)
  })

  it('forgives a look that fails', async () => {
    const flaky = answering(fresh(), async (operation, nth, ask) =>
      operation._tag === 'DescribeTable' && nth > 1 && nth % 2 === 0
        ? E.left({ _tag: 'NetworkFailed', message: 'x' })
        : ask(),
    )
    expect(E.isRight(await run(flaky)(T.bind(Session, eager)))).toBe(true)
  })
})

describe('what is not known', () => {
  it('is not changed', async () => {
    const inner = fresh()
    const Priced = model({
      name: 'Priced',
      table: 'accounts',
      attributes,
      key,
      indexes: { byEmail: globalIndex({ partition: 'email', throughput: { read: 1, write: 1 } }) },
    })
    await run(inner)(T.bind(Wide))
    const shy = answering(inner, async (operation, _, ask) => {
      const answer = await ask()
      return operation._tag === 'DescribeTable' && E.isRight(answer)
        ? E.right({ ...(answer.right as object), settings: {} })
        : answer
    })
    const planned = await run(shy)(T.plan(Priced))
    expect(planned).toMatchObject(
      E.right([{ actions: [], unresolved: [], unverified: [{ path: 'indexThroughput.byEmail' }] }]),
    )
  })
})
