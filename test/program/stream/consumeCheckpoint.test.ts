import * as E from 'fp-ts/Either'
import * as RTE from 'fp-ts/ReaderTaskEither'
import { describe, expect, it } from 'vitest'
import * as Checkpoint from '../../../src/program/Checkpoint'
import type { StreamEvent } from '../../../src/program/stream/Event'
import * as Policy from '../../../src/program/time/Policy'
import {
  behind,
  consumed,
  type Handler,
  keeping,
  numberOf,
  program,
  range,
  saved,
  settle,
  shard,
  virtual,
} from './consumers'
import { gap } from './fakeFeed'

/** A checkpoint that keeps what is saved in it, and fails as a list says. */
const watched = () => {
  const inner = Checkpoint.inMemory()
  const saves: Array<unknown> = []
  const failing: Array<boolean> = []
  const checkpoint: Checkpoint.Checkpoint = {
    claim: inner.claim,
    save: (claim, value) => {
      if (failing.shift()) return RTE.left({ _tag: 'CheckpointFailed', message: 'not now' } as const)
      saves.push((value as { readonly shards: unknown }).shards)
      return inner.save(claim, value)
    },
  }
  return { inner, checkpoint, saves, failing }
}

/** A handler that answers when it is told to. */
const gated = () => {
  const waiting: Array<() => void> = []
  const handler: Handler = () =>
    program(async () => {
      await new Promise<void>((done) => waiting.push(done))
      return E.right(0)
    })
  const answer = async () => {
    waiting.shift()?.()
    await settle()
  }
  return { handler, answer, waiting }
}

describe('the place of a consumer', () => {
  it('is saved at the beginning, then not too often, and at the end', async () => {
    const { timer, advance } = virtual()
    const { checkpoint, saves } = watched()
    const { handler, answer } = gated()
    const controller = new AbortController()
    const options = { checkpoint, timer, batch: 1, checkpointEvery: 1_000, signal: controller.signal }
    const running = consumed([shard('a', 0, 9)], handler, options, { endless: true })
    await settle()
    expect(saves).toEqual([{ a: 'start' }])
    await answer()
    await answer()
    await advance(999)
    expect(saves.length).toBe(1)
    await advance(1)
    expect(saves).toEqual([{ a: 'start' }, { a: behind(1) }])
    // Nothing new, nothing saved; and then at once, since the last save is long ago.
    await advance(5_000)
    expect(saves.length).toBe(2)
    await answer()
    expect(saves[2]).toEqual({ a: behind(2) })
    await answer()
    controller.abort()
    await answer()
    expect(await running).toMatchObject(E.right({ records: 5 }))
    expect(saves.slice(3)).toEqual([{ a: behind(4) }])
  })

  it('is past a gap once that is taken', async () => {
    const { timer, advance } = virtual()
    const { checkpoint, saves } = watched()
    const { handler } = keeping()
    const controller = new AbortController()
    let take = (): void => undefined
    const taken = new Promise<E.Either<never, number>>((done) => {
      take = () => done(E.right(0))
    })
    const options = { checkpoint, timer, signal: controller.signal, gap: () => program<never>(() => taken) }
    const child = { id: 'child', parent: 'a', entries: [] }
    const shards = [{ id: 'a', entries: [...range(0, 2), gap('a')] }, child]
    const running = consumed(shards, handler, options, { endless: true })
    await settle()
    await advance(1_000)
    await advance(1_000)
    expect(saves.at(-1)).toEqual({ a: behind(1) })
    take()
    await settle()
    expect(saves.at(-1)).toEqual({ child: 'start' })
    controller.abort()
    expect(E.isRight(await running)).toBe(true)
  })

  it('that cannot be saved is saved the next time', async () => {
    const { timer, advance } = virtual()
    const { checkpoint, saves, failing } = watched()
    const { handler, answer } = gated()
    const events: Array<StreamEvent> = []
    failing.push(true, true)
    const options = { checkpoint, timer, batch: 5, onEvent: (event: StreamEvent) => events.push(event) }
    const running = consumed([shard('a', 0, 10)], handler, options)
    await settle()
    await answer()
    await advance(1_000)
    expect(saves).toEqual([])
    await advance(1_000)
    expect(saves).toEqual([{ a: behind(4) }])
    await answer()
    expect(await running).toMatchObject(E.right({ records: 10 }))
    expect(events.filter(({ _tag }) => _tag === 'CheckpointFailed').length).toBe(2)
  })

  it('that cannot be saved at the end is no success', async () => {
    const { checkpoint, failing, inner } = watched()
    const { handler } = keeping()
    failing.push(true, true, true)
    const failed = { _tag: 'CheckpointFailed', message: 'not now' }
    expect(await consumed([shard('a', 0, 3)], handler, { checkpoint, checkpointEvery: 1e9 })).toEqual(E.left(failed))
    expect(await saved(inner)).toBe(undefined)
    const throwing: Checkpoint.Checkpoint = {
      claim: inner.claim,
      save: () => {
        throw new Error('broken')
      },
    }
    expect(await consumed([shard('a', 0, 3)], handler, { checkpoint: throwing })).toEqual(
      E.left({ _tag: 'CheckpointFailed', message: 'broken' }),
    )
    const claimless = { ...throwing, claim: () => () => Promise.reject(new Error('no claim')) }
    expect(await consumed([shard('a', 0, 3)], handler, { checkpoint: claimless })).toEqual(
      E.left({ _tag: 'CheckpointFailed', message: 'no claim' }),
    )
  })
})

