import { type Interpreter, Write } from 'bloop-ts'
import { type InMemory, inMemory, splitShards } from 'bloop-ts/memory'
import * as E from 'fp-ts/Either'
import { describe, expect, it } from 'vitest'
import type { Checkpoint } from '../../../src/program/checkpoint/Checkpoint'
import { inMemory as checkpointInMemory } from '../../../src/program/checkpoint/inMemory'
import type { ReplicateEvent } from '../../../src/program/replicate/Event'
import { ledger } from '../../../src/program/replicate/ledger'
import type { Replicated, ReplicateOptions } from '../../../src/program/replicate/model'
import { run } from '../../../src/program/replicate/run'
import { typed, where } from '../../../src/program/replicate/typed'
import { verify } from '../../../src/program/replicate/verify'
import { guarded, lastRecordWins, type Writes } from '../../../src/program/replicate/writes'
import { all, bindIn, Note, type Note as NoteOf, put, remove, right, seeded, type Virtual, virtual } from './support'

const Ledger = ledger('notes-ledger')

interface Places {
  readonly checkpoint: (table: string) => Checkpoint
}

const places = (): Places => {
  const made = new Map<string, Checkpoint>()
  return {
    checkpoint: (table) => {
      const found = made.get(table) ?? checkpointInMemory()
      made.set(table, found)
      return found
    },
  }
}

interface Regions extends Virtual, Places {
  readonly from: InMemory
  readonly to: InMemory
}

/** Two regions at one virtual time. The table at the target has no stream and no time to live of its own. */
const regions = async (random?: () => number): Promise<Regions> => {
  const time = virtual(random)
  const [from, to] = [inMemory({ now: time.now }), inMemory({ now: time.now })]
  await bindIn(from, Note)
  right(await to({ _tag: 'CreateTable', schema: Note.schema })())
  await bindIn(to, Ledger)
  return { ...time, ...places(), from, to }
}

const inSeconds = (milliseconds: number): Date => new Date(Math.floor(milliseconds / 1000) * 1000)

const note = (id: number, text = 'a'): NoteOf => ({ user: `u${id % 5}`, id, text })

type More = Partial<ReplicateOptions<never>>

const options = ({ from, to, now, timer, checkpoint }: Regions, more: More = {}): ReplicateOptions<never> => ({
  from: from,
  to: to,
  now,
  timer,
  checkpoint,
  readsPerSecond: Number.POSITIVE_INFINITY,
  until: { emptyAnswers: 3 },
  ...more,
})

const replicated = async (of: Regions, more: More = {}): Promise<Replicated> =>
  right(await run(Note, options(of, more))())

const same = async ({ from, to }: Regions): Promise<void> => {
  expect(await all(to)).toEqual(await all(from))
}

const kinds = { lastRecordWins, guarded: guarded({ ledger: Ledger }) } as const

/** A store that fails for the moment now and then, before or after it has done what it was asked. */
const unreliable =
  (store: Interpreter, random: () => number): Interpreter =>
  (operation) =>
  async () => {
    const chance = random()
    if (chance < 0.03) return E.left({ _tag: 'Throttled', name: 'ThrottlingException' })
    const answer = await store(operation)()
    return chance < 0.06 ? E.left({ _tag: 'TimedOut', milliseconds: 1 }) : answer
  }

