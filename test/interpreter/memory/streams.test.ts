import { describe, expect, it } from 'vitest'
import { advance, Eq, step } from '../../../src/memory'
import type { StreamRecord } from '../../../src/program/Operation'
import {
  day,
  describeStream,
  getRecords,
  hour,
  item,
  iteratorOf,
  puts,
  recordsFrom,
  recordsOf,
  removes,
  run,
  shardsOf,
  split,
  streamed,
  streamOf,
} from './streamSupport'
import { always, B, index, N, no, ok, putItem, S, simple, withTables } from './support'

const on = { _tag: 'UpdateTable', table: 'simple', change: { _tag: 'Stream', stream: 'keys' } } as const
const off = { _tag: 'UpdateTable', table: 'simple', change: { _tag: 'Stream', stream: 'off' } } as const
const trim = { _tag: 'TrimHorizon' } as const

const bare = ({ sequenceNumber: _, ...record }: StreamRecord) => record
const ids = (records: ReadonlyArray<StreamRecord>) => records.map(({ keys }) => keys.id)

describe('records', () => {
  const changes = [...puts(item('a', 1), item('a', 2)), removes('a')]

  it('hold what the view says', () => {
    const [a1, a2] = [item('a', 1), item('a', 2)]
    const keys = { id: S('a') }
    const byTimeToLive = false
    const of = (view: 'keys' | 'new' | 'old' | 'newAndOld') => recordsOf(run(streamed(view), ...changes)).map(bare)
    expect(of('keys')).toEqual([
      { event: 'INSERT', keys, byTimeToLive },
      { event: 'MODIFY', keys, byTimeToLive },
      { event: 'REMOVE', keys, byTimeToLive },
    ])
    expect(of('new')).toEqual([
      { event: 'INSERT', keys, newImage: a1, byTimeToLive },
      { event: 'MODIFY', keys, newImage: a2, byTimeToLive },
      { event: 'REMOVE', keys, byTimeToLive },
    ])
    expect(of('old')).toEqual([
      { event: 'INSERT', keys, byTimeToLive },
      { event: 'MODIFY', keys, oldImage: a1, byTimeToLive },
      { event: 'REMOVE', keys, oldImage: a2, byTimeToLive },
    ])
    expect(of('newAndOld')).toEqual([
      { event: 'INSERT', keys, newImage: a1, byTimeToLive },
      { event: 'MODIFY', keys, oldImage: a1, newImage: a2, byTimeToLive },
      { event: 'REMOVE', keys, oldImage: a2, byTimeToLive },
    ])
  })

  it('have the second in which they were written, none before time begins, and numbers of 21 digits that grow', () => {
    const state = run(advance(1_999)(run(streamed(), ...puts(item('a', 1)))), ...puts(item('a', 2)))
    const records = recordsOf(state)
    expect(records.map(({ at }) => at)).toEqual([undefined, 1_000])
    for (const { sequenceNumber } of records) expect(sequenceNumber).toMatch(/^\d{21}$/)
    expect(records[0] !== undefined && records[1] !== undefined).toBe(true)
    expect([...records].sort((x, y) => (x.sequenceNumber < y.sequenceNumber ? -1 : 1))).toEqual(records)
  })

  it('are not there of what changes nothing, as DynamoDB compares', () => {
    const before = run(streamed(), ...puts(item('a', 1, { s: { SS: ['x', 'y'] } })))
    const same = run(before, ...puts({ id: S('a'), n: N('1.0'), s: { SS: ['y', 'x'] } }), removes('nobody'))
    expect(recordsOf(same)).toEqual(recordsOf(before))
  })

  it('are not there of what is made of an index', () => {
    const before = run(streamed(), ...puts(item('a', 1)))
    const change = { _tag: 'CreateIndex', index: index('byN', 'global', 'n', []) } as const
    const [state, answer] = step(before, {
      _tag: 'UpdateTable',
      table: 'simple',
      change: { ...change, index: { ...change.index, key: { partition: [{ name: 'n', type: 'N' }], sort: [] } } },
    })
    expect(answer._tag).toBe('Right')
    expect(recordsOf(run(state, ...puts(item('a', 2))))).toHaveLength(2)
  })

  it('have bytes of their own', () => {
    const state = run(streamed(), ...puts(item('a', 1, { b: B(1, 2) })))
    const image = recordsOf(state)[0]?.newImage
    if (image?.b !== undefined && 'B' in image.b) image.b.B[0] = 9
    expect(recordsOf(state)[0]?.newImage).toEqual(item('a', 1, { b: B(1, 2) }))
  })

  it('are those of each fork, and of no other', () => {
    const kept = run(streamed(), ...puts(item('a', 1)))
    const left = run(kept, ...puts(item('b', 1)))
    const right = run(kept, ...puts(item('c', 1), item('d', 1)))
    expect(ids(recordsOf(kept))).toEqual([S('a')])
    expect(ids(recordsOf(left))).toEqual([S('a'), S('b')])
    expect(ids(recordsOf(right))).toEqual([S('a'), S('c'), S('d')])
  })
})