describe('two consumers of one checkpoint', () => {
  it('handle all between them, and the older one is told that it is the older', async () => {
    const { timer, advance } = virtual()
    const checkpoint = Checkpoint.inMemory()
    const { handler, answer, waiting } = gated()
    const shards = [shard('a', 0, 20)]
    const older = consumed(shards, handler, { checkpoint, timer, batch: 2 })
    await settle()
    await answer()
    await advance(1_000)
    const { handler: other, numbers } = keeping()
    const newer = consumed(shards, other, { checkpoint })
    expect(await newer).toMatchObject(E.right({ records: 18 }))
    expect(numbers()).toEqual(range(2, 20).map(numberOf))
    await answer()
    await advance(1_000)
    // What is under way is waited for, and nothing new begins.
    expect(waiting.length).toBe(1)
    await answer()
    expect(await older).toEqual(E.left({ _tag: 'CheckpointLost' }))
    expect(waiting.length).toBe(0)
    expect(await saved(checkpoint)).toEqual({ a: behind(19) })
  })
})

describe('a consumer that died', () => {
  it('in its handler is gone on from by the next one, at least once', async () => {
    const checkpoint = Checkpoint.inMemory()
    const { timer, advance } = virtual()
    const first: Array<number> = []
    const dying: Handler = (records) =>
      program(async () => {
        if (records.some(({ n }) => n === 12)) return new Promise<never>(() => undefined)
        first.push(...records.map(({ n }) => n))
        return E.right(0)
      })
    consumed([shard('a', 0, 30)], dying, { checkpoint, timer, batch: 5 })
    await settle()
    await advance(1_000)
    const { handler, numbers } = keeping()
    expect(await consumed([shard('a', 0, 30)], handler, { checkpoint })).toMatchObject(E.right({ records: 20 }))
    expect([...first, ...numbers()]).toEqual(range(0, 30).map(numberOf))
  })

  it('before it saved is gone on from where it began', async () => {
    const checkpoint = Checkpoint.inMemory()
    const { handler, numbers } = keeping()
    const dying: Handler = () => program(() => new Promise<never>(() => undefined))
    const { timer } = virtual()
    consumed([shard('a', 0, 3)], dying, { checkpoint, timer, retry: Policy.never })
    await settle()
    expect(await saved(checkpoint)).toEqual({ a: 'start' })
    await consumed([shard('a', 0, 3)], handler, { checkpoint })
    expect(numbers()).toEqual([0, 1, 2])
  })
})