describe.each(['lastRecordWins', 'guarded'] as const)('replication by %s', (kind) => {
  const writes = kinds[kind]

  it('copies what is there, and follows what is written then', async () => {
    const of = await regions()
    await put(of.from, ...Array.from({ length: 200 }, (_, i) => note(i)))
    const first = await replicated(of, { writes })
    expect(first.tables).toMatchObject([{ table: 'notes', phase: 'following', copied: 200, gaps: 0 }])
    await same(of)
    await put(of.from, note(1, 'b'), note(500))
    await remove(of.from, 'u2', 2)
    const second = await replicated(of, { writes })
    expect(second.tables[0]).toMatchObject({ copied: 0 })
    await same(of)
  })

  it('copies attributes that no model declares', async () => {
    const of = await regions()
    const item = { user: { S: 'ann' }, id: { N: '1' }, strange: { L: [{ NULL: true as const }] } }
    const always = { _tag: 'Always' } as const
    const operation = { _tag: 'Put', table: 'notes', item, condition: always } as const
    right(await of.from({ _tag: 'PutItem', put: operation, returning: 'none', itemOnFailure: false })())
    await replicated(of, { writes })
    await same(of)
  })

  it('ends gracefully in the middle of a copy, and goes on there', async () => {
    const of = await regions()
    await put(of.from, ...Array.from({ length: 60 }, (_, i) => note(i, 'x'.repeat(100_000))))
    const stop = new AbortController()
    const onEvent = (event: ReplicateEvent) => event._tag === 'Copied' && event.items > 12 && stop.abort()
    const first = await replicated(of, { writes, segments: 2, signal: stop.signal, onEvent })
    const copied = first.tables[0]?.copied ?? 0
    expect(first.tables[0]?.phase).toBe('copying')
    expect(copied).toBeLessThan(60)
    const second = await replicated(of, { writes, segments: 2 })
    expect(second.tables[0]?.copied).toBe(60 - copied)
    await same(of)
  })

  it('can be stopped at any operation, and goes on from there', async () => {
    const of = await regions()
    await put(of.from, note(1), note(2))
    for (let at = 0; at < 25; at++) {
      const stop = new AbortController()
      let left = at
      const counting =
        (store: Interpreter): Interpreter =>
        (operation) => {
          if (left-- === 0) stop.abort()
          return store(operation)
        }
      const sides = { from: counting(of.from), to: counting(of.to) }
      const again = { ...of, ...places() }
      await replicated(again, { writes, ...sides, signal: stop.signal })
      const claimed = right(await again.checkpoint('notes').claim(of.to)())
      expect(claimed.value ?? {}).not.toMatchObject({ token: { stream: '' } })
      await put(of.from, note(1, `after ${at}`))
      const { tables } = await replicated(again, { writes })
      expect(tables[0]).toMatchObject({ gaps: 0 })
      await same(of)
    }
  })

  it('goes on after a failure in the middle of a copy, and loses no place', async () => {
    const of = await regions()
    await put(of.from, ...Array.from({ length: 60 }, (_, i) => note(i, 'x'.repeat(100_000))))
    let calls = 0
    const to: Interpreter = (operation) =>
      (operation._tag === 'BatchWriteItem' || operation._tag === 'TransactWriteItems') && ++calls === 4
        ? async () => E.left({ _tag: 'RequestRefused', name: 'AccessDenied', message: 'no' })
        : of.to(operation)
    const more = { writes, segments: 1, checkpointEvery: 3_600_000 }
    expect(await run(Note, options(of, { ...more, to }))()).toMatchObject({ left: { name: 'AccessDenied' } })
    const second = await replicated(of, more)
    expect(second.tables[0]?.copied).toBeLessThan(40)
    await same(of)
  })

  it('waits for a checkpoint that fails for the moment, and ends where it fails for good', async () => {
    const of = await regions()
    await put(of.from, note(1))
    const place = of.checkpoint('notes')
    let failures = 2
    const failing = (cause: 'Throttled' | undefined): Checkpoint => ({
      ...place,
      save: (claim, value) =>
        failures-- > 0
          ? () => async () =>
              E.left({
                _tag: 'CheckpointFailed',
                message: 'no',
                ...(cause === undefined ? {} : { cause: { _tag: cause, name: 'Slow' } }),
              })
          : place.save(claim, value),
    })
    right(await run(Note, options(of, { writes, checkpoint: () => failing('Throttled') }))())
    await same(of)
    failures = 1
    const left = { _tag: 'CheckpointFailed', message: 'no' }
    const checkpoint = () => ({ ...failing(undefined), claim: () => async () => E.right({ version: 1 }) })
    expect(await run(Note, options(of, { writes, checkpoint }))()).toEqual(E.left(left))
  })

  it('replicates deletions by time to live, or leaves them out', async () => {
    const of = await regions()
    const expires = inSeconds(of.now() + 60_000)
    await put(of.from, { ...note(1), expires }, note(2))
    await replicated(of, { writes })
    await same(of)
    of.advance(3_600_000)
    await replicated(of, { writes, expired: false })
    expect((await all(of.to)).length).toBe(2)
    const again = { ...of, ...places() }
    await put(of.from, { ...note(3), expires: inSeconds(of.now() + 60_000) })
    await replicated(again, { writes, remove: 'afterCopy' })
    await same(of)
    of.advance(3_600_000)
    await replicated(again, { writes })
    expect((await all(of.to)).map(({ id }) => id)).toEqual([{ N: '2' }])
  })

  it('holds what passes the filter, transformed; what passes no more is deleted', async () => {
    const of = await regions()
    const filter = where(Note)(({ level = 0 }) => level < 3)
    const transform = typed(Note)((value) => ({ ...value, text: value.text.toUpperCase() }))
    const more = { writes, filter, transform }
    await put(of.from, { ...note(1), level: 1 }, { ...note(2), level: 5 })
    await replicated(of, more)
    expect((await all(of.to)).map(({ text }) => text)).toEqual([{ S: 'A' }])
    await put(of.from, { ...note(1), level: 9 }, { ...note(2, 'b'), level: 2 })
    await replicated(of, more)
    expect((await all(of.to)).map(({ text }) => text)).toEqual([{ S: 'B' }])
    const verified = await verify(Note, { from: of.from, to: of.to, filter, transform })()
    expect(verified).toEqual(E.right({ items: 1, differences: 0, listed: [] }))
  })

  it('copies anew after a gap, and removes what is gone', async () => {
    const of = await regions()
    await put(of.from, ...Array.from({ length: 20 }, (_, i) => note(i)))
    await replicated(of, { writes })
    await remove(of.from, 'u3', 3)
    await put(of.from, note(4, 'changed'), note(21))
    of.advance(30 * 3_600_000)
    await put(of.from, note(5, 'late'))
    const events: Array<ReplicateEvent> = []
    const done = await replicated(of, { writes, onEvent: (event) => events.push(event) })
    expect(done.tables[0]).toMatchObject({ gaps: 1, removed: 1, phase: 'following' })
    expect(events.flatMap((event) => (event._tag === 'PhaseBegan' ? [event.phase] : []))).toEqual([
      'following',
      'copying',
      'removing',
      'following',
    ])
    await same(of)
  })

  it('goes on over the end of one stream and the beginning of another', async () => {
    const of = await regions()
    await put(of.from, note(1), note(2))
    await replicated(of, { writes })
    const change = (stream: 'off' | 'new') =>
      of.from({ _tag: 'UpdateTable', table: 'notes', change: { _tag: 'Stream', stream } })()
    right(await change('off'))
    await remove(of.from, 'u1', 1)
    of.advance(1_000)
    right(await change('new'))
    await put(of.from, note(3))
    expect((await replicated(of, { writes })).tables[0]?.gaps).toBe(1)
    await same(of)
  })

  it('converges under writes, splits, restarts and failures', { timeout: 120_000 }, async () => {
    for (let seed = 1; seed <= 6; seed++) {
      const random = seeded(seed)
      const of = await regions(random)
      const source = of.from
      const pick = (below: number) => Math.floor(random() * below)
      await put(source, ...Array.from({ length: 100 }, (_, i) => note(i, `start ${i}`)))
      let isWriting = true
      const writing = (async () => {
        for (let i = 0; i < 150; i++) {
          const id = pick(130)
          if (random() < 0.25) await remove(source, `u${id % 5}`, id)
          else if (random() < 0.1)
            await put(source, { ...note(id, `${i}`), expires: inSeconds(of.now() + pick(20_000)) })
          else await put(source, note(id, `${i}`))
          if (i % 50 === 49) of.from.restore(splitShards('notes')(of.from.snapshot()))
          await of.timer.sleep(pick(500))
        }
      })().finally(() => {
        isWriting = false
      })
      while (isWriting) {
        const stop = new AbortController()
        of.timer.sleep(pick(20_000)).then(() => stop.abort())
        await replicated(of, {
          from: unreliable(source, random),
          to: unreliable(of.to, random),
          writes,
          segments: 1 + pick(4),
          batch: 1 + pick(50),
          until: 'never',
          signal: stop.signal,
        })
      }
      await writing
      of.advance(60_000)
      await replicated(of, { writes })
      await same(of)
    }
  })
})

