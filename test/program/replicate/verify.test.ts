import type { Interpreter, Replicate } from 'bloop-ts'
import { inMemory } from 'bloop-ts/memory'
import * as E from 'fp-ts/Either'
import { describe, expect, it } from 'vitest'
import type { Difference } from '../../../src/program/replicate/difference'
import { where } from '../../../src/program/replicate/typed'
import { differences, verify } from '../../../src/program/replicate/verify'
import { bindIn, Note, type Note as NoteOf, put, right } from './support'

const note = (id: number, text = 'a'): NoteOf => ({ user: `u${id % 7}`, id, text })
const notes = (count: number) => Array.from({ length: count }, (_, i) => note(i))

const sides = async (): Promise<readonly [Interpreter, Interpreter]> => {
  const [from, to] = [inMemory(), inMemory()]
  await bindIn(from, Note)
  await bindIn(to, Note)
  return [from, to]
}

const shown = (difference: Difference) => [difference._tag, Number((difference.key.id as { N: string }).N)]

describe('verify', () => {
  it('finds nothing between equal sides, and both directions otherwise', async () => {
    const [from, to] = await sides()
    await put(from, ...notes(300))
    await put(to, ...notes(300))
    expect(right(await verify(Note, { from, to })())).toEqual({ items: 300, differences: 0, listed: [] })
    await put(from, note(1000), note(5, 'b'))
    await put(to, note(2000))
    const found = right(await verify(Note, { from, to, segments: 3 })())
    expect(found.items).toBe(301)
    expect(found.listed.map(shown).sort()).toEqual([
      ['Different', 5],
      ['Extra', 2000],
      ['Missing', 1000],
    ])
    expect(found.listed.find(({ _tag }) => _tag === 'Different')).toMatchObject({ attributes: ['text'] })
  })

  it('knows of filters, transformations and other names', async () => {
    const [from, to] = [inMemory(), inMemory()]
    await bindIn(from, Note)
    const Copy = { ...Note, schema: { ...Note.schema, name: 'copies' } }
    await bindIn(to, Copy)
    await put(from, ...notes(10))
    const options = {
      from,
      to,
      tables: { notes: 'copies' },
      filter: where(Note)(({ id }) => id < 5),
      transform: (item: NonNullable<Parameters<Replicate.Transform>[0]>) =>
        ({ ...item, copied: { BOOL: true } }) as const,
    }
    expect(right(await verify(Note, options)())).toMatchObject({ items: 5, differences: 5 })
  })

  it('lists so many, and counts all', async () => {
    const [from, to] = await sides()
    await put(from, ...notes(50))
    const found = right(await verify(Note, { from, to, limit: 3 })())
    expect([found.differences, found.listed.length]).toEqual([50, 3])
  })

  it('leaves nothing waiting once it is over', async () => {
    const [from, to] = await sides()
    await put(from, ...notes(50))
    const slow: Interpreter = (operation) =>
      operation._tag === 'Scan' && operation.segment?.index !== 0
        ? async () => E.left({ _tag: 'Throttled', name: 'Slow' })
        : from(operation)
    let waiting = 0
    const sleep = (_: number, signal?: AbortSignal): Promise<void> =>
      new Promise((resolve) => {
        waiting++
        signal?.addEventListener('abort', () => {
          waiting--
          resolve()
        })
      })
    const options = { from: slow, to, segments: 4, timer: { random: () => 0.5, sleep } }
    for await (const found of differences(Note, options)) {
      expect(found._tag).toBe('Right')
      await new Promise(setImmediate)
      expect(waiting).toBe(3)
      break
    }
    expect(waiting).toBe(0)
  })

  it('says what it cannot do', async () => {
    const [from] = await sides()
    const to = inMemory()
    expect(await verify(Note, { from, to })()).toEqual(E.left({ _tag: 'TableNotFound', table: 'notes' }))
    expect(await verify(Note, { from, to: from, segments: 0 })()).toMatchObject({ left: { _tag: 'InvalidRequest' } })
    const filter = () => {
      throw new Error('no')
    }
    await put(from, note(1))
    expect(await verify(Note, { from, to: from, filter })()).toEqual(E.left({ _tag: 'HandlerThrew', message: 'no' }))
  })

  it('reads on only as differences are taken', async () => {
    const [from, to] = await sides()
    // Pages of 1 MB: 300 items of 40 KB are many of them.
    await put(from, ...Array.from({ length: 300 }, (_, i) => note(i, 'x'.repeat(40_000))))
    let scans = 0
    const counted: Interpreter = (operation) => {
      if (operation._tag === 'Scan') scans++
      return from(operation)
    }
    const found = differences(Note, { from: counted, to, segments: 1 })[Symbol.asyncIterator]()
    expect((await found.next()).value).toMatchObject({ right: { _tag: 'Missing' } })
    await new Promise(setImmediate)
    expect(scans).toBeLessThanOrEqual(2)
    await found.return?.()
    await new Promise(setImmediate)
    expect(scans).toBeLessThanOrEqual(3)
  })
})
