import * as E from 'fp-ts/Either'
import { describe, expect, it } from 'vitest'
import { suite } from '../../../laws/law'
import { tracingLaws } from '../../../laws/middleware/tracing'
import { compose, retrying, type Span, type SpanAttributes, type Tracer, tracing } from '../../../src/middleware'
import type { Interpreter } from '../../../src/program/Interpreter'
import type { Operation } from '../../../src/program/Operation'
import * as Policy from '../../../src/program/time/Policy'
import { inPartition, key, path, pick, putItem, query, scan } from '../memory/support'
import { answering, broken, get, rejecting, spied, store, thrower, throwing } from './doubles'

suite(describe, it)(tracingLaws, { numRuns: 100 })

interface Told {
  readonly name: string
  readonly kind: number
  attributes: SpanAttributes
  status?: object
  ended: number
}

const telling = () => {
  const spans: Array<Told> = []
  const tracer: Tracer = {
    startActiveSpan: (name, { kind, attributes }, run) => {
      const told: Told = { name, kind, attributes, ended: 0 }
      spans.push(told)
      const span: Span = {
        setAttributes: (more) => {
          told.attributes = { ...told.attributes, ...more }
        },
        setStatus: (status) => {
          told.status = status
        },
        end: () => {
          told.ended++
        },
      }
      return run(span)
    },
  }
  return { tracer, spans }
}

const traced = async (operation: Operation, options = {}, interpreter = store()): Promise<Told> => {
  const { tracer, spans } = telling()
  await tracing(tracer, options)(await interpreter)(operation)()
  expect(spans.length).toBe(1)
  return spans[0] as Told
}