describe('a dead process', () => {
  /** A process whose last write reaches the target only when it is told to. */
  const dying = async (
    of: Regions,
    writes: Writes,
    after: number,
    late: Array<() => Promise<unknown>>,
  ): Promise<void> => {
    let calls = 0
    const never = new Promise<never>(() => undefined)
    const to: Interpreter = (operation) => {
      const isWrite = operation._tag === 'TransactWriteItems' || operation._tag === 'BatchWriteItem'
      if (!isWrite || calls++ < after) return calls > after ? () => never : of.to(operation)
      return () => {
        late.push(of.to(operation))
        return never
      }
    }
    const from: Interpreter = (operation) => (calls > after ? () => never : of.from(operation))
    void run(Note, options(of, { to, from, writes, until: 'never', concurrency: 4, batch: 3 }))()
    for (let i = 0; i < 200 && calls <= after; i++) await of.timer.sleep(100)
  }

  /** Whether both sides stay the same when the last write of a dead process comes late. */
  const staysSame = async (writes: Writes, after: number): Promise<boolean> => {
    const of = await regions()
    const source = of.from
    const late: Array<() => Promise<unknown>> = []
    await put(source, ...Array.from({ length: 10 }, (_, i) => note(i)))
    const dead = dying(of, writes, after, late)
    for (let i = 0; i < 20; i++) {
      await put(source, note(i % 10, `v${i}`))
      await of.timer.sleep(50)
    }
    await remove(source, 'u0', 0)
    await dead
    await put(source, note(1, 'last'))
    await remove(source, 'u2', 2)
    await replicated(of, { writes })
    await same(of)
    expect(late.length).toBeGreaterThan(0)
    for (const write of late) await write()
    const verified = right(await verify(Note, { from: of.from, to: of.to })())
    return verified.differences === 0
  }

  const deaths = Array.from({ length: 10 }, (_, after) => after)

  it('takes nothing back that a later one wrote, guarded', async () => {
    for (const after of deaths) expect(await staysSame(kinds.guarded, after)).toBe(true)
  })

  it('may take an item back where the last record wins', async () => {
    const stayed = await Promise.all(deaths.map((after) => staysSame(lastRecordWins, after)))
    expect(stayed).toContain(false)
  })

  it('notices its successor at its next save', async () => {
    const of = await regions()
    const stop = new AbortController()
    const first = run(Note, options(of, { until: 'never', signal: stop.signal }))()
    for (let i = 0; i < 20; i++) await of.timer.sleep(100)
    await replicated(of)
    await put(of.from, note(1))
    expect(await first).toEqual(E.left({ _tag: 'CheckpointLost' }))
  })
})