describe('streams are switched on and off', () => {
  it('a table without one has none; DescribeTable tells of the last', () => {
    const state = withTables(simple)
    expect(ok(step(state, { _tag: 'DescribeTable', table: 'simple' })[1])).not.toHaveProperty('latestStream')
    const [after, answer] = step(advance(1_000)(state), on)
    const arn = 'arn:aws:dynamodb:memory:000000000000:table/simple/stream/1970-01-01T00:00:01.000'
    expect(ok(answer).latestStream).toBe(arn)
    expect(streamOf(run(after, off))).toBe(arn)
    expect(ok(describeStream(after))).toMatchObject({ status: 'ENABLED', view: 'keys' })
  })

  it('one that is off is read for a day, and then is gone', () => {
    const state = run(streamed('new'), ...puts(item('a', 1)), off, ...puts(item('b', 1)))
    const stream = streamOf(state)
    expect(ok(describeStream(state))).toMatchObject({ status: 'DISABLED', view: 'new' })
    const [shard] = shardsOf(state)
    expect(shard?.ending).toBe(recordsOf(state)[0]?.sequenceNumber)
    expect(ids(recordsOf(advance(day)(state)))).toEqual([S('a')])
    const gone = advance(day + 1)(state)
    expect(no(describeStream(gone))).toEqual({ _tag: 'StreamNotFound', table: 'simple', stream })
    expect(no(iteratorOf(gone, shard?.id ?? '', trim))).toMatchObject({ _tag: 'StreamNotFound', shard: shard?.id })
    expect(gone.streams.size).toBe(0)
  })

  it('another one, even at the same moment, is another; what was between is in neither', () => {
    const first = run(streamed('new'), ...puts(item('a', 1)))
    const second = run(first, off, ...puts(item('b', 1)), on, ...puts(item('c', 1)))
    const third = run(second, off, on, ...puts(item('d', 1)))
    const arns = [first, second, third].map((state) => streamOf(state))
    expect(new Set(arns).size).toBe(3)
    expect(arns.map((arn) => ids(recordsOf(third, arn)))).toEqual([[S('a')], [S('c')], [S('d')]])
  })

  it('that of a table that is deleted is read on, beside that of the next of its name', () => {
    const first = run(streamed(), ...puts(item('a', 1)))
    const next = run(streamed('keys', run(first, { _tag: 'DeleteTable', table: 'simple' })), ...puts(item('b', 1)))
    expect(ids(recordsOf(next, streamOf(first)))).toEqual([S('a')])
    expect(ids(recordsOf(next))).toEqual([S('b')])
    expect(ok(describeStream(next, streamOf(first))).status).toBe('DISABLED')
  })

  it('are no part of what makes states equal', () => {
    const once = run(streamed(), ...puts(item('a', 1)))
    const twice = run(streamed(), ...puts(item('a', 2), item('a', 1)))
    expect(Eq.equals(once, twice)).toBe(true)
  })
})

