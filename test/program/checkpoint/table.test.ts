import * as fc from 'fast-check'
import * as E from 'fp-ts/Either'
import type { Json } from 'fp-ts/Json'
import { describe, expect, it } from 'vitest'
import { inMemory } from '../../../src/memory'
import * as Checkpoint from '../../../src/program/Checkpoint'
import type { Interpreter } from '../../../src/program/Interpreter'
import * as T from '../../../src/program/Table'
import * as Policy from '../../../src/program/time/Policy'
import { quick } from './timer'

const model = Checkpoint.model({ table: 'checkpoints' })
const networkFailed = { _tag: 'NetworkFailed', message: 'no answer' } as const

/** What becomes of a write: it is done and answered; its answer is lost; it is; it is done before a later operation. */
type Fault = 'none' | 'lost' | 'unsent' | 'late' | 'throttled'

/** A store with the table, of which each write has the next fault of a list, and then none. */
const faulty = async () => {
  const inner = inMemory()
  await T.bind(model)(inner)()
  const faults: Array<Fault> = []
  const late: Array<() => Promise<unknown>> = []
  const interpreter: Interpreter = (operation) => async () => {
    const fault = (operation._tag === 'UpdateItem' ? faults.shift() : undefined) ?? 'none'
    if (fault === 'late') late.push(inner(operation))
    else await Promise.all(late.splice(0).map((task) => task()))
    if (fault === 'throttled') return E.left({ _tag: 'Throttled', name: 'x' })
    if (fault === 'unsent' || fault === 'late') return E.left(networkFailed)
    const answer = await inner(operation)()
    return fault === 'lost' ? E.left(networkFailed) : answer
  }
  return { inner, interpreter, faults }
}

const setUp = async (retry?: Policy.Policy) => {
  const store = await faulty()
  const timer = quick()
  const checkpoint = Checkpoint.table({ model, name: 'mailer', timer, ...(retry === undefined ? {} : { retry }) })
  return {
    ...store,
    claim: async () => {
      const claimed = await checkpoint.claim(store.interpreter)()
      if (E.isLeft(claimed)) throw new Error(claimed.left.message)
      return claimed.right
    },
    save: (claim: Checkpoint.Claim, value: Json) => checkpoint.save(claim, value)(store.interpreter)(),
    tryClaim: () => checkpoint.claim(store.interpreter)(),
  }
}

const lost = E.left({ _tag: 'CheckpointLost' })

