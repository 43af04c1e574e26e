import * as E from 'fp-ts/Either'
import * as O from 'fp-ts/Option'
import * as RTE from 'fp-ts/ReaderTaskEither'
import { describe, expect, it } from 'vitest'
import { Attribute as A, Checkpoint, Model as M, Stream } from '../../../src'
import { fakeInterpreter, fakeStream, table } from './fakeStream'

const model = (name: string, of: string) =>
  M.model({
    name,
    table: of,
    attributes: { id: A.string, n: A.integer },
    key: { partition: 'id' },
    stream: 'newAndOld',
  })

const Thing = model('Thing', table)
const all = Stream.of(Thing, 'trimHorizon')

const wrong: ReadonlyArray<readonly [string, ReadonlyArray<unknown>]> = [
  ['readsPerSecond', [0, Number.NaN, -1, '5', null]],
  ['limit', [0, Number.NaN, -1, '5', 1.5, 1001, null]],
  ['until', [null, 'ever', {}, 5, { emptyAnswers: 0 }, { emptyAnswers: '1' }, { emptyAnswers: Number.NaN }]],
  ['polling', [5, 'often', null]],
  ['signal', [{}, 5, null]],
  ['timer', [{}, 5, null, { sleep: 5 }]],
  ['now', [5, null]],
  ['onEvent', [5, null]],
]

const consumed: typeof wrong = [
  ...wrong,
  ['reading', [5, null]],
  ['retry', [5, null]],
  ['checkpointEvery', [Number.NaN, -1, '5', null]],
  ['concurrency', [0, Number.NaN, '1', 1.5, null]],
  ['batch', [0, Number.NaN, '1', 1.5, null]],
  ['poison', [5, null]],
  ['gap', [5, null]],
]

describe('options that are none', () => {
  it.each([...wrong, ['retry', [5, null]] as const])('%s is an InvalidRequest of a reader', async (name, values) => {
    for (const value of values) {
      const opened = await Stream.open({ [name]: value } as never)(all)(fakeInterpreter(fakeStream()))()
      expect(opened, String(value)).toMatchObject({ left: { _tag: 'InvalidRequest' } })
    }
  })

  it.each(consumed)('%s is an InvalidRequest of a consumer, who takes no checkpoint', async (name, values) => {
    for (const value of values) {
      const checkpoint = Checkpoint.inMemory()
      const options = { checkpoint, [name]: value } as never
      const store = fakeInterpreter(fakeStream())
      const ended = await Stream.consume(() => RTE.right(undefined), options)(all)(store)()
      expect(ended, String(value)).toMatchObject({ left: { _tag: 'InvalidRequest' } })
      expect(await checkpoint.claim(store)()).toMatchObject({ right: { version: 1 } })
    }
  })

  it('models of another table are one of both', async () => {
    const two = Stream.of([Thing, model('Other', 'others')], 'trimHorizon')
    const store = fakeInterpreter(fakeStream())
    const invalid = { left: { _tag: 'InvalidRequest', reason: expect.stringContaining("'others'") } }
    expect(await Stream.open()(two)(store)()).toMatchObject(invalid)
    expect(await Stream.consume(() => RTE.right(undefined))(two)(store)()).toMatchObject(invalid)
  })
})

describe('a reader', () => {
  it('is at an end, with HandlerThrew and before the record, where a function of Stream.map throws', async () => {
    const store = fakeStream()
    store.write(1)
    const thrown = Stream.map((): number => {
      throw new Error('no')
    })(all)
    const opened = await Stream.open()(thrown)(fakeInterpreter(store))()
    if (E.isLeft(opened)) throw new Error(opened.left._tag)
    const before = opened.right.token()
    expect(await opened.right.next()).toEqual(E.left({ _tag: 'HandlerThrew', message: 'no' }))
    expect(await opened.right.next()).toEqual(E.right(O.none))
    expect(opened.right.token()).toEqual(before)
  })

  it('that is stopped before it knows its stream has a token that loses nothing', async () => {
    const store = fakeStream()
    store.write(1)
    const interpreter = fakeInterpreter(store)
    const stopped = async (position: Stream.Position) => {
      const opened = await Stream.open({ signal: AbortSignal.abort() })(Stream.at(position)(all))(interpreter)()
      if (E.isLeft(opened)) throw new Error(opened.left._tag)
      return opened.right.token()
    }
    const token = await stopped('trimHorizon')
    expect(Stream.Token.is(JSON.parse(JSON.stringify(token)))).toBe(true)
    const opened = await Stream.open()(Stream.at(token)(all))(interpreter)()
    if (E.isLeft(opened)) throw new Error(opened.left._tag)
    expect(await opened.right.next()).toMatchObject({ right: { _tag: 'Some' } })
    const later = opened.right.token()
    opened.right.close()
    expect(await stopped(later)).toEqual(later)
  })

  it('from a date of any year has a token that is one', async () => {
    for (const time of [8.64e15, -8.64e15, 0]) {
      const opened = await Stream.open()(Stream.at(new Date(time))(all))(fakeInterpreter(fakeStream()))()
      if (E.isLeft(opened)) throw new Error(opened.left._tag)
      expect(Stream.Token.is(JSON.parse(JSON.stringify(opened.right.token())))).toBe(true)
      opened.right.close()
    }
  })

  it.each([1e300, -1e300, -1e15, Number.NaN])('has a clock that says %d, and goes on', async (time) => {
    const store = fakeStream()
    store.write(1)
    const opened = await Stream.open({ now: () => time })(all)(fakeInterpreter(store))()
    if (E.isLeft(opened)) throw new Error(opened.left._tag)
    expect(await opened.right.next()).toMatchObject({ right: { _tag: 'Some' } })
    expect(Stream.Token.is(JSON.parse(JSON.stringify(opened.right.token())))).toBe(true)
    opened.right.close()
  })
})