describe('iterators', () => {
  const state = run(streamed(), ...puts(...Array.from({ length: 10 }, (_, i) => item(`i${i}`, i))))
  const shard = shardsOf(state)[0]?.id ?? ''
  const numbers = recordsOf(state).map(({ sequenceNumber }) => sequenceNumber)
  const at = (i: number) => numbers[i] ?? ''

  it('begin at the oldest, after the newest, at a record or after it', () => {
    const count = (from: Parameters<typeof recordsFrom>[2]) => recordsFrom(state, shard, from).length
    expect(count(trim)).toBe(10)
    expect(count({ _tag: 'Latest' })).toBe(0)
    expect(count({ _tag: 'At', sequenceNumber: at(3) })).toBe(7)
    expect(count({ _tag: 'After', sequenceNumber: at(3) })).toBe(6)
    const { iterator } = ok(iteratorOf(state, shard, { _tag: 'Latest' }))
    expect(ids(ok(getRecords(run(state, ...puts(item('new', 1))), iterator)).records)).toEqual([S('new')])
  })

  it('answer pages of a limit, and go on', () => {
    const first = ok(getRecords(state, ok(iteratorOf(state, shard, trim)).iterator, 4))
    expect(first.records).toHaveLength(4)
    const second = ok(getRecords(state, first.next ?? '', 1000))
    expect(second.records.map(({ sequenceNumber }) => sequenceNumber)).toEqual(numbers.slice(4))
    const third = ok(getRecords(state, second.next ?? ''))
    expect(third.records).toEqual([])
    expect(third.next).toBeTypeOf('string')
  })

  it('end where the shard is closed and read to its end, and not before', () => {
    const closed = split(state)
    const { iterator } = ok(iteratorOf(closed, shard, trim))
    const part = ok(getRecords(closed, iterator, 9))
    expect(part.next).toBeTypeOf('string')
    expect(ok(getRecords(closed, part.next ?? ''))).toEqual({ records: [recordsOf(state)[9]] })
    expect(ok(getRecords(closed, iterator))).not.toHaveProperty('next')
    // One that was made while the shard was open ends as well.
    const { iterator: latest } = ok(iteratorOf(state, shard, { _tag: 'Latest' }))
    expect(ok(getRecords(closed, latest))).toEqual({ records: [] })
  })

  it('answer up to 1 MB, and one record at least', () => {
    const big = (i: number) => item(`i${i}`, i, { text: S('x'.repeat(300_000)) })
    const full = run(streamed('new'), ...puts(...Array.from({ length: 7 }, (_, i) => big(i))))
    const sizes: Array<number> = []
    const [{ id } = { id: '' }] = shardsOf(full)
    let next: string | undefined = ok(iteratorOf(full, id, trim)).iterator
    while (next !== undefined && sizes.length < 4) {
      const answer: { readonly records: ReadonlyArray<unknown>; readonly next?: string } = ok(getRecords(full, next))
      sizes.push(answer.records.length)
      next = answer.next
    }
    expect(sizes).toEqual([3, 3, 1, 0])
  })

  it('last for 15 minutes of the time of the state', () => {
    const { iterator } = ok(iteratorOf(state, shard, trim))
    expect(getRecords(advance(hour / 4)(state), iterator)._tag).toBe('Right')
    expect(no(getRecords(advance(hour / 4 + 1)(state), iterator))).toEqual({
      _tag: 'IteratorExpired',
      stream: streamOf(state),
      shard,
    })
  })

  it('are refused where they are none, or have been changed', () => {
    const { iterator } = ok(iteratorOf(state, shard, trim))
    for (const junk of ['x', `${iterator}0`, iterator.replace('simple', 'others'), iterator.replace('|0|', '|1|')]) {
      expect(no(getRecords(state, junk))).toMatchObject({ _tag: 'RequestRefused', name: 'ValidationException' })
    }
  })

  it('are refused by a state that went on otherwise: nothing of it is passed over', () => {
    const fork = (id: string, count: number, from = streamed()) =>
      run(from, ...puts(...Array.from({ length: count }, (_, i) => item(`${id}${i}`, i))))
    const latest = (of: typeof state) => ok(iteratorOf(of, shard, { _tag: 'Latest' })).iterator
    const refused = { _tag: 'RequestRefused', name: 'ValidationException' }
    expect(no(getRecords(fork('b', 2), latest(fork('a', 3))))).toMatchObject(refused)
    expect(no(getRecords(fork('b', 3), latest(advance(1)(fork('a', 3)))))).toMatchObject(refused)
    expect(ok(getRecords(fork('b', 3), latest(fork('a', 3)))).records).toEqual([])
  })

  it('are refused outside of the range of a shard', () => {
    const outside = ['9'.repeat(30), '1'.padEnd(21, '0'), '0'.repeat(21), `${BigInt(at(9)) + 1n}`]
    for (const sequenceNumber of outside) {
      for (const _tag of ['At', 'After'] as const) {
        const answer = no(iteratorOf(state, shard, { _tag, sequenceNumber }))
        expect(answer).toMatchObject({ _tag: 'RequestRefused', name: 'ValidationException' })
      }
    }
    const child = shardsOf(split(state))[1]?.id ?? ''
    const answer = no(iteratorOf(split(state), child, { _tag: 'At', sequenceNumber: at(9) }))
    expect(answer).toMatchObject({ _tag: 'RequestRefused' })
    expect(iteratorOf(state, shard, { _tag: 'At', sequenceNumber: at(3).padStart(40, '0') })._tag).toBe('Right')
  })

  it('are refused of what there is not', () => {
    const stream = streamOf(state)
    expect(no(iteratorOf(state, 'nope', trim))).toEqual({
      _tag: 'StreamNotFound',
      table: 'simple',
      stream,
      shard: 'nope',
    })
    for (const other of [`${stream}0`, 'arn', '', stream.replace('simple', 'others')]) {
      expect(['StreamNotFound', 'InvalidRequest']).toContain(no(describeStream(state, other))._tag)
    }
  })
})

describe('writes in several tables', () => {
  it('are recorded each in its own', () => {
    const other = { ...simple, name: 'other' }
    const created = run(streamed(), { _tag: 'CreateTable', schema: other, settings: { stream: 'new' } })
    const transaction = {
      _tag: 'TransactWriteItems',
      itemOnFailure: false,
      actions: ['simple', 'other'].map((table) => putItem(item(table, 1), always, table).put),
    } as const
    const state = run(created, transaction)
    expect(ids(recordsOf(state))).toEqual([S('simple')])
    expect(ids(recordsOf(state, streamOf(state, 'other')))).toEqual([S('other')])
    expect(streamOf(state, 'other')).toContain('/other/')
  })
})
