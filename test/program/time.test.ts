import * as E from 'fp-ts/Either'
import { describe, expect, it } from 'vitest'
import { suite } from '../../laws/law'
import { policyLaws } from '../../laws/policy'
import { pause, systemTimer } from '../../src/program/time/Timer'
import { watched } from '../../src/program/time/Watch'

suite(describe, it)(policyLaws, { numRuns: 1000 })

describe('a pause', () => {
  it('ends with its time, or with its signal', async () => {
    const controller = new AbortController()
    expect(await pause(systemTimer, undefined)(1)).toBe(true)
    setTimeout(() => controller.abort(), 5)
    expect(await pause(systemTimer, controller.signal)(60_000)).toBe(false)
    expect(await pause(systemTimer, controller.signal)(60_000)).toBe(false)
  })

  it('whose sleep throws or rejects is over', async () => {
    const failures = [
      () => Promise.reject(new Error('no')),
      () => {
        throw new Error('no')
      },
    ]
    for (const sleep of failures) expect(await pause({ sleep }, undefined)(60_000)).toBe(true)
  })

  it('is no longer than timers are', async () => {
    const controller = new AbortController()
    setTimeout(() => controller.abort(), 5)
    expect(await pause(systemTimer, controller.signal)(2 ** 40)).toBe(false)
  })
})

describe('under a watch', () => {
  const never = () => new Promise<E.Either<string, number>>(() => undefined)

  it('everything ends at the deadline', async () => {
    const answer = await watched({ deadline: 10 })((watch) => watch.within(never))
    expect(answer).toEqual(E.left({ _tag: 'TimedOut', milliseconds: 10 }))
    const late = await watched({ deadline: 10 })(async (watch) => {
      await watch.within(never)
      return [await watch.pace().next(), await watch.within(async () => E.right(1))]
    })
    expect(late).toEqual(['aborted', E.left({ _tag: 'TimedOut', milliseconds: 10 })])
  })

  it('everything ends with the signal', async () => {
    const controller = new AbortController()
    setTimeout(() => controller.abort(), 5)
    expect(await watched({ signal: controller.signal })((watch) => watch.within(never))).toEqual(
      E.left({ _tag: 'Aborted' }),
    )
  })

  it('what answers is answered, and no timer is left', async () => {
    let asleep = 0
    const timer = {
      random: () => 0,
      sleep: (_: number, signal?: AbortSignal) =>
        new Promise<void>((done) => {
          asleep++
          signal?.addEventListener('abort', () => {
            asleep--
            done()
          })
        }),
    }
    expect(await watched({ timer })((watch) => watch.within(async () => E.right(1)))).toEqual(E.right(1))
    expect(asleep).toBe(0)
  })

  it('what rejects is ended', async () => {
    const answer = await watched({})((watch) => watch.within(() => Promise.reject(new Error('no'))))
    expect(E.isLeft(answer)).toBe(true)
  })
})
