import * as E from 'fp-ts/Either'
import * as O from 'fp-ts/Option'
import { describe, expect, it } from 'vitest'
import { Attribute as A, Condition as C, Model as M, Stream } from '../../../src'
import type { Interpreter } from '../../../src/program/Interpreter'
import type { StreamOptions } from '../../../src/program/stream/StreamOptions'
import { fakeInterpreter, fakeStream, table, timeOf } from './fakeStream'

const Thing = M.model({
  name: 'Thing',
  table,
  attributes: { id: A.string, n: A.integer },
  key: { partition: 'id' },
  stream: 'newAndOld',
})

const collected = async (
  store: ReturnType<typeof fakeStream>,
  position: Stream.Position,
  options: StreamOptions = {},
) => {
  const values: Array<{ readonly n: number; readonly token: () => Stream.StreamToken }> = []
  const all = Stream.items({ ...timeOf(store), limit: 3, until: { emptyAnswers: 3 }, ...options })(
    Stream.of(Thing, position),
  )(fakeInterpreter(store))
  for await (const pulled of all) {
    if (E.isLeft(pulled)) throw new Error(JSON.stringify(pulled.left))
    const { value, token } = pulled.right
    if (value._tag === 'Modified') values.push({ n: value.new?.n ?? 0, token })
  }
  return values
}