describe('a span', () => {
  it('says what is read', async () => {
    expect(await traced(get('ann', { projection: pick(path('a', 0), path('b')) }))).toEqual({
      name: 'GetItem simple',
      kind: 2,
      attributes: {
        'db.system.name': 'aws.dynamodb',
        'db.operation.name': 'GetItem',
        'db.collection.name': 'simple',
        'aws.dynamodb.table_names': ['simple'],
        'aws.dynamodb.consistent_read': true,
        'aws.dynamodb.projection': 'a[0], b',
      },
      ended: 1,
    })
  })

  it('says what is queried and scanned', async () => {
    const asked = query(inPartition('secret'), { index: 'byL', limit: 3, direction: 'backward', select: 'count' })
    expect((await traced(asked)).attributes).toEqual({
      'db.system.name': 'aws.dynamodb',
      'db.operation.name': 'Query',
      'db.collection.name': 'things',
      'aws.dynamodb.table_names': ['things'],
      'aws.dynamodb.index_name': 'byL',
      'aws.dynamodb.consistent_read': false,
      'aws.dynamodb.limit': 3,
      'aws.dynamodb.select': 'COUNT',
      'aws.dynamodb.scan_forward': false,
      'aws.dynamodb.count': 0,
      'aws.dynamodb.scanned_count': 0,
    })
    expect((await traced(scan({ segment: { index: 0, total: 2 } }))).attributes).toMatchObject({
      'aws.dynamodb.segment': 0,
      'aws.dynamodb.total_segments': 2,
    })
  })

  it('says what a batch is of', async () => {
    const told = await traced({
      _tag: 'TransactGetItems',
      gets: [
        { table: 'simple', key: get('ann').key },
        { table: 'things', key: key('a', 'b') },
      ],
    })
    expect(told.name).toBe('TransactGetItems')
    expect(told.attributes).toMatchObject({
      'db.operation.batch.size': 2,
      'aws.dynamodb.table_names': ['simple', 'things'],
    })
    expect(told.attributes).not.toHaveProperty('db.collection.name')
    const alone = await traced({
      _tag: 'BatchGetItem',
      tables: [{ table: 'simple', keys: [get('ann').key], consistent: true }],
    })
    expect(alone.attributes).not.toHaveProperty('db.operation.batch.size')
  })

  it('says why it failed, and no values', async () => {
    const wrong = await traced(putItem({ pk: { S: 'secret' } }))
    expect(wrong).toMatchObject({
      attributes: { 'error.type': 'RequestRefused', 'db.response.status_code': 'ValidationException' },
      status: { code: 2, message: expect.any(String) },
      ended: 1,
    })
    expect(JSON.stringify(wrong)).not.toContain('secret')
    const never = await traced(putItem(key('secret', 'a'), { _tag: 'Never' }))
    expect(never).toMatchObject({ attributes: { 'error.type': 'ConditionFailed' }, status: { code: 2 } })
    expect(JSON.stringify(never)).not.toContain('secret')
  })

  it('says what was consumed where it is to ask, and keeps it from who did not', async () => {
    const { interpreter, sent } = spied(answering(() => E.right({ consumed: [{ table: 'simple', units: 0.5 }] })))
    const { tracer, spans } = telling()
    expect(await tracing(tracer, { consumed: true })(interpreter)(get('ann'))()).toStrictEqual(E.right({}))
    await tracing(tracer)(interpreter)(get('ann'))()
    expect(sent).toMatchObject([{ returnConsumed: true }, {}])
    expect(spans[0]?.attributes['aws.dynamodb.consumed_capacity']).toEqual([
      '{"TableName":"simple","CapacityUnits":0.5}',
    ])
  })

  it('is active while the operation runs', async () => {
    let active = ''
    const tracer: Tracer = {
      startActiveSpan: (name, _, run) => {
        active = name
        const result = run({ setAttributes: () => {}, setStatus: () => {}, end: () => {} })
        active = ''
        return result
      },
    }
    const seen: Array<string> = []
    const inner = answering(() => {
      seen.push(active)
      return E.right({})
    })
    await tracing(tracer)(inner)(get('ann'))()
    expect(seen).toEqual(['GetItem simple'])
  })

  it('says which attempt it is, of one that is repeated after it failed', async () => {
    const { tracer, spans } = telling()
    let asked = 0
    const inner = await store()
    const busy: Interpreter = (operation) => () =>
      ++asked % 3 === 0 ? inner(operation)() : Promise.resolve(E.left({ _tag: 'Throttled', name: 'SlowDown' } as const))
    const timer = { random: () => 0.5, sleep: () => Promise.resolve() }
    const patient = compose(retrying(Policy.limit(5), { timer }), tracing(tracer))(busy)
    const operation = get('ann')
    await patient(operation)()
    await patient(operation)()
    const first = [undefined, 2, 3]
    expect(spans.map(({ attributes }) => attributes['bloop.attempt'])).toEqual([...first, ...first])
  })

  it('ends where the tracer calls back late, or twice', async () => {
    const ended: Array<string> = []
    const spanOf = (name: string): Span => ({
      setAttributes: () => undefined,
      setStatus: () => undefined,
      end: () => ended.push(name),
    })
    const late: Tracer = {
      startActiveSpan: (_, __, run) => {
        setTimeout(() => run(spanOf('late')), 1)
        return undefined as never
      },
    }
    expect(await tracing(late)(await store())(get('ann'))()).toEqual(E.right({}))
    await new Promise((resolve) => setTimeout(resolve, 5))
    const one = spanOf('one')
    const twice: Tracer = {
      startActiveSpan: (_, __, run) => {
        run(one)
        run(one)
        return run(spanOf('two'))
      },
    }
    await tracing(twice)(await store())(get('ann'))()
    await new Promise((resolve) => setTimeout(resolve, 1))
    expect(ended).toEqual(['late', 'one', 'two'])
  })

  it('ends where the interpreter throws or rejects', async () => {
    for (const [interpreter, message] of [[throwing, 'thrown'] as const, [rejecting, 'rejected'] as const]) {
      expect(await traced(get('ann'), {}, Promise.resolve(interpreter))).toMatchObject({
        attributes: { 'error.type': 'ServiceFailed', 'db.response.status_code': 'BrokenInterpreter' },
        status: { code: 2, message },
        ended: 1,
      })
      expect(await tracing(telling().tracer)(interpreter)(get('ann'))()).toEqual(broken(message))
    }
  })
})

describe('a tracer that is broken changes nothing', () => {
  const span: Span = { setAttributes: thrower, setStatus: thrower, end: thrower }
  it.each<[string, Tracer]>([
    ['throws', { startActiveSpan: thrower }],
    ['calls nothing', { startActiveSpan: () => undefined as never }],
    ['gives no span', { startActiveSpan: (_, __, run) => run(undefined as never) }],
    ['gives spans that throw', { startActiveSpan: (_, __, run) => run(span) }],
    [
      'runs twice, and throws then',
      {
        startActiveSpan: (_, __, run) => {
          run(span)
          run(span)
          throw new Error('a tracer')
        },
      },
    ],
    [
      'runs too late',
      {
        startActiveSpan: (_, __, run) => {
          setTimeout(() => run(span), 0)
          return undefined as never
        },
      },
    ],
    ['is none', {} as never],
  ])('%s', async (_, tracer) => {
    for (const consumed of [false, true]) {
      const { interpreter, sent } = spied(await store([{ id: { S: 'ann' } }]))
      expect(await tracing(tracer, { consumed })(interpreter)(get('ann'))()).toEqual(
        E.right({ item: { id: { S: 'ann' } } }),
      )
      await new Promise((resolve) => setTimeout(resolve, 2))
      expect(sent.length).toBe(1)
      expect(await tracing(tracer)(interpreter)(undefined as never)()).toMatchObject({ _tag: 'Left' })
    }
  })
})
