/** bulk: how the calls of a bulk are filled, sent, and counted. */
import type { Either } from 'fp-ts/Either'
import * as E from 'fp-ts/Either'
import type { Progress } from '../BatchOptions'
import type { ReadError, SourceFailed, UnprocessedWrites } from '../errors'
import { keyIdentity } from '../identity'
import { maxBatchWrites } from '../limits'
import type { BatchWrite } from '../Operation'
import { quietly } from '../quietly'
import type { Written } from './batch'
import { emptyLoad, type Load } from './load'
import type { Request } from './model'
import { batchWriteOf } from './plan'

// -----------------------------------------------------------------------------
// model
// -----------------------------------------------------------------------------

/** A call that is being filled, or is under way: no item is in two of them. */
interface Call {
  readonly load: Load
  readonly items: Set<string>
}

const emptyCall = (): Call => ({ load: emptyLoad(), items: new Set() })

// -----------------------------------------------------------------------------
// interpreters
// -----------------------------------------------------------------------------

/** One bulk: calls are filled, and sent as long as there is a place among those under way and nothing has failed. */
export const bulk = (
  send: (load: Load) => Promise<Written>,
  concurrency: number,
  onProgress: ((progress: Progress) => unknown) | undefined,
) => {
  const underWay = new Set<Call>()
  const left: Array<BatchWrite> = []
  /** What was taken after something had failed. */
  const rest: Array<BatchWrite> = []
  let hasFailed = false
  let cause: ReadError | undefined
  let written = 0
  let calls = 0
  let filling = emptyCall()
  // Only the filling waits, for one call at a time to end.
  let wake = (): void => undefined
  const oneEnded = (): Promise<void> =>
    new Promise((resolve) => {
      wake = resolve
    })

  const fail = (why: ReadError | undefined): void => {
    hasFailed = true
    cause ??= why
  }
  const finished = (call: Call, outcome: Written): void => {
    underWay.delete(call)
    calls++
    written += call.load.writes.length - outcome.left.length
    left.push(...outcome.left)
    if (outcome.left.length > 0) fail(outcome.failure)
    quietly(() => onProgress?.({ written, calls }))
    wake()
  }
  const flush = async (): Promise<void> => {
    while (underWay.size >= concurrency && !hasFailed) await oneEnded()
    if (hasFailed || filling.load.writes.length === 0) return
    const call = filling
    filling = emptyCall()
    underWay.add(call)
    send(call.load).then((outcome) => finished(call, outcome))
  }
  // An item that is written again waits for the write before it, so that the last one wins.
  const settled = async (item: string): Promise<void> => {
    if (filling.items.has(item)) await flush()
    while (!hasFailed && [...underWay].some(({ items }) => items.has(item))) await oneEnded()
  }
  const place = async (write: BatchWrite): Promise<boolean> => {
    if (hasFailed) return false
    if (filling.load.add(write)) return true
    await flush()
    return !hasFailed && filling.load.add(write)
  }
  return {
    hasFailed: () => hasFailed,
    fail,
    /** Takes a request into a call; after a failure it is left, also where it waited for one that failed. */
    add: async (request: Request): Promise<void> => {
      const item = keyIdentity(request.action.table, request.key)
      const write = batchWriteOf(request)
      await settled(item)
      if (!(await place(write))) {
        rest.push(write)
        return
      }
      filling.items.add(item)
      if (filling.load.writes.length >= maxBatchWrites) await flush()
    },
    /** Writes what was taken; after a failure what was taken and not sent is left. */
    end: async (
      wrong: SourceFailed['cause'] | undefined,
    ): Promise<Either<UnprocessedWrites | SourceFailed, Progress>> => {
      await flush()
      while (underWay.size > 0) await oneEnded()
      const source: SourceFailed | undefined = wrong && { _tag: 'SourceFailed', cause: wrong, written }
      if (!hasFailed) return source === undefined ? E.right({ written, calls }) : E.left(source)
      return E.left({
        _tag: 'UnprocessedWrites',
        writes: [...left, ...filling.load.writes, ...rest],
        written,
        ...(cause === undefined ? {} : { cause }),
        ...(source === undefined ? {} : { source }),
      })
    },
  }
}