describe('a reader', () => {
  it('merges shards by the times of their records', async () => {
    const store = fakeStream()
    store.split(0, 0, false)
    store.split(0, 0, false)
    for (let i = 0; i < 60; i++) {
      store.write(i * 7)
      store.advance(1_000)
    }
    const values = await collected(store, 'trimHorizon')
    expect(values.map(({ n }) => n)).toEqual(Array.from({ length: 60 }, (_, i) => i + 1))
  })

  it('has a token at every record, that is made when it is asked for', async () => {
    const store = fakeStream()
    for (let i = 0; i < 12; i++) {
      store.write(i)
      store.advance(1_000)
      if (i % 4 === 3) store.split(i, 0, false)
    }
    const values = await collected(store, 'trimHorizon')
    expect(values).toHaveLength(12)
    for (const [at, { token }] of values.entries()) {
      const rest = await collected(store, JSON.parse(JSON.stringify(token())))
      expect(rest.map(({ n }) => n)).toEqual(values.slice(at + 1).map(({ n }) => n))
    }
  })

  it('is pulled one at a time, by several at once, until it is closed', async () => {
    const store = fakeStream()
    for (let i = 0; i < 3; i++) store.write(i)
    const opened = await Stream.open(timeOf(store))(Stream.of(Thing, 'trimHorizon'))(fakeInterpreter(store))()
    if (E.isLeft(opened)) throw new Error(opened.left._tag)
    const { next, close, token } = opened.right
    const pulled = await Promise.all([next(), next()])
    expect(pulled.map((p) => E.isRight(p) && O.isSome(p.right) && p.right.value._tag)).toEqual(['Modified', 'Modified'])
    expect(Object.values(token().shards)[0]).toMatch(new RegExp(`^after ${store.all[1]?.record.sequenceNumber} `))
    expect(Stream.Token.is(token())).toBe(true)
    await next()
    const waiting = next()
    close()
    expect(await waiting).toEqual(E.right(O.none))
    expect(await next()).toEqual(E.right(O.none))
  })

  it('delivers nothing more once its signal fired', async () => {
    const store = fakeStream()
    for (let i = 0; i < 3; i++) store.write(i)
    const controller = new AbortController()
    const opened = await Stream.open({ ...timeOf(store), signal: controller.signal })(Stream.of(Thing, 'trimHorizon'))(
      fakeInterpreter(store),
    )()
    if (E.isLeft(opened)) throw new Error(opened.left._tag)
    await opened.right.next()
    controller.abort()
    expect(await opened.right.next()).toEqual(E.right(O.none))
  })

  it('gives gaps in their place, and the token after one does not give it again', async () => {
    const store = fakeStream()
    for (let i = 0; i < 5; i++) store.write(i)
    const [first] = await collected(store, 'trimHorizon')
    store.advance(25 * 3_600_000)
    store.write(9)
    const pulled = []
    const options = { ...timeOf(store), until: { emptyAnswers: 3 } }
    const all = Stream.items(options)(Stream.of(Thing, first?.token() ?? 'latest'))(fakeInterpreter(store))
    for await (const next of all) if (E.isRight(next)) pulled.push(next.right)
    expect(pulled.map(({ value }) => value._tag)).toEqual(['Gap', 'Modified'])
    expect(pulled[0]?.value).toMatchObject({ reason: 'trimmed', from: expect.stringMatching(/^after \d+ \(/) })
    const rest = await collected(store, pulled[0]?.token() ?? 'latest')
    expect(rest.map(({ n }) => n)).toEqual([6])
  })

  it('is an iterable that never rejects: a failure is the last element', async () => {
    const broken: Interpreter = () => () => Promise.reject(new Error('broken'))
    const seen = []
    const options: StreamOptions = { timer: { random: () => 0, sleep: async () => undefined }, retry: () => undefined }
    for await (const next of Stream.items(options)(Stream.of(Thing, 'latest'))(broken)) seen.push(next)
    expect(seen).toMatchObject([{ _tag: 'Left', left: { _tag: 'ServiceFailed' } }])
  })

  it('answers typed errors for models of several tables', async () => {
    const Other = M.model({ name: 'Other', table: 'others', attributes: { id: A.string }, key: { partition: 'id' } })
    const opened = await Stream.open()(Stream.of([Thing, Other], 'latest'))(fakeInterpreter(fakeStream()))()
    expect(opened).toMatchObject({ left: { _tag: 'InvalidRequest' } })
  })
})

describe('records', () => {
  const base = { id: A.string, name: A.string }
  const key = { partition: 'id' } as const
  const Employee = M.model({
    name: 'Employee',
    table,
    attributes: { ...base, type: A.literal('employee') },
    key,
  })
  const Manager = M.model({
    name: 'Manager',
    table,
    attributes: { ...base, type: A.literal('manager'), reports: A.integer },
    key,
  })
  const Staff = M.oneOf('type', [Employee, Manager])
  const ann = { id: { S: '1' }, name: { S: 'ann' } }
  const record = { sequenceNumber: '1', at: 1_000, keys: { id: { S: '1' } }, byTimeToLive: false } as const
  const origin = { shard: 's', sequenceNumber: '1', at: 1_000 }

  it('of a sum are decoded by the tag, on each side', () => {
    const { decode } = Stream.of(Staff, 'latest')
    const employee = { ...ann, type: { S: 'employee' } }
    const manager = { ...ann, type: { S: 'manager' }, reports: { N: '3' } }
    const decoded = decode('s', { ...record, event: 'MODIFY', oldImage: employee, newImage: manager })
    expect(decoded).toEqual({
      ...origin,
      _tag: 'Modified',
      model: 'Manager',
      key: { id: '1' },
      old: { id: '1', name: 'ann', type: 'employee' },
      new: { id: '1', name: 'ann', type: 'manager', reports: 3 },
    })
  })

  it('have keys alone as far as the view has no items', () => {
    const { decode } = Stream.of(Employee, 'latest')
    expect(decode('s', { ...record, event: 'INSERT' })).toEqual({
      ...origin,
      _tag: 'Inserted',
      model: 'Employee',
      key: { id: '1' },
    })
    expect(decode('s', { ...record, event: 'REMOVE', byTimeToLive: true })).toMatchObject({
      _tag: 'Removed',
      byTimeToLive: true,
    })
  })

  it('that no model holds stay raw, with what is wrong where one fits', () => {
    const { decode } = Stream.of(Manager, 'latest')
    const broken = { ...record, event: 'INSERT', newImage: { ...ann, type: { S: 'manager' } } } as const
    expect(decode('s', broken)).toMatchObject({
      _tag: 'Raw',
      record: broken,
      failure: { _tag: 'DecodeFailed', model: 'Manager', mismatches: [{ path: ['reports'] }] },
    })
    const two = Stream.of(
      [
        Stream.only(Employee)(C.beginsWith(Employee.at.id, 'e')),
        Stream.only(Manager)(C.beginsWith(Manager.at.id, '1')),
      ],
      'latest',
    )
    expect(two.decode('s', broken)).toMatchObject({ _tag: 'Raw', failure: { model: 'Manager' } })
    expect(two.decode('s', { ...record, event: 'REMOVE' })).toMatchObject({ _tag: 'Removed', model: 'Manager' })
    const neither = two.decode('s', { ...record, keys: { id: { S: 'x' } }, event: 'REMOVE' })
    expect(neither).toEqual({ ...origin, _tag: 'Raw', record: expect.anything() })
  })

  it('without an item are not guessed to be of a model that a key does not tell', () => {
    const two = Stream.of([Stream.only(Employee)(C.eq(Employee.at.name, 'ann')), Manager], 'latest')
    expect(two.decode('s', { ...record, event: 'REMOVE' })).toMatchObject({ model: 'Manager' })
  })
})
