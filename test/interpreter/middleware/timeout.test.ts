import * as E from 'fp-ts/Either'
import { describe, expect, it } from 'vitest'
import { timeout } from '../../../src/middleware'
import type { Interpreter } from '../../../src/program/Interpreter'
import { broken, get, put, refusal, rejecting, silent, throwing, users } from './support'

describe('timeout', () => {
  it('ends what takes too long', async () => {
    expect(await timeout(5)(silent)(get('ann'))()).toEqual(E.left({ _tag: 'TimedOut', milliseconds: 5 }))
  })

  it('lets what takes too long go on, and drops its answer', async () => {
    const store = users()
    let go = () => {}
    const slow: Interpreter = (operation) => async () => {
      await new Promise<void>((resolve) => {
        go = resolve
      })
      return store(operation)()
    }
    expect(await timeout(5)(slow)(put('ann'))()).toMatchObject({ left: { _tag: 'TimedOut' } })
    go()
    await new Promise((resolve) => setTimeout(resolve, 0))
    expect(await store(get('ann'))()).toMatchObject({ right: { item: { id: { S: 'ann' } } } })
  })

  it('ends its timer with the answer', async () => {
    let cleared = false
    const sleep = (_: number, signal?: AbortSignal) =>
      new Promise<void>((resolve) =>
        signal?.addEventListener('abort', () => {
          cleared = true
          resolve()
        }),
      )
    expect(await timeout(1000, { sleep })(users())(get('ann'))()).toEqual(E.right({}))
    expect(cleared).toBe(true)
  })

  it('does nothing before it is run', () => {
    let asked = false
    timeout(5)(() => () => {
      asked = true
      return Promise.resolve(E.right({}) as never)
    })(get('ann'))
    expect(asked).toBe(false)
  })

  it('is none with Infinity', async () => {
    const sleep = () => Promise.reject(new Error('nobody sleeps'))
    expect(await timeout(Number.POSITIVE_INFINITY, { sleep })(users())(get('ann'))()).toEqual(E.right({}))
  })

  it.each([Number.NaN, -1, Number.NEGATIVE_INFINITY, 2_147_483_648, 1e12])(
    'refuses everything with %d',
    async (milliseconds) => {
      expect(await timeout(milliseconds)(throwing)(get('ann'))()).toEqual(
        refusal(`the timeout is ${milliseconds}, and not a number from 0 to 2147483647, or Infinity`),
      )
    },
  )

  it('refuses everything with what is no number', async () => {
    expect(await timeout('5' as never)(throwing)(get('ann'))()).toEqual(
      refusal('the timeout is a string, and not a number from 0 to 2147483647, or Infinity'),
    )
  })

  it('is over where sleep rejects or throws', async () => {
    const sleeps = [
      () => Promise.reject(new Error('no sleep')),
      () => {
        throw new Error('no sleep')
      },
    ]
    for (const sleep of sleeps)
      expect(await timeout(5, { sleep })(silent)(get('ann'))()).toMatchObject({ left: { _tag: 'TimedOut' } })
  })

  it('answers where the interpreter throws or rejects', async () => {
    expect(await timeout(1000)(throwing)(get('ann'))()).toEqual(broken('thrown'))
    expect(await timeout(1000)(rejecting)(get('ann'))()).toEqual(broken('rejected'))
  })
})
