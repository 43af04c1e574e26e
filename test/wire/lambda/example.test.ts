import { readFileSync } from 'node:fs'
import { Scan, Stream, Table as T } from 'bloop-ts'
import { consumer } from 'bloop-ts/lambda'
import { inMemory } from 'bloop-ts/memory'
import * as fc from 'fast-check'
import * as E from 'fp-ts/Either'
import { pipe } from 'fp-ts/function'
import { describe, expect, it, vi } from 'vitest'
import { handler } from '../../../examples/lambda/handler'
import { indexing, keepPoison } from '../../../examples/lambda/indexing'
import { Note, Poison, Tagged } from '../../../examples/lambda/models'
import { laws, property, suite } from '../../../laws/law'
import type { StreamRecord } from '../../../src/program/operation/stream'
import * as Policy from '../../../src/program/time/Policy'
import { dynamodbRecord, kinesisData, kinesisRecord } from './encode'

const store = async () => {
  const interpreter = inMemory()
  await T.bind([Note, Tagged, Poison])(interpreter)()
  const options = { poison: keepPoison, retry: Policy.never }
  const all = async <A>(program: (i: typeof interpreter) => () => Promise<E.Either<unknown, ReadonlyArray<A>>>) =>
    pipe(
      await program(interpreter)(),
      E.getOrElse((): ReadonlyArray<A> => []),
    )
  return {
    interpreter,
    handle: pipe(Stream.of(Note, 'trimHorizon'), consumer(indexing, options))(interpreter),
    tagged: async () =>
      (await all(Scan.collect(Scan.scan(Tagged)))).map(({ tag, id, title }) => `${tag} ${id} ${title}`).sort(),
    poison: () => all(Scan.collect(Scan.scan(Poison))),
  }
}

const note = (id: string, title: string, ...tags: ReadonlyArray<string>): Note => ({ id, title, tags: new Set(tags) })

let last = 0
const change = (old: Note | undefined, now: Note | undefined, byTimeToLive = false): StreamRecord => ({
  event: old === undefined ? 'INSERT' : now === undefined ? 'REMOVE' : 'MODIFY',
  sequenceNumber: String(1_000_000 + last++),
  keys: { id: { S: (old ?? now)?.id ?? '' } },
  ...(old && { oldImage: Note.encode(old) }),
  ...(now && { newImage: Note.encode(now) }),
  byTimeToLive,
})

const done = { batchItemFailures: [] }
const first = note('1', 'one', 'red', 'blue')
const second = note('1', 'uno', 'blue', 'green')
const other = note('2', 'two', 'red')

describe('the example of Lambda', () => {
  it('keeps notes under their tags: inserted, modified, removed, and deleted by time to live', async () => {
    const { handle, tagged } = await store()
    const event = {
      Records: [change(undefined, first), change(undefined, other), change(first, second)].map(dynamodbRecord),
    }
    expect(await handle(event)).toEqual(done)
    expect(await tagged()).toEqual(['blue 1 uno', 'green 1 uno', 'red 2 two'])
    expect(await handle({ Records: [change(second, undefined, true)].map(dynamodbRecord) })).toEqual(done)
    expect(await tagged()).toEqual(['red 2 two'])
    expect(await handle({ Records: [change(other, undefined)].map(dynamodbRecord) })).toEqual(done)
    expect(await tagged()).toEqual([])
  })

  it('reads the same from Kinesis', async () => {
    const { handle, tagged } = await store()
    const records = [change(undefined, first), change(first, second)]
    const Records = records.map((record) => kinesisRecord(kinesisData(record, 'MICROSECOND'), record.sequenceNumber))
    expect(await handle({ Records })).toEqual(done)
    expect(await tagged()).toEqual(['blue 1 uno', 'green 1 uno'])
  })

  it('keeps what it cannot read, and goes on', async () => {
    const { handle, tagged, poison } = await store()
    const wrong = { ...change(undefined, first), newImage: { id: { S: '1' }, title: { N: '1' } } }
    const Records = [change(undefined, other), wrong].map(dynamodbRecord)
    expect(await handle({ Records: [...Records, {}, dynamodbRecord(change(undefined, second))] })).toEqual(done)
    expect(await tagged()).toEqual(['blue 1 uno', 'green 1 uno', 'red 2 two'])
    expect((await poison()).map(({ id, why }) => [id, why]).sort()).toEqual([
      [wrong.sequenceNumber, 'PoisonRecord'],
      ['2', 'InvalidRecord'],
    ])
  })

  it('gives back what failed for the moment', async () => {
    const { interpreter, handle } = await store()
    await interpreter({ _tag: 'DeleteTable', table: 'notes-by-tag' })()
    const record = change(undefined, first)
    expect(await handle({ Records: [dynamodbRecord(record)] })).toEqual({
      batchItemFailures: [{ itemIdentifier: record.sequenceNumber }],
    })
  })

  it('is a handler, and asks no store before there is a record', async () => {
    expect(await handler({ Records: [] }, {})).toEqual(done)
    const said = vi.spyOn(console, 'error').mockImplementation(() => undefined)
    expect(await handler('hello')).toEqual({ batchItemFailures: [{ itemIdentifier: '' }] })
    expect(said.mock.calls.flat()).toEqual([expect.stringContaining('InvalidEvent')])
    said.mockRestore()
  })

  it('is deployed with the tables that its models need', () => {
    const template = readFileSync(new URL('../../../examples/lambda/template.yaml', import.meta.url), 'utf8')
    for (const { schema } of [Note, Tagged, Poison]) expect(template).toContain(`'\${AWS::StackName}-${schema.name}'`)
    expect(Note.settings).toMatchObject({ stream: 'newAndOld', timeToLive: { attribute: 'expires' } })
    expect(template).toContain('StreamViewType: NEW_AND_OLD_IMAGES')
    expect(template).toContain('TimeToLiveSpecification: { AttributeName: expires, Enabled: true }')
    expect(template).toContain('FunctionResponseTypes: [ReportBatchItemFailures]')
  })
})

const notes = fc.uniqueArray(fc.constantFrom('red', 'green', 'blue'), { maxLength: 3 })

suite(
  describe,
  it,
)(
  laws('the index of the example', [
    property(
      'is what the last changes say, however they are cut into events, and which of these come again',
      fc.array(fc.tuple(fc.constantFrom('1', '2', '3'), fc.option(notes), fc.nat(4)), { maxLength: 20 }),
      async (steps) => {
        const { handle, tagged } = await store()
        const state = new Map<string, Note>()
        const changes = steps.flatMap(([id, tags], i) => {
          const old = state.get(id)
          const now = tags === null ? undefined : note(id, String(i), ...tags)
          if (now === undefined) state.delete(id)
          else state.set(id, now)
          return old === undefined && now === undefined ? [] : [dynamodbRecord(change(old, now))]
        })
        for (let at = 0; at < changes.length; ) {
          const back = steps[at]?.[2] ?? 0
          await handle({ Records: changes.slice(Math.max(0, at - back), at + 3) })
          at += 3
        }
        // What came again before the end is followed by all after it.
        const expected = [...state.values()].flatMap(({ id, title, tags }) =>
          [...tags].map((tag) => `${tag} ${id} ${title}`),
        )
        const found = await tagged()
        return JSON.stringify(found) === JSON.stringify(expected.sort())
          ? undefined
          : JSON.stringify({ found, expected })
      },
    ),
  ]),
)