describe('what is refused', () => {
  it('a table without a stream, or with one of keys only', async () => {
    const of = await regions()
    for (const stream of ['off', 'keys'] as const) {
      right(await of.from({ _tag: 'UpdateTable', table: 'notes', change: { _tag: 'Stream', stream: 'off' } })())
      if (stream !== 'off')
        right(await of.from({ _tag: 'UpdateTable', table: 'notes', change: { _tag: 'Stream', stream } })())
      const left = { _tag: 'NoStream', table: 'notes', view: stream, needed: 'new' }
      expect(await run(Note, options(of))()).toEqual(E.left(left))
      if (stream === 'off')
        right(
          await of.from({
            _tag: 'UpdateTable',
            table: 'notes',
            change: { _tag: 'Stream', stream: 'new' },
          })(),
        )
    }
  })

  it('a target that is not there, or has another key; but it can be made', async () => {
    const of = await regions()
    const interpreter = inMemory({ now: of.now })
    expect(await run(Note, options(of, { to: interpreter }))()).toMatchObject({ left: { _tag: 'TableNotFound' } })
    await put(of.from, note(1))
    const bound = options(of, { to: interpreter, bind: true, writes: kinds.guarded, tables: { notes: 'copies' } })
    right(await run(Note, bound)())
    expect((await all(interpreter, 'copies')).length).toBe(1)
    const key = { partition: [{ name: 'other', type: 'S' }], sort: [] } as const
    right(await interpreter({ _tag: 'CreateTable', schema: { ...Note.schema, key, indexes: [] } })())
    expect(await run(Note, options(of, { to: interpreter }))()).toMatchObject({ left: { _tag: 'TableMismatch' } })
  })

  it('a checkpoint of another table', async () => {
    const of = await regions()
    const other = checkpointInMemory()
    const claim = right(await other.claim(of.to)())
    right(await other.save(claim, { some: 'thing' })(of.to)())
    expect(await run(Note, options(of, { checkpoint: () => other }))()).toMatchObject({
      left: { _tag: 'InvalidToken' },
    })
  })

  it('an item that the target refuses, which does not count as copied', async () => {
    const of = await regions()
    await put(of.from, note(1), note(2))
    const transform = typed(Note)((value) => (value.id === 1 ? { ...value, text: 'x'.repeat(500_000) } : value))
    const done = await replicated(of, { transform, poison: () => async () => E.right(undefined) })
    expect(done.tables[0]?.copied).toBe(1)
  })

  it('a transformation of the key, unless someone takes such items', async () => {
    const of = await regions()
    await put(of.from, note(1), note(2))
    const transform = typed(Note)((value) => (value.id === 1 ? { ...value, id: 7 } : value))
    expect(await run(Note, options(of, { transform }))()).toMatchObject({
      left: { _tag: 'PoisonItem', cause: { _tag: 'KeyChanged' } },
    })
    const taken: Array<unknown> = []
    const poison =
      ({ key }: { readonly key: unknown }) =>
      async () =>
        E.right(void taken.push(key))
    const done = right(await run(Note, options({ ...of, ...places() }, { transform, poison }))())
    expect(done.tables[0]?.poisoned).toBeGreaterThan(0)
    expect(taken.length).toBe(done.tables[0]?.poisoned)
    expect((await all(of.to)).map(({ id }) => id)).toEqual([{ N: '2' }])
  })

  it('numbers that are none, before anything is asked of a store', async () => {
    const of = await regions()
    const nothing: Interpreter = () => async () => expect.unreachable()
    const wrong: ReadonlyArray<More> = [
      { segments: 0 },
      { concurrency: 0 },
      { batch: 1.5 },
      { checkpointEvery: Number.NaN },
      { readsPerSecond: 0 },
      { until: { emptyAnswers: 0 } },
      { writes: guarded({ ledger: Ledger, keep: Number.NaN }) },
      { writes: guarded({ ledger: Ledger, keep: -1 }) },
    ]
    for (const more of wrong) {
      const done = await run(Note, options(of, { from: nothing, to: of.to, ...more }))()
      expect(done).toMatchObject({ left: { _tag: 'InvalidRequest' } })
    }
  })

  it('two tables with one target, and a table that is its own', async () => {
    const of = await regions()
    const Other = { ...Note, schema: { ...Note.schema, name: 'others' } }
    const tables = { notes: 'all', others: 'all' }
    const left = { _tag: 'InvalidRequest', reason: "both 'notes' and 'others' are to be 'all' at the target" }
    expect(await run([Note, Other], options(of, { tables }))()).toEqual(E.left(left))
    const { from } = of
    expect(await verify([Note, Other], { from, to: of.to, tables })()).toEqual(E.left(left))
    expect(await run(Note, options(of, { to: from }))()).toMatchObject({
      left: { reason: "'notes' is its own target" },
    })
  })

  it('a place that belongs to another target', async () => {
    const of = await regions()
    await replicated(of)
    const other = options(of, { tables: { notes: 'copies' }, bind: true })
    expect(await run(Note, other)()).toMatchObject({
      left: { _tag: 'InvalidToken', mismatches: [{ path: ['target'] }] },
    })
  })

  it('a checkpoint that throws', async () => {
    const of = await regions()
    const checkpoint = () => {
      throw new Error('no')
    }
    const done = await run(Note, options(of, { checkpoint }))()
    expect(done).toEqual(E.left({ _tag: 'HandlerThrew', message: 'no' }))
  })
})

