/** Runs the machine against a fake stream, step by step, without promises. */
import * as E from 'fp-ts/Either'
import type { StreamToken } from '../../../src/codec/streamToken'
import type { ShardReadError, StreamError } from '../../../src/program/errors'
import type { StreamEvent } from '../../../src/program/stream/Event'
import type { Fed } from '../../../src/program/stream/Feed'
import type { Ask, Input, Request, Settings, State } from '../../../src/program/stream/machine/model'
import { initial, step } from '../../../src/program/stream/machine/step'
import { tokenOf } from '../../../src/program/stream/machine/token'
import type { Position } from '../../../src/program/stream/model'
import * as Policy from '../../../src/program/time/Policy'
import { type FakeStream, table } from './fakeStream'

export const settings = (position: Position, more: Partial<Settings> = {}): Settings => ({
  table,
  position,
  gap: 200,
  polling: Policy.capped(5_000)(Policy.exponential(200)),
  retry: Policy.capped(10_000)(Policy.exponential(100)),
  ...more,
})

type Told = Input extends infer I ? Omit<I, 'now' | 'random'> : never

/** The machine at work. */
export const running = (store: FakeStream, made: Settings) => {
  let state: State = initial(made)
  let asks: ReadonlyArray<Ask> = []
  let given: ReadonlyArray<Fed> = []
  let events: ReadonlyArray<StreamEvent> = []
  const asked: Array<Ask> = []
  let end: { readonly error?: StreamError } | undefined
  const take = (request: Request) => {
    switch (request._tag) {
      case 'Give':
        given = [...given, request.fed]
        return
      case 'Tell':
        events = [...events, request.event]
        return
      case 'End':
        end = request
        return
      default:
        asks = [...asks, request]
        asked.push(request)
    }
  }
  const tell = (told: Told) => {
    const [next, requests] = step(state, { ...told, now: store.now(), random: 0.5 } as Input)
    state = next
    requests.forEach(take)
  }
  tell({ _tag: 'Started' } as Told)
  const answer = (ask: Ask): Told => {
    const failed = (error: unknown) => ({ _tag: 'Failed', ask, error: error as ShardReadError }) as Told
    switch (ask._tag) {
      case 'Locate':
        return { _tag: 'Located', table: store.table() } as Told
      case 'Describe': {
        const page = store.describe(ask.operation)
        return E.isLeft(page) ? failed(page.left) : ({ _tag: 'Described', ask, page: page.right } as Told)
      }
      case 'GetIterator': {
        const made = store.iterator(ask.operation)
        return E.isLeft(made)
          ? failed(made.left)
          : ({ _tag: 'Iterator', shard: ask.operation.shard, iterator: made.right.iterator } as Told)
      }
      case 'GetRecords': {
        const found = store.records(ask.operation)
        return E.isLeft(found)
          ? failed(found.left)
          : ({ _tag: 'Records', shard: ask.operation.shard, ...found.right } as Told)
      }
    }
  }
  return {
    tell,
    state: () => state,
    asks: () => asks,
    asked,
    given: () => given,
    events: () => events,
    end: () => end,
    token: (): StreamToken => JSON.parse(JSON.stringify(tokenOf(state))),
    /** Answers one of the questions; where it is not due yet, time passes. */
    answer: (nth: number, error?: ShardReadError) => {
      const ask = asks[nth % Math.max(1, asks.length)]
      if (ask === undefined) return
      asks = asks.filter((other) => other !== ask)
      if (ask.at > store.now()) store.advance(ask.at - store.now())
      tell(error === undefined ? answer(ask) : ({ _tag: 'Failed', ask, error } as Told))
    },
    /** The first that was given, and is not fetched yet. */
    fetch: (): Fed | undefined => {
      const [fed, ...rest] = given
      given = rest
      return fed
    },
  }
}
