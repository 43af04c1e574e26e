/** feeding: drives the machine: asks the store what it asks for, when it is time, and tells it the answers. */
import * as E from 'fp-ts/Either'
import type { TaskEither } from 'fp-ts/TaskEither'
import type { StreamToken } from '../../codec/streamToken'
import type { StreamError } from '../errors'
import type { Interpreter } from '../Interpreter'
import { quietly } from '../quietly'
import { onAbort } from '../time/onAbort'
import { pause, systemTimer } from '../time/Timer'
import { asking, type Told } from './asking'
import type { Feed } from './Feed'
import type { Ask, Input, Request, Settings, State } from './machine/model'
import { initial, isFollowing, isSettled, step } from './machine/step'
import { tokenOf } from './machine/token'
import { type Given, outlet } from './outlet'
import { type Progress, progressed } from './progress'
import { queue } from './queue'
import type { StreamOptions } from './StreamOptions'
import { settingsOf, type Whose } from './settings'

// -----------------------------------------------------------------------------
// model
// -----------------------------------------------------------------------------

/** A feed, with what only the merged reader needs: a snapshot of the place, and gaps that are seen before the next is asked for. */
export interface OwnFeed extends Feed {
  /** The place of this moment, and as far as was dealt with of what is out: made when it is asked for. */
  readonly snapshot: (progress: Progress | undefined) => () => StreamToken
  /** The gap that was given last is dealt with. */
  readonly seen: () => void
  /** As `next`; but where it is settled it answers so, and does not wait. */
  readonly nextOrSettled: () => Promise<Given | 'settled'>
}

/** How many questions are on their way at once. */
const concurrency = 32
/** After so many answers without any wait others get their turn: timers, signals, sockets. */
const breath = 256

/** Dates go a little farther, in milliseconds of the epoch. */
const mostTime = 8e15

// -----------------------------------------------------------------------------
// constructors
// -----------------------------------------------------------------------------

const drive = (settings: Settings, options: StreamOptions, interpreter: Interpreter): Drive => {
  const { signal, timer = systemTimer, now: clock = Date.now, onEvent } = options
  const ask = asking(interpreter)
  const ending = new AbortController()
  const wait = pause(timer, ending.signal)

  let state: State = initial(settings)
  let time = 0
  let isStopped = false
  let gap: { readonly shard?: string } | undefined
  const due = queue<Ask>()
  let underWay = 0
  let breathless = 0
  const opening: Array<() => void> = []
  const out = outlet({
    isOver: () => state.phase === 'over',
    isSettled: () => isSettled(state),
    fetched: (fed) => {
      if (fed._tag === 'Gap') gap = fed.shard === undefined ? {} : { shard: fed.shard }
    },
  })

  // A clock that throws, or says no time that dates have, stands still.
  const now = (): number => {
    const said: unknown = quietly(clock)
    if (typeof said === 'number' && Math.abs(said) < mostTime) time = said
    return time
  }
  const random = (): number => quietly(timer.random) ?? 0.5

  const end = () => {
    state = { ...state, phase: 'over' }
    due.clear()
    forget()
    ending.abort()
    for (const opened of opening.splice(0)) opened()
  }
  const stop = () => {
    isStopped = true
    out.clear()
    if (state.phase !== 'over') end()
    out.deliver()
  }
  const forget = onAbort(signal, stop)

  const tell = (told: Told) => {
    const [next, requests] = step(state, { ...told, now: now(), random: random() } as Input)
    state = next
    for (const request of requests) perform(request)
    if (opening.length > 0 && isFollowing(state)) for (const opened of opening.splice(0)) opened()
    flow()
    out.deliver()
  }

  const perform = (request: Request): void => {
    switch (request._tag) {
      case 'Give':
        if (!isStopped) out.give(request.fed)
        return
      case 'Tell':
        if (onEvent !== undefined) quietly(() => onEvent(request.event))
        return
      case 'End':
        if (!isStopped && request.error !== undefined) out.fail(request.error)
        end()
        return
      default:
        later(request)
    }
  }

  const later = (request: Ask): void => {
    const milliseconds = request.at - time
    if (milliseconds <= 0) {
      due.push(request)
      return
    }
    breathless = 0
    wait(milliseconds).then((elapsed) => {
      if (!elapsed) return
      due.push(request)
      flow()
    })
  }

  const flow = (): void => {
    while (underWay < concurrency && state.phase !== 'over') {
      const request = due.shift()
      if (request === undefined) return
      underWay++
      answered(request).then((told) => {
        underWay--
        if (told === undefined) flow()
        else tell(told)
      })
    }
  }

  /** Asks once others had a turn; nothing where it is over, or where the answer would not count any more. */
  const answered = async (request: Ask): Promise<Told | undefined> => {
    if (++breathless > breath) {
      breathless = 0
      if (!(await wait(0))) return undefined
    }
    return request._tag === 'Describe' && request.round !== state.round ? undefined : ask(request)
  }

  const seen = () => {
    if (gap === undefined) return
    const told: Told = { _tag: 'Seen', ...gap }
    gap = undefined
    tell(told)
  }

  return {
    open: () =>
      new Promise((resolve) => {
        opening.push(resolve)
        if (signal?.aborted) stop()
        else tell({ _tag: 'Started' })
      }),
    failed: out.failure,
    feed: {
      next: () =>
        new Promise((resolve) => {
          seen()
          out.wait({ resolve })
        }),
      nextOrSettled: () =>
        new Promise((resolve) => {
          out.wait({ resolve, settled: () => resolve('settled') })
        }),
      done: (shard, sequenceNumber) =>
        tell({ _tag: 'Done', shard, ...(sequenceNumber === undefined ? {} : { sequenceNumber }) }),
      settled: () => isSettled(state) && out.isEmpty(),
      token: () => tokenOf(state),
      snapshot: (progress) => {
        const at = state
        return () => tokenOf(progressed(at, progress))
      },
      seen,
      close: stop,
    },
  }
}

interface Drive {
  /** Begins, and waits until it is under way, or over. */
  readonly open: () => Promise<void>
  /** What it failed with before it gave anything. */
  readonly failed: () => StreamError | undefined
  readonly feed: OwnFeed
}

/** A feed, with what the merged reader needs of it. */
export const ownFeed =
  (stream: Whose, options: StreamOptions) =>
  (interpreter: Interpreter): TaskEither<StreamError, OwnFeed> =>
  async () => {
    const settings = settingsOf(stream, options)
    if (E.isLeft(settings)) return settings
    const { open, failed: failedWith, feed: opened } = drive(settings.right, options, interpreter)
    await open()
    const error = failedWith()
    return error === undefined ? E.right(opened) : E.left(error)
  }

/**
 * Begins to read a stream. It answers once nothing that is written from now on is missed; from then on reading goes on in
 * the background, until it is closed, the signal fires, or it ends.
 */
export const feed: (
  stream: Whose,
  options: StreamOptions,
) => (interpreter: Interpreter) => TaskEither<StreamError, Feed> = ownFeed
