import * as E from 'fp-ts/Either'
import { describe, expect, it } from 'vitest'
import { aws, type Transport } from '../../../src/aws'
import { answers, id, names, operations, service, stub } from './stub'

const silent: Transport = () => () => new Promise(() => {})

describe('limits', () => {
  it('a transport that never answers is timed out', async () => {
    const interpreter = aws({ transport: silent, timeout: 5, retry: { attempts: 1 } })
    for (const name of names)
      expect(await interpreter(operations[name])()).toEqual(E.left({ _tag: 'TimedOut', milliseconds: 5 }))
  })

  it('the timeout is for each request, and tells the transport to stop', async () => {
    const stopped: Array<boolean> = []
    const transport: Transport = (_operation, _input, signal) => () =>
      new Promise(() => {
        signal?.addEventListener('abort', () => stopped.push(true))
      })
    const sleep = () => Promise.resolve()
    const answer = await aws({ transport, timeout: 5, retry: { attempts: 3, sleep } })(operations.GetItem)()
    expect(answer).toEqual(E.left({ _tag: 'TimedOut', milliseconds: 5 }))
    expect(stopped).toEqual([true, true, true])
  })

  it('nothing is sent once the signal has fired', async () => {
    const { transport, sent } = stub([E.right({})])
    const interpreter = aws({ transport, signal: AbortSignal.abort() })
    for (const name of names) expect(await interpreter(operations[name])()).toEqual(E.left({ _tag: 'Aborted' }))
    expect(sent).toEqual([])
  })

  it('a request under way is aborted', async () => {
    const controller = new AbortController()
    const answer = aws({ transport: silent, signal: controller.signal, timeout: Number.POSITIVE_INFINITY })(
      operations.GetItem,
    )()
    controller.abort()
    expect(await answer).toEqual(E.left({ _tag: 'Aborted' }))
  })

  it.each([
    ['a repetition', operations.GetItem, [E.left(service('ThrottlingException'))]],
    [
      'a round of a batch',
      operations.BatchGetItem,
      [E.right({ Responses: {}, UnprocessedKeys: { users: { Keys: [id('ann')] } } })],
    ],
  ] as const)('an abort ends the wait before %s', async (_, operation, given) => {
    for (const sleep of [undefined, () => new Promise<void>(() => {})]) {
      const controller = new AbortController()
      const { transport, sent } = stub(given)
      const retry = { baseMilliseconds: 60_000, capMilliseconds: 60_000, random: () => 1 }
      const interpreter = aws({
        transport,
        signal: controller.signal,
        retry: sleep === undefined ? retry : { ...retry, sleep },
      })
      const answer = interpreter(operation)()
      await new Promise((resolve) => setTimeout(resolve, 10))
      controller.abort()
      expect(await answer).toEqual(E.left({ _tag: 'Aborted' }))
      expect(sent.length).toBe(1)
    }
  })

  it('a transport that rejects or throws is a network that failed', async () => {
    const rejecting: Transport = () => () => Promise.reject(new Error('broken'))
    const throwing: Transport = () => {
      throw new Error('broken')
    }
    for (const transport of [rejecting, throwing])
      expect(await aws({ transport, retry: { attempts: 1 } })(operations.GetItem)()).toEqual(
        E.left({ _tag: 'NetworkFailed', message: 'broken' }),
      )
  })

  it.each([
    undefined,
    null,
    5,
    'x',
    {},
    { Item: id('ann') },
    { _tag: 'Right' },
    { _tag: 'Left' },
    E.left('x'),
    E.left({}),
  ])('a transport that answers %j: it is not known what became of the request', async (nonsense) => {
    const transport = (() => async () => nonsense) as unknown as Transport
    for (const name of names)
      expect(await aws({ transport })(operations[name])()).toMatchObject(
        E.left({ _tag: 'InvalidAnswer', operation: name, mismatches: [{ path: [] }] }),
      )
  })

  it.each([Number.NaN, -1, '5', null])('a timeout of %j is refused, and nothing is sent', async (timeout) => {
    const { transport, sent } = stub([E.right({})])
    const interpreter = aws({ transport, timeout: timeout as number })
    for (const name of names)
      expect(await interpreter(operations[name])()).toMatchObject(
        E.left({ _tag: 'RequestRefused', name: 'InvalidConfiguration' }),
      )
    expect(sent).toEqual([])
  })

  it('a token that cannot be had is a refusal', async () => {
    const token = () => {
      throw new Error('no token')
    }
    const { transport, sent } = stub([E.right({})])
    expect(await aws({ transport, token })(operations.TransactWriteItems)()).toMatchObject(
      E.left({ _tag: 'RequestRefused', name: 'UnexpectedError' }),
    )
    expect(sent).toEqual([])
  })

  it('nothing is done before the task is run, and again each time that it is', async () => {
    const { transport, sent } = stub([E.right(answers.GetItem)])
    const task = aws({ transport })(operations.GetItem)
    expect(sent.length).toBe(0)
    await task()
    await task()
    expect(sent.length).toBe(2)
  })
})