describe('a target that is made', () => {
  it('is copied to from the beginning, whatever the checkpoint says', async () => {
    const of = await regions()
    await put(of.from, note(1))
    await replicated(of)
    const made = { ...of, to: inMemory({ now: of.now }) }
    const again = await replicated(made, { bind: true })
    expect(again.tables[0]).toMatchObject({ copied: 1, removed: 0, phase: 'following' })
    await same(made)
  })

  it('is left as it is where it is there, whatever its other settings are', async () => {
    const of = await regions()
    await put(of.from, note(1))
    await replicated(of, { bind: true, writes: kinds.guarded })
    await same(of)
  })

  it('is no error where the signal fires meanwhile', async () => {
    const of = await regions()
    const interpreter = inMemory({ now: of.now })
    const stop = new AbortController()
    const to: Interpreter = (operation) => {
      if (operation._tag === 'CreateTable') stop.abort()
      return interpreter(operation)
    }
    const stopped = await replicated(of, { to, bind: true, signal: stop.signal })
    expect(stopped.tables).toMatchObject([{ table: 'notes', copied: 0 }])
    expect(await replicated(of, { to, bind: true, signal: stop.signal })).toEqual(stopped)
  })
})

describe('several tables', () => {
  it('go side by side, each from its own place, and stop together', async () => {
    const of = await regions()
    const Other = { ...Note, schema: { ...Note.schema, name: 'others' } }
    await bindIn(of.from, Other)
    right(await of.to({ _tag: 'CreateTable', schema: Other.schema })())
    await put(of.from, note(1))
    right(await Write.run(Write.put(Other)(note(2)))(of.from)())
    const done = right(await run([Note, Other, Note], options(of))())
    expect(done.tables.map(({ table, copied }) => [table, copied])).toEqual([
      ['notes', 1],
      ['others', 1],
    ])
    const broken: Interpreter = (operation) =>
      operation._tag === 'BatchWriteItem' && operation.writes[0]?.table === 'others'
        ? async () => E.left({ _tag: 'RequestRefused', name: 'AccessDenied', message: 'no' })
        : of.to(operation)
    right(await Write.run(Write.put(Other)(note(3)))(of.from)())
    const failed = await run([Note, Other], options(of, { to: broken, until: 'never' }))()
    expect(failed).toMatchObject({ left: { name: 'AccessDenied' } })
  })

  it('may share a ledger', async () => {
    const of = await regions()
    const Other = { ...Note, schema: { ...Note.schema, name: 'others' } }
    await bindIn(of.from, Other)
    const writeBoth = async (text: string) => {
      await put(of.from, note(1, text))
      right(await Write.run(Write.put(Other)(note(1, text)))(of.from)())
    }
    const more = { bind: true, writes: kinds.guarded }
    for (const text of ['a', 'b', 'c']) {
      await writeBoth(text)
      right(await run([Note, Other], options(of, more))())
      for (const table of ['notes', 'others'])
        expect((await all(of.to, table)).map((item) => item.text)).toEqual([{ S: text }])
    }
    expect((await all(of.to, 'notes-ledger')).length).toBe(2)
  })
})
