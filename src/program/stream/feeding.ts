/** feeding: drives the machine: asks the store what it asks for, when it is time, and tells it the answers. */
import type { Either } from 'fp-ts/Either'
import * as E from 'fp-ts/Either'
import type { TaskEither } from 'fp-ts/TaskEither'
import type { StreamToken } from '../../codec/streamToken'
import type { StreamError } from '../errors'
import type { Interpreter } from '../Interpreter'
import { quietly } from '../quietly'
import { onAbort } from '../time/onAbort'
import { pause, systemTimer } from '../time/Timer'
import { total } from '../total'
import type { Fed, Feed } from './Feed'
import type { Ask, Input, Moment, Request, Settings, State } from './machine/model'
import { dealt } from './machine/read'
import { initial, isFollowing, isSettled, step } from './machine/step'
import { tokenOf } from './machine/token'
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

/** Up to which record of a shard it was dealt with, and of which others before. */
export interface Progress {
  readonly shard: string
  readonly sequenceNumber: string
  readonly before: Progress | undefined
}

type Told = Input extends infer I ? (I extends Moment ? Omit<I, keyof Moment> : never) : never
type Given = Either<StreamError, Fed | undefined>

/** Who waits for what comes next, and maybe for nothing to come. */
interface Reader {
  readonly resolve: (answer: Given) => void
  readonly settled?: () => void
}

/** How many questions are on their way at once. */
const concurrency = 32
/** After so many answers without any wait others get their turn: timers, signals, sockets. */
const breath = 256

const nothing: Given = E.right(undefined)

// -----------------------------------------------------------------------------
// constructors
// -----------------------------------------------------------------------------

const drive = (settings: Settings, options: StreamOptions, interpreter: Interpreter): Drive => {
  const { signal, timer = systemTimer, now: clock = Date.now, onEvent } = options
  const ask = total(interpreter)
  const ending = new AbortController()
  const wait = pause(timer, ending.signal)

  let state: State = initial(settings)
  let time = 0
  // What was given and not fetched, from `front` on: at most one batch a shard, and gaps.
  let given: Array<Fed | undefined> = []
  let front = 0
  const readers: Array<Reader> = []
  let failure: StreamError | undefined
  let isStopped = false
  let gap: { readonly shard?: string } | undefined
  const due: Array<Ask> = []
  let first = 0
  let underWay = 0
  let breathless = 0
  const opening: Array<() => void> = []

  // A clock that throws, or says no time, stands still.
  const now = (): number => {
    const said: unknown = quietly(clock)
    if (typeof said === 'number' && Number.isFinite(said)) time = said
    return time
  }
  const random = (): number => quietly(timer.random) ?? 0.5

  const deliver = () => {
    for (let reader = readers[0]; reader !== undefined; reader = readers[0]) {
      if (front < given.length) reader.resolve(E.right(take()))
      else if (failure !== undefined) reader.resolve(E.left(fail()))
      else if (state.phase === 'over') reader.resolve(nothing)
      else if (reader.settled !== undefined && isSettled(state)) reader.settled()
      else return
      readers.shift()
    }
  }
  const take = (): Fed => {
    const fed = given[front] as Fed
    // What was fetched is not kept.
    given[front++] = undefined
    if (front === given.length || front > 64) {
      given = given.slice(front)
      front = 0
    }
    if (fed._tag === 'Gap') gap = fed.shard === undefined ? {} : { shard: fed.shard }
    return fed
  }
  const fail = (): StreamError => {
    const error = failure as StreamError
    failure = undefined
    return error
  }

  const end = () => {
    state = { ...state, phase: 'over' }
    due.length = 0
    first = 0
    forget()
    ending.abort()
    for (const opened of opening.splice(0)) opened()
  }
  const stop = () => {
    if (state.phase === 'over' && front >= given.length) return
    isStopped = true
    failure = undefined
    given = []
    front = 0
    end()
    deliver()
  }
  const forget = onAbort(signal, stop)

  const tell = (told: Told) => {
    const [next, requests] = step(state, { ...told, now: now(), random: random() } as Input)
    state = next
    for (const request of requests) perform(request)
    if (opening.length > 0 && isFollowing(state)) for (const opened of opening.splice(0)) opened()
    flow()
    deliver()
  }

  const perform = (request: Request): void => {
    switch (request._tag) {
      case 'Give':
        if (!isStopped) given.push(request.fed)
        return
      case 'Tell':
        if (onEvent !== undefined) quietly(() => onEvent(request.event))
        return
      case 'End':
        failure = request.error
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
    while (first < due.length && underWay < concurrency && state.phase !== 'over') {
      const request = due[first++] as Ask
      underWay++
      answered(request).then((told) => {
        underWay--
        if (told === undefined) flow()
        else tell(told)
      })
    }
    if (first > 64 && first * 2 >= due.length) {
      due.splice(0, first)
      first = 0
    }
  }

  const answered = async (request: Ask): Promise<Told | undefined> => {
    if (++breathless > breath) {
      breathless = 0
      if (!(await wait(0))) return undefined
    }
    switch (request._tag) {
      case 'Locate': {
        const answer = await ask(request.operation)()
        return E.isLeft(answer) ? failed(request, answer.left) : { _tag: 'Located', table: answer.right }
      }
      case 'Describe': {
        const answer = await ask(request.operation)()
        return E.isLeft(answer) ? failed(request, answer.left) : { _tag: 'Described', ask: request, page: answer.right }
      }
      case 'GetIterator': {
        const answer = await ask(request.operation)()
        return E.isLeft(answer)
          ? failed(request, answer.left)
          : { _tag: 'Iterator', shard: request.operation.shard, iterator: answer.right.iterator }
      }
      case 'GetRecords': {
        const answer = await ask(request.operation)()
        if (E.isLeft(answer)) return failed(request, answer.left)
        const { records, next } = answer.right
        const { shard } = request.operation
        return { _tag: 'Records', shard, records, ...(next === undefined ? {} : { next }) }
      }
    }
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
    failed: () => (front >= given.length && failure !== undefined ? fail() : undefined),
    feed: {
      next: () =>
        new Promise((resolve) => {
          seen()
          readers.push({ resolve })
          deliver()
        }),
      nextOrSettled: () =>
        new Promise((resolve) => {
          readers.push({ resolve, settled: () => resolve('settled') })
          deliver()
        }),
      done: (shard, sequenceNumber) =>
        tell({ _tag: 'Done', shard, ...(sequenceNumber === undefined ? {} : { sequenceNumber }) }),
      settled: () => isSettled(state) && front >= given.length,
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

/** The newest that is said of a shard counts; of what is dealt with since the machine takes no notice. */
const progressed = (state: State, progress: Progress | undefined): State => {
  const seen = new Set<string>()
  let next = state
  for (let at = progress; at !== undefined; at = at.before) {
    if (seen.has(at.shard)) continue
    seen.add(at.shard)
    next = dealt(next, at.shard, at.sequenceNumber, 0)[0]
  }
  return next
}

const failed = (request: Ask, error: unknown): Told => ({ _tag: 'Failed', ask: request, error }) as Told

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
