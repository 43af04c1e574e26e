import type { Interpreter, Operation } from 'bloop-ts'
import { inMemory } from 'bloop-ts/memory'
import * as E from 'fp-ts/Either'
import { describe, expect, it } from 'vitest'
import { keyIdentity } from '../../../src/program/identity'
import { contextOf } from '../../../src/program/replicate/context'
import { guardedWriter } from '../../../src/program/replicate/guarded'
import { plainWriter } from '../../../src/program/replicate/lastRecordWins'
import { ledger, orderOf } from '../../../src/program/replicate/ledger'
import type { ReplicateOptions } from '../../../src/program/replicate/model'
import { type Change, rulesOf } from '../../../src/program/replicate/rules'
import { gate, type Writer } from '../../../src/program/replicate/writer'
import { guarded } from '../../../src/program/replicate/writes'
import { all, bindIn, Note, right, virtual } from './support'

const Ledger = ledger('notes-ledger')
const first = '2026-11-22T10:00:00.000Z'
const second = '2026-11-22T11:00:00.000Z'

const change = (id: number, text: string | undefined, order: string): Change => {
  const key = { user: { S: 'ann' }, id: { N: String(id) } }
  return {
    key,
    identity: keyIdentity('notes', key),
    order,
    ...(text === undefined ? {} : { item: { ...key, text: { S: text } } }),
  }
}

const texts = async (interpreter: Interpreter) => (await all(interpreter)).map(({ id, text }) => [id, text])
const text = (id: number, of: string) => [{ N: String(id) }, { S: of }]

const writerOf = (to: Interpreter, kind: 'plain' | 'guarded', more: Partial<ReplicateOptions> = {}): Writer<never> => {
  const { now, timer } = virtual()
  const options = { from: to, to, now, timer, ...more }
  const context = contextOf<never>(options, rulesOf(options, 'notes', Note.schema.key), new AbortController().signal)
  return kind === 'plain' ? plainWriter(context, gate(4)) : guardedWriter(context, guarded({ ledger: Ledger }), gate(4))
}

const store = async () => {
  const made = inMemory()
  await bindIn(made, Note, Ledger)
  return made
}

describe.each(['plain', 'guarded'] as const)('a writer that is %s', (kind) => {
  it('puts and deletes, and of one item does what comes last', async () => {
    const to = await store()
    const write = writerOf(to, kind)
    const many = Array.from({ length: 60 }, (_, i) => change(i, 'a', orderOf(first, '1')))
    right(await write([...many, change(0, 'b', orderOf(first, '2')), change(1, undefined, orderOf(first, '2'))]))
    const found = await texts(to)
    expect(found.length).toBe(59)
    expect(found).toContainEqual(text(0, 'b'))
    right(await write([change(0, undefined, orderOf(first, '3'))]))
    expect((await texts(to)).length).toBe(58)
  })

  it('repeats what fails for the moment, and gives up what does not', async () => {
    const to = await store()
    let failures = 3
    const flaky: Interpreter = (operation) =>
      failures > 0
        ? async () => {
            failures--
            return E.left({ _tag: 'NetworkFailed', message: 'gone' })
          }
        : to(operation)
    right(await writerOf(flaky, kind)([change(1, 'a', orderOf(first, '1'))]))
    expect(await texts(to)).toEqual([text(1, 'a')])
    const dead: Interpreter = () => async () => E.left({ _tag: 'RequestRefused', name: 'AccessDenied', message: 'no' })
    expect(await writerOf(dead, kind)([change(1, 'a', orderOf(first, '2'))])).toMatchObject({
      left: { name: 'AccessDenied' },
    })
  })

  it('does twice what was done without an answer, and it is as if done once', async () => {
    const to = await store()
    let lost = 1
    const deaf: Interpreter = (operation) => async () => {
      const answer = await to(operation)()
      return lost-- > 0 ? E.left({ _tag: 'TimedOut', milliseconds: 1 }) : answer
    }
    right(await writerOf(deaf, kind)([change(1, 'a', orderOf(first, '1')), change(2, 'a', orderOf(first, '1'))]))
    expect(await texts(to)).toEqual([text(1, 'a'), text(2, 'a')])
  })

  it('gives away the one item that is refused, and writes the others', async () => {
    const to = await store()
    const taken: Array<unknown> = []
    const write = writerOf(to, kind, { poison: (poison) => async () => E.right(void taken.push(poison.key.id)) })
    const large = change(7, 'x'.repeat(410_000), orderOf(first, '1'))
    const others = Array.from({ length: 30 }, (_, i) => change(i + 10, 'a', orderOf(first, '1')))
    const done = right(await write([...others.slice(0, 9), large, ...others.slice(9)]))
    expect(done.poisoned).toBe(1)
    expect(taken).toEqual([{ N: '7' }])
    expect((await texts(to)).length).toBe(30)
  })

  it('ends with an item that is refused where nobody takes it', async () => {
    const write = writerOf(await store(), kind)
    const done = await write([change(7, 'x'.repeat(410_000), orderOf(first, '1'))])
    expect(done).toMatchObject({ left: { _tag: 'PoisonItem', table: 'notes', key: { id: { N: '7' } } } })
  })

  it('makes no call too large', async () => {
    const to = await store()
    const sizes: Array<number> = []
    const seen: Interpreter = (operation) => {
      const one: Operation = operation
      if (one._tag === 'BatchWriteItem') sizes.push(one.writes.length)
      if (one._tag === 'TransactWriteItems') sizes.push(one.actions.length / 2)
      return to(operation)
    }
    const large = Array.from({ length: 30 }, (_, i) => change(i, 'x'.repeat(300_000), orderOf(first, '1')))
    right(await writerOf(seen, kind)(large))
    expect(Math.max(...sizes)).toBeLessThanOrEqual(kind === 'plain' ? 25 : 11)
    expect((await texts(to)).length).toBe(30)
  })
})