describe('a checkpoint in a table', () => {
  it.each<Fault>(['lost', 'unsent', 'late', 'throttled'])('takes a save that is %s for its own', async (fault) => {
    const { claim, save, faults } = await setUp()
    const first = await claim()
    faults.push(fault, fault)
    const saved = await save(first, 1)
    expect(saved).toMatchObject(E.right({ value: 1 }))
    expect(E.isRight(saved) && E.isRight(await save(saved.right, 2))).toBe(true)
    expect((await claim()).value).toBe(2)
  })

  it.each<Fault>(['lost', 'unsent', 'late', 'throttled'])('takes a claim that is %s for its own', async (fault) => {
    const { claim, save, faults } = await setUp()
    const old = await claim()
    faults.push(fault)
    const next = await claim()
    expect(await save(old, 1)).toEqual(lost)
    expect(await save(next, 2)).toMatchObject(E.right({ value: 2 }))
  })

  it('needs no answer to a write, where it can look', async () => {
    const { claim, save, faults } = await setUp(Policy.limit(2))
    faults.push('lost', 'lost')
    const first = await claim()
    expect([first.version, faults.length]).toEqual([1, 1])
    faults.splice(0, 1, 'lost', 'none', 'lost')
    expect(await save(first, [1])).toMatchObject(E.right({ value: [1], version: 2 }))
    expect(faults).toEqual(['lost'])
  })

  it('saves again with the claim of which nobody knows', async () => {
    const { claim, save, faults } = await setUp(Policy.never)
    const first = await claim()
    faults.push('lost')
    expect(await save(first, 1)).toMatchObject(E.left({ _tag: 'CheckpointFailed', cause: networkFailed }))
    const saved = await save(first, 2)
    expect(saved).toMatchObject(E.right({ value: 2 }))
    // That is known now, so that the claim is used up.
    expect(await save(first, 3)).toEqual(lost)
    expect((await claim()).value).toBe(2)
  })

  it('is told that another one claimed it, though its answer was lost', async () => {
    const { claim, save, faults } = await setUp(Policy.never)
    const first = await claim()
    faults.push('lost')
    await save(first, 1)
    expect((await claim()).value).toBe(1)
    expect(await save(first, 2)).toEqual(lost)
  })

  it('fails with the cause where nothing helps', async () => {
    const { claim, save, faults, tryClaim } = await setUp(Policy.limit(2))
    const first = await claim()
    const throttled = { _tag: 'CheckpointFailed', cause: { _tag: 'Throttled' } }
    faults.push('throttled', 'throttled', 'throttled')
    expect(await save(first, 1)).toMatchObject(E.left(throttled))
    faults.push('throttled', 'throttled', 'throttled')
    expect(await tryClaim()).toMatchObject(E.left(throttled))
    expect(await save(first, 'x'.repeat(410_000))).toMatchObject(
      E.left({ _tag: 'CheckpointFailed', cause: { _tag: 'RequestRefused' } }),
    )
    expect(await save(first, Number.NaN)).toMatchObject(E.left({ _tag: 'CheckpointFailed' }))
    expect(await save(first, 1)).toMatchObject(E.right({ value: 1 }))
    const none = await Checkpoint.table({ model, name: 'x', timer: quick() }).claim(inMemory())()
    expect(none).toMatchObject(E.left({ _tag: 'CheckpointFailed', cause: { _tag: 'TableNotFound' } }))
  })

  it('fails where something else is stored', async () => {
    const { inner, tryClaim } = await setUp()
    const item = { name: { S: 'mailer' }, version: { S: 'one' } }
    const put = { _tag: 'Put', table: 'checkpoints', item, condition: { _tag: 'Always' } } as const
    await inner({ _tag: 'PutItem', put, returning: 'none', itemOnFailure: false })()
    expect(await tryClaim()).toMatchObject(E.left({ _tag: 'CheckpointFailed', cause: { _tag: 'DecodeFailed' } }))
  })

  it('has a place for each name', async () => {
    const { inner } = await faulty()
    const [one, other] = ['one', 'other'].map((name) => Checkpoint.table({ model, name, timer: quick() }))
    const claimed = await one?.claim(inner)()
    await other?.claim(inner)()
    expect(claimed && E.isRight(claimed) && (await one?.save(claimed.right, 1)(inner)())).toMatchObject(E.right({}))
  })

  it('is lost only to a claim, and then always, whatever becomes of its writes', async () => {
    const fault = fc.constantFrom<Fault>('none', 'none', 'lost', 'unsent', 'late', 'throttled')
    const step = fc.record({ who: fc.nat(1), claims: fc.nat(3).map((n) => n === 0), faults: fc.array(fault) })
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 15 }), async (steps) => {
        const { tryClaim, save, faults } = await setUp(Policy.limit(1))
        const held = new Map<number, Checkpoint.Claim>()
        /** Who alone may save; unknown while a claim is that failed. */
        let newest: number | undefined
        /** What the store may have: what was saved last, and what has failed since. */
        let possible: ReadonlyArray<unknown> = [undefined]
        for (const [index, { who, claims, faults: next }] of steps.entries()) {
          faults.splice(0, faults.length, ...next)
          const own = held.get(who)
          if (claims || own === undefined) {
            const claimed = await tryClaim()
            newest = undefined
            held.delete(who)
            if (E.isLeft(claimed)) continue
            expect(possible).toContain(claimed.right.value)
            possible = [claimed.right.value]
            held.set(who, claimed.right)
            newest = who
            continue
          }
          const saved = await save(own, index)
          if (E.isRight(saved)) {
            held.set(who, saved.right)
            if (newest !== undefined) expect(who).toBe(newest)
            possible = [index]
          } else if (saved.left._tag === 'CheckpointFailed') possible = [...possible, index]
          else if (newest !== undefined) expect(who).not.toBe(newest)
        }
      }),
      { numRuns: 500 },
    )
  })
})