describe('plain writes', () => {
  it('ask again for what the store left over', async () => {
    const to = await store()
    let calls = 0
    const lazy: Interpreter = (operation) => {
      if (operation._tag !== 'BatchWriteItem') return to(operation)
      calls++
      const half = operation.writes.slice(0, Math.ceil(operation.writes.length / 2))
      const rest = operation.writes.slice(half.length)
      return async () => {
        const answer = await to({ ...operation, writes: half })()
        return E.isLeft(answer) ? answer : E.right({ unprocessed: rest })
      }
    }
    right(
      await writerOf(
        lazy as Interpreter,
        'plain',
      )(Array.from({ length: 25 }, (_, i) => change(i, 'a', orderOf(first)))),
    )
    expect((await texts(to)).length).toBe(25)
    expect(calls).toBe(5)
  })
})

describe('guarded writes', () => {
  it('never take an item back, and count what they leave out', async () => {
    const to = await store()
    const write = writerOf(to, 'guarded')
    right(await write([change(1, 'new', orderOf(first, '20')), change(2, 'x', orderOf(first, '5'))]))
    const done = right(
      await write([
        change(1, 'old', orderOf(first, '9')),
        change(2, 'y', orderOf(first, '6')),
        change(3, 'z', orderOf(first, '1')),
      ]),
    )
    expect(done).toEqual({ stale: 1, poisoned: 0 })
    expect(await texts(to)).toEqual([text(1, 'new'), text(2, 'y'), text(3, 'z')])
  })

  it('do not bring back what was deleted', async () => {
    const to = await store()
    const write = writerOf(to, 'guarded')
    right(await write([change(1, 'a', orderOf(first, '1'))]))
    right(await write([change(1, undefined, orderOf(first, '2'))]))
    expect(right(await write([change(1, 'a', orderOf(first, '1'))])).stale).toBe(1)
    expect(await texts(to)).toEqual([])
    expect((await all(to, 'notes-ledger')).length).toBe(1)
  })

  it('let a copy win over all before it, and over nothing that follows it', async () => {
    const to = await store()
    const write = writerOf(to, 'guarded')
    right(await write([change(1, 'before', orderOf(first, '9'.repeat(38)))]))
    right(await write([change(1, 'copied', orderOf(second))]))
    expect(await texts(to)).toEqual([text(1, 'copied')])
    right(await write([change(1, 'followed', orderOf(second, '1'))]))
    expect(right(await write([change(1, 'copied', orderOf(second))])).stale).toBe(1)
    expect(await texts(to)).toEqual([text(1, 'followed')])
  })

  it('keep a row two days, in seconds', async () => {
    const to = await store()
    right(await writerOf(to, 'guarded')([change(1, 'a', orderOf(first, '1'))]))
    expect(await all(to, 'notes-ledger')).toEqual([
      {
        item: { S: 'notes ann' },
        sort: { S: '1' },
        sequence: { S: orderOf(first, '1') },
        expires: { N: String(Date.UTC(2026, 10, 24, 10) / 1000) },
      },
    ])
  })
})

describe('a gate', () => {
  it('lets at most so many through at once', async () => {
    const { within } = gate(3)
    let [inside, most] = [0, 0]
    await Promise.all(
      Array.from({ length: 20 }, () =>
        within(async () => {
          most = Math.max(most, ++inside)
          await new Promise(setImmediate)
          inside--
        }),
      ),
    )
    expect(most).toBe(3)
  })
})
